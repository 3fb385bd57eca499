/** Chromium, as the tests in ../browser start it. */

import { launch as start } from '../browser/browser.mjs';

/** Colours that a visitor may have asked for. */
const COLOURS = {
  light: {},
  dark: { colorScheme: /** @type {const} */ ('dark') },
  forced: { forcedColors: /** @type {const} */ ('active') },
};

/** A page of Playwright's with the few verbs that ./webdriver.mjs has as well. */
class Page {
  #page;

  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** @param {string} url */
  async open(url) {
    await this.#page.goto(url);
  }

  async url() {
    return this.#page.url();
  }

  async back() {
    // A page that has just come may still be changing its process, and has no history then.
    await this.#page.waitForLoadState();
    await this.#page.goBack();
  }

  async reload() {
    await this.#page.reload();
  }

  /** @param {Function} run @param {...unknown} given */
  evaluate(run, ...given) {
    return this.#page.evaluate(`(${run})(...${JSON.stringify(given)})`);
  }

  /** @param {string} keys */
  press(keys) {
    return this.#page.keyboard.press(keys);
  }

  /** @param {string} text */
  type(text) {
    return this.#page.keyboard.type(text);
  }

  /** @param {number} x @param {number} y */
  click(x, y) {
    return this.#page.mouse.click(x, y);
  }

  /** @param {number} width @param {number} height */
  resize(width, height) {
    return this.#page.setViewportSize({ width, height });
  }

  screenshot() {
    return this.#page.screenshot();
  }
}

/**
 * @param {keyof typeof COLOURS} colours
 * @returns {Promise<import('./stage.mjs').Browser>}
 */
export async function launch(colours) {
  const browser = await start();
  /** @type {import('playwright-core').BrowserContext | undefined} */
  let context;
  return {
    version: `Chromium ${browser.version()}`,
    async page() {
      await context?.close();
      context = await browser.newContext(COLOURS[colours]);
      return new Page(await context.newPage());
    },
    close: () => browser.close(),
  };
}
