/**
 * What is loaded when a visitor shows interest: the engine's client and glue. On its own it is the
 * engine without the widget, and opens the index that lies beside it.
 */

import { open } from './engine/client.js';
import { start } from './engine/fetch.js';

/** @import { Result, Searcher, SearchOptions } from './types.js' */

export { FindletError } from './engine/errors.js';
export { open };

/** @type {Promise<Searcher> | null} */
let opened = null;

/** @param {string} path */
const beside = (path) => new URL(path, import.meta.url).href;

/**
 * Opens the index, once.
 *
 * @returns {Promise<Searcher>}
 */
export function init() {
  if (!opened) {
    opened = open(start(beside('findlet.wasm')), { folder: beside('.') });
    opened.catch(() => (opened = null));
  }
  return opened;
}

/**
 * @param {string} query
 * @param {SearchOptions & { base?: string }} [options]
 * @returns {Promise<Result>}
 */
export async function search(query, options) {
  return (await init()).search(query, { base: beside('../..'), ...options });
}
