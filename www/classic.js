/**
 * The widget as one classic script with the engine inside, for pages opened from disk: there,
 * modules, `import()` and fetch all fail. Defines `<findlet-search>` and the global `findlet`.
 */

import { define } from './element.js';
import { open } from './engine/client.js';
import { failure } from './engine/errors.js';
import { inflate } from './engine/fetch.js';
import { languages } from './generated/languages.js';
import { PARTS } from './inside.js';
import { createLibrary } from './library.js';
import { chosen } from './place.js';

/** base64(gzip(findlet.wasm)), put here by the command that packages the site; empty for a site that isn't searched from disk. */
const ENGINE = 'FINDLET_ENGINE_BASE64';

/** The pointer as it was when the site was built: the versions of its pages. */
const PLACES = 'FINDLET_INDEXES';

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const home = new URL('.', script.src).href;

// Every folder and language is answered by the engine inside: no other can be loaded from here.
const library = createLibrary(
  home,
  async (folder) => {
    if (!ENGINE) throw failure('disk');
    const module = await inflate(Uint8Array.from(atob(ENGINE), (character) => character.charCodeAt(0)));
    const { versions } = PLACES[0] === '{' ? chosen(JSON.parse(PLACES), '') : {};
    return Object.assign(await open(module, { folder }), { library, versions });
  },
  async (_folder, _language, name) => PARTS[name],
);

// From disk nothing can be fetched: all languages are inside.
define(library, async (language) => languages[language]);

const page = /** @type {{ findlet?: object }} */ (globalThis);
page.findlet = { ...page.findlet, init: library.init, search: library.search };
