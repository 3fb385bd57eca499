/** The language of the interface. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { WITH_WORKER, listen, stage, until } from './browser.mjs';
import { DIST, WASM } from './site.mjs';

const scene = stage();

const AXE = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const HOME = await readFile(join(DIST, 'index.html'), 'utf8');

/** The home page with another element, in a page of another language. */
const home = (element, lang = 'en') => ({
  body: HOME.replace('<html lang="en">', `<html lang="${lang}">`).replace(/<findlet-search[^>]*>/, element),
});

const landmark = (page) => page.locator("findlet-search [part='search']");
const languages = (site) => site.requests.filter((url) => url.includes('findlet.lang.'));
const text = (locator, expected) =>
  until(
    () => locator.textContent(),
    (seen) => seen === expected,
    expected,
  );

test(
  'a Vietnamese page has a Vietnamese field, and fetches its file alone, on interest',
  scene(async ({ site, page, find }) => {
    site.answer('/', home('<findlet-search>', 'vi-VN'));
    await page.goto(site.origin);
    assert.equal(await find.input.getAttribute('aria-label'), 'Tìm kiếm');
    assert.equal(await find.input.getAttribute('placeholder'), 'Tìm kiếm');
    assert.equal(await landmark(page).getAttribute('dir'), '', 'it is the page’s own language');
    assert.deepEqual(languages(site), []);
    await find.input.click();
    const said = await listen(page);
    await find.input.fill('city');
    await text(find.message, '2 kết quả');
    await until(said, (texts) => /^2 kết quả\. .*: nhấn Enter để mở\.$/.test(texts.at(-1) ?? ''), 'it is announced');
    await find.input.fill('xylophone');
    await text(find.message, 'Không tìm thấy kết quả nào cho “xylophone”');
    assert.equal(await find.clear.getAttribute('aria-label'), 'Xóa');
    assert.deepEqual(languages(site), ['/findlet/findlet.lang.vi.js']);
  }),
);

test(
  'English fetches no file, for a page in a language that nobody has too, and then says that it is English',
  scene(async ({ site, page, find }) => {
    site.answer('/', home('<findlet-search>', 'eo'));
    await page.goto(site.origin);
    await find.input.fill('city');
    await text(find.message, '2 results');
    assert.deepEqual(languages(site), []);
    assert.equal(await landmark(page).getAttribute('lang'), 'en');
  }),
);

test(
  'ui-lang chooses the language, and its direction is the interface’s own',
  scene(async ({ site, page, find }) => {
    site.answer('/', home('<findlet-search ui-lang="ar">'));
    await page.goto(site.origin);
    const [icon, input] = await Promise.all([
      page.locator("findlet-search [part='icon']").boundingBox(),
      find.input.boundingBox(),
    ]);
    assert.ok(icon.x > input.x + input.width / 2, 'the field is mirrored before anything is loaded');
    await find.input.fill('city');
    await text(find.message, 'نتيجتان');
    assert.equal(await landmark(page).getAttribute('lang'), 'ar');
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), 'ltr');
    assert.equal(
      await find.links.first().evaluate((link) => getComputedStyle(link.closest('[dir=auto]')).direction),
      'ltr',
    );
    assert.equal(await find.results.first().getAttribute('lang'), 'en', 'what is found keeps its own');
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run('findlet-search'));
    assert.deepEqual(
      violations.map(({ id }) => id),
      [],
    );
  }),
);

test(
  'the language nearest to the element counts, and dates are written in it',
  scene(async ({ site, page, find }) => {
    const body = home('<findlet-search>').body.replace('<nav aria', '<div lang="ja"></div><nav aria');
    site.answer('/', { body: body.replace('<div class="wrap">', '<div class="wrap" lang="ja">') });
    await page.goto(site.origin);
    assert.equal(await find.input.getAttribute('aria-label'), '検索');
    await find.input.fill('city');
    await text(find.message, '2 件の結果');
    const date = page.locator("findlet-search [part='date']").first();
    assert.match(await date.textContent(), /^\d{4}\/\d\d\/\d\d$/);
    assert.equal(await date.getAttribute('lang'), 'ja');
  }),
);

test(
  'texts of the page go over ours, set before there is an element or after',
  scene(async ({ site, page, find }) => {
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        const search = document.querySelector('findlet-search');
        if (!customElements.get('findlet-search')) window.early = true;
        search.strings = { placeholder: 'Find it', none: 'Nothing about {query}' };
      });
    });
    const held = site.hold('/findlet/findlet.js');
    site.answer('/', home('<findlet-search>'));
    await page.goto(site.origin, { waitUntil: 'commit' });
    await until(
      () => page.evaluate(() => window.early),
      (is) => is === true,
      'the texts are set first',
    );
    held();
    await until(
      () => find.input.getAttribute('placeholder'),
      (seen) => seen === 'Find it',
      'they are used',
    );
    await find.input.fill('xylophone');
    await text(find.message, 'Nothing about xylophone');
    await find.host.evaluate((host) => (host.strings = { none: 'Nix' }));
    await find.input.fill('xylophones');
    await text(find.message, 'Nix');
  }),
);

test(
  'where the file of a language cannot be loaded, the search speaks English',
  scene(async ({ site, page, find }) => {
    site.answer('/', home('<findlet-search>', 'vi'));
    site.answer('/findlet/findlet.lang.vi.js', { status: 404 });
    await page.goto(site.origin);
    await find.input.fill('city');
    await text(find.message, '2 results');
    assert.equal(await find.input.getAttribute('aria-label'), 'Search');
    assert.equal(await landmark(page).getAttribute('lang'), 'en');
  }),
);

test(
  'a failure is said in the visitor’s language, and so is why where the language has words for it',
  scene(async ({ site, page, find }) => {
    site.answer('/', home('<findlet-search>', 'vi'));
    site.answer(WASM, { status: 404 });
    await page.goto(site.origin);
    await find.input.fill('city');
    await text(find.message, 'Hiện không thể tìm kiếm');
    assert.equal(await find.detail.textContent(), `Không có chỉ mục tìm kiếm tại ${site.origin}${WASM}`);
    assert.equal(await find.detail.getAttribute('lang'), 'vi');
    assert.equal(await find.retry.textContent(), 'Thử lại');
  }),
);

test(
  'the texts wait for a slow file, the engine does not',
  scene(async ({ site, page, find }) => {
    site.answer('/', home('<findlet-search>', 'vi'));
    const release = site.hold('/findlet/findlet.lang.vi.js');
    await page.goto(site.origin);
    await find.input.fill('city');
    await until(
      () => site.asked(WASM),
      (times) => times === 1,
      'the engine is asked for',
    );
    assert.equal(await find.results.count(), 0);
    release();
    await text(find.message, '2 kết quả');
  }),
);

test(
  'after one visit the words are there without network',
  scene(async ({ site, page, find }) => {
    site.answer('/', home('<findlet-search offline>', 'vi'));
    await page.goto(site.origin);
    const kept = () =>
      page.evaluate(async () =>
        (await Promise.all(['/findlet/findlet.lang.vi.js', '/'].map((path) => caches.match(path)))).every(Boolean),
      );
    await until(kept, (is) => is, 'they are kept');
    await until(
      () => page.evaluate(async (path) => !!(await caches.match(path)), WASM),
      (is) => is,
      'and the engine',
    );
    await site.close();
    await page.reload();
    await find.input.fill('city');
    await text(find.message, '2 kết quả');
  }, WITH_WORKER),
);

test(
  'from disk every language is there',
  scene(async ({ page, find }) => {
    await page.goto(pathToFileURL(join(DIST, 'index.html')).href);
    await find.input.waitFor();
    await find.host.evaluate((host) => host.setAttribute('ui-lang', 'vi'));
    await find.input.fill('city');
    await text(find.message, '2 kết quả');
  }),
);
