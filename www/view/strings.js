/** The words of a widget: those of its interface's language, and the page's own over them. */

import { labels } from '../generated/labels.js';
import { shell } from '../lang/en.js';

/** @import { Strings } from '../types.js' */

/** Languages that are written from right to left, of those with two letters. */
const RTL = /^(ar|dv|fa|he|ks|ps|sd|ug|ur|yi)/;

/** The texts that are here, by language. */
const texts = /** @type {Record<string, Strings>} */ ({ en: shell });

export class Words {
  /** The language of the texts. */
  lang = 'en';
  /** The language whose file is still to be fetched. */
  file = '';
  /** How much of the engine has come, while it does. */
  come = '';
  #own;
  /** @type {Strings} */
  #strings = shell;

  /** @param {() => Strings | undefined} own the page's texts, over ours; those with a `lang` need no file */
  constructor(own) {
    this.#own = own;
  }

  /**
   * Turns to a language, or to English where there are no texts in it.
   *
   * @param {string} tag what the page says, which may be no language tag at all
   */
  turn(tag) {
    const [primary] = tag.toLowerCase().split(/\W|_/);
    const label = labels[primary];
    const known = label ? primary : 'en';
    const own = this.#own()?.lang;
    this.lang = own ?? known;
    this.file = own || texts[known] ? '' : known;
    this.#strings = { ...shell, ...(label && { label, placeholder: label }), ...texts[known] };
  }

  /** The direction of the texts, where the page's own may be another. */
  get dir() {
    return RTL.test(this.lang) ? 'rtl' : '';
  }

  /**
   * Fetches what `file` names; `turn` then uses it, or doesn't know the language any more.
   *
   * @param {(language: string) => Promise<Strings>} fetch
   */
  async complete(fetch) {
    const { file } = this;
    try {
      texts[file] = await fetch(file);
    } catch {
      delete labels[file];
    }
  }

  /**
   * A text as it is written, placeholders and plural forms included.
   *
   * @param {keyof Strings} key
   */
  get(key) {
    return this.#own()?.[key] ?? this.#strings[key];
  }

  /** @param {keyof typeof shell} key */
  text(key) {
    return String(this.get(key));
  }
}

/**
 * In English, as all that the engine says.
 *
 * @param {string} url
 * @param {boolean} offline
 */
export const noEngine = (url, offline) =>
  offline ? 'You are offline, and search is not saved on this device yet.' : `The search engine is not at ${url}.`;
