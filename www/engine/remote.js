/** An engine in a worker, as the page sees it: every question is a message, every answer another. */

/** @import { Answer, Explanation, Result, Searcher, SearchOptions, Suggestions, Unit } from '../types.js' */

/**
 * What a page says: a question, that it is given up, or whether another index took the engine's place.
 *
 * @typedef {{ id: number, method: string, given: any[] } | { id: number, abort: true } | { moved: boolean }} Asked
 */

/**
 * What a worker says: an answer, an error, or that its index is gone and what took its place is wanted.
 *
 * @typedef {{ id: number, answer: any } | { id: number, error: Failure } | { reopen: true }} Answered
 */

/** An error on the wire. @typedef {{ code: string, message: string, url?: string }} Failure */

/** @typedef {{ resolve(answer: any): void, reject(error: unknown): void }} Waiting */

/** @implements {Searcher} */
export class Remote {
  #begin;
  #given;
  #revived;
  #reopen;
  /** @type {Promise<Worker> | null} */
  #worker = null;
  /** Questions without an answer. @type {Map<number, Waiting>} */
  #waiting = new Map();
  #last = 0;
  /** What took this index's place. @type {any} */
  #next = null;

  /**
   * @param {() => Worker} begin makes a worker, which may throw
   * @param {any[]} given what it opens its engine with
   * @param {(failure: Failure) => Error} revived makes an error of what came over the wire
   * @param {() => Promise<Searcher | null>} [reopen] opens the index that was put in this one's place, if any was
   */
  constructor(begin, given, revived, reopen = async () => null) {
    this.#begin = begin;
    this.#given = given;
    this.#revived = revived;
    this.#reopen = reopen;
  }

  /** Resolves once there is an engine; rejects if there can't be one. */
  ready() {
    this.#worker ??= this.#started().catch((error) => {
      this.#worker = null;
      throw error;
    });
    return this.#worker;
  }

  /**
   * @param {string} query
   * @param {SearchOptions} [options]
   * @returns {Promise<Answer>}
   */
  answer(query, { signal, ...options } = {}) {
    return this.#ask('answer', [query, options], signal);
  }

  /**
   * @param {string} query
   * @param {SearchOptions & { base?: string }} [options]
   * @returns {Promise<Result>}
   */
  search(query, { signal, ...options } = {}) {
    return this.#ask('search', [query, { base: document.baseURI, ...options }], signal);
  }

  /**
   * @param {string} query
   * @param {{ limit?: number, signal?: AbortSignal }} [options]
   * @returns {Promise<Suggestions>}
   */
  suggest(query, { signal, ...options } = {}) {
    return this.#ask('suggest', [query, options], signal);
  }

  /**
   * @param {string} query
   * @param {number} document
   * @returns {Promise<Explanation[]>}
   */
  explain(query, document) {
    return this.#ask('explain', [query, document]);
  }

  /**
   * @param {string} query
   * @returns {Promise<Unit[]>}
   */
  parse(query) {
    return this.#ask('parse', [query]);
  }

  retry() {
    return this.#ask('retry', []);
  }

  /**
   * Asks the worker, or the index that took its place.
   *
   * @param {string} method
   * @param {any[]} given
   * @param {AbortSignal} [signal]
   * @returns {Promise<any>}
   */
  async #ask(method, given, signal) {
    if (!this.#next) {
      try {
        const worker = await this.ready();
        return await this.#asked(worker, method, given, signal);
      } catch (error) {
        if (/** @type {Partial<Failure>} */ (error)?.code !== 'moved') throw error;
      }
    }
    const [query, options] = given;
    return this.#next[method](query, signal ? { ...options, signal } : options);
  }

  /**
   * @param {Worker} worker
   * @param {string} method
   * @param {any[]} given
   * @param {AbortSignal} [signal] rejects at once, and ends the question there
   */
  async #asked(worker, method, given, signal) {
    signal?.throwIfAborted();
    const id = ++this.#last;
    let end = () => {};
    const answered = new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      end = () => {
        worker.postMessage({ id, abort: true });
        reject(signal?.reason);
      };
    });
    signal?.addEventListener('abort', end);
    try {
      worker.postMessage({ id, method, given });
      return await answered;
    } finally {
      this.#waiting.delete(id);
      signal?.removeEventListener('abort', end);
    }
  }

  async #started() {
    const worker = this.#begin();
    worker.addEventListener('message', ({ data }) => this.#heard(worker, data));
    // It could not be loaded, or died: callers that wait are told, and the next question begins anew.
    worker.addEventListener('error', () => this.#end(worker));
    try {
      await this.#asked(worker, 'open', this.#given);
    } catch (error) {
      worker.terminate();
      throw error;
    }
    return worker;
  }

  /**
   * @param {Worker} worker
   * @param {Answered} message
   */
  async #heard(worker, message) {
    if ('reopen' in message) {
      this.#next = await this.#reopen().catch(() => null);
      worker.postMessage({ moved: !!this.#next });
      return;
    }
    const waiting = this.#waiting.get(message.id);
    if ('error' in message) waiting?.reject(this.#revived(message.error));
    else waiting?.resolve(message.answer);
  }

  /** @param {Worker} worker */
  #end(worker) {
    worker.terminate();
    this.#worker = null;
    const ended = this.#revived({ code: 'trap', message: 'The search engine stopped: load the page again.' });
    for (const { reject } of this.#waiting.values()) reject(ended);
  }
}
