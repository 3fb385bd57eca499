/** The words of a search, marked in the page that it led to. */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { stage, until } from './browser.mjs';
import { DIST } from './site.mjs';

const scene = stage();

const document_ = (main, script = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
  <nav>affairs</nav><main>${main}</main><script src="/findlet/findlet.highlight.js" defer ${script}></script>`;

/** What is marked, in order. */
const marks = (page) =>
  page.evaluate(() =>
    [...(CSS.highlights.get('findlet') ?? [])].map((range) => {
      const { startContainer, startOffset, endOffset } = range;
      return startContainer.data.slice(startOffset, endOffset);
    }),
  );

const marked = (page, expected) =>
  until(
    () => marks(page),
    (seen) => seen.join('|') === expected,
    `marked: ${expected}`,
  );

/** Opens a page made of `main` with words to mark. */
async function open({ site, page }, main, search, script) {
  site.answer('/page.html', { body: document_(main, script) });
  await page.goto(`${site.origin}/page.html${search}`);
}

test(
  'every occurrence is marked: whole words and beginnings, whatever their case and marks',
  scene(async (world) => {
    const main =
      '<p>Foreign Affairs: the <b>affair</b> of foreigners, not inforeign.</p><p>Phở, pho, PHỞ; Đồng and dong. For forty.</p>';
    await open(world, main, '?highlight=foreign+affair+ph%E1%BB%9F+dong+for');
    await marked(world.page, 'Foreign|Affairs|affair|foreigners|Phở|pho|PHỞ|Đồng|dong|For');
  }),
);

test(
  'in scripts without spaces words are found anywhere',
  scene(async (world) => {
    await open(world, '<p>我们今天在东京的一家小餐馆里，东京很大。</p>', `?highlight=${encodeURIComponent('东京')}`);
    await marked(world.page, '东京|东京');
  }),
);

test(
  'the document is left as it is: no element, no attribute, no scrolling',
  scene(async (world) => {
    const main =
      '<p>One word.</p><script type="text/plain">word</script><textarea>word</textarea><svg><text>word</text></svg>';
    await open(world, main, '?highlight=word');
    await marked(world.page, 'word|word');
    const [html, sheets, y] = await world.page.evaluate(() => [
      document.querySelector('main').innerHTML,
      document.querySelectorAll('style, link').length,
      scrollY,
    ]);
    assert.deepEqual([html, sheets, y], [main, 0, 0]);
  }),
);

test(
  'marks can be seen, and a page can paint them otherwise',
  scene(async (world) => {
    await open(world, '<p style="font:40px/1 monospace">█word</p>', '?highlight=word');
    await marked(world.page, 'word');
    const colour = () =>
      world.page.evaluate(() => getComputedStyle(document.querySelector('p'), '::highlight(findlet)').backgroundColor);
    assert.equal(await colour(), 'rgb(255, 232, 154)');
    await world.page.addStyleTag({ content: '::highlight(findlet) { background-color: rgb(1, 2, 3) }' });
    assert.equal(await colour(), 'rgb(1, 2, 3)');
  }),
);

test(
  'Escape takes the marks away, and clear and mark do what they say',
  scene(async (world) => {
    const { page } = world;
    await open(world, '<p>One word, another word.</p>', '?highlight=word');
    await marked(page, 'word|word');
    await page.keyboard.press('Escape');
    await marked(page, '');
    await page.evaluate(() => window.findlet.highlight.mark('another'));
    await marked(page, 'another');
    await page.evaluate(() => window.findlet.highlight.clear());
    await marked(page, '');
    await page.evaluate(() => window.findlet.highlight.mark());
    await marked(page, 'word|word');
  }),
);

test(
  'Escape that something else answered leaves them',
  scene(async (world) => {
    const { page } = world;
    await open(world, '<p>word</p>', '?highlight=word');
    await marked(page, 'word');
    await page.evaluate(() => document.addEventListener('keydown', (event) => event.preventDefault(), true));
    await page.keyboard.press('Escape');
    await marked(page, 'word');
  }),
);

test(
  'the parameter and the place can be named',
  scene(async (world) => {
    const main = '<article>word <article>word</article></article> word <article>word</article>';
    await open(world, main, '?q=word&highlight=affairs', 'data-parameter="q" data-within="article"');
    await marked(world.page, 'word|word|word');
  }),
);

test(
  'without words nothing is done, and hostile ones are words',
  scene(async (world) => {
    for (const search of ['', '?highlight=', '?highlight=%20.*', '?highlight=%3Cimg%20onerror=x%3E']) {
      await open(world, '<p>One word.</p>', search);
      await world.page.waitForFunction(() => window.findlet?.highlight);
      assert.deepEqual(await marks(world.page), [], search);
    }
  }),
);

test(
  'a long page is marked in slices, and its marks have a limit',
  scene(async (world) => {
    const { page } = world;
    await open(world, '', '');
    await page.evaluate(() => {
      const main = document.querySelector('main');
      for (let at = 0; at < 20_000; at++)
        main.append(Object.assign(document.createElement('p'), { textContent: `word number ${at}, résumé` }));
      window.turns = 0;
      window.busy = window.findlet.highlight.mark('number word').then(() => (window.done = true));
      const turn = () => window.done || (window.turns++, setTimeout(turn));
      turn();
    });
    await page.evaluate(() => window.busy);
    assert.equal((await marks(page)).length, 2000);
    await page.evaluate(() => {
      window.done = false;
      window.turns = 0;
      return window.findlet.highlight.mark('19999').then(() => (window.done = true));
    });
    await marked(page, '19999');
  }),
);

test(
  'newer words end the marking of older ones',
  scene(async (world) => {
    const { page } = world;
    await open(world, '', '');
    await page.evaluate(async () => {
      const main = document.querySelector('main');
      for (let at = 0; at < 5_000; at++)
        main.append(Object.assign(document.createElement('p'), { textContent: 'résumé of words, older ones' }));
      main.append('newer');
      const { mark } = window.findlet.highlight;
      await Promise.all([mark('older'), mark('newer')]);
    });
    await marked(page, 'newer');
  }),
);

test(
  'the strictest policy refuses nothing of it',
  scene(async (world) => {
    const { site, page } = world;
    site.everywhere['content-security-policy'] =
      "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
    await page.addInitScript(() => {
      window.refused = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        window.refused.push(effectiveDirective),
      );
    });
    await open(world, '<p>word</p>', '?highlight=word');
    await marked(page, 'word');
    assert.deepEqual(await page.evaluate(() => window.refused), []);
    const colour = await page.evaluate(
      () => getComputedStyle(document.querySelector('p'), '::highlight(findlet)').backgroundColor,
    );
    assert.equal(colour, 'rgb(255, 232, 154)');
  }),
);

test(
  'a browser that cannot paint marks shows the page',
  scene(async (world) => {
    await world.page.addInitScript(() => Object.defineProperty(CSS, 'highlights', { value: undefined }));
    await open(world, '<p>word</p>', '?highlight=word');
    await world.page.evaluate(() => window.findlet.highlight.mark('word'));
    await world.page.evaluate(() => window.findlet.highlight.clear());
  }),
);

test(
  'a hit of a widget with `highlight` names the words, and its page marks them',
  scene(async ({ site, page, find }) => {
    const script = '<script src="../findlet/findlet.highlight.js" defer></script></body>';
    const name = 'conference.html';
    const article = await readFile(join(DIST, 'articles', name), 'utf8');
    site.answer(`/articles/${name}`, { body: article.replace('</body>', script) });
    await page.goto(site.origin);
    await find.host.evaluate((host) => host.setAttribute('highlight', ''));
    const selected = page.evaluate(
      () => new Promise((done) => document.addEventListener('findlet-select', (event) => done(event.detail.url))),
    );
    await find.input.fill('ministr');
    await find.results.first().waitFor();
    await find.input.press('Enter');
    assert.doesNotMatch(await selected, /highlight/, 'the event has the plain address');
    await page.waitForURL(/\?highlight=ministry/);
    const seen = await until(
      () => marks(page),
      (list) => list.length > 1,
      'they are marked',
    );
    assert.deepEqual(
      [...new Set(seen.map((word) => word.toLowerCase().replace(/^ministr(y|ies)$/, 'ministry')))],
      ['ministry'],
    );
  }),
);

test(
  'it works from disk',
  scene(async ({ page }) => {
    const folder = await mkdtemp(join(tmpdir(), 'findlet-'));
    try {
      const script = await readFile(join(DIST, 'findlet/findlet.highlight.js'));
      await writeFile(join(folder, 'findlet.highlight.js'), script);
      await writeFile(join(folder, 'page.html'), document_('<p>word</p>').replace('/findlet/', ''));
      await page.goto(`${pathToFileURL(join(folder, 'page.html'))}?highlight=word`);
      await marked(page, 'word');
    } finally {
      await rm(folder, { recursive: true });
    }
  }),
);
