/** What a screen reader says, and the events that say the same to the page. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { listen, stage, until } from './browser.mjs';
import { WASM } from './site.mjs';

const scene = stage();

test(
  'the live region is there, empty and polite, before it is needed',
  scene(async ({ site, page, find, context }) => {
    await page.goto(site.origin);
    await find.input.waitFor();
    const text = await find.status.evaluate((element) => [element.textContent, getComputedStyle(element).display]);
    assert.deepEqual(text, ['', 'block']);
    // What its role says is what browsers tell screen readers.
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const region = nodes.find(({ role }) => role?.value === 'status');
    const said = Object.fromEntries(region?.properties?.map(({ name, value }) => [name, value.value]) ?? []);
    assert.deepEqual([said.live, said.atomic], ['polite', true]);
  }),
);

test(
  'one message per settled query, with the count and the first hit',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.click();
    const said = await listen(page);
    await find.input.pressSequentially('ministry');
    await until(said, (texts) => texts.length > 0, 'it is announced');
    await find.input.fill('Anna Maria Berg');
    await until(said, (texts) => texts.length > 1, 'it is announced');
    await find.input.fill('xylophone');
    const texts = await until(said, (texts) => texts.length > 2, 'it is announced');
    assert.match(texts[0], /^1 result\. The Standing Board.*: press Enter to open\.$/);
    assert.match(texts[1], /^2 results\. /);
    assert.deepEqual(texts.slice(2), ['No results for “xylophone”']);
  }),
);

test(
  'the same result of another query is announced again',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.click();
    const said = await listen(page);
    await find.input.fill('ministry');
    await until(said, (texts) => texts.length === 1, 'it is announced');
    await find.input.fill('ministry of');
    await find.input.fill('ministry');
    const [first, second] = await until(said, (texts) => texts.length === 2, 'it is announced again');
    assert.notEqual(second, first);
    assert.equal(second.trim(), first);
  }),
);

test(
  'a long wait is announced, then the results',
  scene(async ({ site, page, find }) => {
    const release = site.hold(WASM);
    await page.goto(site.origin);
    await find.input.click();
    const said = await listen(page);
    await find.input.fill('ministry');
    await until(said, (texts) => texts.at(-1) === 'Loading search…', 'the wait is announced');
    release();
    const texts = await until(said, (texts) => texts.length === 2, 'the results are announced');
    assert.match(texts[1], /^1 result\./);
  }),
);

test(
  'finding nothing is no news while an input method composes',
  scene(async ({ site, page, find, context }) => {
    await page.goto(site.origin);
    await find.input.click();
    const said = await listen(page);
    const session = await context.newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'xylo', selectionStart: 4, selectionEnd: 4 });
    await until(
      () => find.message.textContent(),
      (text) => text === 'No results for “xylo”',
      'it is shown',
    );
    await session.send('Input.insertText', { text: 'city' });
    const texts = await until(said, (texts) => texts.length > 0, 'the committed text is announced');
    assert.match(texts[0], /^\d results?\./);
  }),
);

test(
  'a settled search is one event',
  scene(async ({ site, page, find }) => {
    await page.addInitScript(() => {
      window.searches = [];
      document.addEventListener('findlet-search', (event) => window.searches.push(event.detail));
    });
    await page.goto(site.origin);
    await find.input.pressSequentially('ministry');
    const searches = await until(
      () => page.evaluate(() => window.searches),
      (list) => list.length > 0,
      'the event is there',
    );
    assert.deepEqual(searches, [{ query: 'ministry', total: 1, complete: true }]);
  }),
);

test(
  'the accessibility tree has the landmark, the field, the list and its links',
  scene(async ({ site, page, find, context }) => {
    await page.goto(site.origin);
    await find.input.fill('Anna Maria Berg');
    await find.results.first().waitFor();
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const named = (role) =>
      nodes.filter((node) => !node.ignored && node.role?.value === role).map((node) => node.name?.value);
    assert.deepEqual(named('search'), ['Search the articles']);
    assert.deepEqual(named('searchbox'), ['Search the articles']);
    assert.ok(named('list').includes('Search results'));
    const titles = await find.links.allTextContents();
    for (const title of titles) assert.ok(named('link').includes(title), title);
    const described = nodes.filter((node) => node.role?.value === 'link' && node.description?.value);
    assert.equal(described.length, titles.length);
  }),
);
