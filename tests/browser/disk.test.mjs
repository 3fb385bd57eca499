/** The same pages opened by a double click: file:// */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { stage, until } from './browser.mjs';
import { DIST } from './site.mjs';

const scene = stage();

const INDEX = pathToFileURL(join(DIST, 'index.html')).href;

test(
  'a page opened from disk searches',
  scene(async ({ page, find }) => {
    const urls = [];
    page.on('request', (request) => urls.push(request.url()));
    await page.goto(INDEX);
    await find.input.pressSequentially('Resolution 31');
    await find.results.first().waitFor();
    assert.ok((await find.marks.count()) > 0);
    assert.deepEqual(
      urls.filter((url) => !url.startsWith('file:')),
      [],
    );
  }),
);

test(
  'from disk, the lazy script brings the widget at once',
  scene(async ({ page, find }) => {
    await page.route(INDEX, async (route) => {
      const body = readFileSync(fileURLToPath(INDEX), 'utf8').replace('findlet.load.js', 'findlet.lazy.js');
      await route.fulfill({ body, contentType: 'text/html' });
    });
    await page.goto(INDEX);
    await page.waitForFunction(() => customElements.get('findlet-search'));
    await find.input.fill('Resolution 31');
    await find.results.first().waitFor();
  }),
);

test(
  'a hit opens its article from disk at the matched text',
  scene(async ({ page, find }) => {
    await page.goto(INDEX);
    await find.input.fill('Resolution 31');
    await find.results.first().waitFor();
    await find.input.press('Enter');
    await page.waitForURL(/\/articles\/[^/]+\.html/);
    assert.match(page.url(), /^file:/);
    await until(
      () => page.evaluate(() => scrollY),
      (y) => y > 0,
      'it is scrolled to the text',
    );
    // And the article's own field works too.
    await find.input.fill('vaccines');
    await find.results.first().waitFor();
  }),
);

test(
  'from disk, the offline attribute does nothing and says nothing',
  scene(async ({ page, find }) => {
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    await page.addInitScript(() => {
      window.failures = [];
      document.addEventListener('findlet-error', (event) => window.failures.push(event.detail));
    });
    await page.goto(INDEX);
    await find.input.fill('ministry');
    await find.results.first().waitFor();
    assert.deepEqual(await page.evaluate(() => window.failures), []);
    assert.deepEqual(said, []);
  }),
);

test(
  'the classic build’s only global is findlet',
  scene(async ({ page, find }) => {
    await page.addInitScript(() => {
      const names = new Set(Object.getOwnPropertyNames(window));
      window.added = () => Object.getOwnPropertyNames(window).filter((name) => !names.has(name));
    });
    await page.goto(INDEX);
    await find.input.waitFor();
    const added = (await page.evaluate(() => window.added())).filter((name) => name !== 'added');
    assert.deepEqual(added, ['findlet']);
    const titles = await page.evaluate(async () => {
      await window.findlet.init();
      const { results } = await window.findlet.search('ministry');
      return results.map(({ title, url }) => [title, url]);
    });
    assert.equal(titles.length, 1);
    assert.match(titles[0][1], /^file:.*\/articles\/conference/);
  }),
);
