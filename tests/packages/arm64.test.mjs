/** The program for ARM, run by qemu: it writes the bytes that the one of this machine writes. Only in the long run. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';

import { failure, folder, hashes, run, site } from './place.mjs';

const { FINDLET_ARM64, FINDLET_BIN } = process.env;
const QEMU = 'qemu-aarch64-static';

/** Why it can't be tried here; false where it can. */
function missing() {
  if (!FINDLET_ARM64 || !FINDLET_BIN) return 'long: `cargo xtask long` runs it';
  return spawnSync(QEMU, ['--version']).error ? `there is no ${QEMU}: Debian has it in qemu-user-static` : false;
}

test('a program for ARM writes the same bytes', { skip: missing(), timeout: 600_000 }, async () => {
  const at = folder();
  const pages = site(at);
  const build = (/** @type {string} */ out) => ['build', pages, '--quiet', '--out', join(at, out)];
  await run(FINDLET_BIN, build('here'));
  await run(QEMU, [FINDLET_ARM64, ...build('there')]);
  const here = hashes(join(at, 'here'));
  assert.ok(here.length > 10);
  assert.deepEqual(hashes(join(at, 'there')), here);
  assert.equal((await failure(run(QEMU, [FINDLET_ARM64, 'build', join(at, 'nowhere')]))).code, 2);
});
