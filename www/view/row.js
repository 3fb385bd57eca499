/** One hit as a list item. */

import { element, marked, part } from './dom.js';
import { atText } from './fragment.js';
import { rowStrings as strings } from './strings.js';

/** @import { Excerpt, SearchHit } from '../types.js' */

/**
 * The link holds the title only, so that lists of links and announcements stay short; its
 * pointer target is stretched over the row by the style sheet.
 *
 * @param {SearchHit} hit
 * @param {string} id of the excerpt, which describes the link together with what is missing
 */
export function row(hit, id) {
  const { title, titleRanges, date, language, missing } = hit;
  const link = part('a', 'link', { 'aria-describedby': `${id} ${id}-missing` }, ...marked(title, titleRanges));
  const made = part(
    'li',
    'result',
    { lang: language },
    part('div', 'heading', {}, part('span', 'title', { dir: 'auto' }, link), ...(date ? [day(date)] : [])),
    part('p', 'excerpt', { id, dir: 'auto' }),
    ...(missing.length ? [lacking(missing, `${id}-missing`)] : []),
  );
  fill(made, hit);
  return made;
}

/**
 * Puts in what may come later than the title. A row without an excerpt shows the summary in the
 * space that an excerpt takes, so that nothing moves when it comes.
 *
 * @param {Element} row
 * @param {SearchHit} hit
 */
export function fill(row, { url, excerpt, language, summary }) {
  const [text] = row.getElementsByTagName('p');
  text.replaceChildren(...(excerpt ? shown(excerpt) : [summary]));
  if (!excerpt) text.classList.add('late');
  // Without an address it is plain text, not a link.
  if (url) row.getElementsByTagName('a')[0].href = atText(url, excerpt, language);
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
