/**
 * Pagefind's JavaScript API over the indexes beside this script, for themes and scripts that use it. `pagefind/pagefind.js` of
 * a site that is built with `--pagefind` leads here.
 */

import { Instance } from './pagefind/instance.js';

/** @import { GivenOptions } from './pagefind/api.js' */

const home = new URL('.', import.meta.url).href;
/** What the functions without an instance ask. */
let main = new Instance(home);

/** Tells a bundle of ours from one of Pagefind. */
export const isFindlet = true;

/** @param {GivenOptions} [options] */
export const createInstance = (options) => new Instance(home, options);

/** @type {Instance['options']} */
export const options = (...given) => main.options(...given);

/** @type {Instance['init']} */
export const init = () => main.init();

/** @type {Instance['search']} */
export const search = (...given) => main.search(...given);

/** @type {Instance['debouncedSearch']} */
export const debouncedSearch = (...given) => main.debouncedSearch(...given);

/** @type {Instance['preload']} */
export const preload = (...given) => main.preload(...given);

/** @type {Instance['filters']} */
export const filters = () => main.filters();

/** @type {Instance['mergeIndex']} */
export const mergeIndex = (...given) => main.mergeIndex(...given);

/** Forgets the options, the merged indexes and what was loaded. */
export async function destroy() {
  main = new Instance(home);
}
