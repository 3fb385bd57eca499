/** The widget as an ES module: defines `<findlet-search>` and loads the engine beside this file. */

import { define } from './element.js';
import { start } from './engine/fetch.js';
import { createLibrary } from './library.js';
import { noEngine } from './view/strings.js';

/** @import { Searcher } from './types.js' */

const own = new URL('.', import.meta.url).href;
const library = createLibrary(own, load);

export const { init, search } = library;

define(library, {
  words: async (language) => (await import(`${own}findlet.lang.${language}.js`)).default,
  offline: () => import(own + 'findlet.offline.js'),
});

/**
 * Fetches the engine's code and its module at the same time.
 *
 * @param {string} folder
 * @param {number} attempt
 * @returns {Promise<Searcher>}
 */
async function load(folder, attempt) {
  const module = start(folder + 'findlet.wasm', attempt > 0);
  const url = folder + 'findlet.engine.js';
  let engine;
  try {
    // Browsers may keep the failure of an import for the life of the page: another address asks anew.
    engine = await import(attempt ? `${url}?${attempt}` : url);
  } catch (cause) {
    const code = navigator.onLine ? 'missing' : 'offline';
    throw Object.assign(new Error(noEngine(url, !navigator.onLine), { cause }), { code });
  }
  return engine.open(module, { folder });
}
