/** The worker's end of the wire: an engine that answers messages. `remote.js` is the other end and has their shapes. */

/** @import { OpenOptions, Searcher } from '../types.js' */
/** @import { Answered, Asked } from './remote.js' */

/** Where the engine is, by what a page hands over. @typedef {{ index?: Uint8Array, sharded: boolean }} Given */

/**
 * Answers whatever the page asks.
 *
 * @param {(folder: string, options: Given & Pick<OpenOptions, 'reopen'>) => Promise<Searcher>} open
 */
export function serve(open) {
  /** @type {any} */
  let engine;
  /** Those that may still be given up. @type {Map<number, AbortController>} */
  const controllers = new Map();
  /** @type {(moved: boolean) => void} */
  let told = () => {};

  const post = (/** @type {Answered} */ message) => postMessage(message);

  /** Has the page open what took the place of this index: the page asks that from then on. */
  const reopen = async () => {
    const moved = new Promise((resolve) => (told = resolve));
    post({ reopen: true });
    return (await moved) ? elsewhere : null;
  };

  /** @param {Extract<Asked, { method: string }>} asked @param {AbortSignal} signal */
  const answer = async ({ method, given: [first, second] }, signal) => {
    if (method === 'open') engine = await open(first, { ...second, reopen });
    else return engine[method](first, typeof second === 'object' ? { ...second, signal } : second);
  };

  addEventListener('message', async (/** @type {MessageEvent<Asked>} */ { data }) => {
    if ('moved' in data) return told(data.moved);
    const { id } = data;
    if ('abort' in data) return controllers.get(id)?.abort();
    const controller = new AbortController();
    controllers.set(id, controller);
    try {
      post({ id, answer: await answer(data, controller.signal) });
    } catch (error) {
      const { code = 'unknown', message, url } = /** @type {Error & { code?: string, url?: string }} */ (error);
      post({ id, error: { code: String(code), message, url } });
    } finally {
      controllers.delete(id);
    }
  });
}

const gone = async () => {
  throw Object.assign(new Error('the index moved'), { code: 'moved' });
};

/** In place of an index that only the page has: whatever is asked of it goes back there. */
const elsewhere = /** @type {any} */ ({
  answer: gone,
  search: gone,
  suggest: gone,
  explain: gone,
  parse: gone,
  retry: gone,
});
