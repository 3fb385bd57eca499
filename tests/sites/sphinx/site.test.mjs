/** The extension in Sphinx documentation, with four themes. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';

import { stage, until } from '../../browser/browser.mjs';
import { failure, fresh, GENERATORS } from '../place.mjs';
import { python } from '../python.mjs';
import { scenarios, visit } from '../scenarios.mjs';
import { BASE, files } from './site.mjs';

const THEMES = { alabaster: 'alabaster', furo: 'furo', rtd: 'sphinx_rtd_theme', pydata: 'pydata_sphinx_theme' };

const at = (/** @type {string} */ name) => join(GENERATORS, `sphinx-${name}`);
const served = (/** @type {string} */ name) => join(at(name), 'served');

/** @type {(words: string[], cwd: string) => Promise<string>} */
let run;
const build = (/** @type {string} */ name) =>
  run(['sphinx', '-q', '-b', 'html', '.', join(served(name), BASE)], at(name));

before(async () => {
  run = await python('sphinx');
  for (const [name, theme] of Object.entries(THEMES)) {
    fresh(at(name), files(theme));
    await build(name);
  }
});

scenarios({
  name: 'furo',
  root: () => served('furo'),
  base: BASE,
  first: 'rigging/mast.html',
  address: (path) => `${path}.html`,
  keeps: false,
  phone: (page) => page.locator('label.nav-overlay-icon').first().click(),
  async turn(page, scheme) {
    const now = () => page.evaluate(() => document.body.dataset.theme);
    await until(
      async () => {
        if ((await now()) !== scheme) await page.evaluate(() => document.querySelector('.theme-toggle').click());
        return now();
      },
      (theme) => theme === scheme,
      `the theme is ${scheme}`,
    );
  },
});

for (const name of Object.keys(THEMES)) {
  const scene = stage(() => served(name));

  test(
    `${name}: the field takes the place of the theme's own, a function is found by its name, and its anchor opens`,
    scene(async ({ site, page, find }) => {
      const missing = [];
      page.on('response', (response) => response.status() === 404 && missing.push(response.url()));
      await visit(page, `${site.origin}${BASE}rigging/mast.html`);
      await find.input.first().waitFor();
      assert.equal(await page.locator('input[name=q]:visible').count(), 0);
      await find.input.first().fill('boat.hull.keel');
      await find.links.first().filter({ hasText: 'The keel' }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/keel\.html/);
      assert.deepEqual(missing, []);
    }),
  );

  test(
    `${name}: search.html is the widget's`,
    scene(async ({ site, page, find }) => {
      await page.goto(`${site.origin}${BASE}search.html?q=ballast`);
      await find.links.first().filter({ hasText: 'The keel' }).waitFor();
      assert.equal(await find.host.count(), 1);
    }),
  );

  test(`${name}: nothing of the search that it replaces is left`, () => {
    assert.ok(!existsSync(join(served(name), BASE, 'searchindex.js')));
    assert.doesNotMatch(readFileSync(join(served(name), BASE, 'hull/keel.html'), 'utf8'), /searchtools/);
  });
}

test('what can not work is said before anything is built', async () => {
  fresh(at('wrong'), files('alabaster', 'extensions = ["findlet", "sphinx_docsearch"]'));
  assert.match(await failure(build('wrong')), /sphinx_docsearch/);
  fresh(at('wrong'), files('alabaster', 'findlet_settings = {"out": "x"}'));
  assert.match(await failure(build('wrong')), /findlet_settings has out/);
});

test('an older Sphinx is named with its version', async () => {
  const extensions = 'import sys\nsys.path.insert(0, ".")\nextensions = ["older", "findlet"]';
  // Sphinx' own extensions, which come first, need a newer one, too.
  const older =
    'import sphinx\n\ndef setup(app):\n    sphinx.version_info = (4, 5, 0)\n    sphinx.__version__ = "4.5.0"\n';
  fresh(at('wrong'), { ...files('alabaster', extensions), 'older.py': older });
  assert.match(await failure(build('wrong')), /findlet needs Sphinx 5 or newer, and this is 4\.5\.0: upgrade it/);
});

test('no page to search, and a folder of the index that has other files, end the build', async () => {
  fresh(at('wrong'), files('alabaster', 'findlet_settings = {"exclude": ["**"]}'));
  assert.match(await failure(build('wrong')), /findlet could not build the search: nothing to index/);
  const notes = `served${BASE}findlet/notes.txt`;
  fresh(at('wrong'), { ...files('alabaster'), [notes]: 'Mine.' });
  assert.match(await failure(build('wrong')), /findlet could not build the search: .*findlet/);
  assert.equal(readFileSync(join(at('wrong'), notes), 'utf8'), 'Mine.');
});

test('an index that was committed is replaced', async () => {
  fresh(at('again'), files('alabaster'));
  await build('again');
  writeFileSync(join(at('again'), 'hull/keel.rst'), 'The keel\n========\n\nA sextant in its box.\n');
  await build('again');
  const findlet = ['findlet', 'search', '--json', '--index', join(served('again'), BASE), 'sextant'];
  assert.equal(JSON.parse(await run(findlet, at('again'))).hits[0].card.url, 'hull/keel.html');
});
