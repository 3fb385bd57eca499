/**
 * The engine's client: runs its rounds of needs and attachments, survives its traps, and turns
 * its answers into results for pages.
 */

import { address } from './address.js';
import { FindletError, failure } from './errors.js';
import { part, start } from './fetch.js';
import { linked } from './link.js';
import { Parts, until } from './parts.js';
import { watch } from './progress.js';
import { refine, restrict } from './refine.js';
import { compile, embedded, fieldsOf, instantiate, isTrap } from './wasm.js';

/** @import { Answer, Engine, Explanation, Hit, OpenOptions, Part, Result, Searcher, SearchHit, SearchOptions, Suggestions, Unit } from '../types.js' */

/** Rounds of fetching that one search may take; each asks for new parts only. */
const ROUNDS = 12;
/** Bytes of attached parts kept between searches. */
const BUDGET = 8 << 20;

/** Bytes of parts that the full engine gets from here and not from the network. */
const HELD = 1 << 20;

/** What may be an operator to the full engine, besides fields; without either, a query is words to both. Rust counts `\x85` as white space. */
const OPERATED = /["“”*]|(^|[\s\x85])(-[^ \d-]|OR\W)/;
/** What may be a field. */
const NAMED = /([^\s\x85:]+):[^:]/g;

/** Thrown to begin again with the index that took this one's place. */
const MOVED = Symbol('moved');

/**
 * Opens an engine. Scripts of any earlier version call this: what they hand over keeps its meaning.
 *
 * @param {BufferSource | Response | Promise<Response>} source the wasm module, or its response
 * @param {OpenOptions} [options]
 */
export async function open(source, { folder = '', manifest, index, reopen } = {}) {
  const head = folder + 'm.bin';
  for (const response of [source, manifest]) watch(response).catch(() => {});
  const [module, given] = await Promise.all([
    compile(source, folder + 'findlet.wasm'),
    index ?? (manifest && part(head, { response: manifest })),
  ]);
  const bytes = given ?? embedded(module) ?? (folder ? await part(head) : new Uint8Array());
  const full = folder + 'findlet.full.wasm';
  const fields = fieldsOf(module);
  const client = new Client(
    () => instantiate(module, bytes),
    (path, options) => part(new URL(path, folder).href, options),
    reopen,
    fields && {
      fields,
      load: async () => {
        const module = await compile(start(full), full);
        return () => instantiate(module, bytes);
      },
    },
  );
  client.isSharded = !!manifest;
  await client.ready();
  return client;
}

/** One open index. Knows no WebAssembly and no network: both are handed in. */
export class Client {
  #create;
  #parts;
  #reopen;
  #full;
  /** @type {Promise<void> | null} */
  #growing = null;
  /** What the core engine got, for the full one. @type {Map<number, Uint8Array>} */
  #held = new Map();
  #room = HELD;
  /** @type {Promise<Engine> | null} */
  #engine = null;
  /** @type {Promise<Searcher | null> | null} */
  #reopening = null;
  /** What took this index's place. @type {Searcher | null} */
  #next = null;

  /** The memory of the engine, to be measured. @type {WebAssembly.Memory | undefined} */
  memory;
  /** Whether the index is in parts. */
  isSharded = false;

  /**
   * @param {() => Promise<Engine>} create makes a fresh instance
   * @param {ConstructorParameters<typeof Parts>[0]} fetch
   * @param {() => Promise<Searcher | null>} [reopen]
   * @param {{ fields: string[], load: () => Promise<() => Promise<Engine>> }} [full] the full engine, where the first one is the core
   */
  constructor(create, fetch, reopen = async () => null, full) {
    this.#create = create;
    this.#reopen = reopen;
    this.#full = full;
    this.#parts = new Parts(fetch, (id, bytes) => this.#attach(id, bytes));
  }

  /** Resolves once there is an instance; rejects if there can't be one. */
  async ready() {
    this.#engine ??= this.#create();
    const engine = await this.#engine;
    this.memory = engine.memory;
    return engine;
  }

  /**
   * @param {string} query
   * @param {SearchOptions} [options]
   * @returns {Promise<Answer>}
   */
  async answer(query, options) {
    return this.#lasting(
      (next) => next.answer(query, options),
      () => this.#answer(query, options),
    );
  }

  /**
   * @param {string} query
   * @param {SearchOptions & { base?: string }} [options]
   * @returns {Promise<Result>}
   */
  async search(query, options = {}) {
    return this.#lasting(
      (next) => next.search(query, options),
      async () => {
        const { hits, needs, failed, ...answer } = await this.#answer(query, options);
        return {
          ...answer,
          query,
          results: hits.filter((hit) => hit.card).map((hit) => found(hit, options.base ?? document.baseURI)),
          failed: failed.map((part) => part.path),
        };
      },
    );
  }

  /**
   * How the word being typed may go on, and what the query may have meant. Full engine only.
   *
   * @param {string} query
   * @param {{ limit?: number, signal?: AbortSignal }} [options]
   * @returns {Promise<Suggestions>}
   */
  async suggest(query, options = {}) {
    return this.#lasting(
      (next) => next.suggest(query, options),
      async () => {
        await this.#grow(options.signal);
        return this.#asking((engine) => engine.suggest(composed(query), options.limit ?? 10), options.signal);
      },
    );
  }

  /**
   * Why a document answers a query that was searched before. Full engine only.
   *
   * @param {string} query
   * @param {number} document
   * @returns {Promise<Explanation[]>}
   */
  async explain(query, document) {
    return this.#lasting(
      (next) => next.explain(query, document),
      () => this.#about((engine) => engine.explain(composed(query), document)),
    );
  }

  /**
   * How a query is understood. Full engine only.
   *
   * @param {string} query
   * @returns {Promise<Unit[]>}
   */
  async parse(query) {
    return this.#lasting(
      (next) => next.parse(query),
      () => this.#about((engine) => engine.parse(composed(query))),
    );
  }

  /**
   * Asks the full engine what needs no parts.
   *
   * @template T
   * @param {(engine: Engine) => T} question
   */
  async #about(question) {
    await this.#grow();
    return this.#surviving(async () => question(await this.ready()));
  }

  /** Fetches once more what could not be loaded; searches after it find what came. */
  async retry() {
    return this.#lasting(
      (next) => next.retry(),
      () => this.#gather([...this.#parts.lost.values()]),
    );
  }

  /**
   * Asks this index, or the one that took its place.
   *
   * @template T
   * @param {(next: Searcher) => Promise<T>} there
   * @param {() => Promise<T>} here
   * @returns {Promise<T>}
   */
  async #lasting(there, here) {
    if (!this.#next) {
      try {
        return await here();
      } catch (error) {
        if (error !== MOVED) throw error;
      }
    }
    return there(/** @type {Searcher} */ (this.#next));
  }

  /**
   * @param {string} query
   * @param {SearchOptions} [options]
   * @returns {Promise<Answer>}
   */
  async #answer(query, { limit = 10, offset = 0, signal, ...refinement } = {}) {
    const refined = refine(refinement);
    const asked = composed(query);
    if (refined || this.#isOperated(asked)) await this.#grow(signal);
    const answer = await this.#asking(
      (engine) => engine.search(asked, limit, offset, restrict(refinement) + refined),
      signal,
    );
    // The core engine gives back in one piece what it can't do.
    if (refined && answer.unknown.includes(refined)) throw failure('core');
    return answer;
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
      await this.#gather(answer.needs, signal);
    }
  }

  /** @param {string} query */
  #isOperated(query) {
    const isField = (/** @type {string[]} */ [, name]) => this.#full?.fields.includes(name.toLowerCase());
    return OPERATED.test(query) || [...query.matchAll(NAMED)].some(isField);
  }

  /**
   * Has the full engine answer from now on, where the first one is the core; until it is there, that answers what it can.
   *
   * @param {AbortSignal} [signal]
   */
  async #grow(signal) {
    if (!this.#full) return;
    this.#growing ??= this.#replace(this.#full.load).finally(() => (this.#growing = null));
    try {
      await until(this.#growing, signal);
    } catch (error) {
      signal?.throwIfAborted();
      await this.#move();
      throw error;
    }
  }

  /** @param {() => Promise<() => Promise<Engine>>} load */
  async #replace(load) {
    const create = await load();
    const engine = await create();
    for (const [id, bytes] of this.#held) engine.attach(id, bytes);
    this.#held.clear();
    this.#create = create;
    this.#engine = Promise.resolve(engine);
    this.#full = undefined;
  }

  /**
   * What doesn't come may have been replaced together with all the rest: by a deploy since this
   * index was opened. Else the answers name it, and the rest of them still counts.
   *
   * @param {Part[]} needs
   * @param {AbortSignal} [signal]
   */
  async #gather(needs, signal) {
    await this.#parts.gather(needs, signal);
    const suspects = [...this.#parts.suspects.values()];
    if (!suspects.length) return;
    await this.#move();
    await Promise.all(suspects.map((part) => this.#parts.fail(part)));
  }

  /** Leaves for the index that took this one's place, if any did. */
  async #move() {
    if (!this.#next) {
      this.#reopening ??= this.#reopen().catch(() => null);
      this.#next = await this.#reopening;
      this.#reopening = null;
    }
    if (this.#next) throw MOVED;
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

  /**
   * @param {number} id
   * @param {Uint8Array | null} bytes
   */
  async #attach(id, bytes) {
    const engine = await this.ready();
    try {
      if (!bytes) return engine.fail(id);
      engine.attach(id, bytes);
      if (this.#full && (this.#room -= bytes.length) > 0) this.#held.set(id, bytes);
    } catch (error) {
      if (isTrap(error)) this.#engine = null;
      throw error;
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
 * @returns {SearchHit}
 */
function found({ card, ...hit }, base) {
  const { url, date, metadata, ...shown } = /** @type {NonNullable<Hit['card']>} */ (card);
  return linked({
    ...hit,
    ...shown,
    url: address(url, base),
    date: date === null ? null : String(date).replace(/(..)(..)$/, '-$1-$2'),
    metadata: Object.fromEntries(metadata),
  });
}
