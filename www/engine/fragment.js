/** Links that open a page at the matched text (https://wicg.github.io/scroll-to-text-fragment/). */

/** @import { Excerpt } from '../types.js' */

/** Words in a fragment: enough to be found once, few enough to lie on one line of the source. */
const MOST_WORDS = 8;
const FEWEST_WORDS = 4;
/** Words before the first match: the reader sees where it stands. */
const WORDS_BEFORE = 2;

/**
 * Adds a text fragment to an address. It is cut from the excerpt, never made from the query:
 * browsers find whole words within one block only, and a query is neither.
 *
 * @param {string} url
 * @param {Excerpt | null} excerpt
 * @param {string | null} [language]
 */
export function atText(url, excerpt, language) {
  const phrase = excerpt && !isRoute(url) && phraseOf(excerpt, language);
  return phrase ? `${url}${url.includes('#') ? '' : '#'}:~:text=${encode(phrase)}` : url;
}

/**
 * Whether a router owns what follows the `#`.
 *
 * @param {string} url
 */
export function isRoute(url) {
  return /^[^#]*#[/!]/.test(url);
}

/**
 * @param {Excerpt} excerpt
 * @param {string | null} [language]
 */
function phraseOf({ text, ranges, cutStart, cutEnd }, language) {
  if (!ranges.length) return '';
  const words = wordsOf(text, language);
  // The excerpt may have been cut within these.
  if (cutStart) words.shift();
  if (cutEnd) words.pop();
  const marked = words.map(({ start, end }) => ranges.some((range) => start < range[1] && end > range[0]));
  const matches = (/** @type {number} */ at) => marked.slice(at, at + MOST_WORDS).filter(Boolean).length;
  // Where most matches stand together, from a match on.
  const best = marked.reduce((best, is, at) => (is && (best < 0 || matches(at) > matches(best)) ? at : best), -1);
  if (best < 0 || words.length < FEWEST_WORDS) return '';
  const first = Math.max(0, Math.min(best - WORDS_BEFORE, words.length - MOST_WORDS));
  const last = Math.min(first + MOST_WORDS, words.length) - 1;
  return text.slice(words[first].start, words[last].end);
}

/**
 * The words as browsers see them when they look for the text: they use the same segmentation.
 *
 * @param {string} text
 * @param {string | null} [language]
 */
function wordsOf(text, language) {
  return [...segmenter(language).segment(text)]
    .filter((segment) => segment.isWordLike)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}

/** @param {string | null} [language] */
function segmenter(language) {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity: 'word' });
  } catch {
    // The index says what the page says, which may be no language tag at all.
    return new Intl.Segmenter(undefined, { granularity: 'word' });
  }
}

/**
 * A dash would end the prefix of a fragment; the comma and ampersand are encoded anyway.
 *
 * @param {string} phrase
 */
function encode(phrase) {
  return encodeURIComponent(phrase).replaceAll('-', '%2D');
}
