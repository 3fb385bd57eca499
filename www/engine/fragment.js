/** Links that open a page at the matched text (https://wicg.github.io/scroll-to-text-fragment/). */

/** @import { Excerpt } from '../types.js' */

/** Words in a phrase of running text: enough to be found once. */
const MOST_WORDS = 8;
const FEWEST_WORDS = 4;
/** Words before the first match: the reader sees where it stands. */
const WORDS_BEFORE = 2;
/** Characters within which matches stand together. */
const NEAR = 50;
/** What stands between two spaces is longer only in scripts without spaces. */
const LONGEST_PIECE = 60;
/** What running text doesn't have, and source code does. */
const CODE = /[{}<>=|_$\\]|\w\(|::|\/\//;

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
  const text = excerpt && !isRoute(url) && directive(excerpt, language);
  return text ? `${url}${url.includes('#') ? '' : '#'}:~:text=${text}` : url;
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
 * What a fragment says: a phrase, and of source code or of a short text one piece without spaces between its neighbours. A
 * browser finds those on whichever lines they stand; a phrase across the lines of a `<pre>` it doesn't.
 *
 * @param {Excerpt} excerpt
 * @param {string | null} [language]
 */
function directive(excerpt, language) {
  const { text } = excerpt;
  const [match, words, start, end] = phraseOf(excerpt, language);
  if (!words) return '';
  const phrase = text.slice(start, end);
  if (words >= FEWEST_WORDS && !CODE.test(phrase)) return encode(phrase);
  const [before, piece, after] = pieces(excerpt, match);
  if (piece.length > LONGEST_PIECE) return encode(phrase);
  return (before && encode(before) + '-,') + encode(piece) + (after && ',-' + encode(after));
}

/**
 * What stands between spaces at a place of an excerpt, and before and after that; nothing of what may have been cut, or is no word.
 *
 * @param {Excerpt} excerpt
 * @param {number} at
 */
function pieces({ text, cutStart, cutEnd }, at) {
  const all = [...text.matchAll(/\S+/g)];
  const here = all.findLastIndex(({ index }) => index <= at);
  return [here - 1, here, here + 1].map((place) => {
    const isCut = (cutStart && place === 0) || (cutEnd && place === all.length - 1);
    const [piece] = all[place] ?? [''];
    return place === here || (!isCut && /[\p{L}\p{N}]/u.test(piece)) ? piece : '';
  });
}

/**
 * Takes whole words around where most matches stand together: returns the match, how many they are, and from where to where. Words are what browsers take for words
 * when they look for the text: they use the same segmentation. Only those that are taken are looked at.
 *
 * @param {Excerpt} excerpt
 * @param {string | null} [language]
 * @returns {[match: number, words: number, start: number, end: number]}
 */
function phraseOf({ text, ranges, cutStart, cutEnd }, language) {
  // The excerpt may have been cut within its first and last words.
  const isWhole = (/** @type {number} */ from, /** @type {number} */ to) =>
    !(cutStart && from === 0) && !(cutEnd && to === text.length);
  const words = walker(text, language, isWhole);
  const after = words(densest(ranges.filter((range) => isWhole(...range))), 1, MOST_WORDS - WORDS_BEFORE);
  if (!after.length) return [0, 0, 0, 0];
  // At the ends of the excerpt it reaches farther to the other side.
  const before = words(after[0][0] - 1, -1, MOST_WORDS - after.length);
  const rest = words(after[after.length - 1][1], 1, MOST_WORDS - after.length - before.length);
  const phrase = [...before.reverse(), ...after, ...rest];
  return [after[0][0], phrase.length, phrase[0][0], phrase[phrase.length - 1][1]];
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
