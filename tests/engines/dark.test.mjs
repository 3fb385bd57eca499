/** For visitors who prefer dark pages. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage } from './stage.mjs';

const scene = stage({ colours: 'dark' });

test(
  'a page for both is dark, and so is the panel',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    await widget.search('foreign aff');
    const { prefersDark, background, text } = await page.evaluate(() => {
      const style = getComputedStyle(document.querySelector('findlet-search').shadowRoot.querySelector('[part=panel]'));
      const sum = (colour) =>
        colour
          .match(/[\d.]+/g)
          .slice(0, 3)
          .reduce((sum, part) => sum + Number(part), 0);
      return {
        prefersDark: matchMedia('(prefers-color-scheme: dark)').matches,
        background: sum(style.backgroundColor),
        text: sum(style.color),
      };
    });
    assert.ok(prefersDark);
    assert.ok(background < text, `${background}, ${text}`);
    await widget.picture('dark');
  }),
);
