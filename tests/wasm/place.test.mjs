/** Which index a page asks, what the indexes of all languages answer together, and which version is found. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { joined, othersOf, versioned } from '../../www/engine/several.js';
import { chosen } from '../../www/place.js';

/** A pointer to indexes in folders named by their languages. */
const pointer = (main, ...languages) => ({
  default: main,
  indexes: Object.fromEntries(languages.map((tag) => [tag, { folder: tag, sharded: false }])),
});

const folder = (language, ...languages) => chosen(pointer('en', ...languages), language).folder;

test('a page asks the index that is most like its language', () => {
  const names = ['da', 'en', 'en-GB', 'pt-BR', 'pt-PT', 'zh-CN', 'zh-TW'];
  for (const [language, expected] of [
    ['da', 'da'],
    ['DA-dk', 'da'],
    ['en', 'en'],
    ['en-GB', 'en-GB'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-PT'],
    ['zh', 'zh-CN'],
    ['zh-Hans', 'zh-CN'],
    ['zh-TW', 'zh-TW'],
  ])
    assert.equal(folder(language, ...names), expected, language);
});

test('a page whose language has no index asks that of the site', () => {
  for (const language of ['fr', '', '{{ lang }}', '*'])
    assert.equal(folder(language, 'da', 'en', 'zh-TW'), 'en', language);
});

/** An engine with this many hits, which notes what it is asked. */
function engine(name, total, asked = []) {
  const hits = Array.from({ length: total }, (_, document) => ({ document, title: `${name}${document}` }));
  return {
    asked,
    search: async (query, { offset = 0, limit }) => {
      asked.push([offset, limit]);
      return {
        query,
        total,
        unchecked: 0,
        approximate: false,
        complete: true,
        failed: [],
        unknown: [`only ${name}`, 'all'],
        facets: [
          {
            name: 'kind',
            values: [
              [name, total],
              ['both', 1],
            ],
          },
        ],
        results: hits.slice(offset, offset + limit),
      };
    },
    explain: async (_, document) => `${name}${document}`,
  };
}

test('hits of the page’s own language come before those of others, page by page', async () => {
  const engines = [engine('a', 3), engine('b', 0), engine('c', 4)];
  const all = joined(engines);
  const titles = async (offset, limit) => (await all.search('q', { offset, limit })).results.map(({ title }) => title);
  assert.deepEqual(await titles(0, 5), ['a0', 'a1', 'a2', 'c0', 'c1']);
  assert.deepEqual(await titles(2, 3), ['a2', 'c0', 'c1']);
  assert.deepEqual(await titles(5, 5), ['c2', 'c3']);
  assert.deepEqual(await titles(7, 5), []);
  assert.ok(
    engines[1].asked.every(([, limit]) => limit === 0),
    'one without hits shows none',
  );
});

test('counts are those of all, and hits keep numbers of their own', async () => {
  const all = joined([engine('a', 3), engine('c', 4)]);
  const { total, elsewhere, unknown, facets, results } = await all.search('q', { limit: 10 });
  assert.deepEqual([total, elsewhere, unknown], [7, 4, ['all']]);
  assert.deepEqual(facets, [
    {
      name: 'kind',
      values: [
        ['c', 4],
        ['a', 3],
        ['both', 2],
      ],
    },
  ]);
  assert.equal(new Set(results.map(({ document }) => document)).size, 7);
  assert.equal(await all.explain('q', results[4].document), 'c1');
});

const SITE = 'https://example.org/a/';
const VERSIONS = { 'docs/4.2/': '4.2', 'docs/next/': 'next', 'fr/docs/4.2/': '4.2' };

test('a page in other versions is at the same path in their folders, or beside these', () => {
  const others = (path, also) =>
    othersOf({ url: SITE + path, metadata: { 'also-in': also } }, SITE, VERSIONS).map(
      ({ version, url }) => `${version} ${url.replace(SITE, '')}`,
    );
  for (const [path, also, expected] of [
    ['docs/oaks/', '4.2, next', ['4.2 docs/4.2/oaks/', 'next docs/next/oaks/']],
    ['docs/4.2/oaks/#a', 'current, next', ['current docs/oaks/#a', 'next docs/next/oaks/#a']],
    ['docs/next/oaks/', '2.0', ['2.0 docs/oaks/']],
    ['fr/docs/oaks/', '4.2', ['4.2 fr/docs/4.2/oaks/']],
  ])
    assert.deepEqual(others(path, also), expected, path);
  assert.deepEqual(othersOf({ url: 'https://other.org/', metadata: { 'also-in': '4.2' } }, SITE, VERSIONS), []);
  assert.deepEqual(othersOf({ url: SITE, metadata: {} }, SITE, VERSIONS), []);
});

/** An index of versions, which notes which it is asked for. */
function versions(found) {
  const asked = [];
  const search = async (_, { filters = [] }) => {
    asked.push(filters.map(({ any }) => String(any)).join());
    return found(filters.length);
  };
  return { asked, search };
}

const at = (path) => Object.defineProperty(globalThis, 'location', { value: new URL(path, SITE), configurable: true });

test('the version of the page is asked for, and all where that says nothing or nothing can be filtered', async () => {
  at('docs/4.2/elms/');
  const one = versions(() => ({ total: 1, complete: true, results: [] }));
  await versioned(one, VERSIONS, SITE).search('q', {});
  await versioned(one, VERSIONS, SITE).search('q', { scope: 'docs/next' });
  assert.deepEqual(one.asked, ['4.2', ''], 'a folder that is asked for is enough');
  const none = versions((filters) => ({ total: filters ? 0 : 1, complete: true, results: [] }));
  assert.equal((await versioned(none, VERSIONS, SITE).search('q')).total, 1);
  at('blog/');
  const core = versions((filters) => {
    if (filters) throw Object.assign(new Error('core'), { code: 'core' });
    return { total: 2, complete: true, results: [] };
  });
  assert.equal((await versioned(core, VERSIONS, SITE).search('q')).total, 2);
  assert.deepEqual(core.asked, ['current', '']);
  const broken = versions(() => {
    throw Object.assign(new Error('gone'), { code: 'missing' });
  });
  await assert.rejects(versioned(broken, VERSIONS, SITE).search('q'), /gone/);
});
