/**
 * The engine's client: runs its rounds of needs and attachments, survives its traps, and turns
 * its answers into results for pages.
 */

import { address } from './address.js';
import { FindletError, failure } from './errors.js';
import { part } from './fetch.js';
import { link } from './link.js';
import { refine } from './refine.js';
import { compile, instantiate, isTrap } from './wasm.js';

/** @import { Answer, Engine, Explanation, Hit, Part, Result, SearchHit, SearchOptions, Suggestions, Unit } from '../types.js' */

/** Rounds of fetching that one search may take; each asks for new parts only. */
const ROUNDS = 8;
/** Bytes of attached parts kept between searches. */
const BUDGET = 8 << 20;

/**
 * Opens an engine.
 *
 * @param {BufferSource | Response | Promise<Response>} source the wasm module, or its response
 * @param {object} [options]
 * @param {string} [options.folder] where parts are fetched from, and the module came from
 * @param {Uint8Array} [options.index] an index to use instead of the one inside the module
 */
export async function open(source, { folder = '', index } = {}) {
  const module = await compile(source, folder + 'findlet.wasm');
  const client = new Client(
    () => instantiate(module, index),
    (path) => part(new URL(path, folder).href),
  );
  await client.ready();
  return client;
}

/** One open index. Knows no WebAssembly and no network: both are handed in. */
export class Client {
  #create;
  #fetch;
  /** @type {Promise<Engine> | null} */
  #engine = null;
  /** Parts on their way, so that searches that need the same one share it. @type {Map<number, Promise<void>>} */
  #arriving = new Map();

  /**
   * @param {() => Promise<Engine>} create makes a fresh instance
   * @param {(path: string) => Promise<Uint8Array>} fetch
   */
  constructor(create, fetch) {
    this.#create = create;
    this.#fetch = fetch;
  }

  /** Resolves once there is an instance; rejects if there can't be one. */
  ready() {
    return (this.#engine ??= this.#create());
  }

  /**
   * @param {string} query
   * @param {SearchOptions} [options]
   * @returns {Promise<Answer>}
   */
  async answer(query, { limit = 10, offset = 0, signal, ...refinement } = {}) {
    const refined = refine(refinement);
    const answer = await this.#asking(
      (engine) => engine.search(composed(query), limit, offset, refined),
      signal,
    );
    // The core engine gives it back in one piece.
    if (refined && answer.unknown.includes(refined)) throw failure('core');
    return answer;
  }

  /**
   * How the word being typed may go on, and what the query may have meant. Full engine only.
   *
   * @param {string} query
   * @param {{ limit?: number, signal?: AbortSignal }} [options]
   * @returns {Promise<Suggestions>}
   */
  async suggest(query, { limit = 10, signal } = {}) {
    return this.#asking((engine) => engine.suggest(composed(query), limit), signal);
  }

  /**
   * Why a document answers a query that was searched before. Full engine only.
   *
   * @param {string} query
   * @param {number} document
   * @returns {Promise<Explanation[]>}
   */
  async explain(query, document) {
    return this.#surviving(async () => (await this.ready()).explain(composed(query), document));
  }

  /**
   * How a query is understood. Full engine only.
   *
   * @param {string} query
   * @returns {Promise<Unit[]>}
   */
  async parse(query) {
    return this.#surviving(async () => (await this.ready()).parse(composed(query)));
  }

  /**
   * Asks, attaches what is needed, and asks again.
   *
   * @template {{ needs: Part[] }} T
   * @param {(engine: Engine) => T} question
   * @param {AbortSignal} [signal]
   * @returns {Promise<T>}
   */
  async #asking(question, signal) {
    const ask = async () => {
      const engine = await this.ready();
      signal?.throwIfAborted();
      const answer = question(engine);
      if (!answer.needs.length) engine.detach(BUDGET);
      return answer;
    };
    for (let round = 0; ; round++) {
      const answer = await this.#surviving(ask);
      if (!answer.needs.length || round === ROUNDS) return answer;
      await Promise.all(answer.needs.map((part) => this.#attach(part)));
    }
  }

  /**
   * @param {string} query
   * @param {SearchOptions & { base?: string, highlight?: string | null }} [options]
   * @returns {Promise<Result>}
   */
  async search(query, { base = document.baseURI, highlight, ...options } = {}) {
    const { hits, needs, failed, ...answer } = await this.answer(query, options);
    return {
      ...answer,
      query,
      results: hits.filter((hit) => hit.card).map((hit) => found(hit, base, highlight)),
      failed: failed.map((part) => part.path),
    };
  }

  /**
   * Runs `ask`, once more with a fresh instance if the first one trapped: what a trap leaves
   * behind in the memory can't be trusted.
   *
   * @template T
   * @param {() => Promise<T>} ask
   */
  async #surviving(ask) {
    for (let again = false; ; again = true) {
      try {
        return await ask();
      } catch (error) {
        if (error instanceof FindletError || !isTrap(error)) throw error;
        this.#engine = null;
        if (again) throw failure('trap', { cause: error });
      }
    }
  }

  /** @param {Part} part */
  #attach({ id, path }) {
    let arrival = this.#arriving.get(id);
    if (!arrival) {
      arrival = this.#arrive(id, path).finally(() => this.#arriving.delete(id));
      this.#arriving.set(id, arrival);
    }
    return arrival;
  }

  /**
   * A part that doesn't arrive, or arrives damaged, is named in the answer; the rest still counts.
   *
   * @param {number} id
   * @param {string} path
   */
  async #arrive(id, path) {
    const bytes = await this.#fetch(path).catch(() => null);
    const engine = await this.ready();
    try {
      if (bytes) engine.attach(id, bytes);
      else engine.fail(id);
    } catch {
      engine.fail(id);
    }
  }
}

/**
 * A letter with its marks as one character, where there is one: as the index has it.
 *
 * @param {string} query
 */
function composed(query) {
  return query.normalize('NFC');
}

/**
 * @param {Hit} hit
 * @param {string} base
 * @param {string | null} [highlight]
 * @returns {SearchHit}
 */
function found({ card, ...hit }, base, highlight) {
  const { url, date, metadata, ...shown } = /** @type {NonNullable<Hit['card']>} */ (card);
  const plain = {
    ...hit,
    ...shown,
    url: address(url, base),
    date: date === null ? null : String(date).replace(/(..)(..)$/, '-$1-$2'),
    metadata: Object.fromEntries(metadata),
  };
  return { ...plain, link: link(plain, highlight) };
}
