/** The plugin in an Eleventy site: built, and searched in Chromium. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';

import { stage, until } from '../../browser/browser.mjs';
import { failure, fresh, installed, run } from '../place.mjs';
import { scenarios, visit } from '../scenarios.mjs';
import { BASE, files } from './site.mjs';

/** Where it is installed, and where the site is. @type {string} */
let home;
const served = () => join(home, 'site/served');
const program = () => join(home, 'node_modules/@11ty/eleventy/cmd.cjs');

/** @param {string} at @param {string[]} words */
const build = (at, ...words) => run(process.execPath, [program(), ...words], { cwd: at });

before(async () => {
  home = await installed('eleventy');
  await build(fresh(join(home, 'site'), files()));
});

scenarios({
  name: 'eleventy',
  root: served,
  base: BASE,
  first: 'rigging/mast/',
  address: (path) => `${path}/`,
  keeps: false,
  turn: (page, scheme) =>
    page.evaluate((dark) => document.documentElement.classList.toggle('dark', dark), scheme === 'dark'),
});

const scene = stage(served);

test(
  'a page answers in its own language',
  scene(async ({ site, page, find }) => {
    await visit(page, `${site.origin}${BASE}fr/hull/keel/`);
    await find.input.fill('baromètre');
    await find.links.first().filter({ hasText: 'Le baromètre' }).waitFor();
  }),
);

/** What leads to the script in the home page of a site. @param {string} at */
const script = (at) =>
  /src="([^"]*findlet\.lazy\.js)"/.exec(readFileSync(join(at, 'served', BASE, 'index.html'), 'utf8'));

test('with the base plugin, too, addresses have the path prefix once', async () => {
  const at = fresh(join(home, 'based'), files({ more: 'config.addPlugin(HtmlBasePlugin);' }));
  await build(at);
  const expected = `${BASE}findlet/findlet.lazy.js`;
  assert.deepEqual([script(at)[1], script(join(home, 'site'))[1]], [expected, expected]);
});

test('a build that writes nothing has no index', async () => {
  const at = fresh(join(home, 'json'), files());
  assert.doesNotMatch(await build(at, '--to=json'), /\[findlet\]/);
});

test(
  'while one writes, what was changed is found',
  scene(async () => {
    const at = fresh(join(home, 'written'), files());
    const server = spawn(process.execPath, [program(), '--watch'], { cwd: at });
    let said = '';
    server.stdout.on('data', (/** @type {Buffer} */ text) => (said += text));
    const builds = () => said.split('[findlet]').length - 1;
    try {
      await until(() => said.includes('Watching') && builds(), Boolean, 'the first build');
      // Eleventy says that it watches before it does: one of these pages is the first that it sees.
      let nth = 0;
      const write = () =>
        writeFileSync(join(at, `pages/new-${nth++}.md`), '---\ntitle: New\n---\n\nA sextant in its box.\n');
      await until(
        () => (write(), builds()),
        (count) => count > 1,
        'the second build',
      );
    } finally {
      server.kill();
    }
    const findlet = join(home, `node_modules/@findlet/${process.platform}-${process.arch}/findlet`);
    const found = await run(
      findlet,
      ['search', '--format', 'json', '--index', join(at, 'served', BASE), 'sextant'],
      {},
    );
    assert.match(JSON.parse(found).hits[0].card.url, /^new-/);
  }),
);

test('what can not work is said before anything is built', async () => {
  const plugin = "config.addPlugin(findlet, { baseUrl: '/x/' });";
  assert.match(await failure(build(fresh(join(home, 'wrong'), files({ plugin })))), /no option baseUrl/);
});

test('a site without a page to search, and a folder of the index that has other files, end the build', async () => {
  const plugin = "config.addPlugin(findlet, { exclude: ['**'] });";
  assert.match(await failure(build(fresh(join(home, 'wrong'), files({ plugin })))), /nothing to index/);
  const at = fresh(join(home, 'wrong'), { ...files(), [`served${BASE}findlet/notes.txt`]: 'Mine.' });
  assert.match(await failure(build(at)), /served\/handbook\/findlet/);
  assert.equal(readFileSync(join(at, `served${BASE}findlet/notes.txt`), 'utf8'), 'Mine.');
});

test('an index that was committed with the output is replaced', async () => {
  const at = fresh(join(home, 'committed'), files());
  await build(at);
  writeFileSync(join(at, 'pages/hull/keel.md'), '---\ntitle: The keel\n---\n\nA sextant in its box.\n');
  await build(at);
  const findlet = join(home, `node_modules/@findlet/${process.platform}-${process.arch}/findlet`);
  const found = await run(findlet, ['search', '--format', 'json', '--index', join(at, 'served', BASE), 'sextant'], {});
  assert.match(JSON.parse(found).hits[0].card.url, /hull\/keel/);
});
