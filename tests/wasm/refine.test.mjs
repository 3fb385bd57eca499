/** What refines a search, from the objects that a page writes to the answers of both engines. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ordered, refine } from '../../www/engine/refine.js';
import { MODULE, open } from './engine.mjs';
import { judged, moduleOf } from './native.mjs';

test('numbers are in the order of their digits', () => {
  const numbers = [-Infinity, -2.5, -1, -1e-9, 0, 1e-9, 1, 2.5, 20221203, Infinity];
  const digits = numbers.map(ordered);
  assert.deepEqual([...digits].sort(), digits);
  assert.equal(ordered(-0), ordered(0));
  assert.equal(ordered(1), 'bff0000000000000');
});

test('a refinement is one string', () => {
  assert.equal(refine({}), '');
  const refinement = {
    filters: [
      { name: 'tag', any: ['a', 'b'] },
      { name: 'date', from: 1 },
    ],
    facets: ['tag'],
    sort: { name: 'date', descending: true },
  };
  const texts = ['ftag', 'atag\u001fa\u001fb', 'bdate\u001fbff0000000000000\u001ffff0000000000000', 'ddate'];
  assert.equal(refine(refinement), texts.join('\u001e'));
});

test('the core engine says that it is not the full one', async () => {
  const engine = await open(moduleOf(judged('core', '--engine', 'core')));
  assert.ok((await engine.answer('boat')).total > 0);
  await assert.rejects(engine.answer('boat', { facets: ['site'] }), { code: 'core' });
  await assert.rejects(engine.suggest('cit'), { code: 'core' });
});

test('the full engine filters, counts, sorts, suggests, explains and parses', async () => {
  const engine = await open(MODULE);
  const all = await engine.answer('', { facets: ['tags'], sort: { name: 'date' } });
  const [[tag, count]] = all.facets[0].values;
  assert.ok(count > 0 && all.total > 0);
  const descending = await engine.answer('', { sort: { name: 'date', descending: true } });
  assert.deepEqual(
    descending.hits.map((hit) => hit.document),
    all.hits.map((hit) => hit.document).reverse(),
  );
  assert.equal((await engine.answer('', { filters: [{ name: 'tags', any: [tag] }] })).total, count);
  assert.equal((await engine.answer('', { filters: [{ name: 'tags', none: [tag] }] })).total, all.total - count);
  assert.equal((await engine.answer('', { filters: [{ name: 'tags', all: [''] }] })).total, 0);
  const { date } = descending.hits[0].card;
  assert.equal((await engine.answer('', { filters: [{ name: 'date', from: date, to: date }] })).total, 1);
  assert.deepEqual((await engine.answer('city', { facets: ['nothing'] })).unknown, ['nothing']);
  assert.ok((await engine.suggest('cit')).completions.includes('city'));
  const [hit] = (await engine.answer('city ')).hits;
  const [{ kind, idf, impact, factor, weight }] = await engine.explain('city ', hit.document);
  assert.equal(kind, 'exact');
  assert.equal(weight, idf * impact * factor);
  const [phrase, word] = await engine.parse('"a b" -city');
  assert.deepEqual([phrase.text, phrase.range, phrase.isPhrase], ['a b', [1, 4], true]);
  assert.ok(word.isExcluded && word.field === null);
});
