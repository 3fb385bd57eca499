/** Chance that is the same in every run, for all tests and measurements in JavaScript: mulberry32 by Tommy Ettinger. */

/**
 * Returns what chooses: a whole number below another, or a member of a list.
 *
 * @param {number} seed
 */
export function chance(seed) {
  let state = seed;
  const below = (/** @type {number} */ bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
  /** @template T @param {T[]} list */
  const pick = (list) => list[below(list.length)];
  return { below, pick };
}
