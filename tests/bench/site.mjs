/**
 * What a visitor of an indexed site loads and waits for, in Chromium: `node site.mjs SITE` prints one
 * JSON object. SITE is a folder of pages with `findlet/` in it, as `findlet build SITE` leaves it.
 *
 * No server: the browser's requests are answered from the disk, compressed as a good host does, so that
 * every byte is counted, and held for a moment, so that requests that don't wait for each other come in
 * one round.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { argv, env } from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';

import { equip, keys } from './field.mjs';
import { chance } from '../chance.mjs';

const { chromium } = createRequire(new URL('../browser/browser.mjs', import.meta.url))('playwright-core');

const ORIGIN = 'http://localhost:1';
const BLANK = '/findlet-bench.html';
/** Bytes of an answer's headers, about, as Netlify and Cloudflare send them. */
const HEADERS = 280;
/** What a CDN spends on compressing while it sends. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
/** How long an answer is held. */
const HOLD_MS = 60;
/** Queries of a first visit, and queries that are typed. */
const VISITS = 20;
const TYPED = 60;
/** How much slower than here a phone is taken to be. */
const THROTTLING = 4;
/** Pages looked at for titles to make queries of. */
const TITLES = 2_000;

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

const [, , folder] = argv;
if (!folder || !env.CHROME) throw new Error('Usage: CHROME=/usr/bin/chromium node site.mjs SITE');

const { below, pick } = chance(7);

/** Two words of the title of a page, or one where it has no more. */
function queries(count) {
  const pages = readdirSync(folder, { recursive: true }).filter(
    (name) => name.endsWith('.html') && !name.startsWith('findlet'),
  );
  pages.sort();
  const titles = Array.from({ length: Math.min(TITLES, pages.length) }, () => pick(pages)).map((name) => {
    const [, title = ''] = /<title[^>]*>([^<]*)/i.exec(readFileSync(join(folder, name), 'utf8')) ?? [];
    return title.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  });
  const worded = titles.filter((words) => words.length);
  return Array.from({ length: count }, () => {
    const words = pick(worded);
    const first = below(Math.max(1, words.length - 1));
    return words
      .slice(first, first + 2)
      .join(' ')
      .toLowerCase();
  });
}

const percentile = (samples, share) =>
  samples.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(samples.length * share) - 1)] ?? 0;
const summary = (samples) => ({
  p50: percentile(samples, 0.5),
  p95: percentile(samples, 0.95),
  p99: percentile(samples, 0.99),
  max: Math.max(...samples),
});

/** What an answer takes on the wire. */
function compressed(path, body) {
  return extname(path) in TYPES ? brotliCompressSync(body, BROTLI).length : body.length;
}

const KINDS = { t: 'shards', c: 'cards', w: 'common', m: 'manifest' };

/** @param {string} path */
function kindOf(path) {
  if (path.includes('/texts/')) return 'texts';
  return path.endsWith('.bin') ? KINDS[path.split('/').at(-1)[0]] : 'code';
}

/** A page whose requests are counted. */
async function visit(browser, hold, measure) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const log = [];
  let finished = 0;
  await context.route('**/*', async (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname);
    const round = finished + 1;
    const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
    if (path === BLANK)
      return route.fulfill({ body: '<!doctype html><title>Bench</title>', contentType: 'text/html', headers });
    const body = readFileSync(join(folder, path));
    log.push({ path, kind: kindOf(path), bytes: compressed(path, body) + HEADERS, round });
    if (hold) await new Promise((done) => setTimeout(done, HOLD_MS));
    finished = Math.max(finished, round);
    return route.fulfill({ body, contentType: TYPES[extname(path)] ?? 'application/octet-stream', headers });
  });
  try {
    const page = await context.newPage();
    await page.goto(ORIGIN + BLANK);
    return await measure(page, {
      /** Hands out what was asked for since the last time. */
      take: () => log.splice(0),
      restart: () => (finished = 0),
    });
  } finally {
    await context.close();
  }
}

const bytesOf = (log, kinds) =>
  log.filter(({ kind }) => !kinds || kinds.includes(kind)).reduce((sum, { bytes }) => sum + bytes, 0);
const roundsOf = (log) => Math.max(0, ...log.map(({ round }) => round));

/** Cold: the module is imported, and asked at once. */
function first(browser, query) {
  return visit(browser, true, async (page, wire) => {
    const hits = await page.evaluate(async (query) => {
      const { search } = await import('/findlet/findlet.js');
      return (await search(query, { limit: 10 })).results.length;
    }, query);
    const titles = wire.take();
    await page.evaluate(async (query) => {
      const { search } = await import('/findlet/findlet.js');
      await search(query, { limit: 10, excerpts: true });
    }, query);
    return {
      hits,
      requests: titles.length,
      bytes: bytesOf(titles),
      rounds: roundsOf(titles),
      withExcerpts: bytesOf(titles) + bytesOf(wire.take()),
      titles,
    };
  });
}

/** Rounds once the widget's module is there, and once the engine is. */
function later(browser, query, preload) {
  return visit(browser, true, async (page, wire) => {
    await page.evaluate(async (preload) => {
      const { init } = await import('/findlet/findlet.js');
      if (preload) await init();
    }, preload);
    wire.take();
    wire.restart();
    await page.evaluate(async (query) => {
      const { search } = await import('/findlet/findlet.js');
      await search(query, { limit: 10 });
    }, query);
    return roundsOf(wire.take());
  });
}

const letterByLetter = (texts) =>
  texts.flatMap((text) => [...text].map((_, index, all) => all.slice(0, index + 1).join('')));

/** Every query typed letter by letter: what each keystroke loads, then once more how long it takes. */
function typing(browser, texts) {
  return visit(browser, false, async (page, wire) => {
    await page.evaluate(async () => {
      const findlet = await import('/findlet/findlet.js');
      window.engine = await findlet.init();
      window.search = findlet.search;
    });
    wire.take();
    const keystrokes = letterByLetter(texts);
    const loads = [];
    for (const text of keystrokes) {
      await page.evaluate((text) => window.search(text, { limit: 10 }).then(() => {}), text);
      const log = wire.take();
      loads.push({ shards: bytesOf(log, ['shards', 'common']), all: bytesOf(log) });
    }
    const times = await page.evaluate(async (keystrokes) => {
      const times = [];
      for (const text of keystrokes) {
        const start = performance.now();
        await window.search(text, { limit: 10 });
        times.push(performance.now() - start);
      }
      return times;
    }, keystrokes);
    wire.take();
    const memory = await page.evaluate(() => window.engine.memory?.buffer.byteLength ?? null);
    return {
      keystrokes: keystrokes.length,
      shards: summary(loads.map(({ shards }) => shards)),
      bytes: summary(loads.map(({ all }) => all)),
      milliseconds: summary(times),
      memory,
    };
  });
}

/** The same in the widget's field, with all parts there and the processor slowed down. */
function field(browser, texts) {
  return visit(browser, false, async (page) => {
    await page.evaluate(equip);
    await page.evaluate(async () => {
      await import('/findlet/findlet.js');
      document.body.append(document.createElement('findlet-search'));
    });
    const keystrokes = letterByLetter(texts);
    await page.evaluate(keys, { keystrokes, warmups: 0 });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING });
    const { rows, frame } = await page.evaluate(keys, { keystrokes, warmups: 0 });
    return { rows: summary(rows), frame: summary(frame) };
  });
}

const browser = await chromium.launch({
  executablePath: env.CHROME,
  args: ['--no-sandbox', '--disable-background-networking'],
});
try {
  const asked = queries(VISITS);
  const visits = [];
  for (const query of asked) visits.push(await first(browser, query));
  const kinds = ['code', 'manifest', 'shards', 'common', 'cards', 'texts'];
  const median = (of) => percentile(visits.map(of), 0.5);
  const report = {
    queries: asked,
    first: {
      hits: median(({ hits }) => hits),
      requests: median(({ requests }) => requests),
      bytes: median(({ bytes }) => bytes),
      most: Math.max(...visits.map(({ bytes }) => bytes)),
      withExcerpts: median(({ withExcerpts }) => withExcerpts),
      parts: Object.fromEntries(kinds.map((kind) => [kind, median(({ titles }) => bytesOf(titles, [kind]))])),
      rounds: {
        cold: median(({ rounds }) => rounds),
        shell: await later(browser, asked[0], false),
        engine: await later(browser, asked[0], true),
      },
    },
    typing: await typing(browser, queries(TYPED)),
    field: await field(browser, queries(TYPED)),
    chromium: browser.version(),
  };
  console.log(JSON.stringify(report));
} finally {
  await browser.close();
}
