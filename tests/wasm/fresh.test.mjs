/** Single files of tests never run on yesterday's site. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { assertFresh } from '../fresh.mjs';

/** Makes a repository whose files were all written at the same time, and returns how to touch one. */
function repository(t) {
  const root = mkdtempSync(join(tmpdir(), 'findlet-fresh-'));
  t.after(() => rmSync(root, { recursive: true }));
  const touch = (path, seconds) => utimesSync(join(root, path), seconds, seconds);
  const files = [
    'www/view/row.js',
    'www/node_modules/x.js',
    'www/generated/glue.js',
    'src/core/lib.rs',
    'src/demo/lib.rs',
  ];
  files.push(
    'src/indexer/lib.rs',
    'src/wasm/lib.rs',
    'src/xtask/build/mod.rs',
    'tests/articles/a.txt',
    'Cargo.lock',
    'dist/index.html',
  );
  for (const file of files) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), '');
    touch(file, 1000);
  }
  return { root, touch, dist: join(root, 'dist') };
}

test('a site that is as new as its sources is tested', (t) => {
  const { root, dist, touch } = repository(t);
  touch('www/node_modules/x.js', 2000);
  touch('www/generated/glue.js', 2000);
  assertFresh(dist, root);
});

for (const source of ['www/view/row.js', 'src/core/lib.rs', 'Cargo.lock']) {
  test(`a site that is older than ${source} is refused`, (t) => {
    const { root, dist, touch } = repository(t);
    touch(source, 1001);
    assert.throws(
      () => assertFresh(dist, root),
      (error) => error.message.startsWith(`${source} is newer than `),
    );
  });
}

test('where there is no site, the command that builds it is named', (t) => {
  const { root } = repository(t);
  assert.throws(() => assertFresh(join(root, 'nowhere'), root), /cargo xtask site/);
});
