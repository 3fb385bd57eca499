/** The visitor's own last searches, kept for this tab alone: offered where the field is empty, and forgotten at a click. */

import styles from '../generated/recent.js';
import { recent } from '../lang/en.js';
import { element, part, retype } from './dom.js';
import { noticed } from './notice.js';
import { say } from './say.js';

/** @import { Host, Result, RowContext } from '../types.js' */
/** @import { View } from './view.js' */

const KEY = 'findlet-recent';
const MOST = 5;

export class Recent {
  #host;
  #view;
  #words;
  #list = part('ul', 'recent', { role: 'list' });

  /**
   * @param {Host} host
   * @param {View} view
   * @param {RowContext['words']} words
   */
  constructor(host, view, words) {
    this.#host = host;
    this.#view = view;
    this.#words = words;
    view.dress(styles);
    // Only a search that led to a page counts, not each word on the way to it.
    host.addEventListener('findlet-select', (event) => {
      const { query } = /** @type {CustomEvent<{ query: string }>} */ (event).detail;
      if (query.trim()) keep([query.trim(), ...kept()]);
    });
  }

  /**
   * The answer to an empty field where it isn't asked for all there is; nothing for others.
   *
   * @param {string} query
   */
  answer(query) {
    if (query.trim() || this.#host.matches('[facets]')) return null;
    return noticed(query, this.#say(kept().length ? 'recent' : 'recentNone'));
  }

  /** @param {keyof typeof recent} key */
  #say(key) {
    return say(this.#words, key, {}, recent);
  }

  /** @param {Result} result */
  show({ query }) {
    const queries = query.trim() ? [] : kept();
    if (!queries.length) return this.clear();
    const { list, input } = this.#view;
    const forget = part('button', 'forget', { type: 'button' }, this.#say('forget'));
    forget.addEventListener('click', () => {
      keep([]);
      input.focus();
      this.#host.search?.('');
    });
    const items = queries.map((query) => {
      const button = part('button', 'again', { type: 'button', dir: 'auto' }, query);
      button.addEventListener('click', () => retype(input, query));
      return button;
    });
    this.#list.replaceChildren(...[...items, forget].map((button) => element('li', {}, button)));
    list.before(this.#list);
  }

  clear() {
    this.#list.remove();
  }
}

/** What is kept, the last first: nothing where the browser keeps nothing, or somebody else wrote there. @returns {string[]} */
function kept() {
  try {
    const queries = JSON.parse(sessionStorage[KEY]);
    return queries.filter((/** @type {unknown} */ query) => typeof query === 'string');
  } catch {
    return [];
  }
}

/** @param {string[]} queries the last first; one that comes twice is kept once */
function keep(queries) {
  try {
    sessionStorage[KEY] = JSON.stringify([...new Set(queries)].slice(0, MOST));
  } catch {
    // Full, or denied: there is no history then.
  }
}

/** @type {(...place: [...ConstructorParameters<typeof Recent>, ...unknown[]]) => Recent} */
export const attach = (host, view, words) => new Recent(host, view, words);
