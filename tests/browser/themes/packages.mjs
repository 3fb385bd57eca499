/** What packages of others have in them: fetched by npm and pip when a test runs, and kept in target/. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KEPT = join(dirname(fileURLToPath(import.meta.url)), '../../../target/themes');
/** Long enough for a package of some megabytes. */
const PATIENCE_MS = 120_000;

/** @param {string} command @param {...string} words */
const run = (command, ...words) =>
  execFileSync(command, words, { timeout: PATIENCE_MS, stdio: ['ignore', 'pipe', 'pipe'] });

/**
 * Fetches and unpacks a package, unless it is there.
 *
 * @param {'npm' | 'pip'} client
 * @param {string} name
 * @param {string} version
 */
function unpacked(client, name, version) {
  const folder = join(KEPT, `${client}-${name.replace('/', '+')}-${version}`);
  if (existsSync(folder)) return folder;
  const fetched = `${folder}.fetched-${process.pid}`;
  mkdirSync(fetched, { recursive: true });
  if (client === 'npm') run('npm', 'pack', '--silent', `${name}@${version}`, '--pack-destination', fetched);
  else run('python3', '-m', 'pip', 'download', '--quiet', '--no-deps', `${name}==${version}`, '--dest', fetched);
  const [archive] = readdirSync(fetched).map((file) => join(fetched, file));
  if (client === 'npm') run('tar', '-xzf', archive, '-C', fetched);
  else run('python3', '-m', 'zipfile', '-e', archive, fetched);
  // Another test may have been faster.
  if (!existsSync(folder)) renameSync(fetched, folder);
  return folder;
}

/**
 * Files of a package, one after the other.
 *
 * @param {import('./themes.mjs').Source} source
 */
export function contents({ client, name, version, files }) {
  const folder = unpacked(client, name, version);
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}
