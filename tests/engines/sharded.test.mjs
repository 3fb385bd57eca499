/** A large site, whose index comes in parts: more hits, facets, order, and what goes wrong on the way. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { until } from '../browser/browser.mjs';
import { sharded } from '../browser/sharded.mjs';
import { stage } from './stage.mjs';

const first = sharded('one');
const second = sharded('two');
const scene = stage({ root: () => first.root });

const CARDS = /\/c\d+\.bin$/;
const TERMS = /\/t\d+\.bin$/;
const INCOMPLETE = 'Part of the search index could not be loaded.';
/** Sets attributes of the widget. */
const dress = (page, attributes) =>
  page.evaluate((attributes) => {
    for (const [name, value] of Object.entries(attributes))
      document.querySelector('findlet-search').setAttribute(name, value);
  }, attributes);

test(
  'results come with their excerpts, and each file once',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    const { titles, message } = await widget.search('harbour');
    assert.equal(message, '30 results');
    assert.ok(titles.length === 10 && titles.every((title) => /harbour/.test(title)), titles.join());
    await widget.until(({ marks }) => marks.length > 10, 'excerpts are marked');
    const files = site.requests.filter((url) => url.endsWith('.bin'));
    assert.deepEqual([...new Set(files)], files);
    await widget.picture('sharded');
  }),
);

test(
  'a button adds the hits after those that are there, to the last',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    await widget.search('harbour');
    for (const count of [20, 30]) {
      await widget.click('more');
      const { focus } = await widget.until(({ links }) => links.length === count, `there are ${count} hits`);
      assert.equal(focus, count - 10, 'the first new one has the focus');
    }
    assert.equal((await widget.until(Boolean, 'it is there')).canShowMore, false);
  }),
);

test(
  'facets narrow the results down, and dates order them',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    await dress(page, { facets: 'topic', sort: '' });
    await widget.search('winter');
    await until(
      () => page.evaluate(() => !!document.querySelector('findlet-search').shadowRoot.querySelector('[part=toggle]')),
      Boolean,
      'there are filters',
    );
    await widget.click('toggle');
    await widget.picture('facets');
    await widget.click('value', 2);
    const { titles } = await widget.until(({ message }) => message === '30 results', 'one topic is left');
    assert.equal(new Set(titles.map((title) => title.split(' ')[1])).size, 1);
    await page.evaluate(() => {
      const host = document.querySelector('findlet-search');
      host.order = 'newest';
      host.search();
    });
    const dates = () =>
      page.evaluate(() =>
        [...document.querySelector('findlet-search').shadowRoot.querySelectorAll('[part=date]')].map(
          (date) => date.dateTime,
        ),
      );
    await until(
      dates,
      (list) => list.length === 10 && list.join() === list.toSorted().reverse().join(),
      'the newest come first',
    );
  }),
);

test(
  'a part that cannot be loaded is said, and trying again finds it',
  scene(async ({ site, page, widget }) => {
    site.answer(CARDS, { status: 404 });
    await page.open(site.origin);
    await widget.ask('harbour');
    const { detail } = await widget.until(({ canRetry }) => canRetry, 'trying again is offered');
    assert.equal(detail, INCOMPLETE);
    await widget.picture('incomplete');
    site.heal(CARDS);
    await widget.click('retry');
    await widget.until(({ titles, canRetry }) => titles.length === 10 && !canRetry, 'the results are there');
  }),
);

test(
  'parts that the host sends unpacked, or with an encoding, are read',
  scene(async ({ site, page, widget }) => {
    site.answer(TERMS, { headers: { 'content-encoding': 'gzip' } });
    const card = first.folder + 'c0.bin';
    site.answer(card, { body: gunzipSync(readFileSync(join(first.root, card))) });
    await page.open(site.origin);
    const { titles } = await widget.search('harbour');
    assert.equal(titles.length, 10);
  }),
);

test(
  'a deploy between two keystrokes is not seen',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    await widget.search('harbour');
    site.publish(second.root);
    await widget.search('edition two');
    const { canRetry } = await widget.until(({ marks }) => marks.includes('two'), 'the new index answers');
    assert.equal(canRetry, false);
  }),
);

test(
  'an answer to what was typed before is never shown',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    await widget.search('the harbour');
    const release = site.hold(CARDS);
    const before = site.requests.length;
    await widget.ask('quarry');
    await until(
      () => site.requests.slice(before),
      (list) => list.some((url) => CARDS.test(url)),
      'its cards are asked for',
    );
    await widget.ask('xylophone');
    release();
    const { titles } = await widget.until(
      ({ message }) => message.startsWith('No results'),
      'the newer one is answered',
    );
    assert.deepEqual(titles, []);
  }),
);

test(
  'without network what was typed stays, and is answered once the network is there',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    await widget.search('harbour');
    await site.close();
    await widget.ask('quarry');
    const { value, detail } = await widget.until(({ canRetry }) => canRetry, 'trying again is offered');
    assert.deepEqual([value, detail], ['quarry', INCOMPLETE]);
    await site.open();
    await widget.click('retry');
    await widget.until(
      ({ titles }) => titles.length === 10 && titles.every((title) => /quarry/.test(title)),
      'the results are there',
    );
  }),
);
