/** Parts that are late, missing or damaged, and a site that is replaced while it is searched. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Client } from '../../www/engine/client.js';
import { failure } from '../../www/engine/errors.js';

const path = (id) => `t${id}.bin`;

/** An engine that needs the parts its query names, as in `1 2`; what is attached throws if it is an Error. */
function engine() {
  const attached = new Set();
  const failed = new Set();
  return {
    search(query) {
      const parts = query.split(' ').map(Number);
      const needs = parts.filter((id) => !attached.has(id) && !failed.has(id)).map((id) => ({ id, path: path(id) }));
      const lost = parts.filter((id) => failed.has(id)).map((id) => ({ id, path: path(id) }));
      const complete = !needs.length && !lost.length;
      return { total: parts.length, hits: [], words: [], unknown: [], needs, failed: lost, complete };
    },
    attach(id, bytes) {
      if (bytes instanceof Error) throw [bytes.message, 0, 0];
      attached.add(id);
      failed.delete(id);
    },
    fail: (id) => failed.add(id),
    detach: () => 0,
  };
}

/** A network that answers each path with what `answers` says, an Error being thrown; the last answer stays. */
function network(answers = {}) {
  const asked = [];
  const fetch = async (path, { afresh }) => {
    asked.push(afresh ? `${path} afresh` : path);
    const list = answers[path] ?? [new Uint8Array(1)];
    const answer = list.length > 1 ? list.shift() : list[0];
    if (answer instanceof Error && answer.code) throw answer;
    return answer;
  };
  return { asked, fetch };
}

/** A network whose answers wait until `release`, and say whether they were given up; `givenUp` is when the first was. */
function waiting() {
  const asked = [];
  const aborted = [];
  const releases = new Map();
  let given = () => {};
  const givenUp = new Promise((resolve) => (given = resolve));
  const fetch = (path, { signal }) => {
    asked.push(path);
    return new Promise((resolve, reject) => {
      releases.set(path, () => resolve(new Uint8Array(1)));
      signal.addEventListener('abort', () => {
        aborted.push(path);
        reject(signal.reason);
        given();
      });
    });
  };
  return { asked, aborted, givenUp, fetch, release: (path) => releases.get(path)() };
}

/** Until everything that is ready to run has run. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a search that is given up rejects at once and ends the fetches that nobody else waits for', async () => {
  const { asked, aborted, givenUp, fetch, release } = waiting();
  const client = new Client(async () => engine(), fetch);
  const first = new AbortController();
  const given = client.answer('1 2', { signal: first.signal });
  await settled();
  const second = client.answer('2 3');
  await settled();
  first.abort();
  await assert.rejects(given, { name: 'AbortError' });
  await givenUp;
  assert.deepEqual(aborted, ['t1.bin']);
  release('t2.bin');
  release('t3.bin');
  assert.equal((await second).complete, true);
  assert.deepEqual(asked, ['t1.bin', 't2.bin', 't3.bin']);
});

test('the query that takes the place of one that was given up takes over its fetches', async () => {
  const { asked, aborted, fetch, release } = waiting();
  const client = new Client(async () => engine(), fetch);
  const first = new AbortController();
  const given = client.answer('1', { signal: first.signal });
  await settled();
  first.abort();
  const second = client.answer('1');
  await assert.rejects(given, { name: 'AbortError' });
  await settled();
  release('t1.bin');
  assert.equal((await second).complete, true);
  assert.deepEqual([asked, aborted], [['t1.bin'], []]);
});

test('what was given up is asked for again when it is needed again', async () => {
  const { asked, givenUp, fetch, release } = waiting();
  const client = new Client(async () => engine(), fetch);
  const first = new AbortController();
  const given = client.answer('1', { signal: first.signal });
  await settled();
  first.abort();
  await assert.rejects(given, { name: 'AbortError' });
  await givenUp;
  const second = client.answer('1');
  await settled();
  release('t1.bin');
  assert.equal((await second).complete, true);
  assert.deepEqual(asked, ['t1.bin', 't1.bin']);
});

test('a damaged part is fetched once more, past every cache', async () => {
  for (const bad of [new Error('checksum'), new Error('truncated'), failure('damaged', {})]) {
    const { asked, fetch } = network({ 't1.bin': [bad, new Uint8Array(1)] });
    const answer = await new Client(async () => engine(), fetch).answer('1');
    assert.equal(answer.complete, true);
    assert.deepEqual(asked, ['t1.bin', 't1.bin afresh']);
  }
});

test('a part that stays away is named, and searches after a retry find it', async () => {
  for (const code of ['network', 'missing', 'html', 'damaged']) {
    const { fetch } = network({ 't1.bin': [failure(code, {})] });
    let bad = true;
    const client = new Client(
      async () => engine(),
      async (path, options) => (bad ? fetch(path, options) : new Uint8Array(1)),
    );
    const { failed, complete } = await client.answer('1 2');
    assert.deepEqual([failed.map((part) => part.path), complete], [['t1.bin'], false], code);
    await client.retry();
    assert.equal((await client.answer('1 2')).complete, false, 'it stayed away');
    bad = false;
    await client.retry();
    assert.equal((await client.answer('1 2')).complete, true, code);
  }
});

test('a deploy is healed by asking the index that took the place, once and unseen', async () => {
  for (const sign of [failure('missing', {}), failure('html', {}), new Error('other-build'), failure('damaged', {})]) {
    let reopened = 0;
    const next = new Client(async () => engine(), network().fetch);
    const reopen = async () => {
      reopened++;
      return next;
    };
    const old = new Client(async () => engine(), network({ 't1.bin': [sign] }).fetch, reopen);
    const answers = await Promise.all([old.answer('1'), old.answer('1 2'), old.suggest('x').catch(() => null)]);
    assert.deepEqual([answers[0].complete, answers[1].complete], [true, true]);
    assert.equal((await old.answer('3')).complete, true);
    assert.equal(reopened, 1);
  }
});

test('where nothing was deployed, or nobody can say, the part is missing', async () => {
  for (const reopen of [async () => null, async () => Promise.reject(new Error('no pointer'))]) {
    const client = new Client(async () => engine(), network({ 't1.bin': [failure('missing', {})] }).fetch, reopen);
    assert.deepEqual((await client.answer('1')).failed, [{ id: 1, path: 't1.bin' }]);
  }
});

test('without a network nobody looks for a deploy', async () => {
  let reopened = 0;
  const client = new Client(
    async () => engine(),
    network({ 't1.bin': [failure('offline')] }).fetch,
    async () => {
      reopened++;
      return null;
    },
  );
  assert.equal((await client.answer('1')).complete, false);
  assert.equal(reopened, 0);
});
