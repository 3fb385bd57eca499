/** Scripts and interfaces that were written for Pagefind, on a site that is built with `--pagefind`. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { stage, until } from './browser.mjs';
import { contents } from './themes/packages.mjs';

const BIN = process.env.FINDLET_BIN ?? fileURLToPath(new URL('../../target/release/findlet', import.meta.url));

const page = (title, body, lang = 'en') =>
  `<!doctype html><html lang="${lang}"><title>${title} | Harbour</title><main><h1>${title}</h1>${body}</main></html>`;

const PAGES = {
  'index.html': page(
    'Boats and harbours',
    `<p data-pagefind-filter="topic:Sea">A first paragraph about boats &lt;b&gt;</p>
     <h2 id="keel">The keel</h2><p>Boats have a keel, and sailing boats more so.</p>
     <span data-pagefind-meta="author:Ann" data-pagefind-sort="price:30"></span>`,
  ),
  'cars/index.html': page(
    'Cars',
    '<p data-pagefind-filter="topic:Land">About cars and one boat</p><span data-pagefind-sort="price:200"></span>',
  ),
  'sail.html': page(
    'Sailing',
    `<p data-pagefind-filter="topic:Sea">Boats sail, and <b data-pagefind-filter="level:Easy">sailing</b> is fun.</p>
     <span data-pagefind-sort="price:5"></span>`,
  ),
  'da/index.html': page('Havn', '<p>En havn har både.</p>', 'da'),
  'da/b.html': page('Havne', '<p>Flere havne har skibe.</p>', 'da'),
};

/** A site below `base`, with more pages than one answer has, if that is wanted. */
function built(base, { many = 0, flags = [] } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'findlet-pagefind-'));
  after(() => rmSync(root, { recursive: true }));
  const more = Array.from({ length: many }, (_, at) => [`n/${at}.html`, page(`Number ${at}`, `<p>A raft, ${at}.</p>`)]);
  for (const [path, html] of [...Object.entries(PAGES), ...more]) {
    const file = join(root, base, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, html);
  }
  execFileSync(BIN, ['build', join(root, base), '--pagefind', ...flags], { stdio: 'pipe' });
  return root;
}

const plain = built('', { many: 25 });
const below = built('docs', { flags: ['--form', 'sharded'] });

/** What a script of a page gets of the API. */
const asking = (root, base, run, body) =>
  stage(() => root)(async (world) => {
    await world.page.goto(`${world.site.origin}${base}`);
    const got = await world.page.evaluate(
      async ([base, body]) => {
        const pagefind = await import(`${base}pagefind/pagefind.js`);
        return new Function('pagefind', `return (async () => { ${body} })()`)(pagefind);
      },
      [base, body],
    );
    await run(got, world);
  });

test(
  'a result has the fields that themes read, with matches marked and what is markup escaped',
  asking(
    plain,
    '/',
    ({ count, data }) => {
      assert.equal(count, 3);
      assert.equal(data.url, '/');
      assert.equal(data.meta.title, 'Boats and harbours');
      assert.equal(data.meta.author, 'Ann');
      assert.deepEqual(data.filters, { topic: ['Sea'] });
      assert.match(
        data.excerpt,
        /^<mark>Boats<\/mark> and harbours\. A first paragraph about <mark>boats<\/mark> &lt;b&gt;/,
      );
      assert.ok(!data.plain_excerpt.includes('<'));
      assert.equal(data.word_count, data.raw_content.split(' ').length);
      assert.deepEqual(
        data.locations.map((at) => data.raw_content.split(' ')[at].toLowerCase()),
        ['boats', 'boats', 'boats', 'boats'],
      );
      const [first, keel] = data.sub_results;
      assert.deepEqual([first.title, first.url], ['Boats and harbours', '/']);
      assert.deepEqual([keel.title, keel.url, keel.anchor.id], ['The keel', '/#keel', 'keel']);
      assert.ok(keel.excerpt.startsWith('The keel. <mark>Boats</mark> have a keel'), keel.excerpt);
    },
    `const { results } = await pagefind.search('boats');
     const all = await Promise.all(results.map((result) => result.data()));
     return { count: results.length, data: all.find(({ url }) => url === '/') };`,
  ),
);

test(
  'filters limit, nest and are counted; an empty query is no question, and null is for all pages',
  asking(
    plain,
    '/',
    (got) => {
      assert.deepEqual(got.values, { level: { Easy: 1 }, topic: { Land: 1, Sea: 2 } });
      assert.deepEqual(got.sea, { found: 2, whole: 3, filters: { level: { Easy: 1 }, topic: { Land: 0, Sea: 2 } } });
      assert.deepEqual(got.nested, ['/cars/', '/sail.html']);
      assert.deepEqual([got.none, got.nothing, got.all], [0, 0, 28]);
      assert.deepEqual(got.sorted, ['/cars/', '/', '/sail.html']);
    },
    `const values = await pagefind.filters();
     const urls = async ({ results }) => Promise.all(results.map(async ({ data }) => (await data()).url));
     const sea = await pagefind.search('boats', { filters: { topic: 'Sea' } });
     const nested = await pagefind.search(null, { filters: { any: [{ topic: ['Land'] }, { level: { any: ['Easy', 'Hard'] } }] } });
     const sorted = await pagefind.search('boats', { sort: { price: 'desc' } });
     return {
       values,
       sea: { found: sea.results.length, whole: sea.unfilteredResultCount, filters: sea.filters },
       nested: (await urls(nested)).sort(),
       sorted: await urls(sorted),
       all: (await pagefind.search(null)).results.length,
       none: (await pagefind.search('')).results.length,
       nothing: (await pagefind.search('boats', { filters: { topic: 'Air' } })).results.length,
     };`,
  ),
);

test(
  'pages that lack what results are sorted by are left out, and an unknown name sorts nothing',
  asking(
    plain,
    '/',
    ([sorted, unsorted]) => {
      assert.deepEqual(sorted, ['/sail.html', '/', '/cars/']);
      assert.equal(unsorted, 28);
    },
    `const { results } = await pagefind.search(null, { sort: { price: 'asc' } });
     const all = await pagefind.search(null, { sort: { colour: 'asc' } });
     return [(await Promise.all(results.map(({ data }) => data()))).map(({ url }) => url), all.results.length];`,
  ),
);

test(
  'an excerpt has the match in its middle, and a part begins at a heading with an id',
  asking(
    plain,
    '/',
    ({ excerpt, sub_results, anchors }) => {
      assert.equal(excerpt, 'and sailing boats <mark>more</mark> so.');
      assert.deepEqual(
        sub_results.map(({ title, url }) => [title, url]),
        [['The keel', '/#keel']],
      );
      assert.deepEqual(anchors, [{ element: 'h2', id: 'keel', text: 'The keel', location: 9 }]);
    },
    `await pagefind.options({ excerptLength: 5 });
     const { results } = await pagefind.search('more');
     return results[0].data();`,
  ),
);

test(
  'all results are there, each fetched when it is looked at',
  asking(
    plain,
    '/',
    ({ count, urls, before, after }) => {
      assert.equal(count, 25);
      assert.equal(new Set(urls).size, 25);
      assert.deepEqual([before, after], [0, 25]);
    },
    `const pages = () => performance.getEntriesByType('resource').filter(({ name }) => /\\/p\\d+\\.json/.test(name)).length;
     const { results } = await pagefind.search('raft');
     const before = pages();
     const urls = await Promise.all(results.map(async ({ data }) => (await data()).url));
     return { count: results.length, urls, before, after: pages() };`,
  ),
);

test(
  'below a path, in parts: addresses have it, options change them, and the page’s language answers',
  asking(
    below,
    '/docs/',
    (got, { site }) => {
      assert.deepEqual([got.url, got.raw, got.other], ['/docs/', '/', 'https://example.org/?hl=keel']);
      assert.equal(got.short, 'The <mark>keel.</mark> Boats');
      assert.deepEqual(got.danish, ['Havn', 'Havne']);
      assert.equal(got.newest, '1,null');
      assert.ok(site.requests.some((path) => path.endsWith('/m.bin')));
    },
    `const [first] = (await pagefind.search('keel')).results;
     const { url, raw_url } = await first.data();
     await pagefind.options({ baseUrl: 'https://example.org/', highlightParam: 'hl', excerptLength: 3 });
     const [again] = (await pagefind.search('keel')).results;
     const data = await again.data();
     const danish = pagefind.createInstance({ language: 'da' });
     const found = await danish.search('havn');
     const two = [pagefind.debouncedSearch('kee', {}, 1), pagefind.debouncedSearch('keel', {}, 1)];
     const [older, newer] = await Promise.all(two);
     return {
       url,
       raw: raw_url,
       other: data.url,
       short: data.sub_results[0].excerpt,
       danish: (await Promise.all(found.results.map(async ({ data }) => (await data()).meta.title))).sort(),
       newest: newer.results.length + ',' + older,
     };`,
  ),
);

test(
  'another site of ours is merged, and one of Pagefind itself is named',
  stage(() => plain)(async ({ site, page }) => {
    site.answer('/theirs/pagefind.js', { body: 'export const search = () => {};' });
    await page.goto(site.origin);
    const got = await page.evaluate(async () => {
      const pagefind = await import('/pagefind/pagefind.js');
      const alone = (await pagefind.search('boats')).results.length;
      await pagefind.mergeIndex('/pagefind', { baseUrl: '/twin/', indexWeight: 2, mergeFilter: { site: ['Twin'] } });
      const { results } = await pagefind.search('boats');
      const twin = await pagefind.search('boats', { filters: { site: 'Twin' } });
      const data = await results[0].data();
      const refused = await pagefind.mergeIndex('/theirs/').catch(({ message }) => message);
      const { site: sites } = await pagefind.filters();
      await pagefind.destroy();
      return {
        alone,
        both: results.length,
        twin: twin.results.length,
        sites,
        first: data.url,
        refused,
        after: (await pagefind.search('boats')).results.length,
      };
    });
    assert.deepEqual([got.alone, got.both, got.twin, got.after], [3, 6, 3, 3]);
    assert.deepEqual(got.sites, { Twin: 28 });
    assert.match(got.refused, /theirs\/pagefind\.js is of Pagefind: build that site with findlet build --pagefind/);
    assert.ok(['/twin/', '/twin/sail.html'].includes(got.first), `${got.first}: what weighs twice as much comes first`);
  }),
);

test(
  'pages that a deploy took away are missed once, and what it brought is found',
  stage(() => plain)(async ({ site, page }) => {
    await page.goto(site.origin);
    await page.evaluate(async () => {
      window.pagefind = await import('/pagefind/pagefind.js');
      window.found = await window.pagefind.search('boats');
    });
    site.publish(below + '/docs');
    const got = await page.evaluate(async () => {
      const missed = await window.found.results[0].data().catch(({ message }) => message);
      const { results } = await window.pagefind.search('boats');
      return {
        missed,
        after: await results[0].data().then(
          ({ meta }) => meta.title,
          ({ message }) => message,
        ),
      };
    });
    assert.match(got.missed, /p\d+\.json/);
    assert.equal(typeof got.after, 'string');
  }),
);

test(
  'an index that was built without pages for it says how to build them',
  stage(() => plain)(async ({ site, page }) => {
    site.answer(/\/pages\.json$/, { status: 404 });
    await page.goto(site.origin);
    const said = await page.evaluate(async () => {
      const pagefind = await import('/pagefind/pagefind.js');
      return pagefind.search('boats').catch(({ message }) => message);
    });
    assert.match(said, /has no pages for Pagefind's API: build the site with findlet build --pagefind/);
  }),
);

/** A package's files, or why there are none. */
function fetched(name, files) {
  try {
    return { text: contents({ client: 'npm', name, version: '1.5.2', files }), why: false };
  } catch (error) {
    return { text: '', why: `${name} can't be installed: ${String(error.message).split('\n')[0]}` };
  }
}

const UIS = {
  '@pagefind/default-ui': {
    file: 'package/npm_dist/mjs/ui-core.mjs',
    html: `<div id="search"></div><script type="module">
      import { PagefindUI } from '/ui.mjs';
      new PagefindUI({ element: '#search', bundlePath: '/pagefind/', showSubResults: true });
    </script>`,
    input: '.pagefind-ui__search-input',
    link: '.pagefind-ui__result-link',
    mark: '.pagefind-ui__result mark',
  },
  '@pagefind/component-ui': {
    file: 'package/npm_dist/mjs/component-ui.mjs',
    html: `<script type="module" src="/ui.mjs"></script>
      <pagefind-config bundle-path="/pagefind/"></pagefind-config>
      <pagefind-input></pagefind-input><pagefind-summary></pagefind-summary><pagefind-results></pagefind-results>`,
    input: 'pagefind-input input',
    link: 'pagefind-results a',
    mark: 'pagefind-results mark',
  },
};

for (const [name, { file, html, input, link, mark }] of Object.entries(UIS)) {
  const { text, why } = fetched(name, [file]);
  test(
    `the interface ${name} runs on it unchanged`,
    { skip: why },
    stage(() => plain)(async ({ site, page }) => {
      site.answer('/ui.mjs', { body: text, headers: { 'content-type': 'text/javascript' } });
      site.answer('/ui.html', { body: `<!doctype html><html lang="en"><title>Search</title>${html}</html>` });
      await page.goto(`${site.origin}/ui.html`);
      await page.locator(input).fill('keel');
      await until(
        () => page.locator(link).first().getAttribute('href'),
        (href) => href === '/' || href === '/#keel',
        'the page is found',
      );
      assert.match(await page.locator(mark).first().textContent(), /^keel/i);
    }),
  );
}

const MARKED = `<!doctype html><html lang="en"><title>Boats</title><main data-pagefind-body>
  <p id="said">Is a café-boat a Boat? <i>Café</i> boats are.</p><p class="quoted">A boat <b>boat</b>.</p>
  <p data-pagefind-ignore>No <b>boat</b> here</p></main><p id="beside">A boat beside</p></html>`;

/** What is marked where a page's script asks for it with these options, by the words of the address. */
async function marking({ site, page }, query, options) {
  site.answer('/marked.html', { body: MARKED });
  await page.goto(`${site.origin}/marked.html${query}`);
  return page.evaluate(async (options) => {
    const { default: PagefindHighlight } = await import('/pagefind/pagefind-highlight.js');
    new globalThis.PagefindHighlight(options);
    const marks = [...document.querySelectorAll('mark, em')];
    const [first] = marks;
    return {
      texts: marks.map(({ parentElement: { id, localName }, textContent }) => `${id || localName}: ${textContent}`),
      said: document.querySelector('#said').textContent,
      look: first && [first.className, first.localName, getComputedStyle(first).backgroundColor],
      isGlobal: PagefindHighlight === globalThis.PagefindHighlight,
      sheets: document.adoptedStyleSheets.length,
    };
  }, options);
}

test(
  'PagefindHighlight marks the phrases of the address where the content is, whatever their case and marks',
  stage(() => plain)(async (world) => {
    const got = await marking(world, '?pagefind-highlight=boat&pagefind-highlight=CAFE-boat');
    assert.deepEqual(got.texts, ['said: café-boat', 'said: Boat', 'said: boat', 'p: boat', 'b: boat']);
    assert.equal(got.said, 'Is a café-boat a Boat? Café boats are.');
    assert.deepEqual(got.look, ['pagefind-highlight', 'mark', 'rgb(255, 255, 0)']);
    assert.ok(got.isGlobal);
    const none = await marking(world, '?pagefind-highlight=+&other=boat');
    assert.deepEqual(none.texts, []);
  }),
);

test(
  'PagefindHighlight takes the options of the original',
  stage(() => plain)(async (world) => {
    const markOptions = { className: 'hit', element: 'em', exclude: ['.quoted'] };
    const got = await marking(world, '?h=boat%3F', { highlightParam: 'h', markOptions });
    assert.deepEqual(got.texts, ['said: Boat?']);
    assert.deepEqual(got.look.slice(0, 2), ['hit', 'em']);
    const beside = await marking(world, '?h=a+boat', { highlightParam: 'h', markContext: '#beside', addStyles: false });
    assert.deepEqual(beside.texts, ['beside: A boat']);
    assert.deepEqual([got.sheets, beside.sheets], [1, 0]);
  }),
);

test(
  'a page is found by its metadata, and leads to the address that it names',
  asking(
    (() => {
      const root = mkdtempSync(join(tmpdir(), 'findlet-pagefind-'));
      after(() => rmSync(root, { recursive: true }));
      writeFileSync(
        join(root, 'a.html'),
        page(
          'Rafts',
          '<p>They float.</p><i data-pagefind-meta="builder:Hercules"></i><i data-pagefind-meta="url:https://example.org/rafts"></i>',
        ),
      );
      writeFileSync(join(root, 'b.html'), page('Canoes', '<p>They float, too.</p>'));
      execFileSync(BIN, ['build', root, '--pagefind'], { stdio: 'pipe' });
      return root;
    })(),
    '/',
    ({ urls, subs }) => {
      assert.deepEqual(urls, ['https://example.org/rafts']);
      assert.deepEqual(subs, ['https://example.org/rafts']);
    },
    `const { results } = await pagefind.search('hercules');
     const all = await Promise.all(results.map((result) => result.data()));
     const floating = await pagefind.search('rafts');
     const [first] = await Promise.all(floating.results.map((result) => result.data()));
     return { urls: all.map(({ url }) => url), subs: first.sub_results.map(({ url }) => url) };`,
  ),
);
