/** One visitor's search: what was asked last, and never an answer to anything older. */

/** @import { Searcher, State } from './types.js' */

export class Session {
  #scope;
  #report;
  #controller = new AbortController();
  /** How many hits were asked for so far. */
  #reached = 0;

  /** What was asked last. */
  query = '';

  /**
   * @param {() => { engine: Promise<Searcher>, base: string, limit: number, highlight: string | null }} scope read anew for every question
   * @param {(state: State) => void} report
   */
  constructor(scope, report) {
    this.#scope = scope;
    this.#report = report;
  }

  /**
   * Asks, and reports `loading` at once: what was found for the previous query is no answer to
   * this one. An engine that holds its index answers before the next frame.
   *
   * @param {string} query
   */
  async ask(query) {
    this.cancel();
    this.query = query;
    this.#reached = 0;
    if (!query.trim()) return this.#report({ kind: 'idle' });
    this.#report({ kind: 'loading' });
    await this.more();
  }

  /** Asks for the hits after those that are there; asked twice, they come once. */
  async more() {
    this.cancel();
    const { query } = this;
    const { signal } = this.#controller;
    const offset = this.#reached;
    try {
      const { engine, ...options } = this.#scope();
      const result = await (await engine).search(query, { ...options, offset, signal });
      if (signal.aborted) return;
      this.#reached = offset + options.limit;
      this.#report({ kind: 'results', result, more: offset > 0 });
    } catch (error) {
      if (!signal.aborted) this.#report({ kind: 'error', error: /** @type {Error} */ (error) });
    }
  }

  /** Ends what is under way; its answer will not be reported. */
  cancel() {
    this.#controller.abort();
    this.#controller = new AbortController();
  }
}
