/** One hit as a list item. */

import { shows } from './asked.js';
import { say } from './say.js';

/** @import { Excerpt, Range, RowContext, SearchHit } from '../types.js' */

/** By language. @type {Record<string, Intl.DateTimeFormat>} */
const dates = {};

/**
 * The link holds the title only, so that lists of links and announcements stay short; its
 * pointer target is stretched over the row by the style sheet.
 *
 * @param {SearchHit} hit
 * @param {string} id of the excerpt, which describes the link together with what is missing
 * @param {RowContext} context
 */
export function row(hit, id, context) {
  const { title, titleRanges, date, language } = hit;
  const { host, part } = context;
  const anchor = part(
    'a',
    'link',
    { 'aria-describedby': `${id} ${id}-missing` },
    ...marked(title, titleRanges, context),
  );
  const day = date && shows(host, 'date') && dated(date, context);
  const made = part(
    'li',
    'result',
    { lang: language ?? '' },
    part('div', 'heading', {}, part('span', 'title', { dir: 'auto' }, anchor), day || ''),
    part('div', 'text', {}, part('p', 'excerpt', { id, dir: 'auto' })),
  );
  fill(made, hit, context);
  return made;
}

/**
 * Puts in what may come later than the title. A row without an excerpt shows the summary.
 *
 * @param {Element} row
 * @param {SearchHit} hit
 * @param {RowContext} context
 */
export function fill(row, hit, context) {
  const made = context.host.renderHit?.(hit);
  if (made) return row.replaceChildren(made);
  const { excerpt, summary } = hit;
  const href = hit.href && marking(context, hit.href, hit);
  const text = /** @type {HTMLElement} */ (row.querySelector('.text'));
  const [passage] = text.children;
  passage.replaceChildren(...(excerpt ? shortened(excerpt, context) : [summary]));
  text.replaceChildren(passage, sections(hit, context));
  // Without an address it is plain text, not a link.
  const link = /** @type {HTMLAnchorElement} */ (row.querySelector('a'));
  link.dataset.anchor = hit.anchor;
  if (href) link.href = href;
}

/**
 * The sections that match, as links to their headings; nothing where there are none.
 *
 * @param {SearchHit} hit
 * @param {RowContext} context
 */
function sections(hit, context) {
  const { title } = hit;
  const { part, words } = context;
  const found = hit.sections.filter((section) => section.href && section.title !== title);
  if (!found.length || !shows(context.host, 'sections')) return '';
  const items = found.map((section) => {
    const href = marking(context, String(section.href), hit);
    const attributes = { href, dir: 'auto', 'data-anchor': section.anchor };
    const item = document.createElement('li');
    item.append(part('a', 'section', attributes, ...marked(section.title, section.titleRanges, context)));
    return item;
  });
  return part('ul', 'sections', { role: 'list', 'aria-label': say(words, 'section', { title }) }, ...items);
}

/**
 * @param {RowContext} context
 * @param {string} href
 * @param {SearchHit} hit
 */
function marking({ highlighted }, href, hit) {
  return highlighted?.(href, hit) ?? href;
}

/**
 * @param {string} date
 * @param {RowContext} context
 */
function dated(date, { words: { lang }, part }) {
  const format = (dates[lang] ??= new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeZone: 'UTC' }));
  return part('time', 'date', { datetime: date, lang }, format.format(new Date(date)));
}

/**
 * An excerpt between marks of what was left out, which never stand on a line of their own.
 *
 * @param {Excerpt} excerpt
 * @param {RowContext} context
 */
function shortened({ text, ranges, cutStart, cutEnd }, context) {
  return [cutStart ? '… ' : '', ...marked(text, ranges, context), cutEnd ? '\u00a0…' : ''];
}

/**
 * Splits text into nodes with its ranges marked.
 *
 * @param {string} text
 * @param {Range[]} ranges ascending, not overlapping
 * @param {RowContext} context
 */
function marked(text, ranges, { part }) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let end = 0;
  for (const [from, to] of ranges) {
    nodes.push(text.slice(end, from), part('mark', 'mark', {}, text.slice(from, to)));
    end = to;
  }
  return [...nodes, text.slice(end)];
}
