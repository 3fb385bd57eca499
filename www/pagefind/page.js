/** A page of the index as Pagefind's API gives it: where its matches are, excerpts, and what of it stands under which heading. */

/** @import { Anchor, Located, Page, PageData, SubResult } from './api.js' */

/** What scores of single words are multiples of. */
const UNIT = 512;
/** Letters that an inflection adds at most. */
const ENDING = 4;
/** Written without spaces: a word begins anywhere. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;

/** A term of the index that answers the query, and whether longer words do, too. @typedef {{ term: string, isPrefix: boolean }} Answering */

/**
 * @param {Page} page
 * @param {Answering[]} terms
 * @param {{ url: string, rawUrl: string, length: number }} given addresses, as they lead there and as they are in the index; words of an excerpt
 * @returns {PageData}
 */
export function rendered(page, terms, { url, rawUrl, length }) {
  const { word_count, filters, meta } = page;
  const words = page.content.split(' ').filter(Boolean);
  const locations = words.flatMap((word, at) => (isMatch(word, terms) ? [at] : []));
  const weigh = weights(page);
  const located = (/** @type {number} */ from, /** @type {number} */ to) =>
    cut(
      words,
      locations.filter((at) => at >= from && at < to),
      weigh,
      { from, to, length },
    );
  return {
    url,
    raw_url: rawUrl,
    content: escaped(page.content),
    raw_content: page.content,
    word_count,
    filters,
    meta,
    anchors: page.anchors.map(shown),
    ...located(0, words.length),
    sub_results: parts(page, url, words.length, located),
  };
}

/** @param {string} word @param {Answering[]} terms */
function isMatch(word, terms) {
  const pieces = folded(word).match(/[\p{L}\p{N}]+/gu) ?? [];
  return pieces.some((piece) =>
    terms.some(({ term, isPrefix }) => {
      if (UNSPACED.test(term)) return piece.includes(term);
      return piece.startsWith(term) && (isPrefix || piece.length - term.length <= ENDING);
    }),
  );
}

/** Without case and marks. @param {string} text */
export const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** An anchor as scripts get it. @param {Page['anchors'][number]} anchor @returns {Anchor} */
const shown = ({ part, ...anchor }) => anchor;

/**
 * Returns what each word weighs.
 *
 * @param {Page} page
 * @returns {(at: number) => number}
 */
function weights({ weights }) {
  return (at) => weights.findLast(([from]) => from <= at)?.[1] ?? 1;
}

/**
 * What a part of a page has of matches, with the excerpt that has most of them.
 *
 * @param {string[]} words of the page
 * @param {number[]} locations of the matches in the part
 * @param {(at: number) => number} weigh
 * @param {{ from: number, to: number, length: number }} part
 * @returns {Located}
 */
function cut(words, locations, weigh, { from, to, length }) {
  const weighted = locations.map((location) => {
    const weight = weigh(location);
    return { weight, balanced_score: weight * weight * UNIT, location };
  });
  const count = Math.min(length, to - from);
  const start = Math.max(from, Math.min(densest(weighted, length), to - count));
  const excerpt = words.slice(start, start + count);
  const marked = excerpt.map((word, at) =>
    locations.includes(start + at) ? `<mark>${escaped(word)}</mark>` : escaped(word),
  );
  return {
    locations,
    weighted_locations: weighted,
    excerpt: marked.join(' '),
    plain_excerpt: escaped(excerpt.join(' ')),
  };
}

/**
 * Where the excerpt begins: of all runs of words in which the matches weigh most, one from the middle of the first that
 * follow each other; and the word before it, which is where Pagefind begins.
 *
 * @param {Located['weighted_locations']} weighted ascending
 * @param {number} length
 */
function densest(weighted, length) {
  const scores = new Map(weighted.map(({ location, balanced_score }) => [location, balanced_score]));
  const score = (/** @type {number} */ at) => scores.get(at) ?? 0;
  const last = weighted.at(-1)?.location ?? 0;
  if (last < length) return 0;
  let sum = weighted.filter(({ location }) => location < length).reduce((sum, one) => sum + one.balanced_score, 0);
  let most = sum;
  /** @type {[number, number]} */
  let best = [0, 0];
  for (let at = 0; at <= last; at++) {
    sum += score(at + length) - score(at);
    if (sum > most) [most, best] = [sum, [at, at]];
    else if (sum === most && best[1] === at - 1) best[1] = at;
  }
  return Math.ceil((best[0] + best[1]) / 2);
}

/**
 * The parts of a page that have matches: what comes before the first that an address can lead to, and each of those.
 *
 * @param {Page} page
 * @param {string} url
 * @param {number} end
 * @param {(from: number, to: number) => Located} located
 * @returns {SubResult[]}
 */
function parts({ anchors, meta }, url, end, located) {
  const own = anchors.filter(({ part }) => part);
  const ends = [...own.map(({ location }) => location), end];
  const under = own.map((anchor, at) => ({
    title: anchor.text,
    url: `${url.replace(/#.*/, '')}#${encodeURIComponent(anchor.id)}`,
    anchor: shown(anchor),
    ...located(anchor.location, ends[at + 1]),
  }));
  const all = [{ title: meta.title, url, ...located(0, ends[0]) }, ...under];
  return all.filter(({ locations }) => locations.length);
}

/** Pages put excerpts into their markup. @param {string} text */
const escaped = (text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
