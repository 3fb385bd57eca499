/** The plugin in a Hexo site: built, and searched in Chromium. */

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';

import { failure, fresh, installed, run } from '../place.mjs';
import { scenarios } from '../scenarios.mjs';
import { BASE, files } from './site.mjs';

/** Where it is installed, and where the site is. @type {string} */
let home;
const served = () => join(home, 'site/served');

/** @param {string} at @param {string[]} words */
const hexo = (at, ...words) => run(process.execPath, [join(home, 'node_modules/hexo/bin/hexo'), ...words], { cwd: at });

before(async () => {
  home = await installed('hexo', '@findlet/hexo-search');
  await hexo(fresh(join(home, 'site'), files()), 'generate');
});

scenarios({
  name: 'hexo',
  root: served,
  base: BASE,
  first: 'rigging/mast.html',
  address: (path) => `${path}.html`,
  keeps: false,
  turn: (page, scheme) =>
    page.evaluate((dark) => document.documentElement.classList.toggle('dark', dark), scheme === 'dark'),
});

test('a site is indexed before it is deployed', async () => {
  const at = fresh(join(home, 'deployed'), {
    ...files('deploy: { type: look }\n'),
    'scripts/look.js':
      "hexo.extend.deployer.register('look', () => console.log('index there:', require('fs').existsSync(hexo.public_dir + 'findlet')));",
  });
  assert.match(await hexo(at, 'generate', '--deploy'), /index there: true/);
});

test('what can not work is said', async () => {
  const wrong = fresh(join(home, 'wrong'), files('findlet: { out: x }\n'));
  assert.match(await failure(hexo(wrong, 'generate')), /no option out: it follows/);
  const old = fresh(join(home, 'old'), { ...files(), 'scripts/old.js': "hexo.version = '6.3.0';" });
  assert.match(await failure(hexo(old, 'generate')), /needs Hexo 7 or newer, and this is 6\.3\.0: upgrade it/);
  const empty = fresh(join(home, 'empty'), files("findlet: { exclude: ['**'] }\n"));
  assert.match(await failure(hexo(empty, 'generate')), /nothing to index/);
  assert.ok(!existsSync(join(empty, 'served', BASE, 'findlet')));
});
