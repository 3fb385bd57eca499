/** The widget's other presentations, in another direction, and the words marked in the page it leads to. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { until } from '../browser/browser.mjs';
import { DIST } from '../browser/site.mjs';
import { stage } from './stage.mjs';

const scene = stage();
const ARTICLE = 'articles/conference.html';

/**
 * A page with the widget and a button beside it.
 *
 * @param {string} attributes of the widget
 * @param {string} [html] attributes of the page
 */
const plain = (attributes, html = 'lang="en"') => `<!doctype html><html ${html}><title>Page</title>
  <meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/findlet/findlet.css">
  <script src="/findlet/findlet.load.js" defer></script>
  <h1>Page</h1><findlet-search ${attributes}></findlet-search><button id="other">Other</button></html>`;

test(
  'a button opens a dialog, which keeps the focus and gives it back',
  scene(async ({ site, page, widget }) => {
    site.answer('/page.html', { body: plain('mode="modal"') });
    await page.open(`${site.origin}/page.html`);
    await until(
      () => page.evaluate(() => !!document.querySelector('findlet-search').shadowRoot?.querySelector('[part=open]')),
      Boolean,
      'there is a button',
    );
    await widget.click('open');
    await widget.until(({ focus }) => focus === 'input', 'the field has the focus');
    await page.type('ministry');
    await widget.until(({ titles }) => titles.length, 'there are results');
    await widget.picture('modal');
    for (let presses = 0; presses < 12; presses++) {
      await page.press('Tab');
      assert.notEqual((await widget.until(Boolean, 'it is there')).focus, 'other');
    }
    await widget.click('input');
    for (const [value, isOpen] of [
      ['ministry', true],
      ['', true],
      ['', false],
    ]) {
      await page.press('Escape');
      await until(
        () =>
          page.evaluate(() => {
            const root = document.querySelector('findlet-search').shadowRoot;
            return [root.querySelector('[part=input]').value, root.querySelector('dialog').open];
          }),
        (seen) => seen[0] === value && seen[1] === isOpen,
        `the field has “${value}”, and the dialog is ${isOpen ? 'open' : 'closed'}`,
      );
    }
    await widget.until(({ focus }) => focus === 'open', 'the button has the focus');
  }),
);

test(
  'the shortcut opens the dialog, and its button closes it',
  scene(async ({ site, page, widget }) => {
    site.answer('/page.html', { body: plain('mode="modal"') });
    await page.open(`${site.origin}/page.html`);
    await until(
      () => page.evaluate(() => !!document.querySelector('findlet-search').shadowRoot?.querySelector('dialog')),
      Boolean,
      'there is a dialog',
    );
    await page.evaluate(() => document.querySelector('#other').focus());
    await page.press('Control+k');
    await widget.until(({ focus }) => focus === 'input', 'the field has the focus');
    await widget.click('close');
    await widget.until(({ focus }) => focus === 'other', 'the focus is back');
  }),
);

test(
  'a page of its own takes the query from its address, and nothing closes its results',
  scene(async ({ site, page, widget }) => {
    site.answer('/page.html', { body: plain('mode="page"') });
    await page.open(`${site.origin}/page.html?q=ministry`);
    await widget.until(({ titles }) => titles.length, 'there are results');
    await widget.click('input');
    await page.press('Escape');
    await widget.until(({ value }) => value === '', 'Escape empties the field');
    await widget.search('foreign');
    await widget.picture('page');
  }),
);

test(
  'from right to left, the field and its results are the other way round, and each text in its own direction',
  scene(async ({ site, page, widget }) => {
    site.answer('/page.html', { body: plain('', 'lang="ar" dir="rtl"') });
    await page.open(`${site.origin}/page.html`);
    await widget.search('ministry');
    const { input, clear, direction, align } = await page.evaluate(() => {
      const root = document.querySelector('findlet-search').shadowRoot;
      const left = (name) => root.querySelector(`[part=${name}]`).getBoundingClientRect().left;
      const { direction, textAlign } = getComputedStyle(root.querySelector('[part=title]'));
      return { input: left('input'), clear: left('clear'), direction, align: textAlign };
    });
    assert.ok(clear <= input + 8, `the button that empties the field is on its left: ${clear}, ${input}`);
    assert.deepEqual([direction, align], ['ltr', 'start'], 'an English title');
    await widget.picture('rtl');
  }),
);

test(
  'several widgets of a page share one engine',
  scene(async ({ site, page, widget }) => {
    site.answer('/page.html', {
      body: plain('').replace('<button', '<findlet-search query-param=""></findlet-search><button'),
    });
    await page.open(`${site.origin}/page.html`);
    await widget.search('ministry');
    await page.evaluate(() => document.querySelectorAll('findlet-search')[1].focus());
    await page.type('foreign');
    await until(
      () =>
        page.evaluate(
          () => document.querySelectorAll('findlet-search')[1].shadowRoot.querySelectorAll('[part=result]').length,
        ),
      (count) => count === 2,
      'the other has results',
    );
    assert.equal(site.requests.filter((url) => url.endsWith('.wasm')).length, 1);
  }),
);

test(
  'the words are marked in the page that a hit leads to, without changing it',
  scene(async ({ site, page, widget }) => {
    const article = readFileSync(join(DIST, ARTICLE), 'utf8');
    site.answer(`/${ARTICLE}`, {
      body: article.replace('</body>', '<script src="../findlet/findlet.highlight.js" defer></script></body>'),
    });
    site.answer('/page.html', { body: plain('highlight') });
    await page.open(`${site.origin}/page.html`);
    await widget.search('ministr');
    await page.press('Enter');
    await until(
      () => page.url(),
      (url) => /\?highlight=ministry/.test(url),
      'the address names the word',
    );
    const marked = () =>
      page.evaluate(() =>
        [...(CSS.highlights.get('findlet') ?? [])].map((range) =>
          range.startContainer.data.slice(range.startOffset, range.endOffset),
        ),
      );
    const words = await until(marked, (list) => list.length > 1, 'they are marked');
    assert.ok(
      words.every((word) => /^ministr/i.test(word)),
      words.join(),
    );
    assert.equal(await page.evaluate(() => document.querySelectorAll('main mark').length), 0);
    await widget.picture('highlight');
    await page.press('Escape');
    await until(marked, (list) => list.length === 0, 'Escape takes the marks away');
  }),
);
