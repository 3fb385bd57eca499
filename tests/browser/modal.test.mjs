/** Other presentations: in a dialog, and as a page of its own. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { failures, stage, until } from './browser.mjs';
import { FOLDER } from './site.mjs';

const scene = stage();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @param {import('./browser.mjs').World} world @param {string} [attributes] @param {string} [address] */
async function open({ site, page, find }, attributes = 'mode="modal"', address = '/page.html') {
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en"><title>Page</title><meta name="viewport" content="width=device-width">
      <link rel="stylesheet" href="/findlet/findlet.css"><script src="/findlet/findlet.load.js" defer></script>
      <main><h1>Page</h1><findlet-search ${attributes}></findlet-search><button id="other" style="min-height: 24px">Other</button><p id="below">Below</p></main>`,
  });
  await page.goto(site.origin + address);
  const part = (/** @type {string} */ name) => page.locator(`findlet-search [part='${name}']`);
  const parts = { trigger: part('open'), dialog: part('dialog'), shut: part('close') };
  if (attributes.includes('modal')) await parts.trigger.waitFor({ state: 'attached' });
  return { ...parts, ...find };
}

test(
  'a button opens a dialog with the field, and gets the focus back',
  scene(async (world) => {
    const { page } = world;
    const { trigger, dialog, input, results } = await open(world);
    assert.equal(await input.isVisible(), false);
    await trigger.click();
    assert.equal(await world.find.focused(), 'input');
    await page.keyboard.type('ministry');
    await results.first().waitFor();
    for (const [field, isOpen] of [
      ['ministry', true],
      ['', true],
      ['', false],
    ]) {
      await page.keyboard.press('Escape');
      assert.equal(await input.inputValue(), field);
      assert.equal(await dialog.isVisible(), isOpen);
    }
    assert.equal(await world.find.focused(), 'open');
  }),
);

test(
  'a shortcut opens the dialog, and the focus goes back to where it was',
  scene(async (world) => {
    const { page } = world;
    const { dialog, shut } = await open(world);
    await page.locator('#other').focus();
    await page.keyboard.press('Control+k');
    assert.equal(await world.find.focused(), 'input');
    await shut.click();
    assert.equal(await dialog.isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'other');
  }),
);

test(
  'the dialog keeps the focus inside, and a click beside it closes it',
  scene(async (world) => {
    const { page } = world;
    const { trigger, dialog, results } = await open(world);
    await trigger.click();
    await page.keyboard.type('ministry');
    await results.first().waitFor();
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      assert.notEqual(await page.evaluate(() => document.activeElement?.id), 'other');
    }
    await dialog.click({ position: { x: 20, y: 20 } });
    assert.equal(await dialog.isVisible(), true);
    await page.mouse.click(5, 5);
    assert.equal(await dialog.isVisible(), false);
    await trigger.click();
    await results.first().waitFor();
  }),
);

test(
  'pages open and close it by its methods',
  scene(async (world) => {
    const { host, dialog } = await open(world);
    await host.evaluate((at) => at.open());
    assert.equal(await dialog.isVisible(), true);
    assert.equal(await world.find.focused(), 'input');
    await host.evaluate((at) => at.close());
    assert.equal(await dialog.isVisible(), false);
    await host.evaluate((at) => at.focus());
    assert.equal(await world.find.focused(), 'open');
  }),
);

/** Opens the dialog and, from it, the first hit. */
async function follow(world) {
  const { page } = world;
  const parts = await open(world);
  await parts.trigger.click();
  await page.keyboard.type('ministry');
  await parts.results.first().waitFor();
  await until(
    () => page.url(),
    (url) => url.endsWith('?q=ministry'),
    'the address has the query',
  );
  await page.keyboard.press('Enter');
  await page.waitForURL('**/articles/**');
  return parts;
}

test(
  'Enter opens the first hit from the dialog, and Back shows it again',
  scene(async (world) => {
    const { page } = world;
    const { dialog } = await follow(world);
    await page.goBack();
    await until(() => dialog.isVisible(), Boolean, 'the dialog is open');
    await until(
      () => world.find.focused(),
      (part) => part === 'link',
      'the hit has the focus',
    );
  }),
);

test(
  'Back shows the dialog with its hit, even where it comes after the results',
  scene(async (world) => {
    const { site, page } = world;
    const { dialog } = await follow(world);
    const release = site.hold(FOLDER + 'findlet.modes.js');
    await page.goBack({ waitUntil: 'commit' });
    await until(
      () => world.find.focused(),
      (part) => part === 'link',
      'the hit has the focus',
    );
    release();
    await until(() => dialog.isVisible(), Boolean, 'the dialog is open');
    await until(
      () => world.find.focused(),
      (part) => part === 'link',
      'the hit has it still',
    );
  }),
);

test(
  'an input method has Escape to itself in the dialog',
  scene(async (world) => {
    const { page, context } = world;
    const { trigger, dialog } = await open(world);
    await trigger.click();
    const session = await context.newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'ci', selectionStart: 2, selectionEnd: 2 });
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Escape', windowsVirtualKeyCode: 27 });
    assert.equal(await dialog.isVisible(), true);
  }),
);

test(
  'the button takes the place of the field without moving anything',
  scene(async (world) => {
    const { page } = world;
    const { trigger } = await open(world);
    const below = await page.locator('#below').boundingBox();
    await trigger.waitFor();
    assert.deepEqual(await page.locator('#below').boundingBox(), below);
    assert.equal((await trigger.boundingBox())?.height, 44);
  }),
);

for (const [name, options] of [
  ['desktop', {}],
  ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
]) {
  test(
    `the dialog has no accessibility violations: ${name}`,
    scene(async (world) => {
      const { page } = world;
      const { trigger, results } = await open(world);
      await page.evaluate(AXE);
      const violations = () =>
        page.evaluate(async () => {
          const { violations } = await window.axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            rules: { 'target-size': { enabled: true } },
          });
          return violations.map(({ id, nodes }) => [id, nodes[0].html]);
        });
      assert.deepEqual(await violations(), []);
      await trigger.click();
      assert.deepEqual(await violations(), []);
      await page.keyboard.type('ministry');
      await results.first().waitFor();
      assert.deepEqual(await violations(), []);
      if (process.env.FINDLET_SCREENSHOTS)
        await page.screenshot({ path: `${process.env.FINDLET_SCREENSHOTS}/modal-${name}.png` });
    }, options),
  );
}

test(
  'results that are the page stay, and are in its flow',
  scene(async (world) => {
    const { page } = world;
    const { panel, results, input } = await open(world, 'mode="page"', '/page.html?q=ministry');
    await results.first().waitFor();
    const below = page.locator('#below');
    await until(
      async () => (await below.boundingBox()).y - (await panel.boundingBox()).y - (await panel.boundingBox()).height,
      (gap) => gap >= 0,
      'the page continues below them',
    );
    await page.locator('#other').click();
    assert.equal(await panel.isVisible(), true);
    await input.focus();
    await page.keyboard.press('Escape');
    assert.equal(await input.inputValue(), '');
    if (process.env.FINDLET_SCREENSHOTS) {
      await input.fill('ministry');
      await results.first().waitFor();
      await page.screenshot({ path: `${process.env.FINDLET_SCREENSHOTS}/page.png` });
    }
  }),
);

test(
  'where the presentation does not come, an event says so, and the field works',
  scene(async (world) => {
    world.site.answer(/findlet\.modes\.js$/, { status: 404 });
    const said = await failures(world.page);
    const { input, results } = await open(world, 'mode="page"');
    const [{ code, message }] = await until(said, (list) => list.length > 0, 'it is said');
    assert.equal(code, 'missing');
    assert.match(message, /^The search engine is not at .*findlet\.modes\.js\.$/);
    await input.fill('ministry');
    await results.first().waitFor();
  }),
);
