/** The visitor's last searches, where a page asks for them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage, until } from './browser.mjs';

const scene = stage();

/**
 * A page that stays when a hit is followed.
 *
 * @param {import('./browser.mjs').World} world
 * @param {string} [attributes]
 */
async function open({ site, page, find }, attributes = 'recent') {
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en"><title>Page</title><script src="/findlet/findlet.load.js" defer></script>
      <main><findlet-search ${attributes}></findlet-search><button>Other</button></main>`,
  });
  await page.goto(site.origin + '/page.html');
  await find.input.waitFor();
  await find.host.evaluate((host) => (host.navigate = () => {}));
}

/** Searches, and goes to the first hit. @param {import('./browser.mjs').World} world @param {string} query */
async function follow({ find }, query) {
  await find.input.fill(query);
  await find.results.first().waitFor();
  await find.input.press('Enter');
}

const part = (/** @type {import('./browser.mjs').World} */ { page }, /** @type {string} */ name) =>
  page.locator(`findlet-search [part='${name}']`);

/** @param {import('./browser.mjs').World} world @param {string[]} queries */
const offers = (world, queries) =>
  until(
    () => part(world, 'again').allTextContents(),
    (found) => found.join('|') === queries.join('|'),
    `it offers ${queries}`,
  );

test(
  'searches that led to a page are offered in the empty field, the last one first, each once, and five at most',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await find.input.focus();
    await until(
      () => find.message.textContent(),
      (text) => text === 'No searches yet',
      'there are none',
    );
    for (const query of ['mayors', 'ministry', 'harbour', 'mayors', 'letters', 'guests', 'pandemic'])
      await follow(world, query);
    // Looked at, and not followed.
    await find.input.fill('drawings');
    await page.waitForURL('**?q=drawings');
    await find.input.fill('');
    await offers(world, ['pandemic', 'guests', 'letters', 'mayors', 'harbour']);
    assert.equal(await find.message.textContent(), 'Your last searches');
    await page.waitForURL((url) => !url.search);
    await page.reload();
    await find.input.focus();
    await offers(world, ['pandemic', 'guests', 'letters', 'mayors', 'harbour']);
  }),
);

test(
  'one of them is asked again by arrow keys and Enter, and all are forgotten by the button',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await follow(world, 'ministry');
    await find.input.fill('');
    await offers(world, ['ministry']);
    await find.input.press('ArrowDown');
    assert.equal(await find.focused(), 'again');
    await page.keyboard.press('Enter');
    assert.equal(await find.focused(), 'input');
    assert.equal(await find.input.inputValue(), 'ministry');
    await find.results.first().waitFor();
    await offers(world, []);
    await find.input.fill('');
    await part(world, 'forget').click();
    await until(
      () => find.message.textContent(),
      (text) => text === 'No searches yet',
      'they are forgotten',
    );
    assert.equal(await find.focused(), 'input');
    assert.equal(await page.evaluate(() => sessionStorage['findlet-recent']), '[]');
  }),
);

test(
  'nothing is kept where a page does not ask for it, and an empty field opens nothing',
  scene(async (world) => {
    const { page, find } = world;
    await open(world, '');
    await follow(world, 'ministry');
    await find.input.fill('');
    await find.panel.waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  }),
);

test(
  'where facets list all there is, they stand above it',
  scene(async (world) => {
    const { find } = world;
    await open(world, 'recent facets="topic"');
    await follow(world, 'ministry');
    await find.input.fill('');
    await find.results.first().waitFor();
    await offers(world, ['ministry']);
  }),
);

test(
  'a browser that keeps nothing, and what somebody else wrote there, are no history',
  scene(async (world) => {
    const { page, find } = world;
    await page.addInitScript(() => {
      sessionStorage['findlet-recent'] = '{"0":"<b>"}';
      if (location.hash) {
        Object.defineProperty(window, 'sessionStorage', {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      }
    });
    await open(world);
    for (const hash of ['', '#denied']) {
      await page.goto(`${world.site.origin}/page.html${hash}`);
      if (hash) await page.reload();
      await find.host.evaluate((host) => (host.navigate = () => {}));
      await find.input.focus();
      await until(
        () => find.message.textContent(),
        (text) => text === 'No searches yet',
        `nothing is offered: ${hash}`,
      );
      await follow(world, 'ministry');
      await find.input.fill('');
      await offers(world, hash ? [] : ['ministry']);
    }
  }),
);
