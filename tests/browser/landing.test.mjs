/** A hit lands where its words are: in code, tables and what is folded, below what stays at the top. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { engine, stage, until } from './browser.mjs';
import { ENGINE } from './site.mjs';

const scene = stage();

/** Fills pages, so that what follows is out of sight. */
const FILLER = `<p>${'Filler. '.repeat(60)}</p>`.repeat(12);
const CODE = 'let a = open("x");\n  frobnicate(a, 1);\n  close(a);';

/**
 * Searches on one page, for a hit with the excerpt and the section of another, and opens it.
 *
 * @param {import('./browser.mjs').World} world
 * @param {string} main of the other page
 * @param {{ text: string, word: string, anchor?: string }} hit
 * @param {{ attributes?: string, head?: string }} [page]
 */
async function land({ site, page, find }, main, { text, word, anchor = '' }, { attributes = '', head = '' } = {}) {
  const ranges = [[text.indexOf(word), text.indexOf(word) + word.length]];
  const excerpt = { text, ranges, cutStart: false, cutEnd: false };
  const sections = anchor ? [{ title: 'Section', titleRanges: [], anchor, excerpt }] : [];
  const results = [{ title: 'Other', url: `${site.origin}/other.html`, excerpt, sections }];
  site.answer(ENGINE, { body: engine('ANSWER').replace('ANSWER', `() => (${JSON.stringify({ results })})`) });
  const shell = (/** @type {string} */ title, /** @type {string} */ rest) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>${rest}`;
  site.answer('/page.html', {
    body: shell(
      'Page',
      `<script src="/findlet/findlet.load.js" defer></script><findlet-search ${attributes}></findlet-search>`,
    ),
  });
  site.answer('/other.html', {
    body: shell('Other', `${head}<nav>Section</nav><main>${FILLER}${main}${FILLER}</main>`),
  });
  await page.goto(site.origin + '/page.html');
  await find.input.fill(word);
  await find.results.first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/other.html**');
}

/** Waits until an element is in sight, below what covers the top. @param {import('./browser.mjs').World} world @param {string} selector */
async function seen({ page }, selector, top = 0) {
  const box = () => page.locator(selector).boundingBox();
  const isIn = (/** @type {Awaited<ReturnType<typeof box>>} */ box) =>
    !!box && box.y >= top - 1 && box.y + box.height <= 720;
  await until(box, isIn, `${selector} is in sight`);
}

for (const [name, main, hit] of /** @type {const} */ ([
  [
    'a paragraph',
    '<p id="here">The quick brown zebra jumps over nine lazy dogs.</p>',
    { text: 'The quick brown zebra jumps over nine lazy dogs.', word: 'zebra' },
  ],
  [
    'a line of code',
    `<h2 id="s">Section</h2><pre><code>${CODE.replace('frobnicate', '<b id="here">frobnicate</b>')}</code></pre>`,
    { text: CODE.replace(/\s+/g, ' '), word: 'frobnicate', anchor: 's' },
  ],
  ['a cell', '<table><tr><td>lion</td><td id="here">zebra</td></tr></table>', { text: 'zebra', word: 'zebra' }],
  [
    'closed details',
    '<details><summary>More</summary><p id="here">The quick brown zebra jumps.</p></details>',
    { text: 'The quick brown zebra jumps.', word: 'zebra' },
  ],
])) {
  test(
    `a hit lands at its words in ${name}`,
    scene(async (world) => {
      await land(world, main, hit);
      await seen(world, '#here');
    }),
  );
}

test(
  'where its words are not in the page as they were indexed, it lands at its section',
  scene(async (world) => {
    await land(world, '<h2 id="s">Section</h2><p>Rewritten.</p>', {
      text: 'The quick zebra of old times',
      word: 'zebra',
      anchor: 's',
    });
    await seen(world, '#s');
    assert.equal(await world.page.evaluate(() => location.hash), '#s');
  }),
);

test(
  'a header that stays covers no words',
  scene(async (world) => {
    const head =
      '<style>header { position: sticky; top: 0; height: 120px; background: tan }</style><header>Header</header>';
    await land(
      world,
      '<p id="here">The quick brown zebra jumps over nine lazy dogs.</p>',
      { text: 'The quick brown zebra jumps over nine lazy dogs.', word: 'zebra' },
      { head },
    );
    await seen(world, '#here', 120);
  }),
);

for (const [name, main] of /** @type {const} */ ([
  ['a paragraph', '<p id="here">The quick brown zebra jumps.</p>'],
  ['closed details', '<details><summary>More</summary><p id="here">The quick brown zebra jumps.</p></details>'],
  ['what is hidden until it is found', '<div hidden="until-found"><p id="here">The quick brown zebra jumps.</p></div>'],
  [
    'a panel of a tab',
    `<div role="tablist"><button role="tab" aria-controls="p" onclick="p.hidden = false">Tab</button></div>
     <div role="tabpanel" id="p" hidden><p id="here">The quick brown zebra jumps.</p></div>`,
  ],
])) {
  test(
    `without a text fragment the script for words scrolls to them in ${name}`,
    scene(async (world) => {
      const { site, page } = world;
      const head = '<script src="/findlet/findlet.highlight.js" defer></script>';
      site.answer('/other.html', {
        body: `<!doctype html><html lang="en"><title>Other</title>${head}<main><p>A zebra before.</p>${FILLER}<h2 id="s">S</h2>${main}${FILLER}</main>`,
      });
      await page.goto(`${site.origin}/other.html?highlight=zebra#s`);
      await seen(world, '#here');
    }),
  );
}

test(
  'it leaves a page that is reloaded where it was, and words in sight where they are',
  scene(async (world) => {
    const { site, page } = world;
    site.answer('/other.html', {
      body: `<!doctype html><html lang="en"><title>Other</title><script src="/findlet/findlet.highlight.js" defer></script>
        <main><p>A zebra.</p>${FILLER.repeat(4)}<p>The zebra.</p></main>`,
    });
    await page.goto(`${site.origin}/other.html?highlight=zebra`);
    const marked = () => page.evaluate(() => CSS.highlights.get('findlet')?.size);
    await until(marked, (size) => size === 2, 'both are marked');
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.evaluate(() => scrollTo(0, 400));
    await page.reload();
    await until(marked, (size) => size === 2, 'both are marked again');
    assert.equal(await page.evaluate(() => scrollY), 400);
  }),
);
