/** Pages that load nothing of the widget until somebody wants to search. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage, until } from './browser.mjs';

const scene = stage();

const FORM =
  '<form action="/search.html"><input type="search" name="q" aria-label="Search" placeholder="Search"></form>';

/** @param {string} [widget] */
const page = (widget = `<findlet-search>${FORM}</findlet-search>`) =>
  `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A page</title>
  <link rel="stylesheet" href="/findlet/findlet.css"><script src="/findlet/findlet.lazy.js" defer></script>
  <h1>A page</h1>${widget}<label>Name <input id="other"></label><style>* { box-sizing: border-box }</style><p id="text" tabindex="0">Text</p>
  <div><template shadowrootmode="open"><input id="shadowed"></template></div>`;

/** Opens such a page, and waits until it has loaded. */
async function open({ site, page: tab }, { widget, query = '' } = {}) {
  site.answer('/page.html', { body: page(widget) });
  await tab.goto(`${site.origin}/page.html${query}`, { waitUntil: 'networkidle' });
}

/** Scripts of ours that were asked for, but the one that the page names. */
const scripts = ({ site }) => site.requests.filter((url) => /findlet\/.*\.(js|wasm)$/.test(url) && !/lazy/.test(url));

const isDefined = (tab) => tab.evaluate(() => customElements.get('findlet-search') !== undefined);
const defined = (tab) => until(() => isDefined(tab), Boolean, 'the widget is there');

test(
  'without interest nothing but the script is fetched; other fields and keys are no interest',
  scene(async (world) => {
    const { page: tab } = world;
    await open(world);
    await tab.locator('#other').fill('boat');
    await tab.locator('#other').press('/');
    await tab.locator('#text').hover();
    await tab.locator('#text').press('x');
    await tab.locator('#text').press('Control+Shift+K');
    await tab.locator('#shadowed').press('/');
    await tab.waitForLoadState('networkidle');
    assert.deepEqual(scripts(world), []);
    assert.equal(await isDefined(tab), false);
  }),
);

test('the pointer over the form, the focus and a shortcut bring the widget', async (context) => {
  for (const [name, act] of [
    ['pointer', (tab) => tab.locator('findlet-search').hover()],
    ['focus', (tab) => tab.locator('findlet-search input').first().focus()],
    ['shortcut', (tab) => tab.keyboard.press('/')],
    ['shortcut with Ctrl', (tab) => tab.keyboard.press('Control+k')],
  ]) {
    await context.test(
      name,
      scene(async (world) => {
        await open(world);
        await act(world.page);
        await defined(world.page);
      }),
    );
  }
});

test(
  'what is typed while the widget comes is searched',
  scene(async (world) => {
    const { page: tab, find } = world;
    await open(world);
    await tab.locator('findlet-search input').first().click();
    await tab.keyboard.type('foreign');
    await find.results.first().waitFor();
    assert.equal(
      await tab.evaluate(() => document.activeElement.value ?? document.activeElement.shadowRoot.activeElement.value),
      'foreign',
    );
  }),
);

test(
  'what is typed right after the shortcut is searched, and the key is written nowhere',
  scene(async (world) => {
    const { page: tab, find } = world;
    await open(world);
    await tab.keyboard.press('/');
    await tab.keyboard.type('foreign');
    await find.results.first().waitFor();
    assert.equal(await tab.evaluate(() => document.activeElement.value), 'foreign');
  }),
);

test('where a form can not stand in, the widget comes at once', async (context) => {
  for (const [name, options] of [
    ['no form', { widget: '<findlet-search></findlet-search>' }],
    ['a dialog', { widget: `<findlet-search mode="modal">${FORM}</findlet-search>` }],
    ['a query in the address', { query: '?q=foreign' }],
  ]) {
    await context.test(
      name,
      scene(async (world) => {
        await open(world, options);
        await defined(world.page);
      }),
    );
  }
});

test(
  'the field keeps its size and its place when the widget comes',
  scene(async (world) => {
    const { page: tab, find } = world;
    await open(world);
    const box = (input) => input.boundingBox();
    const before = await box(tab.locator('findlet-search input').first());
    await tab.locator('findlet-search').hover();
    await defined(tab);
    assert.deepEqual(await box(find.input), before);
  }),
);

test(
  'the magnifier of the form looks like that of the widget',
  scene(async (world) => {
    const { page: tab, find } = world;
    for (const direction of ['ltr', 'rtl']) {
      await open(world, {
        widget: `<div dir="${direction}"><findlet-search shortcut="">${FORM.replace(' placeholder="Search"', '')}</findlet-search></div>`,
      });
      const place = await tab.locator('findlet-search').boundingBox();
      // The corner that has the magnifier, and nothing else.
      const clip = {
        x: direction === 'ltr' ? place.x + 8 : place.x + place.width - 38,
        y: place.y + 8,
        width: 30,
        height: 28,
      };
      const before = await tab.screenshot({ clip });
      await tab.evaluate((script) => import(script), '/findlet/findlet.js');
      await defined(tab);
      await find.input.waitFor();
      const dark = (bytes) => tab.evaluate(darkest, bytes.toString('base64'));
      const [one, other] = [await dark(before), await dark(await tab.screenshot({ clip }))];
      assert.ok(
        one.every((at, nth) => Math.abs(at - other[nth]) <= 1),
        `${direction}: ${one} and ${other}`,
      );
    }
  }),
);

/** The box of what is not the background of a picture: left, top, right, bottom. @param {string} picture */
async function darkest(picture) {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const box = [width, height, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] > 200) continue;
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    box.splice(0, 4, Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y));
  }
  return box;
}
