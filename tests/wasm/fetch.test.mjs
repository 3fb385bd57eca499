/** What hosts and networks make of a file of an index on its way. */

import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { part } from '../../www/engine/fetch.js';

const URL_ = 'https://example.org/findlet/0123456789abcdef/t0.bin';
const FRAME = new TextEncoder().encode('fndl and what follows');

// Node.js had none before version 21.
globalThis.navigator ??= /** @type {any} */ ({});
Object.defineProperty(globalThis.navigator, 'onLine', { value: true, configurable: true });

afterEach(() => mock.restoreAll());

/** Answers the fetches to come, one after the other; records how they were asked. */
function answering(...answers) {
  const caches = [];
  mock.method(globalThis, 'fetch', async (_url, { cache, signal }) => {
    signal?.throwIfAborted();
    caches.push(cache);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  });
  // Pauses between attempts pass at once.
  const pauses = [];
  mock.method(globalThis, 'setTimeout', (run, pause) => {
    pauses.push(pause);
    queueMicrotask(run);
  });
  return { caches, pauses };
}

const ok = (body) => new Response(body);
const status = (code) => new Response('<!doctype html>', { status: code });
/** A body that breaks off. */
const cut = () =>
  new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) }));

test('a part is unpacked, however often hosts packed or unpacked it', async () => {
  const packed = gzipSync(FRAME);
  for (const body of [packed, FRAME, gzipSync(packed)]) {
    answering(ok(body));
    assert.deepEqual(await part(URL_), FRAME);
    mock.restoreAll();
  }
});

test('what unpacks to more than a page can hold is damaged', async () => {
  const most = Buffer.alloc((256 << 20) + 1);
  most.set(FRAME);
  // Packed twice it is a few hundred bytes.
  answering(ok(gzipSync(gzipSync(most, { level: 1 }))));
  await assert.rejects(part(URL_), { code: 'damaged' });
});

test('what is no part is refused by what it is', async () => {
  const packed = gzipSync(FRAME);
  const cases = [
    ['html', '<!doctype html><title>Welcome</title>'],
    ['html', gzipSync('\n<html>')],
    ['damaged', ''],
    ['damaged', 'garbage'],
    ['damaged', packed.subarray(0, packed.length - 6)],
    ['damaged', Buffer.concat([packed.subarray(0, 12), Buffer.from('garbage')])],
    ['damaged', gzipSync(gzipSync(packed))],
  ];
  for (const [code, body] of cases) {
    answering(ok(body));
    await assert.rejects(part(URL_), { code, message: new RegExp(URL_) });
    mock.restoreAll();
  }
});

test('what may pass is asked for twice more, each time later', async () => {
  for (const bad of [new TypeError('Failed to fetch'), status(500), status(503), status(429), cut()]) {
    const { caches, pauses } = answering(bad, new TypeError('Failed to fetch'), ok(FRAME));
    assert.deepEqual(await part(URL_), FRAME);
    assert.equal(caches.length, 3);
    assert.ok(pauses.length === 2 && pauses[0] < pauses[1], String(pauses));
    mock.restoreAll();
  }
  const { caches } = answering(status(500), status(500), status(500), ok(FRAME));
  await assert.rejects(part(URL_), { code: 'missing', message: /answered 500/ });
  assert.equal(caches.length, 3);
});

test('what is not there is asked for once', async () => {
  for (const code of [404, 403, 410]) {
    const { caches } = answering(status(code), ok(FRAME));
    await assert.rejects(part(URL_), { code: 'missing', message: new RegExp(`answered ${code}`) });
    assert.equal(caches.length, 1);
    mock.restoreAll();
  }
});

test('a part is asked for past every cache where that is wanted', async () => {
  const { caches } = answering(ok(FRAME));
  await part(URL_, { afresh: true });
  assert.deepEqual(caches, ['reload']);
});

test('what was given up is not asked for again', async () => {
  const controller = new AbortController();
  const { caches } = answering(new TypeError('Failed to fetch'), ok(FRAME));
  mock.method(globalThis, 'setTimeout', (run) => {
    controller.abort();
    queueMicrotask(run);
  });
  await assert.rejects(part(URL_, { signal: controller.signal }), { name: 'AbortError' });
  assert.equal(caches.length, 1);
});
