/** The search in the page's address, and what Back shows. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { engine, failures, stage, until } from './browser.mjs';
import { ENGINE } from './site.mjs';

const scene = stage();

/** As many hits as are asked for, of 60. */
const MANY = engine((query, { limit, offset, base }) => ({
  total: 60,
  results: Array.from({ length: Math.min(limit, 60 - offset) }, (_, index) => ({
    url: new URL(`page.html?${query}=${offset + index}`, base).href,
    title: `${query} ${offset + index + 1}`,
    language: 'en',
    document: offset + index,
    excerpt: { text: 'Text.', ranges: [], cutStart: false, cutEnd: false },
  })),
}));

/** @param {import('./browser.mjs').World} world @param {string} query */
async function search({ page, find }, query) {
  await find.input.fill(query);
  await until(
    () => query === new URL(page.url()).searchParams.get('q'),
    (seen) => seen,
    `the address has “${query}”`,
  );
}

/** @param {import('./browser.mjs').World} world */
const entries = ({ page }) => page.evaluate(() => history.length);

test(
  'the query is in the address once typing pauses, as one entry of the history',
  scene(async (world) => {
    const { site, page, find } = world;
    await page.goto(site.origin + '/?page=2#latest');
    const before = await entries(world);
    for (const query of ['ministry', 'ministry of', 'ministry of foreign']) await search(world, query);
    assert.equal(page.url(), site.origin + '/?page=2&q=ministry+of+foreign#latest');
    assert.equal(await entries(world), before + 1);
    await page.goBack();
    await until(
      () => find.input.inputValue(),
      (text) => text === '',
      'the field is empty',
    );
    assert.equal(await find.panel.isVisible(), false);
    await page.goForward();
    await find.results.first().waitFor();
    assert.equal(await find.input.inputValue(), 'ministry of foreign');
  }),
);

test(
  'an empty field leaves no query in the address',
  scene(async (world) => {
    const { site, page, find } = world;
    await page.goto(site.origin);
    await search(world, 'ministry');
    const before = await entries(world);
    await find.input.fill('');
    await until(
      () => page.url(),
      (url) => url === site.origin + '/',
      'the address is plain',
    );
    await search(world, 'city');
    assert.equal(await entries(world), before, 'the entry is used again');
  }),
);

test(
  'an address with a query shows its results and leaves the focus alone',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin + '/?q=ministry');
    await find.results.first().waitFor();
    assert.equal(await find.input.inputValue(), 'ministry');
    assert.equal(await find.focused(), 'body');
    assert.equal(page.url(), site.origin + '/?q=ministry');
  }),
);

for (const [how, cached] of [
  ['from the cache of pages', true],
  ['loaded anew', false],
]) {
  test(
    `Back shows the results, how far they were read and the hit that was opened: a page ${how}`,
    scene(async (world) => {
      const { site, page, find } = world;
      site.answer(ENGINE, { body: MANY });
      if (!cached) site.everywhere['cache-control'] = 'no-store';
      await page.goto(site.origin);
      await search(world, 'word');
      for (const count of [20, 30]) {
        await find.more.click();
        await find.hits(count);
      }
      const link = find.links.nth(24);
      await link.focus();
      const place = () =>
        link.evaluate(
          (at) => at.closest('li').getBoundingClientRect().top - at.closest('[part=panel]').getBoundingClientRect().top,
        );
      await find.panel.evaluate((panel) => (panel.scrollTop += 37));
      const top = await place();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/page.html?word=24*');
      await page.goBack();
      await until(
        () => find.focused(),
        (part) => part === 'link',
        'the hit has the focus',
      );
      assert.equal(await find.results.count(), 30);
      assert.equal(await find.input.inputValue(), 'word');
      assert.equal(await link.evaluate((at) => at === at.getRootNode().activeElement), true);
      await until(place, (seen) => Math.abs(seen - top) < 2, `the hit is where it was, at ${top}`);
    }),
  );
}

test(
  'a hit opened before typing paused is come back to as well',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    await until(
      () => page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('history'))),
      (seen) => seen,
      'the address is looked after',
    );
    await find.input.press('Enter');
    await page.waitForURL('**/articles/**');
    await page.goBack();
    await find.results.first().waitFor();
    assert.equal(new URL(page.url()).search, '?q=ministry');
  }),
);

test(
  'the parameter has another name, or none',
  // A service worker fetches all scripts in advance, which this is not about.
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.host.evaluate((host) => (host.queryParam = 'words'));
    await find.input.fill('ministry');
    await until(
      () => page.url(),
      (url) => url === site.origin + '/?words=ministry',
      'the address has the query',
    );

    site.answer('/none.html', {
      body: `<!doctype html><html lang="en"><title>None</title><script src="/findlet/findlet.load.js" defer></script>
        <findlet-search query-param=""></findlet-search>`,
    });
    await page.goto(site.origin + '/none.html?q=city');
    const before = site.requests.length;
    await find.input.fill('ministry');
    await until(
      () => find.status.textContent(),
      (text) => text !== '',
      'the results are announced',
    );
    assert.equal(page.url(), site.origin + '/none.html?q=city');
    assert.deepEqual(
      site.requests.slice(before).filter((url) => url.includes('findlet.history.js')),
      [],
    );
  }),
);

test(
  'one widget of a page owns the address',
  scene(async ({ site, page }) => {
    site.answer('/two.html', {
      body: `<!doctype html><html lang="en"><title>Two</title><script src="/findlet/findlet.load.js" defer></script>
        <findlet-search id="one"></findlet-search><findlet-search id="two"></findlet-search>`,
    });
    await page.goto(site.origin + '/two.html?q=ministry');
    const input = (id) => page.locator(`#${id} [part=input]`);
    await page.locator('#one [part=result]').first().waitFor();
    assert.equal(await input('two').inputValue(), '');
    await input('two').fill('city');
    await until(
      () => page.locator('#two [part=status]').textContent(),
      (text) => text !== '',
      'the other answers',
    );
    assert.equal(page.url(), site.origin + '/two.html?q=ministry');
  }),
);

test(
  'what a router keeps in the history stays there',
  scene(async (world) => {
    const { site, page, find } = world;
    await page.goto(site.origin);
    await page.evaluate(() => history.replaceState({ router: 7 }, ''));
    await search(world, 'ministry');
    assert.equal(await page.evaluate(() => history.state.router), 7);
    await search(world, 'city');
    assert.equal(await page.evaluate(() => history.state.router), 7);
    assert.equal(await find.input.inputValue(), 'city');
  }),
);

test(
  'where what keeps the address does not come, an event says so, and search works',
  scene(async ({ site, page, find }) => {
    site.answer(/findlet\.history\.js$/, { status: 404 });
    const said = await failures(page);
    await page.goto(site.origin);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    const [{ message }] = await until(said, (list) => list.length > 0, 'it is said');
    assert.match(message, /findlet\.history\.js\.$/);
    assert.equal(page.url(), site.origin + '/');
  }),
);

/** One hit of a hundred, with facets and dates: what was asked is its title. */
const REFINED = engine((_query, { filters, sort }) => ({
  facets: [
    {
      name: 'topic',
      values: [
        ['city', 2],
        ['harbour', 1],
      ],
    },
  ],
  results: [
    {
      title: JSON.stringify([filters, sort?.descending ?? null]),
      date: '2022-12-03',
      excerpt: { text: 'Text.', ranges: [], cutStart: false, cutEnd: false },
    },
  ],
}));

/** Gives the site a page with filters and order. */
function refinable(site) {
  site.answer(ENGINE, { body: REFINED });
  site.answer('/page.html', {
    body: `<!doctype html><html lang="en"><title>Page</title><script src="/findlet/findlet.load.js" defer></script>
      <findlet-search facets="topic" sort></findlet-search>`,
  });
}

test(
  'filters and order are in the address, and come back with it',
  scene(async (world) => {
    const { site, page, find } = world;
    refinable(site);
    await page.goto(site.origin + '/page.html');
    await search(world, 'word');
    await page.locator('findlet-search [part=toggle]').click();
    await page.locator('findlet-search input[value=harbour]').check();
    await until(
      () => page.url(),
      (url) => url.endsWith('?q=word&q.topic=harbour'),
      'the address has the filter',
    );
    await page.locator('findlet-search select').selectOption('newest');
    await until(
      () => page.url(),
      (url) => url.endsWith('?q=word&q.topic=harbour&q.sort=newest'),
      'and the order',
    );
    const answer = JSON.stringify([[{ name: 'topic', any: ['harbour'] }], true]);
    const shown = () => find.links.first().textContent();
    await until(shown, (text) => text === answer, 'the answer is refined');
    const address = page.url();

    // In another tab, as a link that was shared.
    await page.goto('about:blank');
    await page.goto(address);
    await until(shown, (text) => text === answer, 'the same is asked');
    assert.deepEqual(await find.host.evaluate(({ filters, order }) => [filters, order]), [
      { topic: ['harbour'] },
      'newest',
    ]);
    assert.equal(page.url(), address);

    // And back from the page of a hit.
    await page.evaluate(() => (location.href = '/articles/'));
    await page.waitForURL('**/articles/');
    await page.goBack();
    await until(shown, (text) => text === answer, 'the same is there');
  }),
);

test(
  'filters that are given up leave the address',
  scene(async (world) => {
    const { site, page, find } = world;
    refinable(site);
    await page.goto(site.origin + '/page.html?q=word&q.topic=harbour&q.topic=city&q.sort=oldest&other=1');
    await until(
      () => find.links.first().textContent(),
      (text) => /"any":\["harbour","city"\].*false/.test(text),
      'both count',
    );
    await page.locator('findlet-search [part=unset]').click();
    await until(
      () => new URL(page.url()).search,
      (query) => query === '?other=1&q=word&q.sort=oldest',
      'the filters are gone',
    );
  }),
);
