/**
 * Indexes that no build made, under right checksums: native code and the shipped module, which counts in 32 bits, refuse
 * the same ones and answer alike from the others. They are changes of the seeds in `tests/fuzz`, the same ones every time;
 * `FINDLET_CORPUS` names a folder of others, such as what a fuzzer gathered (`target/xtask/fuzz/open`).
 */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { FindletError, MODULE, open } from './engine.mjs';
import { answers, file, here, plain } from './native.mjs';

const CORPUS = process.env.FINDLET_CORPUS;
const CHANGED = 150;
const QUERIES = [
  'c',
  'agreements ',
  '"the city" -zebra',
  'aggrement ',
  'thành phố',
  '京',
  'title:for hq city',
  '-"a mayor" river',
];

const LENGTH_AT = 20;
const CHECKSUM_AT = 24;
const HEADER = 28;
const MAGIC = Buffer.from('fndl');

/** CRC-32 of some pieces of bytes, one behind the other. */
function checksum(...pieces) {
  let crc = ~0;
  for (const byte of Buffer.concat(pieces)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** The frames of an index, each with the right checksum. */
function repaired(index) {
  const bytes = Buffer.from(index);
  for (let at = 0; at + HEADER <= bytes.length; ) {
    const end = Math.min(bytes.length, at + HEADER + bytes.readUInt32LE(at + LENGTH_AT));
    const head = bytes.subarray(at, at + CHECKSUM_AT);
    bytes.writeUInt32LE(checksum(head, bytes.subarray(at + HEADER, end)), at + CHECKSUM_AT);
    at = end;
  }
  return bytes;
}

/** Numbers in a fixed order: xorshift (Marsaglia 2003). */
let state = 0x5eed0f1d;
function below(end) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % end;
}

/** A seed with one to three of its bytes changed, headers aside: what decoders see. */
function changed(seed) {
  const bytes = Buffer.from(seed);
  const heads = [...bytes.keys()].filter((at) => bytes.subarray(at, at + MAGIC.length).equals(MAGIC));
  for (let count = below(3); count >= 0; count--) {
    const at = below(bytes.length);
    if (heads.some((head) => at >= head && at < head + HEADER)) continue;
    bytes[at] = below(2) ? bytes[at] ^ (1 << below(8)) : below(256);
  }
  return repaired(bytes);
}

function inputs() {
  if (CORPUS) return readdirSync(CORPUS).map((name) => repaired(readFileSync(join(CORPUS, name))));
  const seed = readFileSync(here('../fuzz/seeds/open/embedded'));
  return [seed, ...Array.from({ length: CHANGED }, () => changed(seed))];
}

/** What the native command answers; null where the index is refused, nothing where it is in parts. It takes an index inside a module. */
function native(index) {
  const name = Buffer.from('\x0dfindlet-index');
  const length = [];
  for (let left = name.length + index.length; length.push(left > 127 ? (left & 127) | 128 : left) && left > 127; )
    left >>>= 7;
  const module = Buffer.concat([Buffer.from('\0asm\x01\0\0\0'), Buffer.from([0, ...length]), name, index]);
  try {
    return answers(file('fuzzed.wasm', module), QUERIES);
  } catch (error) {
    const [why] = /index is refused|the engine lacks its/.exec(error.message) ?? assert.fail(error);
    return why === 'index is refused' ? null : undefined;
  }
}

/** What the module answers. */
async function shipped(index) {
  try {
    const engine = await open(MODULE, { index });
    const found = [];
    // As the command does, which waits for texts: a card may name one that the index lacks.
    for (const query of QUERIES) found.push(plain(await engine.answer(query, { excerpts: true })));
    return found;
  } catch (error) {
    assert.ok(error instanceof FindletError && error.code !== 'trap', `${error?.stack}`);
    return null;
  }
}

test('native code and the module agree on indexes that no build made', async () => {
  let read = 0;
  for (const index of inputs()) {
    const expected = native(index);
    if (expected === undefined) continue;
    assert.deepEqual(await shipped(index), expected, `index ${index.toString('base64')}`);
    read += expected ? 1 : 0;
  }
  assert.ok(read > 0, 'some are read');
});
