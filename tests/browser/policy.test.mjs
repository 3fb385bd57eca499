/** Pages with strict policies. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { WITH_WORKER, failures, stage, until } from './browser.mjs';
import { FOLDER, STRICT, WASM } from './site.mjs';

const scene = stage(undefined, WITH_WORKER);

/** Collects what the policy refused. */
const watch = (page) =>
  page.addInitScript(() => {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });

test(
  'search and offline work under the strictest policy, which refuses nothing',
  scene(async ({ site, page, find }) => {
    site.everywhere['content-security-policy'] = STRICT;
    // A worker obeys its own file's policy, and there importScripts with a plain address is refused.
    site.answer('/findlet-sw.js', { headers: { 'content-security-policy': "script-src 'self'; connect-src 'self'" } });
    await watch(page);
    await page.goto(site.origin);
    await find.input.pressSequentially('ministry');
    await find.results.first().waitFor();
    assert.ok((await find.marks.count()) > 0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await find.input.fill('xylophone');
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'nothing is found',
    );
    await until(
      () => page.evaluate(() => navigator.serviceWorker.controller !== null),
      (is) => is,
      'the worker is registered',
    );
    // The panel is where it belongs: its style sheet and its position were not refused.
    assert.ok((await find.panel.boundingBox()).y > (await find.input.boundingBox()).y);
    assert.deepEqual(await page.evaluate(() => window.refused), []);
  }),
);

test(
  'where the policy’s name is taken, search works and offline says that it doesn’t',
  scene(async ({ site, page, find }) => {
    site.everywhere['content-security-policy'] = STRICT.replace('trusted-types findlet', "trusted-types 'none'");
    const said = await failures(page);
    await page.goto(site.origin);
    await until(said, (list) => list.some(({ code }) => code === 'no-worker'), 'it is said');
    await find.input.fill('ministry');
    await find.results.first().waitFor();
  }),
);

/** What a host can't send as a header, a page can say of itself. */
const META = ["default-src 'self'", "script-src 'self'", "require-trusted-types-for 'script'", 'trusted-types findlet'];
const [REMOTE, WORKER] = ['remote', 'worker'].map((end) => `${FOLDER}findlet.${end}.js`);

/** A page that forbids wasm in its markup. */
const guarded = (attributes = '') => `<!doctype html><html lang="en"><title>Page</title>
  <meta http-equiv="Content-Security-Policy" content="${META.join('; ')}">
  <link rel="stylesheet" href="/findlet/findlet.css"><script src="/findlet/findlet.load.js" defer></script>
  <findlet-search ${attributes}></findlet-search>`;

/** Opens that page; what is refused is recorded. */
async function open({ site, page }, attributes) {
  site.answer('/page.html', { body: guarded(attributes) });
  await watch(page);
  await page.goto(site.origin + '/page.html');
}

test(
  'where a page’s own markup blocks wasm, the engine runs in a worker',
  scene(async (world) => {
    const { site, page, find } = world;
    await open(world);
    await find.input.pressSequentially('ministry');
    await find.results.first().waitFor();
    assert.ok((await find.marks.count()) > 0);
    assert.match(await find.links.first().getAttribute('href'), new RegExp(`^${site.origin}/articles/.*#:~:text=`));
    for (const text of ['vaccines', 'resolution', 'ministri', 'city']) await find.input.fill(text);
    await until(
      () => find.marks.first().textContent(),
      (mark) => mark === 'cities',
      'the last query is answered',
    );
    await find.input.fill('xylophone');
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'nothing is found',
    );
    assert.deepEqual([site.asked(REMOTE), site.asked(WORKER)], [1, 1], 'the page’s end, and the worker’s');
    // The browser says once that it refused wasm, and that is all it refused.
    const refused = await page.evaluate(() => window.refused);
    assert.ok(refused.length > 0 && refused.every((what) => /^script-src: wasm-eval/.test(what)), refused.join());
  }),
);

test(
  'where wasm is allowed there is no worker',
  scene(async ({ site, page, find }) => {
    site.answer('/page.html', { body: guarded().replace(META.join('; '), STRICT) });
    await page.goto(site.origin + '/page.html');
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    assert.equal(page.workers().length, 0);
    assert.deepEqual(
      site.requests.filter((url) => /worker|trusted/.test(url)),
      [],
    );
  }),
);

test(
  'one policy serves the worker of the engine and that of the offline attribute',
  scene(async (world) => {
    const { page, find } = world;
    const said = await failures(page);
    await open(world, 'offline');
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await until(
      () => page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.active),
      (is) => is,
      'the service worker is there',
    );
    assert.deepEqual(await said(), []);
  }),
);

test(
  'with that worker, a page that was visited searches offline',
  scene(async (world) => {
    const { site, page, find } = world;
    await open(world, 'offline');
    const kept = () =>
      page.evaluate(async () => {
        const names = await caches.keys();
        const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return lists.flat().map(({ url }) => new URL(url).pathname);
      });
    await until(kept, (list) => [WORKER, WASM, '/page.html'].every((path) => list.includes(path)), 'all is kept');
    await site.close();
    await page.reload();
    await find.input.fill('ministry');
    await find.results.first().waitFor();
  }),
);

test(
  'where the policy is a header of every file, the message names the directive',
  scene(async (world) => {
    const { site, page, find } = world;
    site.everywhere['content-security-policy'] = META.join('; ');
    await page.goto(site.origin);
    await find.input.fill('ministry');
    await find.retry.waitFor();
    assert.match(await find.detail.textContent(), /script-src.*'wasm-unsafe-eval'/);
  }),
);

test('where no worker can be started, the message names the directive', async (context) => {
  const policy = META.join('; ');
  for (const [name, meta, answer] of [
    ['its script is not there', policy, { status: 404 }],
    ['workers are forbidden', `${policy}; worker-src 'none'`, {}],
    ['the policy of Trusted Types is forbidden', policy.replace('types findlet', "types 'none'"), {}],
  ]) {
    await context.test(
      name,
      scene(async ({ site, page, find }) => {
        site.answer('/page.html', { body: guarded().replace(policy, meta) });
        site.answer(WORKER, answer);
        await page.goto(site.origin + '/page.html');
        await find.input.fill('ministry');
        await find.retry.waitFor();
        assert.match(await find.detail.textContent(), /script-src.*'wasm-unsafe-eval'/);
      }),
    );
  }
});

test(
  'what is wrong with the index is said from the worker, and trying again works',
  scene(async (world) => {
    const { site, page, find } = world;
    const whole = Buffer.from(await (await fetch(site.origin + WASM)).arrayBuffer());
    site.answer('/page.html', { body: guarded() });
    // The page is answered by a module that it may not compile; what its worker gets is half of it.
    site.answer(WASM, { body: whole.subarray(0, whole.length >> 1) });
    await page.goto(site.origin + '/page.html');
    await find.input.fill('ministry');
    await find.retry.waitFor();
    assert.match(await find.detail.textContent(), /findlet\.wasm is damaged: upload it again/);
    site.heal(WASM);
    await find.retry.click();
    await find.results.first().waitFor();
  }),
);

test(
  'search() from a worker is cancelled, reads pages and answers as it does without one',
  scene(async (world) => {
    const { site, page } = world;
    const asked = () =>
      page.evaluate(async () => {
        const { init, search } = await import(new URL('/findlet/findlet.js', location.href).href);
        const engine = await init();
        const plain = (value) => JSON.parse(JSON.stringify(value));
        const early = await search('city', { signal: AbortSignal.abort() }).catch(({ name }) => name);
        const ending = new AbortController();
        const late = search('city', { signal: ending.signal }).catch(({ name }) => name);
        ending.abort();
        return {
          early,
          late: await late,
          pages: plain([await search('city', { limit: 1 }), await search('city', { limit: 1, offset: 1 })]),
          refined: plain(await search('city', { filters: [{ name: 'none', any: ['such'] }], facets: ['topic'] })),
          suggested: plain(await engine.suggest('minis')),
          explained: plain(await engine.explain('ministry', 1)),
          parsed: plain(await engine.parse('"foreign affairs" -city')),
          again: (await engine.retry()) ?? null,
          answer: plain(await engine.answer('city')).total,
        };
      });
    await open(world);
    const there = await asked();
    assert.deepEqual([there.early, there.late], ['AbortError', 'AbortError']);
    assert.equal(page.workers().length, 1);
    site.answer('/plain.html', { body: '<!doctype html><html lang="en"><title>Page</title>' });
    await page.goto(site.origin + '/plain.html');
    assert.deepEqual(there, await asked());
    assert.equal(page.workers().length, 0);
  }),
);
