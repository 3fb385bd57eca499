/** How many pages have each value of a filter. */

/** @import { Facet } from '../types.js' */
/** @import { Counts } from './api.js' */

/** @param {Facet[]} facets @returns {Counts} */
export const counted = (facets) =>
  Object.fromEntries(facets.map(({ name, values }) => [name, Object.fromEntries(values)]));

/** @param {Counts[]} all @returns {Counts} */
export function summed(all) {
  /** @type {Counts} */
  const sums = {};
  for (const [name, values] of all.flatMap(Object.entries)) {
    const sum = (sums[name] ??= {});
    for (const [value, count] of Object.entries(values)) sum[value] = (sum[value] ?? 0) + count;
  }
  return sums;
}

/**
 * Counts of all values there are, by name, those that have none too.
 *
 * @param {Counts} all
 * @param {Counts} found
 */
export const filled = (all, found) =>
  Object.fromEntries(
    Object.entries(all).map(([name, values]) => [
      name,
      Object.fromEntries(
        Object.keys(values)
          .sort()
          .map((value) => [value, found[name]?.[value] ?? 0]),
      ),
    ]),
  );
