/** The parts of an index on their way to the engine: each fetched once, for as long as somebody waits for it. */

import { FindletError } from './errors.js';

/** @import { Part } from '../types.js' */

/** How long a fetch continues that nobody waits for: most have come by then, and are asked for once. */
const GRACE_MS = 300;

/**
 * @typedef {object} Arrival
 * @property {Promise<void>} done never rejects, unless it was given up
 * @property {AbortController} controller
 * @property {number} waiting searches that wait for it
 */

/**
 * Waits for `coming`, but no longer than until `signal` aborts: then it rejects.
 *
 * @param {Promise<unknown>} coming
 * @param {AbortSignal} [signal]
 */
export async function until(coming, signal) {
  /** @type {() => void} */
  let end = () => {};
  const aborted = new Promise((_, reject) => (end = () => reject(signal?.reason)));
  signal?.addEventListener('abort', end);
  try {
    await Promise.race([coming, aborted]);
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

export class Parts {
  #fetch;
  #attach;
  /** @type {Map<number, Arrival>} */
  #arriving = new Map();
  /** What could not be loaded, and may be gone with its whole build. @type {Map<number, Part>} */
  suspects = new Map();
  /** What could not be loaded, and the engine was told so. @type {Map<number, Part>} */
  lost = new Map();

  /**
   * @param {(path: string, options: { afresh: boolean, signal: AbortSignal }) => Promise<Uint8Array>} fetch
   * @param {(id: number, bytes: Uint8Array | null) => Promise<void>} attach throws what the engine does; without bytes it has failed
   */
  constructor(fetch, attach) {
    this.#fetch = fetch;
    this.#attach = attach;
  }

  /**
   * Resolves once all `parts` are attached or can't be.
   *
   * @param {Part[]} parts
   * @param {AbortSignal} [signal] rejects at once; what nobody else waits for is given up
   */
  async gather(parts, signal) {
    const arrivals = parts.map((part) => this.#join(part));
    try {
      await until(Promise.all(arrivals.map(({ done }) => done)), signal);
    } finally {
      // The search that takes this one's place may come to want the same.
      setTimeout(() => {
        for (const arrival of arrivals) if (!--arrival.waiting) arrival.controller.abort();
      }, GRACE_MS);
    }
  }

  /** @param {Part} part */
  #join(part) {
    let arrival = this.#arriving.get(part.id);
    if (!arrival || arrival.controller.signal.aborted) {
      const controller = new AbortController();
      const done = this.#arrive(part, controller.signal).finally(() => {
        if (this.#arriving.get(part.id) === arrival) this.#arriving.delete(part.id);
      });
      // Given up, it has nobody left who would want to know.
      done.catch(() => {});
      arrival = { done, controller, waiting: 0 };
      this.#arriving.set(part.id, arrival);
    }
    arrival.waiting++;
    return arrival;
  }

  /**
   * @param {Part} part
   * @param {AbortSignal} signal
   */
  async #arrive(part, signal) {
    for (const afresh of [false, true]) {
      try {
        await this.#attach(part.id, await this.#fetch(part.path, { afresh, signal }));
        this.lost.delete(part.id);
        return;
      } catch (error) {
        signal.throwIfAborted();
        const code = error instanceof FindletError ? error.code : '';
        if (/offline|network/.test(code)) return this.fail(part);
        // What is cut or changed may be so in a cache only.
        if (/missing|html/.test(code)) break;
      }
    }
    this.suspects.set(part.id, part);
  }

  /**
   * Does without a part, until it is asked for again.
   *
   * @param {Part} part
   */
  async fail(part) {
    this.suspects.delete(part.id);
    this.lost.set(part.id, part);
    await this.#attach(part.id, null);
  }
}
