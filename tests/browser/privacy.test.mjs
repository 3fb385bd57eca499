/** What leaves the page, what is kept, and what is added to it: nothing that nobody asked for. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NOTHING, WITH_WORKER, engine, stage, stored, until } from './browser.mjs';
import { sharded } from './sharded.mjs';
import { ENGINE, WASM, serve } from './site.mjs';

const large = sharded('one');
const scene = stage(undefined, WITH_WORKER);
const largeScene = stage(() => large.root, WITH_WORKER);

/** What a visitor types, and nothing else has. */
const SECRET = 'zyzzyva';
const MODULE = '<script type="module" src="/findlet/findlet.js"></script>';
const LOADER = '<script src="/findlet/findlet.load.js" defer></script>';

/** A page with the widget and nothing else. */
const plain = (attributes = '', script = LOADER) =>
  `<!doctype html><html lang="en"><title>Page</title>${script}<findlet-search ${attributes}></findlet-search></html>`;

/** Everything that the browser asks anybody for, in this page and its workers. */
function watch(context) {
  const requests = [];
  context.on('request', (request) => {
    const { referer = '' } = request.headers();
    requests.push({ url: request.url(), body: request.postData() ?? '', referer, byWorker: !!request.serviceWorker() });
  });
  return requests;
}

/** Fails where anything but the site was asked, or told what was typed. */
function assertPrivate(requests, origins) {
  const others = requests.filter(({ url }) => !origins.includes(new URL(url).origin));
  assert.deepEqual(others, [], 'only what the page names is asked');
  const told = requests.filter(({ url, body }) => decodeURIComponent(url + body).includes(SECRET));
  assert.deepEqual(told, [], 'what was typed is told to nobody');
}

/** Types what nothing has, and then what something has; waits until both are answered and settled. */
async function search({ page, find }, found = 'ministry') {
  await find.input.pressSequentially(SECRET);
  await until(
    () => find.message.textContent(),
    (text) => /^No results/.test(text),
    'nothing is found',
  );
  await until(
    () => find.status.textContent(),
    (text) => /^No results/.test(text),
    'it is announced',
  );
  await find.input.fill(found);
  await find.results.first().waitFor();
  await until(
    () => find.status.textContent(),
    (text) => /^\d/.test(text),
    'the results are announced',
  );
  await page.waitForLoadState('networkidle');
}

for (const [what, attributes] of [
  ['a field with a panel', ''],
  ['a dialog', 'mode="modal"'],
  ['a page of results', 'mode="page"'],
  [
    'everything that results can show',
    'facets="topic" sort show="date sections missing suggestion path image" highlight ui-lang="vi"',
  ],
]) {
  test(
    `${what} asks nobody but its site, tells nobody what is typed, and keeps nothing`,
    scene(async (world) => {
      const { site, page, context, find } = world;
      site.answer('/page.html', { body: plain(attributes) });
      const requests = watch(context);
      await page.goto(`${site.origin}/page.html`);
      if (attributes.includes('modal')) await page.locator("findlet-search [part='open']").click();
      await find.input.waitFor();
      if (attributes.includes('vi')) await find.host.evaluate((host) => (host.uiLang = 'en'));
      await search(world);
      assertPrivate(requests, [site.origin]);
      assert.deepEqual(await stored(page), NOTHING);
      assert.deepEqual(await context.cookies(), []);
    }),
  );
}

test(
  'an index in parts asks for files of its own, never for what is typed',
  largeScene(async (world) => {
    const { site, page, context, find } = world;
    const requests = watch(context);
    await page.goto(site.origin);
    await search(world, 'harbour');
    await find.more.click();
    await find.hits(20);
    assertPrivate(requests, [site.origin]);
    assert.deepEqual(await stored(page), NOTHING);
  }),
);

test('a failure is told to the page, and to nobody else', async (context) => {
  for (const [name, path, change] of [
    ['a module that is not there', WASM, { status: 404 }],
    ['a module that is damaged', WASM, { body: 'garbage' }],
    ['an engine that is not there', ENGINE, { status: 404 }],
  ]) {
    await context.test(
      name,
      scene(async ({ site, page, context, find }) => {
        site.answer('/page.html', { body: plain() });
        site.answer(path, change);
        const requests = watch(context);
        await page.goto(`${site.origin}/page.html`);
        await find.input.pressSequentially(SECRET);
        await find.retry.waitFor();
        await until(
          () => find.status.textContent(),
          (text) => text !== '',
          'it is announced',
        );
        await find.retry.click();
        await find.retry.waitFor();
        assertPrivate(requests, [site.origin]);
        assert.deepEqual(await stored(page), NOTHING);
      }),
    );
  }
});

test(
  'with the opt-in files are kept, never what was searched for',
  scene(async (world) => {
    const { site, page, context, find } = world;
    const requests = watch(context);
    await page.goto(`${site.origin}/?q=${SECRET}`);
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'nothing is found',
    );
    const kept = () =>
      page.evaluate(async () => {
        const keys = [];
        for (const name of await caches.keys())
          keys.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
        return keys;
      });
    await until(kept, (urls) => urls.some((url) => url.endsWith('.wasm')), 'the engine is kept');
    // A page that the worker sees being opened.
    await until(() => page.evaluate(() => !!navigator.serviceWorker.controller), Boolean, 'the worker has taken over');
    await page.reload();
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'nothing is found again',
    );
    await page.goto(`${site.origin}/?q=${SECRET}+again`);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await until(kept, (urls) => urls.includes(`${site.origin}/`), 'the page is kept');
    const urls = await kept();
    assert.deepEqual(
      urls.filter((url) => url.includes('?') || url.includes(SECRET)),
      [],
    );
    const { workers, caches: names, ...rest } = await stored(page);
    assert.equal(workers, 1);
    assert.equal(names.length, 1);
    assert.deepEqual(rest, { databases: [], local: {}, session: {}, cookies: '', files: [] });
    assert.ok(
      requests.some(({ byWorker }) => byWorker),
      'what the worker asks for is seen',
    );
    // Pages are asked for at their address, by the visitor: nothing else has the query.
    const others = requests.filter(
      ({ url }) => new URL(url).origin !== site.origin || (url.includes(SECRET) && new URL(url).pathname !== '/'),
    );
    assert.deepEqual(others, []);
  }),
);

test('another origin is asked where the page names it, and never learns the query', async (context) => {
  const other = await serve();
  context.after(() => other.close());
  other.everywhere['access-control-allow-origin'] = '*';
  await context.test(
    'of an index that is there',
    scene(async ({ site, page, context, find }) => {
      site.answer('/page.html', { body: plain(`src="${other.origin}/findlet/" base-url="${other.origin}/"`) });
      const requests = watch(context);
      await page.goto(`${site.origin}/page.html?q=${SECRET}`);
      await until(
        () => find.message.textContent(),
        (text) => /^No results/.test(text),
        'nothing is found',
      );
      await find.input.fill(`${SECRET} ministry`);
      await until(
        () => page.url(),
        (url) => url.includes('ministry'),
        'the address has the query',
      );
      await find.input.fill('ministry');
      await find.results.first().waitFor();
      const outward = requests.filter(({ url }) => new URL(url).origin !== site.origin);
      assert.ok(
        outward.length > 0 && outward.every(({ url }) => new URL(url).origin === other.origin),
        'only what is named',
      );
      assert.deepEqual(
        outward.filter(({ url, referer }) => (url + referer).includes(SECRET)),
        [],
      );
    }),
  );
  await context.test(
    'of a hit, and its picture, that are there',
    scene(async ({ site, page, context, find }) => {
      const hits = engine(() => {
        const elsewhere = new URLSearchParams(location.search).get('to');
        return {
          results: [{ url: `${elsewhere}/`, title: 'Elsewhere', metadata: { image: `${elsewhere}/picture.png` } }],
        };
      });
      site.answer(ENGINE, { body: hits });
      site.answer('/page.html', { body: plain('show="image"') });
      const requests = watch(context);
      await page.goto(`${site.origin}/page.html?to=${other.origin}&q=${SECRET}`);
      await find.results.first().waitFor();
      await until(
        () => requests.map(({ url }) => url),
        (urls) => urls.includes(`${other.origin}/picture.png`),
        'the picture is asked for',
      );
      await find.links.first().click();
      await page.waitForURL(`${other.origin}/**`);
      const [visit] = requests.filter(({ url }) => url === `${other.origin}/`);
      assert.equal(visit.referer, `${site.origin}/`);
      assert.deepEqual(
        requests.filter(({ url, referer }) => url.startsWith(other.origin) && (url + referer).includes(SECRET)),
        [],
      );
    }),
  );
});

test('modules add no global to the page', async (context) => {
  for (const [name, script] of Object.entries({ 'by the loader': LOADER, 'by themselves': MODULE })) {
    await context.test(
      name,
      scene(async (world) => {
        const { site, page, find } = world;
        site.answer('/page.html', { body: plain('facets="topic" sort mode="modal"', script) });
        await page.addInitScript(() => {
          const names = new Set(Object.getOwnPropertyNames(window));
          Object.defineProperty(navigator, 'added', {
            value: () => Object.getOwnPropertyNames(window).filter((name) => !names.has(name)),
          });
        });
        await page.goto(`${site.origin}/page.html`);
        await page.locator("findlet-search [part='open']").click();
        await search(world);
        assert.equal(await find.results.count(), 1);
        assert.deepEqual(await page.evaluate(() => navigator.added()), []);
      }),
    );
  }
});
