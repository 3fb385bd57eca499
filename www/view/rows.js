/** The list of hits: rows are added, completed and never moved. */

import styles from '../generated/results.js';
import { emit } from './dom.js';
import { hasModifier, isTyping, walk } from './keys.js';
import { within } from '../engine/link.js';
import { place } from './place.js';
import { fill, row } from './row.js';
import { say } from './say.js';

/** @import { Opened, Host, Result, RowContext, SearchHit, SearchOptions, Searcher } from '../types.js' */
/** @import { view } from '../lang/en.js' */
/** @import { View } from './view.js' */

/** The links and buttons of the panel that arrow keys reach. */
const STOPS = '.retry:not([hidden]),.correction,.recent button,a[href],.more:not([hidden])';
/** @typedef {{ refine?: import('./refine.js').Refine, extras?: import('./extras.js').Extras, late?: import('./late.js').Late, recent?: import('./recent.js').Recent, widen?: ReturnType<typeof import('./widen.js').attach> }} Parts */

export class Rows {
  #view;
  /** @type {RowContext} */
  #context;
  /** @type {Host} */
  #host;
  #query = '';
  /** What the addresses of documents are relative to. */
  #base = '';
  /** What only some pages use, once it is there. @type {Parts} */
  #parts = {};
  /** @type {Partial<Record<keyof Parts, Promise<void>>>} */
  #loading = {};
  /** The hits behind the rows. @type {SearchHit[]} */
  hits = [];
  /** The index that is asked. @type {Opened} */
  engine = /** @type {any} */ (null);
  /** What was asked last: this index, or those of other languages too. */
  #asked = /** @type {Searcher} */ (this.engine);

  /** Loads a part that only some pages use; each build has its own way. @type {(name: string) => Promise<any>} */
  static file;

  /**
   * @param {View} view
   * @param {RowContext['words']} words
   * @param {() => void} ask asks for the hits after those that are there
   */
  constructor(view, words, ask) {
    const { panel, field, part } = view;
    const list = (view.list = part('ol', 'results', { role: 'list', hidden: true }));
    const more = (view.more = part('button', 'more', { type: 'button', hidden: true }));
    panel.append(list, more);
    this.#view = view;
    this.#host = /** @type {Host} */ (/** @type {ShadowRoot} */ (panel.getRootNode()).host);
    this.#context = { words, host: this.#host, part };
    view.dress(styles);
    more.addEventListener('click', () => {
      more.textContent = this.#say('coming');
      ask();
    });
    list.addEventListener('click', (event) => this.#select(event));
    view.place = () => place(panel, field);
    view.place();
  }

  /**
   * Asks the index what the element wants to know: its filters and order too.
   *
   * @param {string} query
   * @param {SearchOptions & { base: string }} options
   * @returns {Promise<Result>}
   */
  async search(query, options) {
    this.#query = query;
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
    return (isLate && (await this.#parts.late?.completed(answer, ask))) || answer;
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
    const before = this.hits.length;
    view.fill(this.#found(result), total || result.notice ? '' : this.#say('help'));
    if (failed.length) view.lack(this.#say('incomplete'));
    if (!more) {
      for (const part of this.#used) part?.show?.(result);
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
    if (more) list.children[before]?.querySelector('a')?.focus();
  }

  /**
   * Tells screen readers and the page, once typing pauses.
   *
   * @param {Result} result
   * @param {boolean} isComposing whether an input method is at work
   * @param {() => void} write brings the page's address up to the field where no answer does
   */
  announce(result, isComposing, write) {
    const { query, total, complete, notice } = result;
    const { status } = this.#view;
    // Half a syllable of an input method finds nothing, and that is no news.
    if (isComposing && !total) return status.hush();
    status.say(this.#summary(result), () => {
      if (notice) write();
      else emit(this.#host, 'findlet-search', { query, total, complete });
    });
  }

  /** @param {Result} result */
  #summary(result) {
    const [first] = this.hits;
    const results = this.#found(result);
    if (first) return this.#say('first', { results, title: first.title });
    return results + (this.#parts.extras?.offer(result) ?? '');
  }

  /**
   * Tells the page which hit a visitor opens.
   *
   * @param {MouseEvent} event
   */
  #select(event) {
    const target = /** @type {Element} */ (event.target);
    const index = [...this.#view.list.children].findIndex((row) => row.contains(target));
    const hit = this.hits[index];
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest('a[href]'));
    if (!hit?.url || !link) return;
    // Other versions of a page are in the index, too.
    const isOther = link.part.contains('version');
    const url = isOther ? link.href : within(hit.url, link.dataset.anchor);
    const detail = { query: this.#query, url, rank: index + 1, hit };
    // Cancelled by a page that goes there by itself, as client-side routers do.
    if (!emit(this.#host, 'findlet-select', detail)) event.preventDefault();
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.#host.close?.();
    this.#navigate(event, link);
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
   * @param {HTMLAnchorElement} link
   */
  #navigate(event, link) {
    const { navigate } = this.#host;
    if (!navigate || link.origin !== location.origin) return;
    if (event.defaultPrevented || event.shiftKey || hasModifier(event)) return;
    if (navigate(link.href.replace(/#?:~:.*/, '')) !== false) event.preventDefault();
  }

  clear() {
    const { list, more } = this.#view;
    list.replaceChildren();
    list.hidden = more.hidden = true;
    for (const part of this.#used) part?.clear?.();
    this.hits = [];
  }

  /**
   * Puts the excerpts of hits into their rows, which keep their places and the focus. Nothing is
   * announced: what a row says is read when it is reached.
   *
   * @param {Pick<Result, 'results' | 'failed'>} result
   */
  #complete({ results, failed }) {
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
        this.#parts[name] = attach(host, this.#view, this.#context.words, (/** @type {Result} */ late) =>
          this.#complete(late),
        );
      } catch {
        delete this.#loading[name];
      }
      this.#context.highlighted = this.#parts.extras?.highlighted;
    };
    const names = /** @type {(keyof Parts)[]} */ (Object.keys(wanted));
    await Promise.all(names.map((name) => wanted[name] && (this.#loading[name] ??= load(name))));
  }

  /** The parts that are there, from what is shown last to what is shown first. */
  get #used() {
    const { late, extras, widen, recent, refine } = this.#parts;
    return /** @type {({ show?(result: Result): void, clear?(): void } | undefined)[]} */ ([
      late,
      extras,
      widen,
      recent,
      refine,
    ]);
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
