/** What a row shows of where its page lies, and its picture. */

import { part } from './dom.js';

/** @import { SearchHit } from '../types.js' */

/**
 * The way to a page: what it says of itself, or else the folders of its address.
 *
 * @param {SearchHit} hit
 * @param {string} separator
 * @param {string} base the root of the site
 */
export function path({ url, metadata }, separator, base) {
  if (metadata.breadcrumb || !url) return metadata.breadcrumb ?? '';
  const { host, pathname } = new URL(url);
  const root = new URL(base);
  const isHere = host === root.host && pathname.startsWith(root.pathname);
  const folders = (isHere ? pathname.slice(root.pathname.length) : host + pathname).split('/').slice(0, -1);
  return folders.filter(Boolean).map(readable).join(` ${separator} `);
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
export function picture({ metadata: { image } }, base) {
  if (!image || !URL.canParse(image, base)) return null;
  const { href, protocol } = new URL(image, base);
  if (!/^https?:$/.test(protocol) && protocol !== new URL(base).protocol) return null;
  const made = part('img', 'image', { src: href, alt: '', loading: 'lazy', decoding: 'async' });
  made.addEventListener('error', () => made.remove());
  return made;
}
