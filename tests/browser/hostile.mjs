/** Sites whose content wants to be more than text, built by the command. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const BIN = process.env.FINDLET_BIN ?? fileURLToPath(new URL('../../target/release/findlet', import.meta.url));

/** A word that is in every page. */
export const WORD = 'nautilus';

/** Markup that runs a script, in the ways that content gets to. */
export const PAYLOADS = [
  '<script>attacked()</script>',
  '<img src=x onerror=attacked()>',
  '<svg onload=attacked()>',
  '"><script>attacked()</script>',
  "' onmouseover=attacked() x='",
  '</title></textarea></style><img src=x onerror="attacked()">',
  '<iframe srcdoc="<script>parent.attacked()</script>"></iframe>',
  '<a href="javascript:attacked()">x</a>',
  '{{constructor.constructor("attacked()")()}}${attacked()}',
  '<mark part=mark></mark><slot name=none></slot><findlet-search></findlet-search>',
];

/** Strings that break programs, and markup. */
export const NAUGHTY = [...createRequire(import.meta.url)('big-list-of-naughty-strings'), ...PAYLOADS];

const escaped = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** A page that says a string wherever a page can say something. */
function page(/** @type {string} */ string, /** @type {number} */ at) {
  const text = escaped(string);
  return `<!doctype html><html lang="en" data-findlet-facet="kind:${text}"><meta charset="utf-8"><title>${text} ${WORD} ${at}</title>
    <meta name="description" content="${text}"><meta name="author" content="${text}">
    <meta data-findlet-meta="image:${text}"><meta data-findlet-meta="breadcrumb:${text}">
    <main><h1>${text} ${WORD} ${at}</h1><p>${text} ${WORD} ${text}</p><h2 id="${text}">${text} ${WORD}</h2><p>${WORD} ${text}</p></main></html>`;
}

/** The page of the tests: the widget with all that it can show. */
const FRONT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Front</title><link rel="icon" href="/icon.svg">
  <script src="/findlet/findlet.load.js" defer></script><script src="/findlet/findlet.highlight.js" defer></script>
  <findlet-search show="path image date sections missing suggestion" facets="kind" sort highlight limit="100"></findlet-search>
  <main><p>${WORD}</p></main></html>`;

/**
 * Builds a site of pages by their names.
 *
 * @param {Record<string, string | Buffer>} pages
 */
function built(pages) {
  const root = folder();
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(root, name), text);
  execFileSync(BIN, ['build', root, '--exclude', 'index.html'], { stdio: 'pipe' });
  return root;
}

/** A folder with the page of the tests. */
function folder() {
  const root = mkdtempSync(join(tmpdir(), 'findlet-hostile-'));
  after(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, 'index.html'), FRONT);
  writeFileSync(join(root, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  return root;
}

/** Addresses that no page may be led to. */
const ADDRESSES = [
  'javascript:attacked()',
  'JAVASCRIPT:attacked()',
  'java\tscript:attacked()',
  'data:text/html,<script>attacked()</script>',
  'vbscript:attacked()',
  'blob:attacked',
  'file:///etc/passwd',
];

/**
 * An index with such addresses, and markup in all that it holds. The command refuses them, so they are put over others of
 * their length afterwards, as someone would who can change the files.
 */
export function craftedSite() {
  const root = folder();
  const documents = ADDRESSES.flatMap((url, kind) =>
    PAYLOADS.map((bad, at) => ({
      id: `${kind}-${at}`,
      url: harmless(url, at),
      title: `${bad} ${WORD}`,
      text: `${bad} ${WORD}`,
      language: 'en',
      sections: [{ id: bad, title: `${bad} ${WORD}`, text: `${WORD} ${bad}` }],
      facets: { kind: bad },
      metadata: { image: url, breadcrumb: bad },
    })),
  );
  const lines = join(root, 'documents.jsonl');
  writeFileSync(lines, documents.map((document) => JSON.stringify(document)).join('\n'));
  execFileSync(BIN, ['build', '--jsonl', lines, '--out', join(root, 'findlet'), '--form', 'sharded'], {
    stdio: 'pipe',
  });
  const { indexes, default: main } = JSON.parse(readFileSync(join(root, 'findlet/findlet.json'), 'utf8'));
  const index = join(root, 'findlet', indexes[main].folder);
  const cards = readdirSync(index).filter((name) => /^c\d+\.bin$/.test(name));
  const changed = cards.map((name) => recraft(join(index, name))).reduce((sum, count) => sum + count, 0);
  if (changed !== documents.length) throw new Error(`${changed} of ${documents.length} addresses were put in`);
  return { root, count: documents.length };
}

/** A path as long as an address, from which it can be told. */
const harmless = (/** @type {string} */ url, /** @type {number} */ at) =>
  `${String.fromCharCode(97 + at)}${ADDRESSES.indexOf(url)}`.padEnd(url.length, '_');

/**
 * Puts the addresses into a shard of cards, whose checksum is set right.
 *
 * @param {string} path
 */
function recraft(path) {
  const frame = gunzipSync(readFileSync(path));
  let count = 0;
  for (const url of ADDRESSES) {
    for (let at = 0; at < PAYLOADS.length; at++) {
      const place = frame.indexOf(harmless(url, at));
      if (place < 0) continue;
      frame.write(url, place);
      count++;
    }
  }
  frame.writeUInt32LE(checksum(frame), CHECKSUM_AT);
  writeFileSync(path, gzipSync(frame));
  return count;
}

/** Where a frame has its checksum: CRC-32 of all the rest, see src/core/format/README.md. */
const CHECKSUM_AT = 24;

function checksum(/** @type {Buffer} */ frame) {
  let crc = ~0;
  for (const byte of [...frame.subarray(0, CHECKSUM_AT), ...frame.subarray(CHECKSUM_AT + 4)]) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A page for each naughty string. */
export const naughtySite = () =>
  built(Object.fromEntries(NAUGHTY.map((string, at) => [`n${at}.html`, page(string, at)])));

/** The inputs of html5lib's tests of tree construction. */
const INPUTS = /^#data\n([\s\S]*?)\n#errors\n/gm;

/** Their folder, below cargo's target; or why it can't be downloaded. */
function trees() {
  const local = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
  const target = process.env.CARGO_TARGET_DIR ?? local('../../target');
  const { status, stdout, stderr, error } = spawnSync('sh', [local('../support/html5lib.sh'), target], {
    encoding: 'utf8',
  });
  return status === 0 ? { folder: stdout.trim() } : { why: error?.message ?? stderr.trim() };
}

/** Each as a page of its own, after the word that finds it; or why there is none. */
export function brokenSite() {
  const { folder, why } = trees();
  if (!folder) return { root: '', count: 0, skip: `html5lib's tests can't be downloaded: ${why}` };
  const files = readdirSync(folder).filter((name) => name.endsWith('.dat'));
  const inputs = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(INPUTS)].map(([, input]) => input),
  );
  const pages = inputs.map((input, at) => [`t${at}.html`, `<title>${WORD} ${at}</title><p>${WORD}</p>${input}`]);
  return { root: built(Object.fromEntries(pages)), count: pages.length, skip: false };
}
