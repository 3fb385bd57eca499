/** The widget as an ES module: defines `<findlet-search>` and loads the engine of the site's index. */

import { define } from './element.js';
import { start } from './engine/fetch.js';
import { createLibrary } from './library.js';
import { chosen, missing, pointer } from './place.js';

/** @import { Library, Opened, Place, Pointer } from './types.js' */

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
 * Opens the index for a language. If that fails, it may have moved since this script was cached, or
 * a cache may hold something else in its place: once more, where it lies now, past all caches.
 *
 * @param {string} home
 * @param {string} language
 * @param {boolean} again whether the last attempt failed
 * @returns {Promise<Opened>}
 */
async function load(home, language, again) {
  try {
    return await open(home, language, await placed(home, language, !again), again);
  } catch (error) {
    if (!navigator.onLine || /** @type {{ code?: string }} */ (error).code === 'csp') throw error;
    const now = await placed(home, language).catch(() => {
      throw error;
    });
    return open(home, language, now, true);
  }
}

/**
 * @param {string} home
 * @param {string} language
 * @param {boolean} [known] whether what is known will do: the hint, or what was read before
 */
async function placed(home, language, known) {
  if (!known || !pointers.has(home)) {
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
 * @param {Place} place
 * @param {boolean} [afresh]
 * @returns {Promise<Opened>}
 */
async function open(home, language, place, afresh) {
  const folder = `${home}${place.folder}/`;
  const module = start(folder + 'findlet.wasm', afresh);
  const manifest = place.sharded ? start(folder + 'm.bin', afresh) : undefined;
  const [engine, { Rows }] = await Promise.all(['engine', 'view'].map((name) => script(folder, name, afresh)));
  const reopen = async () => {
    const now = await placed(home, language);
    return now.folder === place.folder ? null : open(home, language, now);
  };
  return Object.assign(await engine.open(module, { folder, manifest, reopen }), place, { Rows, library });
}

/** @type {Library['script']} */
async function beside(home, language, name) {
  const { folder } = await placed(home, language, true);
  return script(`${home}${folder}/`, name);
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
 * What a bundler must not look for when it packs this: it lies in the folder of the indexes.
 *
 * @param {string} url
 */
function imported(url) {
  return import(/* webpackIgnore: true */ /* @vite-ignore */ url);
}
