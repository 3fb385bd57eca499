/** Chromium, and the widget as a test sees it. */

import assert from 'node:assert/strict';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, before } from 'node:test';

import { chromium } from 'playwright-core';

import { serve } from './site.mjs';

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Helper threads of many short pages cost more than they save.
  '--js-flags=--single-threaded',
];
/** Lets the demo's service worker in, for a whole file of tests or for one. It takes a quarter of a page's time. */
export const WITH_WORKER = /** @type {const} */ ({ serviceWorkers: 'allow' });
/** How long a condition may take to come true on a slow machine. */
const PATIENCE_MS = 15_000;

function executable() {
  if (process.env.CHROME) return process.env.CHROME;
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = places.find(isExecutable);
  if (!found) throw new Error(`no ${NAMES.join(', ')} on the path: install one, or set CHROME to its path`);
  return found;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts Chromium. */
export const launch = () => chromium.launch({ executablePath: executable(), args: ARGUMENTS });

/**
 * Starts a browser for a file of tests, and makes tests with a site and a page of their own.
 *
 * @typedef {object} World
 * @property {Awaited<ReturnType<typeof serve>>} site
 * @property {import('playwright-core').BrowserContext} context
 * @property {import('playwright-core').Page} page
 * @property {ReturnType<typeof widget>} find
 *
 * @param {() => string} [root] another site than the demo
 * @param {import('playwright-core').BrowserContextOptions} [defaults] what each test's context is made with
 */
export function stage(root, defaults = { serviceWorkers: 'block' }) {
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /**
   * @param {(world: World) => Promise<void>} run
   * @param {import('playwright-core').BrowserContextOptions} [options]
   */
  return (run, options) => async () => {
    const site = await serve(root?.());
    const context = await browser.newContext({ ...defaults, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    try {
      const page = await context.newPage();
      const errors = /** @type {Error[]} */ ([]);
      page.on('pageerror', (error) => errors.push(error));
      await run({ site, context, page, find: widget(page) });
      assert.deepEqual(errors, [], 'the page threw');
    } finally {
      await context.close();
      await site.close();
    }
  };
}

/**
 * The parts of the first widget on a page. Selectors go through open shadow roots.
 *
 * @param {import('playwright-core').Page} page
 */
export function widget(page) {
  const part = (/** @type {string} */ name) => page.locator(`findlet-search [part='${name}']`);
  return {
    host: page.locator('findlet-search'),
    input: part('input'),
    panel: part('panel'),
    message: part('message'),
    detail: part('detail'),
    retry: part('retry'),
    results: part('result'),
    links: part('link'),
    marks: part('mark'),
    more: part('more'),
    clear: part('clear'),
    status: part('status'),

    /** Waits until there are exactly `count` results. @param {number} count */
    hits: (count) =>
      until(
        () => part('result').count(),
        (found) => found === count,
        `there are ${count} results`,
      ),

    /** Where the focus is, through shadow roots: the name of the part, or of the element. */
    focused: () =>
      page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.getAttribute('part') ?? element?.localName;
      }),
  };
}

/**
 * Waits until `look` sees what is expected; tests never sleep.
 *
 * @template T
 * @param {() => Promise<T> | T} look
 * @param {(seen: T) => boolean} expected
 * @param {string} what
 */
export async function until(look, expected, what) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (expected(seen)) return seen;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}; last seen: ${JSON.stringify(seen)}`);
    await new Promise((tick) => setTimeout(tick, 20));
  }
}

/**
 * Records every text that the live region takes on.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<() => Promise<string[]>>}
 */
export async function listen(page) {
  await page.evaluate(() => {
    const region = document.querySelector('findlet-search')?.shadowRoot?.querySelector('[role=status]');
    if (!region) throw new Error('there is no live region');
    const said = (window.said = /** @type {string[]} */ ([]));
    new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, { childList: true });
  });
  return () => page.evaluate(() => window.said);
}

/**
 * Records every text that visible parts with this name take on. What must never be shown is looked for there once
 * something later has been shown: by then it would have been.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @returns {Promise<() => Promise<string[]>>}
 */
export async function shown(page, name) {
  await page.evaluate((name) => {
    const root = document.querySelector('findlet-search')?.shadowRoot;
    if (!root) throw new Error('there is no widget');
    const texts = (window.shown = /** @type {Set<string | null>} */ (new Set()));
    const look = () => {
      for (const part of root.querySelectorAll(`[part='${name}']`))
        if (part.checkVisibility()) texts.add(part.textContent);
    };
    new MutationObserver(look).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  }, name);
  return () => page.evaluate(() => [...window.shown]);
}

/**
 * Records what the pages that follow say of failures: their codes and messages.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<() => Promise<{ code: string, message: string }[]>>}
 */
export async function failures(page) {
  await page.addInitScript(() => {
    window.failures = [];
    document.addEventListener('findlet-error', ({ detail }) => window.failures.push(detail));
  });
  return () => page.evaluate(() => window.failures);
}

/**
 * All that a site keeps in a browser.
 *
 * @param {Pick<import('playwright-core').Page, 'evaluate'>} page
 */
export const stored = (page) =>
  page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: await caches.keys(),
    databases: await indexedDB.databases(),
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    // WebKitGTK has no files.
    files: navigator.storage ? await Array.fromAsync((await navigator.storage.getDirectory()).keys()) : [],
  }));

/** What `stored` is where nothing is kept. */
export const NOTHING = { workers: 0, caches: [], databases: [], local: {}, session: {}, cookies: '', files: [] };

/** Where hits lead: as the engine's client says it. */
export const LINKS = ['fragment', 'link']
  .map((name) => readFileSync(new URL(`../../www/engine/${name}.js`, import.meta.url), 'utf8'))
  .join('\n')
  .replace(/^import .*$|^export /gm, '');

/**
 * The code of an engine that a test makes up, to be served as findlet.engine.js: `answer` gets the
 * query and the options and returns a Result, or a promise of one, in which what a test doesn't look
 * at may be left out, of its hits too. It runs in the page.
 *
 * @param {(query: string, options: { limit: number, offset: number, base: string }) => unknown} answer
 */
export function engine(answer) {
  return `${LINKS}
    const answer = ${answer};
    export const open = async () => ({
      search: async (query, options) => {
        const found = await answer(query, options);
        const said = { url: 'https://example.org/', titleRanges: [], date: null, language: null, summary: '', metadata: {} };
        const matched = { score: 1, words: [query], corrected: [], missing: [], excerpt: null, sections: [] };
        const first = options.offset ?? 0;
        const results = (found.results ?? []).map((hit, at) => linked({ document: first + at, ...said, ...matched, ...hit }));
        const rest = { words: [query], corrected: null, facets: [], unknown: [], failed: [], complete: true };
        return { query, total: results.length, ...rest, ...found, results };
      },
      retry: async () => {},
    });`;
}
