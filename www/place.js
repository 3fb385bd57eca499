/** Where the indexes of a site are: its pointer, findlet.json, and which of them answers a language. */

import { start } from './engine/fetch.js';
import { noEngine } from './view/strings.js';

/** @import { Pointer } from './types.js' */

/**
 * Reads a folder's pointer, past every cache: it is the one file that changes under its name.
 *
 * @param {string} home the folder, absolute
 * @returns {Promise<Pointer>}
 */
export async function pointer(home) {
  const url = home + 'findlet.json';
  try {
    return await (await start(url, true)).json();
  } catch (cause) {
    throw missing(url, cause);
  }
}

/**
 * The index of a language or, where it has none, of the site.
 *
 * @param {Pointer} pointer
 * @param {string} language a tag as in `lang`
 */
export function chosen({ indexes, default: main }, language) {
  const primary = (/** @type {string} */ tag) => tag.toLowerCase().split('-')[0];
  const near = Object.keys(indexes).find((name) => primary(name) === primary(language));
  return indexes[language] ?? indexes[near ?? main];
}

/**
 * @param {string} url
 * @param {unknown} cause
 */
export function missing(url, cause) {
  const code = navigator.onLine ? 'missing' : 'offline';
  return Object.assign(new Error(noEngine(url, !navigator.onLine), { cause }), { code, url });
}
