/** The shipped engine, as a page would load it. */

import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { assertFresh } from '../fresh.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The built site under test. */
export const DIST = resolve(process.env.FINDLET_DIST ?? join(HERE, '../../target/xtask/site'));
if (!process.env.FINDLET_DIST) assertFresh(DIST);

const pointer = JSON.parse(await readFile(join(DIST, 'findlet/findlet.json'), 'utf8'));
/** Where its index is. */
export const FOLDER = join(DIST, 'findlet', pointer.indexes[pointer.default].folder);

/** The shipped module, index inside. */
export const MODULE = await readFile(join(FOLDER, 'findlet.wasm'));

const script = await readFile(join(FOLDER, 'findlet.engine.js'), 'utf8');

/** The shipped client; from an address of its own, since its folder doesn't tell Node that it is a module. */
export const { open, FindletError } = await import(`data:text/javascript,${encodeURIComponent(script)}`);

/** The index inside the module. */
export function embeddedIndex() {
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(MODULE), 'findlet-index');
  return new Uint8Array(section);
}
