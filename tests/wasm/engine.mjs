/** The shipped engine, as a page would load it. */

import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The built site under test. */
export const DIST = resolve(process.env.FINDLET_DIST ?? join(HERE, '../../dist'));

/** The shipped module, index inside. */
export const MODULE = await readFile(join(DIST, 'findlet/findlet.wasm'));

/** Where both engines lie, the same index inside; the demo has the full one. */
export const FULL = join(DIST, 'findlet/findlet.wasm');
export const CORE = resolve(process.env.FINDLET_CORE ?? join(HERE, '../../target/xtask/finished/core.wasm'));

const script = await readFile(join(DIST, 'findlet/findlet.engine.js'), 'utf8');

/** The shipped client; from an address of its own, since its folder doesn't tell Node that it is a module. */
export const { open, FindletError } = await import(`data:text/javascript,${encodeURIComponent(script)}`);

/** The index inside the module. */
export function embeddedIndex() {
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(MODULE), 'findlet-index');
  return new Uint8Array(section);
}
