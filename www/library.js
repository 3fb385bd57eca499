/** The engines of a page: one per folder and language, opened when first asked for, shared by all widgets. */

/** @import { Library, Opened } from './types.js' */

/** A failure answers for this long, so that typing on doesn't fetch in vain for every letter. */
const FAILURE_MS = 2000;

/**
 * @param {string} home the folder this code came from, absolute
 * @param {(home: string, language: string, again: boolean) => Promise<Opened>} load
 * @param {Library['script']} script
 * @returns {Library}
 */
export function createLibrary(home, load, script) {
  /** @type {Map<string, Promise<Opened>>} */
  const engines = new Map();
  /** Those whose last attempt failed. @type {Set<string>} */
  const failed = new Set();

  /** @type {Library} */
  const library = {
    folder: (src) => (src ? new URL(src.replace(/\/*$/, '/'), document.baseURI).href : home),

    open(folder, language = document.documentElement.lang) {
      const key = `${folder} ${language}`;
      let engine = engines.get(key);
      if (!engine) {
        engine = load(folder, language, failed.has(key));
        engines.set(key, engine);
        const forget = () => engines.get(key) === engine && engines.delete(key);
        engine.then(
          () => failed.delete(key),
          () => {
            failed.add(key);
            setTimeout(forget, FAILURE_MS);
          },
        );
      }
      return engine;
    },

    script,

    forget: (folder, language) => engines.delete(`${folder} ${language}`),

    init: async ({ src, lang } = {}) => library.open(library.folder(src), lang),

    async search(query, options = {}) {
      const { search } = await library.script(library.folder(options.src), options.lang ?? '', 'search');
      return search(library, query, options);
    },
  };
  return library;
}

/**
 * What the addresses of documents are relative to.
 *
 * @param {string} folder the widget's
 * @param {string | null} [baseUrl]
 */
export function siteRoot(folder, baseUrl) {
  return baseUrl ? new URL(baseUrl, document.baseURI).href : new URL('..', folder).href;
}
