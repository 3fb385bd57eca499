/** Text fragments: whole words of the page's own text. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { atText } from '../../www/engine/fragment.js';

const URL_ = 'https://example.org/a.html';
const TEXT =
  'Since then, the city has found friendly neighbours in 54 harbours around the world and signed 66 agreements.';

/** An excerpt of `text` in which `words` are marked. */
function excerpt(text, words, cuts = {}) {
  const ranges = words.map((word) => [text.indexOf(word), text.indexOf(word) + word.length]);
  return { text, ranges, cutStart: false, cutEnd: false, ...cuts };
}

/** The phrase that the link names, decoded. */
const phrase = (...args) => decodeURIComponent(atText(URL_, ...args).split('#:~:text=')[1] ?? '');

test('the phrase is eight words around the first match, verbatim', () => {
  assert.equal(phrase(excerpt(TEXT, ['54', 'agreements'])), 'neighbours in 54 harbours around the world and');
});

test('at the ends of the excerpt the phrase moves inside', () => {
  assert.equal(phrase(excerpt(TEXT, ['Since'])), 'Since then, the city has found friendly neighbours');
  assert.equal(phrase(excerpt(TEXT, ['agreements'])), 'harbours around the world and signed 66 agreements');
});

test('spaces at the ends of the excerpt are no words', () => {
  const text = '  Mayors of four cities met ';
  for (const word of ['Mayors', 'met']) assert.equal(phrase(excerpt(text, [word])), 'Mayors of four cities met');
});

test('words at the cuts of an excerpt are left out, since they may be halves', () => {
  const text = 'tion exchange of experience and ways to deep';
  const cuts = { cutStart: true, cutEnd: true };
  assert.equal(phrase(excerpt(text, ['tion', 'experience', 'deep'], cuts)), 'exchange of experience and ways to');
  assert.equal(phrase(excerpt(text, ['tion', 'deep'], cuts)), '', 'no match is left to lead to');
});

test('the phrase is where most matches stand', () => {
  const text = 'Tom Berg, senior Member and Secretary of the Board; Mr. Jan Tom Lund, Chairman of the Committee';
  const ranges = ['Tom Berg', 'Jan', 'Tom Lund', 'Lund,'].map((part) => [text.indexOf(part), text.indexOf(part) + 3]);
  assert.match(phrase({ ...excerpt(text, []), ranges }), /Jan Tom Lund/);
});

test('punctuation stays inside the phrase and off its ends', () => {
  const text = 'She said: "Mayors\' conference" (held at noon) was a beginning.';
  assert.equal(phrase(excerpt(text, ['Mayors'])), 'She said: "Mayors\' conference" (held at noon) was');
});

test('what means something in a fragment is encoded', () => {
  const href = atText(URL_, excerpt('a socio-economic, R&D-led and 100% open plan', ['R']));
  assert.doesNotMatch(href.split('text=')[1], /[-,& ]/);
  assert.match(href, /%2D.*%2C.*%26/);
  assert.match(href, /100%25/);
});

test('letters outside ASCII survive', () => {
  const text = 'Ông Phan Văn Mãi nói về thành phố Hồ Chí Minh hôm nay';
  assert.equal(phrase(excerpt(text, ['Văn']), 'vi'), 'Ông Phan Văn Mãi nói về thành phố');
  const chinese = '我们今天在东京的一家小餐馆里吃了很好吃的晚饭';
  const found = phrase(excerpt(chinese, ['东京']), 'zh');
  assert.ok(chinese.includes(found) && found.includes('东京'), found);
});

test('an address with a hash keeps it', () => {
  const href = atText(`${URL_}#part`, excerpt(TEXT, ['54']));
  assert.match(href, /a\.html#part:~:text=neighbours/);
});

test('there is no fragment without a match, or on a route', () => {
  assert.equal(atText(URL_, null), URL_);
  assert.equal(atText(URL_, excerpt(TEXT, [])), URL_);
  for (const route of [`${URL_}#/a/b`, `${URL_}#!/a`, `${URL_}?q=1#/a#b`])
    assert.equal(atText(route, excerpt(TEXT, ['54'])), route);
});

test('words that were typed in part or in another form never get into the phrase: the text is the page’s', () => {
  const text = 'The ministries agreed upon sixty-six agreements in the spring of this year.';
  const ranges = [
    [4, 14],
    [37, 47],
  ];
  const found = phrase({ ...excerpt(text, []), ranges });
  assert.equal(found, 'The ministries agreed upon sixty-six agreements in');
  assert.ok(text.includes(found));
});

test('a hash that only looks like a route lower down is no route', () => {
  assert.match(atText(`${URL_}#a/b`, excerpt(TEXT, ['54'])), /#a\/b:~:text=/);
});

test('a language that is no tag is no obstacle', () => {
  assert.match(phrase(excerpt(TEXT, ['54']), 'not a tag'), /54 harbours/);
});

test('a short text is named by one piece between its neighbours', () => {
  const text = (...args) => atText(URL_, excerpt(...args)).split('text=')[1];
  assert.equal(text('Two words', ['words']), 'Two-,words');
  assert.equal(text('Two words', ['Two']), 'Two,-words');
  assert.equal(text('One of three', ['of']), 'One-,of,-three');
  assert.equal(text('Word', ['Word']), 'Word');
});

test('of source code no piece crosses a space, which may be the end of a line', () => {
  const code = 'let a = open("x"); frobnicate(a, 1); close(a); and more of it = 5';
  const pieces = (word, cuts) =>
    atText(URL_, excerpt(code, [word], cuts))
      .split('text=')[1]
      .split(/-,|,-/)
      .map(decodeURIComponent);
  assert.deepEqual(pieces('frobnicate'), ['open("x");', 'frobnicate(a,', '1);']);
  assert.deepEqual(pieces('open'), ['open("x");', 'frobnicate(a,'], 'a sign alone is no neighbour');
  assert.deepEqual(pieces('a', { cutStart: true }), ['a'], 'nor is what may have been cut');
});
