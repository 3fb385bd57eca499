/** The list of hits: rows are added, completed and never moved. */

import { fill, row } from './row.js';
import { say } from './say.js';

/** @import { RowContext, SearchHit } from '../types.js' */

export class Rows {
  #list;
  #want;
  #context;
  #watcher;
  /** The hits behind the rows. @type {SearchHit[]} */
  hits = [];

  /**
   * @param {HTMLElement} list
   * @param {(offset: number, count: number) => void} want told of rows without excerpt that come into view
   * @param {RowContext} context
   */
  constructor(list, want, context) {
    this.#list = list;
    this.#want = want;
    this.#context = context;
    // Half a panel ahead of the reader.
    const options = { root: list.parentElement, rootMargin: '50%' };
    this.#watcher = new IntersectionObserver((entries) => this.#seen(entries), options);
  }

  /**
   * Shows hits below those that are there.
   *
   * @param {SearchHit[]} hits
   */
  add(hits) {
    for (const hit of hits) {
      const item = row(hit, `excerpt-${this.hits.push(hit)}`, this.#context);
      this.#list.append(item);
      if (!hit.excerpt) this.#watcher.observe(item);
    }
  }

  /**
   * @param {Parameters<typeof say>[1]} key
   * @param {Parameters<typeof say>[2]} [values]
   */
  say(key, values) {
    return say(this.#context.words, key, values);
  }

  clear() {
    this.#watcher.disconnect();
    this.#list.replaceChildren();
    this.hits = [];
  }

  /**
   * Puts the excerpts of hits into their rows, which keep their places and the focus. Nothing is
   * announced: what a row says is read when it is reached.
   *
   * @param {SearchHit[]} hits
   */
  complete(hits) {
    for (const hit of hits) {
      const at = this.hits.findIndex(({ document }) => document === hit.document);
      if (at < 0) continue;
      this.hits[at] = hit;
      fill(this.#list.children[at], hit, this.#context);
    }
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    const rows = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
    rows.forEach((row) => this.#watcher.unobserve(row));
    const places = rows.map((row) => [...this.#list.children].indexOf(row)).filter((place) => place >= 0);
    const first = Math.min(...places);
    if (places.length) this.#want(first, Math.max(...places) - first + 1);
  }
}
