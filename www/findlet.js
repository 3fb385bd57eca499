/** The widget as an ES module: defines `<findlet-search>` and loads the engine of the site's index. */

import { define } from './element.js';
import { start } from './engine/fetch.js';
import { createLibrary } from './library.js';
import { chosen, missing, pointer } from './place.js';

/** @import { Place, Searcher } from './types.js' */

/** The pointer as it was when the site was built, put here by whoever packages it: saves a round trip. */
const HINT = 'FINDLET_INDEXES';

const own = new URL('.', import.meta.url).href;
const library = createLibrary(own, load);
/** Browsers may keep the failure of an import for the life of the page: another address asks anew. */
let imports = 0;

export const { init, search } = library;

define(library);

/**
 * Opens the index for a language. If that fails, it may have moved since this script was cached, or
 * a cache may hold something else in its place: once more, where it lies now, past all caches.
 *
 * @param {string} home
 * @param {string} language
 * @param {number} attempt
 * @returns {Promise<Searcher>}
 */
async function load(home, language, attempt) {
  const hinted = !attempt && home === own && HINT.startsWith('{');
  try {
    return await open(home, language, chosen(hinted ? JSON.parse(HINT) : await pointer(home), language), attempt > 0);
  } catch (error) {
    const { code } = /** @type {{ code?: string }} */ (error);
    if (!navigator.onLine || code === 'csp') throw error;
    const now = await pointer(home).catch(() => {
      throw error;
    });
    return open(home, language, chosen(now, language), true);
  }
}

/**
 * Fetches the engine's code, its module and the manifest at the same time.
 *
 * @param {string} home
 * @param {string} language
 * @param {Place} place
 * @param {boolean} afresh
 * @returns {Promise<Searcher>}
 */
async function open(home, language, place, afresh) {
  const folder = `${home}${place.folder}/`;
  const module = start(folder + 'findlet.wasm', afresh);
  const manifest = place.sharded ? start(folder + 'm.bin', afresh) : undefined;
  const url = folder + 'findlet.engine.js';
  const engine = await import(afresh ? `${url}?${++imports}` : url).catch((cause) => {
    throw missing(url, cause);
  });
  const reopen = async () => {
    const now = chosen(await pointer(home), language);
    return now.folder === place.folder ? null : open(home, language, now, false);
  };
  return engine.open(module, { folder, manifest, reopen });
}
