/** One visitor's search: what was asked last, and never an answer to anything older. */

/** @import { SessionScope, State } from './types.js' */

export class Session {
  #scope;
  #report;
  #browses;
  #controller = new AbortController();
  /** Ends with the query, not with a further page of it. */
  #query = new AbortController();
  /** How many hits were asked for so far. */
  #reached = 0;

  /** What was asked last. @type {string | null} */
  query = null;

  /**
   * @param {() => SessionScope} scope read anew for every question
   * @param {(state: State) => void} report
   * @param {() => boolean} browses whether all there is answers no query
   */
  constructor(scope, report, browses) {
    this.#scope = scope;
    this.#report = report;
    this.#browses = browses;
  }

  /**
   * Asks, and reports `loading` at once: what was found for the previous query is no answer to
   * this one. An engine that holds its index answers before the next frame.
   *
   * @param {string} query
   * @param {boolean} [isNone] whether that is no question
   */
  async ask(query, isNone = !query.trim() && !this.#browses()) {
    this.#query.abort();
    this.#query = new AbortController();
    this.cancel();
    this.query = query;
    this.#reached = 0;
    if (isNone) return this.#report({ kind: 'idle' });
    this.#report({ kind: 'loading' });
    await this.more();
  }

  /** Asks for the hits after those that are there; asked twice, they come once. */
  async more() {
    this.cancel();
    const offset = this.#reached;
    const result = await this.#search(this.#controller.signal, { offset });
    if (result) this.#report({ kind: 'results', more: offset > 0, result });
  }

  /**
   * Asks for the excerpts of hits that are there.
   *
   * @param {number} offset
   * @param {number} limit
   */
  async excerpts(offset, limit) {
    const result = await this.#search(this.#query.signal, { offset, limit, excerpts: true });
    if (result) this.#report({ kind: 'excerpts', result });
  }

  /**
   * @param {AbortSignal} signal
   * @param {import('./types.js').SearchOptions} page
   */
  async #search(signal, page) {
    try {
      const query = /** @type {string} */ (this.query);
      const { opening, ...options } = this.#scope();
      const index = await opening;
      const result = await index.search(query, { ...options, ...page, signal });
      if (signal.aborted) return null;
      if (!page.excerpts) this.#reached += options.limit;
      return result;
    } catch (error) {
      if (!signal.aborted) this.#report({ kind: 'error', error: /** @type {Error} */ (error) });
    }
    return null;
  }

  /** Ends the search for results that is under way; its answer will not be reported. */
  cancel() {
    this.#controller.abort();
    this.#controller = new AbortController();
  }
}
