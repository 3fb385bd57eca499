/** Links and minifies the widget's sources: styles, labels and attributes become texts where they are imported. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build, transform } from 'esbuild-wasm';
import { minify } from 'terser';

import { attributeNames } from './interface.js';

export const WWW = dirname(fileURLToPath(import.meta.url));
/** What browsers with the newest thing we need (light-dark(), Intl.Segmenter) all understand. */
const TARGET = ['chrome123', 'firefox125', 'safari17.5'];
/** What those understand is ES 2022. */
const TIGHTER = /** @type {const} */ ({ module: true, ecma: 2022, compress: { passes: 3 } });

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
export async function minified(path, loader, charset) {
  const source = await readFile(join(WWW, path), 'utf8');
  const { code } = await transform(source, { loader, minify: true, target: TARGET, sourcefile: path, charset });
  // Of custom properties the linker keeps the spaces.
  return (loader === 'css' ? code.replace(/([:,(]) | (?=\))/g, '$1') : code).trimEnd();
}

/**
 * Links an entry with all that it imports, to one text.
 *
 * @param {string} entry in www/
 * @param {'esm' | 'iife'} format
 * @param {import('esbuild-wasm').BuildOptions} [others]
 */
export async function linked(entry, format, others) {
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
    ...others,
  });
  const [{ text }] = outputFiles;
  // A second minifier takes 2 % off. In the classic script it would decide by the token that stands for the engine.
  const isTight = format === 'esm' && others?.minify !== false;
  return isTight ? String((await minify(text, TIGHTER)).code) : text;
}
