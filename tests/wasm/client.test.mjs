/** The client's rounds, with an engine and a network made up here. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Client } from '../../www/engine/client.js';

const part = (id) => ({ id, path: `parts/${id}.bin` });

/** An engine whose answer needs `rounds` rounds of parts; each round names its own. */
function engine(rounds, log = []) {
  const attached = new Set();
  const failed = new Set();
  return {
    log,
    search(query, limit, offset) {
      log.push(`search ${query} ${limit} ${offset}`);
      const needs = (rounds.find((parts) => parts.some((id) => !attached.has(id) && !failed.has(id))) ?? [])
        .filter((id) => !attached.has(id) && !failed.has(id))
        .map(part);
      return {
        total: 0,
        hits: [],
        words: [query],
        needs,
        failed: [...failed].map(part),
        complete: !needs.length && !failed.size,
      };
    },
    attach(id, bytes) {
      if (bytes.length === 0) throw new Error('truncated');
      attached.add(id);
    },
    fail: (id) => failed.add(id),
    detach: () => 0,
  };
}

/** A network that records what it is asked, and answers when told to. */
function network(bytes = new Uint8Array(1)) {
  const asked = [];
  const fetch = async (path) => {
    asked.push(path);
    if (bytes instanceof Error) throw bytes;
    return bytes;
  };
  return { asked, fetch };
}

test('an index that needs nothing is asked once', async () => {
  const fake = engine([]);
  const client = new Client(async () => fake, network().fetch);
  const answer = await client.answer('x', { limit: 3, offset: 6 });
  assert.equal(answer.complete, true);
  assert.deepEqual(fake.log, ['search x 3 6']);
});

test('the parts of a round are fetched together, then it is asked again', async () => {
  const fake = engine([[1, 2], [3]]);
  const { asked, fetch } = network();
  const answer = await new Client(async () => fake, fetch).answer('x');
  assert.equal(answer.complete, true);
  assert.deepEqual(asked, ['parts/1.bin', 'parts/2.bin', 'parts/3.bin']);
  assert.equal(fake.log.length, 3);
});

test('there are at most twelve rounds of fetching', async () => {
  const { asked, fetch } = network();
  const rounds = Array.from({ length: 13 }, (_, id) => [id]);
  const answer = await new Client(async () => engine(rounds), fetch).answer('x');
  assert.equal(asked.length, 12);
  assert.equal(answer.complete, false);
});

test('searches at the same time share what they fetch', async () => {
  const { asked, fetch } = network();
  const client = new Client(async () => engine([[1, 2]]), fetch);
  await Promise.all([client.answer('x'), client.answer('y')]);
  assert.deepEqual(asked, ['parts/1.bin', 'parts/2.bin']);
});

test('a part that does not come, or comes damaged, is named in the answer', async () => {
  for (const bytes of [new Error('404'), new Uint8Array()]) {
    const answer = await new Client(async () => engine([[1]]), network(bytes).fetch).answer('x');
    assert.deepEqual(answer.failed, [part(1)]);
    assert.equal(answer.complete, false);
  }
});

test('after a trap the search runs once more in a fresh instance', async () => {
  let made = 0;
  const client = new Client(async () => {
    made += 1;
    const fake = engine([]);
    if (made === 1) {
      fake.search = () => {
        throw new WebAssembly.RuntimeError('unreachable');
      };
    }
    return fake;
  }, network().fetch);
  assert.equal((await client.answer('x')).complete, true);
  assert.equal(made, 2);
});

test('a search that traps twice is refused, and the next one starts afresh', async () => {
  let made = 0;
  const client = new Client(async () => {
    made += 1;
    const fake = engine([]);
    const { search } = fake;
    fake.search = (query, limit, offset) => {
      if (query === 'bad') throw new RangeError('Maximum call stack size exceeded');
      return search(query, limit, offset);
    };
    return fake;
  }, network().fetch);
  await assert.rejects(client.answer('bad'), { code: 'trap' });
  assert.equal(made, 2);
  assert.equal((await client.answer('good')).complete, true);
  assert.equal(made, 3);
});

test('a search that was given up asks no more', async () => {
  const controller = new AbortController();
  const fake = engine([[1]]);
  const client = new Client(
    async () => fake,
    async () => {
      controller.abort();
      return new Uint8Array(1);
    },
  );
  await assert.rejects(client.answer('x', { signal: controller.signal }), { name: 'AbortError' });
  assert.equal(fake.log.length, 1);
});

test('results have absolute addresses, dates and metadata by name', async () => {
  const fake = engine([]);
  const card = {
    url: 'articles/one.html',
    title: 'One',
    titleRanges: [[0, 3]],
    date: 20221203,
    language: 'en',
    summary: 'About it.',
    metadata: [['source', 'ANA']],
  };
  const hit = { document: 0, score: 7, words: ['one'], missing: [], excerpt: null, sections: [] };
  fake.search = () => ({
    total: 3,
    words: ['one'],
    needs: [],
    failed: [part(9)],
    complete: false,
    hits: [
      { ...hit, card },
      { ...hit, card: null },
      { ...hit, card: { ...card, url: 'javascript:alert(1)', date: null } },
    ],
  });
  const result = await new Client(async () => fake, network().fetch).search('one', {
    base: 'https://example.org/site/',
  });
  assert.deepEqual([result.query, result.total, result.failed], ['one', 3, ['parts/9.bin']]);
  const [first, second] = result.results;
  assert.equal(result.results.length, 2, 'a hit whose card is missing cannot be shown');
  assert.equal(first.url, 'https://example.org/site/articles/one.html');
  assert.equal(first.href, first.url, 'there is no text to lead to');
  assert.equal(first.date, '2022-12-03');
  assert.deepEqual(first.metadata, { source: 'ANA' });
  assert.deepEqual([second.url, second.href, second.date], [null, null, null]);
});
