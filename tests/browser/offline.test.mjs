/** After one visit the network may go away: the `offline` attribute. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NOTHING, WITH_WORKER, stage, stored, until } from './browser.mjs';
import { ENGINE, WASM } from './site.mjs';

const scene = stage(undefined, WITH_WORKER);

/** What the worker has kept, as paths. */
const kept = (page) =>
  page.evaluate(async () => {
    const paths = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
    }
    return paths.sort();
  });

/** One visit, without showing interest in the search. */
async function visit({ site, page, find }) {
  await page.goto(site.origin);
  await find.input.waitFor();
  const all = ['/', '/demo.css', '/findlet/findlet.css', ENGINE, WASM];
  return until(
    () => kept(page),
    (paths) => all.every((path) => paths.includes(path)),
    'the page and the engine are kept',
  );
}

test(
  'after one visit, a reload without network still searches',
  scene(async (world) => {
    const { site, page, find } = world;
    await visit(world);
    await site.close();
    await page.reload();
    await find.input.pressSequentially('Resolution 31');
    await find.results.first().waitFor();
    assert.ok((await find.marks.count()) > 0);
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.body).display),
      'flex',
      'the page’s own styles are there',
    );
  }),
);

test(
  'an article that was visited opens without network, at any of its words',
  scene(async (world) => {
    const { site, page, find } = world;
    await visit(world);
    await page.goto(`${site.origin}/articles/conference.html`);
    await until(
      () => kept(page),
      (paths) => paths.includes('/articles/conference.html'),
      'it is kept',
    );
    await page.goto(site.origin);
    await site.close();
    await page.reload();
    await find.input.fill('Resolution 31');
    await find.results.first().waitFor();
    await find.input.press('Enter');
    await page.waitForURL(/conference/);
    assert.match(await page.locator('h1').textContent(), /conference/);
  }),
);

test(
  'offline, a folder and its index.html are one page',
  scene(async (world) => {
    const { site, page } = world;
    await visit(world);
    await site.close();
    await page.goto(`${site.origin}/index.html`);
    assert.match(await page.locator('h1').textContent(), /city/);
  }),
);

test(
  'with the network, pages are fresh',
  scene(async (world) => {
    const { site, page } = world;
    await visit(world);
    await page.reload();
    site.answer('/', { body: '<!doctype html><title>New</title><h1>New</h1>' });
    await page.reload();
    assert.equal(await page.locator('h1').textContent(), 'New');
  }),
);

test(
  'a page in place of a file of the widget is not kept',
  scene(async (world) => {
    const { site, page } = world;
    site.answer(WASM, {
      body: '<!doctype html><title>Oops</title>',
      headers: { 'content-type': 'text/html' },
    });
    await page.goto(site.origin);
    const paths = await until(
      () => kept(page),
      (list) => list.includes('/demo.css'),
      'the page is kept',
    );
    assert.ok(!paths.includes(WASM));
  }),
);

test(
  'a new version of the worker replaces its own older caches only',
  scene(async (world) => {
    const { site, page } = world;
    await visit(world);
    const names = () => page.evaluate(() => caches.keys());
    const [own] = await names();
    await page.evaluate(async () => {
      for (const name of ['theirs', 'findlet elsewhere 1'])
        await (await caches.open(name)).put('/x', new Response('x'));
    });
    const source = await (await fetch(`${site.origin}/findlet/findlet.sw.js`)).text();
    const version = own.split(' ').at(-1);
    assert.match(version, /^[0-9a-f]{16}$/);
    site.answer('/findlet/findlet.sw.js', { body: source.replace(version, 'ffffffffffff') });
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    const after = await until(names, (list) => !list.includes(own), 'the old cache is gone');
    assert.deepEqual(after.sort(), ['findlet elsewhere 1', `findlet ${site.origin}/ ffffffffffff`, 'theirs'].sort());
  }),
);

test(
  'what a page forbids to keep is not kept',
  scene(async (world) => {
    const { site, page } = world;
    site.answer('/private.html', {
      body: '<!doctype html><title>Private</title>',
      headers: { 'cache-control': 'no-store' },
    });
    await visit(world);
    await page.goto(`${site.origin}/private.html`);
    await page.goto(site.origin);
    assert.ok(!(await visit(world)).includes('/private.html'));
  }),
);

test(
  'nothing is stored without the attribute',
  scene(async ({ site, page, find }) => {
    site.answer('/page.html', {
      body: `<!doctype html><html lang="en"><title>A page</title><script src="/findlet/findlet.load.js" defer></script><findlet-search></findlet-search>`,
    });
    await page.goto(`${site.origin}/page.html`);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    assert.deepEqual(await stored(page), NOTHING);
  }),
);

test(
  'a worker that is not there is an event, and search works',
  scene(async ({ site, page, find }) => {
    site.answer('/findlet-sw.js', { status: 404 });
    await page.addInitScript(() => {
      window.failures = [];
      document.addEventListener('findlet-error', (event) => window.failures.push(event.detail.code));
    });
    await page.goto(site.origin);
    await until(
      () => page.evaluate(() => window.failures),
      (codes) => codes.includes('no-worker'),
      'the event is there',
    );
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    assert.deepEqual(await page.evaluate(() => window.failures), ['no-worker'], 'once, whatever the visitor does');
  }),
);
