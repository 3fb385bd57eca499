/**
 * How long a search takes in the shipped module, keystroke by keystroke, over an index of any size.
 *
 *   node tests/bench/latency.mjs INDEX TITLES [QUERIES]
 *
 * INDEX is what `findlet build` wrote (findlet.wasm), TITLES a file of JSON lines with `title`. Types the
 * words of titles letter by letter, half of them with one slip, and stop words; prints one JSON object.
 */

import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';

import { MODULE, open } from '../wasm/engine.mjs';
import { chance } from '../chance.mjs';

const [indexPath, titlesPath, count = '100'] = process.argv.slice(2);
const bytes = await readFile(indexPath);
const isModule = bytes.readUInt32LE(0) === 0x6d736100;
const index = isModule ? undefined : new Uint8Array(bytes);
const titles = (await readFile(titlesPath, 'utf8'))
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line).title ?? '');

const RUNS = 5;

const { below, pick } = chance(7);

/** Two words of a title; every second time with two letters of one changed over. */
function query(at) {
  const words = pick(titles)
    .split(/\s+/)
    .filter((word) => /\p{L}{4,}/u.test(word));
  if (words.length < 2) return query(at);
  const first = below(words.length - 1);
  const typed = `${words[first]} ${words[first + 1]}`;
  if (at % 2 === 0) return typed;
  const slip = 1 + below(words[first].length - 2);
  return typed.slice(0, slip) + typed[slip + 1] + typed[slip] + typed.slice(slip + 2);
}

/** The least of several runs: what the search takes, not what else the machine does. */
async function fastest(text) {
  let least = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const clock = performance.now();
    await engine.answer(text);
    least = Math.min(least, performance.now() - clock);
  }
  return least;
}

const engine = await open(isModule ? bytes : MODULE, { index });
const typed = Array.from({ length: Number(count) }, (_, at) => query(at));
const stops = ['the', 'to be or not to be', 'what is the', 'of the and a in', 'a', 's', 't'];
const samples = [];
for (const whole of ['warm up the engine', ...typed, ...stops]) {
  const isWarmUp = samples.length === 0 && whole.startsWith('warm');
  for (let end = 1; end <= whole.length; end++) {
    const took = await fastest(whole.slice(0, end));
    if (!isWarmUp) samples.push([took, whole.slice(0, end)]);
  }
}
samples.sort((a, b) => a[0] - b[0]);
const at = (share) =>
  Number(samples[Math.min(samples.length - 1, Math.ceil(share * samples.length) - 1)][0].toFixed(2));
const slowest = samples.slice(-5).map(([took, text]) => `${text} ${took.toFixed(1)}`);
const report = { keystrokes: samples.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1), slowest };
console.log(JSON.stringify(report, null, 2));
