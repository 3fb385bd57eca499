/** The plugin in a Docusaurus site: built, and searched in Chromium. */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';

import { stage, until } from '../../browser/browser.mjs';
import { failure, fresh, installed, run } from '../place.mjs';
import { scenarios, visit } from '../scenarios.mjs';
import { BASE, files } from './site.mjs';

/** Where it is installed, and where the site is. @type {string} */
let home;
const site = () => join(home, 'site');
const served = () => join(home, 'served');

/** @param {string} at @param {string[]} words */
const docusaurus = (at, ...words) =>
  run('node', [join(home, 'node_modules/@docusaurus/core/bin/docusaurus.mjs'), ...words], { cwd: at });

before(async () => {
  home = await installed('docusaurus');
  fresh(site(), files());
  rmSync(served(), { recursive: true, force: true });
  mkdirSync(served());
  await docusaurus(site(), 'build', '--out-dir', join(served(), BASE));
});

scenarios({
  name: 'docusaurus',
  root: served,
  base: BASE,
  first: 'rigging/mast/',
  address: (path) => `${path}/`,
  keeps: true,
  async turn(page, scheme) {
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    await until(
      async () => {
        if ((await theme()) !== scheme)
          await page.evaluate(() => document.querySelector('.navbar [class*=toggleButton]').click());
        return theme();
      },
      (now) => now === scheme,
      `the theme is ${scheme}`,
    );
  },
});

const scene = stage(served);
const hrefs = (find) => find.links.evaluateAll((links) => links.map((link) => new URL(link.href).pathname));

test(
  'a page answers in its own version and language',
  scene(async ({ site, page, find }) => {
    for (const [start, query, expected] of [
      ['next/hull/keel/', 'knockdown', /^\/handbook\/next\//],
      ['hull/keel/', 'knockdown', /^\/handbook\/hull\//],
      ['fr/hull/keel/', 'baromètre', /^\/handbook\/fr\//],
    ]) {
      await visit(page, site.origin + BASE + start);
      await find.input.fill(query);
      await find.results.first().waitFor();
      for (const path of await hrefs(find)) assert.match(path, expected, query);
    }
  }),
);

test(
  'the page of results answers the query in its address, and is no result itself',
  scene(async ({ site, page, find }) => {
    await page.goto(`${site.origin}${BASE}search/?q=ballast`);
    await find.links.first().filter({ hasText: 'The keel' }).waitFor();
    assert.equal(await find.host.count(), 1);
    await find.input.fill('search the documentation');
    await find.message.first().waitFor();
    assert.ok(!(await hrefs(find)).some((path) => path.includes('/search')));
  }),
);

test(
  'a file beside the pages is left to the browser',
  scene(async ({ site, page, find }) => {
    await visit(page, site.origin + BASE);
    await find.input.fill('oilcloth');
    await find.results.first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/plain/);
    await page.locator('h1', { hasText: 'Plain sheet' }).waitFor();
  }),
);

test(
  'nothing moves and nothing is written to the console while the page wakes up',
  scene(async ({ site, page, find }) => {
    const said = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.moved += entry.value))).observe({
        type: 'layout-shift',
        buffered: true,
      });
    });
    await visit(page, site.origin + BASE + 'hull/keel/', { waitUntil: 'networkidle' });
    await find.input.waitFor();
    assert.deepEqual(said, []);
    assert.equal(await page.evaluate(() => window.moved), 0);
  }),
);

/** Builds a site that is wrong in a way, and returns what is said. @param {object} more @param {Record<string, string>} [others] */
const refused = (more, others) => {
  const at = fresh(join(home, 'wrong'), { ...files(more), ...others });
  return failure(docusaurus(at, 'build', '--locale', 'en'));
};

test('what can not work is said before anything is built', async () => {
  assert.match(await refused({ future: { experimental_router: 'hash' } }), /the hash router writes none/);
  assert.match(await refused({ themes: [['@findlet/docusaurus', { baseUrl: '/x/' }]] }), /no option baseUrl/);
  const both = { themes: ['@findlet/docusaurus', '@easyops-cn/docusaurus-search-local'] };
  assert.match(await refused(both), /@easyops-cn\/docusaurus-search-local are both the search of this site/);
});

test('no page that could be searched is an error', async () => {
  const said = await refused({ themes: [['@findlet/docusaurus', { exclude: ['**'] }]] });
  assert.match(said, /nothing to index/);
});

test('the index is there once, at the root of all languages', () => {
  assert.ok(existsSync(join(served(), BASE, 'findlet/findlet.json')));
  assert.ok(!existsSync(join(served(), BASE, 'fr/findlet')));
});
