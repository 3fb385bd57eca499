/** Links the playground: `node playground/build.mjs OUT ENGINE INDEXER` writes its page, with both wasm modules inside the script. */

import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { linked, minified } from '../link.mjs';
import { generate } from '../manifest.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));

const [, , out, ...modules] = argv;
if (modules.length !== 2) throw new Error('Usage: node playground/build.mjs OUT ENGINE INDEXER');

await generate();
await mkdir(out, { recursive: true });
const encoded = await Promise.all(
  modules.map(async (path) => gzipSync(await readFile(path), { level: 9 }).toString('base64')),
);
const script = await linked('playground/playground.js', 'iife');
const filled = ['FINDLET_ENGINE_BASE64', 'FINDLET_INDEXER_BASE64'].reduce(
  (text, token, at) => text.replace(token, () => encoded[at]),
  script,
);
await writeFile(join(out, 'playground.js'), filled);
await copyFile(join(HERE, 'index.html'), join(out, 'index.html'));
for (const [name, path] of [
  ['playground.css', 'playground/playground.css'],
  ['findlet.css', 'findlet.css'],
])
  await writeFile(join(out, name), await minified(path, 'css'));
