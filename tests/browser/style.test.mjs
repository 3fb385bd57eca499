/** The style of the page around the widget: what must not get in, and what a page may still say. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage } from './browser.mjs';

const scene = stage();

/** What is inherited, and no search can want. */
const LEAKING = `white-space: nowrap; text-transform: uppercase; letter-spacing: 3px; word-spacing: 9px; line-height: 3;
  text-align: right; text-indent: 2em; font-style: italic; font-variant: small-caps; font-weight: 800; cursor: crosshair;
  user-select: none; hyphens: auto; quotes: none; word-break: break-all; text-shadow: 1px 1px red; tab-size: 20;`;

/**
 * Opens a page with a style, asks, and returns what the widget's texts look like.
 *
 * @param {import('./browser.mjs').World} world
 * @param {string} style
 */
async function looks({ site, page, find }, style) {
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en"><title>Page</title><style>${style}</style>
      <link rel="stylesheet" href="/findlet/findlet.css"><script src="/findlet/findlet.load.js" defer></script>
      <main><h1>Page</h1><nav><findlet-search></findlet-search></nav><p id="below">Below</p></main>`,
  });
  await page.goto(site.origin + '/page.html');
  await find.input.fill('ministry');
  await find.results.first().waitFor();
  return find.host.evaluate((host) => {
    const names = ['input', 'panel', 'message', 'title', 'excerpt', 'mark', 'shortcut'];
    return names.map((name) => {
      const part = host.shadowRoot.querySelector(`[part='${name}']`);
      const style = getComputedStyle(part);
      // What is set depends on the box in all pages.
      const said = [
        'white-space',
        'text-transform',
        'letter-spacing',
        'word-spacing',
        'line-height',
        'text-align',
        'text-indent',
      ];
      const more = [
        'font-style',
        'font-variant',
        'font-weight',
        'font-size',
        'cursor',
        'user-select',
        'hyphens',
        'quotes',
      ];
      const last = [
        'word-break',
        'text-shadow',
        'tab-size',
        'color',
        'visibility',
        'pointer-events',
        'padding',
        'height',
      ];
      return [
        name,
        ...[...said, ...more, ...last].map((property) => `${property}: ${style.getPropertyValue(property)}`),
      ];
    });
  });
}

for (const [name, style] of /** @type {const} */ ([
  ['what is inherited', `nav { ${LEAKING} }`],
  ['rules for everything', `* { ${LEAKING.replaceAll(';', ' !important;')} }`],
  ['html at 62.5 %', 'html { font-size: 62.5% } body { font-size: 1.6rem }'],
  ['html at 125 %', 'html { font-size: 125% } body { font-size: 0.8rem }'],
  ['html at 62.5 % and small text', 'html { font-size: 62.5% } nav { font-size: 0.875rem }'],
  ['small text', 'nav { font-size: 11px }'],
  ['all: unset', '* { all: unset } script, style, title, head { display: none }'],
])) {
  test(
    `the widget looks the same within ${name}`,
    scene(async (world) => {
      const plain = await looks(world, '');
      assert.deepEqual(await looks(world, style), plain);
    }),
  );
}

test(
  'no text is smaller than 14 px, and all grow with the page’s text',
  scene(async (world) => {
    const sizes = (/** @type {string[][]} */ seen) =>
      seen.map(([name, ...all]) => [
        name,
        Number.parseFloat(all.find((entry) => entry.startsWith('font-size')).slice(11)),
      ]);
    const plain = sizes(await looks(world, ''));
    const large = sizes(await looks(world, 'body { font-size: 20px }'));
    plain.forEach(([name, size], at) => {
      assert.ok(size >= 14, `${name}: ${size} px`);
      assert.equal(large[at][1], size * 1.25, name);
    });
  }),
);

test(
  'the field keeps the place that the page’s style sheet gave it before the script, at any size of text',
  scene(async (world) => {
    for (const style of ['', 'html { font-size: 62.5% }', 'html { font-size: 125% } body { font-size: 1rem }']) {
      const { site, page, find } = world;
      await looks(world, style);
      const after = await page.locator('#below').boundingBox();
      site.answer('/findlet/findlet.js', { body: '' });
      await page.reload();
      assert.equal((await page.locator('#below').boundingBox())?.y, after?.y, style);
      site.heal('/findlet/findlet.js');
      await find.host.waitFor();
    }
  }),
);

test(
  'the page’s font, custom properties and parts get in',
  scene(async (world) => {
    await looks(
      world,
      `body { font-family: Georgia } findlet-search { --findlet-muted: rgb(1, 2, 3) }
       findlet-search::part(title) { letter-spacing: 2px; font-size: 20px }`,
    );
    const style = (/** @type {string} */ name, /** @type {string} */ property) =>
      world.find.host.evaluate(
        (host, [name, property]) =>
          getComputedStyle(host.shadowRoot.querySelector(`[part='${name}']`)).getPropertyValue(property),
        [name, property],
      );
    assert.equal(await style('excerpt', 'font-family'), 'Georgia');
    assert.equal(await style('excerpt', 'color'), 'rgb(1, 2, 3)');
    assert.equal(await style('title', 'letter-spacing'), '2px');
    assert.equal(await style('title', 'font-size'), '20px');
  }),
);

test(
  'a page hides the widget with what is around it',
  scene(async (world) => {
    await looks(world, '');
    await world.page.addStyleTag({ content: 'nav { visibility: hidden; pointer-events: none }' });
    assert.equal(await world.find.input.isVisible(), false);
    assert.equal(await world.find.input.evaluate((input) => getComputedStyle(input).pointerEvents), 'none');
  }),
);
