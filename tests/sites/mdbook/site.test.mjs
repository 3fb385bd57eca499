/** The renderer in a book of mdBook: built, and searched in Chromium. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';

import { stage } from '../../browser/browser.mjs';
import { beside, failure, fresh } from '../place.mjs';
import { SHOTS, scenarios, visit } from '../scenarios.mjs';
import { BASE, files, SEARCH } from './site.mjs';

/** Where it is installed, and where the book is. @type {string} */
let home;
/** @type {Awaited<ReturnType<typeof beside>>['run']} */
let run;
const served = () => join(home, 'site/served');

/** @param {string} at */
const build = (at) => run(join(home, 'bin/mdbook'), ['build'], at);

before(async () => {
  ({ at: home, run } = await beside('mdbook'));
  await build(fresh(join(home, 'site'), files()));
});

/** Chooses one of mdBook's own themes. @param {import('playwright-core').Page} page @param {string} theme */
async function choose(page, theme) {
  await page.click('#mdbook-theme-toggle');
  await page.click(`#mdbook-theme-${theme}`);
  await page.locator(`html.${theme}`).waitFor();
  await page.keyboard.press('Escape');
}

scenarios({
  name: 'mdbook',
  root: served,
  base: BASE,
  first: 'rigging/mast.html',
  address: (path) => `${path}.html`,
  keeps: false,
  turn: (page, scheme) => choose(page, scheme === 'dark' ? 'navy' : 'light'),
});

const scene = stage(served);

for (const theme of ['rust', 'coal', 'ayu']) {
  test(
    `the theme ${theme} has the widget in its colours`,
    scene(async ({ site, page, find }) => {
      await visit(page, `${site.origin}${BASE}rigging/mast.html`);
      await choose(page, theme);
      await find.input.fill('keel');
      await find.results.first().waitFor();
      const colours = await find.panel.evaluate((panel) =>
        [panel, document.body.parentElement].map((one) => getComputedStyle(one).backgroundColor),
      );
      assert.equal(colours[0], colours[1]);
      await page.screenshot({ path: join(SHOTS, `mdbook-${theme}.png`) });
    }),
  );
}

test(
  'keys typed in the field are no keys of mdBook',
  scene(async ({ site, page, find }) => {
    const address = `${site.origin}${BASE}rigging/mast.html`;
    await page.goto(address);
    await page.keyboard.press('s');
    await page.locator('findlet-search:focus-within').waitFor();
    await page.keyboard.type('keel?');
    await find.results.first().waitFor();
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowLeft', '?'])
      await page.keyboard.press(key);
    assert.equal(page.url(), address);
    assert.ok(await page.locator('#mdbook-help-container').isHidden());
  }),
);

test(
  'a page that is not there has the field, too',
  scene(async ({ site, page, find }) => {
    const body = readFileSync(join(served(), BASE, '404.html'), 'utf8');
    site.answer(`${BASE}no/such/page.html`, { body, headers: { 'content-type': 'text/html' } });
    await visit(page, `${site.origin}${BASE}no/such/page.html`);
    await find.input.fill('ballast');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'The keel' }).waitFor();
  }),
);

test('neither the page for printing nor the search that it replaces is found or left', () => {
  const home = join(served(), BASE);
  assert.match(readFileSync(join(home, 'print.html'), 'utf8'), /noindex/);
  assert.ok(!existsSync(join(home, 'searchindex.js')));
  assert.doesNotMatch(readFileSync(join(home, 'hull/keel.html'), 'utf8'), /searcher/);
});

test('a book that is built again has its field once, and the search of what it says now', async () => {
  const at = fresh(join(home, 'again'), files());
  await build(at);
  writeFileSync(join(at, 'src/hull/keel.md'), '# The keel\n\nA sextant in its box.\n');
  await build(at);
  const page = readFileSync(join(at, 'served/html/hull/keel.html'), 'utf8');
  assert.equal(page.split('<findlet-search').length, 2);
  const found = await run('findlet', ['search', '--format', 'json', '--index', join(at, 'served/html'), 'sextant'], at);
  assert.equal(JSON.parse(found).hits[0].card.url, 'hull/keel.html');
});

test('what can not work is said, with what to do', async () => {
  const at = join(home, 'wrong');
  for (const [search, said] of [
    ['[output.search]\ncommand = "findlet mdbook"\n', /are both the search of this book: write `enable = false`/],
    [SEARCH.replace('output.search', 'output.findlet'), /before `html`, by their names: call it \[output\.search\]/],
    [`${SEARCH}base-url = "/x/"\n`, /base-url follows the book/],
    [`${SEARCH}exclude = ["**"]\n`, /nothing to index/],
  ]) {
    assert.match(await failure(build(fresh(at, files(search)))), said);
  }
});
