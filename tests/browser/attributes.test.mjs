/** Attributes and properties set at any time do what those in the markup do. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { engine, stage, until } from './browser.mjs';
import { ENGINE } from './site.mjs';

const scene = stage();

/** @param {import('./browser.mjs').World} world @param {string} [attributes] */
async function open({ site, page, find }, attributes = '', address = '/page.html') {
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en"><title>Page</title><link rel="stylesheet" href="/findlet/findlet.css">
      <script src="/findlet/findlet.load.js" defer></script>
      <main><h1>Page</h1><findlet-search ${attributes}></findlet-search><p id="below">Below</p></main>`,
  });
  await page.goto(site.origin + address);
  await find.host.locator('input').first().waitFor({ state: 'attached' });
}

const part = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ name) =>
  page.locator(`findlet-search [part='${name}']`);

test(
  'mode turns the field into a dialog, a part of the page, and back',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    const set = (/** @type {string | null} */ mode) => find.host.evaluate((host, mode) => (host.mode = mode), mode);
    await set('modal');
    await part(page, 'open').click();
    assert.equal(await part(page, 'dialog').isVisible(), true);
    await page.keyboard.type('ministry');
    await find.results.first().waitFor();
    await set('page');
    await until(
      () => part(page, 'dialog').count(),
      (count) => count === 0,
      'there is no dialog any more',
    );
    await find.input.fill('Anna Maria Berg');
    await find.results.first().waitFor();
    await page.locator('h1').click();
    assert.equal(await find.panel.isVisible(), true, 'results of the page stay');
    assert.ok((await page.locator('#below').boundingBox()).y > (await find.panel.boundingBox()).y);
    await set(null);
    await until(
      () => find.panel.isVisible(),
      (isOpen) => !isOpen,
      'they are closed',
    );
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    assert.equal(await find.panel.evaluate((panel) => panel.matches(':popover-open')), true);
    await page.locator('h1').click();
    assert.equal(await find.panel.isVisible(), false);
  }),
);

test(
  'what is asked with is asked with anew: scope, base-url, limit, lang',
  scene(async (world) => {
    const { site, page, find } = world;
    site.answer(ENGINE, {
      body: engine((query, { base, limit, scope }) => {
        const asked = (window.asked ??= []);
        asked.push([query, new URL(base).pathname, limit, scope]);
        return {
          results: [
            {
              title: `${query} ${scope} ${limit}`,
              excerpt: { text: query, ranges: [], cutStart: false, cutEnd: false },
            },
          ],
        };
      }),
    });
    await open(world);
    await find.input.fill('one');
    await find.results.first().waitFor();
    for (const [name, value, expected] of [
      ['scope', '/v2/', ['one', '/', 10, '/v2/']],
      ['baseUrl', '/sub/', ['one', '/sub/', 10, '/v2/']],
      ['limit', 3, ['one', '/sub/', 3, '/v2/']],
      ['lang', 'vi', ['one', '/sub/', 3, '/v2/']],
    ]) {
      await page.evaluate(() => (window.asked = []));
      await find.host.evaluate((host, [name, value]) => (host[name] = value), [name, value]);
      const [asked] = await until(
        () => page.evaluate(() => window.asked),
        (list) => list.length > 0,
        `${name} asks`,
      );
      assert.deepEqual(asked, expected);
      await find.results.first().waitFor();
      assert.equal(await find.focused(), 'input');
    }
  }),
);

test(
  'src set late opens another folder',
  scene(async (world) => {
    const { site, find } = world;
    await open(world);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await find.host.evaluate((host) => (host.src = '/nowhere/'));
    await until(
      () => find.detail.textContent(),
      (text) => /nowhere/.test(text ?? ''),
      'it says what is not there',
    );
    assert.ok(site.requests.some((path) => path.startsWith('/nowhere/')));
    await find.host.evaluate((host) => (host.src = null));
    await find.results.first().waitFor();
  }),
);

test(
  'query-param set late moves the search in the address, or out of it',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await find.host.evaluate((host) => (host.queryParam = 's'));
    await find.input.fill('ministry');
    await page.waitForURL('**?s=ministry');
    await open(world, '', '/page.html?word=ministry');
    assert.equal(await find.input.inputValue(), '');
    await find.host.evaluate((host) => (host.queryParam = 'word'));
    assert.equal(await find.input.inputValue(), 'ministry');
    await find.results.first().waitFor();
  }),
);

test(
  'a label that changes disturbs nothing',
  scene(async (world) => {
    const { find, page } = world;
    await open(world);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await page.keyboard.press('ArrowDown');
    await find.host.evaluate((host) =>
      Object.assign(host, { label: 'Find', placeholder: 'Find', theme: 'dark', shortcut: 's' }),
    );
    assert.equal(await find.focused(), 'link');
    assert.equal(await find.input.getAttribute('aria-label'), 'Find');
  }),
);
