/**
 * Ten thousand generated queries: the shipped module answers as the native command does, hit for
 * hit; and so does the core engine, which the command doesn't have, of an index in parts.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

import { open } from './engine.mjs';
import { generate } from './generate.mjs';
import { answers, file, folderOf, here, judged, moduleOf, plain } from './native.mjs';

const DOCUMENTS = readFileSync(here('../relevance/docs.jsonl'), 'utf8');
const QUERIES = generate(DOCUMENTS, 10_000);
const SYNONYMS = 'boat = ferry\nwastewater => sewage\ntown hall = council house = rathaus\n';
const FOLDER = judged('full', '--synonyms', file('synonyms.txt', SYNONYMS));

/** Synonyms would need the full engine from the start. */
const SHARDED = judged('sharded', '--form', 'sharded');

const engine = await open(moduleOf(FOLDER));

// Node.js had none before version 21.
globalThis.navigator ??= /** @type {any} */ ({});
Object.defineProperty(globalThis.navigator, 'onLine', { value: true, configurable: true });

/** Compares answers to the same queries. */
async function agree(queries, options, ...native) {
  const found = [];
  for (const query of queries) found.push(plain(await engine.answer(query, options)));
  same(queries, found, answers(FOLDER, queries, ...native));
  return found;
}

/** Of the answers that differ, that to the shortest query is shown. */
function same(queries, found, expected) {
  assert.equal(expected.length, queries.length, 'every line is a query');
  const differing = queries.map((_, at) => at).filter((at) => !isDeepStrictEqual(found[at], expected[at]));
  const [first] = differing.sort((a, b) => queries[a].length - queries[b].length);
  if (first !== undefined) {
    const shortest = JSON.stringify(queries[first]);
    const message = `${differing.length} of ${queries.length} differ, the shortest is ${shortest}`;
    assert.deepEqual({ message, ...found[first] }, { message, ...expected[first] });
  }
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

/** An index in parts with both engines, from its files; `isWhole`: the full one can be loaded. */
async function sharded(isWhole) {
  const folder = `${pathToFileURL(folderOf(SHARDED))}/`;
  const asked = [];
  globalThis.fetch = async (url) => {
    asked.push(url.slice(folder.length));
    const isThere = isWhole || !url.endsWith('.full.wasm');
    return isThere ? new Response(readFileSync(fileURLToPath(url))) : new Response('', { status: 404 });
  };
  return { asked, engine: await open(moduleOf(SHARDED), { folder }) };
}

test('of an index in parts, the core engine answers ten thousand queries without operators as the full one', async () => {
  const { engine } = await sharded(false);
  const [plainly, found] = [[], []];
  for (const query of generate(DOCUMENTS, 20_000)) {
    // What needs the full engine says that it can't be loaded.
    const answer = await engine.answer(query, { excerpts: true }).catch(({ code }) => assert.equal(code, 'missing'));
    if (!answer) continue;
    plainly.push(query);
    found.push(plain(answer));
  }
  assert.ok(plainly.length > 10_000, String(plainly.length));
  assert.ok(found.filter(({ hits }) => hits.some(({ sections }) => sections.length)).length > plainly.length / 10);
  same(plainly, found, answers(SHARDED, plainly));
});

test('the full engine is loaded once, and answers what was asked for it and all that comes after', async () => {
  const { asked, engine } = await sharded(true);
  const [queries, found] = [QUERIES.slice(0, 500), []];
  for (const query of queries) found.push(plain(await engine.answer(query, { excerpts: true })));
  same(queries, found, answers(SHARDED, queries));
  assert.deepEqual(
    asked.filter((path) => /wasm/.test(path)),
    ['findlet.full.wasm'],
  );
});
