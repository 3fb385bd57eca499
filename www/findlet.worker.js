/**
 * The engine in a worker, for pages whose policy blocks wasm: a worker obeys the policy that its own
 * file came with, and where the page's is in a `<meta>`, that is none. One file with both ends of the
 * wire: the page asks it to open an engine, the worker is made of it.
 */

import { FindletError, openHere, start } from './findlet.engine.js';
import { Remote } from './engine/remote.js';
import { serve } from './engine/serve.js';

/** @import { OpenOptions } from './types.js' */

const isPage = 'document' in globalThis;

if (!isPage) {
  serve((folder, { index, sharded, reopen }) => {
    const manifest = sharded ? start(folder + 'm.bin') : undefined;
    return openHere(start(folder + 'findlet.wasm'), { folder, manifest, index, reopen });
  });
}

/**
 * Opens an engine in a worker.
 *
 * @param {OpenOptions} options
 * @param {FindletError} refused what is thrown where the worker is no better off
 */
export async function openThere({ folder = '', manifest, index, reopen }, refused) {
  const { trusted } = await import(new URL('../findlet.trusted.js', folder).href);
  const begin = () => new Worker(trusted(import.meta.url), { type: 'module', name: 'findlet' });
  const revived = (/** @type {{ code: string, message: string, url?: string }} */ { code, message, url }) =>
    new FindletError(code, message, undefined, url);
  const remote = new Remote(begin, [folder, { index, sharded: !!manifest }], revived, reopen);
  try {
    await remote.ready();
  } catch (error) {
    // Where the worker is refused itself, or obeys the same policy, that is what there is to say.
    throw error instanceof FindletError && !/csp|trap/.test(error.code) ? error : refused;
  }
  return remote;
}
