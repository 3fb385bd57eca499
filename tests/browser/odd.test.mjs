/** Pages that do odd things to what they hold: the widget works, or leaves without a word. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { stage } from './browser.mjs';

const scene = stage();
const POLYFILL = fileURLToPath(import.meta.resolve('@webcomponents/custom-elements/custom-elements.min.js'));

/** @param {import('./browser.mjs').World} world @param {string} [script] runs before the widget's */
async function open({ site, page }, script = '', body = '<findlet-search></findlet-search>') {
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en"><title>Page</title><link rel="stylesheet" href="/findlet/findlet.css"><script>${script}</script>
      <script src="/findlet/findlet.load.js" defer></script><main><h1>Page</h1>${body}</main>`,
  });
  await page.goto(site.origin + '/page.html');
}

/** @param {import('./browser.mjs').World} world */
async function answers({ find }) {
  await find.input.fill('ministry');
  await find.results.first().waitFor();
}

test(
  'a page that freezes prototypes has answers',
  scene(async (world) => {
    await open(
      world,
      'for (const { prototype } of [Object, Array, Function, Promise, Map, Element, HTMLElement]) Object.freeze(prototype);',
    );
    await answers(world);
  }),
);

test(
  'a page with a hundred listeners of each kind hears no key that is typed',
  scene(async (world) => {
    await open(
      world,
      `window.heard = 0; for (let at = 0; at < 100; at++) for (const type of ['keydown', 'keypress', 'keyup'])
        for (const target of [document, document.documentElement]) target.addEventListener(type, () => heard++, at % 2 === 0);`,
    );
    await world.find.input.click();
    await world.page.keyboard.type('ministry');
    await world.find.results.first().waitFor();
    assert.equal(await world.page.evaluate(() => window.heard), 0);
  }),
);

test(
  'a page that takes out what it does not know takes it out, and puts it in again',
  scene(async (world) => {
    await open(
      world,
      `new MutationObserver(() => { const found = document.querySelector('findlet-search:not(.kept)');
        if (found) { found.remove(); window.found = found } }).observe(document, { childList: true, subtree: true });`,
    );
    await world.page.evaluate(() => customElements.whenDefined('findlet-search'));
    assert.equal(await world.find.host.count(), 0);
    await world.page.evaluate(() => {
      window.found.className = 'kept';
      document.querySelector('main').append(window.found);
    });
    await answers(world);
  }),
);

test(
  'a page with a polyfill of custom elements has answers',
  scene(async (world) => {
    world.site.answer('/polyfill.js', { body: readFileSync(POLYFILL, 'utf8') });
    await open(world, 'customElements.forcePolyfill = true; </script><script src="/polyfill.js">');
    await answers(world);
    assert.equal(await world.page.evaluate(() => customElements.polyfillWrapFlushCallback !== undefined), true);
  }),
);

test(
  'adopted by another document and back it answers',
  scene(async (world) => {
    await open(world, '', '<findlet-search></findlet-search><iframe title="Frame"></iframe>');
    await answers(world);
    await world.page.evaluate(() => {
      const widget = document.querySelector('findlet-search');
      const other = document.querySelector('iframe').contentDocument;
      other.body.append(other.adoptNode(widget));
      document.querySelector('main').append(document.adoptNode(widget));
    });
    await answers(world);
  }),
);

test(
  'the line of the documentation says where the script is not',
  scene(async ({ site, page }) => {
    const guide = readFileSync(new URL('../../docs/command.md', import.meta.url), 'utf8');
    const [line] = guide.match(/<script .*onerror=.*<\/script>/) ?? assert.fail('there is no such line');
    site.answer('/page.html', {
      body: `<!doctype html><title>Page</title>${line.replace('/findlet/', '/wrong/')}<findlet-search></findlet-search>`,
    });
    await page.goto(site.origin + '/page.html');
    const text = page
      .locator('findlet-search')
      .filter({ hasText: `Search is not at ${site.origin}/wrong/findlet.load.js` });
    await text.waitFor();
  }),
);

test(
  'a frame without scripts has the form',
  scene(async (world) => {
    await open(world, '', '<iframe title="Frame" sandbox="" src="/inner.html"></iframe>');
    world.site.answer('/inner.html', {
      body: `<!doctype html><title>Inner</title><script src="/findlet/findlet.load.js" defer></script>
        <findlet-search><form action="/findlet/search.html"><input name="q" aria-label="Search"></form></findlet-search>`,
    });
    await world.page.reload();
    const form = world.page.frameLocator('iframe').locator('form input');
    assert.equal(await form.isVisible(), true);
  }),
);
