/** One hit as a list item. */

import { element, marked, part } from './dom.js';
import { link } from './link.js';
import { say } from './say.js';

/** @import { Excerpt, RowContext, SearchHit } from '../types.js' */

/** @type {Map<string, Intl.DateTimeFormat>} */
const dates = new Map();

/**
 * The link holds the title only, so that lists of links and announcements stay short; its
 * pointer target is stretched over the row by the style sheet.
 *
 * @param {SearchHit} hit
 * @param {string} id of the excerpt, which describes the link together with what is missing
 * @param {RowContext} context
 */
export function row(hit, id, context) {
  const { title, titleRanges, date, language, missing } = hit;
  const anchor = part('a', 'link', { 'aria-describedby': `${id} ${id}-missing` }, ...marked(title, titleRanges));
  const made = part(
    'li',
    'result',
    { lang: language ?? '' },
    part('div', 'heading', {}, part('span', 'title', { dir: 'auto' }, anchor), ...(date ? [day(date, context)] : [])),
    part('p', 'excerpt', { id, dir: 'auto' }),
    ...(missing.length ? [lacking(missing, `${id}-missing`, context)] : []),
  );
  fill(made, hit, context);
  return made;
}

/**
 * Puts in what may come later than the title. A row without an excerpt shows the summary in the
 * space that an excerpt takes, so that nothing moves when it comes.
 *
 * @param {Element} row
 * @param {SearchHit} hit
 * @param {RowContext} context
 */
export function fill(row, hit, { highlight }) {
  const { excerpt, summary } = hit;
  const href = link(hit, highlight());
  const [text] = row.getElementsByTagName('p');
  text.replaceChildren(...(excerpt ? shown(excerpt) : [summary]));
  if (!excerpt) text.classList.add('late');
  // Without an address it is plain text, not a link.
  if (href) row.getElementsByTagName('a')[0].href = href;
}

/**
 * @param {string} date
 * @param {RowContext} context
 */
function day(date, { words: { lang } }) {
  const format = dates.get(lang) ?? new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeZone: 'UTC' });
  dates.set(lang, format);
  return part('time', 'date', { datetime: date, lang }, format.format(new Date(date)));
}

/** @param {Excerpt} excerpt */
function shown({ text, ranges, cutStart, cutEnd }) {
  return [...(cutStart ? ['… '] : []), ...marked(text, ranges), ...(cutEnd ? [' …'] : [])];
}

/**
 * @param {string[]} missing
 * @param {string} id
 * @param {RowContext} context
 */
function lacking(missing, id, { words }) {
  const list = missing.flatMap((word) => [' ', element('del', {}, word)]);
  return part('p', 'missing', { id, lang: words.lang }, say(words, 'missing'), ...list);
}
