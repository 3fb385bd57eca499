/** What was found, in its order: known by places, and fetched as somebody looks at it. */

/** @import { Facet, Hit, Searcher, SearchOptions } from '../types.js' */

/** Hits that are asked for at a time. */
const BLOCK = 10;
/** Hits whose scores are known where several lists become one. */
const SCORED = 100;

export class Ranking {
  #engine;
  #query;
  #options;
  /** @type {Hit[]} */
  #first = [];
  /** The hits after those, by their blocks. @type {Map<number, Promise<Hit[]>>} */
  #blocks = new Map();
  total = 0;

  /**
   * @param {Searcher} engine
   * @param {string} query
   * @param {SearchOptions} options
   */
  constructor(engine, query, options) {
    this.#engine = engine;
    this.#query = query;
    this.#options = options;
  }

  /**
   * Asks for how many there are and for the first; returns what of facets they have.
   *
   * @param {string[]} facets
   * @param {boolean} isScored whether this becomes a list with others
   * @returns {Promise<Facet[]>}
   */
  async begin(facets, isScored) {
    const answer = await this.#ask({ limit: isScored ? SCORED : BLOCK, facets });
    this.#first = answer.hits;
    this.total = answer.total - answer.unchecked;
    return answer.facets;
  }

  /** The places of all hits, each with its score, or where that isn't known with one that is no lower. */
  places() {
    const last = this.#first.at(-1)?.score ?? 0;
    return Array.from({ length: this.total }, (_, at) => ({
      score: this.#first[at]?.score ?? last,
      isTitle: Boolean(this.#first[at]?.card?.titleRanges.length),
      hit: () => this.#hit(at),
    }));
  }

  /** @param {number} at @returns {Promise<Hit>} */
  async #hit(at) {
    if (this.#first[at]) return this.#first[at];
    const block = Math.floor(at / BLOCK);
    let asked = this.#blocks.get(block);
    if (!asked) {
      asked = this.#ask({ offset: block * BLOCK, limit: BLOCK }).then(({ hits }) => hits);
      this.#blocks.set(block, asked);
      asked.catch(() => this.#blocks.delete(block));
    }
    const hit = (await asked)[at % BLOCK];
    if (!hit) throw new RangeError('The index has no such result any more: search again.');
    return hit;
  }

  /** @param {SearchOptions} page */
  #ask(page) {
    return this.#engine.answer(this.#query, { ...this.#options, ...page });
  }
}

/**
 * Several lists as one, by their scores; equals keep the order of their lists, and so do all where they are sorted otherwise.
 *
 * @template {{ score: number }} Entry
 * @param {Entry[][]} lists
 * @param {boolean} isSorted
 */
export function merged(lists, isSorted) {
  const all = lists.flat();
  return lists.length > 1 && !isSorted ? all.sort((a, b) => b.score - a.score) : all;
}
