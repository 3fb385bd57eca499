/**
 * Pagefind's `PagefindHighlight`, for pages whose scripts use it: puts what the page's address names, as in
 * `?pagefind-highlight=boats`, into `<mark>` elements. `pagefind/pagefind-highlight.js` of a site that is built with
 * `--pagefind` leads here. findlet.highlight.js paints words and leaves the document as it is.
 */

/** Where a script of Pagefind's says nothing else. */
const [PARAMETER, CLASS] = ['pagefind-highlight', 'pagefind-highlight'];
const IGNORED = '[data-pagefind-ignore]';
/** Nothing of these is read as text. */
const NO_TEXT = 'script, style, noscript, textarea, select';
/** More marks than this show nothing. */
const MOST_MARKS = 2000;

/** Elements, or selectors of some. @typedef {string | Element | Iterable<Element | string> | null} Context */

/**
 * @typedef {object} Options
 * @property {string} [highlightParam] the parameter of the address. Default: `pagefind-highlight`
 * @property {Context} [markContext] where to look. Default: what is marked with `data-pagefind-body`, or else the page
 * @property {{ className?: string, element?: string, exclude?: string[] }} [markOptions] of the marks, and what is left out
 * @property {boolean} [addStyles] whether marks are yellow unless the page says otherwise. Default: true
 */

export default class PagefindHighlight {
  /** @param {Options} [options] */
  constructor({ highlightParam = PARAMETER, markContext = null, markOptions = {}, addStyles = true } = {}) {
    const { className = CLASS, element = 'mark', exclude = [] } = markOptions;
    this.highlightParam = highlightParam;
    this.markContext = markContext;
    this.excluded = [IGNORED, NO_TEXT, ...exclude].join(', ');
    this.className = className;
    this.element = element;
    if (addStyles) dress(className);
    this.highlight();
  }

  /** Marks what the address names. */
  highlight() {
    const named = new URLSearchParams(location.search).getAll(this.highlightParam);
    const phrases = named.map((text) => text.trim()).filter(Boolean);
    if (!phrases.length) return;
    const pattern = patternOf(phrases);
    let left = MOST_MARKS;
    for (const node of texts(rootsOf(this.markContext), this.excluded)) {
      const found = placesOf(node.data, pattern).slice(0, left);
      left -= found.length;
      // From the end, so that what is left of the node keeps its places.
      for (const [from, to] of found.reverse()) this.#mark(node, from, to);
    }
  }

  /** @param {Text} node @param {number} from @param {number} to */
  #mark(node, from, to) {
    const range = new Range();
    range.setStart(node, from);
    range.setEnd(node, to);
    const mark = document.createElement(this.element);
    mark.className = this.className;
    range.surroundContents(mark);
  }
}

/** Any rule of the page goes over these. @param {string} className */
function dress(className) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:where(.${CSS.escape(className)}) { background-color: yellow; color: black }`);
  document.adoptedStyleSheets.push(sheet);
}

/** @param {Context} context @returns {Element[]} those that are in no other of them */
function rootsOf(context) {
  const given = context ?? '[data-pagefind-body]';
  const all = (typeof given === 'string' || given instanceof Element ? [given] : [...given]).flatMap((one) =>
    typeof one === 'string' ? [...document.querySelectorAll(one)] : one,
  );
  const roots = all.filter((root) => !all.some((other) => other !== root && other.contains(root)));
  return roots.length || context ? roots : [document.body];
}

/**
 * The texts in some elements, as they are before anything is marked.
 *
 * @param {Element[]} roots
 * @param {string} excluded a selector
 * @returns {Text[]}
 */
function texts(roots, excluded) {
  return roots.flatMap((root) => {
    if (root.closest(excluded)) return [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node instanceof Element && node.matches(excluded) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    /** @type {Text[]} */
    const found = [];
    while (walker.nextNode()) if (walker.currentNode instanceof Text) found.push(walker.currentNode);
    return found;
  });
}

/** Without case and marks. @param {string} character */
const fold = (character) => character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What finds the phrases in a folded text, the longest first. @param {string[]} phrases */
function patternOf(phrases) {
  const longest = [...new Set(phrases.map(fold))].sort((a, b) => b.length - a.length);
  const escaped = longest.map((phrase) => phrase.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return new RegExp(escaped.join('|'), 'g');
}

/**
 * Where a text has a match: from where to where.
 *
 * @param {string} text
 * @param {RegExp} pattern of folded text
 * @returns {[number, number][]} ascending
 */
function placesOf(text, pattern) {
  // Of each unit of the folded text, where its character begins; and where the text ends.
  /** @type {number[]} */
  const starts = [];
  let [folded, at] = ['', 0];
  for (const character of text) {
    const units = fold(character);
    folded += units;
    for (let unit = 0; unit < units.length; unit++) starts.push(at);
    at += character.length;
  }
  starts.push(text.length);
  return [...folded.matchAll(pattern)]
    .filter(([match]) => match)
    .map(({ 0: match, index }) => [starts[index], starts[index + match.length]]);
}

Object.assign(globalThis, { PagefindHighlight });
