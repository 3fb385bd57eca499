/**
 * Prints which source imports which: `node imports.mjs [FOLDER]` writes `{ "view/rows.js": ["view/dom.js", …], … }`, of
 * this folder or another. The module check of `cargo xtask test` looks for circles in it.
 *
 * Imports of types are in comments, and no imports. Of a dynamic import whose address is computed, the file names in it
 * count, by their last part: `import(beside('findlet.remote.js'))`, or all that a template fits.
 */

import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { init, parse } from 'es-module-lexer';

const FOLDER = process.argv[2] ?? dirname(fileURLToPath(import.meta.url));
/** Not of the widget: pages, packages, what is generated, which imports nothing. */
const OTHERS = /^(demo|generated|node_modules)\//;

async function sources() {
  const names = await readdir(FOLDER, { recursive: true });
  const paths = names.map((name) => name.replaceAll('\\', '/'));
  return paths.filter((path) => path.endsWith('.js') && !OTHERS.test(path)).sort();
}

/** Returns the sources that a computed address names. */
function named(expression, files) {
  const texts = [...expression.matchAll(/(['"`])((?:(?!\1).)*\.m?js)\1/g)].map(([, , text]) => posix.basename(text));
  const patterns = texts.map((text) =>
    text
      .split(/\$\{[^}]*\}/)
      .map(RegExp.escape ?? escaped)
      .join('[^/]*'),
  );
  return files.filter((file) => patterns.some((pattern) => new RegExp(`^${pattern}$`).test(basename(file))));
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

async function imports(file, files) {
  const text = await readFile(join(FOLDER, file), 'utf8');
  const [found] = parsed(text, file);
  const imports = found.filter(({ type }) => type !== 'import-meta');
  const targets = imports.flatMap(({ specifier, glob, start, end }) => {
    if (glob || specifier === undefined) return named(text.slice(start, end), files);
    return [posix.join(posix.dirname(file), specifier)];
  });
  return [...new Set(targets)].filter((target) => files.includes(target)).sort();
}

function parsed(text, file) {
  try {
    return parse(text, file);
  } catch (cause) {
    // Uncaught, it would be shown with the parser's own source, which is one line.
    console.error(`${file} is no JavaScript: ${cause.message}`);
    process.exit(1);
  }
}

await init;
const files = await sources();
const graph = await Promise.all(files.map(async (file) => [file, await imports(file, files)]));
process.stdout.write(`${JSON.stringify(Object.fromEntries(graph), null, 2)}\n`);
