/**
 * Ten thousand generated queries: the shipped module answers as the native command does, hit for
 * hit; and the core engine, which the command doesn't have, finds what the full one finds.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';

import { open } from './engine.mjs';
import { generate } from './generate.mjs';
import { answers, file, here, judged, moduleOf, plain } from './native.mjs';

const DOCUMENTS = readFileSync(here('../relevance/docs.jsonl'), 'utf8');
const QUERIES = generate(DOCUMENTS, 10_000);
const SYNONYMS = 'boat = ferry\nwastewater => sewage\ntown hall = council house = rathaus\n';
const FOLDER = judged('full', '--synonyms', file('synonyms.txt', SYNONYMS));

const engine = await open(moduleOf(FOLDER));

/** Compares answers to the same queries. Of those that differ, the shortest is shown. */
async function agree(queries, options, ...native) {
  const expected = answers(FOLDER, queries, ...native);
  assert.equal(expected.length, queries.length, 'every line is a query');
  const found = [];
  for (const query of queries) found.push(plain(await engine.answer(query, options)));
  const differing = queries.map((_, at) => at).filter((at) => !isDeepStrictEqual(found[at], expected[at]));
  const [first] = differing.sort((a, b) => queries[a].length - queries[b].length);
  if (first !== undefined) {
    const shortest = JSON.stringify(queries[first]);
    const message = `${differing.length} of ${queries.length} differ, the shortest is ${shortest}`;
    assert.deepEqual({ message, ...found[first] }, { message, ...expected[first] });
  }
  return found;
}

test('native and wasm agree on ten thousand queries', async () => {
  const found = await agree(QUERIES, {});
  // They mean something only if all of this is among them.
  const share = (holds) => found.filter(holds).length / found.length;
  const some = (holds) => share(({ hits }) => hits.some(holds));
  const shares = {
    found: share(({ hits }) => hits.length > 0),
    nothing: share(({ hits }) => hits.length === 0),
    several: share(({ hits }) => hits.length > 3),
    mistyped: share(({ corrected }) => corrected !== null),
    corrected: some((hit) => hit.corrected.length > 0),
    partial: some((hit) => hit.missing.length > 0),
    sections: some((hit) => hit.sections.length > 0),
    marked: some(({ excerpt }) => excerpt?.ranges.length > 0),
  };
  for (const [name, value] of Object.entries(shares)) assert.ok(value > 0.03, `${name}: ${value}`);
});

test('native and wasm agree on naughty strings', async () => {
  const strings = createRequire(import.meta.url)('big-list-of-naughty-strings');
  // A line of a batch is a query.
  await agree(
    strings.filter((string) => !/[\r\n]/.test(string)),
    {},
  );
});

test('native and wasm agree on filters, facets, order and windows', async () => {
  const queries = ['', ...QUERIES.slice(0, 299)];
  const cases = [
    [{ facets: ['site'] }, ['--facets', 'site']],
    [
      { filters: [{ name: 'site', any: ['town', 'recipes'] }], limit: 3, offset: 1 },
      ['--filter', 'site=town', '--filter', 'site=recipes', '--limit', 3, '--offset', 1],
    ],
    [{ sort: { name: 'date', descending: true } }, ['--sort', '-date']],
    [
      { filters: [{ name: 'date', from: 20250101, to: 20250301 }], sort: { name: 'date' } },
      ['--range', 'date=2025-01-01..2025-03-01', '--sort', 'date'],
    ],
    [{ facets: ['nothing'] }, ['--facets', 'nothing']],
  ];
  for (const [options, native] of cases) {
    const found = await agree(queries, options, ...native);
    assert.ok(found.filter(({ hits }) => hits.length > 0).length > queries.length / 4, native.join(' '));
  }
});

test('for words alone, the core engine finds what the full one finds', async () => {
  const full = await open(moduleOf(judged('plain')));
  const core = await open(moduleOf(judged('core', '--engine', 'core')));
  const words = QUERIES.filter((query) => /^[\p{L}\p{M}\p{N}\s]+$/u.test(query) && !query.includes('OR'));
  assert.ok(words.length > QUERIES.length / 4, String(words.length));
  // Their order may differ: proximity is for the full engine.
  const holds = ({ document, words, corrected, missing }) => [document, words, corrected, missing];
  const found = ({ total, words, corrected, hits }) => ({
    total,
    words,
    corrected,
    hits: hits.map(holds).sort(([a], [b]) => a - b),
  });
  for (const query of words) {
    const [some, all] = [await core.answer(query, { limit: 100 }), await full.answer(query, { limit: 100 })];
    assert.deepEqual(found(some), found(all), query);
  }
});
