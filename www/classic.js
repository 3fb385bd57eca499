/**
 * The widget as one classic script with the engine inside, for pages opened from disk: there,
 * modules, `import()` and fetch all fail. Defines `<findlet-search>` and the global `findlet`.
 */

import { define } from './element.js';
import { open } from './engine/client.js';
import ar from './lang/ar.js';
import ja from './lang/ja.js';
import vi from './lang/vi.js';
import { createLibrary } from './library.js';

/** @import { Strings } from './types.js' */

/** base64(gzip(findlet.wasm)), put here by whoever packages the site. */
const ENGINE = 'FINDLET_ENGINE_BASE64';

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const home = new URL('.', script.src).href;

// Every folder is answered by the engine inside: no other can be loaded from here.
const library = createLibrary(home, async (folder) => open(await inflate(ENGINE), { folder }));

/** From disk nothing can be fetched: all languages are inside. @type {Record<string, Strings>} */
const LANGUAGES = { ar, ja, vi };

define(library, {
  words: async (language) => LANGUAGES[language],
  // There are no workers on file:.
  offline: async () => ({ keepOffline: async () => {} }),
});

const page = /** @type {{ findlet?: object }} */ (globalThis);
page.findlet = { ...page.findlet, init: library.init, search: library.search };

/** @param {string} base64 */
function inflate(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
