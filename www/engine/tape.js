/**
 * Reads the answers of the engine: `src/wasm/tape.rs` writes them as flat arrays of numbers and
 * texts, here the fields get their names. A list is its length and its members; what may be
 * missing is a list of at most one.
 */

/** @import { Answer, Excerpt, Explanation, Hit, Suggestions, Tape, Unit } from '../types.js' */

const KINDS = /** @type {const} */ (['exact', 'folded', 'inflected', 'prefix', 'corrected', 'synonym']);

/** @param {Tape} tape */
function reader(tape) {
  let at = 0;
  const next = () => /** @type {any} */ (tape[at++]);
  /** @template T @param {() => T} member */
  const list = (member) => Array.from({ length: next() }, member);
  /** @template T @param {() => T} member @returns {T | null} */
  const optional = (member) => (next() ? member() : null);
  const texts = () => list(next);
  /** @returns {[any, any][]} */
  const pairs = () => list(() => [next(), next()]);
  const parts = () => list(() => ({ id: next(), path: next() }));
  const isAtEnd = () => at >= tape.length;
  return { next, list, optional, texts, pairs, parts, isAtEnd };
}

/**
 * @param {Tape} tape
 * @returns {Answer}
 */
export function answer(tape) {
  const { next, list, optional, texts, pairs, parts } = reader(tape);
  const card = () => ({
    url: next(),
    title: next(),
    summary: next(),
    language: next() || null,
    date: next() || null,
    titleRanges: pairs(),
    metadata: pairs(),
  });
  /** @returns {Excerpt} */
  const excerpt = () => ({ text: next(), ranges: pairs(), cutStart: !!next(), cutEnd: !!next() });
  const section = () => ({ title: next(), anchor: next(), titleRanges: pairs(), excerpt: optional(excerpt) });
  /** @returns {Hit} */
  const hit = () => ({
    document: next(),
    score: next(),
    words: texts(),
    corrected: texts(),
    missing: texts(),
    card: optional(card),
    excerpt: optional(excerpt),
    sections: list(section),
  });
  const read = {
    total: next(),
    unchecked: next(),
    approximate: !!next(),
    hits: list(hit),
    words: texts(),
    corrected: optional(next),
    facets: list(() => ({ name: next(), values: pairs() })),
    unknown: texts(),
    needs: parts(),
    failed: parts(),
  };
  return { ...read, complete: !read.needs.length && !read.failed.length };
}

/**
 * @param {Tape} tape
 * @returns {Suggestions}
 */
export function suggestions(tape) {
  const { next, optional, texts, parts } = reader(tape);
  return { completions: texts(), corrected: optional(next), needs: parts() };
}

/**
 * @param {Tape} tape
 * @returns {Explanation[]}
 */
export function explanations(tape) {
  const { next, isAtEnd } = reader(tape);
  const found = [];
  while (!isAtEnd()) {
    const [word, term, kind] = [next(), next(), KINDS[next()]];
    found.push({ word, term, kind, idf: next(), impact: next(), factor: next(), weight: next() });
  }
  return found;
}

/**
 * @param {Tape} tape
 * @returns {Unit[]}
 */
export function units(tape) {
  const { next, optional, pairs, isAtEnd } = reader(tape);
  const found = [];
  while (!isAtEnd()) {
    const [text, [range]] = [next(), pairs()];
    const [isPhrase, isExcluded, isPrefix, isOr] = [next(), next(), next(), next()].map(Boolean);
    found.push({ text, range, isPhrase, isExcluded, isPrefix, isOr, field: optional(next) });
  }
  return found;
}
