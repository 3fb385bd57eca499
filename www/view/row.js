/** One hit as a list item. */

import { element, marked, part } from './dom.js';
import { atText } from './fragment.js';
import { strings } from './strings.js';

/** @import { Excerpt, SearchHit } from '../types.js' */

/**
 * The link holds the title only, so that lists of links and announcements stay short; its
 * pointer target is stretched over the row by the style sheet.
 *
 * @param {SearchHit} hit
 * @param {string} id of the excerpt, which describes the link together with what is missing
 */
export function row(hit, id) {
  const { url, title, titleRanges, date, language, excerpt, missing } = hit;
  const text = excerpt ? shown(excerpt) : [hit.summary];
  const link = part(
    'a',
    'link',
    // Without an address it is plain text, not a link.
    { href: url && atText(url, excerpt, language), 'aria-describedby': `${id} ${id}-missing` },
    ...marked(title, titleRanges),
  );
  return part(
    'li',
    'result',
    { lang: language },
    part('div', 'heading', {}, part('span', 'title', { dir: 'auto' }, link), ...(date ? [day(date)] : [])),
    part('p', 'excerpt', { id, dir: 'auto' }, ...text),
    ...(missing.length ? [lacking(missing, `${id}-missing`)] : []),
  );
}

/** @param {string} date */
function day(date) {
  return part('time', 'date', { datetime: date }, strings.date(date));
}

/** @param {Excerpt} excerpt */
function shown({ text, ranges, cutStart, cutEnd }) {
  return [...(cutStart ? ['… '] : []), ...marked(text, ranges), ...(cutEnd ? [' …'] : [])];
}

/**
 * @param {string[]} words
 * @param {string} id
 */
function lacking(words, id) {
  return part('p', 'missing', { id }, strings.missing, ...words.flatMap((word) => [' ', element('del', {}, word)]));
}
