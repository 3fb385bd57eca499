/** What is shipped is what is in www/: no list in between forgets a file. */

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { DIST, FOLDER } from './engine.mjs';
import { here } from './native.mjs';

/** @param {string} folder @param {RegExp} pattern */
const named = async (folder, pattern) => (await readdir(folder)).filter((name) => pattern.test(name)).toSorted();

const sources = await named(here('../../www'), /^findlet\./);
const languages = await named(here('../../www/lang'), /^(?!en\.)/);
const beside = await named(join(DIST, 'findlet'), /^findlet\./);
const withIndex = await named(FOLDER, /^findlet\./);

test('every source that is named as a file is that file, beside the indexes or with one', () => {
  const made = ['findlet.classic.js', 'findlet.json', 'findlet.lazy.js', 'findlet.wasm'];
  const expected = [...sources, ...languages.map((name) => `findlet.lang.${name}`), ...made];
  assert.deepEqual([...beside, ...withIndex].toSorted(), expected.toSorted());
});

test('a page finds what it names beside the indexes, and its widget finds the rest with one', () => {
  for (const name of ['js', 'load.js', 'css', 'sw.js', 'trusted.js', 'highlight.js']) {
    assert.ok(beside.includes(`findlet.${name}`), name);
  }
  for (const name of ['engine', 'view', 'worker']) assert.ok(withIndex.includes(`findlet.${name}.js`), name);
});

test('the service worker keeps every script of an index, and the shell', async () => {
  const worker = await readFile(join(DIST, 'findlet/findlet.sw.js'), 'utf8');
  const scripts = withIndex.filter((name) => name.endsWith('.js'));
  assert.ok(worker.includes(scripts.join(' ')), 'the scripts of an index');
  for (const name of ['findlet.js', 'findlet.load.js', 'findlet.css']) assert.ok(worker.includes(`"${name}"`), name);
});
