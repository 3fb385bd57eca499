/**
 * Damaged files of a small index in parts, through the shipped client: bytes changed, files cut and swapped with those of
 * another build, gzipped as they are deployed and inflated as some hosts send them. What comes is the right answer, or one
 * that names the file, or the manifest is refused; never a trap. `tests/engine/corruption.rs` has every byte, natively.
 */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';

import { FindletError, open } from './engine.mjs';
import { indexed, moduleOf, plain } from './native.mjs';

const TEXTS = ['The city signed 66 agreements', 'A mayor of the river city', 'Foreign affairs', 'Rivers and bridges'];
const QUERIES = ['agreement ', '"river city"', 'rivr ', 'c'];
const BASE = 'https://example.org/findlet/';

// Node.js had none before version 21.
globalThis.navigator ??= /** @type {any} */ ({});
Object.defineProperty(globalThis.navigator, 'onLine', { value: true, configurable: true });

/** The files of an index of these texts by their address, as they are deployed. */
function deployed(name, texts) {
  const lines = texts.map((text, id) => JSON.stringify({ id: `${id}.html`, title: `Page ${id}`, text }));
  const out = indexed(name, lines.join('\n'), '--form', 'sharded');
  const { indexes, default: main } = JSON.parse(readFileSync(join(out, 'findlet.json'), 'utf8'));
  const files = new Map();
  for (const folder of [indexes[main].folder, 'texts']) {
    for (const file of readdirSync(join(out, folder)).filter((file) => file.endsWith('.bin'))) {
      files.set(`${BASE}${folder}/${file}`, readFileSync(join(out, folder, file)));
    }
  }
  const folder = `${BASE}${indexes[main].folder}/`;
  const engines = new Map([[`${folder}findlet.full.wasm`, moduleOf(out, 'findlet.full.wasm')]]);
  return { files, folder, module: moduleOf(out), engines };
}

const { files: FILES, folder: FOLDER, module: MODULE, engines: ENGINES } = deployed('whole', TEXTS);

/** Answers from `files`; nothing where the manifest is refused. */
async function answers(files) {
  globalThis.fetch = async (url) => {
    const bytes = files.get(url) ?? ENGINES.get(url);
    return bytes ? new Response(bytes) : new Response('', { status: 404 });
  };
  try {
    const engine = await open(MODULE, { folder: FOLDER });
    const found = [];
    for (const query of QUERIES) found.push(plain(await engine.answer(query, { excerpts: true })));
    return found;
  } catch (error) {
    assert.ok(error instanceof FindletError, `${error?.stack}`);
    assert.notEqual(error.code, 'trap');
    return null;
  }
}

const EXPECTED = await answers(FILES);

/** Searches with other bytes in the place of a file; returns whether all answers were right. */
async function judge(url, bytes, what) {
  const found = await answers(new Map(FILES).set(url, bytes));
  const is = (path) => new URL(path, FOLDER).href === url;
  if (!found) assert.ok(is('m.bin'), `${url} ${what}: the manifest is whole`);
  for (const [at, answer] of (found ?? []).entries()) {
    if (isDeepStrictEqual(answer, EXPECTED[at])) continue;
    const isNamed = !answer.complete && answer.failed.some(({ path }) => is('m.bin') || is(path));
    assert.ok(isNamed, `${url} ${what}: a wrong answer to ${QUERIES[at]} in silence: ${JSON.stringify(answer)}`);
  }
  return isDeepStrictEqual(found, EXPECTED);
}

/** Places in this many bytes: of the header all, then one in a few. */
const places = (length, step) => Array.from({ length }, (_, at) => at).filter((at) => at < 28 || at % step === 0);

test('the files are answered from as they are, gzipped and inflated', async () => {
  assert.ok(EXPECTED.every(({ complete, hits }) => complete && hits.length > 0));
  for (const kind of ['m', 't', 'c', 'w']) assert.ok(FILES.has(`${FOLDER}${kind}${kind === 'm' ? '' : 0}.bin`), kind);
  for (const [url, bytes] of FILES) assert.ok(await judge(url, gunzipSync(bytes), 'inflated'), url);
});

test('a changed byte gives a right answer or one that names the file', async () => {
  for (const [url, gzipped] of FILES) {
    for (const bytes of [gzipped, gunzipSync(gzipped)]) {
      for (const at of places(bytes.length, 11)) {
        const changed = Uint8Array.from(bytes);
        changed[at] ^= 1 << (at % 8);
        await judge(url, changed, `with byte ${at} of ${bytes.length} changed`);
      }
    }
  }
});

test('a file that was cut gives a right answer or one that names it', async () => {
  for (const [url, gzipped] of FILES) {
    for (const bytes of [gzipped, gunzipSync(gzipped)]) {
      for (const length of places(bytes.length, 29)) {
        assert.ok(
          !(await judge(url, bytes.subarray(0, length), `cut at ${length}`)),
          `${url} is of no use at ${length}`,
        );
      }
    }
  }
});

test('a file of another build, or of another name, gives a right answer or one that names it', async () => {
  const other = deployed('other', [...TEXTS.slice(0, 3), 'Rivers and bridges of the city']);
  for (const url of FILES.keys()) {
    for (const theirs of other.files.values()) await judge(url, theirs, 'swapped with that of another build');
    for (const [name, ours] of FILES) if (name !== url) await judge(url, ours, `swapped with ${name}`);
  }
});
