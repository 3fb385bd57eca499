/**
 * Makes what the package is: `node build.mjs OUT` writes the shell for bundlers, its types, its style sheet, and the
 * manifest of the element. Linker and compiler are those of `www/`.
 */

import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

import { linked, minified, WWW } from '../../../www/link.mjs';
import { generate } from '../../../www/manifest.mjs';
import { typesOf } from './types.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Where the indexes are unless `src` says so: the bundle is elsewhere. */
const FOLDER = "const FINDLET_FOLDER = new URL('/findlet/', document.baseURI).href;";

const [, , out] = argv;
if (!out) throw new Error('where to? Usage: node build.mjs OUT');
await generate();
const shell = await linked('findlet.js', 'esm', {
  // Bundlers minify, and read the comments in it that tell them what not to look for.
  minify: false,
  define: { 'import.meta.url': 'FINDLET_FOLDER' },
  banner: { js: FOLDER },
});
await writeFile(join(out, 'findlet.js'), shell);
await writeFile(join(out, 'findlet.css'), await minified('findlet.css', 'css'));
await writeFile(join(out, 'index.d.ts'), await typesOf(WWW));
await cp(join(WWW, 'generated/custom-elements.json'), join(out, 'custom-elements.json'));
const written = (await readdir(HERE)).filter((name) => /\.(js|d\.ts|md)$/.test(name));
for (const name of written) await writeFile(join(out, name), await readFile(join(HERE, name)));
