/** Titles at once, excerpts when their rows are in view: a sharded index as the widget sees it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { engine, listen, shown, stage, until } from './browser.mjs';
import { ENGINE } from './site.mjs';

const scene = stage();

/**
 * An index of forty pages whose excerpts come when `window.release()` is called; `window.asked` has the searches that wanted
 * them, as first and last row.
 */
const late = engine((query, { limit, offset, excerpts }) => {
  const hit = (number) => ({
    document: number,
    url: `https://example.org/${number}`,
    title: `Page ${number}`,
    language: 'en',
    excerpt: excerpts
      ? { text: `This is the text of ${query} ${number}`, ranges: [[12, 16]], cutStart: false, cutEnd: true }
      : null,
    summary: `Summary of page ${number}`,
  });
  const results = Array.from({ length: Math.min(limit, 40 - offset) }, (_, at) => hit(offset + at + 1));
  if (excerpts && window.broken === 'trap') throw new Error('unreachable');
  const failed = excerpts && window.broken ? ['../texts/0123456789abcdef.bin'] : [];
  const result = { total: 40, failed, complete: !failed.length, results };
  if (!excerpts) return result;
  window.asked.push([offset, offset + limit]);
  return window.held ? new Promise((done) => window.waiting.push(() => done(result))) : result;
});

/** Opens the page and types a query; excerpts wait if `held`. */
async function open({ site, page, find }, { held = true, limit = 10 } = {}) {
  site.answer(ENGINE, { body: late });
  await page.addInitScript((held) => {
    Object.assign(window, { asked: [], waiting: [], held });
    window.release = () => window.waiting.splice(0).forEach((done) => done());
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  }, held);
  await page.goto(site.origin);
  await find.host.evaluate((host, limit) => host.setAttribute('limit', limit), limit);
  await find.input.fill('page');
  await find.results.first().waitFor();
}

const asked = (page) => page.evaluate(() => window.asked);
const excerpts = (page) => page.locator("findlet-search [part='excerpt']");
const boxes = (find) => find.results.evaluateAll((rows) => rows.map((row) => row.offsetTop + ' ' + row.offsetHeight));

test(
  'titles are shown with summaries, then excerpts take their place and nothing moves',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    assert.equal(await excerpts(page).first().textContent(), 'Summary of page 1');
    assert.equal(await find.links.first().getAttribute('href'), 'https://example.org/1');
    await until(
      () => asked(page),
      (list) => list.length > 1,
      'excerpts are asked for, once more when they are late',
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const before = await boxes(find);
    await page.evaluate(() => window.release());
    await until(
      () => excerpts(page).first().textContent(),
      (text) => text === 'This is the text of page 1\u00a0…',
      'the excerpt is there',
    );
    assert.deepEqual(await boxes(find), before);
    assert.equal(await page.evaluate(() => window.shift), 0);
    assert.match(await find.links.first().getAttribute('href'), /#:~:text=/);
    // The focus stays on the row that had it.
    assert.equal(
      await page.evaluate(() => document.querySelector('findlet-search').shadowRoot.activeElement.textContent),
      'Page 2',
    );
  }),
);

test(
  'only rows in view are asked for, together, and each once',
  scene(async (world) => {
    const { page, find } = world;
    await page.setViewportSize({ width: 900, height: 500 });
    await open(world, { held: false, limit: 40 });
    const [[first, last]] = await until(
      () => asked(page),
      (list) => list.length > 0,
      'the first rows are asked for',
    );
    assert.equal(first, 0);
    assert.ok(last >= 3 && last < 20, `${last}`);
    await find.results.last().scrollIntoViewIfNeeded();
    const list = await until(
      () => asked(page),
      (list) => list.some(([, to]) => to === 40),
      'the last rows are asked for',
    );
    await until(
      () => excerpts(page).last().textContent(),
      (text) => text.startsWith('This is the text'),
      'the last excerpt is there',
    );
    const rows = list.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at));
    assert.equal(new Set(rows).size, rows.length, JSON.stringify(list));
    assert.deepEqual(
      await find.links.allTextContents(),
      Array.from({ length: 40 }, (_, at) => `Page ${at + 1}`),
    );
  }),
);

test(
  'excerpts are not announced, and are no event',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    const said = await listen(page);
    await page.evaluate(() => {
      window.events = 0;
      document.addEventListener('findlet-search', () => window.events++);
    });
    await find.input.fill('pages');
    await until(said, (texts) => texts.length === 1, 'the results are announced');
    await until(
      () => asked(page),
      (list) => list.length > 1,
      'excerpts are asked for',
    );
    await page.evaluate(() => window.release());
    await until(
      () => excerpts(page).first().textContent(),
      (text) => text.startsWith('This is the text'),
      'the excerpt is there',
    );
    await find.input.fill('page');
    const texts = await until(said, (texts) => texts.length === 2, 'the next results are announced');
    assert.match(texts[1], /^40 results/);
    assert.equal(await page.evaluate(() => window.events), 2);
  }),
);

test(
  'excerpts of an older query are never shown',
  scene(async (world) => {
    const { page, find } = world;
    await open(world);
    await until(
      () => asked(page),
      (list) => list.length > 1,
      'excerpts are asked for, once more when they are late',
    );
    const texts = await shown(page, 'excerpt');
    const older = await page.evaluate(() => (window.older = window.waiting.splice(0)).length);
    await find.input.fill('other');
    await until(
      () => asked(page),
      (list) => list.length > older,
      'those of the new query too',
    );
    await page.evaluate(() => window.older.forEach((done) => done()));
    await page.evaluate(() => window.release());
    await until(
      () => excerpts(page).first().textContent(),
      (text) => text.startsWith('This is the text of other'),
      'those of the new query are there',
    );
    assert.deepEqual(
      (await texts()).filter((text) => text.startsWith('This is the text of page')),
      [],
    );
  }),
);

for (const broken of ['part', 'trap'])
  test(
    `excerpts that could not be loaded are said, and trying again gets them: ${broken}`,
    scene(async (world) => {
      const { page, find } = world;
      await page.addInitScript((broken) => (window.broken = broken), broken);
      await open(world, { held: false });
      await find.retry.waitFor();
      assert.equal(await find.detail.textContent(), 'Part of the search index could not be loaded.');
      assert.equal(await find.results.count(), 10);
      await page.evaluate(() => (window.broken = false));
      await find.retry.click();
      await until(
        () => find.retry.isVisible(),
        (is) => !is,
        'the complaint is gone',
      );
      assert.equal(await find.results.count(), 10);
    }),
  );

test(
  'more rows keep the excerpts of those that are there',
  scene(async (world) => {
    const { page, find } = world;
    await open(world, { held: false });
    await until(
      () => excerpts(page).first().textContent(),
      (text) => text.startsWith('This is the text'),
      'the excerpt is there',
    );
    await find.more.click();
    await find.hits(20);
    assert.match(await excerpts(page).first().textContent(), /^This is the text of page 1/);
    await until(
      () => excerpts(page).nth(10).textContent(),
      (text) => text.startsWith('This is the text of page 11'),
      'the eleventh has its own',
    );
  }),
);

test(
  'scope is an attribute, a property, and part of every search',
  scene(async ({ site, page, find }) => {
    site.answer(ENGINE, {
      body: engine((query, { scope }) => {
        window.scopes = [...(window.scopes ?? []), scope];
        return { query, total: 0, words: [], failed: [], complete: true, results: [] };
      }),
    });
    await page.goto(site.origin);
    await find.host.evaluate((host) => host.setAttribute('scope', '/v2/'));
    assert.equal(await find.host.evaluate((host) => host.scope), '/v2/');
    await find.input.fill('page');
    await until(
      () => page.evaluate(() => window.scopes),
      (scopes) => scopes?.at(-1) === '/v2/',
      'the scope is sent',
    );
    await find.host.evaluate((host) => (host.scope = '/v3/'));
    assert.equal(await find.host.getAttribute('scope'), '/v3/');
  }),
);

test('the page that the form leads to takes its query from the address', async (context) => {
  const body = (action) => `<!doctype html><html lang="en"><title>Search</title>
    <script src="/findlet/findlet.load.js" defer></script>
    <findlet-search><form ${action}><input type="search" name="q" aria-label="Search"></form></findlet-search>`;
  for (const action of ['', 'action="/findlet/search.html"', 'action="search.html"']) {
    await context.test(
      `form ${action}`,
      scene(async ({ site, page, find }) => {
        site.answer('/findlet/search.html', { body: body(action) });
        await page.goto(`${site.origin}/findlet/search.html?q=ministry&lang=en`);
        await find.results.first().waitFor();
        assert.equal(await find.input.inputValue(), 'ministry');
        assert.equal(await find.focused(), 'body', 'the focus stays with the page');
      }),
    );
  }
  await context.test(
    'so does another page with the form, of the address that its own search has left',
    scene(async ({ site, page, find }) => {
      site.answer('/other.html', { body: body('action="/findlet/search.html"') });
      await page.goto(`${site.origin}/other.html`);
      await find.input.fill('ministry');
      await page.waitForURL('**/other.html?q=ministry');
      await page.reload();
      await find.results.first().waitFor();
      assert.equal(await find.input.inputValue(), 'ministry');
    }),
  );
});

test(
  'no more rows come than the limit says, whatever the excerpts are asked with',
  scene(async (world) => {
    await open(world, { held: false, limit: 4 });
    const { page, find } = world;
    const titles = () => page.locator("findlet-search [part='link']").allTextContents();
    assert.deepEqual(await titles(), ['Page 1', 'Page 2', 'Page 3', 'Page 4']);
    assert.match(await excerpts(page).first().textContent(), /^This is the text of page 1/);
    await find.more.click();
    const eight = Array.from({ length: 8 }, (_, at) => `Page ${at + 1}`);
    await until(titles, (seen) => seen.length > 4, 'more come');
    assert.deepEqual(await titles(), eight);
  }),
);

test(
  'a browser that lacks what we need keeps the page’s form',
  scene(async ({ site, page }) => {
    await page.addInitScript(() => delete Intl.Segmenter);
    await page.goto(site.origin);
    await page.waitForLoadState('networkidle');
    assert.equal(await page.evaluate(() => customElements.get('findlet-search')), undefined);
    assert.equal(await page.evaluate(() => document.querySelector('findlet-search').shadowRoot), null);
    assert.equal(site.asked('/findlet/findlet.js'), 0, 'it fetches nothing that it can’t run');
    assert.equal(site.asked(ENGINE), 0);
  }),
);
