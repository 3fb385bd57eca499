/** Rows whose excerpts come after their titles: each is wanted when it comes into view, and keeps its height till then. */

import styles from '../generated/late.js';
import { adopt } from './dom.js';

/** @import { View } from './view.js' */

export class Late {
  #list;
  #want;
  #watcher;

  /**
   * @param {HTMLElement} list
   * @param {(offset: number, count: number) => void} want told of rows without excerpt that come into view
   */
  constructor(list, want) {
    this.#list = list;
    this.#want = want;
    // Half a panel ahead of the reader.
    const options = { root: list.parentElement, rootMargin: '50%' };
    this.#watcher = new IntersectionObserver((entries) => this.#seen(entries), options);
    adopt(list, styles);
  }

  /** @param {Element} row */
  expect(row) {
    row.classList.add('late');
    this.#watcher.observe(row);
  }

  clear() {
    this.#watcher.disconnect();
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
    if (places.length) this.#want(first, Math.max(...places) - first + 1);
  }
}

/**
 * @param {unknown} _host
 * @param {View} view
 * @param {unknown} _words
 * @param {(offset: number, count: number) => void} want
 */
export const attach = (_host, { list }, _words, want) => new Late(list, want);
