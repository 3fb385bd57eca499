/** What narrows the results down and puts them in order: values of facets with their counts, and dates. */

import styles from '../generated/refine.js';
import { refine } from '../lang/en.js';
import { listed } from './asked.js';
import { element, part } from './dom.js';
import { say } from './say.js';

/** @import { Facet, Host, Refinement, Result, RowContext, SearchOptions, Searcher } from '../types.js' */
/** @import { View } from './view.js' */

const ORDERS = /** @type {const} */ (['relevance', 'newest', 'oldest']);

export class Refine {
  #host;
  #words;
  #box = part('div', 'refine', { hidden: true });
  /** Stays open from one answer to the next. */
  #details = part('details', 'filters');
  /** The id of what was last used: it keeps the focus. */
  #used = '';
  /** Whether the index knows neither facets nor orders, as that of the core engine. */
  #isRefused = false;

  /**
   * @param {Host} host
   * @param {View} view
   * @param {RowContext['words']} words
   */
  constructor(host, view, words) {
    this.#host = host;
    this.#words = words;
    view.dress(styles);
    this.#box.addEventListener('input', (event) => event.stopPropagation());
    this.#box.addEventListener('change', (event) => this.#changed(/** @type {HTMLElement} */ (event.target)));
    view.list.before(this.#box);
  }

  /**
   * Asks with what narrows and orders, or without where the index can't do it: results are worth more.
   *
   * @param {string} query
   * @param {SearchOptions & { base?: string }} options
   * @param {Searcher} engine
   */
  async search(query, options, engine) {
    if (this.#isRefused) return engine.search(query, options);
    try {
      return await engine.search(query, { ...options, ...this.#refinement(options.excerpts) });
    } catch (error) {
      if (/** @type {{ code?: string }} */ (error).code !== 'core') throw error;
    }
    this.#isRefused = true;
    return engine.search(query, options);
  }

  /**
   * What is asked for besides the query.
   *
   * @param {boolean} [isCompleting] whether only texts are wanted, of hits that were counted before
   * @returns {Refinement}
   */
  #refinement(isCompleting) {
    const order = this.#order;
    return {
      facets: isCompleting ? [] : listed(this.#host.getAttribute('facets')),
      filters: Object.entries(this.#filters).flatMap(([name, any]) => (any.length ? { name, any } : [])),
      ...(/newest|oldest/.test(order) && { sort: { name: 'date', descending: order === 'newest' } }),
    };
  }

  /**
   * What is said where nothing was found among the values that are chosen.
   *
   * @param {string} query
   */
  none(query) {
    const isSet = !this.#isRefused && Object.values(this.#filters).some((values) => values.length);
    return isSet && this.#say('noneFiltered', { query });
  }

  get #order() {
    return this.#host.order || (this.#host.getAttribute('sort') ?? '');
  }

  /** @param {Result} result */
  show({ facets, total }) {
    if (this.#isRefused) {
      this.#box.hidden = !total;
      return this.#box.replaceChildren(part('p', 'unrefined', {}, this.#say('unrefined')));
    }
    const set = Object.values(this.#filters).flat().length;
    const shown = facets.map((facet) => this.#completed(facet)).filter(({ values }) => values.length);
    this.#box.hidden = !total && !set;
    this.#details.replaceChildren(
      part('summary', 'toggle', { id: 'toggle' }, set ? this.#say('filtersSet', { count: set }) : this.#say('filters')),
      ...shown.map((facet) => this.#facet(facet)),
    );
    this.#box.replaceChildren(
      ...(shown.length ? [this.#details] : []),
      ...(set ? [this.#clear()] : []),
      ...(this.#host.hasAttribute('sort') ? [this.#sort()] : []),
    );
    if (this.#used) /** @type {HTMLElement | null} */ (this.#box.querySelector(`#${CSS.escape(this.#used)}`))?.focus();
    this.#used = '';
  }

  get #filters() {
    return this.#host.filters ?? {};
  }

  /**
   * A facet with the values that are chosen, even those that no result has.
   *
   * @param {Facet} facet
   */
  #completed({ name, values }) {
    const chosen = this.#filters[name] ?? [];
    const absent = chosen.filter((value) => !values.some(([known]) => known === value));
    return { name, values: [...values, ...absent.map((value) => /** @type {[string, number]} */ ([value, 0]))] };
  }

  /** @param {Facet} facet */
  #facet({ name, values }) {
    const chosen = this.#filters[name] ?? [];
    const choices = values.map(([value, count]) => {
      const id = `${name}=${value}`;
      const spoken = this.#say('valueCount', { value, count });
      const attributes = { id, type: 'checkbox', name, value, checked: chosen.includes(value), 'aria-label': spoken };
      const number = part('span', 'number', {}, count.toLocaleString(this.#words.lang));
      return part('label', 'value', {}, element('input', attributes), element('bdi', {}, value), number);
    });
    // The page may call a facet something else: `strings = { 'facet:topic': 'Topics' }`.
    const own = this.#words.get(/** @type {any} */ (`facet:${name}`)) ?? name;
    return part('fieldset', 'facet', {}, part('legend', 'name', {}, String(own)), ...choices);
  }

  #sort() {
    const order = this.#order;
    const options = ORDERS.map((value) => element('option', { value, selected: value === order }, this.#say(value)));
    return part('label', 'sort', {}, this.#say('sort'), ' ', part('select', 'order', { id: 'order' }, ...options));
  }

  #clear() {
    const button = part('button', 'unset', { type: 'button' }, this.#say('clearFilters'));
    button.addEventListener('click', () => {
      this.#used = 'toggle';
      this.#host.filters = {};
      this.#host.search?.();
    });
    return button;
  }

  /** @param {HTMLElement} control */
  #changed(control) {
    const host = this.#host;
    this.#used = control.id;
    if (control instanceof HTMLSelectElement) host.order = control.value;
    else {
      const { name } = /** @type {HTMLInputElement} */ (control);
      const checked = /** @type {NodeListOf<HTMLInputElement>} */ (
        this.#box.querySelectorAll(':checked[type=checkbox]')
      );
      const any = [...checked].filter((box) => box.name === name).map((box) => box.value);
      host.filters = { ...this.#filters, [name]: any };
    }
    host.search?.();
  }

  /**
   * @param {keyof typeof refine} key
   * @param {Record<string, string | number>} [values]
   */
  #say(key, values) {
    return say(this.#words, key, values, refine);
  }
}

/** @type {(...place: ConstructorParameters<typeof Refine>) => Refine} */
export const attach = (...place) => new Refine(...place);
