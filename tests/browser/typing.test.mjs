/** What a visitor sees while typing on the served page. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { engine, stage, until } from './browser.mjs';
import { ENGINE } from './site.mjs';

const scene = stage();

test(
  'a typed word finds its articles, with title, date and marked excerpt',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.pressSequentially('ministry');
    await find.results.first().waitFor();
    assert.equal(await find.results.count(), 1);
    assert.match(await find.links.first().textContent(), /Standing Board of Port Alder/);
    assert.equal(await page.locator("findlet-search [part='date']").textContent(), 'Apr 27, 2023');
    assert.equal((await find.marks.first().textContent()).toLowerCase(), 'ministry');
    assert.equal(await find.message.textContent(), '1 result');
  }),
);

test(
  'results follow every letter, the last word being a prefix',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.pressSequentially('vacc');
    await until(
      () => find.marks.allTextContents(),
      (marks) => marks.includes('vaccines'),
      '“vacc” marks “vaccines”',
    );
    await find.input.pressSequentially('qxzw');
    await find.hits(0);
    for (let letter = 0; letter < 4; letter++) await find.input.press('Backspace');
    await find.hits(1);
  }),
);

test(
  'diacritics may be typed or left out',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.fill('Zoë Bélanger');
    await find.hits(2);
    await find.input.fill('zoe belanger');
    await find.hits(2);
  }),
);

test(
  'names, numbers and identifiers of the articles are found',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    for (const query of ['Covid-19', 'Resolution 31', '54 localities', '“Mayors’ conference”']) {
      await find.input.fill(query);
      await until(
        () => find.results.count(),
        (count) => count > 0,
        `“${query}” finds something`,
      );
    }
  }),
);

test(
  'nothing found is said, with help, and not an empty list',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.fill('xylophone');
    await until(
      () => find.message.textContent(),
      (text) => text === 'No results for “xylophone”',
      'it is said',
    );
    assert.match(await find.detail.textContent(), /spelling/);
    assert.equal(await page.locator("findlet-search [part='results']").isVisible(), false);
  }),
);

test(
  'an emptied input closes the results, by the button too',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.fill('city');
    await find.results.first().waitFor();
    await find.clear.click();
    assert.equal(await find.input.inputValue(), '');
    assert.equal(await find.panel.isVisible(), false);
    assert.equal(await find.focused(), 'input');
  }),
);

test(
  'more hits are added below, and the focus goes to the first of them',
  scene(async ({ site, page, find }) => {
    site.answer(ENGINE, {
      body: engine((_query, { limit, offset }) => ({
        total: 25,
        results: Array.from({ length: Math.min(limit, 25 - offset) }, (_, index) => ({
          url: `https://example.org/${offset + index + 1}`,
          title: `Page ${offset + index + 1}`,
          summary: 'About it.',
        })),
      })),
    });
    await page.goto(site.origin);
    await find.input.fill('page');
    await find.hits(10);
    assert.equal(await find.more.textContent(), 'Show 10 more');
    await find.more.evaluate((button) => {
      button.click();
      button.click();
    });
    await find.hits(20);
    assert.equal(await find.links.nth(9).textContent(), 'Page 10');
    assert.equal(
      await page.evaluate(() => document.querySelector('findlet-search').shadowRoot.activeElement.textContent),
      'Page 11',
    );
    assert.equal(await find.more.textContent(), 'Show 5 more');
    await find.more.press('Enter');
    await find.hits(25);
    assert.equal(await find.more.isVisible(), false);
  }),
);

test(
  'words that a document lacks are named',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.fill('vaccines ministry');
    await find.results.first().waitFor();
    const missing = await page.locator("findlet-search [part='missing']").allTextContents();
    assert.ok(
      missing.some((text) => /^Missing: (vaccines|ministry)$/.test(text)),
      missing.join(),
    );
  }),
);

test(
  'a click outside closes the results, the next click into the input shows them again',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.fill('city');
    await find.results.first().waitFor();
    await page.mouse.click(5, 500);
    assert.equal(await find.panel.isVisible(), false);
    await find.input.click();
    assert.equal(await find.panel.isVisible(), true);
  }),
);

test(
  'results move nothing on the page',
  scene(async ({ site, page, find }) => {
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += /** @type {{ value: number }} */ (entry).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(site.origin);
    await find.input.fill('city');
    await find.results.first().waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(await page.evaluate(() => window.shift), 0);
  }),
);

test(
  'the panel stays inside a narrow window, wherever the field stands',
  scene(async ({ site, page, find }) => {
    await page.setViewportSize({ width: 320, height: 600 });
    await page.goto(site.origin);
    await find.input.fill('city');
    await find.results.first().waitFor();
    const box = await find.panel.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
    assert.ok(box.y + box.height <= 600, JSON.stringify(box));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  }),
);
