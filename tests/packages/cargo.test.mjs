/** The command from crates.io: compiled of the packed crates alone. Minutes, so only in the long run. */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

import { folder, run, site } from './place.mjs';

const TARGET = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../target/', import.meta.url));
const options = {
  skip: process.env.FINDLET_LONG ? false : 'long: `cargo xtask long` runs it',
  timeout: 3_600_000,
};

test('cargo installs a command that has its engine and widget inside', options, async () => {
  const crates = join(TARGET, 'package');
  const at = folder();
  const names = readdirSync(crates).filter((file) => /^findlet.*\.crate$/.test(file));
  for (const name of names) await run('tar', ['-xzf', join(crates, name), '-C', at]);
  const unpacked = Object.fromEntries(
    names.map((name) => [name.replace(/-\d.*$/, ''), join(at, basename(name, '.crate'))]),
  );
  // What isn't published yet is taken from beside it, as crates.io would have it.
  const beside = Object.entries(unpacked).flatMap(([name, path]) =>
    name === 'findlet' ? [] : ['--config', `patch.crates-io.${name}.path=${JSON.stringify(path)}`],
  );
  await run('cargo', ['install', '--path', unpacked.findlet, '--root', at, ...beside], {
    env: { ...process.env, CARGO_TARGET_DIR: join(TARGET, 'xtask/installed'), FINDLET_ASSETS: undefined },
    maxBuffer: 2 ** 26,
  });
  const { stdout } = await run(join(at, 'bin/findlet'), ['build', site(at)]);
  assert.match(stdout, /^3 pages indexed/m);
});
