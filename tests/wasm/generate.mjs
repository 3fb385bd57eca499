/** Queries as people type them over the words of a corpus, the same ones every time. */

const STOP = ['the', 'of', 'and', 'to', 'be', 'or', 'not', 'in', 'a', 'is', 'der', 'die', 'und', 'le', 'de', 'của'];
const SYMBOLS = ['C++', 'C#', '.NET', '--dry-run', '-n', 'v2.4.1', '2.4', 'a-b', 'foo::bar', 'snake_case', 'camelCase',
  'keeper@tern.example', 'https://tern.example/a/b?c=d#e', '~/.tern', '/etc/tern.toml', '100%', '$5', '&&', '!?', '🦆',
  '👩‍👩‍👧', '🇻🇳', '…', '*', '**', '-', '--', '""', '"', 'OR', 'OR OR', ':', 'title:', ':x', '-OR', '-"', '(tern)', "'", '’'];
const ENDINGS = ['s', 'es', 'ed', 'ing', 'er', 'ly', 'ion', 'ment', "'s", '’s', 'en', 'e', 'n'];
const FIELDS = ['title', 'id', 'language', 'site', 'keywords', 'nothing', 'TITLE'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyzäéđう';

/** Returns a generator of whole numbers below `n` (Numerical Recipes' LCG; its high bits). */
function dice(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** The texts of documents, one JSON object a line. */
function texts(lines) {
  const documents = lines.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return documents.flatMap(({ title, text, keywords = [], sections = [] }) => [
    title,
    ...(text ?? '').split('\n\n'),
    ...keywords,
    ...sections.flatMap((section) => [section.title, section.text]),
  ]);
}

/**
 * Returns `count` queries over the corpus, none of them with a line break.
 *
 * @param {string} lines documents, as `findlet build --jsonl` reads them
 * @param {number} count
 */
export function generate(lines, count, seed = 1) {
  const roll = dice(seed);
  const of = (members) => members[roll(members.length)];
  const passages = texts(lines);
  const words = passages.flatMap((text) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  const tokens = passages.flatMap((text) => text.split(/\s+/)).filter((token) => /[^\p{L}\p{M}\p{N}]/u.test(token));
  const han = passages.filter((text) => /\p{sc=Han}/u.test(text));

  const word = () => of(words);
  const half = () => cut(word());
  const cut = (text) => [...text].slice(0, 1 + roll([...text].length)).join('');
  const slip = () => slipped([...word()]);
  function slipped(letters) {
    const at = roll(letters.length);
    const change = [
      () => letters.splice(at, 1),
      () => letters.splice(at, 0, of(LETTERS)),
      () => letters.splice(at, 1, of(LETTERS)),
      () => letters.splice(at, 2, ...letters.slice(at, at + 2).reverse()),
    ];
    of(change)();
    return letters.join('');
  }
  const inflected = () => word().replace(/(?<=...)(s|e|ed|ing|en)$/, '') + of(ENDINGS);
  const run = () => {
    const passage = of(passages).split(/\s+/);
    const start = roll(passage.length);
    return passage.slice(start, start + 2 + roll(3)).join(' ');
  };
  const phrase = () => of(['"', '"', '“', '«']) + run() + of(['"', '"', '”', '']);
  const marks = () => of([
    () => word().normalize('NFD').replace(/\p{M}/gu, ''),
    () => word().normalize('NFD'),
    () => word() + of(['\u0301', '\u0323', '\u064e', '\u05b4']),
    () => word().toUpperCase(),
    () => word().replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  ])();
  const slice = () => {
    const letters = [...of(han)];
    const start = roll(letters.length);
    return letters.slice(start, start + 1 + roll(6)).join('');
  };
  const number = () => of([() => String(roll(2100)), () => `${roll(30)}.${roll(10)}`, () => `v${roll(4)}.${roll(9)}.${roll(9)}`])();
  const nonsense = () => Array.from({ length: 1 + roll(12) }, () => of(LETTERS)).join('');
  const simple = () => of([word, word, half, slip, inflected, phrase])();
  const kinds = [
    [20, word], [8, half], [10, slip], [7, inflected], [4, phrase], [3, marks], [3, slice], [4, () => of(STOP)], [3, () => of(tokens)],
    [2, () => of(SYMBOLS)], [1, number], [1, nonsense],
    [3, () => `-${simple()}`],
    [3, () => `${simple()} OR ${simple()}`],
    [3, () => `${of(FIELDS)}:${simple()}`],
    [3, () => `${half()}*`],
  ];
  const weighted = kinds.flatMap(([weight, make]) => Array(weight).fill(make));

  const query = () => {
    const pieces = Array.from({ length: of([1, 1, 2, 2, 2, 3, 3, 4, 5]) }, () => of(weighted)());
    return pieces.join(of([' ', ' ', ' ', '  ', ', ', '\u00a0', '\u3000'])) + of(['', '', '', ' ']);
  };
  return Array.from({ length: count }, query);
}
