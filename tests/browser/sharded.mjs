/** Sites with a sharded index, built by the command. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const BIN = process.env.FINDLET_BIN ?? fileURLToPath(new URL('../../target/release/findlet', import.meta.url));
const PAGES = 240;
const TOPICS = ['harbour', 'glacier', 'orchard', 'lantern', 'meadow', 'quarry', 'saffron', 'thicket'];

/** Words that no other page has, so that there is more than one shard of terms. */
const word = (seed) =>
  Array.from({ length: 3 }, (_, at) => 'bcdfglmnprst'[(seed >> (at * 3)) % 12] + 'aeiou'[(seed + at) % 5]).join('');

/** A page of one of the topics, which is a facet, from one of the months of 2024. */
function page(number, edition) {
  const topic = TOPICS[number % TOPICS.length];
  const words = Array.from({ length: 120 }, (_, at) => word(number * 131 + at * 17)).join(' ');
  return `<!doctype html><html lang="en" data-findlet-facet="topic:${topic}"><title>The ${topic} of ${word(number)}</title>
    <meta name="date" content="2024-${String((number % 12) + 1).padStart(2, '0')}-15">
    <meta name="description" content="What is known of the ${topic}, number ${number}.">
    <main><h1>The ${topic} of ${word(number)}</h1><p>Edition ${edition}. ${words}.</p>
    <p>Nobody had seen this ${topic} before the winter, and few have since.</p></main></html>`;
}

/**
 * Builds a site; `edition` changes its texts, so that another edition has other files.
 *
 * @param {string} edition
 */
export function sharded(edition) {
  const root = mkdtempSync(join(tmpdir(), 'findlet-sharded-'));
  after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'v2'));
  for (let number = 0; number < PAGES; number++) {
    writeFileSync(join(root, number % 8 ? '' : 'v2', `page-${number}.html`), page(number, edition));
  }
  writeFileSync(join(root, 'index.html'), FRONT);
  execFileSync(BIN, ['build', root, '--form', 'sharded', '--exclude', 'index.html'], { stdio: 'pipe' });
  const { indexes, default: main } = JSON.parse(readFileSync(join(root, 'findlet/findlet.json'), 'utf8'));
  return { root, folder: `/findlet/${indexes[main].folder}/` };
}

/** The page of the tests: the widget and nothing else. */
const FRONT = `<!doctype html><html lang="en"><title>A page</title>
  <meta name="viewport" content="width=device-width">
  <script src="/findlet/findlet.load.js" defer></script>
  <findlet-search></findlet-search></html>`;

/** The parts of its index, by their addresses. */
export const TERMS = /\/t\d+\.bin$/;
export const CARDS = /\/c\d+\.bin$/;
export const TEXTS = /\/texts\//;

/** What was asked for, without what keeps it from caches. */
export const files = ({ requests }) => requests.map((url) => url.split('?')[0]);
export const matching = (site, pattern) => files(site).filter((path) => pattern.test(path));

/** A mark in the first hit's excerpt: the summary, which stands there before, has none. */
export const excerpt = (page) => page.locator("findlet-search [part='excerpt'] [part='mark']").first();

/** Opens the page and types, without waiting for results. */
export async function type({ site, page, find }, query = 'harbour') {
  await page.goto(site.origin);
  await find.input.fill(query);
}
