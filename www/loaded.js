/** What a widget loads and asks with: where it stands decides which index, scripts and texts are its own. */

import { siteRoot } from './library.js';

/** @import { Host, Library, Loaded, Strings } from './types.js' */
/** @import { View } from './view/view.js' */
/** @import { Words } from './view/strings.js' */

const HITS = 10;
const MOST_HITS = 100;

/**
 * @param {Library} library
 * @param {(language: string, folder: string) => Promise<Strings>} translation the texts of a language that has a file, which is beside the indexes
 * @param {Host & { attributeChangedCallback(): void }} host told when there are other words
 * @param {View} view
 * @param {Words} words
 * @param {() => void} more asks for the hits after those that are there
 * @returns {Loaded}
 */
export function createLoaded(library, translation, host, view, words, more) {
  const folder = () => library.folder(host.getAttribute('src'));
  /** The language that the widget stands in. */
  const language = () => /** @type {HTMLElement | null} */ (host.closest('[lang]:not([lang="*"])'))?.lang ?? '';

  const speak = async () => {
    if (!words.file) return;
    await words.complete((language) => translation(language, folder()));
    host.attributeChangedCallback();
  };

  /** @type {Loaded} */
  const loaded = {
    rows: null,
    language,
    script: (name) => library.script(folder(), language(), name),
    forget: () => library.forget(folder(), language()),

    scope() {
      const limit = Number.parseInt(/** @type {string} */ (host.getAttribute('limit'))) || HITS;
      return {
        opening: loaded.open(),
        base: siteRoot(folder(), host.getAttribute('base-url')),
        limit: Math.max(1, Math.min(limit, MOST_HITS)),
        scope: host.getAttribute('scope') ?? '',
      };
    },

    async open() {
      const opened = library.open(folder(), language());
      // It is awaited below, after what comes sooner.
      opened.catch(() => {});
      // The words are there for what the rows say.
      const [{ Rows }] = await Promise.all([loaded.script('view'), speak()]);
      const rows = (loaded.rows ??= new Rows(view, words, more));
      rows.engine = await opened;
      return rows;
    },

    async keepOffline() {
      const { keepOffline } = await loaded.script('offline');
      // The words are kept too.
      await speak();
      await keepOffline(host.getAttribute('offline'), folder(), language());
    },
  };
  return loaded;
}
