/** Where the panel stands: in the top layer, beside its field, within the window. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage, until } from './browser.mjs';
import { VIEW } from './site.mjs';

const scene = stage();
const WIDGET = '<findlet-search></findlet-search>';
/** Space between field and panel. */
const GAP = 6;

/** @param {import('./browser.mjs').World} world @param {string} body @param {string} [style] @param {string} [html] attributes */
async function open({ site, page, find }, body, style = '', html = '') {
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en" ${html}><title>Page</title><meta name="viewport" content="width=device-width">
      <style>body { margin: 0 } ${style}</style><link rel="stylesheet" href="/findlet/findlet.css">
      <script src="/findlet/findlet.load.js" defer></script><main><h1>Page</h1>${body}</main>`,
  });
  await page.goto(site.origin + '/page.html');
  await find.input.waitFor();
}

/** @param {import('./browser.mjs').World} world */
async function ask({ find }) {
  await find.input.fill('Anna Maria Berg');
  await find.results.first().waitFor();
  return boxes({ find });
}

/** @param {Pick<import('./browser.mjs').World, 'find'>} world */
const boxes = async ({ find }) => ({ field: await find.input.boundingBox(), panel: await find.panel.boundingBox() });

/** Whether each corner of the panel is the panel's: nothing clips or covers it. @param {import('./browser.mjs').World} world */
const isWhole = ({ find }) =>
  find.host.evaluate((host) => {
    const panel = host.shadowRoot.querySelector('[part=panel]');
    const { left, right, top, bottom } = panel.getBoundingClientRect();
    const corners = [left + 12, right - 12].flatMap((x) => [top + 12, bottom - 12].map((y) => [x, y]));
    return corners.every(([x, y]) => host.ownerDocument.elementFromPoint(x, y)?.closest('findlet-search') === host);
  });

for (const [name, body, style] of /** @type {const} */ ([
  ['a narrow box that clips', `<aside>${WIDGET}</aside>`, 'aside { width: 240px; height: 60px; overflow: hidden }'],
  [
    'a transform and a filter',
    `<aside>${WIDGET}</aside>`,
    'aside { transform: translateX(20px); filter: blur(0); overflow: clip; width: 260px; height: 60px }',
  ],
  ['containment', `<aside>${WIDGET}</aside>`, 'aside { contain: strict; width: 260px; height: 60px }'],
  [
    'a layer below others',
    `<aside>${WIDGET}</aside><b></b>`,
    'aside { position: relative; z-index: 1; width: 300px } b { position: fixed; inset: 120px 0 0; z-index: 2147483647; background: tan }',
  ],
  [
    'a sidebar that scrolls',
    `<aside><p></p>${WIDGET}<p></p></aside>`,
    'aside { width: 240px; height: 300px; overflow: auto } p { height: 500px } ',
  ],
])) {
  test(
    `the panel is whole in ${name}, and beside its field`,
    scene(async (world) => {
      await open(world, body, style);
      await world.find.host.evaluate((host) => host.scrollIntoView({ block: 'start' }));
      const { field, panel } = await ask(world);
      assert.ok(await isWhole(world));
      assert.ok(Math.abs(panel.y - field.y - field.height - GAP) <= 1, JSON.stringify({ field, panel }));
      assert.ok(Math.abs(panel.x - field.x) <= 1, JSON.stringify({ field, panel }));
      assert.ok(panel.width >= 570, 'and no narrower than elsewhere');
    }),
  );
}

test(
  'what went wrong is seen where the rows and what places the panel cannot be loaded',
  scene(async (world) => {
    const { site, page, find } = world;
    site.answer(VIEW, { status: 404 });
    await open(world, `<aside>${WIDGET}</aside>`, 'aside { width: 240px; height: 60px; overflow: hidden }');
    await find.input.fill('Anna Maria Berg');
    await find.retry.waitFor();
    assert.match(await find.detail.textContent(), /findlet\.view\.js/);
    assert.ok(await isWhole(world));
    site.answer(VIEW, null);
    await find.retry.click();
    await find.results.first().waitFor();
    const { field, panel } = await boxes(world);
    assert.ok(Math.abs(panel.y - field.y - field.height - GAP) <= 1, JSON.stringify({ field, panel }));
    assert.equal(await find.focused(), 'input');
    assert.equal(await page.evaluate(() => scrollY), 0);
  }),
);

test(
  'it goes with the field: as the page scrolls, in a header that stays, and in a box that scrolls',
  scene(async (world) => {
    for (const [body, style] of [
      [`<p></p>${WIDGET}<p></p>`, 'p { height: 300px } p:last-child { height: 3000px }'],
      [`<header>${WIDGET}</header><p></p>`, 'header { position: sticky; top: 0 } p { height: 3000px }'],
      [`<header>${WIDGET}</header><p></p>`, 'header { position: fixed; top: 20px; width: 400px } p { height: 3000px }'],
      [
        `<aside><p></p>${WIDGET}<p></p></aside>`,
        'aside { height: 600px; width: 300px; overflow: auto } p { height: 400px }',
      ],
    ]) {
      await open(world, body, style);
      await ask(world);
      await world.page.evaluate(() => (document.querySelector('aside') ?? document.scrollingElement).scrollBy(0, 150));
      await until(
        () => boxes(world),
        ({ field, panel }) => Math.abs(panel.y - field.y - field.height - GAP) <= 1,
        `it is below the field: ${style}`,
      );
    }
  }),
);

test(
  'at the foot of the window it stands above the field',
  scene(async (world) => {
    await open(world, `<footer>${WIDGET}</footer>`, 'footer { position: fixed; bottom: 10px; width: 400px }');
    const { field, panel } = await ask(world);
    assert.ok(Math.abs(field.y - panel.y - panel.height - GAP) <= 1, JSON.stringify({ field, panel }));
    assert.ok(panel.y >= 0);
  }),
);

test(
  'from right to left it is flush with the right edge, and in the window where that is too near',
  scene(async (world) => {
    for (const style of ['aside { width: 240px }', 'aside { width: 240px; margin-inline-start: 900px }']) {
      await open(world, `<aside>${WIDGET}</aside>`, style, 'dir="rtl"');
      const { field, panel } = await ask(world);
      assert.ok(panel.x >= 0 && panel.x + panel.width <= 1280, JSON.stringify({ field, panel }));
      const isFlush = Math.abs(panel.x + panel.width - field.x - field.width) <= 1;
      assert.equal(isFlush, !style.includes('900'));
    }
  }),
);

test(
  'on a phone it takes the width, wherever the field stands',
  scene(
    async (world) => {
      for (const margin of ['0', '0 0 0 200px']) {
        await open(world, `<div>${WIDGET}</div>`, `div { width: 150px; margin: ${margin} }`);
        const { panel } = await ask(world);
        assert.ok(panel.x >= 0 && panel.x <= 16 && panel.width === 358, JSON.stringify(panel));
      }
    },
    { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  ),
);

test(
  'it is within what the keyboard of a phone leaves',
  scene(
    async (world) => {
      await open(world, WIDGET);
      await ask(world);
      // As the window of sight gets smaller: the page's own window stays.
      await world.page.evaluate(() => {
        Object.defineProperty(visualViewport, 'height', { value: 400 });
        visualViewport?.dispatchEvent(new Event('resize'));
      });
      const { panel } = await boxes(world);
      assert.ok(panel.y + panel.height <= 400, JSON.stringify(panel));
    },
    { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  ),
);

test(
  'in a dialog of the page it is above the dialog, and Escape closes it before the dialog',
  scene(async (world) => {
    const { page, find } = world;
    await open(
      world,
      `<dialog open aria-label="Menu">${WIDGET}</dialog>`,
      'dialog { width: 300px; height: 100px; overflow: hidden }',
    );
    await page.locator('dialog').evaluate((dialog) => {
      dialog.close();
      dialog.showModal();
    });
    await ask(world);
    assert.ok(await isWhole(world));
    await page.keyboard.press('Escape');
    assert.equal(await find.panel.isVisible(), false);
    assert.equal(await page.locator('dialog').isVisible(), true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('dialog').isVisible(), false);
  }),
);
