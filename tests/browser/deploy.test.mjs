/** Shells and indexes of different builds: what a cache kept, and what a deploy replaced. */

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { WITH_WORKER, stage, until } from './browser.mjs';
import { DIST, FOLDER, WASM } from './site.mjs';

const scene = stage(undefined, WITH_WORKER);

const NAME = FOLDER.split('/')[2];
const OTHER = 'fedcba9876543210';
const SHELL = '/findlet/findlet.js';
const POINTER = '/findlet/findlet.json';

/** A page without a service worker, which reads the pointer too. */
const PLAIN = `<!doctype html><html lang="en"><title>A page</title>
  <script src="/findlet/findlet.load.js" defer></script><findlet-search></findlet-search>`;

/** The same site, built again: the index is in another folder. */
let rebuilt = '';

before(async () => {
  rebuilt = await mkdtemp(join(tmpdir(), 'findlet-deploy-'));
  await cp(DIST, rebuilt, { recursive: true });
  await rename(join(rebuilt, FOLDER), join(rebuilt, 'findlet', OTHER));
  for (const path of [SHELL, POINTER]) {
    const text = await readFile(join(rebuilt, path), 'utf8');
    assert.ok(text.includes(NAME), `${path} names the folder`);
    await writeFile(join(rebuilt, path), text.replaceAll(NAME, OTHER));
  }
});

after(() => rm(rebuilt, { recursive: true }));

/** The hint in the shell where the index is, as the site's build put it in. */
const HINT = /\{\\x22default.*?\}\}\}/;

/**
 * Puts something else where it must be.
 *
 * @param {string} text
 * @param {RegExp} what
 * @param {string} other
 */
function replaced(text, what, other) {
  assert.match(text, what);
  return text.replace(what, () => other);
}

/** How often a file was asked for; all that was is shown where it is not `times`. */
function assertAsked({ requests, asked }, path, times) {
  assert.equal(asked(path), times, `${path} among ${requests.join(' ')}`);
}

/** Types a query, and expects an answer and no complaint. */
async function searches({ site, page, find }) {
  await page.goto(site.origin);
  await find.input.fill('ministry');
  await find.results.first().waitFor();
  assert.equal(await find.retry.isVisible(), false);
}

test(
  'an old shell finds the index of a newer build',
  scene(async (world) => {
    const { site } = world;
    site.answer(SHELL, { body: await readFile(join(DIST, SHELL)) });
    site.answer('/', { body: PLAIN });
    site.publish(rebuilt);
    await searches(world);
    assertAsked(site, POINTER, 1);
    assertAsked(site, `/findlet/${OTHER}/findlet.wasm`, 1);
  }),
);

test(
  'a new shell finds the index of an older build',
  scene(async (world) => {
    const { site } = world;
    site.answer(SHELL, { body: await readFile(join(rebuilt, SHELL)) });
    site.answer('/', { body: PLAIN });
    await searches(world);
    assertAsked(site, POINTER, 1);
    assertAsked(site, WASM, 1);
  }),
);

test('a host that answers a page for what is gone makes no difference', async (context) => {
  const page = { body: '<!doctype html><title>Welcome</title>', headers: { 'content-type': 'text/html' } };
  for (const gone of [
    ['findlet.wasm'],
    ['findlet.engine.js'],
    ['findlet.engine.js', 'findlet.view.js', 'findlet.wasm'],
  ]) {
    await context.test(
      gone.join(),
      scene(async (world) => {
        const { site } = world;
        site.answer(SHELL, { body: await readFile(join(DIST, SHELL)) });
        for (const name of gone) site.answer(FOLDER + name, page);
        site.publish(rebuilt);
        await searches(world);
      }),
    );
  }
});

test(
  'without a hint the pointer is read, once',
  scene(async (world) => {
    const { site } = world;
    const shell = await readFile(join(DIST, SHELL), 'utf8');
    site.answer(SHELL, { body: replaced(shell, HINT, 'FINDLET_INDEXES') });
    site.answer('/', { body: PLAIN });
    await searches(world);
    assertAsked(site, POINTER, 1);
  }),
);

test(
  'with a hint the pointer is not read',
  scene(async (world) => {
    world.site.answer('/', { body: PLAIN });
    await searches(world);
    assertAsked(world.site, POINTER, 0);
  }),
);

test(
  'the index is that of the language the widget stands in, or else the site’s own',
  scene(async ({ site, page, find }) => {
    site.publish(rebuilt);
    const pointer = JSON.parse(await readFile(join(rebuilt, POINTER), 'utf8'));
    pointer.indexes.vi = { folder: OTHER, sharded: false };
    pointer.indexes.en.folder = 'gone';
    const shell = await readFile(join(DIST, SHELL), 'utf8');
    const hint = JSON.stringify(pointer).replaceAll('"', '\\x22');
    site.answer(SHELL, { body: replaced(shell, HINT, hint) });
    site.answer(POINTER, { body: JSON.stringify(pointer) });
    for (const language of ['vi', 'vi-VN', 'VI']) {
      await page.goto(site.origin);
      await find.host.evaluate((host, lang) => (host.lang = lang), language);
      await find.input.fill('ministry');
      await find.results.first().waitFor();
      assert.equal(site.asked('/findlet/gone/findlet.wasm'), 0, language);
    }
    await page.goto(site.origin);
    await find.host.evaluate((host) => (host.lang = 'fr'));
    await find.input.fill('ministry');
    await find.retry.waitFor();
    assert.ok(site.asked('/findlet/gone/findlet.wasm') > 0);
  }),
);

test(
  'a button below the results asks the indexes of other languages too, and their hits come last',
  scene(async ({ site, page, find }) => {
    const pointer = JSON.parse(await readFile(join(rebuilt, POINTER), 'utf8'));
    site.publish(rebuilt);
    pointer.indexes.vi = { ...pointer.indexes.en, others: ['en'] };
    pointer.indexes.en.others = ['vi'];
    const shell = await readFile(join(DIST, SHELL), 'utf8');
    site.answer(SHELL, { body: replaced(shell, HINT, JSON.stringify(pointer).replaceAll('"', '\\x22')) });
    site.answer(POINTER, { body: JSON.stringify(pointer) });
    await page.goto(site.origin);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    const own = await find.results.count();
    const button = find.host.locator('.widen');
    await button.waitFor();
    await button.click();
    await find.host.getByText(`${own} more in other languages`).waitFor();
    assert.equal(await find.results.count(), 2 * own);
    assert.equal(await button.isVisible(), false);
    assert.equal(await find.host.getAttribute('lang'), '*');
    assert.ok(await find.input.evaluate((input) => input.getRootNode().activeElement === input));
  }),
);

test(
  'where there is one index, no other language is offered',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    assert.equal(await find.host.locator('.widen').count(), 0);
  }),
);

test(
  'the engine alone opens the index beside it',
  scene(async ({ site, page }) => {
    site.answer('/page.html', { body: '<!doctype html><title>A page</title>' });
    await page.goto(site.origin + '/page.html');
    const found = await page.evaluate(async (url) => {
      const { init, search } = await import(url);
      const { memory } = await init();
      const { results } = await search('ministry', { limit: 1 });
      return [results.length, results[0].url, memory.buffer.byteLength > 65536];
    }, `${site.origin}${FOLDER}findlet.engine.js`);
    assert.equal(found[0], 1);
    assert.match(found[1], new RegExp(`^${site.origin}/articles/`));
    assert.equal(found[2], true);
    assert.deepEqual(
      site.requests.filter((url) => url.includes('findlet')),
      [`${FOLDER}findlet.engine.js`, WASM],
    );
  }),
);

test(
  'after a deploy the service worker keeps the new index in place of the old, and the pages',
  scene(async ({ site, page, find }) => {
    const kept = () =>
      page.evaluate(async () => {
        const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
        const requests = await Promise.all(caches_.map((cache) => cache.keys()));
        return requests.flat().map(({ url }) => new URL(url).pathname);
      });
    await page.goto(site.origin);
    await find.input.waitFor();
    await until(kept, (paths) => paths.includes(WASM) && paths.includes('/demo.css'), 'page and index are kept');
    const worker = await readFile(join(DIST, 'findlet/findlet.sw.js'), 'utf8');
    site.answer('/findlet/findlet.sw.js', { body: replaced(worker, /[0-9a-f]{16}(?=["'`])/, OTHER) });
    site.publish(rebuilt);
    await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration()).update()));
    const fresh = ['engine.js', 'view.js', 'wasm'].map((name) => `/findlet/${OTHER}/findlet.${name}`);
    const paths = await until(
      kept,
      (list) => fresh.every((path) => list.includes(path)) && !list.some((path) => path.startsWith(FOLDER)),
      'the new index is kept and the old one gone',
    );
    assert.ok(paths.includes('/') && paths.includes('/demo.css'));
    await site.close();
    await page.reload();
    await find.input.fill('ministry');
    await find.results.first().waitFor();
  }),
);
