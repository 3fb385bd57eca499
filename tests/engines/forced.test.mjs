/** For visitors whose system chooses all colours. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ENGINE, stage } from './stage.mjs';

// WebKitGTK has no forced colours.
const skip = ENGINE === 'webkit';
const scene = stage({ colours: skip ? 'light' : 'forced' });

test(
  'marks, borders and the field can be told apart in the system’s colours',
  { skip },
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    await widget.search('foreign aff');
    await page.press('ArrowDown');
    const seen = await page.evaluate(() => {
      const root = document.querySelector('findlet-search').shadowRoot;
      const style = (name) => getComputedStyle(root.querySelector(`[part=${name}]`));
      return {
        forced: matchMedia('(forced-colors: active)').matches,
        mark: style('mark').backgroundColor,
        panel: style('panel').backgroundColor,
        border: style('panel').borderTopStyle,
      };
    });
    assert.ok(seen.forced);
    assert.notEqual(seen.mark, seen.panel);
    assert.equal(seen.border, 'solid');
    await widget.picture('forced');
  }),
);
