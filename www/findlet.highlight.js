/**
 * For the pages that search leads to, and on its own: marks every occurrence of the words that the
 * page's address names, as in `?highlight=foreign+affairs`. They are painted, not wrapped: the
 * document stays as it is (https://drafts.csswg.org/css-highlight-api-1/). Browsers that can't do
 * that show the page without marks.
 *
 *     <script src="findlet/findlet.highlight.js" defer></script>
 *
 * `data-parameter` names another parameter, `data-within` the elements that are looked through.
 * Classic, so that it runs from disk too.
 */

(() => {
  /** The name of the highlight, and of the layer of its rule: any rule of the page's goes over it. */
  const NAME = 'findlet';
  const RULES = `@layer ${NAME} { @media screen { ::highlight(${NAME}) {
    background-color: light-dark(#ffe89a, #5e4c12); color: light-dark(#1b1d21, #eceef2)
  } } @media (forced-colors: active) { ::highlight(${NAME}) { background-color: Mark; color: MarkText } } }`;
  /** Nothing of these is read as text. */
  const SKIPPED = 'script, style, noscript, textarea, select, findlet-search';
  const MOST_WORDS = 16;
  /** More marks than this show nothing. */
  const MOST_RANGES = 2000;
  /** Work at a time, so that the page can answer in between. */
  const SLICE_MS = 8;
  /** Shorter words have no beginnings: `for` is not `foreign`. */
  const BEGINNING = 4;
  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  /** Scripts without spaces, in which a word may begin anywhere. */
  const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

  const { parameter = 'highlight', within = 'main' } = document.currentScript?.dataset ?? {};
  let life = new AbortController();
  /** @type {CSSStyleSheet | undefined} */
  let sheet;

  /**
   * Marks words in place of those that are marked.
   *
   * @param {string} [words] default: those of the page's address
   */
  async function mark(words = new URLSearchParams(location.search).get(parameter) ?? '') {
    clear();
    const matches = matcher(words);
    if (!matches || !CSS.highlights) return;
    life = new AbortController();
    const { signal } = life;
    document.addEventListener('keydown', (event) => isEscape(event) && clear(), { signal });
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(RULES);
      document.adoptedStyleSheets.push(sheet);
    }
    const highlight = new Highlight();
    CSS.highlights.set(NAME, highlight);
    let pause = performance.now() + SLICE_MS;
    for (const node of texts()) {
      for (const [startOffset, endOffset] of matches(node.data)) {
        highlight.add(new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset }));
        if (highlight.size >= MOST_RANGES) return;
      }
      if (performance.now() < pause) continue;
      await new Promise((next) => setTimeout(next));
      if (signal.aborted) return;
      pause = performance.now() + SLICE_MS;
    }
  }

  /** Takes the marks away. */
  function clear() {
    life.abort();
    CSS.highlights?.delete(NAME);
  }

  /** @param {KeyboardEvent} event */
  function isEscape(event) {
    return event.key === 'Escape' && !event.defaultPrevented && !event.isComposing;
  }

  /** The texts of the page in their order, each where the loop comes to it. */
  function* texts() {
    const found = [...document.querySelectorAll(within)];
    // Elements inside others are reached with them.
    const roots = found.filter((root) => !found.some((other) => other !== root && other.contains(root)));
    for (const root of roots.length ? roots : [document.body]) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
        node instanceof Element && node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
      );
      while (walker.nextNode()) if (walker.currentNode instanceof Text) yield walker.currentNode;
    }
  }

  /**
   * Returns what finds the words in a text, as pairs of offsets; nothing where there are no words.
   *
   * @param {string} query
   */
  function matcher(query) {
    const words = [...query.normalize().matchAll(WORD)].slice(0, MOST_WORDS).map(([word]) => word.toLowerCase());
    const inside = words.filter((word) => UNSPACED.test(word));
    const spaced = words.filter((word) => !inside.includes(word)).map(fold);
    const beginnings = spaced.filter((word) => word.length >= BEGINNING);
    if (!words.length) return null;

    return function* (/** @type {string} */ text) {
      if (spaced.length) {
        for (const { 0: word, index } of text.matchAll(WORD)) {
          const folded = fold(word);
          const is = spaced.includes(folded) || beginnings.some((beginning) => folded.startsWith(beginning));
          if (is) yield [index, index + word.length];
        }
      }
      for (const word of inside) {
        for (let at = -1; (at = text.indexOf(word, at + 1)) >= 0; ) yield [at, at + word.length];
      }
    };
  }

  /**
   * Without case and marks, as the index has its words.
   *
   * @param {string} word
   */
  function fold(word) {
    const lower = word.toLowerCase();
    return /^[a-z0-9]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
  }

  const page = /** @type {{ findlet?: object }} */ (globalThis);
  page.findlet = { ...page.findlet, highlight: { mark, clear } };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => mark());
  else void mark();
})();
