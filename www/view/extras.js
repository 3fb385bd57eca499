/** What results show and say only where a page asks for it: paths, pictures, slots, words to mark, a least length. */

import styles from '../generated/extras.js';
import { extras } from '../lang/en.js';
import { shows } from './asked.js';
import { adopt, element, part } from './dom.js';
import { highlighted, matches } from './marks.js';
import { say } from './say.js';

/** @import { Host, Result, RowContext, SearchHit } from '../types.js' */
/** @import { View } from './view.js' */

/** Between the folders of a path. */
const SEPARATOR = '›';

export class Extras {
  #host;
  #words;
  #none = element('slot', { name: 'none' });
  #footer = element('slot', { name: 'footer' });

  /**
   * @param {Host} host
   * @param {View} view
   * @param {RowContext['words']} words
   */
  constructor(host, { list, more }, words) {
    this.#host = host;
    this.#words = words;
    adopt(list, styles);
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
   * Why a query isn't asked: nothing, or that it is too short.
   *
   * @param {string} query
   */
  notice(query) {
    const count = Number(this.#host.getAttribute('min-length'));
    return [...query.trim()].length < count ? say(this.#words, 'short', { count }, extras) : '';
  }

  /**
   * Shows what the page put into the element for the panel.
   *
   * @param {Result} result
   */
  show({ total, notice }) {
    const own = (/** @type {HTMLSlotElement} */ slot) =>
      slot.assign(...this.#host.querySelectorAll(`:scope > [slot='${slot.name}']`));
    own(this.#footer);
    if (total || notice) this.#none.assign();
    else own(this.#none);
  }

  /**
   * @param {Element} row one of ours
   * @param {SearchHit} hit
   * @param {string} base the root of the site
   */
  decorate(row, hit, base) {
    if (!row.querySelector('.heading')) return;
    const way = shows(this.#host, 'path') && path(hit, base);
    const image = shows(this.#host, 'image') && picture(hit, base);
    if (way) row.prepend(part('p', 'path', { dir: 'auto' }, way));
    if (image) row.prepend(image);
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
