/**
 * For the pages that search leads to, and on its own: marks every occurrence of the words that the
 * page's address names, as in `?highlight=foreign+affairs`. They are painted, not wrapped: the
 * document stays as it is (https://drafts.csswg.org/css-highlight-api-1/). Browsers that can't do
 * that show the page without marks. Where no word is in sight, because a browser or a router dropped
 * the text fragment, the page is scrolled to one; what it is folded into is opened.
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
   * @param {string} [words] default: those of the page's address, to which it is scrolled where none is in sight
   */
  async function mark(words) {
    clear();
    const matches = matcher(words ?? new URLSearchParams(location.search).get(parameter) ?? '');
    if (!matches || !CSS.highlights) return;
    life = new AbortController();
    const { signal } = life;
    document.addEventListener('keydown', (event) => isEscape(event) && clear(), { signal });
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(RULES);
      document.adoptedStyleSheets.push(sheet);
    }
    const found = await paint(matches, signal);
    if (!signal.aborted && words === undefined && !isRestored()) reveal(found);
  }

  /**
   * Marks what is found, a slice of the page at a time, and returns it.
   *
   * @param {NonNullable<ReturnType<typeof matcher>>} matches
   * @param {AbortSignal} signal
   */
  async function paint(matches, signal) {
    const highlight = new Highlight();
    CSS.highlights.set(NAME, highlight);
    /** @type {StaticRange[]} */
    const found = [];
    let pause = performance.now() + SLICE_MS;
    for (const node of texts()) {
      for (const [startOffset, endOffset] of matches(node.data)) {
        const range = new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset });
        highlight.add(range);
        found.push(range);
        if (found.length >= MOST_RANGES) return found;
      }
      if (performance.now() < pause) continue;
      await new Promise((next) => setTimeout(next));
      if (signal.aborted) return found;
      pause = performance.now() + SLICE_MS;
    }
    return found;
  }

  /**
   * Scrolls to the first word behind the anchor of the address, unless some word is in sight, as it is where the browser
   * has followed a text fragment.
   *
   * @param {StaticRange[]} ranges
   */
  function reveal(ranges) {
    if (ranges.some((range) => isInSight(boxOf(range)))) return;
    const target = document.querySelector(':target');
    const isBehind = (/** @type {StaticRange} */ { startContainer }) =>
      target && target.compareDocumentPosition(startContainer) & Node.DOCUMENT_POSITION_FOLLOWING;
    const range = ranges.find(isBehind) ?? ranges[0];
    const element = range?.startContainer.parentElement;
    if (!element) return;
    unfold(element);
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    // Below whatever stays at the top of the window.
    scrollBy({ top: boxOf(range).top - innerHeight / 3, behavior: 'instant' });
  }

  /**
   * Opens what a text is folded into: details, panels of tabs, and what is hidden until it is found.
   *
   * @param {Element} element
   */
  function unfold(element) {
    for (let around = /** @type {Element | null} */ (element); around; around = around.parentElement) {
      if (around instanceof HTMLDetailsElement) around.open = true;
      if (around.getAttribute('hidden') === 'until-found') around.removeAttribute('hidden');
      if (around.matches('[role=tabpanel]') && !around.checkVisibility()) tabOf(around)?.click();
    }
  }

  /** @param {Element} panel @returns {HTMLElement | null} */
  function tabOf(panel) {
    const name = panel.getAttribute('aria-labelledby')?.split(' ')[0];
    const controls = panel.id && document.querySelector(`[role=tab][aria-controls~="${CSS.escape(panel.id)}"]`);
    return /** @type {HTMLElement | null} */ (controls || (name ? document.getElementById(name) : null));
  }

  /** @param {StaticRange} range */
  function boxOf({ startContainer, startOffset, endContainer, endOffset }) {
    const range = new Range();
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
    return range.getBoundingClientRect();
  }

  /** @param {DOMRect} box */
  function isInSight({ width, top, bottom }) {
    return width > 0 && top < innerHeight && bottom > 0;
  }

  /** Whether the browser shows a page where it was left, and has not moved since. */
  function isRestored() {
    const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    return /^(reload|back)/.test(entry?.type) && entry.name === location.href;
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
  // Once the page has its layout, and the browser has scrolled where the address says.
  if (document.readyState === 'complete') void mark();
  else addEventListener('load', () => mark());
})();
