/**
 * Refuses to test what was built of other sources. Single files of tests run on the site that is there (`target/xtask/site`),
 * which nobody may have built since the last edit; the test command builds it first and says where it is by FINDLET_DIST.
 */

import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What it is made of. */
const SOURCES = [
  'www',
  'src/core',
  'src/demo',
  'src/indexer',
  'src/wasm',
  'src/xtask/build',
  'tests/articles',
  'Cargo.lock',
];

/** Not sources: packages, and what the build writes itself. */
const MADE = new Set(['generated', 'node_modules', 'target']);

/** @returns {{ path: string, time: number }} the file that was changed last */
function newest(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return { path, time: status.mtimeMs };
  const names = readdirSync(path).filter((name) => !MADE.has(name));
  const files = names.map((name) => newest(join(path, name)));
  return files.reduce((latest, file) => (file.time > latest.time ? file : latest), { path, time: 0 });
}

/**
 * Throws where a source of the site is newer than the site.
 *
 * @param {string} dist the built site
 * @param {string} [root] the repository
 */
export function assertFresh(dist, root = ROOT) {
  const built = statSync(join(dist, 'index.html'), { throwIfNoEntry: false });
  const remedy = 'What to do: run `cargo xtask site`, which builds what changed, then the tests again';
  if (!built) throw new Error(`there is no site in ${dist}\n  ${remedy}`);
  for (const source of SOURCES) {
    const { path, time } = newest(join(root, source));
    if (time > built.mtimeMs) throw new Error(`${relative(root, path)} is newer than ${dist}\n  ${remedy}`);
  }
}
