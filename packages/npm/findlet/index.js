/** The command as functions, which resolve to what it prints as JSON. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { binary, FindletError, launch } from './binary.js';

export { binary, FindletError };

export async function build(site, { onProgress, signal, cwd, ...settings } = {}) {
  const flags = ['--json', '--progress', onProgress ? 'json' : 'none', ...flagsOf(settings)];
  const summary = await run(['build', ...flags], site, { onProgress, signal, cwd });
  if (summary.documents > 0) return summary;
  const reasons = summary.leftOut.map(({ name, why }) => `${name}: ${why}`);
  throw new FindletError('empty', ['nothing to index; nothing was written', ...reasons].join('\n'), 1);
}

export function check(folder, { signal, cwd, ...settings } = {}) {
  return run(['check', '--json', ...flagsOf(settings)], folder, { signal, cwd });
}

/** `baseUrl` is `--base-url=…`, a list is the flag again and again, `{ title: 4 }` is `title=4`. */
function flagsOf(settings) {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}=`;
    if (Array.isArray(value)) return value.map((one) => flag + one);
    return [flag + (value instanceof Object ? Object.entries(value).map((pair) => pair.join('=')) : value)];
  });
}

/** Problems of a site are a result; a command that fails is an error. */
async function run(words, argument, { onProgress, signal, cwd }) {
  signal?.throwIfAborted();
  const path = binary();
  // Behind two dashes a folder may begin with one.
  const child = spawn(...launch(path, argument === undefined ? words : [...words, '--', argument]), {
    cwd,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve, reject) => {
    child.on('error', (error) => {
      const failed = new FindletError('binary', `${path} does not start: ${error.message}`);
      reject(error.name === 'AbortError' ? signal.reason : failed);
    });
    child.on('close', resolve);
  });
  const [code, output, said] = await Promise.all([ended, all(child.stdout), messages(child.stderr, onProgress)]);
  if (code === 0 || output.trim()) return JSON.parse(output);
  throw new FindletError('failed', said.replace(/^findlet: /m, '') || `findlet ended with ${code}`, code);
}

async function all(stream) {
  let text = '';
  for await (const piece of stream.setEncoding('utf8')) text += piece;
  return text;
}

/** Standard error without the lines on progress, which are told as they come. */
async function messages(stream, onProgress) {
  let kept = '';
  for await (const line of createInterface({ input: stream })) {
    if (!onProgress || !line.startsWith('{"progress":')) kept += `${line}\n`;
    else {
      const { progress: step, done, total } = JSON.parse(line);
      onProgress({ step, done, total });
    }
  }
  return kept.trim();
}
