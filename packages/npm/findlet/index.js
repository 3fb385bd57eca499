/** The command as functions: each starts it, and resolves to what it prints as JSON. */

import { spawn } from 'node:child_process';

import { binary, FindletError } from './binary.js';

export { binary, FindletError };

/**
 * Indexes a built site and writes search for it.
 *
 * @param {string} [site]
 * @param {import('./index.d.ts').BuildOptions} [options]
 */
export async function build(site, { onProgress, signal, cwd, ...settings } = {}) {
  const flags = ['--json', '--progress', onProgress ? 'json' : 'none', ...flagsOf(settings)];
  const summary = await run('build', flags, site, { onProgress, signal, cwd });
  if (summary.documents > 0) return summary;
  const reasons = summary.leftOut.map(({ name, why }) => `${name}: ${why}`);
  throw new FindletError('empty', ['nothing to index; nothing was written', ...reasons].join('\n'), 1);
}

/**
 * Whether all that was built is there, whole and nothing else.
 *
 * @param {string} folder
 * @param {import('./index.d.ts').CheckOptions} [options]
 */
export function check(folder, { signal, cwd, ...settings } = {}) {
  return run('check', ['--json', ...flagsOf(settings)], folder, { signal, cwd });
}

/**
 * Settings as flags: `baseUrl` is `--base-url=…`, a list is the flag again and again, `{ title: 4 }` is `title=4`.
 *
 * @param {Record<string, unknown>} settings
 */
function flagsOf(settings) {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (Array.isArray(value)) return value.map((one) => `${flag}=${one}`);
    return [`${flag}=${typeof value === 'object' && value ? pairs(value) : value}`];
  });
}

/** @param {object} value */
const pairs = (value) =>
  Object.entries(value)
    .map((pair) => pair.join('='))
    .join(',');

/**
 * Runs the command. What it found missing or wrong in the site is part of the result; that it could not work is an
 * error.
 *
 * @param {string} command
 * @param {string[]} flags
 * @param {string | undefined} argument what could begin with a dash
 * @param {{ onProgress?: (progress: import('./index.d.ts').Progress) => void, signal?: AbortSignal, cwd?: string }} options
 * @returns {Promise<any>}
 */
async function run(command, flags, argument, { onProgress, signal, cwd }) {
  signal?.throwIfAborted();
  const path = binary();
  const child = spawn(path, [command, ...flags, ...(argument === undefined ? [] : ['--', argument])], {
    cwd,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve, reject) => {
    child.on('error', (error) => reject(error.name === 'AbortError' ? signal?.reason : unstarted(path, error)));
    child.on('close', resolve);
  });
  const [code, output, said] = await Promise.all([ended, all(child.stdout), messages(child.stderr, onProgress)]);
  if (code !== 0 && !output.trim()) throw failed(code, said);
  return JSON.parse(output);
}

/** @param {string} path @param {Error} error */
function unstarted(path, error) {
  return new FindletError('binary', `${path} does not start: ${error.message}`);
}

/** @param {number | null} code @param {string[]} said */
function failed(code, said) {
  const message = said.join('\n').replace(/^findlet: /m, '');
  return new FindletError('failed', message || `findlet ended with ${code}`, code);
}

/** @param {import('node:stream').Readable} stream */
async function all(stream) {
  let text = '';
  for await (const piece of stream.setEncoding('utf8')) text += piece;
  return text;
}

/**
 * The lines of standard error but those on progress, which are told as they come.
 *
 * @param {import('node:stream').Readable} stream
 * @param {((progress: import('./index.d.ts').Progress) => void) | undefined} onProgress
 */
async function messages(stream, onProgress) {
  const kept = [];
  let rest = '';
  for await (const piece of stream.setEncoding('utf8')) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (onProgress && line.startsWith('{"progress":')) {
        const { progress: step, done, total } = JSON.parse(line);
        onProgress({ step, done, total });
      } else kept.push(line);
    }
  }
  return rest ? [...kept, rest] : kept;
}
