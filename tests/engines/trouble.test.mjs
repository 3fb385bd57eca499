/** What is said where search can't work, under which policies it does, and from disk. */

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { until } from '../browser/browser.mjs';
import { DIST, ENGINE as CLIENT, STRICT, WASM } from '../browser/site.mjs';
import { WITNESS, stage, witnessed } from './stage.mjs';

const scene = stage();
/** What the policy refused; the browser asks for a favicon by itself. */
const refused = (page) => page.evaluate(() => window.witness.refused.filter((what) => !what.includes('favicon')));

/** The page whose offline attribute is gone: a service worker would have everything. */
const ONLINE = readFileSync(join(DIST, 'index.html'), 'utf8').replaceAll(' offline>', '>');

for (const [what, path, change, code, sentence] of [
  [
    'a module that is not there',
    WASM,
    { status: 404 },
    'missing',
    /The search engine is not there: .*\.wasm answered 404\.|not there/,
  ],
  [
    'a page in place of the module',
    WASM,
    { body: '<!doctype html><title>Welcome</title>', headers: { 'content-type': 'text/html' } },
    'html',
    /not there/,
  ],
  [
    'a module that was cut off',
    WASM,
    { body: readFileSync(join(DIST, WASM)).subarray(0, 20_000) },
    'damaged',
    /damaged: upload it again/,
  ],
  ['an engine that is not there', CLIENT, { status: 404 }, 'missing', /The search engine is not at /],
]) {
  test(
    `${what} is named, and trying again works`,
    scene(async ({ site, page, widget }) => {
      site.answer('/', { body: ONLINE });
      site.answer(path, change);
      await page.open(site.origin);
      await widget.ask('ministry');
      const { message, detail } = await widget.until(({ canRetry }) => canRetry, 'trying again is offered');
      assert.equal(message, 'Search is not available');
      assert.match(detail, sentence);
      const events = () => page.evaluate(() => window.witness.events);
      await until(
        events,
        (list) => list.some((event) => event.type === 'findlet-error' && event.code === code),
        `an event says ${code}`,
      );
      site.heal(path);
      await widget.click('retry');
      const { value, focus } = await widget.until(({ titles }) => titles.length, 'there are results');
      assert.deepEqual([value, focus], ['ministry', 'input']);
    }),
  );
}

test(
  'a site that went away is named, and typing is kept',
  scene(async ({ site, page, widget }) => {
    site.answer('/', { body: ONLINE });
    await page.open(site.origin);
    await widget.ready();
    await site.close();
    await widget.ask('ministry');
    const { value, detail } = await widget.until(({ canRetry }) => canRetry, 'trying again is offered');
    assert.equal(value, 'ministry');
    assert.match(detail, /not at|no answer|offline|not there/i);
    await widget.picture('error');
    await site.open();
    await widget.click('retry');
    await widget.until(({ titles }) => titles.length, 'there are results');
  }),
);

test(
  'the strictest policy refuses nothing',
  scene(async ({ site, page, widget }) => {
    site.everywhere['content-security-policy'] = STRICT;
    // A worker obeys its own file's policy, and there importScripts with a plain address is refused.
    site.answer('/findlet-sw.js', { headers: { 'content-security-policy': "script-src 'self'; connect-src 'self'" } });
    await page.open(site.origin);
    await widget.search('ministry');
    const panel = () =>
      page.evaluate(() => {
        const top = (name) =>
          document.querySelector('findlet-search').shadowRoot.querySelector(`[part=${name}]`).getBoundingClientRect()
            .top;
        return top('panel') - top('input');
      });
    assert.ok((await panel()) > 0, 'the panel is below the field: its styles and its place were not refused');
    await until(
      () => page.evaluate(() => navigator.serviceWorker.controller !== null),
      Boolean,
      'the worker is registered',
    );
    assert.deepEqual(await refused(page), []);
  }),
);

test(
  'a policy against wasm is named with its directive',
  scene(async ({ site, page, widget }) => {
    site.answer('/', { body: ONLINE });
    site.everywhere['content-security-policy'] = "default-src 'self'";
    await page.open(site.origin);
    await widget.ask('ministry');
    const { detail } = await widget.until(({ canRetry }) => canRetry, 'trying again is offered');
    assert.match(detail, /script-src.*'wasm-unsafe-eval'/);
  }),
);

test(
  'where the page’s own policy forbids wasm, a worker searches',
  scene(async ({ site, page, widget }) => {
    const policy = `<meta http-equiv="content-security-policy" content="script-src 'self'">`;
    site.answer('/', { body: ONLINE.replace('<title', `${policy}<title`) });
    await page.open(site.origin);
    await widget.search('ministry');
    assert.ok(site.requests.some((path) => path.endsWith('/findlet.worker.js')));
  }),
);

/** The demo in a folder, with the witness in each of its pages. */
const folder = mkdtempSync(join(tmpdir(), 'findlet-disk-'));
after(() => rmSync(folder, { recursive: true }));
cpSync(DIST, folder, { recursive: true });
writeFileSync(join(folder, 'witness.js'), WITNESS);
for (const name of readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.html'))) {
  const path = join(folder, name);
  writeFileSync(path, witnessed(readFileSync(path, 'utf8'), name.includes('/') ? '../witness.js' : 'witness.js'));
}

test(
  'a page opened from disk searches, and a hit opens its page from disk at the text that matches',
  scene(async ({ page, widget }) => {
    await page.open(pathToFileURL(join(folder, 'index.html')).href);
    const { titles, marks } = await widget.search('Resolution 31');
    assert.ok(titles.length > 0 && marks.length > 0);
    await widget.picture('disk');
    assert.deepEqual(await page.evaluate(() => window.witness.console), []);
    await page.press('Enter');
    await until(
      () => page.url(),
      (url) => /^file:.*\/articles\/[^/]+\.html/.test(url),
      'the article is open',
    );
    await until(
      () => page.evaluate(() => document.readyState === 'complete' && scrollY),
      (y) => y > 0,
      'it has all its parts, and is scrolled to the text',
    );
    await widget.search('vaccines');
  }),
);

test(
  'from disk there is one global, findlet, which searches',
  scene(async ({ page, widget }) => {
    await page.open(pathToFileURL(join(folder, 'index.html')).href);
    await widget.ready();
    const found = await page.evaluate(async () => {
      await window.findlet.init();
      const { results } = await window.findlet.search('ministry');
      return results.map(({ url }) => url);
    });
    assert.equal(found.length, 1);
    assert.match(found[0], /^file:.*\/articles\/conference/);
  }),
);
