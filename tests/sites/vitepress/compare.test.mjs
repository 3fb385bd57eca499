/** The plugin beside the local search that VitePress has: on the site that site.test.mjs is about. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { compared } from '../compare.mjs';
import { fresh, installed, run } from '../place.mjs';
import { turnTo } from '../scenarios.mjs';
import { BASE, files } from './site.mjs';

/** What a page may load more before anybody shows interest, gzipped. */
const MOST_BYTES = 8000;

test('a page loads at most 8 kB more, and as many of the pages that are meant are found', async () => {
  const home = await installed('vitepress');
  const built = async (/** @type {string} */ name, /** @type {import('./site.mjs').Variant} */ variant) => {
    const at = fresh(join(home, `compared-${name.replaceAll(' ', '-')}`), files(variant));
    await run(process.execPath, [join(home, 'node_modules/vitepress/bin/vitepress.js'), 'build'], { cwd: at });
    return { name, root: join(at, 'served'), page: `${BASE}rigging/mast.html` };
  };
  const [none, ours, theirs] = await compared('vitepress', [
    await built('no search', { around: 'none' }),
    {
      ...(await built('Findlet', {})),
      open: turnTo,
      field: "findlet-search [part='input']",
      results: "findlet-search [part='link']",
    },
    {
      ...(await built('local search', { around: 'none', search: "search: { provider: 'local' }," })),
      open: (page) => page.locator('.VPNavBarSearchButton, .DocSearch-Button').first().click(),
      field: '.VPLocalSearchBox input',
      results: '.VPLocalSearchBox .results .result .titles',
    },
  ]);
  assert.ok(ours.before - none.before <= MOST_BYTES, `${ours.before - none.before} bytes more`);
  assert.ok(ours.found >= theirs.found, `${ours.found} of ${theirs.found}`);
});
