/** A sharded index made by the command: what is fetched, when, and what failures and deploys do to it. */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';

import { WITH_WORKER, stage, until } from './browser.mjs';
import { CARDS, TERMS, TEXTS, excerpt, files, matching, sharded, type } from './sharded.mjs';

const first = sharded('one');
const second = sharded('two');
const scene = stage(() => first.root);

test(
  'titles come after four rounds of requests, and excerpts after a fifth',
  scene(async (world) => {
    const { site, page, find } = world;
    const head = ['findlet.engine.js', 'findlet.view.js', 'findlet.wasm', 'm.bin'].map((name) => first.folder + name);
    const releases = [/findlet\.(engine\.js|view\.js|wasm)$|m\.bin$/, TERMS, CARDS, TEXTS].map((what) =>
      site.hold(what),
    );
    await type(world, 'harbour');
    await until(
      () => files(site),
      (list) => head.every((path) => list.includes(path)),
      'all of the engine is asked for',
    );
    assert.deepEqual(matching(site, /\.bin$/), [first.folder + 'm.bin']);
    releases[0]();
    await until(
      () => matching(site, TERMS),
      (list) => list.length > 0,
      'terms are asked for',
    );
    assert.deepEqual(matching(site, CARDS), []);
    releases[1]();
    await until(
      () => matching(site, CARDS),
      (list) => list.length > 0,
      'cards are asked for',
    );
    assert.equal(await find.results.count(), 0);
    releases[2]();
    await find.results.first().waitFor();
    assert.match(await find.links.first().textContent(), /harbour/);
    await until(
      () => matching(site, TEXTS),
      (list) => list.length > 0,
      'texts are asked for',
    );
    releases[3]();
    await excerpt(page).waitFor();
    assert.equal(new Set(files(site)).size, files(site).length, 'nothing is asked for twice');
    await page.waitForLoadState('networkidle');
  }),
);

test(
  'with the engine loaded before, two rounds are left',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.click();
    await until(
      () => matching(site, /m\.bin$/),
      (list) => list.length === 1,
      'the manifest is preloaded',
    );
    await page.waitForLoadState('networkidle');
    const before = files(site).length;
    await find.input.fill('harbour');
    await find.results.first().waitFor();
    const shards = files(site)
      .slice(before)
      .filter((path) => !TEXTS.test(path));
    const cards = shards.findIndex((path) => CARDS.test(path));
    assert.ok(cards > 0, shards.join());
    assert.ok(
      shards.slice(cards).every((path) => CARDS.test(path)),
      shards.join(),
    );
  }),
);

test(
  'typing on fetches nothing twice, and excerpts are filled in',
  scene(async (world) => {
    const { site, page, find } = world;
    await page.goto(site.origin);
    await find.input.pressSequentially('the glacier');
    await find.results.first().waitFor();
    await excerpt(page).waitFor();
    assert.equal(new Set(files(site)).size, files(site).length);
  }),
);

test(
  'a deploy between two keystrokes is not seen',
  scene(async (world) => {
    const { site, page, find } = world;
    await type(world, 'harbour');
    await excerpt(page).waitFor();
    site.publish(second.root);
    await find.input.fill('edition two');
    await find.results.first().waitFor();
    await until(
      () => find.marks.allTextContents(),
      (marks) => marks.includes('two'),
      'the second index answers',
    );
    assert.equal(await find.retry.isVisible(), false);
    assert.deepEqual(matching(site, /findlet\.json$/), ['/findlet/findlet.json']);
    assert.equal(matching(site, new RegExp(second.folder + 'findlet.wasm')).length, 1);
    await find.input.fill('saffron');
    await until(
      () => find.links.first().textContent(),
      (text) => /saffron/.test(text),
      'and continues',
    );
    assert.equal(matching(site, /findlet\.json$/).length, 1);
  }),
);

test('a part that cannot be loaded is said, and trying again finds it', async (context) => {
  for (const [name, answer] of Object.entries({
    'a missing one': { status: 404 },
    'a page in its place': { body: '<!doctype html><title>Welcome</title>', headers: { 'content-type': 'text/html' } },
    garbage: { body: 'garbage' },
    'a server in trouble': { status: 500 },
  })) {
    await context.test(
      name,
      scene(async (world) => {
        const { site, find } = world;
        site.answer(CARDS, answer);
        await type(world, 'harbour');
        await find.retry.waitFor();
        assert.equal(await find.detail.textContent(), 'Part of the search index could not be loaded.');
        assert.equal(await find.message.textContent(), '30 results');
        site.heal(CARDS);
        await find.retry.click();
        await find.results.first().waitFor();
        await until(
          () => find.retry.isVisible(),
          (is) => !is,
          'the complaint is gone',
        );
      }),
    );
  }
});

test(
  'a part that was damaged on the way is fetched once more, and nobody is told',
  scene(async (world) => {
    const { site, find } = world;
    const shards = readdirSync(join(first.root, first.folder)).filter((name) => /^t\d+\.bin$/.test(name));
    for (const name of shards) {
      const path = first.folder + name;
      const frame = gunzipSync(readFileSync(join(first.root, path)));
      frame[frame.length - 1] ^= 1;
      site.answer(path, { body: gzipSync(frame), once: true });
    }
    await type(world, 'harbour');
    await find.results.first().waitFor();
    assert.equal(await find.retry.isVisible(), false);
    const [path] = matching(site, TERMS);
    assert.equal(site.asked(path), 2);
  }),
);

test('parts are read however the host sends them', async (context) => {
  const packed = (path) => readFileSync(join(first.root, path));
  for (const [name, change] of Object.entries({
    'as they are': () => ({}),
    'with a content encoding': () => ({ headers: { 'content-encoding': 'gzip' } }),
    'packed once more': (path) => ({ body: gzipSync(packed(path)), headers: { 'content-encoding': 'gzip' } }),
    'packed twice on disk': (path) => ({ body: gzipSync(packed(path)) }),
    'unpacked on disk': (path) => ({ body: gunzipSync(packed(path)) }),
  })) {
    await context.test(
      name,
      scene(async (world) => {
        const { site, page, find } = world;
        for (const folder of [first.folder, '/findlet/texts/']) {
          const names = readdirSync(join(first.root, folder)).filter((name) => name.endsWith('.bin'));
          for (const name of names) site.answer(folder + name, change(folder + name));
        }
        await type(world, 'harbour');
        await excerpt(page).waitFor();
        assert.equal(await find.retry.isVisible(), false);
      }),
    );
  }
});

test(
  'fetches of a query that was typed over are given up',
  scene(async (world) => {
    const { site, page, find } = world;
    const given = [];
    page.on('requestfailed', (request) => given.push(new URL(request.url()).pathname));
    await page.goto(site.origin);
    await find.input.fill('the harbour');
    await find.results.first().waitFor();
    const release = site.hold(CARDS);
    const before = matching(site, CARDS).length;
    await find.input.fill('quarry');
    await until(
      () => matching(site, CARDS),
      (list) => list.length > before,
      'its cards are asked for',
    );
    await find.input.fill('xylophone');
    await until(
      () => given,
      (list) => list.some((path) => CARDS.test(path)),
      'they are given up',
    );
    release();
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'the newer one is answered',
    );
    assert.equal(await find.retry.isVisible(), false);
  }),
);

test(
  'offline in the middle is said, and healed when the network is back',
  scene(async (world) => {
    const { context, find, page } = world;
    await type(world, 'harbour');
    await excerpt(page).waitFor();
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await find.input.fill('quarry');
    await find.retry.waitFor();
    assert.equal(await find.detail.textContent(), 'Part of the search index could not be loaded.');
    await context.setOffline(false);
    await until(
      () => find.links.first().textContent(),
      (text) => /quarry/.test(text),
      'the results come by themselves',
    );
  }),
);

/** The same page with a policy that blocks wasm in it, but not in a worker. */
const GUARDED = readFileSync(join(first.root, 'index.html'), 'utf8').replace(
  '<script',
  `<meta http-equiv="Content-Security-Policy" content="script-src 'self'"><script`,
);

test(
  'in a worker, parts are fetched as they are needed, and a missing one is said and tried again',
  scene(async (world) => {
    const { site, page, find } = world;
    site.answer('/', { body: GUARDED });
    site.answer(CARDS, { status: 404 });
    await type(world, 'harbour');
    await find.retry.waitFor();
    assert.equal(await find.detail.textContent(), 'Part of the search index could not be loaded.');
    site.heal(CARDS);
    await find.retry.click();
    await excerpt(page).waitFor();
    assert.equal(page.workers().length, 1);
    assert.equal(site.asked(first.folder + 'm.bin'), 2, 'once for the page, once for the worker');
  }),
);

test(
  'in a worker, a query that was typed over is given up, and a deploy is not seen',
  scene(async (world) => {
    const { site, page, find } = world;
    site.answer('/', { body: GUARDED });
    await type(world, 'harbour');
    await excerpt(page).waitFor();
    const release = site.hold(CARDS);
    const before = matching(site, CARDS).length;
    await find.input.fill('quarry');
    await until(
      () => matching(site, CARDS),
      (list) => list.length > before,
      'its cards are asked for',
    );
    await find.input.fill('xylophone');
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'the newer one is answered',
    );
    release();
    site.heal(CARDS);
    site.publish(second.root);
    site.answer('/', { body: GUARDED });
    await find.input.fill('edition two');
    await until(
      () => find.marks.allTextContents(),
      (marks) => marks.includes('two'),
      'the second index answers',
    );
    assert.equal(await find.retry.isVisible(), false);
    await find.input.fill('saffron');
    await until(
      () => find.links.first().textContent(),
      (text) => /saffron/.test(text),
      'and continues',
    );
    assert.equal(matching(site, /findlet\.json$/).length, 1);
  }),
);

test(
  'a scope limits the search to a directory',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.host.evaluate((host) => (host.scope = '/v2/'));
    await find.input.fill('harbour');
    await find.results.first().waitFor();
    const paths = await find.links.evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    assert.ok(
      paths.every((path) => path.startsWith('/v2/')),
      paths.join(),
    );
    await find.input.fill('glacier');
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'none is elsewhere',
    );
  }),
);

test(
  'search() answers with titles, and waits for excerpts where that is asked',
  scene(async ({ site, page }) => {
    await page.goto(site.origin);
    const found = await page.evaluate(async () => {
      const { init, search } = await import(new URL('findlet/findlet.js', location.href).href);
      const { memory } = await init();
      const quick = await search('lantern', { limit: 3 });
      const whole = await search('lantern', { limit: 3, excerpts: true });
      return { quick: quick.results, whole: whole.results, bytes: memory.buffer.byteLength };
    });
    assert.deepEqual(
      found.quick.map((hit) => hit.excerpt),
      [null, null, null],
    );
    assert.ok(found.whole.every((hit) => /lantern/.test(hit.excerpt.text)));
    assert.deepEqual(
      found.quick.map((hit) => hit.document),
      found.whole.map((hit) => hit.document),
    );
    assert.ok(found.bytes > 65_536);
  }),
);

test(
  'what was used of an index is there offline, the rest is said to be missing',
  scene(async ({ site, page, find }) => {
    const front = readFileSync(join(first.root, 'index.html'), 'utf8').replace(
      '<findlet-search>',
      '<findlet-search offline>',
    );
    site.answer('/', { body: front });
    site.answer('/findlet-sw.js', { body: 'importScripts("findlet/findlet.sw.js");' });
    await page.goto(site.origin);
    await until(
      () => page.evaluate(async () => !!(await caches.match(document.querySelector('script').src))),
      (is) => is,
      'the shell is kept',
    );
    await page.reload();
    await find.input.fill('harbour');
    await excerpt(page).waitFor();
    await page.waitForLoadState('networkidle');
    await site.close();
    await page.reload();
    await find.input.fill('harbour');
    await excerpt(page).waitFor();
    await find.input.fill('quarry');
    await find.retry.waitFor();
    assert.equal(await find.detail.textContent(), 'Part of the search index could not be loaded.');
  }, WITH_WORKER),
);
