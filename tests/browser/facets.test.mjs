/** The panel that narrows results down and orders them. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { engine, stage, until } from './browser.mjs';
import { ENGINE, FOLDER } from './site.mjs';

const scene = stage();
const AXE = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const REFINE = FOLDER + 'findlet.refine.js';

/** Four pages with a topic and a date; `window.held` makes every answer wait for `window.release()`. */
const papers = engine(async (query, { facets = [], filters = [], sort, excerpts }) => {
  window.asked = [...(window.asked ?? []), { facets, filters, sort, excerpts }];
  if (window.held) await new Promise((done) => (window.release = done));
  const pages = [
    ['Rivers', 'nature', '2021-01-01'],
    ['Canals', 'trade', '2023-01-01'],
    ['Ports', 'trade', '2022-01-01'],
    ['Lakes', 'nature', '2020-01-01'],
  ];
  const chosen = filters.find(({ name }) => name === 'topic')?.any;
  const found = query === 'none' ? [] : pages.filter(([, topic]) => !chosen || chosen.includes(topic));
  if (sort) found.sort(([, , a], [, , b]) => (sort.descending ? b.localeCompare(a) : a.localeCompare(b)));
  const values =
    query === 'none'
      ? []
      : [
          ['nature', 2],
          ['trade', 2],
        ];
  return {
    total: found.length,
    facets: facets.includes('topic') ? [{ name: 'topic', values }] : [],
    results: found.map(([title, , date]) => ({
      document: pages.findIndex((page) => page[0] === title),
      url: `https://example.org/${title}`,
      title,
      date,
      language: 'en',
      excerpt: { text: 'Water and more water', ranges: [[0, 5]], cutStart: false, cutEnd: false },
    })),
  };
});

const part = (page, name) => page.locator(`findlet-search [part='${name}']`);
const titles = (find, expected) =>
  until(
    () => find.links.allTextContents(),
    (seen) => seen.join() === expected,
    expected,
  );
const asked = (page) => page.evaluate(() => window.asked.at(-1));

/** Opens the page with facets and order, types a query and opens the filters. */
async function open({ site, page, find }, query = 'water') {
  site.answer(ENGINE, { body: papers });
  await page.goto(site.origin);
  await find.host.evaluate((host) => {
    host.setAttribute('facets', 'topic');
    host.setAttribute('sort', '');
  });
  await find.input.fill(query);
  await until(
    () => find.message.textContent(),
    (text) => text && !text.startsWith('Loading'),
    'there is an answer',
  );
}

test(
  'values are offered with their counts, and choosing them narrows the results',
  scene(async (world) => {
    const { page, find, site } = world;
    await open(world);
    assert.equal(site.asked(REFINE), 1);
    await part(page, 'toggle').click();
    assert.deepEqual(await part(page, 'value').allTextContents(), ['nature2', 'trade2']);
    await page.getByRole('checkbox', { name: 'trade, 2 results' }).check();
    await titles(find, 'Canals,Ports');
    assert.deepEqual((await asked(page)).filters, [{ name: 'topic', any: ['trade'] }]);
    assert.equal(await part(page, 'toggle').textContent(), '1 filter');
    await page.getByRole('checkbox', { name: 'nature, 2 results' }).check();
    await titles(find, 'Rivers,Canals,Ports,Lakes');
    assert.deepEqual(await find.host.evaluate((host) => host.filters), { topic: ['nature', 'trade'] });
    await part(page, 'unset').click();
    await until(
      () => part(page, 'toggle').textContent(),
      (text) => text === 'Filters',
      'none is set',
    );
    assert.deepEqual((await asked(page)).filters, []);
  }),
);

test(
  'the keyboard alone can choose, and keeps its place while an answer is awaited',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await find.input.focus();
    await page.keyboard.press('Tab');
    await until(
      async () => {
        if ((await find.focused()) !== 'toggle') await page.keyboard.press('Tab');
        return find.focused();
      },
      (focused) => focused === 'toggle',
      'the toggle has the focus',
    );
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.evaluate(() => (window.held = true));
    await page.keyboard.press('Space');
    await until(
      () => page.evaluate(() => !!window.release),
      (is) => is,
      'it is asked',
    );
    // Long enough for the browser to paint, and to take the focus from what isn't there.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.evaluate(() => {
      window.held = false;
      window.release();
    });
    await titles(find, 'Rivers,Lakes');
    const focused = () => page.evaluate(() => document.querySelector('findlet-search').shadowRoot.activeElement?.value);
    assert.equal(await focused(), 'nature');
    assert.equal(await find.panel.isVisible(), true);
  }),
);

test(
  'results can be put in the order of their dates',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await titles(find, 'Rivers,Canals,Ports,Lakes');
    const order = page.getByRole('combobox', { name: 'Sort by' });
    await order.selectOption('Newest first');
    await titles(find, 'Canals,Ports,Rivers,Lakes');
    await order.selectOption('Oldest first');
    await titles(find, 'Lakes,Rivers,Ports,Canals');
    await find.input.fill('waters');
    await titles(find, 'Lakes,Rivers,Ports,Canals');
    await order.selectOption('Relevance');
    await titles(find, 'Rivers,Canals,Ports,Lakes');
  }),
);

test(
  'an order and filters that the page sets hold from the first query',
  scene(async ({ site, page, find }) => {
    site.answer(ENGINE, { body: papers });
    await page.goto(site.origin);
    await find.host.evaluate((host) => {
      host.setAttribute('sort', 'newest');
      host.filters = { topic: ['trade'] };
    });
    await find.input.fill('water');
    await titles(find, 'Canals,Ports');
    assert.equal(await page.getByRole('combobox', { name: 'Sort by' }).inputValue(), 'newest');
  }),
);

test(
  'where the filters leave nothing, they are said to, and can be cleared',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await part(page, 'toggle').click();
    await page.getByRole('checkbox', { name: /^trade/ }).check();
    await titles(find, 'Canals,Ports');
    await find.input.fill('none');
    await until(
      () => find.message.textContent(),
      (text) => text === 'No results for “none” with these filters',
      'the filters are named',
    );
    assert.equal(await page.getByRole('checkbox', { name: 'trade, 0 results' }).isChecked(), true);
    await part(page, 'unset').click();
    await until(
      () => find.message.textContent(),
      (text) => text === 'No results for “none”',
      'they are cleared',
    );
    assert.equal(await part(page, 'refine').isVisible(), false, 'there is nothing to narrow down');
  }),
);

test(
  'the panel has no accessibility violations, open or closed, in light and dark',
  scene(async (world) => {
    const { page } = world;
    await open(world);
    await page.evaluate(AXE);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (let turn = 0; turn < 2; turn++) {
        const { violations } = await page.evaluate(() =>
          window.axe.run('findlet-search', { rules: { 'target-size': { enabled: true } } }),
        );
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
          [],
        );
        await part(page, 'toggle').click();
      }
    }
  }),
);

test(
  'where the panel cannot be loaded, there are results without it',
  scene(async (world) => {
    world.site.answer(REFINE, { status: 404 });
    await open(world);
    await titles(world.find, 'Rivers,Canals,Ports,Lakes');
    assert.equal(await part(world.page, 'refine').count(), 0);
  }),
);

test(
  'an index that can neither filter nor sort gives results, and a note in their place',
  scene(async (world) => {
    const { site, page, find } = world;
    site.answer(ENGINE, {
      body: engine((_query, { facets = [], filters = [], sort }) => {
        if (facets.length || filters.length || sort)
          throw Object.assign(new Error('the core engine'), { code: 'core' });
        return { results: [{ title: 'Rivers' }] };
      }),
    });
    await page.goto(site.origin);
    await find.host.evaluate((host) => {
      host.setAttribute('facets', 'topic');
      host.filters = { topic: ['trade'] };
    });
    await find.input.fill('water');
    await titles(find, 'Rivers');
    assert.equal(await part(page, 'unrefined').textContent(), 'Results can’t be filtered or sorted here.');
    assert.equal(await find.retry.isVisible(), false);
  }),
);
