/**
 * The page's end of an engine in a worker, for pages whose policy blocks wasm: a worker obeys the
 * policy that its own file came with. The worker's end is findlet.worker.js.
 */

import { Remote } from './engine/remote.js';

/** @import { FindletError } from './engine/errors.js' */
/** @import { OpenOptions } from './types.js' */

/**
 * Opens an engine in a worker.
 *
 * @param {OpenOptions} options
 * @param {FindletError} refused what is thrown where the worker is no better off
 * @param {typeof FindletError} Failure the class that the page knows its errors by
 */
export async function openThere({ folder = '', manifest, index, reopen }, refused, Failure) {
  const { trusted } = await import(new URL('../findlet.trusted.js', folder).href);
  const script = new URL('findlet.worker.js', import.meta.url).href;
  const begin = () => new Worker(trusted(script), { type: 'module', name: 'findlet' });
  const revived = (/** @type {{ code: string, message: string, url?: string }} */ { code, message, url }) =>
    new Failure(code, message, undefined, url);
  const remote = new Remote(begin, [folder, { index, sharded: !!manifest }], revived, reopen);
  try {
    await remote.ready();
  } catch (error) {
    // Where the worker is refused itself, or obeys the same policy, that is what there is to say.
    throw error instanceof Failure && !/csp|trap/.test(error.code) ? error : refused;
  }
  return remote;
}
