/**
 * The widget as one classic script with the engine inside, for pages opened from disk: there,
 * modules, `import()` and fetch all fail. Defines `<findlet-search>` and the global `findlet`.
 */

import { define } from './element.js';
import { open } from './engine/client.js';
import { failure } from './engine/errors.js';
import { inflate } from './engine/fetch.js';
import { asked } from './engine/several.js';
import * as memory from './findlet.history.js';
import * as modes from './findlet.modes.js';
import * as search from './findlet.search.js';
import { trusted } from './findlet.trusted.js';
import { languages } from './generated/languages.js';
import { createLibrary } from './library.js';
import { keepOffline } from './offline.js';
import { chosen } from './place.js';
import * as extras from './view/extras.js';
import * as late from './view/late.js';
import * as recent from './view/recent.js';
import * as refine from './view/refine.js';
import { Rows } from './view/rows.js';
import * as widen from './view/widen.js';

/** base64(gzip(findlet.wasm)), put here by the command that packages the site; empty for a site that isn't searched from disk. */
const ENGINE = 'FINDLET_ENGINE_BASE64';

/** The pointer as it was when the site was built: the versions of its pages. */
const PLACES = 'FINDLET_INDEXES';

/** What is loaded from beside the index elsewhere. */
const PARTS = {
  extras: { ...extras, asked },
  history: memory,
  late,
  modes,
  offline: {
    keepOffline: (/** @type {string | null} */ worker, /** @type {string} */ folder, /** @type {string} */ language) =>
      keepOffline(worker, folder, language, trusted),
  },
  recent,
  refine,
  search,
  view: { Rows },
  widen,
};

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const home = new URL('.', script.src).href;

Rows.file = async (name) => PARTS[/** @type {keyof typeof PARTS} */ (name)];

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
