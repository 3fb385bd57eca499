/** The plugin in sites of MkDocs: Material, and the themes that MkDocs brings. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';

import { stage, until } from '../../browser/browser.mjs';
import { failure, fresh, GENERATORS } from '../place.mjs';
import { python } from '../python.mjs';
import { scenarios, visit } from '../scenarios.mjs';
import { BASE, files, MATERIAL } from './site.mjs';

const at = (/** @type {string} */ name) => join(GENERATORS, `mkdocs-${name}`);
const served = (/** @type {string} */ name) => join(at(name), 'served');

/** @type {(words: string[], cwd: string) => Promise<string>} */
let run;
const build = (/** @type {string} */ name) =>
  run(['mkdocs', 'build', '--quiet', '--site-dir', join(served(name), BASE)], at(name));

before(async () => {
  run = await python('mkdocs');
  for (const [name, theme] of [
    ['material', MATERIAL],
    ['mkdocs', 'theme: {name: mkdocs, highlightjs: false}\n'],
    ['readthedocs', 'theme: {name: readthedocs, highlightjs: false}\n'],
  ]) {
    fresh(at(name), files(theme));
    await build(name);
  }
});

scenarios({
  name: 'material',
  root: () => served('material'),
  base: BASE,
  first: 'rigging/mast/',
  address: (path) => `${path}/`,
  keeps: true,
  // The router follows links to what the map of the site names, which has the address of its host.
  prepare(site) {
    const map = readFileSync(join(served('material'), BASE, 'sitemap.xml'), 'utf8');
    const headers = { 'content-type': 'application/xml' };
    site.answer(`${BASE}sitemap.xml`, { body: map.replaceAll('https://boats.example', site.origin), headers });
  },
  async turn(page, scheme) {
    const wanted = scheme === 'dark' ? 'slate' : 'default';
    const now = () => page.evaluate(() => document.body.dataset.mdColorScheme);
    if ((await now()) === wanted) return;
    await page.evaluate(() => document.querySelector('[data-md-component=palette] label:not([hidden])').click());
    await until(now, (scheme) => scheme === wanted, `the scheme is ${wanted}`);
  },
});

for (const [name, place] of Object.entries({ mkdocs: '.navbar', readthedocs: '.wy-side-nav-search' })) {
  test(
    `the theme ${name} has the field in its menu, where a page is found`,
    stage(() => served(name))(async ({ site, page, find }) => {
      await visit(page, `${site.origin}${BASE}rigging/mast/`);
      await page.locator(`${place} findlet-search`).waitFor();
      await find.input.fill('hydrostatic');
      await find.results.first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/liferaft/);
    }),
  );
}

test('pages that are excluded from search are in no file of the index', () => {
  const page = readFileSync(join(served('material'), BASE, 'secret/index.html'), 'utf8');
  assert.match(page, /<meta name="findlet" content="noindex">/);
});

test('what can not work is said before anything is built', async () => {
  fresh(at('wrong'), files('theme: readthedocs\n', '[search, findlet]'));
  assert.match(await failure(build('wrong')), /findlet and search are both the search of this site/);
});

test('an older MkDocs is named with its version', async () => {
  const hook = 'import mkdocs\n\nmkdocs.__version__ = "1.4.3"\n';
  fresh(at('wrong'), { ...files('theme: readthedocs\nhooks: [old.py]\n'), 'old.py': hook });
  assert.match(await failure(build('wrong')), /findlet needs MkDocs 1\.5 or newer, and this is 1\.4\.3: upgrade it/);
});

test('a folder of the index that has other files ends the build', async () => {
  const notes = `served${BASE}findlet/notes.txt`;
  fresh(at('wrong'), { ...files('theme: readthedocs\n'), [notes]: 'Mine.' });
  // Else MkDocs empties the folder of the site first, with an index that was committed.
  const dirty = ['mkdocs', 'build', '--quiet', '--dirty', '--site-dir', join(served('wrong'), BASE)];
  assert.match(await failure(run(dirty, at('wrong'))), /search could not be built: .*findlet/);
  assert.equal(readFileSync(join(at('wrong'), notes), 'utf8'), 'Mine.');
});

test('no page that could be searched is an error', async () => {
  fresh(at('wrong'), files('theme: readthedocs\n', "[{findlet: {exclude: ['**']}}]"));
  assert.match(await failure(build('wrong')), /nothing to index/);
});
