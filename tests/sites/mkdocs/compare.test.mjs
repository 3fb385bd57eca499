/** The plugin beside the search that Material has. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { compared } from '../compare.mjs';
import { fresh, GENERATORS } from '../place.mjs';
import { python } from '../python.mjs';
import { turnTo } from '../scenarios.mjs';
import { BASE, files, MATERIAL } from './site.mjs';

/** What a page may load more before anybody shows interest, gzipped. */
const MOST_BYTES = 8000;

test('a page loads at most 8 kB more, and as many of the pages that are meant are found', async () => {
  const run = await python('mkdocs');
  const built = async (/** @type {string} */ name, /** @type {string} */ plugins) => {
    const at = fresh(join(GENERATORS, `mkdocs-compared-${name.replaceAll(' ', '-')}`), files(MATERIAL, plugins));
    const root = join(at, 'served');
    await run(['mkdocs', 'build', '--quiet', '--site-dir', join(root, BASE)], at);
    return { name, root, page: `${BASE}rigging/mast/` };
  };
  const [none, ours, theirs] = await compared('mkdocs', [
    await built('no search', '[]'),
    {
      ...(await built('Findlet', '[findlet]')),
      open: turnTo,
      field: "findlet-search [part='input']",
      results: "findlet-search [part='link']",
    },
    {
      ...(await built('Material', '[search]')),
      open: (page) => page.locator('.md-search__input').click(),
      field: '.md-search__input',
      results: '.md-search-result__item h1',
    },
  ]);
  assert.ok(ours.before - none.before <= MOST_BYTES, `${ours.before - none.before} bytes more`);
  assert.ok(ours.found >= theirs.found, `${ours.found} of ${theirs.found}`);
});
