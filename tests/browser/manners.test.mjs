/** How the element behaves among the scripts of a page. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { attributeNames } from '../../www/interface.js';
import { manifest } from '../../www/manifest.mjs';
import { stage, until } from './browser.mjs';
import { ENGINE, WASM } from './site.mjs';

const scene = stage();

/** A page without a widget of its own; `body` follows the script. */
const page = (body = '') => `<!doctype html><html lang="en"><title>Page</title>
  <link rel="stylesheet" href="/findlet/findlet.css">
  <script src="/findlet/findlet.load.js" defer></script>${body}`;

/** @param {import('./browser.mjs').World} world @param {string} [body] */
async function open({ site, page: tab }, body) {
  site.answer('/page.html', { body: page(body) });
  await tab.goto(site.origin + '/page.html');
  await tab.evaluate(() => customElements.whenDefined('findlet-search').then(() => {}));
}

test(
  'every attribute is a property too',
  scene(async (world) => {
    await open(world, '<findlet-search></findlet-search>');
    const seen = await world.find.host.evaluate((host, names) => {
      return names.map((attribute) => {
        const name = attribute.replace(/-./, ([, letter]) => letter.toUpperCase());
        const before = host[name];
        host[name] = 'en';
        const set = host.getAttribute(attribute);
        host[name] = true;
        const on = host.getAttribute(attribute);
        host[name] = null;
        return [name, before, set, on, host.hasAttribute(attribute), name in host];
      });
    }, attributeNames);
    for (const [name, ...values] of seen) assert.deepEqual(values, [null, 'en', '', false, true], name);
    await world.find.host.evaluate((host) => (host.label = 'Find'));
    assert.equal(await world.find.input.getAttribute('aria-label'), 'Find');
  }),
);

test(
  'the element has the members that its types name, and no others',
  scene(async (world) => {
    await open(world, '<findlet-search></findlet-search>');
    const found = await world.find.host.evaluate((host) => {
      const { prototype } = customElements.get('findlet-search');
      return [...Object.getOwnPropertyNames(prototype), ...Object.keys(host)];
    });
    const [{ declarations }] = manifest.modules;
    const [{ attributes, members }] = declarations;
    // These are there where a page sets them.
    const given = ['strings', 'renderHit', 'navigate'];
    const expected = members.map(({ name }) => name).filter((name) => !given.includes(name));
    const fields = attributes.map(({ fieldName }) => fieldName);
    const own = found.filter((name) => !/Callback$|^constructor$/.test(name));
    assert.deepEqual(own.toSorted(), [...expected, ...fields].toSorted());
  }),
);

test(
  'what a page sets before the element is defined is kept',
  scene(async ({ site, page: tab, find }) => {
    const release = site.hold('/findlet/findlet.js');
    site.answer('/page.html', { body: page('<findlet-search label="Old"></findlet-search>') });
    await tab.goto(site.origin + '/page.html', { waitUntil: 'commit' });
    await find.host.evaluate((host) =>
      Object.assign(host, { label: 'New', limit: 1, strings: { placeholder: 'Words' } }),
    );
    release();
    await find.input.waitFor();
    assert.equal(await find.input.getAttribute('aria-label'), 'New');
    assert.equal(await find.input.getAttribute('placeholder'), 'Words');
    assert.equal(await find.host.getAttribute('limit'), '1');
    await find.host.evaluate((host) => (host.label = 'Newer'));
    assert.equal(await find.input.getAttribute('aria-label'), 'Newer', 'the accessor is not hidden');
    await find.input.fill('city');
    await find.results.first().waitFor();
    assert.equal(await find.results.count(), 1);
  }),
);

test(
  'widgets made by scripts work as those of the page do',
  scene(async (world) => {
    await open(world);
    await world.page.evaluate(() => {
      const made = document.createElement('findlet-search');
      if (made.attributes.length) throw new Error('a new element has attributes');
      document.body.append(made);
    });
    await world.find.input.fill('ministry');
    await world.find.results.first().waitFor();
  }),
);

test(
  'the widgets of a page share one engine',
  scene(async (world) => {
    const { page: tab, site } = world;
    await open(world, '<findlet-search id="one"></findlet-search><findlet-search id="two"></findlet-search>');
    for (const id of ['one', 'two']) {
      await tab.locator(`#${id} [part=input]`).fill('ministry');
      await tab.locator(`#${id} [part=result]`).first().waitFor();
    }
    assert.equal(site.asked(WASM), 1);
    assert.equal(site.asked(ENGINE), 1);
    await tab.locator('#two [part=input]').blur();
    await tab.keyboard.press('/');
    assert.equal(await tab.evaluate(() => document.activeElement?.id), 'one', 'a shortcut goes to the first');
  }),
);

test(
  'a widget that is moved keeps what was typed and still works',
  scene(async (world) => {
    const { page: tab, find } = world;
    await open(
      world,
      '<findlet-search><form><input name="q" aria-label="Search"></form></findlet-search><main></main>',
    );
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await find.host.evaluate((host) => document.querySelector('main').append(host));
    assert.equal(await find.input.inputValue(), 'ministry');
    assert.equal(await find.panel.isVisible(), false);
    await find.input.click();
    assert.equal(await find.panel.isVisible(), true);
    await find.input.fill('city');
    await until(
      () => find.status.textContent(),
      (text) => /result/.test(text),
      'the results are announced',
    );
    await tab.mouse.click(2, 700);
    assert.equal(await find.panel.isVisible(), false, 'it still hears of clicks elsewhere');
  }),
);

test(
  'a widget moved by moveBefore stays open and keeps the focus',
  scene(async (world) => {
    const { find } = world;
    await open(world, '<findlet-search></findlet-search><main></main>');
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await find.host.evaluate((host) => document.querySelector('main').moveBefore(host, null));
    assert.equal(await find.focused(), 'input');
    assert.equal(await find.panel.isVisible(), true);
    assert.ok((await find.results.count()) > 0);
  }),
);

test(
  'a widget taken out of the page hears nothing of it any more',
  scene(async (world) => {
    const { page: tab, find } = world;
    await open(world, '<findlet-search></findlet-search>');
    await find.input.waitFor();
    await find.host.evaluate((host) => {
      window.kept = host;
      host.remove();
    });
    await tab.keyboard.press('/');
    assert.equal(await tab.evaluate(() => document.activeElement?.localName), 'body');
    await tab.evaluate(() => document.body.append(window.kept));
    await tab.keyboard.press('/');
    assert.equal(await find.focused(), 'input');
  }),
);

test(
  'a hundred widgets that came and went leave nothing behind',
  scene(async (world) => {
    const { page: tab, context } = world;
    await open(world);
    const session = await context.newCDPSession(tab);
    await session.send('Performance.enable');
    const cycle = () =>
      tab.evaluate(async () => {
        for (let count = 0; count < 50; count++) {
          const host = document.createElement('findlet-search');
          host.setAttribute('query-param', '');
          document.body.append(host);
          const input = host.shadowRoot.querySelector('input');
          input.focus();
          input.value = 'ministry';
          input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
          while (!host.shadowRoot.querySelector('[part=result]')) await new Promise((tick) => setTimeout(tick));
          host.remove();
        }
      });
    const counted = async () => {
      await session.send('HeapProfiler.collectGarbage');
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      const of = (name) => metrics.find((metric) => metric.name === name).value;
      return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
    };
    await cycle();
    const before = await counted();
    await cycle();
    await cycle();
    // Fewer than one widget of a hundred has: the collector may take its time.
    await until(
      counted,
      ({ nodes, listeners }) => nodes < before.nodes + 100 && listeners < before.listeners + 100,
      `the nodes and listeners of a hundred widgets are gone, as before: ${JSON.stringify(before)}`,
    );
  }),
);

test(
  'nothing is added to the page’s globals',
  scene(async ({ site, page: tab, find }) => {
    await tab.addInitScript(() => (window.before = new Set(Object.getOwnPropertyNames(window))));
    site.answer('/page.html', { body: page('<findlet-search></findlet-search>') });
    await tab.goto(site.origin + '/page.html');
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    const added = await tab.evaluate(() =>
      Object.getOwnPropertyNames(window).filter((name) => !window.before.has(name) && name !== 'before'),
    );
    assert.deepEqual(
      added.filter((name) => !/playwright|__pw/i.test(name)),
      [],
    );
  }),
);

test(
  'Escape goes back to where the shortcut was pressed',
  scene(async (world) => {
    const { page: tab, find } = world;
    await open(world, '<button id="here">Here</button><findlet-search></findlet-search>');
    await tab.locator('#here').focus();
    await tab.keyboard.press('/');
    assert.equal(await find.focused(), 'input');
    await tab.keyboard.type('ministry');
    await find.results.first().waitFor();
    for (const focus of ['input', 'input', 'button']) {
      await tab.keyboard.press('Escape');
      assert.equal(
        await tab.evaluate(() => document.activeElement?.localName),
        focus === 'button' ? 'button' : 'findlet-search',
      );
    }
    await find.input.click();
    await tab.keyboard.press('Escape');
    assert.equal(await find.focused(), 'input', 'a visitor who clicked came from nowhere');
  }),
);
