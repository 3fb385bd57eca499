/** Bytes that no build made: an error with a code or an answer, never a trap. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MODULE, FindletError, embeddedIndex, open } from './engine.mjs';

const INDEX = embeddedIndex();
const CODES = ['not-an-index', 'version', 'truncated', 'checksum', 'malformed', 'other-build', 'unknown-part'];
/** Where the format's version stands: after the magic. */
const VERSION_AT = 4;

/** Opens an index and returns the error it is refused with, or null. */
async function refusal(index) {
  try {
    const engine = await open(MODULE, { index });
    // What is accepted must be answered from without a trap.
    await engine.answer('city min');
    return null;
  } catch (error) {
    assert.ok(error instanceof FindletError, `${error?.stack}`);
    assert.ok(CODES.includes(error.code), error.code);
    assert.notEqual(error.message, error.code, 'there is a sentence for it');
    return error;
  }
}

test('the index is accepted as it is', async () => {
  assert.equal(await refusal(INDEX), null);
});

test('an index that was cut is refused, wherever it was cut', async () => {
  for (let length = 0; length < INDEX.length; length += length < 200 ? 1 : 97) {
    const error = await refusal(INDEX.subarray(0, length));
    assert.ok(error, `${length} of ${INDEX.length} bytes were accepted`);
  }
});

test('an index with a changed byte is refused, wherever it was changed', async () => {
  for (let at = 0; at < INDEX.length; at += at < 200 ? 1 : 53) {
    const changed = INDEX.slice();
    changed[at] ^= 0x41;
    assert.ok(await refusal(changed), `byte ${at}`);
  }
});

/** Where a frame keeps the length of its payload and its checksum, and how long its header is. */
const LENGTH_AT = 20;
const CHECKSUM_AT = 24;
const HEADER = 28;

/** The starts of the frames of an index. */
function frames(index) {
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength);
  const starts = [];
  for (let at = 0; at < index.length; at += HEADER + view.getUint32(at + LENGTH_AT, true)) starts.push(at);
  return starts;
}

/** CRC-32 of a frame, its checksum left out. */
function checksum(frame) {
  let crc = ~0;
  for (const [at, byte] of frame.entries()) {
    if (at >= CHECKSUM_AT && at < HEADER) continue;
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Changes the payload of one frame and gives it the right checksum, so that decoders see it. */
function crafted(start, end, change) {
  const index = INDEX.slice();
  change(index.subarray(start, end));
  new DataView(index.buffer).setUint32(start + CHECKSUM_AT, checksum(index.subarray(start, end)), true);
  return index;
}

test('a changed byte under a right checksum is refused or answered from, never a trap', async () => {
  const starts = frames(INDEX);
  assert.equal(starts.length, 4, 'manifest, terms, cards, bodies');
  for (const [number, start] of starts.entries()) {
    const end = starts[number + 1] ?? INDEX.length;
    assert.equal(await refusal(crafted(start, end, () => {})), null, 'the checksum is the format’s');
    for (let at = HEADER; at < end - start; at += 31) {
      for (const change of [0x01, 0x80]) await refusal(crafted(start, end, (frame) => (frame[at] ^= change)));
    }
  }
});

test('a lexicon with numbers that need more than 32 bits is refused', async () => {
  const [, start, end] = frames(INDEX);
  // The lexicon's length comes first, in bytes of seven bits; its footer ends with keys, root, checksum.
  let [length, bytes] = [0, 0];
  do length |= (INDEX[start + HEADER + bytes] & 0x7f) << (7 * bytes);
  while (INDEX[start + HEADER + bytes++] & 0x80);
  const footer = HEADER + bytes + length;
  for (const back of [16, 8]) {
    const error = await refusal(crafted(start, end, (frame) => (frame[footer - back] = 1)));
    assert.equal(error?.code, 'malformed', `${back} bytes from the lexicon's end`);
  }
});

test('an index of a newer format is refused with both versions', async () => {
  const newer = INDEX.slice();
  newer[VERSION_AT] = 99;
  const { code, message } = await refusal(newer);
  assert.equal(code, 'version');
  assert.match(message, /has format 99, .* reads format \d+/);
});

test('what is no index is refused', async () => {
  for (const bytes of ['', '<!doctype html>', '\0asm\x01\0\0\0', 'x'.repeat(100_000)]) {
    const { code } = await refusal(new TextEncoder().encode(bytes));
    assert.ok(['not-an-index', 'truncated'].includes(code), code);
  }
});

test('a module without an index says so', async () => {
  const { code } = await open(MODULE, { index: new Uint8Array() }).catch((error) => error);
  assert.ok(['not-an-index', 'truncated'].includes(code), code);
});

test('what is no module is refused with a code', async () => {
  const cases = [
    ['html', '<!doctype html><title>Not found</title>'],
    ['html', '\ufeff\n  <html>'],
    ['damaged', ''],
    ['damaged', 'gibberish'],
  ];
  for (const [expected, text] of cases) {
    const { code } = await open(new TextEncoder().encode(text), { folder: 'https://example.org/findlet/' }).catch(
      (error) => error,
    );
    assert.equal(code, expected, JSON.stringify(text));
  }
  for (const length of [4, 8, 100, MODULE.length >> 1]) {
    const { code } = await open(MODULE.subarray(0, length)).catch((error) => error);
    assert.match(code, /^(damaged|other-build|not-an-index)$/, String(length));
  }
});
