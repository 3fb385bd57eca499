/** The live region: what a screen reader says, once per settled query. */

import { part } from './dom.js';

/** Long enough to let typing end, short enough to answer it. */
const SETTLED_MS = 500;

export class Status {
  /** Empty from the start: a region that appears together with its first text is not announced. */
  element = part('div', 'status', { role: 'status' });

  #timer = 0;

  /**
   * Says `text` once nothing newer was said for a while.
   *
   * @param {string} text
   * @param {() => void} [then]
   */
  say(text, then) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      // The same text twice is announced only if it changes.
      this.element.textContent = text && text === this.element.textContent ? text + '\u00a0' : text;
      then?.();
    }, SETTLED_MS);
  }

  /** Takes back what was not said yet. */
  hush() {
    clearTimeout(this.#timer);
  }

  /** Leaves nothing to be read of what isn't shown any more. */
  clear() {
    this.hush();
    this.element.textContent = '';
  }
}
