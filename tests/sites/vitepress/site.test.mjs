/** The plugin in a VitePress site: built, and searched in Chromium. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import test, { before } from 'node:test';

import { stage } from '../../browser/browser.mjs';
import { failure, fresh, installed, run } from '../place.mjs';
import { scenarios, visit } from '../scenarios.mjs';
import { BASE, files } from './site.mjs';

/** Where it is installed, and where the site is. @type {string} */
let home;
const served = () => join(home, 'site/served');
const program = () => join(home, 'node_modules/vitepress/bin/vitepress.js');

/** @param {string} at */
const build = (at) => run(process.execPath, [program(), 'build'], { cwd: at });

before(async () => {
  home = await installed('vitepress');
  await build(fresh(join(home, 'site'), files()));
});

scenarios({
  name: 'vitepress',
  root: served,
  base: BASE,
  first: 'rigging/mast.html',
  address: (path) => `${path}.html`,
  keeps: true,
  turn: (page, scheme) =>
    page.evaluate((dark) => document.documentElement.classList.toggle('dark', dark), scheme === 'dark'),
});

const scene = stage(served);

test(
  'a page answers in its own language, also after the router has changed it',
  scene(async ({ site, page, find }) => {
    const first = async (/** @type {string} */ query, /** @type {string} */ title) => {
      await find.input.fill(query);
      await find.links.first().filter({ hasText: title }).waitFor();
    };
    await visit(page, `${site.origin}${BASE}hull/keel.html`);
    await first('barometer', 'The barometer');
    await page.evaluate(() => document.querySelector('findlet-search').navigate('/handbook/fr/hull/keel.html'));
    await page.locator('h1', { hasText: 'La quille' }).waitFor();
    await first('baromètre', 'Le baromètre');
  }),
);

test(
  'the home page has the field, and nothing is written to the console while it wakes up',
  scene(async ({ site, page, find }) => {
    const said = [];
    // The theme brings a font that not every build of Chromium reads.
    const isOurs = (message) => ['error', 'warning'].includes(message.type()) && !/font|OTS/.test(message.text());
    page.on('console', (message) => isOurs(message) && said.push(message.text()));
    await visit(page, site.origin + BASE, { waitUntil: 'networkidle' });
    await find.input.fill('keel');
    await find.results.first().waitFor();
    assert.deepEqual(said, []);
  }),
);

test(
  'with clean URLs, hits have no ending',
  scene(async () => {
    const at = fresh(join(home, 'clean'), files({ more: 'cleanUrls: true,' }));
    await build(at);
    const findlet = join(home, `node_modules/@findlet/${process.platform}-${process.arch}/findlet`);
    const found = await run(findlet, ['search', '--format', 'json', '--index', join(at, 'served', BASE), 'keel'], {});
    assert.equal(JSON.parse(found).hits[0].card.url, 'hull/keel');
  }),
);

/** Starts the server of those who write, and resolves to its address. @param {import('node:child_process').ChildProcess} server */
const address = (server) =>
  new Promise((known, failed) => {
    let said = '';
    server.stdout.on('data', (/** @type {Buffer} */ text) => {
      said += text;
      const [found] = said.replace(/\x1b\[\d+m/g, '').match(/http:\S+/) ?? [];
      if (found) known(found);
    });
    server.on('exit', () => failed(new Error(`it ended, and said:\n${said}`)));
  });

test(
  'while one writes, the last build answers and says how old it is',
  scene(async ({ page, find }) => {
    const server = spawn(process.execPath, [program(), 'dev', '--port', '0'], { cwd: join(home, 'site') });
    try {
      await page.goto(`${await address(server)}hull/keel.html`);
      // Here the script comes with the field; what is typed by then is kept.
      await page.locator('findlet-search input[name=q]').fill('barometer');
      await find.links.first().filter({ hasText: 'The barometer' }).waitFor();
      await page.getByText('Pages as the last build has them').waitFor();
    } finally {
      server.kill();
    }
  }),
);

test('what can not work is said before anything is built', async () => {
  const said = (/** @type {import('./site.mjs').Variant} */ variant) =>
    failure(build(fresh(join(home, 'wrong'), files(variant))));
  assert.match(await said({ search: "search: { provider: 'local' }," }), /are both the search of this site/);
  const around = "((config) => withFindlet(config, { baseUrl: '/x/' }))";
  assert.match(await said({ around }), /no option baseUrl/);
});
