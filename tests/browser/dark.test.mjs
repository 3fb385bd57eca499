/** Light or dark as the page is, whatever it says it with; and the accent of the theme. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage, until } from './browser.mjs';

const scene = stage();
const LIGHT = 'rgb(255, 255, 255)';
const DARK = 'rgb(28, 30, 34)';

/** @param {import('./browser.mjs').World} world @param {string} style @param {string} [attributes] of the element @param {string} [html] */
async function open({ site, page, find }, style, attributes = '', html = '') {
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en" ${html}><title>Page</title><style>${style}</style>
      <link rel="stylesheet" href="/findlet/findlet.css"><script src="/findlet/findlet.load.js" defer></script>
      <main><h1>Page</h1><findlet-search ${attributes}></findlet-search></main>`,
  });
  await page.goto(site.origin + '/page.html');
  await find.input.waitFor();
  return () => find.input.evaluate((input) => getComputedStyle(input).backgroundColor);
}

for (const [name, style, attributes, expected] of /** @type {const} */ ([
  ['a page that says nothing', '', '', LIGHT],
  ['light text', 'body { background: #111; color: #eee }', '', DARK],
  ['light text of the root', 'html { background: #111; color: rgb(200 200 200 / 90%) }', '', DARK],
  ['light text in another notation', 'body { background: black; color: oklch(0.9 0.02 250) }', '', DARK],
  ['light text as lab()', 'body { background: black; color: lab(90 0 0) }', '', DARK],
  ['dark text in another notation', 'body { color: oklch(0.3 0.02 250) }', '', LIGHT],
  ['dark text as lab()', 'body { color: lab(20 0 0) }', '', LIGHT],
  ['light text and a light colour scheme', 'html { color-scheme: light } body { color: #eee }', '', LIGHT],
  ['a dark colour scheme', 'html { color-scheme: dark }', '', DARK],
  ['light text around a light widget', 'body { color: #eee }', 'theme="light"', LIGHT],
  ['dark text around a dark widget', 'body { color: #222 }', 'theme="dark"', DARK],
  ['a bar of light text in a light page', 'main { background: navy; color: white }', '', LIGHT],
])) {
  test(
    `${expected === DARK ? 'dark' : 'light'} within ${name}`,
    scene(async (world) => {
      const background = await open(world, style, attributes);
      assert.equal(await background(), expected);
    }),
  );
}

for (const [name, style, turn] of /** @type {const} */ ([
  ['a class of the root', 'html.dark body { color: #eee }', () => (document.documentElement.className = 'dark')],
  ['an attribute of the body', 'body[data-theme=dark] { color: #eee }', () => (document.body.dataset.theme = 'dark')],
])) {
  test(
    `${name} turns it dark before the page is painted again`,
    scene(async (world) => {
      await open(world, style);
      // Nothing is painted between a change and the end of its tasks.
      const seen = await world.page.evaluate(async (turn) => {
        const input = document.querySelector('findlet-search').shadowRoot.querySelector('input');
        new Function(`return ${turn}`)()();
        await null;
        return getComputedStyle(input).backgroundColor;
      }, String(turn));
      assert.equal(seen, DARK);
    }),
  );
}

test(
  'a page that turns dark by and by takes it along',
  scene(async (world) => {
    const background = await open(world, 'body { transition: color 0.1s } html.dark body { color: #eee }');
    await world.page.evaluate(() => (document.documentElement.className = 'dark'));
    await until(background, (color) => color === DARK, 'it is dark');
  }),
);

test(
  'a style sheet that comes late takes it along',
  scene(async (world) => {
    const { page, site } = world;
    const background = await open(world, '');
    assert.equal(await background(), LIGHT);
    site.answer('/dark.css', {
      headers: { 'content-type': 'text/css' },
      body: 'body { background: #111; color: #eee }',
    });
    await page.evaluate(() => {
      const link = document.createElement('link');
      document.head.append(Object.assign(link, { rel: 'stylesheet', href: '/dark.css' }));
    });
    await until(background, (color) => color === DARK, 'it is dark');
  }),
);

/** Brightness as WCAG 2 has it. @param {number[]} rgb of 255 */
const brightness = (rgb) => {
  const [r, g, b] = rgb.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (/** @type {number[]} */ one, /** @type {number[]} */ other) => {
  const [low, high] = [brightness(one), brightness(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** Variables of themes in docs/theming.md, each with colours that are too light, too dark, and strong ones. */
const VARIABLES = [
  '--vp-c-brand-1',
  '--ifm-color-primary',
  '--md-accent-fg-color',
  '--sl-color-accent',
  '--pst-color-primary',
  '--color-brand-primary',
  '--links',
];
const COLORS = ['#ffd400', '#2e8555', '#25c2a0', '#f0f', '#00f', '#001133', '#ff5252', 'hsl(120 100% 50%)'];

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(
    `the accent is the theme's, and legible: ${scheme}`,
    scene(async (world) => {
      await open(world, `html { color-scheme: ${scheme} }`);
      const { page, find } = world;
      await find.input.fill('ministry');
      await find.results.first().waitFor();
      // As the canvas has it, in whichever notation it is computed.
      const accent = (/** @type {string} */ name, /** @type {string} */ color) =>
        find.host.evaluate(
          (host, [name, color]) => {
            document.documentElement.style.setProperty(name, color);
            const pen = new OffscreenCanvas(1, 1).getContext('2d');
            pen.fillStyle = getComputedStyle(host.shadowRoot.querySelector('[part=retry]')).color;
            pen.fillRect(0, 0, 1, 1);
            const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
            document.documentElement.style.removeProperty(name);
            return [red, green, blue];
          },
          [name, color],
        );
      const plain = await accent('--nothing', 'red');
      const lightest = scheme === 'light' ? [242, 245, 251] : [40, 43, 50];
      for (const color of COLORS) {
        const seen = await accent(VARIABLES[0], color);
        assert.ok(contrast(seen, lightest) >= 4.5, `${color}: ${seen}`);
      }
      for (const name of VARIABLES) assert.notDeepEqual(await accent(name, '#c2185b'), plain, name);
      await page.addStyleTag({ content: 'findlet-search { --findlet-accent: rgb(1, 2, 3) }' });
      assert.deepEqual(await accent(VARIABLES[0], '#2e8555'), [1, 2, 3]);
    }),
  );
}
