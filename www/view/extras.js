/** What results show and say only where there is a use for it: other queries, missing words, paths, pictures, slots, a least length, all languages, versions. */

import styles from '../generated/extras.js';
import { asked } from '../engine/several.js';
import { extras } from '../lang/en.js';
import { shows } from './asked.js';
import { element, part, retype } from './dom.js';
import { highlighted, matches } from './marks.js';
import { noticed } from './notice.js';
import { say } from './say.js';

/** @import { Opened, Host, Result, RowContext, SearchHit } from '../types.js' */
/** @import { View } from './view.js' */

/** Between the folders of a path. */
const SEPARATOR = '›';

export class Extras {
  #host;
  #view;
  #words;
  #suggestion = part('p', 'suggestion', { dir: 'auto' });
  #none = element('slot', { name: 'none' });
  #languages = part('p', 'languages', { dir: 'auto' });
  #footer = element('slot', { name: 'footer' });

  /**
   * @param {Host} host
   * @param {View} view
   * @param {RowContext['words']} words
   */
  constructor(host, view, words) {
    const { list, more } = view;
    this.#host = host;
    this.#view = view;
    this.#words = words;
    view.dress(styles);
    list.before(this.#none);
    more.after(this.#footer);
  }

  /**
   * Adds the words found to an address, where the page wants that.
   *
   * @param {string} url
   * @param {SearchHit} hit
   */
  highlighted = (url, hit) => {
    const name = this.#host.getAttribute('highlight');
    return name === null ? url : highlighted(url, matches(hit), name || undefined);
  };

  /**
   * The answer to a query that is too short to be asked; nothing for others.
   *
   * @param {string} query
   */
  short(query) {
    const count = Number(this.#host.getAttribute('min-length'));
    if ([...query.trim()].length >= count) return null;
    return noticed(query, this.#say('short', { count }));
  }

  /**
   * @param {keyof typeof extras} key
   * @param {Record<string, string | number>} [values]
   */
  #say(key, values) {
    return say(this.#words, key, values, extras);
  }

  /**
   * How another query is announced.
   *
   * @param {Result} result
   */
  offer({ corrected }) {
    return corrected && shows(this.#host, 'suggestion') ? `. ${this.#say('didYouMean', { query: corrected })}` : '';
  }

  /**
   * Offers another query, which the button puts into the field.
   *
   * @param {string} query
   */
  #suggest(query) {
    const { input, list } = this.#view;
    const [before, after] = this.#say('didYouMean').split('{query}');
    const button = part('button', 'correction', { type: 'button' }, query);
    button.addEventListener('click', () => retype(input, query));
    this.#suggestion.replaceChildren(before, element('bdi', {}, button), after);
    list.before(this.#suggestion);
  }

  /**
   * What is asked: the indexes of all languages, where the element wants them, and of versions that of the page.
   *
   * @param {Opened} engine the page's own language's
   * @param {string} base the root of the site
   */
  asked(engine, base) {
    const folder = engine.library?.folder(this.#host.getAttribute('src')) ?? '';
    return asked(engine, { base, folder, isAll: this.#host.lang === '*' });
  }

  clear() {
    this.#suggestion.remove();
    this.#languages.remove();
  }

  /**
   * Shows another query, how many results are in other languages, and what the page put into the element for the panel.
   *
   * @param {Result} result
   */
  show({ total, notice, corrected, elsewhere }) {
    if (elsewhere) {
      this.#languages.textContent = this.#say('elsewhere', { count: elsewhere });
      this.#view.list.before(this.#languages);
    }
    if (corrected && shows(this.#host, 'suggestion')) this.#suggest(corrected);
    const own = (/** @type {HTMLSlotElement} */ slot) =>
      slot.assign(...this.#host.querySelectorAll(`:scope > [slot='${slot.name}']`));
    own(this.#footer);
    if (total || notice) this.#none.assign();
    else own(this.#none);
  }

  /**
   * The words of the query that a page lacks; they describe its link, too.
   *
   * @param {string[]} missing
   * @param {Element} row
   */
  #lacking(missing, row) {
    const list = missing.flatMap((word) => [' ', element('del', {}, word)]);
    const id = `${row.querySelector('.excerpt')?.id}-missing`;
    return part('p', 'missing', { id, lang: this.#words.lang }, this.#say('missing'), ...list);
  }

  /**
   * Leads to the other versions of a page.
   *
   * @param {NonNullable<SearchHit['versions']>} versions
   */
  #also(versions) {
    const [before, after] = this.#say('alsoIn').split('{versions}');
    const links = versions.flatMap(({ version, url }) => [
      ', ',
      part('a', 'version', { href: url, dir: 'auto' }, version),
    ]);
    return part('p', 'also', { lang: this.#words.lang, dir: 'auto' }, before, ...links.slice(1), after);
  }

  /**
   * @param {Element} row one of ours
   * @param {SearchHit} hit
   * @param {string} base the root of the site
   */
  decorate(row, hit, base) {
    if (!row.querySelector('.heading')) return;
    const way = this.#host.matches('[show~=path]') && path(hit, base);
    const image = this.#host.matches('[show~=image]') && picture(hit, base);
    if (way) row.prepend(part('p', 'path', { dir: 'auto' }, way));
    if (image) row.prepend(image);
    const { within } = hit.metadata;
    if (within) row.querySelector('.title')?.append(part('span', 'within', { dir: 'auto' }, within));
    if (hit.versions?.length) row.append(this.#also(hit.versions));
    if (hit.missing.length && shows(this.#host, 'missing')) row.append(this.#lacking(hit.missing, row));
  }
}

/**
 * The way to a page: what it says of itself, or else the folders of its address.
 *
 * @param {SearchHit} hit
 * @param {string} base the root of the site
 */
function path({ url, metadata }, base) {
  if (metadata.breadcrumb || !url) return metadata.breadcrumb ?? '';
  const { host, pathname } = new URL(url);
  const root = new URL(base);
  const isHere = host === root.host && pathname.startsWith(root.pathname);
  const folders = (isHere ? pathname.slice(root.pathname.length) : host + pathname).split('/').slice(0, -1);
  return folders.filter(Boolean).map(readable).join(` ${SEPARATOR} `);
}

/** @param {string} folder of an address */
function readable(folder) {
  try {
    return decodeURIComponent(folder).replace(/[-_]+/g, ' ');
  } catch {
    return folder;
  }
}

/**
 * The picture that a page has, which says nothing that its title doesn't. One that can't be shown
 * leaves no trace.
 *
 * @param {SearchHit} hit
 * @param {string} base the root of the site
 */
function picture({ metadata: { image } }, base) {
  if (!image || !URL.canParse(image, base)) return null;
  const { href, protocol } = new URL(image, base);
  if (!/^https?:$/.test(protocol) && protocol !== new URL(base).protocol) return null;
  const made = part('img', 'image', { src: href, alt: '', loading: 'lazy', decoding: 'async' });
  made.addEventListener('error', () => made.remove());
  return made;
}

/** @type {(...place: ConstructorParameters<typeof Extras>) => Extras} */
export const attach = (...place) => new Extras(...place);
