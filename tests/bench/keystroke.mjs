/**
 * How long a visitor waits for the built site in Chromium. Prints one JSON object of samples in
 * milliseconds; `cargo xtask bench` sums them up.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, platform } from 'node:os';

import { widget } from '../browser/browser.mjs';
import { serve } from '../browser/site.mjs';
import { equip, keys } from './field.mjs';

const { chromium } = createRequire(new URL('../browser/browser.mjs', import.meta.url))('playwright-core');

/** Isolated pages have a clock that ticks every 5 µs, others one of 100 µs. */
const ISOLATION = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
/** A page without a widget, so that nothing but the engine runs. */
const BLANK = '/blank.html';

/** Passes over all keystrokes until the browser has optimised what they run, and those that count. */
const WARMUPS = 3;
const PASSES = 10;
/** Keystrokes in the field before those that count: each takes a frame. */
const FIELD_WARMUPS = 200;
/** First visits, each in a browser context of its own. */
const VISITS = 20;
/** What a first visit asks for; it is in the seeds. */
const FIRST_QUERY = 'city';

const QUERIES = readFileSync(new URL('../queries.txt', import.meta.url), 'utf8')
  .split('\n')
  .slice(0, -1);
/** What stands in the field after each keystroke, as every query is typed. */
const KEYSTROKES = QUERIES.flatMap((query) => [...query].map((_, index, all) => all.slice(0, index + 1).join('')));

/** Runs in the page: the times of the public `search`, one by one and as means of whole passes. */
async function searches({ keystrokes, warmups, passes }) {
  const { search } = await import('/findlet/findlet.js');
  const pass = async () => {
    for (const text of keystrokes) await search(text);
  };
  for (let count = 0; count < warmups; count++) await pass();

  const batch = [];
  for (let count = 0; count < passes; count++) {
    const start = performance.now();
    await pass();
    batch.push((performance.now() - start) / keystrokes.length);
  }
  const each = [];
  for (let count = 0; count < passes; count++) {
    for (const text of keystrokes) {
      const start = performance.now();
      await search(text);
      each.push(performance.now() - start);
    }
  }
  return { search: each, batch };
}

/** Runs in the page: the time from the focus, which is what loads the engine, to results. */
async function firstResults(query) {
  const start = performance.now();
  await window.put(query);
  return performance.now() - start;
}

/** Measures in a page of a new browser context, which has no cache and no service worker. */
async function visit({ browser, site }, path, measure) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  try {
    await context.addInitScript(equip);
    const page = await context.newPage();
    await page.goto(site.origin + path);
    const isolated = await page.evaluate(() => crossOriginIsolated);
    if (!isolated) throw new Error(`${path} is not isolated from other origins: its clock is coarse`);
    return await measure(page);
  } finally {
    await context.close();
  }
}

async function measureEngine(page) {
  const milliseconds = await page.evaluate(searches, { keystrokes: KEYSTROKES, warmups: WARMUPS, passes: PASSES });
  return { milliseconds, wasmMemory: await page.evaluate(() => window.memory?.buffer.byteLength ?? null) };
}

async function measureField(page) {
  await widget(page).input.waitFor();
  return page.evaluate(keys, { keystrokes: KEYSTROKES, warmups: FIELD_WARMUPS });
}

async function measureFirst(page) {
  await widget(page).input.waitFor();
  return page.evaluate(firstResults, FIRST_QUERY);
}

async function measure(world) {
  const { milliseconds, wasmMemory } = await visit(world, BLANK, measureEngine);
  const field = await visit(world, '/', measureField);
  const first = [];
  for (let count = 0; count < VISITS; count++) first.push(await visit(world, '/', measureFirst));
  return { milliseconds: { ...milliseconds, ...field, first }, wasmMemory };
}

/** What the numbers are numbers of. */
function circumstances(browser) {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() || 'unknown',
    cores: processors.length,
    system: `${platform()} ${arch()}`,
    chromium: browser.version(),
    node: process.version,
    queries: QUERIES.length,
    keystrokes: KEYSTROKES.length,
  };
}

if (!process.env.CHROME) throw new Error('CHROME must be the path of Chrome or Chromium; `cargo xtask bench` finds it');
const site = await serve();
Object.assign(site.everywhere, ISOLATION);
site.answer(BLANK, { body: '<!doctype html><title>Blank</title>' });
const browser = await chromium.launch({ executablePath: process.env.CHROME });
try {
  console.log(JSON.stringify({ ...circumstances(browser), ...(await measure({ browser, site })) }));
} finally {
  await browser.close();
  await site.close();
}
