/** When what is fetched, and what happens to those who type before it is there. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { engine, shown, stage, until, widget } from './browser.mjs';
import { ENGINE, VIEW, WASM } from './site.mjs';

const scene = stage();

/** A page with a search form of its own, as it is before any script runs. */
const PAGE = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A page</title>
  <link rel="stylesheet" href="/findlet/findlet.css">
  <script src="/findlet/findlet.load.js" defer></script>
  <h1>A page</h1>
  <findlet-search>
    <form action="/search.html"><input type="search" name="q" aria-label="Search"><button>Go</button></form>
  </findlet-search>`;

/** One hit whose title is the query. */
const echo = (query) => ({ results: [{ title: query }] });

const isEngine = (url) => /engine|wasm|glue|classic/.test(url);

test(
  'only the shell is fetched until a visitor shows interest',
  scene(async ({ site, page, find }) => {
    site.answer('/page.html', { body: PAGE });
    await page.goto(site.origin + '/page.html');
    await find.input.waitFor();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(site.requests.filter(isEngine), []);
  }),
);

test('the pointer over the field, the focus, or a shortcut is interest', async (context) => {
  for (const [name, act] of [
    ['pointer', ({ find }) => find.host.hover()],
    ['focus', ({ find }) => find.host.evaluate((host) => host.focus())],
    ['shortcut', ({ page }) => page.keyboard.press('/')],
  ]) {
    await context.test(
      name,
      scene(async (world) => {
        const { site, page, find } = world;
        site.answer('/page.html', { body: PAGE });
        await page.goto(site.origin + '/page.html');
        await find.input.waitFor();
        assert.equal(site.asked(WASM), 0);
        await act(world);
        await until(
          () => site.asked(WASM),
          (times) => times === 1,
          'the engine is asked for',
        );
      }),
    );
  }
});

test(
  'the module is on its way before the code that reads it has come',
  scene(async ({ site, page, find }) => {
    site.answer('/page.html', { body: PAGE });
    const release = site.hold(ENGINE);
    await page.goto(site.origin + '/page.html');
    await find.input.click();
    await until(
      () => site.asked(WASM),
      (times) => times === 1,
      'the module is asked for',
    );
    release();
    await find.input.fill('city');
    await find.results.first().waitFor();
    assert.equal(site.asked(WASM), 1);
  }),
);

test(
  'what is typed before the engine has come is searched when it has',
  scene(async ({ site, page, find }) => {
    const release = site.hold(WASM);
    await page.goto(site.origin);
    await find.input.pressSequentially('minis');
    await until(
      () => find.message.textContent(),
      (text) => text === 'Loading search…',
      'the wait is explained',
    );
    await find.input.pressSequentially('try');
    release();
    await find.results.first().waitFor();
    assert.equal(await find.input.inputValue(), 'ministry');
    assert.equal(await find.focused(), 'input');
  }),
);

test(
  'what was typed into the page’s form before the widget has come is kept and searched',
  scene(async ({ site, page, find }) => {
    site.answer('/page.html', { body: PAGE });
    const release = site.hold('/findlet/findlet.js');
    await page.goto(site.origin + '/page.html', { waitUntil: 'commit' });
    const form = page.locator('form input');
    await form.pressSequentially('ministry');
    await form.evaluate((input) => input.setSelectionRange(2, 4));
    const before = await form.boundingBox();
    release();
    await find.results.first().waitFor();
    // The input in use stays where and what it is: the focus, the selection, a composition.
    assert.deepEqual(await form.boundingBox(), before);
    assert.deepEqual(
      await form.evaluate((input) => [document.activeElement === input, input.selectionStart, input.selectionEnd]),
      [true, 2, 4],
    );
    await page.keyboard.press('End');
    await page.keyboard.type(' of foreign');
    await until(
      () => find.marks.allTextContents(),
      (marks) => marks.includes('Foreign'),
      'typing continues',
    );
    await page.keyboard.press('ArrowDown');
    assert.equal(await find.focused(), 'link');
    await page.keyboard.press('ArrowUp');
    // Left once, the page's input has made way for the widget's.
    assert.equal(await find.focused(), 'input');
    assert.equal(await find.input.inputValue(), 'ministry of foreign');
    assert.equal(await form.isVisible(), false);
  }),
);

test(
  'a page’s form that nobody uses makes way at once',
  scene(async ({ site, page, find }) => {
    site.answer('/page.html', { body: PAGE.replace('name="q"', 'name="q" value="ministry"') });
    await page.goto(site.origin + '/page.html');
    await find.input.waitFor();
    assert.equal(await page.locator('form').isVisible(), false);
    assert.deepEqual(site.requests.filter(isEngine), []);
    await find.input.click();
    await find.results.first().waitFor();
  }),
);

test(
  'without scripts the page’s form is there',
  scene(
    async ({ site, page }) => {
      site.answer('/page.html', { body: PAGE });
      await page.goto(site.origin + '/page.html');
      await page.locator('form input').fill('ministry');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search.html?q=ministry');
    },
    { javaScriptEnabled: false },
  ),
);

test(
  'the widget takes the place of the page’s form without moving anything',
  scene(async ({ site, page, find }) => {
    site.answer('/page.html', { body: PAGE + '<p id="below">Below</p>' });
    const release = site.hold('/findlet/findlet.js');
    await page.goto(site.origin + '/page.html', { waitUntil: 'commit' });
    const below = page.locator('#below');
    const before = await below.boundingBox();
    release();
    await find.input.waitFor();
    assert.deepEqual(await below.boundingBox(), before);
  }),
);

test(
  'an answer that comes late is never shown under a newer query',
  scene(async ({ site, page, find }) => {
    await page.addInitScript(() => {
      window.waiting = {};
    });
    site.answer(ENGINE, {
      body: engine((query) => new Promise((done) => (window.waiting[query] = () => done(window.echo(query))))),
    });
    await page.addInitScript(`window.echo = ${echo}`);
    await page.goto(site.origin);
    const answer = (query) => page.evaluate((key) => window.waiting[key](), query);
    const asked = (query) =>
      until(
        () => page.evaluate((key) => key in window.waiting, query),
        (is) => is,
        `“${query}” is asked`,
      );
    await find.input.pressSequentially('a');
    await asked('a');
    const titles = await shown(page, 'link');
    await find.input.pressSequentially('b');
    await asked('ab');
    await answer('ab');
    await find.results.first().waitFor();
    await answer('a');
    // Nor the results of the older query while the newer one is under way.
    await find.input.pressSequentially('c');
    await asked('abc');
    assert.equal(await find.results.count(), 0);
    // Nor after Escape.
    await find.input.press('Escape');
    await answer('abc');
    await find.input.pressSequentially('d');
    await asked('abcd');
    await answer('abcd');
    await find.results.first().waitFor();
    assert.deepEqual(await titles(), ['ab', 'abcd']);
  }),
);

test(
  'several widgets share one engine',
  scene(async ({ site, page }) => {
    site.answer('/page.html', { body: PAGE + '<findlet-search label="Second"></findlet-search>' });
    await page.goto(site.origin + '/page.html');
    const second = page.locator('findlet-search >> nth=1').locator("[part='input']");
    await page.locator('findlet-search >> nth=0').locator("[part='input']").fill('city');
    await second.fill('ministry');
    await page.locator('findlet-search >> nth=1').locator("[part='result']").first().waitFor();
    assert.equal(site.asked(WASM), 1);
    assert.equal(site.asked(ENGINE), 1);
  }),
);

test(
  'a widget can be taken out and put back',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.fill('city');
    await find.results.first().waitFor();
    await find.host.evaluate((host) => {
      const { parentNode, nextSibling } = host;
      for (let time = 0; time < 3; time++) {
        host.remove();
        parentNode.insertBefore(host, nextSibling);
      }
    });
    assert.equal(await find.panel.isVisible(), false);
    await find.input.fill('ministry');
    await until(
      () => find.message.textContent(),
      (text) => text === '1 result',
      'it searches',
    );
    await page.keyboard.press('ArrowDown');
    assert.equal(await find.focused(), 'link');
  }),
);

test(
  'a widget made by script works',
  scene(async ({ site, page }) => {
    await page.goto(site.origin);
    await widget(page).input.waitFor();
    await page.evaluate(() => {
      document.querySelector('findlet-search').remove();
      const made = document.createElement('findlet-search');
      made.setAttribute('limit', '1');
      document.querySelector('main').prepend(made);
    });
    const find = widget(page);
    await find.input.fill('Anna Maria Berg');
    await find.results.first().waitFor();
    assert.equal(await find.results.count(), 1);
    assert.equal(await find.more.textContent(), 'Show 1 more');
  }),
);

test(
  'src names another folder, base-url another root',
  scene(async ({ site, page, find }) => {
    for (const path of ['/findlet/findlet.json', ENGINE, VIEW, WASM]) {
      const response = await fetch(site.origin + path);
      const body = Buffer.from(await response.arrayBuffer());
      site.answer(path.replace('/findlet/', '/elsewhere/search/'), { body });
    }
    await page.goto(site.origin);
    await find.host.evaluate((host) => host.setAttribute('src', 'elsewhere/search'));
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    assert.match(
      await find.links.first().evaluate((link) => link.href),
      new RegExp(`^${site.origin}/elsewhere/articles/`),
    );
    await find.host.evaluate((host) => host.setAttribute('base-url', '/archive/'));
    await find.input.fill('ministry of');
    await until(
      () => find.links.first().evaluate((link) => link.href),
      (href) => href.startsWith(`${site.origin}/archive/articles/`),
      'the base counts',
    );
  }),
);

test(
  'the module exports init and search',
  scene(async ({ site, page }) => {
    await page.goto(site.origin);
    const result = await page.evaluate(async () => {
      const { init, search } = await import(new URL('findlet/findlet.js', location.href).href);
      await init();
      return search('Resolution 31', { limit: 1 });
    });
    assert.equal(result.query, 'Resolution 31');
    assert.equal(result.complete, true);
    assert.deepEqual(result.words, ['Resolution', '31']);
    const [{ url, title, date, excerpt }] = result.results;
    assert.match(url, new RegExp(`^${site.origin}/articles/.+\\.html$`));
    assert.match(title, /conference/);
    assert.equal(date, '2023-04-27');
    const [[start, end]] = excerpt.ranges;
    assert.equal(excerpt.text.slice(start, end), 'Resolution');
  }),
);

test(
  'a search that was aborted rejects',
  scene(async ({ site, page }) => {
    await page.goto(site.origin);
    const name = await page.evaluate(async () => {
      const { search } = await import(new URL('findlet/findlet.js', location.href).href);
      return search('city', { signal: AbortSignal.abort() }).catch((error) => error.name);
    });
    assert.equal(name, 'AbortError');
  }),
);

test(
  'no request goes to another origin',
  scene(async ({ site, page, find, context }) => {
    const urls = [];
    context.on('request', (request) => urls.push(request.url()));
    await page.goto(site.origin);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await find.input.press('Enter');
    await page.waitForURL(/articles/);
    await page.waitForLoadState('networkidle');
    assert.ok(urls.length > 5);
    assert.deepEqual(
      urls.filter((url) => !url.startsWith(site.origin + '/')),
      [],
    );
  }),
);
