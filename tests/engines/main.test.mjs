/** What every visitor does: type, look, walk, open, go back. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { until } from '../browser/browser.mjs';
import { stage } from './stage.mjs';

const scene = stage();

/** In both articles. */
const BOTH = 'Anna Maria Berg';

test(
  'typing shows results in their order, with their words marked',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    const { titles, message } = await widget.search('foreign aff');
    assert.equal(message, '2 results');
    assert.deepEqual(
      titles.map((title) => title.slice(0, 12)),
      ['The Standing', 'Port Alder i'],
    );
    const { marks } = await widget.until(({ marks }) => marks.length > 4, 'excerpts are marked');
    assert.deepEqual([...new Set(marks)], ['Foreign', 'Affairs']);
    await widget.picture('results');
  }),
);

test(
  'arrow keys walk the results and back to the field, and letters continue the query',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    await widget.search(BOTH);
    const walk = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
      await page.press(key);
      walk.push((await widget.until(Boolean, 'it is there')).focus);
    }
    assert.deepEqual(walk, [0, 1, 1, 0, 'input']);
    await page.press('ArrowDown');
    await page.type('g');
    assert.equal((await widget.until(({ focus }) => focus === 'input', 'the field has the focus')).value, BOTH + 'g');
  }),
);

test(
  'Enter opens the first hit at the text that matches',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    const { links } = await widget.search('Resolution 31');
    assert.match(decodeURIComponent(links[0]), /#:~:text=.*Resolution/);
    await page.press('Enter');
    await until(
      () => page.url(),
      (url) => /\/articles\/[^/]+\.html/.test(url),
      'the article is open',
    );
    await until(
      () => page.evaluate(() => scrollY),
      (y) => y > 0,
      'it is scrolled to the text',
    );
  }),
);

test(
  'the arrow keys and Enter open the hit that has the focus',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    const { links } = await widget.search(BOTH);
    await page.press('ArrowDown');
    await page.press('ArrowDown');
    await page.press('Enter');
    const path = new URL(links[1]).pathname;
    await until(
      () => page.url(),
      (url) => new URL(url).pathname === path,
      `${path} is open`,
    );
  }),
);

test(
  'Escape closes the results, then empties the field',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    await widget.search(BOTH);
    await page.press('ArrowDown');
    await page.press('Escape');
    const closed = await widget.until(({ isOpen }) => !isOpen, 'the results are closed');
    assert.deepEqual([closed.value, closed.focus], [BOTH, 'input']);
    await page.press('Escape');
    const empty = await widget.until(({ value }) => value === '', 'the field is empty');
    assert.deepEqual([empty.isOpen, empty.focus], [false, 'input']);
  }),
);

test('a shortcut leads to the field, and Escape back', async (context) => {
  for (const keys of ['/', 'Control+k']) {
    await context.test(
      keys,
      scene(async ({ site, page, widget }) => {
        await page.open(site.origin);
        await widget.ready();
        await page.evaluate(() => document.querySelector('a.brand').focus());
        await page.press(keys);
        assert.equal((await widget.until(({ focus }) => focus === 'input', 'the field has the focus')).value, '');
        await page.press('Escape');
        await widget.until(({ focus }) => focus === 'a', 'the focus is back');
      }),
    );
  }
});

test(
  'a mistyped word is corrected, and the answer says so',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    const { titles, suggestion } = await widget.search('diplomtic');
    assert.ok(titles.length > 0);
    assert.match(suggestion, /diplomatic/);
    await widget.until(({ status }) => status.startsWith('1 result'), 'it is announced');
    await widget.click('correction');
    await widget.until(({ value, suggestion }) => value === 'diplomatic' && !suggestion, 'the correction is asked for');
  }),
);

test(
  'the address keeps the query, and Back shows the results and the hit that was opened',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    const { links } = await widget.search(BOTH);
    await until(
      () => page.url(),
      (url) => url.endsWith('/?q=Anna+Maria+Berg'),
      'the query is in the address',
    );
    await page.press('ArrowDown');
    await page.press('ArrowDown');
    await page.press('Enter');
    const path = new URL(links[1]).pathname;
    await until(
      () => page.url(),
      (url) => new URL(url).pathname === path,
      `${path} is open`,
    );
    await page.back();
    const { value } = await widget.until(({ isOpen, focus }) => isOpen && focus === 1, 'the hit has the focus');
    assert.equal(value, BOTH);
  }),
);

test(
  'an address with a query shows its results',
  scene(async ({ site, page, widget }) => {
    await page.open(`${site.origin}/?q=ministry`);
    const { value, focus } = await widget.until(({ titles }) => titles.length, 'there are results');
    assert.deepEqual([value, focus], ['ministry', 'body']);
  }),
);

test(
  'nothing found is said, and nothing is asked of the network before somebody is interested',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    await page.evaluate(() => document.querySelector('findlet-search').removeAttribute('offline'));
    await widget.ready();
    await widget.ask('xylophone');
    await widget.until(({ message }) => message.startsWith('No results'), 'it is said');
    await widget.picture('none');
  }),
);
