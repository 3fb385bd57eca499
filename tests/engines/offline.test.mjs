/** After one visit the network may go away. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NOTHING, stored, until } from '../browser/browser.mjs';
import { ENGINE as CLIENT, WASM } from '../browser/site.mjs';
import { stage } from './stage.mjs';

const scene = stage();

/** What the worker has kept, as paths. */
const kept = (page) =>
  page.evaluate(async () => {
    const paths = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
    }
    return paths;
  });

test(
  'a page that was visited searches without network, and an article that was visited opens',
  scene(async ({ site, page, widget }) => {
    await page.open(site.origin);
    const all = ['/', '/demo.css', CLIENT, WASM];
    await until(
      () => kept(page),
      (paths) => all.every((path) => paths.includes(path)),
      'the page and the engine are kept',
    );
    const article = '/articles/conference.html';
    await page.open(site.origin + article);
    await until(
      () => kept(page),
      (paths) => paths.includes(article),
      'the article is kept',
    );
    await site.close();
    await page.open(site.origin);
    await widget.search('Resolution 31');
    await widget.until(({ marks }) => marks.length > 0, 'excerpts are marked');
    await widget.picture('offline');
    await page.press('Enter');
    await until(
      () => page.url(),
      (url) => new URL(url).pathname === article,
      'the article is open',
    );
    await until(
      () => page.evaluate(() => document.querySelector('h1')?.textContent),
      (text) => /conference/.test(text ?? ''),
      'it can be read',
    );
    await site.open();
  }),
);

test(
  'without the attribute nothing is stored',
  scene(async ({ site, page, widget }) => {
    site.answer('/page.html', {
      body: '<!doctype html><html lang="en"><title>Page</title><script src="/findlet/findlet.load.js" defer></script><findlet-search></findlet-search></html>',
    });
    await page.open(`${site.origin}/page.html`);
    await widget.search('ministry');
    assert.deepEqual(await stored(page), NOTHING);
  }),
);
