/**
 * Links and minifies the widget: `node build.mjs OUT` writes the files that are shipped, one per
 * entry, except the wasm module, which is shipped as it is. Nobody keeps another list of them: what
 * is in OUT is beside the indexes of a site, what is in OUT/index in the folder of each.
 *
 * Four tokens stay for the command that packages a site, because they depend on its index: FINDLET_INDEXES
 * in findlet.js, FINDLET_ENGINE_BASE64 in findlet.classic.js, FINDLET_VERSION and FINDLET_SCRIPTS in
 * findlet.sw.js.
 */

import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';

import { linked, minified, WWW } from './link.mjs';
import { generate } from './manifest.mjs';

/** Modules that are beside the indexes; all others are of an index, and loaded from its folder. */
const BESIDE = ['findlet.js', 'findlet.pagefind.js', 'findlet.pagefind.highlight.js', 'findlet.trusted.js'];
/** Scripts that are no modules, but linked of some: `NAME.js` is shipped as `findlet.NAME.js`. */
const SCRIPTS = ['classic.js', 'lazy.js'];
/** Scripts that are no modules and import nothing. */
const PLAIN = ['findlet.highlight.js', 'findlet.load.js', 'findlet.sw.js'];

/** Every source that is named as what is shipped, and what the linker makes of others: paths and texts. */
async function files() {
  const names = (await readdir(WWW)).filter((name) => /^findlet\.([\w.]+\.)?(js|css)$/.test(name));
  const scripts = SCRIPTS.map(async (name) => [`findlet.${name}`, await linked(name, 'iife')]);
  return Promise.all([...names.map(shipped), ...scripts, ...(await languages())]);
}

/** @param {string} name of a source that is shipped under it */
async function shipped(name) {
  if (name.endsWith('.css')) return [name, await minified(name, 'css')];
  if (PLAIN.includes(name)) return [name, await minified(name, 'js')];
  return [BESIDE.includes(name) ? name : `index/${name}`, await linked(name, 'esm')];
}

/** A file for each language; English is in the scripts that say it. */
async function languages() {
  const names = (await readdir(join(WWW, 'lang'))).filter((name) => name.endsWith('.js') && name !== 'en.js');
  return names.map(async (name) => [`findlet.lang.${name}`, await minified(`lang/${name}`, 'js', 'utf8')]);
}

const [, , out] = argv;
if (!out) throw new Error('where to? Usage: node build.mjs OUT');
if (!existsSync(join(WWW, 'generated/glue.js')))
  throw new Error(`${join(WWW, 'generated')} is missing: run \`cargo xtask wasm\`, which writes it, and try again`);
await generate();
await mkdir(join(out, 'index'), { recursive: true });
for (const [name, text] of await files()) await writeFile(join(out, name), text);
