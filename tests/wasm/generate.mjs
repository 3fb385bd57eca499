/** Queries as people type them over the words of a corpus, the same ones every time. */

import { chance } from '../chance.mjs';

const STOP = ['the', 'of', 'and', 'to', 'be', 'or', 'not', 'in', 'a', 'is', 'der', 'die', 'und', 'le', 'de', 'của'];
const SYMBOLS = [
  ...['C++', 'C#', '.NET', '--dry-run', '-n', 'v2.4.1', 'a-b', 'foo::bar', 'snake_case', 'camelCase', '100%', '$5'],
  ...['keeper@tern.example', 'https://tern.example/a/b?c=d#e', '~/.tern', '/etc/tern.toml', '(tern)'],
  ...['🦆', '🇻🇳', '👩‍👩‍👧'],
  ...['*', '**', '-', '--', '"', '""', '-"', '«', 'OR', 'OR OR', '-OR', ':', ':x', 'title:', '&&', '!?', '…', "'", '’'],
];
const ENDINGS = ['s', 'es', 'ed', 'ing', 'er', 'ly', 'ion', 'ment', "'s", '’s', 'en', 'e', 'n'];
const FIELDS = ['title', 'TITLE', 'id', 'language', 'site', 'keywords', 'nothing'];
const QUOTES = ['""', '""', '“”', '«»', '"'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyzäéđう';
const GAPS = [' ', ' ', ' ', '  ', ', ', '\u00a0', '\u3000'];
const LENGTHS = [1, 1, 2, 2, 2, 3, 3, 4, 5];

/**
 * Returns `count` different queries over the corpus, none of them with a line break.
 *
 * @param {string} lines documents, as `findlet build --jsonl` reads them
 * @param {number} count
 */
export function generate(lines, count) {
  const { below: roll, pick: of } = chance(1);
  const pieces = weighted(pieceMakers(texts(lines), roll, of));
  const query = () => Array.from({ length: of(LENGTHS) }, () => of(pieces)()).join(of(GAPS)) + of(['', '', '', ' ']);
  const queries = new Set();
  while (queries.size < count) queries.add(query());
  return [...queries];
}

/** The texts of documents, a paragraph each. */
function texts(lines) {
  const documents = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return documents.flatMap(({ title, text = '', keywords = [], sections = [] }) => [
    title,
    ...text.split('\n\n'),
    ...keywords,
    ...sections.flatMap((section) => [section.title, section.text]),
  ]);
}

const weighted = (makers) => makers.flatMap(([weight, make]) => Array(weight).fill(make));

/** How often a piece of a query is what. */
function pieceMakers(texts, roll, of) {
  const words = texts.flatMap((text) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  const tokens = texts.flatMap((text) => text.split(/\s+/)).filter((token) => /[^\p{L}\p{M}\p{N}]/u.test(token));
  const han = texts.filter((text) => /\p{sc=Han}/u.test(text));

  const word = () => of(words);
  const half = () => slice(word(), 0);
  const slice = (text, from) => [...text].slice(from, from + 1 + roll(6)).join('');
  const slip = () => slipped([...word()], roll, of);
  const inflected = () => word().replace(/(?<=...)(s|e|ed|ing|en)$/, '') + of(ENDINGS);
  const phrase = () => of(QUOTES).replace(/^./, (quote) => quote + run(of(texts).split(/\s+/), roll));
  const marked = () => remarked(word(), of);
  const simple = () => of([word, word, half, slip, inflected, phrase])();
  return [
    ...[
      [20, word],
      [8, half],
      [10, slip],
      [7, inflected],
      [4, phrase],
      [3, marked],
    ],
    [3, () => slice(of(han), roll(20))],
    ...[
      [4, () => of(STOP)],
      [3, () => of(tokens)],
      [2, () => of(SYMBOLS)],
    ],
    [1, () => of([`${roll(2100)}`, `${roll(30)}.${roll(10)}`, `v${roll(4)}.${roll(9)}.${roll(9)}`])],
    [1, () => Array.from({ length: 1 + roll(12) }, () => of(LETTERS)).join('')],
    [3, () => `-${simple()}`],
    [3, () => `${simple()} OR ${simple()}`],
    [3, () => `${of(FIELDS)}:${simple()}`],
    [3, () => `${half()}*`],
  ];
}

/** Two to four words that follow each other. */
function run(words, roll) {
  const start = roll(words.length);
  return words.slice(start, start + 2 + roll(3)).join(' ');
}

/** A letter lost, added, replaced, or two swapped. */
function slipped(letters, roll, of) {
  const at = roll(letters.length);
  of([
    () => letters.splice(at, 1),
    () => letters.splice(at, 0, of(LETTERS)),
    () => letters.splice(at, 1, of(LETTERS)),
    () => letters.splice(at, 2, ...letters.slice(at, at + 2).reverse()),
  ])();
  return letters.join('');
}

/** A word without its marks, with them apart, with more of them, in capitals, or in full width. */
function remarked(word, of) {
  return of([
    () => word.normalize('NFD').replace(/\p{M}/gu, ''),
    () => word.normalize('NFD'),
    () => word + of(['\u0301', '\u0323', '\u064e', '\u05b4']),
    () => word.toUpperCase(),
    () => word.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  ])();
}
