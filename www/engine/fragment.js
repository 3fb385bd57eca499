/** Links that open a page at the matched text (https://wicg.github.io/scroll-to-text-fragment/). */

/** @import { Excerpt } from '../types.js' */

/** Words in a fragment: enough to be found once, few enough to lie on one line of the source. */
const MOST_WORDS = 8;
const FEWEST_WORDS = 4;
/** Words before the first match: the reader sees where it stands. */
const WORDS_BEFORE = 2;
/** Characters within which matches stand together. */
const NEAR = 50;

const WORDS = /** @type {const} */ ({ granularity: 'word' });

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
 * Takes whole words around where most matches stand together. Words are what browsers take for words
 * when they look for the text: they use the same segmentation. Only those that are taken are looked at.
 *
 * @param {Excerpt} excerpt
 * @param {string | null} [language]
 */
function phraseOf({ text, ranges, cutStart, cutEnd }, language) {
  // The excerpt may have been cut within its first and last words.
  const isWhole = (/** @type {number} */ from, /** @type {number} */ to) =>
    !(cutStart && from === 0) && !(cutEnd && to === text.length);
  const words = walker(text, language, isWhole);
  const after = words(densest(ranges.filter((range) => isWhole(...range))), 1, MOST_WORDS - WORDS_BEFORE);
  if (!after.length) return '';
  // At the ends of the excerpt it reaches farther to the other side.
  const before = words(after[0][0] - 1, -1, MOST_WORDS - after.length);
  const rest = words(after[after.length - 1][1], 1, MOST_WORDS - after.length - before.length);
  const phrase = [...before.reverse(), ...after, ...rest];
  return phrase.length < FEWEST_WORDS ? '' : text.slice(phrase[0][0], phrase[phrase.length - 1][1]);
}

/**
 * Returns what takes words of a text from a place on, forwards or backwards: where they begin and end.
 *
 * @param {string} text
 * @param {string | null | undefined} language
 * @param {(from: number, to: number) => boolean} isWhole whether it may be taken
 * @returns {(at: number, step: 1 | -1, most: number) => [number, number][]}
 */
function walker(text, language, isWhole) {
  const segments = segmenter(language).segment(text);
  return (at, step, most) => {
    /** @type {[number, number][]} */
    const found = [];
    while (found.length < most && text[at]) {
      // Asking what a space is takes as long as asking of a word.
      if (text[at] === ' ') {
        at += step;
        continue;
      }
      const { index, segment, isWordLike } = /** @type {Intl.SegmentData} */ (segments.containing(at));
      const end = index + segment.length;
      if (isWordLike && isWhole(index, end)) found.push([index, end]);
      at = step < 0 ? index - 1 : end;
    }
    return found;
  };
}

/**
 * Where the match begins that has most others close behind it; -1 where there is none.
 *
 * @param {[number, number][]} ranges ascending
 */
function densest(ranges) {
  let [best, most, end] = [-1, 0, 0];
  ranges.forEach(([from], at) => {
    while (end < ranges.length && ranges[end][0] < from + NEAR) end++;
    if (end - at <= most) return;
    best = from;
    most = end - at;
  });
  return best;
}

/** Making one takes longer than all that it then does for an answer. @type {Map<string, Intl.Segmenter>} */
const segmenters = new Map();

/** @param {string | null} [language] */
function segmenter(language) {
  const key = language ?? '';
  let made = segmenters.get(key);
  if (!made) {
    try {
      made = new Intl.Segmenter(key || undefined, WORDS);
    } catch {
      // The index says what the page says, which may be no language tag at all.
      made = new Intl.Segmenter(undefined, WORDS);
    }
    segmenters.set(key, made);
  }
  return made;
}

/**
 * A dash would end the prefix of a fragment; the comma and ampersand are encoded anyway.
 *
 * @param {string} phrase
 */
function encode(phrase) {
  return encodeURIComponent(phrase).replaceAll('-', '%2D');
}
