/**
 * What a search is refined by, as one string for the engine: `src/wasm/refine.rs` reads it and
 * describes it, `src/wasm/wire.rs` has its keys. Empty where nothing is asked for.
 */

import {
  ALL,
  ANY,
  ASCENDING,
  BETWEEN,
  DESCENDING,
  FACET,
  FIELD,
  NONE,
  RECORD,
  SCOPE,
  TITLES,
} from '../generated/wire.js';

/** @import { Refinement } from '../types.js' */

const TESTS = /** @type {const} */ ({ any: ANY, all: ALL, none: NONE });

/**
 * What both engines do; it stands before the rest.
 *
 * @param {Refinement} refinement
 */
export function restrict({ scope, excerpts }) {
  const directory = scope?.replace(/^\/+|\/+$/g, '');
  return (excerpts ? '' : TITLES + RECORD) + (directory ? record(SCOPE, directory + '/') + RECORD : '');
}

/**
 * What the full engine does.
 *
 * @param {Refinement} refinement
 */
export function refine({ filters = [], facets = [], sort }) {
  const records = facets.map((name) => record(FACET, name));
  for (const filter of filters) {
    for (const [test, kind] of Object.entries(TESTS)) {
      const values = filter[/** @type {keyof typeof TESTS} */ (test)];
      if (values) records.push(record(kind, filter.name, ...values));
    }
    const { from = -Infinity, to = Infinity } = filter;
    if ('from' in filter || 'to' in filter) records.push(record(BETWEEN, filter.name, ordered(from), ordered(to)));
  }
  if (sort) records.push(record(sort.descending ? DESCENDING : ASCENDING, sort.name));
  return records.join(RECORD);
}

/**
 * No name and no value of an index is empty or has a control character; one that is asked for
 * finds nothing.
 *
 * @param {string} kind
 * @param {unknown[]} texts
 */
function record(kind, ...texts) {
  const safe = texts.map((text) => String(text).replaceAll(RECORD, '\0').replaceAll(FIELD, '\0') || '\0');
  return kind + safe.join(FIELD);
}

/**
 * Returns a number as 16 digits that are in the order of the numbers: the engine compares texts.
 *
 * @param {number} value
 */
export function ordered(value) {
  const view = new DataView(new ArrayBuffer(8));
  // Zero has two signs and one place.
  view.setFloat64(0, value + 0);
  const bits = view.getBigUint64(0);
  const sign = 1n << 63n;
  return (bits & sign ? ~bits & (2n * sign - 1n) : bits | sign).toString(16).padStart(16, '0');
}
