/** The two modules inside the script, so that the playground also works from disk: what searches, and what makes indexes. */

import { inflate } from '../engine/fetch.js';
import { endings, Indexer, initSync, is_page, is_readable } from '../generated/playground/indexer.js';

/** base64(gzip(module)), put here by the linker. */
const ENGINE = 'FINDLET_ENGINE_BASE64';
const INDEXER = 'FINDLET_INDEXER_BASE64';

/** @param {string} encoded */
const unpacked = (encoded) => inflate(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));

/** The engine's module, unpacked once. @type {Promise<Uint8Array<ArrayBuffer>> | undefined} */
let engine;

export const searching = () => (engine ??= unpacked(ENGINE));

/** @type {Promise<unknown> | undefined} */
let compiled;

/** Returns what makes an index, compiled once. */
export async function indexing() {
  compiled ??= unpacked(INDEXER).then(async (bytes) => initSync({ module: await WebAssembly.compile(bytes) }));
  await compiled;
  return { indexer: new Indexer(), isPage: is_page, isReadable: is_readable, endings: endings() };
}

/** Forgets the module: one that trapped must not be called again. */
export function forget() {
  compiled = undefined;
}
