/** Where a hit leads: to its page, at the text that matches, with the words to mark there. */

import { atText, isRoute } from './fragment.js';

/** @import { SearchHit, Section } from '../types.js' */

/** Words that an address names at most: it is shown, shared and logged. */
const MOST_WORDS = 16;

/**
 * @param {SearchHit} hit
 * @param {string | null} [name] of the parameter for findlet.highlight.js; none without it
 * @param {Section} [section] of the page
 * @returns {string | null} null where there is no address
 */
export function link(hit, name, section) {
  const { excerpt, language } = section ? { ...hit, ...section } : hit;
  const url = hit.url && within(hit.url, section?.anchor);
  return url && atText(name == null ? url : highlighted(url, matches(hit), name || undefined), excerpt, language);
}

/**
 * @param {string} url
 * @param {string} [anchor] id of a heading in the page
 */
export function within(url, anchor) {
  return anchor ? `${url.replace(/#.*/, '')}#${encodeURIComponent(anchor)}` : url;
}

/**
 * Adds the words that findlet.highlight.js is to mark. Routes stay as they are: with another query
 * before its hash, an address is another page.
 *
 * @param {string} url absolute
 * @param {string[]} words
 * @param {string} [name] of the parameter
 */
export function highlighted(url, words, name = 'highlight') {
  if (!words.length || isRoute(url)) return url;
  const address = new URL(url);
  address.searchParams.set(name, words.slice(0, MOST_WORDS).join(' '));
  return address.href;
}

/**
 * What matched, as the page writes it: other forms, completed and corrected words too.
 *
 * @param {SearchHit} hit
 */
function matches({ title, titleRanges, excerpt, words }) {
  const texts = [{ text: title, ranges: titleRanges }, ...(excerpt ? [excerpt] : [])];
  const found = texts.flatMap(({ text, ranges }) => ranges.map(([from, to]) => text.slice(from, to).toLowerCase()));
  return [...new Set(found.length ? found : words)];
}
