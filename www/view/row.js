/** One hit as a list item. */

import { element, marked, part } from './dom.js';

/** @import { Excerpt, SearchHit } from '../types.js' */
/** @import { Words } from './strings.js' */

/**
 * The link holds the title only, so that lists of links and announcements stay short; its
 * pointer target is stretched over the row by the style sheet.
 *
 * @param {SearchHit} hit
 * @param {string} id of the excerpt, which describes the link together with what is missing
 * @param {Words} words
 */
export function row(hit, id, words) {
  const { title, titleRanges, date, language, excerpt, missing } = hit;
  const text = excerpt ? shown(excerpt) : [hit.summary];
  const link = part(
    'a',
    'link',
    // Without an address it is plain text, not a link.
    { href: hit.link ?? hit.url, 'aria-describedby': `${id} ${id}-missing` },
    ...marked(title, titleRanges),
  );
  return part(
    'li',
    'result',
    { lang: language ?? '' },
    part('div', 'heading', {}, part('span', 'title', { dir: 'auto' }, link), ...(date ? [day(date, words)] : [])),
    part('p', 'excerpt', { id, dir: 'auto' }, ...text),
    ...(missing.length ? [lacking(missing, `${id}-missing`, words)] : []),
  );
}

/**
 * @param {string} date
 * @param {Words} words
 */
function day(date, words) {
  return part('time', 'date', { datetime: date, lang: words.lang }, words.date(date));
}

/** @param {Excerpt} excerpt */
function shown({ text, ranges, cutStart, cutEnd }) {
  return [...(cutStart ? ['… '] : []), ...marked(text, ranges), ...(cutEnd ? [' …'] : [])];
}

/**
 * @param {string[]} missing
 * @param {string} id
 * @param {Words} words
 */
function lacking(missing, id, words) {
  const list = missing.flatMap((word) => [' ', element('del', {}, word)]);
  return part('p', 'missing', { id, lang: words.lang }, words.text('missing'), ...list);
}
