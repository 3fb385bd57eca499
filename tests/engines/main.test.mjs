/** What every visitor does: type, look, walk, open, go back. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { until } from '../browser/browser.mjs';
import { stage } from './stage.mjs';

const scene = stage();

/** Both articles. */
const BOTH = 'Bui Thanh Son';

test(
  'typing shows results in their order, with their words marked',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    const { titles, marks, message } = await widget.search('foreign aff');
    assert.equal(message, '2 results');
    assert.deepEqual(titles.map((title) => title.slice(0, 30)), ['On April 26, a conference was ', 'The event aims to promote the ']);
    const filled = await widget.until(({ marks }) => marks.length >= 4, 'excerpts are marked');
    assert.ok(filled.marks.includes('Foreign') && filled.marks.includes('Affairs'), marks.join());
    await widget.picture('results');
  }),
);
