/** Every state, in light, dark and forced colours, on a desktop and a phone, in both directions. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { clean, device, SIZES } from './axe.mjs';
import { stage } from './browser.mjs';
import { ADDED, frame, mount, STATES } from './gallery/states.mjs';

const scene = stage();

const COLOURS = /** @type {const} */ ({
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
});
const DIRECTIONS = { ltr: { lang: 'en', dir: 'ltr' }, rtl: { lang: 'ar', dir: 'rtl' } };

/** What is there once a state is reached; results otherwise. */
const SHOWN = {
  closed: 'input',
  empty: 'input',
  loading: 'message',
  none: 'message',
  error: 'retry',
  offline: 'retry',
};

describe('axe finds nothing', { concurrency: 2 }, () => {
  for (const size of /** @type {(keyof typeof SIZES)[]} */ (Object.keys(SIZES))) {
    for (const state of /** @type {(keyof typeof STATES)[]} */ (Object.keys(STATES))) {
      test(`${state}, ${size}`, looked(state, size, state));
    }
    for (const [name, { state, ...rest }] of Object.entries(ADDED)) {
      test(`${name}, ${size}`, looked(name, size, state, rest));
    }
  }
});

/**
 * Looks at one state in all colours and directions.
 *
 * @param {string} name
 * @param {keyof typeof SIZES} size
 * @param {keyof typeof STATES} state
 * @param {{ set?: Record<string, string>, press?: string }} [added] attributes, and a part to press
 */
function looked(name, size, state, { set = {}, press } = {}) {
  return scene(async (world) => {
    for (const [direction, looks] of Object.entries(DIRECTIONS)) {
      await reach(world, state, { ...looks, set: JSON.stringify(set) });
      if (press) await world.page.locator(`findlet-search [part=${press}]`).click();
      for (const [colours, media] of Object.entries(COLOURS)) {
        await world.page.emulateMedia(media);
        await clean(world.page, `${name}-${colours}-${direction}-${size}`);
      }
    }
  }, device(size));
}

/**
 * @param {import('./browser.mjs').World} world
 * @param {keyof typeof STATES} state
 * @param {Record<string, string>} looks
 */
async function reach({ site, page, find }, state, looks) {
  await mount(site);
  await page.goto(frame(site.origin, state, looks));
  await find.input.waitFor();
  const shown = /** @type {Record<string, keyof typeof find>} */ (SHOWN)[state] ?? 'links';
  if (state === 'empty') await find.input.focus();
  await find[shown].first().waitFor();
  assert.equal(await page.locator('html').getAttribute('dir'), looks.dir);
}
