/** The linker says what it lacks. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const WWW = fileURLToPath(new URL('../../www', import.meta.url));

test('in a fresh clone the linker says which command writes what is missing', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'findlet-www-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const filter = (path) => !['generated', 'node_modules'].includes(basename(path));
  cpSync(WWW, folder, { recursive: true, filter });
  symlinkSync(join(WWW, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const { status, stderr } = spawnSync(process.execPath, ['build.mjs', join(folder, 'out')], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /generated is missing: run `cargo xtask wasm`/);
});
