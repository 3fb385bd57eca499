/** The command as WebAssembly: it writes the bytes that a program writes. Only in the long run, which compiles it. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'node:test';

import { failure, hashes, installed, isPacked, run, site } from './place.mjs';

const { FINDLET_BIN } = process.env;
const WASI = 'findlet-wasm32-wasi';
const skip = isPacked(WASI) && FINDLET_BIN ? false : 'long: `cargo xtask long` runs it';

test('where there is no program, WebAssembly builds, checks and searches', { skip }, async () => {
  const home = await installed(['findlet', WASI], ['--omit=optional']);
  const pages = site(home);
  const findlet = (/** @type {string[]} */ ...words) =>
    run('npx', ['--no-install', 'findlet', ...words], { cwd: home });
  const { stdout, stderr } = await findlet('build', 'public');
  assert.match(stdout, /^3 pages indexed/m);
  assert.equal(stderr, '');
  await findlet('check', 'public');
  assert.match((await findlet('search', '--index', 'public', 'tides')).stdout, /Tides/);
  assert.equal((await failure(findlet('build', 'nowhere'))).code, 2);
  assert.match((await failure(findlet('serve', 'public'))).stderr, /serve/);

  await run(FINDLET_BIN, ['build', pages, '--quiet', '--out', join(home, 'native')]);
  assert.deepEqual(hashes(join(pages, 'findlet')), hashes(join(home, 'native')));

  const { build } = await import(pathToFileURL(join(home, 'node_modules/findlet/index.js')).href);
  assert.equal((await build('public', { cwd: home })).documents, 3);
});
