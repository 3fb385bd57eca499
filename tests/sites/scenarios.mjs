/** What every generator's site must do once the plugin is in, in Chromium. */

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { stage, until } from '../browser/browser.mjs';
import { QUERIES } from './content.mjs';

/** Pictures to look at. */
export const SHOTS =
  process.env.FINDLET_SHOTS ?? fileURLToPath(new URL('../../target/xtask/sites/shots/', import.meta.url));

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 800 } };

/** What the luminance of a colour is below, where it is dark. */
const DARK = 90;

/**
 * @typedef {object} Site
 * @property {string} name
 * @property {() => string} root the folder that is served
 * @property {string} base where the site is in it
 * @property {string} first a page below the base
 * @property {(path: string) => string} address where a page of the handbook is below the base
 * @property {(page: import('playwright-core').Page, scheme: 'light' | 'dark') => Promise<void>} turn the theme's own switch
 * @property {(page: import('playwright-core').Page) => Promise<void>} [phone] what opens the drawer with the field
 * @property {(site: any) => void} [prepare] what the server answers besides
 * @property {boolean} keeps whether the router keeps the page where a hit is opened
 */

/** Turns to the field with the pointer: some plugins load the widget no earlier. @param {import('playwright-core').Page} page */
export const turnTo = (page) => page.locator('findlet-search').first().dispatchEvent('pointerover');

/**
 * Goes to a page, and turns to its field.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} address
 * @param {Parameters<import('playwright-core').Page['goto']>[1]} [options]
 */
export async function visit(page, address, options) {
  await page.goto(address, options);
  await turnTo(page);
}

/** @param {Site} site */
export function scenarios({ name, root, base, first, address, turn, phone, prepare, keeps }) {
  const scene = stage(root);
  const open = (/** @type {any} */ { site, page }) => {
    prepare?.(site);
    return visit(page, site.origin + base + first);
  };

  test(
    `${name}: what is typed is found, and Enter lands on the page`,
    scene(async (world) => {
      const { page, find, site } = world;
      await open(world);
      await page.evaluate(() => {
        window.kept = true;
      });
      await find.input.fill('steamed ribs');
      await find.results.first().waitFor();
      assert.equal(await find.links.first().textContent(), 'The ribs');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname === new URL(address('hull/ribs'), site.origin + base).pathname);
      await page.locator('h1', { hasText: 'The ribs' }).waitFor();
      assert.equal(await page.evaluate(() => window.kept ?? false), keeps);
    }),
  );

  test(
    `${name}: a page loads one script of the widget until somebody turns to the field`,
    scene(async ({ site, page }) => {
      prepare?.(site);
      await page.goto(site.origin + base + first, { waitUntil: 'networkidle' });
      const loaded = site.requests.filter((url) => /\/findlet\/.*\.(js|wasm)$/.test(url));
      assert.deepEqual(
        loaded.map((url) => url.split('/').pop()),
        ['findlet.lazy.js'],
      );
    }),
  );

  test(
    `${name}: search still answers after the router has changed the page, and the keyboard reaches every hit`,
    scene(async (world) => {
      const { page, find } = world;
      await open(world);
      for (const [query, title] of [
        ['hydrostatic release', 'The liferaft'],
        ['caulked', 'The planking'],
      ]) {
        await page.waitForLoadState();
        await turnTo(page);
        await find.input.waitFor();
        await page.keyboard.press('Control+k');
        await page.keyboard.press('Control+a');
        await page.keyboard.type(query);
        await find.links.first().filter({ hasText: title }).waitFor();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.locator('h1', { hasText: title }).waitFor();
      }
    }),
  );

  test(
    `${name}: of twenty queries the page that is meant is among the first three`,
    scene(async (world) => {
      const { page, site } = world;
      await open(world);
      await page.waitForFunction(() => customElements.get('findlet-search'));
      const found = await page.evaluate(
        async ([script, queries]) => {
          const { search } = await import(script);
          return Promise.all(
            queries.map(async (query) => (await search(query, { limit: 3 })).results.map((hit) => hit.url)),
          );
        },
        [`${site.origin}${base}findlet/findlet.js`, QUERIES.map(([query]) => query)],
      );
      const missed = QUERIES.filter(([, path], nth) => {
        const meant = new URL(address(path), site.origin + base).href;
        return !found[nth].some((url) => new URL(url, site.origin + base).href === meant);
      });
      assert.deepEqual(missed, []);
    }),
  );

  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const scheme of /** @type {const} */ (['light', 'dark'])) {
      test(
        `${name}: ${scheme} by the theme's own switch, ${size}`,
        scene(
          async (world) => {
            const { page, find } = world;
            await open(world);
            await turn(page, scheme);
            if (size === 'phone') await phone?.(page);
            await find.input.click();
            await page.keyboard.type('keel');
            await find.results.first().waitFor();
            await until(
              () =>
                find.panel.evaluate((panel) =>
                  getComputedStyle(panel)
                    .backgroundColor.match(/[\d.]+/g)
                    .map(Number),
                ),
              ([red, green, blue]) => (scheme === 'dark') === (red + green + blue) / 3 < DARK,
              `the panel is ${scheme}`,
            );
            mkdirSync(SHOTS, { recursive: true });
            await page.screenshot({ path: join(SHOTS, `${name}-${scheme}-${size}.png`) });
            const { left, right } = await find.panel.evaluate((panel) => panel.getBoundingClientRect());
            assert.ok(left >= 0 && right <= viewport.width, `the panel is within the window: ${left} to ${right}`);
            assert.ok(
              await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
              'the page does not scroll sideways',
            );
            await page.keyboard.press('Escape');
            await page.keyboard.press('Escape');
            await page.evaluate(() => document.activeElement.blur());
            await page.screenshot({
              path: join(SHOTS, `${name}-${scheme}-${size}-closed.png`),
              clip: { x: 0, y: 0, width: viewport.width, height: 200 },
            });
          },
          { viewport, hasTouch: size === 'phone' },
        ),
      );
    }
  }
}
