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

/** A core engine, and a full one that comes when told to; `needed` are the parts that both need. */
function both(needed = []) {
  const [core, full] = [engine(needed), engine(needed)];
  let [loaded, come] = [0, () => {}];
  const load = () => {
    loaded += 1;
    return new Promise((resolve) => (come = () => resolve(async () => full)));
  };
  return { core, full, growth: { fields: ['author', 'title'], load }, come: () => come(), loaded: () => loaded };
}

test('a query that needs the full engine waits for it, and no other does', async () => {
  const { core, full, growth, come, loaded } = both([[1]]);
  const { asked, fetch } = network();
  const client = new Client(async () => core, fetch, undefined, growth);
  const phrase = client.answer('"x y"');
  assert.equal((await client.answer('x')).complete, true);
  assert.deepEqual([core.log.length, full.log.length, loaded()], [2, 0, 1]);
  come();
  assert.equal((await phrase).complete, true);
  assert.deepEqual(asked, ['parts/1.bin'], 'it gets what the core engine has');
  await client.answer('z');
  assert.deepEqual([full.log.at(-1), loaded()], ['search z 10 0', 1]);
});

test('the full engine fetches what goes beyond a megabyte of parts', async () => {
  const { core, growth, come } = both([[1], [2]]);
  const { asked, fetch } = network(new Uint8Array(600_000));
  const client = new Client(async () => core, fetch, undefined, growth);
  await client.answer('x');
  const phrase = client.answer('"x y"');
  come();
  assert.equal((await phrase).complete, true);
  assert.deepEqual(asked, ['parts/1.bin', 'parts/2.bin', 'parts/2.bin']);
});

test('a search that was given up does not wait for the full engine, which the next one gets', async () => {
  const { core, full, growth, come, loaded } = both();
  const client = new Client(async () => core, network().fetch, undefined, growth);
  const controller = new AbortController();
  const given = [
    client.answer('"x', { signal: controller.signal }),
    client.suggest('x', { signal: controller.signal }),
  ];
  controller.abort();
  for (const one of given) await assert.rejects(one, { name: 'AbortError' });
  come();
  await client.answer('"x y"');
  assert.deepEqual([core.log, full.log, loaded()], [[], ['search "x y" 10 0'], 1]);
});

test('operators, fields, refinements and questions bring the full engine, and words alone do not', async () => {
  const brings = async (ask) => {
    const { core, growth, loaded } = both();
    const client = new Client(async () => core, network().fetch, undefined, growth);
    void ask(client);
    await new Promise((resolve) => setTimeout(resolve));
    return loaded() > 0;
  };
  const operated = [
    '"a b"',
    'a “b c',
    '-a b',
    'a -b',
    'a\x85-b',
    'a OR b',
    'a OR\tb',
    'ab*',
    'title:x',
    'b\x85Title:x',
  ];
  for (const query of [...operated, 'a Author:x', 'http://x title:x', 'title:\ufeffx', 'a\n-b']) {
    assert.ok(await brings((client) => client.answer(query)), query);
  }
  const plain = ['', 'a b', 'a-b', 'std::vec', 'git commit -1', '--flag', 'a - b', 'ORACLE', 'more or less'];
  for (const query of [...plain, 'http://x', '12:30', 'error: no', 'image:nginx', 'title::x', 'title:']) {
    assert.ok(!(await brings((client) => client.answer(query))), query);
  }
  assert.ok(await brings((client) => client.answer('a', { facets: ['tag'] })));
  assert.ok(await brings((client) => client.suggest('a')));
  assert.ok(await brings((client) => client.explain('a', 0)));
  assert.ok(await brings((client) => client.parse('a')));
  assert.ok(!(await brings((client) => client.answer('a', { scope: 'docs', limit: 3, excerpts: true }))));
});

test('where a deploy took the full engine away, what took its place answers', async () => {
  const load = async () => {
    throw Object.assign(new Error('404'), { code: 'missing' });
  };
  const gone = { fields: [], load };
  const next = new Client(async () => engine([]), network().fetch);
  const moved = new Client(
    async () => engine([]),
    network().fetch,
    async () => next,
    gone,
  );
  assert.deepEqual((await moved.answer('"x y"')).words, ['"x y"']);
  const stayed = new Client(async () => engine([]), network().fetch, undefined, gone);
  await assert.rejects(stayed.answer('"x y"'), { code: 'missing' });
  assert.equal((await stayed.answer('x')).complete, true, 'words are answered still');
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
