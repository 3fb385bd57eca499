/** The documentation's site, as `cargo xtask book` wrote it, in Chromium: every page, from disk. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { clean, device, picture } from '../browser/axe.mjs';
import { launch, widget } from '../browser/browser.mjs';

const ROOT = process.env.FINDLET_BOOK ?? fileURLToPath(new URL('../../target/xtask/book/built/html/', import.meta.url));
/** Pages that others lead to by a click, and mdBook's table of contents for browsers without scripts. */
const NO_PAGES = ['404.html', 'toc.html', 'search.html'];

const pages = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.html') && !NO_PAGES.some((name) => path.endsWith(name)),
);
const addressOf = (/** @type {string} */ path) => pathToFileURL(join(ROOT, path)).href;

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** @param {(page: import('playwright-core').Page) => Promise<void>} run @param {import('playwright-core').BrowserContextOptions} [options] */
const visit = (run, options) => async () => {
  const context = await browser.newContext(options);
  try {
    await run(await context.newPage());
  } finally {
    await context.close();
  }
};

test('there are pages', () => assert.ok(pages.length > 40, `${pages.length} pages`));

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  for (const size of /** @type {const} */ (['desktop', 'phone'])) {
    test(
      `axe finds nothing on any page, ${scheme}, ${size}`,
      visit(
        async (page) => {
          const faults = [];
          for (const path of pages) {
            await page.goto(addressOf(path));
            const name = `book-${path.replaceAll('/', '-')}-${scheme}-${size}`;
            await clean(page, name).catch((fault) => faults.push(`${path}: ${fault.message}`));
          }
          assert.deepEqual(faults, []);
        },
        { ...device(size), colorScheme: scheme },
      ),
    );
  }
}

test('every link leads to a page and a place that are there', () => {
  const texts = new Map(pages.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
  const faults = [];
  for (const [path, text] of texts) {
    for (const [, link] of text.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      if (/^[a-z]+:/i.test(link)) continue;
      const [file, place] = link.split('#');
      const to = file ? join(dirname(path), file) : path;
      const found = texts.get(to) ?? (existsSync(join(ROOT, to)) ? '' : null);
      const id = decodeURIComponent(place ?? '');
      if (found === null || (id && found && !found.includes(`id="${id}"`))) faults.push(`${path}: ${link}`);
    }
  }
  assert.deepEqual(faults, []);
});

test(
  'its search answers from disk, and leads to the section',
  visit(async (page) => {
    await page.goto(addressOf('index.html'));
    const find = widget(page);
    await find.input.fill('content security policy');
    await find.results.first().waitFor();
    await picture(page, 'book-search');
    await find.links.first().click();
    await page.waitForURL(/embedding\.html#content-security-policy/);
  }),
);
