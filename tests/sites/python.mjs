/** Generators of Python: each in a folder of its own, with our wheel unpacked beside it. */

import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { GENERATORS, packed, run } from './place.mjs';

/**
 * Installs our wheel, and returns what runs a module of a generator.
 *
 * @param {string} generator
 * @returns {Promise<(words: string[], cwd: string) => Promise<string>>}
 */
export async function python(generator) {
  const ours = join(GENERATORS, `${generator}-findlet`);
  rmSync(ours, { recursive: true, force: true });
  const wheel = packed(/^findlet-\d.*\.whl$/);
  await run(
    'python3',
    [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--no-deps',
      '--no-index',
      '--root-user-action=ignore',
      '--target',
      ours,
      wheel,
    ],
    {},
  );
  const env = { ...process.env, PYTHONPATH: [ours, join(GENERATORS, generator)].join(delimiter) };
  return (words, cwd) => run('python3', ['-m', ...words], { cwd, env });
}
