/** A static server that can misbehave in the ways that hosts do. */

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { assertFresh } from '../fresh.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The built site under test. */
export const DIST = resolve(process.env.FINDLET_DIST ?? join(HERE, '../../target/xtask/site'));
if (!process.env.FINDLET_DIST) assertFresh(DIST);

const pointer = JSON.parse(readFileSync(join(DIST, 'findlet/findlet.json'), 'utf8'));

/** Where its index is, and what of it a test may spoil. */
export const FOLDER = `/findlet/${pointer.indexes[pointer.default].folder}/`;
export const ENGINE = FOLDER + 'findlet.engine.js';
export const VIEW = FOLDER + 'findlet.view.js';
export const WASM = FOLDER + 'findlet.wasm';

/** The strictest policy of a page that search works under. */
export const STRICT = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types findlet',
].join('; ');

const TYPES = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  // Pagefind's, which sites of generators have beside ours.
  '.pagefind': 'application/octet-stream',
  '.pf_fragment': 'application/octet-stream',
  '.pf_index': 'application/octet-stream',
  '.pf_meta': 'application/octet-stream',
};

const NOT_FOUND = '<!doctype html><title>Not found</title><h1>There is no such page</h1>';

/**
 * @typedef {object} Answer what to change in the answer for a path; the rest stays as the file has it
 * @property {number} [status]
 * @property {string | Buffer} [body]
 * @property {Record<string, string>} [headers]
 * @property {Promise<unknown>} [after] the answer waits for it
 * @property {boolean} [cut] the connection breaks half-way
 * @property {boolean} [once] the next answer is as it should be
 */

/**
 * Serves a built site until `close`.
 *
 * @param {string} [root] its folder
 */
export async function serve(root = DIST) {
  const requests = /** @type {string[]} */ ([]);
  const rules = /** @type {Map<string | RegExp, Answer>} */ (new Map());
  const everywhere = /** @type {Record<string, string>} */ ({});
  /** @type {(page: string) => string} */
  let rewrite = (page) => page;

  const server = createServer(async (request, response) => {
    const path = decoded(new URL(request.url ?? '/', 'http://site').pathname);
    requests.push(request.url ?? '');
    const found = [...rules].find(([what]) => (what instanceof RegExp ? what.test(path) : what === path));
    const rule = found?.[1] ?? {};
    if (found && rule.once) rules.delete(found[0]);
    await rule.after;
    const file =
      rule.body === undefined ? await read(root, path) : { status: 200, body: rule.body, type: typeOf(path) };
    const headers = { 'content-type': file.type, 'cache-control': 'no-cache', ...everywhere, ...rule.headers };
    const body = file.type === TYPES['.html'] ? rewrite(String(file.body)) : file.body;
    const status = rule.status ?? file.status;
    if (rule.cut) cut(response, status, headers, Buffer.from(body));
    else response.writeHead(status, headers).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    origin: `http://127.0.0.1:${port}`,
    /** What was asked for, in order. */
    requests,
    /** Headers of every answer. */
    everywhere,

    /**
     * Puts another site in this one's place, as a deploy does.
     *
     * @param {string} folder
     */
    publish(folder) {
      root = folder;
    },

    /**
     * Changes every page before it is sent.
     *
     * @param {(page: string) => string} change of its HTML
     */
    change(change) {
      rewrite = change;
    },

    /** @param {string | RegExp} path one, or all that match @param {Answer} answer */
    answer(path, answer) {
      rules.set(path, answer);
    },

    /** @param {string | RegExp} path as it was given */
    heal(path) {
      rules.delete(path);
    },

    /**
     * Holds the answers for a path back until the returned function is called.
     *
     * @param {string | RegExp} path one, or all that match
     */
    hold(path) {
      /** @type {(value?: unknown) => void} */
      let release = () => {};
      rules.set(path, { after: new Promise((done) => (release = done)) });
      return () => release();
    },

    /** @param {string} path */
    asked(path) {
      return requests.filter((url) => url.split('?')[0] === path).length;
    },

    /** Puts the site back on the network, where it was. */
    async open() {
      await new Promise((done) => server.listen(port, '127.0.0.1', () => done(null)));
    },

    /** Takes the site off the network; a second time does nothing. */
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** @param {string} path as it was asked for; what is no text stays as it is */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Sends half of a body that was promised whole, and hangs up. */
function cut(response, status, headers, body) {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.write(body.subarray(0, body.length >> 1), () => response.destroy());
}

/** @param {string} path */
function typeOf(path) {
  return TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? TYPES['.html'];
}

/**
 * @param {string} root
 * @param {string} path
 */
async function read(root, path) {
  const inside = path.endsWith('/') ? path + 'index.html' : path;
  try {
    return { status: 200, body: await readFile(join(root, normalize(inside))), type: typeOf(inside) };
  } catch {
    return { status: 404, body: NOT_FOUND, type: TYPES['.html'] };
  }
}
