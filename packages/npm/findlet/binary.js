/** Finds the command, which an optional package has. */

import { accessSync, chmodSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const about = require('./package.json');

/** Runs everywhere, but slower. */
const WASI = '@findlet/wasm32-wasi';

/** Something failed for a reason that has a name. */
export class FindletError extends Error {
  name = 'FindletError';

  /** @param {number | null} [exitCode] of the command */
  constructor(code, message, exitCode = null) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
  }
}

function fail(code, message) {
  throw new FindletError(code, message);
}

/** The path of the command: `FINDLET_BINARY`, or else what a package has. @throws {FindletError} */
export function binary() {
  const { platform, arch, env, version, versions } = process;
  const oldest = about.engines.node.replace('>=', '');
  if (Number.parseInt(versions.node) < Number(oldest))
    fail('node', `findlet needs Node.js ${oldest} or newer, and this is ${version}`);
  const own = env.FINDLET_BINARY;
  if (own) return existsSync(own) ? own : fail('binary', `FINDLET_BINARY names ${own}, and no file is there`);
  // Containers in a web page say that they are Linux, and run no program of it.
  const name = versions.webcontainer ? 'webcontainer' : `@findlet/${platform}-${arch}`;
  const program = resolved(`${name}/findlet${platform === 'win32' ? '.exe' : ''}`);
  return program ? runnable(program) : (resolved(`${WASI}/findlet.mjs`) ?? lacking(name));
}

/** What to spawn, as program and words. */
export function launch(path, words) {
  // Node.js warns that its interface for WebAssembly may change.
  return path.endsWith('.mjs') ? [process.execPath, ['--no-warnings', path, ...words]] : [path, words];
}

function resolved(file) {
  try {
    return require.resolve(file);
  } catch {
    return undefined;
  }
}

/** Says why a package isn't there. */
function lacking(name) {
  const all = Object.keys(about.optionalDependencies ?? {});
  if (all.includes(name)) {
    fail(
      'binary',
      `the package ${name} is not installed, which has findlet for this platform. ` +
        `Run \`npm install ${name}@${about.version}\`. If a lock file left it out, delete node_modules and package-lock.json first.`,
    );
  }
  const platforms = all.map((name) => name.replace('@findlet/', '')).join(', ');
  return fail(
    'platform',
    `findlet has no package for ${name.replace('@findlet/', '')}, only for ${platforms}. ` +
      `Install ${WASI}@${about.version}, which runs wherever Node.js does, or ` +
      'name a file in FINDLET_BINARY that `cargo install findlet` made.',
  );
}

/** Some tools drop the bit that lets a file run. */
function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    try {
      chmodSync(path, 0o755);
    } catch {
      fail('binary', `${path} may not be run; \`chmod +x\` it`);
    }
  }
  return path;
}
