/**
 * The worker's end of an engine in a worker: it opens the index and answers the page, whose end is
 * findlet.remote.js.
 */

import { openHere, start } from './findlet.engine.js';
import { serve } from './engine/serve.js';

serve((folder, { index, sharded, reopen }) => {
  const manifest = sharded ? start(folder + 'm.bin') : undefined;
  return openHere(start(folder + 'findlet.wasm'), { folder, manifest, index, reopen });
});
