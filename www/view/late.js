/** Rows whose excerpts come after their titles: each is wanted when it comes into view, and keeps its height till then. */

import styles from '../generated/late.js';

/** @import { Result, SearchHit, SearchOptions } from '../types.js' */
/** @import { View } from './view.js' */
/** @typedef {(page: SearchOptions) => Promise<Result>} Ask asks the latest query again */
/** @typedef {(late: Pick<Result, 'results' | 'failed'>) => void} Complete puts excerpts into their rows, or says that some can't be loaded */

/** How long titles wait for their excerpts, so that a fast answer is shown whole. */
const PATIENCE_MS = 100;
/** Rows that are worth waiting for, about what a window shows. */
const FIRST_ROWS = 10;

export class Late {
  #list;
  #complete;
  #watcher;
  #ask = /** @type {Ask} */ (/** @type {unknown} */ (null));
  /** Ends with the query, not with a further page of it. */
  #life = new AbortController();

  /**
   * @param {View} view
   * @param {Complete} complete
   */
  constructor(view, complete) {
    const { list, panel } = view;
    this.#list = list;
    this.#complete = complete;
    // Half a panel ahead of the reader.
    const options = { root: panel, rootMargin: '50%' };
    this.#watcher = new IntersectionObserver((entries) => this.#seen(entries), options);
    view.dress(styles);
  }

  /**
   * An answer with its excerpts, if they come soon.
   *
   * @param {Result} answer
   * @param {Ask} ask
   * @returns {Promise<Result>}
   */
  async completed(answer, ask) {
    this.#ask = ask;
    const patience = /** @type {Promise<undefined>} */ (new Promise((done) => setTimeout(done, PATIENCE_MS)));
    const whole = await Promise.race([ask({ excerpts: true, limit: FIRST_ROWS }), patience]).catch(() => {});
    const completed = (/** @type {SearchHit} */ hit) =>
      whole?.results.find(({ document }) => document === hit.document) ?? hit;
    const { failed, complete } = whole ?? answer;
    return { ...answer, failed, complete, results: answer.results.map(completed) };
  }

  /** @param {Element} row */
  expect(row) {
    row.classList.add('late');
    this.#watcher.observe(row);
  }

  clear() {
    this.#watcher.disconnect();
    this.#life.abort();
    this.#life = new AbortController();
  }

  /**
   * Wants the excerpts of rows that come near. A row keeps its height only where someone reads:
   * what is out of sight yet may grow and shrink.
   *
   * @param {IntersectionObserverEntry[]} entries
   */
  #seen(entries) {
    const rows = [...this.#list.children];
    const places = [];
    for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
      const place = rows.indexOf(target);
      if (!isIntersecting || place < 0) continue;
      places.push(place);
      this.#watcher.unobserve(target);
      const { bottom, height } = /** @type {DOMRect} */ (rootBounds);
      if (boundingClientRect.top > Math.min(innerHeight, bottom - height / 4)) target.classList.remove('late');
    }
    const first = Math.min(...places);
    if (places.length) void this.#want(first, Math.max(...places) - first + 1);
  }

  /**
   * @param {number} offset
   * @param {number} limit
   */
  async #want(offset, limit) {
    const { signal } = this.#life;
    const nothing = { results: [], failed: [''] };
    const late = await this.#ask({ offset, limit, excerpts: true, signal }).catch(() => nothing);
    if (!signal.aborted) this.#complete(late);
  }
}

/**
 * @param {unknown} _host
 * @param {View} view
 * @param {unknown} _words
 * @param {Complete} complete
 */
export const attach = (_host, view, _words, complete) => new Late(view, complete);
