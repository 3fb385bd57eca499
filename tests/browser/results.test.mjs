/** What a result shows besides its title, and what stands around the results. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { engine, listen, stage, until } from './browser.mjs';
import { ENGINE, FOLDER } from './site.mjs';

const scene = stage();

/**
 * Two pages of a guide, the first with everything that a page can have; while `window.late` is an array, excerpts wait
 * until what it is given is called.
 */
const guide = engine(async (query, { excerpts, base }) => {
  window.asked = [...(window.asked ?? []), query];
  if (excerpts && window.late) await new Promise((come) => window.late.push(come));
  const text = (words) => ({ text: words, ranges: [[0, 4]], cutStart: false, cutEnd: false });
  const given = excerpts || !window.late;
  const rich = {
    document: 0,
    url: new URL('docs/user-guide/boats.html', base).href,
    title: 'Boats',
    date: '2024-05-06',
    language: 'en',
    score: 2,
    words: ['boat'],
    missing: query === 'boat' ? ['sail'] : [],
    excerpt: given ? text('Boat building is an old craft of the coast') : null,
    sections: given
      ? [
          {
            title: 'Boat hulls',
            anchor: 'hulls & keels',
            titleRanges: [[0, 4]],
            excerpt: text('Boat hulls are made of planks'),
          },
          { title: 'Paint', anchor: 'paint', titleRanges: [], excerpt: null },
        ]
      : [],
    summary: 'All about boats.',
    metadata: { image: 'docs/boat.svg' },
  };
  const plain = {
    ...rich,
    document: 1,
    url: 'https://else.example/a/b.html',
    title: 'Else',
    date: null,
    missing: [],
    sections: [],
    metadata: {},
  };
  const results = ['boat', 'bota', 'boats', 'bo'].includes(query) ? [rich, plain] : [];
  const corrected = query === 'bota' || query === 'bat' ? 'boat' : null;
  return { query, total: results.length, approximate: query === 'bo', words: [query], corrected, results };
});

const PICTURE = await readFile(new URL('gallery/lens.svg', import.meta.url));

const part = (page, name) => page.locator(`findlet-search [part='${name}']`);

/** Opens the page with a made-up index and types; `set` changes the element before. */
async function ask({ site, page, find }, query, set = () => {}) {
  site.answer(ENGINE, { body: guide });
  site.answer('/docs/boat.svg', { body: PICTURE, headers: { 'content-type': 'image/svg+xml' } });
  await page.goto(site.origin);
  await find.host.evaluate(set);
  await find.input.fill(query);
  await until(
    () => find.message.textContent(),
    (text) => text && !text.startsWith('Loading'),
    'there is an answer',
  );
}

test(
  'sections of a page are links to their headings, under it',
  scene(async (world) => {
    const { page, site, find } = world;
    await ask(world, 'boat');
    const sections = part(page, 'section');
    assert.deepEqual(await sections.allTextContents(), ['Boat hulls', 'Paint']);
    const [first, second] = await sections.evaluateAll((links) => links.map((link) => link.href));
    assert.equal(
      first,
      `${site.origin}/docs/user-guide/boats.html#hulls%20%26%20keels:~:text=Boat%20hulls%20are%20made%20of%20planks`,
    );
    assert.equal(second, `${site.origin}/docs/user-guide/boats.html#paint`);
    assert.equal(await find.results.count(), 2, 'they are no results of their own');
    assert.equal(await sections.first().locator('mark').textContent(), 'Boat');
  }),
);

test(
  'arrow keys reach sections, and choosing one says its address to the page',
  scene(async (world) => {
    const { page, site, find } = world;
    await ask(world, 'boat');
    await page.evaluate(() =>
      document.addEventListener('findlet-select', (event) => {
        event.preventDefault();
        window.selected = event.detail;
      }),
    );
    await find.input.focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown');
    assert.equal(await find.focused(), 'section');
    await page.keyboard.press('Enter');
    const { url, rank, query } = await page.evaluate(() => window.selected);
    assert.deepEqual([url, rank, query], [`${site.origin}/docs/user-guide/boats.html#paint`, 1, 'boat']);
  }),
);

test(
  'a result shows the way to its page, its date, its picture and the words it lacks',
  scene(async (world) => {
    const { page, find } = world;
    await ask(world, 'boat', (host) => host.setAttribute('show', 'path image date missing'));
    assert.deepEqual(await part(page, 'path').allTextContents(), ['docs › user guide', 'else.example › a']);
    assert.equal(await part(page, 'date').textContent(), 'May 6, 2024');
    assert.equal(await part(page, 'missing').textContent(), 'Missing: sail');
    const image = part(page, 'image');
    assert.equal(await image.getAttribute('alt'), '');
    await until(
      () => image.evaluate((made) => made.naturalWidth),
      (width) => width > 0,
      'the picture is there',
    );
    assert.equal(
      await find.links
        .first()
        .getAttribute('href')
        .then((href) => href.includes('/docs/user-guide/boats.html')),
      true,
    );
  }),
);

test(
  'a picture that is not there leaves no gap',
  scene(async (world) => {
    const { site, page } = world;
    site.answer('/docs/boat.svg', { status: 404 });
    site.answer = (
      (answer) => (path, rule) =>
        path === '/docs/boat.svg' || answer(path, rule)
    )(site.answer);
    await ask(world, 'boat', (host) => host.setAttribute('show', 'image'));
    await until(
      () => part(page, 'image').count(),
      (count) => count === 0,
      'it is gone',
    );
  }),
);

test(
  'each of these can be left out',
  scene(async (world) => {
    const { page } = world;
    await ask(world, 'boat', (host) => host.setAttribute('show', ''));
    for (const name of ['path', 'section', 'image', 'date', 'missing'])
      assert.equal(await part(page, name).count(), 0, name);
  }),
);

test(
  'a mistyped query offers what may have been meant, and one press asks it',
  scene(async (world) => {
    const { page, find } = world;
    await ask(world, 'bat');
    assert.equal(await find.message.textContent(), 'No results for “bat”');
    assert.equal(await part(page, 'suggestion').textContent(), 'Did you mean boat?');
    const said = await listen(page);
    await until(said, (texts) => texts.includes('No results for “bat”. Did you mean boat?'), 'it is announced');
    await find.input.focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await find.focused(), 'correction');
    await page.keyboard.press('Enter');
    await find.hits(2);
    assert.equal(await find.input.inputValue(), 'boat');
    assert.equal(await find.focused(), 'input');
    assert.equal(await part(page, 'suggestion').count(), 0);
  }),
);

test(
  'results that were counted roughly are said to be about that many',
  scene(async (world) => {
    const { page, find } = world;
    await ask(world, 'bo');
    assert.equal(await find.message.textContent(), 'About 2 results');
    const said = await listen(page);
    await until(said, (texts) => texts.some((text) => text.startsWith('About 2 results. Boats')), 'it is announced');
  }),
);

test(
  'results of a corrected query come with the offer too, above them',
  scene(async (world) => {
    const { page, find } = world;
    await ask(world, 'bota');
    assert.equal(await find.results.count(), 2);
    const [offer, first] = await Promise.all([
      part(page, 'suggestion').boundingBox(),
      find.results.first().boundingBox(),
    ]);
    assert.ok(offer.y < first.y);
  }),
);

test(
  'a query that is too short is not asked, and says how long it should be',
  scene(async (world) => {
    const { page, find } = world;
    await page.addInitScript(() => {
      window.searches = 0;
      document.addEventListener('findlet-search', () => window.searches++);
    });
    await ask(world, 'bo', (host) => host.setAttribute('min-length', '3'));
    assert.equal(await find.message.textContent(), 'Type at least 3 characters');
    assert.equal(await page.evaluate(() => window.asked), undefined);
    await find.input.fill('boat');
    await find.hits(2);
    await until(
      () => page.evaluate(() => window.searches),
      (count) => count === 1,
      'the page hears of it',
    );
  }),
);

/** Lets the excerpts that were waited for come. */
const arrive = (page) => page.evaluate(() => window.late.splice(0).forEach((come) => come()));

test(
  'excerpts and sections that come late take room that was there for them: nothing in sight moves',
  scene(async (world) => {
    const { page, find } = world;
    await page.addInitScript(() => (window.late = []));
    await ask(world, 'boat');
    await find.results.first().waitFor();
    const boxes = () => find.results.evaluateAll((rows) => rows.map((row) => row.offsetTop + ' ' + row.offsetHeight));
    const before = await boxes();
    await until(
      () => page.evaluate(() => window.late.length),
      (count) => count > 1,
      'the rows in sight are asked for',
    );
    await arrive(page);
    await until(
      () => part(page, 'section').count(),
      (count) => count === 2,
      'they are there',
    );
    assert.deepEqual(await boxes(), before);
    const { height } = await part(page, 'section').first().boundingBox();
    assert.ok(height >= 24, `${height} is enough for a finger`);
  }),
);

test(
  'excerpts that come at once are shown with the titles, each row as high as it needs',
  scene(async (world) => {
    const { page, find } = world;
    await page.addInitScript(() => {
      window.late = [];
      window.late.push = (come) => come();
    });
    await ask(world, 'boat');
    await find.results.first().waitFor();
    assert.equal(await part(page, 'section').count(), 2);
    const [rich, plain] = await find.results.evaluateAll((rows) => rows.map((row) => row.offsetHeight));
    assert.ok(plain < rich - 24, `${plain} and ${rich}`);
  }),
);

test(
  'a page can make its own rows, and makes them anew when the excerpt has come',
  scene(async (world) => {
    const { page, find } = world;
    await page.addInitScript(() => (window.late = []));
    await ask(world, 'boat', (host) => {
      host.renderHit = (hit) => {
        if (hit.title === 'Else') return null;
        const link = document.createElement('a');
        link.href = hit.url;
        link.textContent = `${hit.title}: ${hit.excerpt?.text ?? '…'}`;
        return link;
      };
    });
    const own = find.results.first().locator('a');
    await until(
      () => own.textContent(),
      (text) => text === 'Boats: …',
      'the title is there',
    );
    await until(
      () => page.evaluate(() => window.late.length),
      (count) => count > 1,
      'the rows in sight are asked for',
    );
    await arrive(page);
    await until(
      () => own.textContent(),
      (text) => text === 'Boats: Boat building is an old craft of the coast',
      'the excerpt is there',
    );
    assert.equal(await find.results.first().locator(':scope > *').count(), 1);
    assert.equal(await find.links.textContent(), 'Else', 'the others are as ever');
    await find.input.focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await find.focused(), 'a');
  }),
);

test(
  'what the page puts into the slots is shown: help where nothing is found, and a foot',
  scene(async (world) => {
    const { page, find } = world;
    await ask(world, 'zzz', (host) => {
      host.insertAdjacentHTML('beforeend', '<p slot="none">Ask <a href="/help">us</a>.</p><p slot="footer">Ours</p>');
    });
    assert.equal(await page.getByText('Ask us.').isVisible(), true);
    assert.equal(await page.getByText('Ours').isVisible(), true);
    await find.input.fill('boat');
    await find.hits(2);
    assert.equal(await page.getByText('Ask us.').isVisible(), false);
    assert.equal(await page.getByText('Ours').isVisible(), true);
  }),
);

test(
  'a page that wants neither facets nor order, pictures nor paths loads nothing for them',
  scene(
    async (world) => {
      await ask(world, 'boats');
      for (const name of ['refine', 'extras']) assert.equal(world.site.asked(`${FOLDER}findlet.${name}.js`), 0, name);
    },
    // It fetches all scripts in advance, which this is not about.
  ),
);
