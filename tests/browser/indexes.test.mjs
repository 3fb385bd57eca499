/** Sites in several languages: a page asks the index of its own, and fetches nothing of the others. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { stage, until } from './browser.mjs';
import { files } from './sharded.mjs';

const BIN = process.env.FINDLET_BIN ?? fileURLToPath(new URL('../../target/release/findlet', import.meta.url));

/** The languages of the site, each with a word that all of its pages have. */
const LANGUAGES = { en: 'harbour', da: 'havn', de: 'hafen', fr: 'port', nl: 'haven' };
const PAGES = 60;

/** A word that hardly another page has. */
const word = (seed) =>
  Array.from({ length: 4 }, (_, at) => 'bcdfglmnprst'[(seed >> (at * 3)) % 12] + 'aeiou'[(seed + at) % 5]).join('');

function page(lang, number) {
  const words = Array.from({ length: 80 }, (_, at) => word(lang.charCodeAt(0) * 977 + number * 131 + at * 17));
  return `<!doctype html><html lang="${lang}"><title>${LANGUAGES[lang]} ${number}</title>
    <script src="/findlet/findlet.load.js" defer></script><findlet-search></findlet-search>
    <main><h1>${LANGUAGES[lang]} ${number}</h1><p>${words.join(' ')}.</p></main></html>`;
}

/**
 * @param {string[]} languages
 * @param {string} form
 */
function built(languages, form) {
  const root = mkdtempSync(join(tmpdir(), 'findlet-indexes-'));
  after(() => rmSync(root, { recursive: true }));
  for (const lang of languages) {
    mkdirSync(join(root, lang));
    for (let number = 0; number < PAGES; number++)
      writeFileSync(join(root, lang, `${number}.html`), page(lang, number));
  }
  execFileSync(BIN, ['build', root, '--form', form], { stdio: 'pipe' });
  const { indexes } = JSON.parse(readFileSync(join(root, 'findlet/findlet.json'), 'utf8'));
  return { root, folders: Object.fromEntries(Object.entries(indexes).map(([tag, { folder }]) => [tag, folder])) };
}

/** What a page fetches of search until the first query is answered, and how many bytes these files have. */
const first = (built, lang, fetched) =>
  stage(() => built.root)(async ({ site, page, find }) => {
    await page.goto(`${site.origin}/${lang}/0.html`);
    await find.input.fill(LANGUAGES[lang]);
    await find.results.first().waitFor();
    await until(
      () => find.results.first().textContent(),
      (text) => text.includes(LANGUAGES[lang]),
      'the page’s own language answers',
    );
    await page.waitForLoadState('networkidle');
    fetched.files = files(site).filter((path) => path.startsWith('/findlet/') && !path.includes('findlet.lang.'));
    fetched.bytes = fetched.files.reduce((sum, path) => sum + statSync(join(built.root, path)).size, 0);
  });

/** The line that leads to other languages, which a page of one language doesn't need. */
const SWITCH = 'findlet.widen.js';

for (const form of ['embedded', 'sharded']) {
  const tags = Object.keys(LANGUAGES);
  const sites = [['da'], tags.slice(0, 2), tags].map((languages) => built(languages, form));
  const costs = sites.map(() => ({}));
  for (const [at, site] of sites.entries())
    test(
      `the first query of a site in ${Object.keys(site.folders).join(', ')} is counted (${form})`,
      first(site, 'da', costs[at]),
    );

  test(`a first query costs what one language costs, however many there are (${form})`, () => {
    const [one, two, five] = costs;
    const { da, ...others } = sites[2].folders;
    assert.equal(Object.keys(others).length, 4);
    for (const folder of Object.values(others)) assert.ok(!five.files.some((path) => path.includes(folder)), folder);
    assert.ok(five.files.some((path) => path.includes(da)));
    assert.deepEqual(five.files.filter((path) => !path.endsWith(SWITCH)).toSorted(), one.files.toSorted());
    assert.deepEqual(five.files.toSorted(), two.files.toSorted());
    const line = five.bytes - one.bytes;
    assert.ok(line > 0 && line * 100 <= one.bytes, `${line} of ${one.bytes} bytes more than with one language`);
  });
}
