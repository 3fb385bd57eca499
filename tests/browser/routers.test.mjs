/** Client-side routers: who goes to a hit, and what becomes of the element when a page's body is swapped. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage, until } from './browser.mjs';

const scene = stage();

/** @param {import('./browser.mjs').World} world @param {string} [attributes] */
async function open({ site, page, find }, attributes = '') {
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en"><title>Page</title><link rel="stylesheet" href="/findlet/findlet.css">
      <script src="/findlet/findlet.load.js" defer></script>
      <main><h1>Page</h1><findlet-search id="search" ${attributes}></findlet-search></main>`,
  });
  await page.goto(site.origin + '/page.html');
  await find.input.waitFor();
}

/** @param {import('./browser.mjs').World} world */
async function ask({ find }) {
  await find.input.fill('ministry');
  await find.results.first().waitFor();
}

/** Routes as routers do: the address changes, the page stays. @param {import('./browser.mjs').World} world @param {boolean} [answer] */
const route = ({ find }, answer) =>
  find.host.evaluate((host, answer) => {
    window.routed = [];
    host.navigate = (url) => {
      window.routed.push(url);
      if (answer !== false) history.pushState(null, '', url);
      return answer;
    };
  }, answer);

test(
  'navigate goes to hits in place of the browser, without the text fragment, and closes the results',
  scene(async (world) => {
    const { site, page, find } = world;
    await open(world, 'highlight');
    await route(world);
    await ask(world);
    await page.keyboard.press('Enter');
    const [url] = await page.evaluate(() => window.routed);
    assert.match(url, new RegExp(`^${site.origin}/articles/[^#]+\\.html\\?highlight=`));
    assert.doesNotMatch(url, /:~:/);
    assert.equal(page.url(), url);
    assert.equal(await find.panel.isVisible(), false);
    assert.equal(await page.locator('h1').textContent(), 'Page', 'the page stays');
  }),
);

test(
  'it is not asked for a new tab, nor where the page cancelled the event, and false leaves it to the browser',
  scene(async (world) => {
    const { page, context } = world;
    await open(world);
    await route(world, false);
    await ask(world);
    const [opened] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Control+Enter')]);
    await opened.close();
    await page.evaluate(() =>
      document.addEventListener('findlet-select', (event) => event.preventDefault(), { once: true }),
    );
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.evaluate(() => window.routed), []);
    await page.keyboard.press('ArrowDown');
    assert.equal(await world.find.focused(), 'link');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/articles/**');
  }),
);

test(
  'Back goes from a routed page to the search, with its results',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await route(world);
    await ask(world);
    await page.waitForURL('**?q=ministry');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/articles/**');
    assert.equal(await find.panel.isVisible(), false);
    await page.goBack();
    await page.waitForURL('**?q=ministry');
    await find.results.first().waitFor();
    await page.goBack();
    await until(
      () => find.panel.isVisible(),
      (isOpen) => !isOpen,
      'they are closed where there is no query',
    );
  }),
);

test(
  'a dialog closes when another page is routed to behind it, and not for its own query',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await find.host.evaluate((host) => host.setAttribute('mode', 'modal'));
    await page.locator("findlet-search [part='open']").click();
    await ask(world);
    await page.waitForURL('**?q=ministry');
    assert.equal(await find.panel.isVisible(), true);
    await page.evaluate(() => history.pushState(null, '', '/elsewhere.html'));
    await page.locator("findlet-search [part='dialog']").waitFor({ state: 'hidden' });
  }),
);

test(
  'swapped into another body it keeps its query, answers, and has its keys and the address',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await ask(world);
    await page.evaluate(() => {
      const body = document.createElement('body');
      const kept = document.querySelector('#search');
      const title = document.createElement('h1');
      title.append('Next');
      body.append(title, kept);
      document.body.replaceWith(body);
    });
    assert.equal(await find.input.inputValue(), 'ministry');
    assert.equal(await find.panel.isVisible(), false);
    await page.keyboard.press('/');
    assert.equal(await find.focused(), 'input');
    await find.results.first().waitFor();
    await find.input.fill('ministr');
    await page.waitForURL('**?q=ministr');
    await page.evaluate(() => (document.body.style.color = '#eee'));
    assert.equal(await find.input.evaluate((input) => getComputedStyle(input).colorScheme), 'dark');
  }),
);

test(
  'moved by moveBefore it keeps focus, query and results',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await ask(world);
    await page.evaluate(() => {
      const aside = document.body.appendChild(document.createElement('aside'));
      aside.moveBefore(document.querySelector('#search'), null);
    });
    assert.equal(await find.focused(), 'input');
    assert.equal(await find.panel.isVisible(), true);
    assert.equal(await find.input.inputValue(), 'ministry');
  }),
);
