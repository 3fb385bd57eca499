/** The widget as an ES module: defines `<findlet-search>` and loads the engine of the site's index. */

import { define } from './element.js';
import { start } from './engine/fetch.js';
import { createLibrary } from './library.js';
import { chosen, missing, pointer } from './place.js';

/** @import { Library, Opened, IndexEntry, Pointer } from './types.js' */

/** The pointer as it was when the site was built, put here by the command that packages it: saves a round trip. */
const HINT = 'FINDLET_INDEXES';

const own = new URL('.', import.meta.url).href;
const library = createLibrary(own, load, beside);
/** @type {Map<string, Pointer | Promise<Pointer>>} */
const pointers = new Map();
/** Browsers may keep the failure of an import for the life of the page: another address asks anew. */
let imports = 0;

export const { init, search } = library;

if (HINT[0] === '{') pointers.set(own, JSON.parse(HINT));

define(library, async (language, folder) => (await imported(`${folder}findlet.lang.${language}.js`)).default);

/**
 * Loads from the place of an index. If that fails, it may have moved since this script was cached, or a cache may hold
 * something else in its place: once more, where it is now, past all caches.
 *
 * @template T
 * @param {string} home
 * @param {string} language
 * @param {boolean} again whether the last attempt failed
 * @param {(place: IndexEntry, afresh: boolean) => Promise<T>} take
 */
async function from(home, language, again, take) {
  const placing = placed(home, language, again && pointers.get(home));
  const used = pointers.get(home);
  try {
    return await take(await placing, again);
  } catch (error) {
    if (!navigator.onLine || /** @type {{ code?: string }} */ (error).code === 'csp') throw error;
    const now = await placed(home, language, used).catch(() => {
      throw error;
    });
    return take(now, true);
  }
}

/**
 * @param {string} home
 * @param {string} language
 * @param {boolean} again
 */
function load(home, language, again) {
  return from(home, language, again, (place, afresh) => open(home, language, place, afresh));
}

/**
 * @param {string} home
 * @param {string} language
 * @param {unknown} [stale] the pointer that is no good any more: the hint, or what was read before
 */
async function placed(home, language, stale) {
  if (!pointers.has(home) || pointers.get(home) === stale) {
    const reading = pointer(home);
    pointers.set(home, reading);
    reading.catch(() => pointers.delete(home));
  }
  return chosen(/** @type {Pointer} */ (await pointers.get(home)), language);
}

/**
 * Fetches the scripts, the module and the manifest at the same time.
 *
 * @param {string} home
 * @param {string} language
 * @param {IndexEntry} place
 * @param {boolean} [afresh]
 * @returns {Promise<Opened>}
 */
async function open(home, language, place, afresh) {
  const folder = `${home}${place.folder}/`;
  const module = start(folder + 'findlet.wasm', afresh);
  const manifest = place.sharded ? start(folder + 'm.bin', afresh) : undefined;
  const engine = await script(folder, 'engine', afresh);
  const reopen = async () => {
    const now = await placed(home, language, pointers.get(home));
    return now.folder === place.folder ? null : open(home, language, now);
  };
  return Object.assign(await engine.open(module, { folder, manifest, reopen }), place, { library });
}

/** @type {Library['script']} */
function beside(home, language, name) {
  return from(home, language, false, ({ folder }, afresh) => script(`${home}${folder}/`, name, afresh));
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {boolean} [afresh]
 */
function script(folder, name, afresh) {
  const url = `${folder}findlet.${name}.js`;
  return imported(afresh ? `${url}?${++imports}` : url).catch((cause) => {
    throw missing(url, cause);
  });
}

/**
 * What a bundler must not look for when it packs this: it is in the folder of the indexes.
 *
 * @param {string} url
 */
function imported(url) {
  return import(/* webpackIgnore: true */ /* @vite-ignore */ url);
}
