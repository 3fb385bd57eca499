/** The extension beside the search that Sphinx has, which answers on a page of its own: with furo. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { compared } from '../compare.mjs';
import { fresh, GENERATORS } from '../place.mjs';
import { python } from '../python.mjs';
import { turnTo } from '../scenarios.mjs';
import { BASE, files } from './site.mjs';

/** What a page may load more before anybody shows interest, gzipped. */
const MOST_BYTES = 8000;

test('a page loads at most 8 kB more, and as many of the pages that are meant are found', async () => {
  const run = await python('sphinx');
  const built = async (/** @type {string} */ name, /** @type {string} */ extensions) => {
    const at = fresh(join(GENERATORS, `sphinx-compared-${name}`), files('furo', '', extensions));
    const root = join(at, 'served');
    await run(['sphinx', '-q', '-b', 'html', '.', join(root, BASE)], at);
    return { name, root, page: `${BASE}rigging/mast.html` };
  };
  const [ours, theirs] = await compared('sphinx', [
    {
      ...(await built('Findlet', '["findlet"]')),
      open: turnTo,
      field: "findlet-search [part='input']",
      results: "findlet-search [part='link']",
    },
    {
      ...(await built('Sphinx', '[]')),
      field: '.sidebar-search',
      results: '#search-results .search > li > a',
      isSubmitted: true,
    },
  ]);
  assert.ok(ours.before - theirs.before <= MOST_BYTES, `${ours.before - theirs.before} bytes more`);
  assert.ok(ours.found >= theirs.found, `${ours.found} of ${theirs.found}`);
});
