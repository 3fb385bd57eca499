/** What axe finds (nothing), and pictures for eyes: set FINDLET_SCREENSHOTS to a folder. */

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { stage, until } from './browser.mjs';
import { WASM } from './site.mjs';

const scene = stage();

const AXE = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const RULES = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};
const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

/** How to get the widget into each of its states. */
const STATES = {
  closed: async ({ find }) => find.input.waitFor(),
  results: async ({ find }) => {
    await find.input.click();
    await find.input.fill('ministry of foreign affairs');
    await find.results.first().waitFor();
  },
  focused: async ({ page, find }) => {
    await STATES.results({ find });
    await page.keyboard.press('ArrowDown');
  },
  none: async ({ find }) => {
    await find.input.click();
    await find.input.fill('xylophone');
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'nothing is found',
    );
  },
  error: async ({ site, find }) => {
    site.answer(WASM, { status: 404 });
    await find.input.click();
    await find.input.fill('ministry');
    await find.retry.waitFor();
  },
};

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const [state, reach] of Object.entries(STATES)) {
      test(
        `axe finds nothing: ${state}, ${colorScheme}, ${size}`,
        scene(
          async (world) => {
            const { site, page } = world;
            await page.goto(site.origin);
            await reach(world);
            await page.evaluate(AXE);
            const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
            const found = violations.flatMap(({ id, nodes }) =>
              nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })),
            );
            await picture(page, `${state}-${colorScheme}-${size}`);
            assert.deepEqual(found, []);
          },
          { colorScheme, viewport, hasTouch: size === 'phone', isMobile: size === 'phone' },
        ),
      );
    }
  }
}

test('articles can be read in light and dark, wide and on a phone', async (context) => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      await context.test(
        `${colorScheme}, ${size}`,
        scene(
          async ({ site, page, find }) => {
            await page.goto(site.origin);
            await page.locator('.articles a').last().click();
            await page.waitForURL(/articles/);
            await find.input.waitFor();
            await page.evaluate(AXE);
            const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
            await picture(page, `article-${colorScheme}-${size}`);
            assert.deepEqual(
              violations.map(({ id }) => id),
              [],
            );
          },
          { colorScheme, viewport },
        ),
      );
    }
  }
});

test(
  'marks and rows can be told apart in forced colours',
  scene(
    async ({ site, page, find }) => {
      await page.goto(site.origin);
      await find.input.fill('ministry');
      await find.results.first().waitFor();
      const colours = await find.marks
        .first()
        .evaluate((mark) => [
          getComputedStyle(mark).backgroundColor,
          getComputedStyle(mark.closest('[part=panel]')).backgroundColor,
        ]);
      assert.notEqual(colours[0], colours[1]);
      await picture(page, 'results-forced-colours');
    },
    { forcedColors: 'active' },
  ),
);

test(
  'right to left, the field is mirrored',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    const [icon, input] = await Promise.all([
      page.locator("findlet-search [part='icon']").boundingBox(),
      find.input.boundingBox(),
    ]);
    assert.ok(icon.x > input.x + input.width / 2);
    const panel = await find.panel.boundingBox();
    assert.ok(panel.x >= 0 && panel.x + panel.width <= 1280, JSON.stringify(panel));
    await picture(page, 'results-rtl');
  }),
);

test(
  'theme overrides what the page says',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.waitFor();
    const scheme = () => find.input.evaluate((input) => getComputedStyle(input).colorScheme);
    const background = () => find.input.evaluate((input) => getComputedStyle(input).backgroundColor);
    const light = await background();
    await find.host.evaluate((host) => host.setAttribute('theme', 'dark'));
    assert.equal(await scheme(), 'dark');
    assert.notEqual(await background(), light);
    await page.evaluate(() => (document.documentElement.style.colorScheme = 'dark'));
    await find.host.evaluate((host) => host.setAttribute('theme', 'light'));
    assert.equal(await background(), light);
    await find.host.evaluate((host) => host.removeAttribute('theme'));
    assert.notEqual(await background(), light);
  }),
);

test(
  'nothing of the widget is printed',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await find.host.isVisible(), false);
  }),
);

test(
  'phones don’t zoom into the field, and targets are large enough for fingers',
  scene(
    async ({ site, page, find }) => {
      await page.goto(site.origin);
      assert.ok((await find.input.evaluate((input) => Number.parseFloat(getComputedStyle(input).fontSize))) >= 16);
      await find.input.fill('city');
      await find.results.first().waitFor();
      for (const target of [find.input, find.clear, find.results.first()]) {
        const { width, height } = await target.boundingBox();
        assert.ok(width >= 44 && height >= 44, `${width} x ${height}`);
      }
    },
    { viewport: SIZES.phone, hasTouch: true, isMobile: true },
  ),
);

/** @param {import('playwright-core').Page} page @param {string} name */
async function picture(page, name) {
  const folder = process.env.FINDLET_SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
