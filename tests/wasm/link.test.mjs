/** Where hits lead: the parameter with the words to mark. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { linked } from '../../www/engine/link.js';
import { highlighted, matches } from '../../www/view/marks.js';

/** The link of a hit, and the same with its words. */
const link = (hit) => linked({ sections: [], ...hit }).href;
const marked = (hit) => highlighted(link(hit), matches(hit));

const URL_ = 'https://example.org/docs/a.html';

const HIT = {
  url: URL_,
  title: 'Foreign affairs',
  titleRanges: [[0, 7]],
  language: 'en',
  words: ['foreign', 'aff'],
  excerpt: {
    text: 'The Ministry of Foreign Affairs signed sixty agreements.',
    ranges: [
      [16, 23],
      [24, 31],
    ],
    cutStart: false,
    cutEnd: false,
  },
};

test('the words are a parameter, put before the hash', () => {
  assert.equal(highlighted(URL_, ['foreign', 'affairs']), `${URL_}?highlight=foreign+affairs`);
  assert.equal(highlighted(`${URL_}?a=b#part`, ['x']), `${URL_}?a=b&highlight=x#part`);
  assert.equal(highlighted('file:///home/me/a.html', ['x']), 'file:///home/me/a.html?highlight=x');
});

test('the parameter can have another name, and is there once', () => {
  assert.equal(highlighted(URL_, ['x'], 'q'), `${URL_}?q=x`);
  assert.equal(highlighted(`${URL_}?q=old&q=older`, ['new'], 'q'), `${URL_}?q=new`);
});

test('whatever the words hold stays in the parameter', () => {
  const words = ['a&b=c', '#', '50%', 'Phở'];
  const url = new URL(highlighted(URL_, words));
  assert.equal(url.searchParams.get('highlight'), words.join(' '));
  assert.equal(url.hash, '');
});

test('without words, and on a route, the address stays as it is', () => {
  assert.equal(highlighted(URL_, []), URL_);
  for (const route of [`${URL_}#/a/b`, `${URL_}#!/a`]) assert.equal(highlighted(route, ['x']), route);
});

test('an address names at most sixteen words', () => {
  const words = Array.from({ length: 20 }, (_, at) => `w${at}`);
  assert.equal(new URL(highlighted(URL_, words)).searchParams.get('highlight')?.split(' ').length, 16);
});

test('a hit leads to its text, and where it is wanted to its words as the page writes them, each once', () => {
  assert.equal(link(HIT), `${URL_}#:~:text=The%20Ministry%20of%20Foreign%20Affairs%20signed%20sixty%20agreements`);
  const [before, hash] = marked(HIT).split('#');
  assert.equal(before, `${URL_}?highlight=foreign+affairs`);
  assert.match(hash, /^:~:text=/);
});

test('a hit of which nothing is marked names the words that it holds', () => {
  const hit = { ...HIT, titleRanges: [], excerpt: null };
  assert.equal(marked(hit), `${URL_}?highlight=foreign+aff`);
});

test('a hit without an address leads nowhere', () => {
  assert.equal(link({ ...HIT, url: null }), null);
});

test('a section has a link to its heading and text, unless a router owns the hash', () => {
  const sections = [
    { title: 'Hulls', anchor: 'hulls & keels', titleRanges: [], excerpt: null },
    { title: 'Top', anchor: '', titleRanges: [], excerpt: null },
  ];
  const hrefs = (url) => linked({ ...HIT, url, sections }).sections.map(({ href }) => href || null);
  assert.deepEqual(hrefs(`${URL_}#old`), [`${URL_}#hulls%20%26%20keels`, null]);
  assert.deepEqual(hrefs(`${URL_}#/route`), [null, null]);
});

test('a hit leads to the section that its passage is of', () => {
  const sections = [
    { title: 'Ships', anchor: 'ships', titleRanges: [], excerpt: { ...HIT.excerpt, text: 'Other text' } },
    { title: 'Treaties', anchor: 'treaties', titleRanges: [], excerpt: HIT.excerpt },
  ];
  const { href, anchor } = linked({ ...HIT, sections });
  assert.equal(anchor, 'treaties');
  assert.match(href, /a\.html#treaties:~:text=The%20Ministry/);
  assert.equal(linked({ ...HIT, url: `${URL_}#/route`, sections }).href, `${URL_}#/route`);
  assert.match(linked({ ...HIT, url: `${URL_}#own`, sections }).href, /#own:~:text=/);
});

test('where no passage matches it leads to the first section whose heading does', () => {
  const sections = [
    { title: 'Ships', anchor: 'ships', titleRanges: [], excerpt: null },
    { title: 'Foreign', anchor: 'foreign', titleRanges: [[0, 7]], excerpt: null },
  ];
  const excerpt = { ...HIT.excerpt, ranges: [] };
  assert.equal(linked({ ...HIT, excerpt, sections }).href, `${URL_}#foreign`);
  assert.equal(linked({ ...HIT, sections }).anchor, '', 'a passage before any section is under none');
});
