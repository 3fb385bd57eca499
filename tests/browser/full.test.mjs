/** The full engine of an index in parts: it comes when a query needs it, and from where. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { WITH_WORKER, stage, until } from './browser.mjs';
import { TERMS, excerpt, matching, sharded, type } from './sharded.mjs';

const first = sharded('one');
const second = sharded('two');
const scene = stage(() => first.root);
const FULL = /\/findlet\.full\.wasm$/;

const front = readFileSync(join(first.root, 'index.html'), 'utf8');
/** Blocks wasm in the page, but not in a worker. */
const GUARDED = front.replace(
  '<script',
  `<meta http-equiv="Content-Security-Policy" content="script-src 'self'"><script`,
);

for (const [where, answer] of [
  ['in the page', front],
  ['in a worker', GUARDED],
]) {
  test(
    `${where}, words bring no full engine, an exclusion brings it once, and no part comes again`,
    scene(async (world) => {
      const { site, page, find } = world;
      site.answer('/', { body: answer });
      await type(world, 'harbour 12:30');
      await excerpt(page).waitFor();
      assert.deepEqual(matching(site, FULL), []);
      const release = site.hold(FULL);
      await find.input.fill('harbour -winter');
      await until(
        () => matching(site, FULL),
        (list) => list.length,
        'the full engine is asked for',
      );
      await find.input.fill('quarry');
      await until(
        () => find.links.first().textContent(),
        (text) => /quarry/.test(text),
        'words are answered meanwhile',
      );
      release();
      site.heal(FULL);
      await find.input.fill('quarry -winter');
      await until(
        () => find.message.textContent(),
        (text) => /^No results/.test(text),
        'the exclusion is answered',
      );
      await find.input.fill('"quarry before the winter"');
      await excerpt(page).waitFor();
      assert.equal(matching(site, FULL).length, 1);
      const terms = matching(site, TERMS);
      assert.equal(new Set(terms).size, terms.length, terms.join());
    }),
  );
}

test(
  'a deploy between words and a phrase is not seen',
  scene(async (world) => {
    const { site, page, find } = world;
    await type(world, 'harbour');
    await excerpt(page).waitFor();
    site.publish(second.root);
    await find.input.fill('"edition two"');
    await until(
      () => find.marks.allTextContents(),
      (marks) => marks.includes('two'),
      'the second index answers',
    );
    assert.equal(await find.retry.isVisible(), false);
    assert.deepEqual(
      matching(site, FULL),
      [first, second].map(({ folder }) => `${folder}findlet.full.wasm`),
    );
  }),
);

test(
  'a full engine that does not come is said, words are answered, and trying again brings it',
  scene(async (world) => {
    const { site, page, find } = world;
    site.answer(FULL, { status: 404 });
    await type(world, '"quarry before"');
    await find.retry.waitFor();
    await find.input.fill('quarry');
    await excerpt(page).waitFor();
    site.heal(FULL);
    await find.input.fill('"quarry before the"');
    await excerpt(page).waitFor();
    assert.equal(await find.retry.isVisible(), false);
  }),
);

test(
  'offline there are both engines',
  scene(async ({ site, page, find }) => {
    site.answer('/', { body: front.replace('<findlet-search>', '<findlet-search offline>') });
    site.answer('/findlet-sw.js', { body: 'importScripts("findlet/findlet.sw.js");' });
    await page.goto(site.origin);
    await until(
      () => page.evaluate(async (url) => !!(await caches.match(url)), `${first.folder}findlet.full.wasm`),
      (is) => is,
      'the full engine is kept before anybody needs it',
    );
    await page.reload();
    await find.input.fill('harbour');
    await excerpt(page).waitFor();
    await page.waitForLoadState('networkidle');
    await site.close();
    await page.reload();
    await find.input.fill('harbour -harbour');
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'the full engine answers',
    );
  }, WITH_WORKER),
);
