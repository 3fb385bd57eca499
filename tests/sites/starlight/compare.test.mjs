/** The plugin beside Pagefind, which Starlight has without it: on the site that site.test.mjs is about. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { compared } from '../compare.mjs';
import { fresh, installed, newerNode, run } from '../place.mjs';
import { turnTo } from '../scenarios.mjs';
import { BASE, files } from './site.mjs';

/** What a page may load more before anybody shows interest, gzipped. */
const MOST_BYTES = 8000;

test('a page loads at most 8 kB more, and as many of the pages that are meant are found', async () => {
  const home = await installed('starlight');
  const built = async (/** @type {string} */ name, /** @type {import('./site.mjs').Variant} */ variant) => {
    const at = fresh(join(home, `compared-${name.replaceAll(' ', '-')}`), files(variant));
    const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
    await run(newerNode(), [join(home, 'node_modules/astro/bin/astro.mjs'), 'build'], { cwd: at, env });
    return { name, root: join(at, 'served'), page: `${BASE}rigging/mast/` };
  };
  const [none, ours, theirs] = await compared('starlight', [
    await built('no search', { plugins: '[], pagefind: false' }),
    {
      ...(await built('Findlet', {})),
      open: turnTo,
      field: "findlet-search [part='input']",
      results: "findlet-search [part='link']",
    },
    {
      ...(await built('Pagefind', { plugins: '[]' })),
      open: (page) => page.locator('[data-open-modal]').click(),
      field: '.pagefind-ui__search-input',
      results: '.pagefind-ui__result-title',
    },
  ]);
  assert.ok(ours.before - none.before <= MOST_BYTES, `${ours.before - none.before} bytes more`);
  assert.ok(ours.found >= theirs.found, `${ours.found} of ${theirs.found}`);
});
