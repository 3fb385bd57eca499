/** Answers that say something in place of results. */

/** @import { Result } from '../types.js' */

/**
 * @param {string} query
 * @param {string} notice what is said
 */
export function noticed(query, notice) {
  return /** @type {Result} */ (
    /** @type {Partial<Result>} */ ({
      query,
      notice,
      total: 0,
      results: [],
      corrected: null,
      facets: [],
      failed: [],
      complete: true,
    })
  );
}
