/** What a visitor is told when something is missing, and that trying again works. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { WITH_WORKER, engine, stage, until } from './browser.mjs';
import { ENGINE, WASM } from './site.mjs';

const scene = stage(undefined, WITH_WORKER);

const PAGE = '<!doctype html><html><title>Welcome</title><h1>Welcome</h1></html>';

/** Types a query and returns what is said instead of results. */
async function complaint({ site, page, find }, query = 'ministry') {
  await page.goto(site.origin);
  await find.input.pressSequentially(query);
  await find.retry.waitFor();
  assert.equal(await find.message.textContent(), 'Search is not available');
  return find.detail.textContent();
}

/** Presses the button and expects results for what was typed. */
async function retry({ find }) {
  await find.retry.click();
  await find.results.first().waitFor();
  assert.equal(await find.input.inputValue(), 'ministry');
  assert.equal(await find.focused(), 'input');
}

test(
  'a missing module is named with its status',
  scene(async (world) => {
    const { site } = world;
    site.answer(WASM, { status: 404 });
    assert.equal(await complaint(world), `The search engine is not there: ${site.origin}${WASM} answered 404.`);
    site.heal(WASM);
    await retry(world);
  }),
);

test(
  'a page in place of the module is said to be one',
  scene(async (world) => {
    const { site } = world;
    site.answer(WASM, { body: PAGE, headers: { 'content-type': 'text/html' } });
    assert.equal(
      await complaint(world),
      `An HTML page came back from ${site.origin}${WASM}: the search engine is not there.`,
    );
    site.heal(WASM);
    await retry(world);
  }),
);

test(
  'a module of a wrong type works, fetched once',
  scene(async ({ site, page, find }) => {
    for (const type of ['application/octet-stream', 'text/plain', 'application/wasm; charset=utf-8']) {
      site.answer(WASM, { headers: { 'content-type': type } });
      await page.goto(site.origin);
      const fetched = () => page.evaluate((url) => performance.getEntriesByName(url).length, site.origin + WASM);
      await find.input.fill('ministry');
      await find.results.first().waitFor();
      assert.equal(await fetched(), 1, type);
    }
  }),
);

test('a damaged module is said to be one', async (context) => {
  for (const type of ['application/wasm', 'application/octet-stream']) {
    await context.test(
      type,
      scene(async (world) => {
        const { site } = world;
        const whole = Buffer.from(await (await fetch(site.origin + WASM)).arrayBuffer());
        site.answer(WASM, { body: whole.subarray(0, whole.length >> 1), headers: { 'content-type': type } });
        assert.equal(await complaint(world), `What came from ${site.origin}${WASM} is damaged: upload it again.`);
        site.heal(WASM);
        await retry(world);
      }),
    );
  }
});

test(
  'a missing engine is named',
  scene(async (world) => {
    const { site } = world;
    site.answer(ENGINE, { status: 404 });
    assert.equal(await complaint(world), `The search engine is not at ${site.origin}${ENGINE}.`);
    site.heal(ENGINE);
    await retry(world);
  }),
);

test(
  'offline, it is said that one is',
  scene(async (world) => {
    const { site, page, context, find } = world;
    await page.goto(site.origin);
    await find.input.waitFor();
    await page.evaluate(async () => {
      for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    });
    await find.host.evaluate((host) => host.removeAttribute('offline'));
    await page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));
    await context.setOffline(true);
    await find.input.pressSequentially('ministry');
    await find.retry.waitFor();
    assert.match(await find.detail.textContent(), /^You are offline/);
    // The network comes back, and nobody needs to press anything.
    await context.setOffline(false);
    await find.results.first().waitFor();
  }),
);

test(
  'a policy against wasm is named with the directive that is missing',
  scene(async (world) => {
    world.site.everywhere['content-security-policy'] = "default-src 'self'";
    assert.match(await complaint(world), /script-src.*'wasm-unsafe-eval'/);
  }),
);

test(
  'failing is an event with a code',
  scene(async (world) => {
    const { site, page } = world;
    site.answer(WASM, { status: 500 });
    await page.addInitScript(() => {
      window.failures = [];
      document.addEventListener('findlet-error', (event) => window.failures.push(event.detail.code));
    });
    await complaint(world);
    const codes = await until(
      () => page.evaluate(() => window.failures),
      (codes) => codes.length > 0,
      'the event is there',
    );
    assert.deepEqual([...new Set(codes)], ['missing']);
  }),
);

test(
  'a broken engine is not fetched anew for every letter',
  scene(async (world) => {
    const { site } = world;
    site.answer(WASM, { status: 404 });
    await complaint(world, 'ministry of foreign affairs');
    // Interest, the worker of the offline attribute, and once more for every two seconds.
    assert.ok(site.asked(WASM) < 6, String(site.asked(WASM)));
  }),
);

test(
  'a part that is missing is said, beside the results that are there',
  scene(async ({ site, page, find }) => {
    await page.addInitScript(() => {
      window.complete = false;
    });
    site.answer(ENGINE, {
      body: engine(() => ({
        failed: window.complete ? [] : ['parts/7.bin'],
        complete: window.complete,
        results: [{ title: 'One' }],
      })),
    });
    await page.goto(site.origin);
    await find.input.fill('one');
    await find.retry.waitFor();
    assert.equal(await find.detail.textContent(), 'Part of the search index could not be loaded.');
    assert.equal(await find.results.count(), 1);
    await page.evaluate(() => (window.complete = true));
    await find.retry.click();
    const panel = async () => [await find.results.count(), await find.retry.isVisible()].join();
    await until(panel, (seen) => seen === '1,false', 'the result is there and the complaint is gone');
  }),
);

test(
  'no query breaks the page',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    const queries = [
      'a'.repeat(10_000),
      'city '.repeat(2_000),
      '\ud800',
      'x\udfffcity',
      '!?.,;:',
      '"',
      '-',
      '   ',
      '🦆🇻🇳',
      '<img src=x onerror=alert(1)>',
      '\u0000',
      'é'.repeat(5_000),
      '\u202eabc',
      '٣٤',
      '%00%ff',
      '__proto__',
    ];
    for (const query of queries) {
      await find.input.evaluate((input, text) => {
        input.focus();
        input.value = text;
        input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }, query);
      const state = await until(
        () => find.panel.getAttribute('data-state'),
        (state) => state !== 'loading',
        `${query.slice(0, 20)} is answered`,
      );
      assert.ok(
        ['idle', 'none', 'results'].includes(state),
        `${query.slice(0, 20)}: ${state}, ${await find.detail.textContent()}`,
      );
    }
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    const { width } = await find.panel.boundingBox();
    assert.ok(width <= 1280);
  }),
);

test(
  'nothing in an index becomes markup, and no dangerous address a link',
  scene(async ({ site, page, find }) => {
    site.answer(ENGINE, {
      body: engine((query) => {
        const evil = '<img src=x onerror="window.broken=true"><script>window.broken=true</script>';
        const hit = (url) => ({
          url,
          title: evil,
          titleRanges: [[0, 4]],
          date: null,
          language: evil,
          score: 1,
          words: [evil],
          missing: [evil],
          excerpt: { text: evil, ranges: [[5, 8]], cutStart: true, cutEnd: true },
          summary: evil,
          metadata: { [evil]: evil },
        });
        return {
          query,
          total: 2,
          words: [evil],
          failed: [],
          complete: true,
          results: [hit(null), hit('https://example.org/')],
        };
      }),
    });
    await page.goto(site.origin);
    await find.input.fill('x');
    await find.hits(2);
    assert.equal(await page.locator('findlet-search [part=result] :is(img, script)').count(), 0);
    assert.equal(await find.links.first().getAttribute('href'), null);
    assert.equal(await page.evaluate(() => window.broken), undefined);
    await page.keyboard.press('ArrowDown');
    assert.equal(await find.links.nth(1).evaluate((link) => link.getRootNode().activeElement === link), true);
  }),
);

/** Lets every call into an instance trap as long as `window.broken` counts; counts the instances. */
function trapping() {
  // A module whose only function is `unreachable`.
  const bytes = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11,
  ];
  const { t: trap } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
  const { instantiate } = WebAssembly;
  Object.assign(window, { broken: 0, instances: 0 });
  const fragile =
    (call) =>
    (...given) => {
      if (window.broken && window.broken--) trap();
      return call(...given);
    };
  WebAssembly.instantiate = async (module, imports) => {
    window.instances++;
    const { exports } = await instantiate(module, imports);
    const parts = Object.entries(exports).map(([name, part]) => [
      name,
      typeof part === 'function' ? fragile(part) : part,
    ]);
    return { exports: Object.fromEntries(parts) };
  };
}

test(
  'an engine that traps is replaced, and the visitor sees the answer',
  scene(async ({ site, page, find }) => {
    await page.addInitScript(trapping);
    await page.goto(site.origin);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await page.evaluate(() => (window.broken = 1));
    await find.input.fill('vaccines');
    await until(
      () => find.marks.first().textContent(),
      (text) => /^vaccine/i.test(text),
      'the newer query is answered',
    );
    assert.equal(await find.retry.isVisible(), false);
    assert.deepEqual(await page.evaluate(() => [window.broken, window.instances]), [0, 2]);
  }),
);

test(
  'an engine that traps again and again is said to have stopped, and trying again works',
  scene(async ({ site, page, find }) => {
    await page.addInitScript(trapping);
    await page.goto(site.origin);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await page.evaluate(() => (window.broken = 1000));
    await find.input.fill('vaccines');
    await find.retry.waitFor();
    assert.equal(await find.detail.textContent(), 'The search engine stopped: load the page again.');
    await page.evaluate(() => (window.broken = 0));
    await find.retry.click();
    await find.results.first().waitFor();
    assert.equal(await find.input.inputValue(), 'vaccines');
  }),
);
