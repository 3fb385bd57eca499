/** What an address says to findlet.highlight.js, which marks words in the page that a hit leads to. */

import { isRoute } from '../engine/fragment.js';

/** @import { SearchHit } from '../types.js' */

/** Words that an address names at most: it is shown, shared and logged. */
const MOST_WORDS = 16;

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
export function matches({ title, titleRanges, excerpt, words }) {
  const texts = [{ text: title, ranges: titleRanges }, ...(excerpt ? [excerpt] : [])];
  const found = texts.flatMap(({ text, ranges }) => ranges.map(([from, to]) => text.slice(from, to).toLowerCase()));
  return [...new Set(found.length ? found : words)];
}
