/** The only module that fetches. */

import { failure } from './errors.js';

/**
 * Starts a fetch whose answer `arrived` will judge later: the module is on its way while the
 * code that reads it is still being fetched.
 *
 * @param {string} url
 * @param {boolean} [afresh] past every cache: what came before was no good
 */
export function start(url, afresh) {
  const response = fetch(url, { cache: afresh ? 'reload' : 'default' });
  // Whoever awaits it gets the rejection; nobody may, when that code doesn't arrive.
  response.catch(() => {});
  return response;
}

/**
 * @param {Response | Promise<Response>} response
 * @param {string} url
 * @returns {Promise<Response>} one with a body that is worth reading
 */
export async function arrived(response, url) {
  try {
    response = await response;
  } catch (cause) {
    throw failure(navigator.onLine ? 'network' : 'offline', { url, cause });
  }
  if (!response.ok) throw failure('missing', { url, status: response.status });
  return response;
}

/**
 * Fetches a part of a sharded index.
 *
 * @param {string} url
 */
export async function part(url) {
  const response = await arrived(start(url), url);
  return new Uint8Array(await response.arrayBuffer());
}
