/** The plugin beside @easyops-cn/docusaurus-search-local, which most sites have: on the site that site.test.mjs is about. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { compared } from '../compare.mjs';
import { fresh, installed, run } from '../place.mjs';
import { turnTo } from '../scenarios.mjs';
import { BASE, files } from './site.mjs';

/** What a page may load more before anybody shows interest, gzipped. */
const MOST_BYTES = 8000;

test('a page loads at most 8 kB more, and more of the pages that are meant are found', async () => {
  const home = await installed('docusaurus');
  const built = async (/** @type {string} */ name, /** @type {object[]} */ themes) => {
    const at = fresh(join(home, `compared-${name.replaceAll(' ', '-')}`), files({ themes }));
    const root = join(at, 'served');
    const words = ['build', '--locale', 'en', '--out-dir', join(root, BASE)];
    await run('node', [join(home, 'node_modules/@docusaurus/core/bin/docusaurus.mjs'), ...words], { cwd: at });
    return { name, root, page: `${BASE}rigging/mast/` };
  };
  const local = ['@easyops-cn/docusaurus-search-local', { hashed: true, indexBlog: false, docsRouteBasePath: '/' }];
  const [none, ours, theirs] = await compared('docusaurus', [
    await built('no search', []),
    {
      ...(await built('Findlet', ['@findlet/docusaurus'])),
      open: turnTo,
      field: "findlet-search [part='input']",
      results: "findlet-search [part='link']",
    },
    {
      ...(await built('docusaurus-search-local', [local])),
      field: '.navbar__search-input',
      results: "[class*='suggestion_']",
    },
  ]);
  assert.ok(ours.before - none.before <= MOST_BYTES, `${ours.before - none.before} bytes more`);
  assert.ok(ours.found >= theirs.found, `${ours.found} of ${theirs.found}`);
});
