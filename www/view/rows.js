/** The list of hits: rows are added, completed and never moved. */

import styles from '../generated/results.js';
import { adopt } from './dom.js';
import { hasModifier, isTyping, walk } from './keys.js';
import { within } from '../engine/link.js';
import { fill, row } from './row.js';
import { say } from './say.js';

/** @import { Asked, Host, Result, RowContext, SearchHit, SearchOptions, Searcher } from '../types.js' */
/** @import { view } from '../lang/en.js' */
/** @import { View } from './view.js' */

/** How long titles wait for their excerpts, so that a fast answer is shown whole. */
const PATIENCE_MS = 100;
/** Rows that are worth waiting for, about what a window shows. */
const FIRST_ROWS = 10;
/** The links and buttons of the panel that arrow keys reach. */
const STOPS = '.retry:not([hidden]),.correction,.recent button,a[href],.more:not([hidden])';
/** @typedef {{ refine?: import('./refine.js').Refine, extras?: import('./extras.js').Extras, late?: import('./late.js').Late, recent?: import('./recent.js').Recent, widen?: ReturnType<typeof import('./widen.js').attach> }} Parts */

export class Rows {
  #view;
  #want;
  /** @type {RowContext} */
  #context;
  /** @type {Host} */
  #host;
  /** What the addresses of documents are relative to. */
  #base = '';
  /** What only some pages use, once it is there. @type {Parts} */
  #parts = {};
  /** @type {Partial<Record<keyof Parts, Promise<void>>>} */
  #loading = {};
  /** The hits behind the rows. @type {SearchHit[]} */
  hits = [];
  /** The index that is asked. @type {Asked} */
  engine = /** @type {any} */ (null);
  /** What was asked last: this index, or those of other languages too. */
  #asked = /** @type {Searcher} */ (this.engine);

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
    adopt(list, styles);
    more.addEventListener('click', () => (more.textContent = this.#say('coming')));
    // After the element's own, whose event a page may have cancelled.
    list.addEventListener('click', (event) => this.#navigate(event));
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
    const short = this.#parts.extras?.short(query) ?? this.#parts.recent?.answer(query);
    if (short) return short;
    const engine = (this.#asked = (await this.#parts.extras?.asked(this.engine, options.base)) ?? this.engine);
    const ask = (/** @type {SearchOptions} */ page) =>
      (this.#parts.refine ?? engine).search(query, { ...options, ...page }, engine);
    const answer = await ask({});
    const isAmiss = answer.corrected || answer.results.some((hit) => hit.missing.length || hit.metadata.within);
    const isLate = answer.results.some(({ excerpt }) => !excerpt);
    await this.#ready(isAmiss, isLate);
    if (options.excerpts || !isLate) return answer;
    const patience = /** @type {Promise<undefined>} */ (new Promise((done) => setTimeout(done, PATIENCE_MS)));
    const whole = await Promise.race([ask({ excerpts: true, limit: FIRST_ROWS }), patience]).catch(() => {});
    const completed = (/** @type {SearchHit} */ hit) =>
      whole?.results.find(({ document }) => document === hit.document) ?? hit;
    const { failed, complete } = whole ?? answer;
    return { ...answer, failed, complete, results: answer.results.map(completed) };
  }

  /**
   * Arrow keys walk over what the panel has; what is typed on it continues in the input.
   *
   * @param {KeyboardEvent} event
   * @param {Element} target
   */
  key(event, target = /** @type {Element} */ (event.composedPath()[0])) {
    const { input, isOpen, list } = this.#view;
    // The character itself then goes to where the focus is.
    if (target.matches('a') && isTyping(event)) return input.focus();
    const panel = /** @type {HTMLElement} */ (list.parentElement);
    if (isOpen) walk(event, [input, ...panel.querySelectorAll(STOPS)], target);
  }

  retry() {
    return this.#asked.retry();
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
    const { list } = view;
    view.fill(this.#found(result), total || result.notice ? '' : this.#say('help'));
    if (failed.length) view.lack(this.#say('incomplete'));
    if (!more) {
      this.#parts.extras?.show(result);
      this.#parts.widen?.show(result);
      this.#parts.recent?.show(result);
      this.#parts.refine?.show(result);
      // In the frame's own layout: here it would ask for one.
      const panel = /** @type {Element} */ (list.parentElement);
      requestAnimationFrame(() => (panel.scrollTop = 0));
    }
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
    return results + (this.#parts.extras?.offer(result) ?? '');
  }

  /**
   * Returns the hit that a link of a row leads to, or nothing where that is not in the index.
   *
   * @param {Element} target within the list
   */
  selected(target) {
    const index = [...this.#view.list.children].findIndex((row) => row.contains(target));
    const hit = this.hits[index];
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest('a[href]'));
    // Other versions of a page are in the index, too.
    const isOther = link?.part.contains('version');
    const url = hit?.url && link && (isOther ? link.href : within(hit.url, link.dataset.anchor));
    return url ? { url, rank: index + 1, hit } : null;
  }

  /**
   * Opens the first hit as a click with the same modifiers would.
   *
   * @param {KeyboardEvent} event has all that the click takes: its modifiers, and that it bubbles and can be cancelled
   */
  follow(event) {
    this.#view.list.querySelector('a[href]')?.dispatchEvent(new MouseEvent('click', event));
  }

  /**
   * Leaves going to a page of this site to the page's router, where there is one.
   *
   * @param {MouseEvent} event
   */
  #navigate(event) {
    const { navigate } = this.#host;
    const link = /** @type {Element} */ (event.target).closest('a');
    if (!navigate || !link?.href || link.origin !== location.origin) return;
    if (event.defaultPrevented || event.shiftKey || hasModifier(event)) return;
    if (navigate(link.href.replace(/#?:~:.*/, '')) !== false) event.preventDefault();
  }

  clear() {
    this.#parts.late?.clear();
    this.#view.list.replaceChildren();
    this.#parts.extras?.clear();
    this.#parts.widen?.clear();
    this.#parts.recent?.clear();
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

  /**
   * Loads what the element has a use for, once; a part that can't be loaded is no reason not to search.
   *
   * @param {unknown} [isAmiss] whether there is something to say of the query, or of titles that are not enough
   * @param {boolean} [isLate] whether excerpts come after their titles
   */
  async #ready(isAmiss, isLate) {
    const host = this.#host;
    const wanted = {
      late: isLate || this.engine.isSharded,
      recent: host.matches('[recent]'),
      widen: this.engine.others?.length,
      refine: host.matches('[facets],[sort]') || host.order || Object.keys(host.filters ?? {}).length,
      extras:
        isAmiss ||
        (this.engine.others?.length && host.lang === '*') ||
        this.engine.versions ||
        host.matches('[show],[highlight],[min-length]') ||
        host.querySelector('[slot]'),
    };
    const load = async (/** @type {keyof Parts} */ name) => {
      try {
        const { attach } = await Rows.file(name);
        this.#parts[name] = attach(host, this.#view, this.#context.words, this.#want);
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
  #found({ query, total, elsewhere = 0, notice, approximate }) {
    if (notice) return notice;
    const count = total - elsewhere;
    if (!count) return this.#parts.refine?.none(query) || this.#say('none', { query });
    const results = this.#say('count', { count });
    return approximate ? this.#say('about', { results }) : results;
  }

  /** @param {SearchHit[]} hits */
  #add(hits) {
    for (const hit of hits) {
      const item = row(hit, `excerpt-${this.hits.push(hit)}`, this.#context);
      this.#parts.extras?.decorate(item, hit, this.#base);
      this.#view.list.append(item);
      if (!hit.excerpt) this.#parts.late?.expect(item);
    }
  }
}
