/** The shipped module in JavaScript answers as the native command does, to the last byte. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { DIST, MODULE, open } from './engine.mjs';
import { answer as native, answers, here, plain } from './native.mjs';

/** One query a line, an empty one too. */
const QUERIES = readFileSync(here('../queries.txt'), 'utf8').split('\n').slice(0, -1);
const LONG = ['word '.repeat(500), 'a'.repeat(10_000)];
const SITE = join(DIST, 'findlet');

const engine = await open(MODULE);
const expected = answers(SITE, [...QUERIES, ...LONG]);

for (const [at, query] of [...QUERIES, ...LONG].entries()) {
  const name = query.length > 40 ? `${query.slice(0, 40)}… (${query.length} characters)` : query;
  test(`native and wasm agree on “${name}”`, async () => {
    assert.deepEqual(plain(await engine.answer(query)), expected[at]);
  });
}

test('native and wasm agree on every window of hits', async () => {
  for (const options of [
    { limit: 1, offset: 0 },
    { limit: 1, offset: 1 },
    { limit: 5, offset: 2 },
    { limit: 0, offset: 0 },
  ]) {
    const flags = ['--limit', options.limit, '--offset', options.offset];
    assert.deepEqual(plain(await engine.answer('city', options)), native(SITE, 'city', ...flags), flags.join(' '));
  }
});

test('ranges count UTF-16 units of their text', async () => {
  const { hits } = await engine.answer('Zoë Bélanger');
  assert.ok(hits.length > 0);
  for (const { excerpt } of hits) {
    const marked = excerpt.ranges.map(([start, end]) => excerpt.text.slice(start, end));
    assert.ok(marked.length > 0);
    for (const word of marked) assert.match(word, /^(Zoë|Bélanger)$/);
  }
});

test('the list of queries finds something, and nothing, often enough to mean something', async () => {
  const totals = await Promise.all(QUERIES.map(async (query) => (await engine.answer(query)).total));
  assert.ok(totals.filter((total) => total > 0).length > QUERIES.length / 2);
  assert.ok(totals.filter((total) => total === 0).length > 5);
});
