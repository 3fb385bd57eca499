/**
 * Many visitors of one server at once, some of them slow or hostile. `node load.mjs ORIGIN PID
 * CONNECTIONS REQUESTS` prints one JSON object; PID is the server's, whose memory is read.
 */

import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { argv } from 'node:process';
import { performance } from 'node:perf_hooks';

const [origin, pid] = argv.slice(2, 4);
const [connections, requests] = argv.slice(4).map(Number);
if (!requests) throw new Error('Usage: node load.mjs ORIGIN PID CONNECTIONS REQUESTS');

const { hostname, port } = new URL(origin);
/** How often somebody looks whether the server still answers. */
const PROBE_MS = 100;
/** Longer than any server should read: bytes of a header, and of an address. */
const ENDLESS = 4_000_000;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Bytes of memory that a server holds now, and held at most; 0 where the system doesn't tell. */
function memory() {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) * 1024;
    return { now: of('VmRSS'), peak: of('VmHWM') };
  } catch {
    return { now: 0, peak: 0 };
  }
}

/** Gets a path; resolves to its status and bytes. */
function get(path, agent) {
  return new Promise((done, fail) => {
    const asked = request({ hostname, port, path, agent }, (response) => {
      let bytes = 0;
      response.on('data', (data) => (bytes += data.length)).on('error', fail);
      response.on('end', () => done({ status: response.statusCode, bytes }));
    });
    asked.on('error', fail).end();
  });
}

/** The addresses of the index: the pointer and everything in its folder that a search may ask for. */
async function addresses() {
  const pointer = await (await fetch(`${origin}/findlet/findlet.json`)).json();
  const folder = `/findlet/${pointer.indexes[pointer.default].folder}/`;
  const files = ['findlet.engine.js', 'findlet.view.js', 'findlet.wasm', 'm.bin', 't0.bin', 'c0.bin', 'nothing.bin'];
  return ['/index.html', '/findlet/findlet.js', ...files.map((name) => folder + name)];
}

/** All visitors that ask and take what comes: every one on a connection that it keeps. */
async function crowd(paths) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const statuses = {};
  let asked = 0;
  const visitor = async (number) => {
    for (; asked < requests; ) {
      const { status } = await get(paths[(number + asked++) % paths.length], agent).catch(({ code }) => ({
        status: code,
      }));
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, number) => visitor(number)));
  agent.destroy();
  return statuses;
}

/**
 * Visitors who say a letter now and then, or ask for much and take nothing.
 *
 * @param {string} path of a large file
 */
function stragglers(path) {
  const sockets = Array.from({ length: connections }, (_, number) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    if (number % 2) {
      socket.pause();
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`.repeat(8));
    } else socket.write('GET /index.html HTTP/1.1\r\nX-Slow: ');
    return socket;
  });
  const drip = setInterval(() => sockets.forEach((socket, number) => number % 2 || socket.write('a')), 1_000);
  return () => {
    clearInterval(drip);
    sockets.forEach((socket) => socket.destroy());
  };
}

/** Sends what has no end, and returns what came back before the server hung up. */
function endless(head, body) {
  return new Promise((done) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (data) => (answer += data)).on('error', () => {});
    socket.on('close', () => done(answer.split('\r\n')[0]));
    socket.write(head);
    socket.write(body.repeat(ENDLESS / body.length), () => socket.end());
  });
}

/** Asks again and again until told to stop; returns how long each answer took. */
function probe(path) {
  const times = [];
  let goes = true;
  const done = (async () => {
    while (goes) {
      const start = performance.now();
      const { status } = await get(path);
      times.push(performance.now() - start);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      await pause(PROBE_MS);
    }
  })();
  return async () => {
    goes = false;
    await done;
    return times.sort((a, b) => a - b);
  };
}

const paths = await addresses();
const before = memory();
const stop = probe('/findlet/findlet.js');
const statuses = await crowd(paths);
const crowded = memory();
const release = stragglers(paths.find((path) => path.endsWith('.wasm')));
await pause(3_000);
const strained = memory();
// While all of them hold their connections, others are answered.
const amidst = await crowd(paths);
release();
const refusals = [
  await endless('GET /index.html HTTP/1.1\r\n', `X-${'a'.repeat(98)}: b\r\n`),
  await endless('GET /', 'a'.repeat(1_000)),
  await endless(`POST /index.html HTTP/1.1\r\nHost: x\r\nContent-Length: ${ENDLESS * 10}\r\n\r\n`, 'a'.repeat(1_000)),
];
const times = await stop();
const percentile = (share) => times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)];
console.log(
  JSON.stringify({
    // What was neither a file nor the answer that there is none.
    failed: [statuses, amidst]
      .flatMap(Object.entries)
      .reduce((sum, [status, count]) => sum + (/^(200|404)$/.test(status) ? 0 : count), 0),
    accepted: refusals.filter((line) => /^HTTP\/1.1 [23]/.test(line)).length,
    memory: {
      before: before.now,
      crowded: crowded.now,
      strained: strained.now,
      after: memory().now,
      peak: memory().peak,
    },
    probes: times.length,
    milliseconds: { p50: percentile(0.5), p99: percentile(0.99), max: times.at(-1) },
  }),
);
