/** Narrow windows, zoom, paper, and visitors who want less motion or more contrast. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { picture } from './axe.mjs';
import { stage } from './browser.mjs';
import { frame, mount, STATES } from './gallery/states.mjs';

const scene = stage();

/** @typedef {keyof typeof STATES} State */

/**
 * Opens the page of a state and waits for its panel.
 *
 * @param {import('./browser.mjs').World} world
 * @param {State} state
 * @param {Record<string, string>} [looks]
 */
async function show({ site, page, find }, state, looks) {
  await mount(site);
  await page.goto(frame(site.origin, state, looks));
  await find.input.waitFor();
  if (STATES[state]) await find.panel.waitFor();
}

/**
 * What sticks out: names of parts that reach beyond the window or the panel, sideways.
 *
 * @param {import('playwright-core').Page} page
 */
function overflowing(page) {
  return page.evaluate(() => {
    const root = document.querySelector('findlet-search').shadowRoot;
    const panel = root.querySelector('[part=panel]');
    const within = (/** @type {DOMRect} */ box, /** @type {DOMRect} */ outer) =>
      !box.width || (box.left >= outer.left - 1 && box.right <= outer.right + 1);
    const window = new DOMRect(0, 0, document.documentElement.clientWidth, 1);
    const inside = [...panel.querySelectorAll('[part]')].filter(
      (part) => !within(part.getBoundingClientRect(), panel.getBoundingClientRect()),
    );
    const outside = [...root.querySelectorAll('[part]')].filter(
      (part) => !within(part.getBoundingClientRect(), window),
    );
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['page'] : [];
    return [...wide, ...[...inside, ...outside].map((part) => part.getAttribute('part'))];
  });
}

// 320 CSS pixels are also what is left of 1280 at a zoom of 400 % (WCAG 1.4.10).
for (const [name, viewport] of Object.entries({
  '320 px': { width: 320, height: 640 },
  '400 %': { width: 320, height: 256 },
})) {
  test(
    `nothing is cut off or scrolls sideways at ${name}`,
    scene(
      async (world) => {
        for (const state of /** @type {State[]} */ (Object.keys(STATES))) {
          for (const looks of [
            { lang: 'en', dir: 'ltr' },
            { lang: 'ar', dir: 'rtl' },
          ]) {
            await show(world, state, looks);
            await picture(world.page, `${state}-${name}-${looks.dir}`.replace(/ /g, ''));
            assert.deepEqual(await overflowing(world.page), [], `${state}, ${looks.dir}`);
          }
        }
      },
      { viewport },
    ),
  );
}

test(
  'at 400 % every link can be reached and seen whole',
  scene(
    async (world) => {
      await show(world, 'results');
      const { page, find } = world;
      await find.input.focus();
      for (const link of await find.results.locator('a').all()) {
        await page.keyboard.press('ArrowDown');
        assert.equal(await link.evaluate((link) => link.getRootNode().activeElement === link), true);
        const { y, height } = await link.boundingBox();
        assert.ok(y >= 0 && y + height <= 256, `${y} + ${height}`);
      }
    },
    { viewport: { width: 320, height: 256 } },
  ),
);

test(
  'text spaced as far apart as WCAG 1.4.12 asks is not cut off',
  scene(
    async (world) => {
      await show(world, 'results');
      // As the style sheets of visitors get in, which those of pages don't.
      await world.find.host.evaluate((host) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
        );
        host.shadowRoot.adoptedStyleSheets.push(sheet);
      });
      assert.deepEqual(await overflowing(world.page), []);
      const cut = await world.page.evaluate(() =>
        [...document.querySelector('findlet-search').shadowRoot.querySelectorAll('[part=title], [part=excerpt]')]
          .filter((text) => text.scrollHeight > text.clientHeight + 1 && getComputedStyle(text).overflow !== 'visible')
          .map((text) => text.textContent),
      );
      assert.deepEqual(cut, []);
    },
    { viewport: { width: 390, height: 844 } },
  ),
);

test(
  'nothing moves: not for those who ask for it, nor for others',
  scene(async (world) => {
    for (const reducedMotion of /** @type {const} */ (['reduce', 'no-preference'])) {
      await world.page.emulateMedia({ reducedMotion });
      await show(world, 'results');
      const moving = await world.page.evaluate(() => {
        const root = document.querySelector('findlet-search').shadowRoot;
        const parts = [...root.querySelectorAll('*')];
        return [
          ...root.getAnimations().map((animation) => `animation ${animation.animationName}`),
          ...parts.filter((part) => getComputedStyle(part).transitionDuration !== '0s').map((part) => part.className),
          ...parts.filter((part) => getComputedStyle(part).scrollBehavior !== 'auto').map((part) => part.className),
        ];
      });
      assert.deepEqual(moving, [], reducedMotion);
    }
  }),
);

test(
  'an open panel is not printed, nor does it leave a gap',
  scene(async (world) => {
    await show(world, 'results');
    const { page, find } = world;
    await page.emulateMedia({ media: 'print' });
    assert.equal(await find.host.isVisible(), false);
    assert.equal(await find.panel.isVisible(), false);
    assert.equal(await find.host.evaluate((host) => host.getBoundingClientRect().height), 0);
  }),
);

test(
  'in forced colours, what is marked, focused and bordered is told apart',
  scene(
    async (world) => {
      await show(world, 'results');
      const { page, find } = world;
      const look = (/** @type {typeof find.input} */ part, /** @type {string} */ property) =>
        part.evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), property);
      const background = await look(find.panel, 'background-color');
      assert.notEqual(await look(find.marks.first(), 'background-color'), background);
      assert.notEqual(await look(find.links.first(), 'color'), background);
      for (const part of [find.panel, find.input]) {
        assert.equal(await look(part, 'border-top-style'), 'solid');
        assert.notEqual(await look(part, 'border-top-color'), background);
      }
      await find.input.focus();
      assert.match(await look(find.input, 'outline'), /solid 2px/);
      await page.keyboard.press('ArrowDown');
      const ring = await find.links.first().evaluate((link) => getComputedStyle(link, '::after').outline);
      assert.match(ring, /solid 2px/);
    },
    { forcedColors: 'active' },
  ),
);

test(
  'text has a contrast of 4.5 and what bounds controls one of 3, in light and dark',
  scene(async (world) => {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await world.page.emulateMedia({ colorScheme });
      await show(world, 'results');
      const colours = await palette(world.page);
      const ratio = (/** @type {string} */ a, /** @type {string} */ b) => contrast(colours[a], colours[b]);
      for (const text of ['text', 'muted', 'accent']) {
        for (const under of ['background', 'hover']) {
          assert.ok(ratio(text, under) >= 4.5, `${text} on ${under}, ${colorScheme}: ${ratio(text, under)}`);
        }
      }
      assert.ok(ratio('text', 'mark') >= 4.5, `text on mark, ${colorScheme}: ${ratio('text', 'mark')}`);
      assert.ok(ratio('border', 'background') >= 3, `border, ${colorScheme}: ${ratio('border', 'background')}`);
    }
  }),
);

test(
  'who asks for more contrast gets it: no text is muted, and lines are as dark as edges',
  scene(async (world) => {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await world.page.emulateMedia({ colorScheme, contrast: 'more' });
      await show(world, 'results');
      const { text, muted, background, border, line } = await palette(world.page);
      assert.deepEqual(muted, text);
      assert.deepEqual(line, border);
      assert.ok(contrast(muted, background) >= 7, `${contrast(muted, background)}, ${colorScheme}`);
    }
  }),
);

test(
  'without pictures nothing is missing but pictures',
  scene(async (world) => {
    await world.page.route('**/*', (route) =>
      route.request().resourceType() === 'image' ? route.abort() : route.fallback(),
    );
    await show(world, 'results');
    const { page, find } = world;
    await page.locator("findlet-search [part='image']").waitFor({ state: 'detached' });
    const icon = await page.locator("findlet-search [part='icon']").boundingBox();
    assert.ok(icon.width > 8 && icon.height > 8, 'the magnifier is no picture');
    assert.equal(await find.links.count(), 3);
    assert.deepEqual(await overflowing(page), []);
  }),
);

/**
 * The widget's colours as red, green and blue.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Record<string, number[]>>}
 */
function palette(page) {
  return page.evaluate(() => {
    const search = document.querySelector('findlet-search').shadowRoot.querySelector('[part=search]');
    const names = ['accent', 'background', 'text', 'muted', 'border', 'line', 'hover', 'mark'];
    const probe = document.createElement('i');
    search.append(probe);
    const colours = names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [
        name,
        getComputedStyle(probe)
          .color.match(/[\d.]+/g)
          .slice(0, 3)
          .map(Number),
      ];
    });
    probe.remove();
    return Object.fromEntries(colours);
  });
}

/**
 * The contrast ratio of WCAG 2, 1 to 21.
 *
 * @param {number[]} one
 * @param {number[]} other
 */
function contrast(one, other) {
  const luminance = (/** @type {number[]} */ colour) => {
    const [red, green, blue] = colour
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}
