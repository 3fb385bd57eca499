/** The widget in the demo: its colours, its direction, its targets. matrix.test.mjs has all of its states. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clean, device, picture, SIZES } from './axe.mjs';
import { stage } from './browser.mjs';

const scene = stage();

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const size of /** @type {(keyof typeof SIZES)[]} */ (Object.keys(SIZES))) {
    test(
      `axe finds nothing in the pages of the demo: ${colorScheme}, ${size}`,
      scene(
        async ({ site, page, find }) => {
          await page.goto(site.origin);
          await find.input.click();
          await find.input.fill('ministry of foreign affairs');
          await find.results.first().waitFor();
          await clean(page, `front-${colorScheme}-${size}`);
          await page.keyboard.press('ArrowDown');
          await clean(page, `focused-${colorScheme}-${size}`);
          await page.keyboard.press('Escape');
          await page.locator('.articles a').last().click();
          await page.waitForURL(/articles/);
          await find.input.waitFor();
          await clean(page, `article-${colorScheme}-${size}`);
        },
        { colorScheme, ...device(size) },
      ),
    );
  }
}

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
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    assert.ok((await find.input.evaluate((input) => Number.parseFloat(getComputedStyle(input).fontSize))) >= 16);
    await find.input.fill('city');
    await find.results.first().waitFor();
    for (const target of [find.input, find.clear, find.results.first()]) {
      const { width, height } = await target.boundingBox();
      assert.ok(width >= 44 && height >= 44, `${width} x ${height}`);
    }
  }, device('phone')),
);
