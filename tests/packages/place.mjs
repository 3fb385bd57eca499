/** Empty folders, a small site in one, and packed packages installed in another. */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Where `cargo xtask test packages` left the packed files. */
export const PACKED =
  process.env.FINDLET_PACKAGES ?? fileURLToPath(new URL('../../target/xtask/packages/', import.meta.url));

/** Runs a program, and resolves to what it printed. */
export const run = promisify(execFile);

/** What `run` rejects with: the program ended with another number than 0. @param {Promise<unknown>} running */
export const failure = (running) =>
  running.then(
    () => {
      throw new Error('it should have failed');
    },
    (/** @type {{ code: number, stdout: string, stderr: string }} */ error) => error,
  );

/** The folders of this file, removed when its tests have ended. @type {string[]} */
const made = [];
after(() => made.forEach((at) => rmSync(at, { recursive: true, force: true })));

/** An empty folder whose name has what names may have. */
export function folder() {
  const at = mkdtempSync(join(tmpdir(), 'findlet package ü-'));
  made.push(at);
  return at;
}

/** @param {string} path @param {string} text */
export function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** A site of three pages. @param {string} inside */
export function site(inside) {
  const at = join(inside, 'public');
  const pages = {
    'index.html': ['Harbour', 'Boats wait at the harbour.'],
    'tides/index.html': ['Tides', 'The moon pulls the sea twice a day.'],
    'lighthouse.html': ['Lighthouse', 'A lamp that turns above the rocks.'],
  };
  for (const [path, [title, text]] of Object.entries(pages)) {
    write(
      join(at, path),
      `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1><p>${text}</p></main>
      <findlet-search></findlet-search><script src="/findlet/findlet.load.js" defer></script></html>`,
    );
  }
  return at;
}

/** All files below a folder with their bytes' hashes, by path. @param {string} at */
export function hashes(at) {
  const files = readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
  return paths.map((path) => [path.slice(at.length), createHash('sha256').update(readFileSync(path)).digest('hex')]);
}

/** The name of a package's packed file, whatever its version. @param {string} name as npm packs it */
function fileOf(name) {
  const is = new RegExp(`^${name}-\\d.*\\.tgz$`);
  return readdirSync(PACKED).find((file) => is.test(file));
}

/** Whether a package was packed: some are in the long run only. @param {string} name as npm packs it */
export const isPacked = (name) => fileOf(name) !== undefined;

/** The packed file of a package. @param {string} name as npm packs it */
export function packed(name) {
  const found = fileOf(name);
  if (!found) throw new Error(`${PACKED} has no ${name}: run \`cargo xtask test packages\``);
  return join(PACKED, found);
}

const PLATFORM = `${process.platform}-${process.arch}`;

/** The packages of the command: itself, and the program of this platform. */
export const COMMAND = ['findlet', `findlet-${PLATFORM}`];

/**
 * Installs packed packages in an empty folder, with an empty cache and no network.
 *
 * @param {string[]} names
 * @param {string[]} [flags]
 */
export async function installed(names, flags = []) {
  const at = folder();
  write(join(at, 'package.json'), '{ "name": "a-site", "private": true, "type": "module" }');
  const offline = ['--offline', '--no-audit', '--no-fund', '--cache', join(at, 'cache')];
  await run('npm', ['install', ...offline, ...flags, ...names.map(packed)], { cwd: at });
  return at;
}
