/**
 * The search that findlet.js has for scripts of pages, loaded with their first question, from the folder of an index.
 * Shells of any earlier version call it: what is exported keeps its meaning.
 */

import { siteRoot } from './library.js';

/** @import { Library, LibraryOptions, SearchOptions } from './types.js' */

/**
 * @param {Library} library
 * @param {string} query
 * @param {SearchOptions & LibraryOptions} [options]
 */
export async function search(library, query, { src, lang, baseUrl, ...options } = {}) {
  const folder = library.folder(src);
  const base = siteRoot(folder, baseUrl);
  const isAll = lang === '*';
  const language = lang && !isAll ? lang : document.documentElement.lang;
  const engine = await library.open(folder, language);
  const extras = ((isAll && engine.others) || engine.versions) && (await library.script(folder, language, 'extras'));
  const all = extras ? await extras.asked(engine, { base, folder, isAll }) : engine;
  return all.search(query, { ...options, base });
}
