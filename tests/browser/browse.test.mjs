/** What there is without a query, for elements with facets: browsed and filtered. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { engine, stage, until } from './browser.mjs';
import { ENGINE } from './site.mjs';

const scene = stage();

/** Two boats and a port; says what it was asked. */
const harbour = engine((query, { facets = [], filters = [] }) => {
  (window.asked ??= []).push([query, JSON.stringify(filters)]);
  const all = [
    ['Sloop', 'boat'],
    ['Yawl', 'boat'],
    ['Alder', 'port'],
  ];
  const chosen = filters.find(({ name }) => name === 'kind')?.any;
  const found = all.filter(
    ([title, kind]) => title.toLowerCase().startsWith(query) && (!chosen || chosen.includes(kind)),
  );
  return {
    facets: facets.includes('kind')
      ? [
          {
            name: 'kind',
            values: [
              ['boat', 2],
              ['port', 1],
            ],
          },
        ]
      : [],
    results: found.map(([title]) => ({
      title,
      url: `${location.origin}/articles/${title}.html`,
      excerpt: { text: title, ranges: [], cutStart: false, cutEnd: false },
    })),
  };
});

/** @param {import('./browser.mjs').World} world @param {string} attributes @param {string} [search] of the address */
async function open({ site, page, find }, attributes, search = '') {
  site.answer(ENGINE, { body: harbour });
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en"><title>Page</title><link rel="stylesheet" href="/findlet/findlet.css">
      <script src="/findlet/findlet.load.js" defer></script><main><h1>Page</h1><findlet-search ${attributes}></findlet-search></main>`,
  });
  await page.goto(`${site.origin}/page.html${search}`);
  await find.input.waitFor();
}

/** @param {import('./browser.mjs').World} world @param {string} expected */
const shows = ({ find }, expected) =>
  until(
    () => find.links.allTextContents(),
    (titles) => titles.join() === expected,
    `it shows ${expected}`,
  );

test(
  'an empty field with facets shows all there is, once it has the focus',
  scene(async (world) => {
    const { page, find } = world;
    await open(world, 'facets="kind"');
    assert.equal(await find.panel.isVisible(), false);
    await find.input.focus();
    await shows(world, 'Sloop,Yawl,Alder');
    assert.equal(await find.message.textContent(), '3 results');
    await page.locator("findlet-search [part='toggle']").click();
    await page.locator("findlet-search [part='value']", { hasText: 'port' }).click();
    await shows(world, 'Alder');
    await find.input.fill('s');
    await until(
      () => find.results.count(),
      (count) => count === 0,
      'a port does not begin with s',
    );
    await find.input.fill('');
    await shows(world, 'Alder');
  }),
);

test(
  'Escape closes it, and leaves the key to the page',
  scene(async (world) => {
    const { page, find } = world;
    await open(world, 'facets="kind"');
    await find.input.focus();
    await shows(world, 'Sloop,Yawl,Alder');
    await page.keyboard.press('Escape');
    assert.equal(await find.panel.isVisible(), false);
    await page.evaluate(() => document.addEventListener('keydown', ({ key }) => (window.left = key)));
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => window.left), 'Escape');
    await page.keyboard.press('ArrowDown');
    assert.equal(await find.panel.isVisible(), true);
  }),
);

test(
  'filters without a query are in the address, and come back from it',
  scene(async (world) => {
    const { page, find } = world;
    await open(world, 'facets="kind"');
    await find.input.focus();
    await shows(world, 'Sloop,Yawl,Alder');
    await page.locator("findlet-search [part='toggle']").click();
    await page.locator("findlet-search [part='value']", { hasText: 'boat' }).click();
    await shows(world, 'Sloop,Yawl');
    await page.waitForURL('**/page.html?q.kind=boat');
    await page.reload();
    await find.input.focus();
    await shows(world, 'Sloop,Yawl');
  }),
);

test(
  'without facets an empty field asks for nothing',
  scene(async (world) => {
    const { page, find } = world;
    await open(world, '');
    await find.input.fill('s');
    await shows(world, 'Sloop');
    await find.input.fill('');
    await until(
      () => find.panel.isVisible(),
      (isOpen) => !isOpen,
      'it is closed',
    );
    assert.ok((await page.evaluate(() => window.asked)).every(([query]) => query));
  }),
);
