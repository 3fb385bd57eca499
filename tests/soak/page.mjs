/**
 * One page that searches for hours, in Chromium: what it holds after each share of many queries, and
 * of many widgets that come and go. `node page.mjs ORIGIN FOLDER QUERIES MOUNTS` prints one JSON
 * object; ORIGIN serves FOLDER, whose index.html has the widget.
 */

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';

import { launch } from '../browser/browser.mjs';
import { chance } from '../chance.mjs';

const [origin, folder] = argv.slice(2, 4);
const [queries, mounts] = argv.slice(4).map(Number);
if (!mounts) throw new Error('Usage: node page.mjs ORIGIN FOLDER QUERIES MOUNTS');

/** How often it is measured: shares of the whole. */
const SAMPLES = 20;
/** Pages whose titles are asked for. */
const TITLES = 2_000;

const { below, pick } = chance(7);

/** The words of some pages' titles. */
function titles() {
  const groups = readdirSync(join(folder, 'generated'));
  return Array.from({ length: TITLES }, () => {
    const group = join(folder, 'generated', pick(groups));
    const page = readFileSync(join(group, pick(readdirSync(group))), 'utf8');
    return (/<title>([^<]*)/.exec(page)?.[1] ?? '').match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  }).filter((words) => words.length > 1);
}

/** What people type: words, halves of words, slips, phrases, nothing that is there, nonsense. */
function query(worded, at) {
  const words = pick(worded);
  const [one, other] = [pick(words), pick(words)];
  const kinds = [
    () => `${one} ${other}`,
    () => one.slice(0, 1 + below(4)),
    () => one.slice(0, -2) + one.slice(-1),
    () => `"${one} ${other}"`,
    () => `${one} -${other}`,
    () => `${one} OR ${other}`,
    () => `zzz${at}q`,
    () => `${one} 日本 <b>${'x'.repeat(below(300))}`,
  ];
  return pick(kinds)();
}

/**
 * Runs in the page: asks through the widget, and waits until each answer is shown.
 *
 * @param {string[]} list
 */
async function ask(list) {
  const host = document.querySelector('findlet-search');
  const panel = host.shadowRoot.querySelector('[part=panel]');
  const counts = {};
  for (const query of list) {
    host.focus();
    await host.search(query);
    while (panel.dataset.state === 'loading') await new Promise((turn) => setTimeout(turn));
    counts[panel.dataset.state] = (counts[panel.dataset.state] ?? 0) + 1;
  }
  return counts;
}

/** Runs in the page: puts a widget in, uses it, and takes it out. @param {string[]} list */
async function mount(list) {
  for (const [at, query] of list.entries()) {
    const host = document.createElement('findlet-search');
    host.setAttribute('query-param', '');
    if (at % 3 === 1) host.setAttribute('facets', 'topic');
    if (at % 3 === 2) host.setAttribute('mode', 'modal');
    document.body.append(host);
    if (at % 2) host.remove(), document.body.append(host);
    host.open();
    await host.search(query);
    const panel = host.shadowRoot.querySelector('[part=panel]');
    while (panel.dataset.state === 'loading') await new Promise((turn) => setTimeout(turn));
    host.remove();
  }
}

/** What the page holds once all garbage is gone. */
async function held(page, session) {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  const wasm = await page.evaluate(
    async () => (await (await import('/findlet/findlet.js')).init()).memory.buffer.byteLength,
  );
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners'), wasm };
}

/** Does all of `list` in shares, and measures after each. */
async function series(page, session, list, work) {
  const share = Math.ceil(list.length / SAMPLES);
  const samples = [];
  const counts = { results: 0, none: 0, error: 0 };
  for (let at = 0; at < list.length; at += share) {
    const part = await page.evaluate(work, list.slice(at, at + share));
    for (const [name, count] of Object.entries(part ?? {})) counts[name] = (counts[name] ?? 0) + count;
    samples.push({ done: Math.min(at + share, list.length), ...(await held(page, session)) });
  }
  return { samples, counts, last: samples.at(-1) };
}

const browser = await launch();
try {
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(`${origin}/index.html`);
  await page.locator("findlet-search [part='input']").waitFor();
  const worded = titles();
  const list = (count) => Array.from({ length: count }, (_, at) => query(worded, at));
  const searched = await series(page, session, list(queries), ask);
  const mounted = await series(page, session, list(mounts), mount);
  if (errors.length) throw new Error(`the page threw: ${errors.join('; ')}`);
  console.log(JSON.stringify({ searched, mounted }));
} finally {
  await browser.close();
}
