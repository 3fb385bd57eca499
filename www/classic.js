/**
 * The widget as one classic script with the engine inside, for pages opened from disk: there,
 * modules, `import()` and fetch all fail. Defines `<findlet-search>` and the global `findlet`.
 */

import { define } from './element.js';
import { open } from './engine/client.js';
import { createLibrary } from './library.js';

/** base64(gzip(findlet.wasm)), put here by whoever packages the site. */
const ENGINE = 'FINDLET_ENGINE_BASE64';

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const home = new URL('.', script.src).href;

// Every folder is answered by the engine inside: no other can be loaded from here.
const library = createLibrary(home, async (folder) => open(await inflate(ENGINE), { folder }));

define(library);
Object.assign(globalThis, { findlet: { init: library.init, search: library.search } });

/** @param {string} base64 */
function inflate(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
