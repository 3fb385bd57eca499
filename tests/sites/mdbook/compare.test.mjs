/** The renderer beside the search that mdBook has. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { compared } from '../compare.mjs';
import { beside, fresh } from '../place.mjs';
import { turnTo } from '../scenarios.mjs';
import { BASE, files, SEARCH } from './site.mjs';

/** What a page may load more before anybody shows interest, gzipped. */
const MOST_BYTES = 8000;

test('a page loads at most 8 kB more, and as many of the pages that are meant are found', async () => {
  const { at: home, run } = await beside('mdbook');
  const built = async (/** @type {string} */ name, /** @type {string} */ base, /** @type {string} */ search) => {
    const at = fresh(join(home, `compared-${name.replaceAll(' ', '-')}`), files(search));
    await run(join(home, 'bin/mdbook'), ['build'], at);
    return { name, root: join(at, 'served'), page: `${base}rigging/mast.html` };
  };
  const [none, ours, theirs] = await compared('mdbook', [
    await built('no search', '/', '[output.html.search]\nenable = false\n'),
    {
      ...(await built('Findlet', BASE, SEARCH)),
      open: turnTo,
      field: "findlet-search [part='input']",
      results: "findlet-search [part='link']",
    },
    {
      ...(await built('elasticlunr', '/', '')),
      open: (page) => page.click('#mdbook-search-toggle'),
      field: '#mdbook-searchbar',
      results: '#mdbook-searchresults > li > a',
    },
  ]);
  assert.ok(ours.before - none.before <= MOST_BYTES, `${ours.before - none.before} bytes more`);
  assert.ok(ours.found >= theirs.found, `${ours.found} of ${theirs.found}`);
});
