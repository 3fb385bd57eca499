/** The only module that fetches. */

import { FindletError, failure } from './errors.js';

/** Before the second attempt and before the third, which is the last. */
const PAUSES_MS = [300, 1200];
/** A host that packed a packed file again is undone; more layers than this are no accident. */
const LAYERS = 2;
/** Bytes that something packed may unpack to: far more than any index has, and no more than a page can hold. */
const MOST_BYTES = 256 << 20;
const GZIP = [0x1f, 0x8b];
/** How every part of an index begins: `fndl`. */
const FRAME = [0x66, 0x6e, 0x64, 0x6c];

/**
 * Starts a fetch whose answer `arrived` will judge later: the module is on its way while the
 * code that reads it is still being fetched.
 *
 * @param {string} url
 * @param {boolean} [afresh] past every cache: what came before was no good
 * @param {AbortSignal} [signal]
 */
export function start(url, afresh, signal) {
  const response = fetch(url, { cache: afresh ? 'reload' : 'default', signal });
  // Code that awaits it gets the rejection; if that code doesn't arrive, nothing awaits it.
  response.catch(() => {});
  return response;
}

/**
 * Waits for a response and takes what is wanted of it. What may pass (no answer, an answer that
 * breaks off, a server in trouble or too busy) is asked for again, twice.
 *
 * @template T
 * @param {Response | Promise<Response>} response
 * @param {string} url
 * @param {(response: Response) => T | Promise<T>} take
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export async function arrived(response, url, take, signal) {
  for (let attempt = 0; ; attempt++) {
    let status = 0;
    try {
      const answer = await response;
      if (answer.ok) return await take(answer);
      status = answer.status;
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof FindletError) throw cause;
      if (!navigator.onLine) throw failure('offline', { url, cause });
    }
    const passes = !status || status >= 500 || status === 429;
    if (!passes || attempt === PAUSES_MS.length) throw failure(status ? 'missing' : 'network', { url, status });
    await new Promise((resolve) => setTimeout(resolve, PAUSES_MS[attempt]));
    signal?.throwIfAborted();
    response = start(url, false, signal);
  }
}

/**
 * Fetches a part of a sharded index, unpacked.
 *
 * @param {string} url
 * @param {{ afresh?: boolean, signal?: AbortSignal, response?: Promise<Response> }} [options] `response`: already asked for
 */
export async function part(url, { afresh, signal, response = start(url, afresh, signal) } = {}) {
  const buffer = await arrived(response, url, (answer) => answer.arrayBuffer(), signal);
  let bytes = new Uint8Array(buffer);
  for (let layer = 0; layer < LAYERS && begins(bytes, GZIP); layer++) {
    bytes = await inflate(bytes).catch((cause) => {
      throw failure('damaged', { url, cause });
    });
  }
  // Some hosts unpack on the way, and some answer with a page for what isn't there.
  if (!begins(bytes, FRAME)) throw notThere(bytes, url);
  return bytes;
}

/**
 * Says what came in place of a file: a host with a catch-all route answers 200 and a page.
 *
 * @param {Uint8Array} bytes
 * @param {string} url
 */
export function notThere(bytes, url) {
  const page = /^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 64)));
  return failure(page ? 'html' : 'damaged', { url });
}

/**
 * @param {Uint8Array} bytes
 * @param {number[]} magic
 */
export function begins(bytes, magic) {
  return magic.every((byte, at) => bytes[at] === byte);
}

/** @param {Uint8Array<ArrayBuffer>} gzipped */
export async function inflate(gzipped) {
  let room = MOST_BYTES;
  const limit = new TransformStream({
    transform(chunk, controller) {
      room -= chunk.length;
      if (room < 0) throw new RangeError(`more than ${MOST_BYTES} bytes`);
      controller.enqueue(chunk);
    },
  });
  const stream = new Blob([gzipped]).stream().pipeThrough(new DecompressionStream('gzip')).pipeThrough(limit);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
