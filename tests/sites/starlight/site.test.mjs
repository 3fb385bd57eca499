/** The plugin in a Starlight site: built, and searched in Chromium. */

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';

import { stage } from '../../browser/browser.mjs';
import { failure, fresh, installed, newerNode, run } from '../place.mjs';
import { scenarios, visit } from '../scenarios.mjs';
import { BASE, files } from './site.mjs';

/** Where it is installed, and where the site is. @type {string} */
let home;
const served = () => join(home, 'site/served');

/** @param {string} at */
const astro = (at) =>
  run(newerNode(), [join(home, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: at,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });

before(async () => {
  home = await installed('starlight');
  await astro(fresh(join(home, 'site'), files()));
});

scenarios({
  name: 'starlight',
  root: served,
  base: BASE,
  first: 'rigging/mast/',
  address: (path) => `${path}/`,
  keeps: false,
  turn: (page, scheme) =>
    page.evaluate((scheme) => {
      const select = document.querySelector('starlight-theme-select select');
      select.value = scheme;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, scheme),
});

const scene = stage(served);

test('Pagefind is gone', () => assert.ok(!existsSync(join(served(), BASE, 'pagefind'))));

test(
  'a page answers in its own language, and a page that is not translated yet in English',
  scene(async ({ site, page, find }) => {
    for (const [start, query, title] of [
      ['fr/hull/keel/', 'baromètre', 'Le baromètre'],
      ['hull/keel/', 'barometer', 'The barometer'],
    ]) {
      await visit(page, site.origin + BASE + start);
      await find.input.fill(query);
      await find.links.first().filter({ hasText: title }).waitFor();
    }
  }),
);

test(
  'what pagefind: false and data-pagefind-ignore take out is not found',
  scene(async ({ site, page }) => {
    await page.goto(site.origin + BASE);
    const found = await page.evaluate(async (script) => {
      const { search } = await import(script);
      const titles = async (query) => (await search(query)).results.map(({ title }) => title);
      return [await titles('rum'), await titles('marlinspike'), await titles('sextant')];
    }, `${site.origin}${BASE}findlet/findlet.js`);
    assert.deepEqual(found, [[], ['Partly'], []]);
  }),
);

test(
  'without a trailing slash in the site there is none in a hit',
  scene(async () => {
    const at = fresh(join(home, 'bare'), files({ more: "trailingSlash: 'never', build: { format: 'file' }," }));
    await astro(at);
    const out = join(at, 'served', BASE);
    const found = await run(
      join(home, `node_modules/@findlet/${process.platform}-${process.arch}/findlet`),
      ['search', '--format', 'json', '--index', join(out, 'findlet'), 'keel'],
      {},
    );
    assert.equal(JSON.parse(found).hits[0].card.url, 'hull/keel');
  }),
);

test('what can not work is said before anything is built', async () => {
  const said = (/** @type {string} */ plugins) => failure(astro(fresh(join(home, 'wrong'), files({ plugins }))));
  assert.match(await said("[findlet({ baseUrl: '/x/' })]"), /no option baseUrl/);
  assert.match(await said('[findlet(), findlet()]'), /are both the search of this site/);
});
