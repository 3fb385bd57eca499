/** The playground of the documentation: pages in, a search field out, and every setting of the element, from a server and from disk. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { attributes, customProperties } from '../../www/interface.js';
import { clean, device } from './axe.mjs';
import { stage, until } from './browser.mjs';

const ROOT =
  process.env.FINDLET_PLAYGROUND ?? fileURLToPath(new URL('../../target/xtask/playground/', import.meta.url));

const scene = stage(() => ROOT);

/** @param {string} title @param {string} text */
const html = (title, text) => `<!doctype html><title>${title}</title><main><h1>${title}</h1><p>${text}</main>`;

/** @param {import('playwright-core').Page} page */
const said = (page) => ({
  result: page.locator('#said'),
  fault: page.locator('#fault'),
  pages: page.locator('#said', { hasText: 'can be searched' }),
});

/** A folder with these files, until `use` has ended. @param {Record<string, string>} files @param {(folder: string) => Promise<void>} use */
async function folder(files, use) {
  const at = mkdtempSync(join(tmpdir(), 'findlet-playground-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(at, path)), { recursive: true });
      writeFileSync(join(at, path), text);
    }
    await use(at);
  } finally {
    rmSync(at, { recursive: true });
  }
}

test(
  'a folder that was chosen is searched, and a hit shows its file',
  scene(async ({ site, page, find }) => {
    await page.goto(`${site.origin}/index.html`);
    const files = {
      'a/tides.html': html('Tides', 'The moon pulls the sea.'),
      'lamp.html': html('Lighthouse', 'A lamp turns above the rocks.'),
      'notes.md': '# Not a page of the site',
      'node_modules/x/index.html': html('A package', 'The moon again.'),
    };
    await folder(files, async (at) => {
      await page.setInputFiles('#folder', at);
      await said(page).pages.waitFor();
      assert.match((await said(page).result.textContent()) ?? '', /^2 pages can be searched/);
      await find.input.fill('moon');
      await find.hits(1);
      await page.keyboard.press('Enter');
      await page.locator('#viewer[open] h2', { hasText: 'Tides' }).waitFor();
      await page.frameLocator('#viewer-page').locator('h1', { hasText: 'Tides' }).waitFor();
    });
  }),
);

test(
  'files that are dropped are searched',
  scene(async ({ site, page, find }) => {
    await page.goto(`${site.origin}/index.html`);
    const data = await page.evaluateHandle(
      (text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'lamp.html', { type: 'text/html' }));
        return data;
      },
      html('Lighthouse', 'A lamp turns.'),
    );
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: data });
    await said(page).pages.waitFor();
    await find.input.fill('ligh');
    await find.hits(1);
  }),
);

test(
  'the address of a site is read with the pages that it leads to',
  scene(async ({ site, page, find }) => {
    const answer = (/** @type {string} */ path, /** @type {string} */ body) =>
      site.answer(path, { body, headers: { 'content-type': 'text/html' } });
    answer('/docs/', `${html('First', 'Begin here.')}<a href="moon.html#x">on</a> <a href="/other/">out</a>`);
    answer('/docs/moon.html', html('Moon', 'It pulls the sea.'));
    await page.goto(`${site.origin}/index.html`);
    await page.fill('#address', `${site.origin}/docs/`);
    await page.keyboard.press('Enter');
    await said(page).pages.waitFor();
    await find.input.fill('moon');
    await find.hits(1);
    assert.equal(await find.links.first().evaluate((link) => link.href.split('#')[0]), `${site.origin}/docs/moon.html`);
  }),
);

test(
  'what can not work is said, with what to do',
  scene(async ({ site, page }) => {
    await page.goto(`${site.origin}/index.html`);
    const { fault } = said(page);
    const says = (/** @type {RegExp} */ expected) =>
      until(
        () => fault.textContent(),
        (text) => expected.test(text ?? ''),
        String(expected),
      );
    await page.setInputFiles('#files', { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') });
    await says(/The file is no page \(\.html, .*Choose the folder that your generator writes/);
    await page.setInputFiles('#files', { name: 'a.html', mimeType: 'text/html', buffer: Buffer.from(' ') });
    await says(/No page has a text to search/);
    await page.locator('#dropped summary', { hasText: '1 left out' }).waitFor();
    const many = Array.from({ length: 5001 }, (_, at) => ({
      name: `${at}.html`,
      mimeType: 'text/html',
      buffer: Buffer.from('x'),
    }));
    await page.setInputFiles('#files', many);
    await says(/There are 5,001 pages .*Choose a folder within it; the command `findlet build`/);
    await page.fill('#address', `${site.origin}/nowhere/`);
    await page.keyboard.press('Enter');
    await says(/nowhere\/ answers 404\. Check the address/);
    await page.fill('#address', 'http://127.0.0.1:9/');
    await page.keyboard.press('Enter');
    await says(/may not read .*\(CORS\)\. Build the site and drop its folder/);
  }),
);

test(
  'there is a control for each attribute and each theme variable, and the markup has what they set',
  scene(async ({ site, page, find }) => {
    await page.goto(`${site.origin}/index.html`);
    await page.click('#sample');
    await said(page).pages.waitFor();
    const labels = await page.locator('.setting label').allTextContents();
    assert.deepEqual(labels, [...attributes.map(({ name }) => name), ...Object.keys(customProperties)]);
    await page.selectOption('#set-theme', 'dark');
    await page.fill('#set-placeholder', 'A "word"');
    await page.check('#set-recent');
    await page.locator('summary', { hasText: 'Theme variables' }).click();
    await page.fill('#set-findlet-radius', '0');
    assert.equal(await find.input.getAttribute('placeholder'), 'A "word"');
    assert.equal(await find.host.evaluate((host) => host.style.getPropertyValue('--findlet-radius')), '0');
    const markup = (await page.locator('#snippet').textContent()) ?? '';
    assert.match(markup, /<findlet-search theme="dark" placeholder="A &quot;word&quot;" recent><\/findlet-search>/);
    assert.match(markup, /--findlet-radius: 0;/);
    await page.click('#reset');
    assert.match((await page.locator('#snippet').textContent()) ?? '', /<findlet-search><\/findlet-search>/);
  }),
);

test(
  'the markup can be copied',
  scene(
    async ({ site, page }) => {
      await page.goto(`${site.origin}/index.html`);
      await page.click('#copy');
      await page.locator('#copied', { hasText: 'Copied.' }).waitFor();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /<findlet-search><\/findlet-search>/);
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  ),
);

test(
  'nothing is asked of any server',
  scene(async ({ site, page, find }) => {
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${site.origin}/index.html`);
    await page.click('#sample');
    await find.input.fill('mast');
    await find.results.first().waitFor();
    assert.deepEqual(asked.filter((path) => path !== '/favicon.ico').toSorted(), [
      '/findlet.css',
      '/index.html',
      '/playground.css',
      '/playground.js',
    ]);
  }),
);

test(
  'it works from disk, by the keyboard alone',
  scene(async ({ page, find }) => {
    await page.goto(pathToFileURL(join(ROOT, 'index.html')).href);
    await page.locator('#sample').focus();
    await page.keyboard.press('Enter');
    await said(page).pages.waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('bowl');
    await find.hits(1);
  }),
);

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const size of /** @type {const} */ (['desktop', 'phone'])) {
    test(
      `axe finds nothing, ${colorScheme}, ${size}`,
      scene(
        async ({ site, page, find }) => {
          await page.goto(`${site.origin}/index.html`);
          await clean(page, `playground-empty-${colorScheme}-${size}`);
          await page.click('#sample');
          await find.input.fill('the mast');
          await find.results.first().waitFor();
          await clean(page, `playground-${colorScheme}-${size}`);
          const widest = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(widest <= 0, `the page is ${widest} px wider than the screen`);
        },
        { ...device(size), colorScheme },
      ),
    );
  }
}

test('the page names no file that is not beside it', async () => {
  const page = await readFile(join(ROOT, 'index.html'), 'utf8');
  const beside = [...page.matchAll(/(?:src|href)="([\w.]+)"/g)].map(([, name]) => name);
  assert.deepEqual(beside.toSorted(), ['findlet.css', 'playground.css', 'playground.js']);
});
