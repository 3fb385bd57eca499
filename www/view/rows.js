/** The list of hits: rows are added, completed and never moved. */

import styles from '../generated/results.js';
import { shows } from './asked.js';
import { adopt, element, part } from './dom.js';
import { isTyping, walk } from './keys.js';
import { within } from '../engine/link.js';
import { fill, row } from './row.js';
import { say } from './say.js';

/** @import { Host, Result, RowContext, SearchHit, SearchOptions, Searcher } from '../types.js' */
/** @import { view } from '../lang/en.js' */
/** @import { View } from './view.js' */

/** The links and buttons of the panel that arrow keys reach. */
const STOPS = '.retry:not([hidden]),.correction,a[href],.more:not([hidden])';
/** @typedef {{ refine?: import('./refine.js').Refine, extras?: import('./extras.js').Extras }} Parts */

export class Rows {
  #view;
  #want;
  /** @type {RowContext} */
  #context;
  #watcher;
  /** @type {Host} */
  #host;
  /** What the addresses of documents are relative to. */
  #base = '';
  #suggestion = part('p', 'suggestion', { dir: 'auto' });
  /** What only some pages use, once it is there. @type {Parts} */
  #parts = {};
  /** @type {Partial<Record<keyof Parts, Promise<void>>>} */
  #loading = {};
  /** The hits behind the rows. @type {SearchHit[]} */
  hits = [];
  /** The index that is asked. @type {Searcher} */
  engine = /** @type {any} */ (null);

  /** Loads a part that only some pages use; each build has its own way. @type {(name: string) => Promise<any>} */
  static file;

  /**
   * @param {View} view
   * @param {(offset: number, count: number) => void} want told of rows without excerpt that come into view
   * @param {RowContext['words']} words
   */
  constructor(view, want, words) {
    const { list, more } = view;
    this.#view = view;
    this.#want = want;
    this.#host = /** @type {Host} */ (/** @type {ShadowRoot} */ (list.getRootNode()).host);
    this.#context = { words, host: this.#host };
    // Half a panel ahead of the reader.
    const options = { root: list.parentElement, rootMargin: '50%' };
    this.#watcher = new IntersectionObserver((entries) => this.#seen(entries), options);
    adopt(list, styles);
    more.addEventListener('click', () => (more.textContent = this.#say('coming')));
  }

  /**
   * Asks the index what the element wants to know: its filters and order too.
   *
   * @param {string} query
   * @param {SearchOptions & { base: string }} options
   * @returns {Promise<Result>}
   */
  async search(query, options) {
    this.#base = options.base;
    await this.#ready();
    const notice = this.#parts.extras?.notice(query);
    if (notice) return { ...nothing, query, notice };
    return this.engine.search(query, { ...options, ...this.#parts.refine?.refinement(options.excerpts) });
  }

  /**
   * Arrow keys walk over what the panel has; what is typed on it goes on in the input.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    const { input, isOpen, list } = this.#view;
    const target = /** @type {Element} */ (event.composedPath()[0]);
    // The character itself then goes to where the focus is.
    if (target.matches('a') && isTyping(event)) return input.focus();
    const panel = /** @type {HTMLElement} */ (list.parentElement);
    const stops = /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll(STOPS));
    walk(event, isOpen ? [input, ...stops] : [input]);
  }

  retry() {
    return this.engine.retry();
  }

  /**
   * Shows what was found, below what is there if it is more of the same.
   *
   * @param {Result} result
   * @param {boolean} more
   */
  show(result, more) {
    const view = this.#view;
    const { total, results, failed } = result;
    const { list, input } = view;
    // WebKit puts a field without autocompletion back to its default when its page is come back to.
    input.defaultValue = input.value;
    view.fill(this.#found(result), total || result.notice ? '' : this.#say('help'));
    if (failed.length) view.lack(this.#say('incomplete'));
    if (!more) this.#surround(result);
    list.ariaLabel = this.#say('results');
    this.#add(results);
    list.hidden = !total;
    const remaining = total - list.children.length;
    view.more.hidden = remaining <= 0 || !results.length;
    view.more.textContent = this.#say('more', { count: Math.min(remaining, results.length) });
  }

  /**
   * What is announced of an answer.
   *
   * @param {Result} result
   */
  summary(result) {
    const [first] = this.hits;
    const results = this.#found(result);
    if (first) return this.#say('first', { results, title: first.title });
    return result.corrected ? `${results}. ${this.#say('didYouMean', { query: result.corrected })}` : results;
  }

  /**
   * Where a link of a row leads, for whom it may concern: nowhere that isn't in the index.
   *
   * @param {Element} target within the list
   */
  selected(target) {
    const index = [...this.#view.list.children].findIndex((row) => row.contains(target));
    const hit = this.hits[index];
    const anchor = target.closest('a')?.dataset.anchor;
    const url = hit?.url && target.closest('a[href]') && within(hit.url, anchor);
    return url ? { url, rank: index + 1, hit } : null;
  }

  /**
   * Opens the first hit as a click with the same modifiers would.
   *
   * @param {KeyboardEvent} event
   */
  follow({ ctrlKey, metaKey, shiftKey }) {
    const click = { bubbles: true, cancelable: true, composed: true, view: window, ctrlKey, metaKey, shiftKey };
    this.#view.list.querySelector('a[href]')?.dispatchEvent(new MouseEvent('click', click));
  }

  clear() {
    this.#watcher.disconnect();
    this.#view.list.replaceChildren();
    this.#suggestion.remove();
    this.hits = [];
  }

  /**
   * Puts the excerpts of hits into their rows, which keep their places and the focus. Nothing is
   * announced: what a row says is read when it is reached.
   *
   * @param {Result} result
   */
  complete({ results, failed }) {
    for (const hit of results) {
      const at = this.hits.findIndex(({ document }) => document === hit.document);
      if (at < 0) continue;
      this.hits[at] = hit;
      fill(this.#view.list.children[at], hit, this.#context);
    }
    if (failed.length) this.#view.lack(this.#say('incomplete'));
  }

  /** Loads what the element has a use for, once; a part that can't be had is no reason not to search. */
  async #ready() {
    const host = this.#host;
    const wanted = {
      refine: host.matches('[facets],[sort]') || host.order || Object.keys(host.filters ?? {}).length,
      extras: host.matches('[show],[highlight],[min-length]') || host.querySelector('[slot]'),
    };
    const load = async (/** @type {keyof Parts} */ name) => {
      try {
        const { attach } = await Rows.file(name);
        this.#parts[name] = attach(host, this.#view, this.#context.words);
      } catch {
        delete this.#loading[name];
      }
      this.#context.highlighted = this.#parts.extras?.highlighted;
    };
    const names = /** @type {(keyof Parts)[]} */ (Object.keys(wanted));
    await Promise.all(names.map((name) => wanted[name] && (this.#loading[name] ??= load(name))));
  }

  /**
   * @param {keyof typeof view} key
   * @param {Record<string, string | number>} [values]
   */
  #say(key, values) {
    return say(this.#context.words, key, values);
  }

  /** @param {Result} result */
  #found({ query, total, notice }) {
    if (notice) return notice;
    const none = this.#parts.refine?.isSet ? 'noneFiltered' : 'none';
    return this.#say(total ? 'count' : none, { count: total, query });
  }

  /**
   * Puts what isn't a hit around the list.
   *
   * @param {Result} result
   */
  #surround(result) {
    const { corrected } = result;
    const { extras, refine } = this.#parts;
    if (corrected && shows(this.#host, 'suggestion')) this.#suggest(corrected);
    extras?.show(result);
    refine?.show(result);
    /** @type {Element} */ (this.#view.list.parentElement).scrollTop = 0;
  }

  /**
   * Offers another query, which the button puts into the field.
   *
   * @param {string} query
   */
  #suggest(query) {
    const { input, list } = this.#view;
    const [before, after] = this.#say('didYouMean').split('{query}');
    const button = part('button', 'correction', { type: 'button' }, query);
    button.addEventListener('click', () => {
      input.focus();
      input.value = query;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    });
    this.#suggestion.replaceChildren(before, element('bdi', {}, button), after);
    list.before(this.#suggestion);
  }

  /** @param {SearchHit[]} hits */
  #add(hits) {
    for (const hit of hits) {
      const item = row(hit, `excerpt-${this.hits.push(hit)}`, this.#context);
      this.#parts.extras?.decorate(item, hit, this.#base);
      this.#view.list.append(item);
      if (!hit.excerpt) this.#watcher.observe(item);
    }
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    const rows = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
    rows.forEach((row) => this.#watcher.unobserve(row));
    const places = rows.map((row) => [...this.#view.list.children].indexOf(row)).filter((place) => place >= 0);
    const first = Math.min(...places);
    if (places.length) this.#want(first, Math.max(...places) - first + 1);
  }
}

/** The answer to a query that is too short to be asked. */
const nothing = /** @type {Result} */ (
  /** @type {Partial<Result>} */ ({ total: 0, results: [], corrected: null, facets: [], failed: [], complete: true })
);
