/** Keys that are typed into the field are no shortcuts of the page around it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage } from './browser.mjs';

const scene = stage();

/** What documentation has shortcuts for, and what moves in a field. */
const TYPED = ['s', '/', '?', 'ArrowLeft', 'ArrowRight', 'Home', 'Backspace'];

/**
 * A page that listens as pages do: before there is the widget, on the document and the window, and after it: the returned function does that.
 *
 * @param {import('./browser.mjs').World} world
 * @param {string} body
 */
async function open({ site, page }, body = '<findlet-search></findlet-search>') {
  const listen = (/** @type {string} */ name, /** @type {boolean} */ capture) =>
    `for (const type of ['keydown', 'keypress', 'keyup'])
       ${name}.addEventListener(type, (event) => heard.push('${name} ' + ${capture} + ' ' + event.key), ${capture});`;
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en"><title>Page</title>
      <script>window.heard = []; ${listen('document', false)} ${listen('document', true)} ${listen('window', false)}</script>
      <script src="/findlet/findlet.load.js" defer></script>
      <main><h1>Page</h1>${body}<input id="other" aria-label="Other"></main>`,
  });
  await page.goto(site.origin + '/page.html');
  await page.evaluate(() => customElements.whenDefined('findlet-search'));
  return () => page.evaluate(listen('window', true));
}

/** @param {import('playwright-core').Page} page @returns {Promise<string[]>} the keys that the page heard of since it was asked last */
const heard = (page) => page.evaluate(() => window.heard.splice(0).map((entry) => entry.split(' ').pop()));

/** @param {import('playwright-core').Page} page */
async function typed(page) {
  for (const key of TYPED) await page.keyboard.press(key);
  return heard(page);
}

test(
  'no listener of the page hears what is typed, whatever it listens on and in whichever phase',
  scene(async (world) => {
    const { page, find } = world;
    await (await open(world))();
    await find.input.click();
    assert.deepEqual(await typed(page), []);
    assert.equal(await find.input.inputValue(), 's/?', 'and the field has it');
    await page.locator('#other').focus();
    await page.keyboard.press('s');
    // Down, press and up, each heard four times.
    assert.equal((await heard(page)).filter((key) => key === 's').length, 12);
  }),
);

test(
  'Tab, function keys, letters with Ctrl and an Escape that closes nothing are for the page',
  scene(async (world) => {
    const { page, find } = world;
    await (await open(world))();
    await find.input.click();
    for (const key of ['F2', 'Control+b', 'Escape', 'Tab']) await page.keyboard.press(key);
    const keys = new Set(await heard(page));
    for (const key of ['F2', 'b', 'Escape', 'Tab']) assert.ok(keys.has(key), `${key} among ${[...keys]}`);
  }),
);

test(
  'an Escape that closes the results is not heard, nor what is typed on a result',
  scene(async (world) => {
    const { page, find } = world;
    await (await open(world))();
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await heard(page);
    await page.keyboard.press('ArrowDown');
    assert.equal(await find.focused(), 'link');
    await page.keyboard.press('s');
    assert.equal(await find.input.inputValue(), 'ministrys');
    await page.keyboard.down('Escape');
    assert.deepEqual(await heard(page), []);
  }),
);

test(
  'each of two widgets keeps its own keys',
  scene(async (world) => {
    const { page } = world;
    await (await open(world, '<findlet-search></findlet-search><findlet-search></findlet-search>'))();
    for (const at of [0, 1]) {
      const input = page.locator('findlet-search').nth(at).locator("[part='input']");
      await input.focus();
      assert.deepEqual(await typed(page), []);
      assert.equal(await input.inputValue(), 's/?');
    }
  }),
);

for (const mode of /** @type {const} */ (['open', 'closed'])) {
  test(
    `a widget in ${mode} shadow trees keeps its keys`,
    scene(async (world) => {
      const { page } = world;
      const listen = await open(world, '<div id="around"></div>');
      await page.evaluate((mode) => {
        const around = /** @type {HTMLElement} */ (document.querySelector('#around'));
        const inner = around.attachShadow({ mode }).appendChild(document.createElement('div'));
        window.inner = inner.attachShadow({ mode }).appendChild(document.createElement('findlet-search'));
        window.inner.focus();
      }, mode);
      await listen();
      assert.deepEqual(await typed(page), []);
      const input = await page.evaluate(() => window.inner.shadowRoot.querySelector('input').value);
      assert.equal(input, 's/?');
    }),
  );
}

test(
  'a field of the page’s own form keeps its keys from when the widget takes it over in use',
  scene(async (world) => {
    const { site, page, find } = world;
    const release = site.hold('/findlet/findlet.js');
    site.answer('/findlet/findlet.css', { body: '' });
    const opening = open(world, '<findlet-search><form><input name="q" aria-label="Search"></form></findlet-search>');
    const own = page.locator('findlet-search > form > input');
    await own.click();
    await page.keyboard.press('a');
    assert.ok((await heard(page)).includes('a'));
    release();
    await (await opening)();
    assert.equal(await find.focused(), 'input');
    assert.deepEqual(await typed(page), []);
    assert.equal(await own.inputValue(), 'as/?');
  }),
);
