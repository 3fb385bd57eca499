/** One visitor's search: what was asked last, and never an answer to anything older. */

/** @import { SessionScope, State } from './types.js' */

export class Session {
  #scope;
  #report;
  #browses;
  #controller = new AbortController();
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
    const { signal } = this.#controller;
    const offset = this.#reached;
    /** @type {State} */
    let state;
    try {
      const { opening, ...options } = this.#scope();
      const index = await opening;
      const result = await index.search(/** @type {string} */ (this.query), { ...options, offset, signal });
      if (!signal.aborted) this.#reached += options.limit;
      state = { kind: 'results', more: offset > 0, result };
    } catch (error) {
      state = { kind: 'error', error: /** @type {Error} */ (error) };
    }
    if (!signal.aborted) this.#report(state);
  }

  /** Ends the search for results that is under way; its answer will not be reported. */
  cancel() {
    this.#controller.abort();
    this.#controller = new AbortController();
  }
}
