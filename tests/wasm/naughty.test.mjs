/** Strings that break programs, as queries: an answer, no exception, no trap, marks where there is text. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { mock, test } from 'node:test';

import { open } from './engine.mjs';
import { judged, moduleOf } from './native.mjs';

const NAUGHTY = createRequire(import.meta.url)('big-list-of-naughty-strings');

// A client that met a trap makes a new instance: there must be no more than it began with.
const instances = mock.method(WebAssembly, 'instantiate').mock;
const ENGINES = {
  full: await open(moduleOf(judged('full'))),
  core: await open(moduleOf(judged('core', '--engine', 'core'))),
};

/** Checks that ranges are in order, apart, inside of `text` and cut no character. */
function check(text, ranges) {
  let last = 0;
  for (const [start, end] of ranges) {
    assert.ok(last <= start && start < end && end <= text.length, `${ranges} of ${text.length} units`);
    assert.ok(text.slice(start, end).isWellFormed(), `${start} to ${end} of ${text}`);
    last = end;
  }
}

function checkAnswer(answer) {
  assert.equal(answer.complete, true);
  assert.ok(answer.hits.length <= 10 && answer.hits.length <= answer.total);
  for (const { card, excerpt, sections } of answer.hits) {
    const passages = [excerpt, ...sections.map((section) => section.excerpt)].filter(Boolean);
    for (const { text, ranges } of passages) check(text, ranges);
    for (const { title, titleRanges } of [card, ...sections]) check(title, titleRanges);
  }
  return answer;
}

/** Asks both engines all that takes a query. */
async function ask(query) {
  await ENGINES.core.answer(query).then(checkAnswer);
  const answer = await ENGINES.full.answer(query).then(checkAnswer);
  const { completions } = await ENGINES.full.suggest(query);
  assert.ok(completions.length <= 10);
  const units = await ENGINES.full.parse(query);
  // A lone surrogate becomes U+FFFD on its way, one unit like itself.
  const typed = query.normalize('NFC').toWellFormed();
  for (const { text, range } of units) assert.equal(typed.slice(...range), text);
  for (const { document } of answer.hits) assert.ok(Array.isArray(await ENGINES.full.explain(query, document)));
  return answer;
}

/** A string as the name of a test. */
const shown = (string) => JSON.stringify(string.length > 40 ? `${string.slice(0, 40)}…` : string);

async function every(queries) {
  for (const query of queries) {
    await ask(query).catch((error) => {
      throw new Error(`${shown(query)}: ${error.message}`, { cause: error });
    });
  }
}

test('every naughty string is answered, alone and among words', async () => {
  assert.ok(NAUGHTY.length > 400, String(NAUGHTY.length));
  const asked = (string) => [string, `tern ${string} backup`, `"${string}" -${string} title:${string}*`];
  await every(NAUGHTY.flatMap(asked));
});

test('all naughty strings at once are answered', () => every([NAUGHTY.join(' '), NAUGHTY.join('')]));

test('what is hardly text is answered', async () => {
  const rare = ['', ' ', '\0', '\uffff', '\u{10ffff}', '\u0301\u0301', '\u202e', 'ﬀ', 'İ', '１２３'];
  await every([...rare, ...rare.map((string) => `tern${string}`), '!'.repeat(10_000)]);
});

test('lone surrogates are answered', async () => {
  const among = ['tern \ud83d', '\ude00 tern', 'te\ud83drn', '"\ud83d tern"', '-\udc00', '\ud83d*'];
  await every(['\ud800', '\udfff\ud800', ...among]);
});

test('queries without end are answered', async () => {
  const words = ['tern', 'backup', 'lighthose', 'the', 'x', 'zzzzqq', '灯台'];
  const some = (count) => Array.from({ length: count }, (_, at) => words[at % words.length]);
  const many = (count, join, piece) => some(count).map(piece).join(join);
  await every([
    many(10_000, ' ', (word) => word),
    many(1_000, ' OR ', (word) => word),
    many(10_000, ' ', (word) => `-${word}`),
    many(1_000, ' ', (word) => `${word}*`),
    many(1_000, ' ', (word) => `title:${word}`),
    many(1_000, ' ', (word) => `"${word} ${word}"`),
    many(1_000, ' OR ', (word) => `-"${word} ${word}`),
    'tern'.repeat(25_000),
    '灯'.repeat(25_000),
    `tern${'\u0301'.repeat(25_000)}`,
  ]);
});

test('operators with nothing to operate on are answered', async () => {
  const quotes = ['"', '“', '”', '«', '»', "'", '‘', '’'];
  await every([
    '"'.repeat(1_000),
    '"tern "backup" lighthouse" "',
    `${'"tern '.repeat(500)}${'"'.repeat(500)}`,
    quotes.join(''),
    quotes.map((quote) => `${quote}tern`).join(' '),
    '* ** * ***',
    '*'.repeat(10_000),
    '* '.repeat(10_000),
    'a* b* c* d* e* f* g*',
    'OR '.repeat(1_000),
    '-'.repeat(10_000),
    '- '.repeat(1_000),
    ':'.repeat(10_000),
    'title:'.repeat(1_000),
    '-title:"-title:"',
    'title:title:title:tern',
    '-OR OR -OR OR "OR"',
  ]);
});

test('nothing trapped, and both still find', async () => {
  assert.equal(instances.callCount(), Object.keys(ENGINES).length);
  assert.ok((await ENGINES.full.answer('lighthouse')).total > 0);
  assert.ok((await ENGINES.core.answer('lighthouse')).total > 0);
});
