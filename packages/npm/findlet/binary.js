/** Finds the command for this machine: one of the optional packages has it. */

import { accessSync, chmodSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** @type {{ version: string, optionalDependencies?: Record<string, string>, engines: { node: string } }} */
const about = require('./package.json');

/** The package that runs everywhere, slower than a program. It is installed by those who ask for it. */
const WASI = '@findlet/wasm32-wasi';

/** Something failed for a reason that has a name. */
export class FindletError extends Error {
  name = 'FindletError';

  /**
   * @param {string} code
   * @param {string} message
   * @param {number | null} [exitCode] what the command ended with
   */
  constructor(code, message, exitCode = null) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
  }
}

/**
 * The path of the command: `FINDLET_BINARY`, or else what the package of this platform has.
 *
 * @throws {FindletError} if it is missing, saying what to do
 */
export function binary() {
  const oldest = about.engines.node.replace('>=', '');
  if (Number(process.versions.node.split('.')[0]) < Number(oldest)) {
    throw new FindletError('node', `findlet needs Node.js ${oldest} or newer, and this is ${process.version}`);
  }
  const own = process.env.FINDLET_BINARY;
  if (own) {
    if (!existsSync(own)) throw new FindletError('binary', `FINDLET_BINARY names ${own}, and no file is there`);
    return own;
  }
  const name = `@findlet/${process.platform}-${process.arch}`;
  const program = process.platform === 'win32' ? 'findlet.exe' : 'findlet';
  // Containers in a web page say that they are Linux, and run no program of it.
  const native = process.versions.webcontainer ? undefined : resolved(`${name}/${program}`);
  if (native) return runnable(native);
  const script = resolved(`${WASI}/findlet.mjs`);
  if (script) return script;
  const all = Object.keys(about.optionalDependencies ?? {});
  throw all.includes(name) && !process.versions.webcontainer ? missing(name) : unsupported(all);
}

/**
 * What starts the command, and with which words.
 *
 * @param {string} path of the command
 * @param {string[]} words
 * @returns {[string, string[]]}
 */
export function launch(path, words) {
  // Node.js warns that its system interface for WebAssembly may change.
  return path.endsWith('.mjs') ? [process.execPath, ['--no-warnings', path, ...words]] : [path, words];
}

/** @param {string} file of a package */
function resolved(file) {
  try {
    return require.resolve(file);
  } catch {
    return undefined;
  }
}

/** A lock file that was made on another platform, or `--omit=optional`, leaves the package out. @param {string} name */
function missing(name) {
  return new FindletError(
    'binary',
    `the package ${name} is not installed, which has findlet for this platform. ` +
      `Install it with \`npm install ${name}@${about.version}\`. If a lock file left it out, ` +
      'remove node_modules and package-lock.json and run `npm install` without `--omit=optional`.',
  );
}

/** @param {string[]} all packages with a command */
function unsupported(all) {
  const platforms = all.map((name) => name.replace('@findlet/', '')).join(', ');
  return new FindletError(
    'platform',
    `findlet has no package for ${process.platform}-${process.arch}, only for ${platforms}. ` +
      `Install ${WASI}@${about.version}, which runs wherever Node.js does, or ` +
      'compile it with `cargo install findlet` and name the file in FINDLET_BINARY.',
  );
}

/** Some tools that unpack drop the bit that lets a file run. @param {string} path */
function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    try {
      chmodSync(path, 0o755);
    } catch {
      throw new FindletError('binary', `${path} may not be run; \`chmod +x\` it`);
    }
  }
  return path;
}
