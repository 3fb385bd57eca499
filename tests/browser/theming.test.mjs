/** docs/theming.md is true: its properties, its examples, its pictures (FINDLET_SCREENSHOTS writes them). */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { clean, picture } from './axe.mjs';
import { stage } from './browser.mjs';
import { frame, mount } from './gallery/states.mjs';

const scene = stage();

const GUIDE = await readFile(new URL('../../docs/theming.md', import.meta.url), 'utf8');
const PROPERTIES = [...GUIDE.matchAll(/^\| `(--findlet-[\w-]+)` \| `([^`]+)` \|/gm)].map(([, name, value]) => ({
  name,
  value,
}));
const [, PURPLE, PARTS] = [...GUIDE.matchAll(/```css\n([\s\S]*?)```/g)].map(([, css]) => css);

const VIEWPORT = { width: 560, height: 400 };

/** @param {import('./browser.mjs').World} world @param {Record<string, string>} [looks] */
async function show({ site, page, find }, looks) {
  await mount(site);
  await page.goto(frame(site.origin, 'results', looks));
  await find.links.first().waitFor();
  await page.locator('findlet-search [part=image]').evaluate((image) => image.decode());
}

test('the properties of the guide are all that there are, with these defaults', async () => {
  const sheets = ['styles', 'results', 'refine', 'extras', 'modes'].map(
    (name) => new URL(`../../www/view/${name}.css`, import.meta.url),
  );
  const css = (await Promise.all(sheets.map((sheet) => readFile(sheet, 'utf8')))).join('');
  const used = css.matchAll(/var\((--findlet-[\w-]+), (?:var\(--legible, )?(light-dark\(.+?, .+?\)|[^)]+)\)/g);
  const found = [...used].map(([, name, value]) => ({ name, value }));
  const byName = (/** @type {{ name: string }} */ a, /** @type {{ name: string }} */ b) => (a.name < b.name ? -1 : 1);
  assert.deepEqual(PROPERTIES.toSorted(byName), found.toSorted(byName));
});

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(
    `the guide's examples are legible, ${scheme}`,
    scene(
      async (world) => {
        for (const [at, css] of [PURPLE, PARTS].entries()) {
          await show(world, { scheme });
          await world.page.addStyleTag({ content: css });
          await clean(world.page, `theming-${scheme}-${at}`);
        }
      },
      { viewport: VIEWPORT, colorScheme: scheme },
    ),
  );
}

test(
  'the examples do what the guide says, as its pictures show',
  scene(
    async (world) => {
      const { page, find } = world;
      await show(world, { scheme: 'light' });
      await find.input.focus();
      await picture(page, 'theme-light');
      await show(world, { scheme: 'dark' });
      await page.addStyleTag({ content: PURPLE });
      await find.input.focus();
      const style = (/** @type {string} */ property) =>
        find.panel.evaluate((panel, property) => getComputedStyle(panel).getPropertyValue(property), property);
      assert.equal(await style('background-color'), 'rgb(29, 24, 34)');
      assert.match(await style('font-family'), /^Georgia/);
      await picture(page, 'theme-purple');
      await show(world, { scheme: 'light' });
      await page.addStyleTag({ content: PARTS });
      await find.input.focus();
      assert.match(await find.marks.first().evaluate((mark) => getComputedStyle(mark).textDecoration), /underline/);
      await picture(page, 'theme-parts');
    },
    { viewport: VIEWPORT },
  ),
);
