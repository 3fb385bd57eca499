/** Pages in several versions: the reader's own is found, with links to the others; titles that are equal are told apart. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { stage, until } from './browser.mjs';

const BIN = process.env.FINDLET_BIN ?? fileURLToPath(new URL('../../target/release/findlet', import.meta.url));

const PAGES = {
  'docs/oaks.html': ['Oaks', 'They grow on clay.'],
  'docs/net/overview.html': ['Overview', 'Of nets.'],
  'docs/http/overview.html': ['Overview', 'Of protocols and nets.'],
  'docs/4.2/oaks.html': ['Oaks', 'They grew on clay and marl.'],
  'docs/4.2/net/overview.html': ['Overview', 'Of old nets.'],
};

/** A page with the widget, which works from disk, too. */
function page(path, [title, text]) {
  const home = '../'.repeat(path.split('/').length - 1) + 'findlet/';
  return `<!doctype html><html lang="en"><title>${title}</title><script src="${home}findlet.load.js" defer></script>
    <findlet-search src="${home}"></findlet-search><main><h1>${title}</h1><p>${text}</p></main></html>`;
}

/** @param {string[]} settings */
function built(...settings) {
  const root = mkdtempSync(join(tmpdir(), 'findlet-versions-'));
  after(() => rmSync(root, { recursive: true }));
  for (const [path, content] of Object.entries(PAGES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), page(path, content));
  }
  execFileSync(BIN, ['build', root, ...settings], { stdio: 'pipe' });
  return root;
}

const full = built('--single-file');
const core = built('--engine', 'core');

const scene = stage(() => full);
const coreScene = stage(() => core);

const others = (find) => find.results.first().locator("[part='also'] a");

for (const [name, staged, own] of [
  ['the full engine', scene, true],
  ['the core engine', coreScene, false],
])
  test(
    `with ${name}, a page of several versions is one hit that leads to the others`,
    staged(async ({ site, page, find }) => {
      await page.goto(`${site.origin}/docs/4.2/net/overview.html`);
      await find.input.fill('clay');
      await others(find).waitFor();
      assert.equal(await find.results.count(), 1);
      const [found, other] = own ? ['docs/4.2/oaks.html', 'docs/oaks.html'] : ['docs/oaks.html', 'docs/4.2/oaks.html'];
      assert.match(await find.links.first().getAttribute('href'), new RegExp(found));
      assert.equal(await others(find).textContent(), own ? 'current' : '4.2');
      await find.input.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      assert.ok(await others(find).evaluate((link) => link.matches(':focus')), 'arrow keys reach it');
      await page.keyboard.press('Enter');
      await page.waitForURL(`${site.origin}/${other}`);
    }),
  );

test(
  'from disk it is the page of the reader’s version, too',
  scene(async ({ page, find }) => {
    await page.goto(pathToFileURL(join(full, 'docs/4.2/oaks.html')).href);
    await find.input.fill('clay');
    await others(find).waitFor();
    assert.match(await find.links.first().getAttribute('href'), /docs\/4\.2\/oaks\.html/);
    assert.equal(await others(find).getAttribute('href'), pathToFileURL(join(full, 'docs/oaks.html')).href);
  }),
);

test(
  'equal titles are told apart beside them',
  scene(async ({ site, page, find }) => {
    await page.goto(`${site.origin}/docs/oaks.html`);
    await find.input.fill('nets');
    await find.results.nth(1).waitFor();
    const ways = () => find.results.locator("[part='within']").allTextContents();
    await until(ways, (texts) => texts.toSorted().join() === 'http,net', 'both have their way');
  }),
);

test(
  'a search from a script gives the same, with the addresses of the others',
  scene(async ({ site, page, find }) => {
    await page.goto(`${site.origin}/docs/oaks.html`);
    await find.input.click();
    const results = await page.evaluate(async () => {
      const { search } = await import('/findlet/findlet.js');
      return (await search('clay', { lang: '*' })).results.map(({ url, versions }) => [url, versions]);
    });
    const at = (path) => `${site.origin}/docs/${path}`;
    assert.deepEqual(results, [[at('oaks.html'), [{ version: '4.2', url: at('4.2/oaks.html') }]]]);
  }),
);
