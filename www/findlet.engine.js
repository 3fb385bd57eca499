/**
 * What is loaded when a visitor shows interest: the engine's client and glue. On its own it is the
 * engine without the widget, and opens the index that is beside it.
 */

import { open as openHere } from './engine/client.js';
import { FindletError } from './engine/errors.js';
import { start } from './engine/fetch.js';

/** @import { OpenOptions, Result, Searcher, SearchOptions } from './types.js' */

export { FindletError, openHere, start };

/** @type {Promise<Searcher> | null} */
let opened = null;

/** @param {string} path */
const beside = (path) => new URL(path, import.meta.url).href;

/**
 * Opens an engine, in a worker where the page's policy blocks wasm: another policy may be the worker's.
 *
 * @param {BufferSource | Response | Promise<Response>} source the wasm module, or its response
 * @param {OpenOptions} [options]
 * @returns {Promise<Searcher>}
 */
export async function open(source, options = {}) {
  try {
    return await openHere(source, options);
  } catch (error) {
    if (!(error instanceof FindletError) || error.code !== 'csp' || !options.folder) throw error;
    const { openThere } = await import(beside('findlet.remote.js')).catch(() => {
      throw error;
    });
    return openThere(options, error, FindletError);
  }
}

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
