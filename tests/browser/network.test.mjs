/** What networks and hosts do to an index in parts: what the visitor is told, and how it mends. The README has the table. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { WITH_WORKER, stage, until } from './browser.mjs';
import { CARDS, TERMS, TEXTS, excerpt, matching, sharded, type } from './sharded.mjs';

const first = sharded('one');
const second = sharded('two');
const scene = stage(() => first.root, WITH_WORKER);

const MANIFEST = first.folder + 'm.bin';
const WASM = first.folder + 'findlet.wasm';
const PAGE = { body: '<!doctype html><title>Not found</title>', headers: { 'content-type': 'text/html' } };
const INCOMPLETE = 'Part of the search index could not be loaded.';

/** Types, and expects results without a word about what happened. */
async function unnoticed(world) {
  const { page, find } = world;
  await type(world);
  await excerpt(page).waitFor();
  assert.equal(await find.retry.isVisible(), false);
}

/** Types, expects a message, puts things right, presses the button and expects results. */
async function mended(world, what, said) {
  const { site, page, find } = world;
  await type(world);
  await find.retry.waitFor();
  assert.equal(await find.detail.textContent(), said);
  site.heal(what);
  await find.retry.click();
  await excerpt(page).waitFor();
  await until(
    () => find.retry.isVisible(),
    (is) => !is,
    'the complaint is gone',
  );
  assert.equal(await find.input.inputValue(), 'harbour');
  assert.equal(await find.focused(), 'input');
}

test(
  'slow parts: that it loads is said, typing continues, and nothing is lost',
  scene(async (world) => {
    const { site, find } = world;
    const release = site.hold(TERMS);
    await type(world, 'harb');
    await until(
      () => find.message.textContent(),
      (text) => /^Loading search…/.test(text),
      'the wait is explained',
    );
    await find.input.pressSequentially('our');
    release();
    await until(
      () => find.links.first().textContent(),
      (text) => /harbour/.test(text),
      'the whole word is answered',
    );
    assert.equal(await find.input.inputValue(), 'harbour');
  }),
);

test(
  'parts that come out of order are put where they belong',
  scene(async (world) => {
    const { site, page, find } = world;
    await page.goto(site.origin);
    // The older query's parts come last, and its answer with them.
    const old = site.hold(CARDS);
    await find.input.fill('harbour');
    await until(
      () => matching(site, CARDS),
      (list) => list.length > 0,
      'cards are asked for',
    );
    site.heal(CARDS);
    const texts = site.hold(TEXTS);
    await find.input.fill('glacier lantern');
    await find.input.fill('glacier');
    await until(
      () => find.links.first().textContent(),
      (text) => /glacier/.test(text),
      'the newer one is answered',
    );
    old();
    texts();
    await until(
      () => excerpt(page).textContent(),
      (text) => text === 'glacier',
      'its excerpts are there',
    );
    const titles = await find.links.allTextContents();
    assert.ok(
      titles.every((title) => /glacier/.test(title)),
      titles.join(),
    );
    assert.equal(await find.retry.isVisible(), false);
  }),
);

test('a page in place of a part, with 404: it is said, and trying again mends it', async (context) => {
  for (const [name, what] of Object.entries({ terms: TERMS, cards: CARDS })) {
    await context.test(
      name,
      scene(async (world) => {
        world.site.answer(what, { ...PAGE, status: 404 });
        await mended(world, what, INCOMPLETE);
      }),
    );
  }
});

test('a manifest that can’t be loaded is named, and trying again mends it', async (context) => {
  for (const [name, answer, said] of [
    ['missing', { status: 404 }, (url) => `The search engine is not there: ${url} answered 404.`],
    ['a page with 404', { ...PAGE, status: 404 }, (url) => `The search engine is not there: ${url} answered 404.`],
    ['a page', PAGE, (url) => `An HTML page came back from ${url}: the search engine is not there.`],
    ['a server in trouble', { status: 500 }, (url) => `The search engine is not there: ${url} answered 500.`],
    ['garbage', { body: 'garbage' }, (url) => `What came from ${url} is damaged: upload it again.`],
    ['cut half-way', { cut: true }, (url) => `There was no answer from ${url}.`],
  ]) {
    await context.test(
      name,
      scene(async (world) => {
        world.site.answer(MANIFEST, answer);
        await mended(world, MANIFEST, said(world.site.origin + MANIFEST));
      }),
    );
  }
});

test('what was cut half-way is asked for again, and nobody is told', async (context) => {
  for (const name of ['findlet.wasm', 'm.bin', 'findlet.engine.js', 'findlet.view.js']) {
    await context.test(
      name,
      scene(async (world) => {
        const path = first.folder + name;
        world.site.answer(path, { cut: true, once: true });
        await unnoticed(world);
        assert.ok(world.site.asked(path) > 1);
      }),
    );
  }
  for (const [name, what] of Object.entries({ terms: TERMS, cards: CARDS, texts: TEXTS })) {
    await context.test(
      name,
      scene(async (world) => {
        world.site.answer(what, { cut: true, once: true });
        await unnoticed(world);
        await until(
          () => matching(world.site, what),
          (list) => list.length > new Set(list).size,
          'one is asked for twice',
        );
        assert.equal(await world.find.retry.isVisible(), false);
      }),
    );
  }
});

test(
  'a module that is cut whenever it is asked for is named, and trying again mends it',
  scene(async (world) => {
    world.site.answer(WASM, { cut: true });
    await mended(world, WASM, `There was no answer from ${world.site.origin}${WASM}.`);
  }),
);

test(
  'a server that was in trouble for a moment: nobody is told',
  scene(async (world) => {
    for (const what of [WASM, MANIFEST, TERMS, CARDS, TEXTS]) world.site.answer(what, { status: 503, once: true });
    await unnoticed(world);
  }),
);

test('parts of a wrong type are read by what they hold', async (context) => {
  for (const type of ['text/html', 'text/plain; charset=utf-8', 'application/x-gzip', '']) {
    await context.test(
      type || 'none',
      scene(async (world) => {
        world.site.answer(/\.bin$/, { headers: { 'content-type': type } });
        await unnoticed(world);
      }),
    );
  }
});

test(
  'a service worker with the old version: what it lacks comes from the new index, and the page never notices',
  scene(async (world) => {
    const { site, page, find } = world;
    const front = readFileSync(join(first.root, 'index.html'), 'utf8').replace(
      '<findlet-search>',
      '<findlet-search offline>',
    );
    site.answer('/', { body: front });
    site.answer('/findlet-sw.js', { body: 'importScripts("findlet/findlet.sw.js");' });
    await page.goto(site.origin);
    await until(
      () =>
        page.evaluate(
          async () =>
            !!(await caches.match(document.querySelector('script').src)) && !!navigator.serviceWorker.controller,
        ),
      (is) => is,
      'the shell is kept',
    );
    await page.reload();
    await find.input.fill('harbour');
    await excerpt(page).waitFor();
    // The host has the new site, but still sends the old worker: a browser asks for it once a day.
    const old = readFileSync(join(first.root, 'findlet/findlet.sw.js'));
    site.publish(second.root);
    site.answer('/findlet/findlet.sw.js', { body: old });
    await page.reload();
    await find.input.fill('edition two');
    await until(
      () => find.marks.allTextContents(),
      (marks) => marks.includes('two'),
      'the new index answers',
    );
    assert.equal(await find.retry.isVisible(), false);
    await find.input.fill('saffron');
    await until(
      () => find.links.first().textContent(),
      (text) => /saffron/.test(text),
      'and continues',
    );
  }),
);
