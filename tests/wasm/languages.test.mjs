/** The texts of the interface: whole in every language, and filled in by its rules. */

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { languages } from '../../www/generated/languages.js';
import * as english from '../../www/lang/en.js';
import { say } from '../../www/view/say.js';
import { Words } from '../../www/view/strings.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ENGLISH = Object.assign({}, ...Object.values(english));
const FILES = await readdir(join(ROOT, 'www/lang'));
const TAGS = FILES.map((name) => name.replace('.js', '')).filter((tag) => tag !== 'en');

/** @param {string} tag */
const read = async (tag) => (tag === 'en' ? ENGLISH : (await import(`../../www/lang/${tag}.js`)).default);

/** The words of a widget on a page with texts of its own. */
const speaking = (own) => new Words(() => own);

const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** A category such as Arabic's two, which names its number by itself. */
function isOneNumber(rules, category) {
  const numbers = Array.from({ length: 1000 }, (_, number) => number);
  return numbers.filter((number) => rules.select(number) === category).length === 1;
}

/** What is wrong with a text, in words. */
function faults(tag, key, text) {
  const model = ENGLISH[key];
  const names = placeholders(typeof model === 'string' ? model : model.other).join();
  // Where English has one form for every number, others may have several.
  if (typeof text === 'string')
    return placeholders(text).join() === names ? [] : [`${tag}.${key}: ${placeholders(text)}, not ${names}`];
  const rules = new Intl.PluralRules(tag);
  const categories = rules.resolvedOptions().pluralCategories.toSorted().join();
  if (Object.keys(text).toSorted().join() !== categories)
    return [`${tag}.${key}: ${Object.keys(text)}, not ${categories}`];
  return Object.entries(text).flatMap(([category, form]) => {
    const found = placeholders(form);
    const whole =
      found.join() === names || (isOneNumber(rules, category) && [...found, 'count'].sort().join() === names);
    return whole ? [] : [`${tag}.${key}.${category}: ${found}, not ${names}`];
  });
}

test('every language has every text, in every plural form, with the same placeholders', async () => {
  for (const tag of ['en', ...TAGS]) {
    const texts = await read(tag);
    assert.deepEqual(Object.keys(texts).toSorted(), Object.keys(ENGLISH).toSorted(), tag);
    assert.deepEqual(
      Object.entries(texts).flatMap(([key, text]) => faults(tag, key, text)),
      [],
    );
  }
});

test('there is no text that nothing says', async () => {
  const files = (await readdir(join(ROOT, 'www'), { recursive: true })).filter(
    (name) => name.endsWith('.js') && !/node_modules|generated|lang\//.test(name),
  );
  const sources = (await Promise.all(files.map((name) => readFile(join(ROOT, 'www', name), 'utf8')))).join('\n');
  const isSaid = (key) => new RegExp(`['"]${key}['"]|\\.${key}\\b`).test(sources);
  assert.deepEqual(
    Object.keys(ENGLISH).filter((key) => !isSaid(key)),
    [],
  );
});

test('no text is empty, ends in a space or has typewriter punctuation', async () => {
  for (const tag of ['en', ...TAGS]) {
    const forms = Object.values(await read(tag)).flatMap((text) =>
      typeof text === 'string' ? text : Object.values(text),
    );
    for (const form of forms) {
      assert.equal(form, form.trim(), tag);
      assert.equal(form, form.normalize('NFC'), tag);
      assert.match(form, /\S/, tag);
      assert.doesNotMatch(form, /["']|\.\.\./, tag);
    }
  }
});

test('every file is a language of the classic build', async () => {
  assert.deepEqual(Object.keys(languages).toSorted(), TAGS.toSorted());
  for (const tag of TAGS) assert.deepEqual(languages[tag], await read(tag), tag);
});

test('before its file is there, a language says what a closed field says', async () => {
  for (const tag of TAGS) {
    const words = speaking();
    words.turn(tag);
    const { label, placeholder } = await read(tag);
    assert.deepEqual([words.lang, words.file], [tag, tag]);
    assert.deepEqual([words.text('label'), words.text('placeholder')], [label, placeholder]);
  }
});

test('English needs no file, nor does a language that nobody has', () => {
  const words = speaking();
  for (const tag of ['en', 'en-GB', 'EN_us', 'eo', '', 'not a tag']) {
    words.turn(tag);
    assert.deepEqual([words.lang, words.file, words.text('retry')], ['en', '', 'Try again'], tag);
  }
});

test('texts of every language that has another direction than English say so', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  // Old names of others are what no page should say.
  const known = codes.filter((tag) => Intl.getCanonicalLocales(tag)[0] === tag);
  for (const lang of [...known, ...TAGS]) {
    const script = new Intl.Locale(lang).maximize().script ?? '';
    const words = speaking({ lang });
    words.turn('');
    assert.equal(words.dir, /Arab|Hebr|Thaa/.test(script) ? 'rtl' : '', `${lang}, in ${script}`);
  }
});

test('a language is found by the beginning of its tag', () => {
  const words = speaking();
  for (const tag of ['vi-VN', 'VI', 'vi_VN']) {
    words.turn(tag);
    assert.equal(words.lang, 'vi', tag);
  }
});

test('numbers and plurals are those of the language', async () => {
  const words = speaking();
  assert.equal(say(words, 'count', { count: 1 }), '1 result');
  assert.equal(say(words, 'count', { count: 1234 }), '1,234 results');
  words.turn('ar');
  await words.complete(read);
  words.turn('ar');
  const forms = [1, 2, 3, 11, 100].map((count) => say(words, 'count', { count }));
  assert.equal(
    new Set(forms.map((form) => form.replace(/[\d٠-٩]+/, ''))).size,
    4,
    'one, two, few, many and other, two alike',
  );
  assert.equal(forms[1], 'نتيجتان');
});

test('what is fetched once is there for all', async () => {
  const words = speaking();
  words.turn('vi');
  await words.complete(read);
  const others = speaking();
  others.turn('vi');
  assert.deepEqual([others.file, others.text('retry')], ['', 'Thử lại']);
});

test('where a file cannot be loaded it is English, and says so', async () => {
  const words = speaking();
  words.turn('ja');
  await words.complete(async () => {
    throw new Error('404');
  });
  words.turn('ja');
  assert.deepEqual([words.lang, words.file, words.text('label')], ['en', '', 'Search']);
});

test('texts of the page go over those of the language', () => {
  const words = speaking({ none: 'Nothing on {query}', count: { other: '{count} pages' } });
  assert.equal(say(words, 'none', { query: 'x' }), 'Nothing on x');
  assert.equal(say(words, 'count', { count: 1 }), '1 pages', 'a form that is missing is other');
  assert.equal(words.text('retry'), 'Try again');
});

test('texts that name their language need no file and follow its rules', () => {
  const words = speaking({ lang: 'de', label: 'Suche', count: { one: '{count} Treffer', other: '{count} Treffer' } });
  words.turn('vi-VN');
  assert.deepEqual([words.lang, words.file, words.text('label')], ['de', '', 'Suche']);
  assert.equal(say(words, 'count', { count: 1234 }), '1.234 Treffer');
});

test('what is filled in is text: a placeholder in a query is not one, an unknown one stays', () => {
  const words = speaking();
  assert.equal(say(words, 'none', { query: '{query} $& {count}' }), 'No results for “{query} $& {count}”');
  assert.equal(say(speaking({ none: '{nobody} {query}' }), 'none', { query: 'x' }), '{nobody} x');
});

test('a long query is repeated in part', () => {
  const none = (query) => say(speaking({ none: '{query}' }), 'none', { query });
  assert.equal(none(' short '), 'short');
  assert.equal([...none('😀'.repeat(99))].length, 61);
});
