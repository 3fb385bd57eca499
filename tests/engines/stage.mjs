/** One of three browsers, a site, and the widget as its visitor sees it. */

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';

import { until } from '../browser/browser.mjs';
import { serve } from '../browser/site.mjs';

/** The browser under test: `chromium`, `firefox` or `webkit`. */
export const ENGINE = process.env.ENGINE ?? 'chromium';
const PICTURES = process.env.FINDLET_SCREENSHOTS;

/**
 * @typedef {object} Browser
 * @property {string} version
 * @property {() => Promise<Page>} page an empty page
 * @property {() => Promise<void>} close
 *
 * @typedef {Pick<import('./webdriver.mjs').Page, 'open' | 'url' | 'back' | 'reload' | 'evaluate' | 'press' | 'type' | 'click' | 'resize' | 'screenshot'>} Page
 *
 * @typedef {object} World
 * @property {Awaited<ReturnType<typeof serve>>} site
 * @property {Page} page
 * @property {Widget} widget
 */

/**
 * Starts the browser for a file of tests, and makes tests with a site of their own: another port, so
 * nothing that the browser keeps for one is seen by another.
 *
 * @param {{ root?: () => string, colours?: 'light' | 'dark' | 'forced' }} [options] another site than the demo; what the visitor prefers
 */
export function stage({ root, colours = 'light' } = {}) {
  /** @type {Browser} */
  let browser;
  before(async () => {
    const { launch } = await import(`./${ENGINE}.mjs`);
    browser = await launch(colours);
  });
  after(() => browser?.close());

  /** @param {(world: World) => Promise<void>} run */
  return (run) => async () => {
    const site = await serve(root?.());
    site.answer('/witness.js', { body: WITNESS });
    site.change(witnessed);
    const page = await browser.page();
    await page.resize(1200, 800);
    try {
      await run({ site, page, widget: new Widget(page) });
      assert.deepEqual(await page.evaluate(() => window.witness?.errors ?? []), [], 'the page threw');
    } finally {
      await page.open('about:blank');
      await site.close();
    }
  };
}

/** What a page's first script keeps of what happens in it. Runs in the page. */
function witness() {
  const kept = (window.witness = { errors: [], console: [], refused: [], events: [] });
  addEventListener('error', (event) => kept.errors.push(event.message));
  addEventListener('unhandledrejection', (event) => kept.errors.push(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) => {
    kept.refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
  });
  for (const level of ['error', 'warn']) {
    const say = console[level];
    console[level] = (...said) => (kept.console.push(said.join(' ')), say.apply(console, said));
  }
  for (const type of ['findlet-search', 'findlet-select', 'findlet-error']) {
    addEventListener(type, ({ detail: { hit, ...detail } }) => kept.events.push({ type, ...detail }));
  }
}

/** The script's text, and a page with it in front of all others. */
export const WITNESS = `(${witness})();`;
export const witnessed = (/** @type {string} */ page, address = '/witness.js') =>
  page.replace('<title', `<script src="${address}"></script><title`);

/** What the first widget of a page shows, as plain data. Runs in the page. */
function picture() {
  const root = document.querySelector('findlet-search')?.shadowRoot;
  if (!root) return null;
  const shown = (name) => [...root.querySelectorAll(`[part='${name}']`)].filter((element) => element.checkVisibility());
  const texts = (name) => shown(name).map((element) => element.textContent);
  let focus = document.activeElement;
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
  const links = shown('link');
  return {
    value: root.querySelector('input')?.value ?? '',
    isOpen: shown('panel').length > 0,
    message: texts('message').join(),
    detail: texts('detail').join(),
    canRetry: shown('retry').length > 0,
    canShowMore: shown('more').length > 0,
    titles: texts('title'),
    links: links.map((link) => link.href),
    marks: texts('mark'),
    suggestion: texts('suggestion').join(),
    /** What a screen reader says once typing pauses. */
    status: root.querySelector('[part=status]')?.textContent ?? '',
    /** The number of the link that has the focus, or the name of what else has. */
    focus: links.includes(focus) ? links.indexOf(focus) : focus?.getAttribute('part') || focus?.id || focus?.localName,
  };
}

/** The middle of a part of the first widget, scrolled into view. Runs in the page. */
function middleOf(name, index) {
  const root = document.querySelector('findlet-search').shadowRoot;
  const part = [...root.querySelectorAll(`[part='${name}']`)].filter((element) => element.checkVisibility())[index];
  if (!part) throw new Error(`there is no ${name} to click on`);
  part.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const { left, top, width, height } = part.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

export class Widget {
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** Waits until the widget is there and its field can be used. */
  async ready() {
    return this.until(Boolean, 'there is a widget');
  }

  /**
   * Waits until it looks as expected, and returns how it looks.
   *
   * @param {(seen: NonNullable<ReturnType<typeof picture>>) => unknown} expected
   * @param {string} what
   */
  until(expected, what) {
    return until(
      () => this.#page.evaluate(picture),
      (seen) => !!seen && !!expected(seen),
      what,
    );
  }

  /** @param {string} query typed into the field in place of what is there */
  async ask(query) {
    await this.ready();
    await this.click('input');
    if ((await this.#page.evaluate(picture)).value) await this.#page.press('Control+a');
    await this.#page.type(query);
  }

  /** Types a query and waits for its results. @param {string} query */
  async search(query) {
    await this.ask(query);
    return this.until(({ value, titles }) => value === query && titles.length, `there are results for “${query}”`);
  }

  /** Waits until what the page is now has been painted: WebKit's pictures and its clicks go by that. */
  #painted() {
    return this.#page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /**
   * Waits until a part stands still, and returns its middle. A page that has just been opened may still
   * scroll, and a click on where the part was would go past it.
   *
   * @param {string} name
   * @param {number} index
   */
  async #standing(name, index) {
    let last = '';
    return until(
      async () => {
        await this.#painted();
        const middle = await this.#page.evaluate(middleOf, name, index);
        const stands = String(middle) === last;
        last = String(middle);
        return stands ? middle : null;
      },
      (middle) => !!middle,
      `the ${name} stands still`,
    );
  }

  /** Clicks on a part. @param {string} name @param {number} [index] */
  async click(name, index = 0) {
    const [x, y] = await this.#standing(name, index);
    await this.#page.click(x, y);
  }

  /** Keeps a picture where pictures are asked for. @param {string} name */
  async picture(name) {
    if (!PICTURES) return;
    await this.#painted();
    mkdirSync(PICTURES, { recursive: true });
    writeFileSync(join(PICTURES, `${ENGINE}-${name}.png`), await this.#page.screenshot());
  }
}
