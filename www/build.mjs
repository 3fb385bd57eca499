/**
 * Links and minifies the widget: `node build.mjs OUT` writes the files that are shipped, one per
 * entry, except the wasm module, which is shipped as it is. Nobody keeps another list of them: what
 * lies in OUT lies beside the indexes of a site, what lies in OUT/index in the folder of each.
 *
 * Four tokens stay for whoever packages a site, because they depend on its index: FINDLET_INDEXES
 * in findlet.js, FINDLET_ENGINE_BASE64 in findlet.classic.js, FINDLET_VERSION and FINDLET_SCRIPTS in
 * findlet.sw.js.
 */

import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build, transform } from 'esbuild-wasm';

import { attributeNames } from './interface.js';
import { generate } from './manifest.mjs';

const WWW = dirname(fileURLToPath(import.meta.url));
/** What browsers with the newest thing we need (light-dark(), Intl.Segmenter) all understand. */
const TARGET = ['chrome123', 'firefox125', 'safari17.5'];

/** The style sheets as text, minified, in place of the generated modules for unbundled use. */
const styles = {
  name: 'styles',
  setup(linker) {
    linker.onResolve({ filter: /generated\/\w+\.js$/ }, ({ path }) => {
      const sheet = `view/${basename(path, '.js')}.css`;
      return existsSync(join(WWW, sheet)) ? { path: sheet, namespace: 'styles' } : null;
    });
    linker.onLoad({ filter: /./, namespace: 'styles' }, async ({ path }) => ({
      contents: await minified(path, 'css'),
      loader: 'text',
    }));
  },
};

/** What a closed field says, by language: as text, so that the rest of a language stays in its file. */
const labels = {
  name: 'labels',
  setup(linker) {
    linker.onLoad({ filter: /generated\/labels\.js$/ }, async ({ path }) => {
      const { labels } = await import(pathToFileURL(path).href);
      return { contents: `export const labels = ${JSON.stringify(labels)};` };
    });
  },
};

/** Of the element's interface the widget takes the names of the attributes. */
const attributes = {
  name: 'attributes',
  setup(linker) {
    linker.onLoad({ filter: /www.interface\.js$/ }, () => ({
      contents: `export const attributeNames = ${JSON.stringify(attributeNames.join(' '))}.split(' ');`,
    }));
  },
};

/** Escapes what isn't ASCII unless `charset` says otherwise: classic scripts are read in the page's own encoding. */
async function minified(path, loader, charset) {
  const source = await readFile(join(WWW, path), 'utf8');
  const { code } = await transform(source, { loader, minify: true, target: TARGET, sourcefile: path, charset });
  return code.trimEnd();
}

async function linked(entry, format) {
  const { outputFiles } = await build({
    absWorkingDir: WWW,
    entryPoints: [entry],
    bundle: true,
    format,
    minify: true,
    target: TARGET,
    legalComments: 'none',
    plugins: [styles, labels, attributes],
    // In the worker it is the file that the page has already.
    external: entry === 'findlet.worker.js' ? ['./findlet.engine.js'] : [],
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

/** Modules that lie beside the indexes; all others are of an index, and loaded from its folder. */
const BESIDE = ['findlet.js', 'findlet.trusted.js'];
/** Scripts that are no modules and import nothing. */
const PLAIN = ['findlet.highlight.js', 'findlet.load.js', 'findlet.sw.js'];

/** Every source that is named as what is shipped, and what the linker makes of others: paths and texts. */
async function files() {
  const names = (await readdir(WWW)).filter((name) => /^findlet\.([\w.]+\.)?(js|css)$/.test(name));
  const classic = linked('classic.js', 'iife').then((text) => ['findlet.classic.js', text]);
  return Promise.all([...names.map(shipped), classic, ...(await languages())]);
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
await generate();
await mkdir(join(out, 'index'), { recursive: true });
for (const [name, text] of await files()) await writeFile(join(out, name), text);
