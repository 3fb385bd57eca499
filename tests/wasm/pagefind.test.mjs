/** What Pagefind's API is made of here: its filters become those of the engine, and pages get their excerpts. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { branches } from '../../www/pagefind/filters.js';
import { rendered } from '../../www/pagefind/page.js';
import { chance } from '../chance.mjs';

/** Every page there can be of three values. */
const VALUES = [
  ['topic', 'sea'],
  ['topic', 'land'],
  ['level', 'easy'],
];
const PAGES = Array.from({ length: 8 }, (_, bits) => VALUES.filter((_, at) => bits & (1 << at)));

const has = (page, name, value) => page.some(([facet, found]) => facet === name && found === value);

/** What Pagefind's documentation says of filters, read anew. */
function fits(page, expression) {
  const joined = (operator, parts, test) => {
    const entries = () =>
      typeof parts === 'string' ? [parts] : Object.entries(parts).map(([name, one]) => ({ [name]: one }));
    const list = Array.isArray(parts) ? parts : entries();
    if (operator === 'any') return list.some(test);
    if (operator === 'none') return !list.some(test);
    return operator === 'not' ? !list.every(test) : list.every(test);
  };
  const valued = (name, value) => {
    if (typeof value === 'string') return has(page, name, value);
    if (Array.isArray(value)) return value.every((one) => valued(name, one));
    return Object.entries(value).every(([operator, parts]) => joined(operator, parts, (one) => valued(name, one)));
  };
  return Object.entries(expression).every(([name, value]) =>
    ['any', 'all', 'none', 'not'].includes(name) ? joined(name, value, (one) => fits(page, one)) : valued(name, value),
  );
}

/** What the engine's filters find. */
const finds = (page, filters) =>
  filters.every(
    ({ name, any, all, none }) =>
      (!any || any.some((value) => has(page, name, value))) &&
      (!all || all.every((value) => has(page, name, value))) &&
      (!none || !none.some((value) => has(page, name, value))),
  );

/** Expressions of every shape. */
function expression(pick, depth) {
  const [name, value] = pick(VALUES);
  const shapes = [
    () => ({ [name]: value }),
    () => ({ [name]: [value] }),
    () => ({
      [name]: { [pick(['any', 'all', 'none'])]: VALUES.filter(([facet]) => facet === name).map(([, one]) => one) },
    }),
    () => ({ [name]: { not: value } }),
    () => ({ [name]: { any: [{ not: [value] }, { none: { any: value, all: [value] } }] } }),
  ];
  const deeper = () => expression(pick, depth - 1);
  if (depth) {
    shapes.push(
      () => ({ [pick(['any', 'all', 'none', 'not'])]: [deeper(), deeper()] }),
      () => ({ [pick(['any', 'all', 'none', 'not'])]: deeper() }),
      () => ({ ...deeper(), ...deeper() }),
    );
  }
  return pick(shapes)();
}

test('searches find what an expression means, each page once', () => {
  const { pick } = chance(1);
  for (let round = 0; round < 2000; round++) {
    const wanted = expression(pick, 2);
    const searches = branches(wanted);
    for (const page of PAGES) {
      const found = searches.filter((filters) => finds(page, filters)).length;
      assert.equal(found, fits(page, wanted) ? 1 : 0, JSON.stringify({ wanted, page, searches }));
    }
  }
});

test('what all pages have is not asked for', () => {
  const given = { site: ['A', 'B'] };
  assert.deepEqual(branches({ site: 'B', topic: 'sea' }, given), [[{ name: 'topic', all: ['sea'] }]]);
  assert.deepEqual(branches({ site: 'C' }, given), []);
  assert.deepEqual(branches({ any: { site: 'A', topic: 'sea' } }, given), [[]]);
  assert.deepEqual(branches({ not: { site: 'C' } }, given), [[]]);
});

test('no filter is one search, alternatives of a facet too, and what joins nothing is named', () => {
  assert.deepEqual(branches({}), [[]]);
  assert.deepEqual(branches({ topic: { any: ['sea', 'land'] } }), [[{ name: 'topic', any: ['sea', 'land'] }]]);
  assert.throws(
    () => branches({ topic: { some: ['sea'] } }),
    /some can’t join the values of a filter: any, all, none, not do/,
  );
});

const words = Array.from({ length: 100 }, (_, at) => (at === 60 || at === 62 ? 'Boats' : `w${at}`));
const long = {
  url: 'a/',
  content: words.join(' '),
  word_count: 100,
  filters: {},
  meta: { title: 'w0 w1' },
  anchors: [
    { element: 'h2', id: 'b', text: 'w50', location: 50, part: true },
    { element: 'p', id: 'c', text: 'w55', location: 55, part: false },
  ],
  weights: [
    [0, 7],
    [2, 1],
  ],
};

test('an excerpt is where matches stand together, and parts of a page have their own', () => {
  const { excerpt, locations, sub_results } = rendered(long, [{ term: 'boat', isPrefix: false }], {
    url: '/a/#x',
    rawUrl: '/a/',
    length: 9,
  });
  assert.deepEqual(locations, [60, 62]);
  assert.equal(excerpt, 'w56 w57 w58 w59 <mark>Boats</mark> w61 <mark>Boats</mark> w63 w64');
  assert.deepEqual(
    sub_results.map(({ title, url }) => [title, url]),
    [['w50', '/a/#b']],
  );
});

test('a word is marked in its inflections, where it is completed in all that begin with it, and within text without spaces', () => {
  const marked = (content, term, isPrefix = false) =>
    rendered({ ...long, content, anchors: [] }, [{ term, isPrefix }], { url: '/', rawUrl: '/', length: 30 }).excerpt;
  assert.equal(marked('boat Boats, boathouses', 'boat'), '<mark>boat</mark> <mark>Boats,</mark> boathouses');
  assert.equal(marked('boathouses', 'boat', true), '<mark>boathouses</mark>');
  assert.equal(marked('Café (cafés)', 'cafe'), '<mark>Café</mark> <mark>(cafés)</mark>');
  assert.equal(marked('東京都の観光案内', '観光'), '<mark>東京都の観光案内</mark>');
  assert.equal(marked('nothing here', 'boat'), 'nothing here');
});
