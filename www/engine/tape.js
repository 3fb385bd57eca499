/**
 * Reads the answers of the engine: `src/wasm/tape.rs` writes them as flat arrays of numbers and texts. A list is its length
 * and its members; what may be missing is a list of at most one. Which fields there are, `src/wasm/wire.rs` says.
 */

import { records } from '../generated/wire.js';

/** @import { Answer, Explanation, Suggestions, Tape, Unit } from '../types.js' */

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
  /** @template T @param {() => T} record */
  const all = (record) => {
    const found = [];
    while (at < tape.length) found.push(record());
    return found;
  };
  return { ...records({ next, list, optional, texts, pairs }), all };
}

/**
 * @param {Tape} tape
 * @returns {Answer}
 */
export function answer(tape) {
  const read = reader(tape).read();
  return { ...read, complete: !read.needs.length && !read.failed.length };
}

/**
 * @param {Tape} tape
 * @returns {Suggestions}
 */
export function suggestions(tape) {
  return reader(tape).suggestions();
}

/**
 * @param {Tape} tape
 * @returns {Explanation[]}
 */
export function explanations(tape) {
  const { all, explanation } = reader(tape);
  return all(explanation);
}

/**
 * @param {Tape} tape
 * @returns {Unit[]}
 */
export function units(tape) {
  const { all, unit } = reader(tape);
  return all(unit);
}
