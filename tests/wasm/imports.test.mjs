/** What www/imports.mjs reads of the sources, which the module check takes for the truth. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../www/imports.mjs', import.meta.url));

/** Returns the graph of a folder with these files. */
function graph(t, files) {
  const folder = mkdtempSync(join(tmpdir(), 'findlet-imports-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return JSON.parse(execFileSync(process.execPath, [SCRIPT, folder], { encoding: 'utf8' }));
}

test('static, dynamic and computed imports are read, types and texts are not', (t) => {
  const files = {
    'a.js': "import { b } from './view/b.js';\nexport * from './c.js';\n/** @import { D } from './d.js' */\n",
    'view/b.js': "const c = () => import('../c.js');\nconst text = \"import './../d.js'\"; // import '../d.js'\n",
    'c.js': "import styles from './generated/styles.js';\nimport(new URL('findlet.one.js', import.meta.url).href);\n",
    'd.js': 'const load = (name) => import(`../findlet.${name}.js`);\n',
    'findlet.one.js': '',
    'findlet.two.js': "import './findlet.one.js';\n",
    'generated/styles.js': "import '../a.js';\n",
    'node_modules/x/y.js': '',
  };
  assert.deepEqual(graph(t, files), {
    'a.js': ['c.js', 'view/b.js'],
    'c.js': ['findlet.one.js'],
    'd.js': ['findlet.one.js', 'findlet.two.js'],
    'findlet.one.js': [],
    'findlet.two.js': ['findlet.one.js'],
    'view/b.js': ['c.js'],
  });
});

test('a source that is no JavaScript is named', (t) => {
  assert.throws(() => graph(t, { 'broken.js': 'import {' }), /broken\.js/);
});
