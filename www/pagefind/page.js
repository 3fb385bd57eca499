/** A page of the index as Pagefind's API gives it: where its matches are, excerpts, and what of it stands under which heading. */

/** @import { Anchor, Located, Page, PageData, SubResult } from './api.js' */

/** What words weigh: of the title, of another heading, and all others. */
const [TITLE, HEADING, TEXT] = [7, 6, 1];
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
  const anchors = page.anchors.map((anchor) => ({ element: 'h2', ...anchor }));
  const weigh = weights(page, anchors);
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
    anchors,
    ...located(0, words.length),
    sub_results: parts(anchors, { title: meta.title, url }, words.length, located),
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

/**
 * Returns what each word weighs.
 *
 * @param {Page} page
 * @param {Anchor[]} anchors
 * @returns {(at: number) => number}
 */
function weights({ meta }, anchors) {
  const count = (/** @type {string} */ text) => text.split(/\s+/).filter(Boolean).length;
  const title = count(meta.title);
  const headings = anchors.map(({ location, text }) => [location, location + count(text)]);
  return (at) => {
    if (at < title) return TITLE;
    return headings.some(([from, to]) => at >= from && at < to) ? HEADING : TEXT;
  };
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
  const start = densest(locations, weigh, { from, to, length });
  const shown = words.slice(start, Math.min(start + length, to));
  const marked = shown.map((word, at) =>
    locations.includes(start + at) ? `<mark>${escaped(word)}</mark>` : escaped(word),
  );
  return {
    locations,
    weighted_locations: locations.map((location) => {
      const weight = weigh(location);
      return { weight, balanced_score: weight * weight * UNIT, location };
    }),
    excerpt: marked.join(' '),
    plain_excerpt: escaped(shown.join(' ')),
  };
}

/**
 * Where the excerpt begins: most matches stand in its middle.
 *
 * @param {number[]} locations ascending
 * @param {(at: number) => number} weigh
 * @param {{ from: number, to: number, length: number }} part
 */
function densest(locations, weigh, { from, to, length }) {
  let [best, most] = [from, 0];
  locations.forEach((first, at) => {
    let sum = 0;
    for (let next = at; next < locations.length && locations[next] < first + length; next++)
      sum += weigh(locations[next]);
    if (sum > most) [best, most] = [first, sum];
  });
  const last = locations.findLast((at) => at < best + length) ?? best;
  const before = Math.ceil((length - 1 - (last - best)) / 2);
  return Math.max(from, Math.min(best - before, to - length));
}

/**
 * The parts of a page that have matches: what stands before the first heading that an address can lead to, and under each.
 *
 * @param {Anchor[]} anchors
 * @param {{ title: string, url: string }} page
 * @param {number} end
 * @param {(from: number, to: number) => Located} located
 * @returns {SubResult[]}
 */
function parts(anchors, { title, url }, end, located) {
  const ends = [...anchors.map(({ location }) => location), end];
  const under = anchors.map((anchor, at) => ({
    title: anchor.text,
    url: `${url.replace(/#.*/, '')}#${encodeURIComponent(anchor.id)}`,
    anchor,
    ...located(anchor.location, ends[at + 1]),
  }));
  const all = [{ title, url, ...located(0, ends[0]) }, ...under];
  return all.filter(({ locations }) => locations.length);
}

/** Pages put excerpts into their markup. @param {string} text */
const escaped = (text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
