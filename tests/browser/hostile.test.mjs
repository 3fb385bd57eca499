/** Content, queries, addresses and configuration that want to be more than text: none of them is. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { attributeNames } from '../../www/interface.js';
import { stage, until } from './browser.mjs';
import { brokenSite, craftedSite, NAUGHTY, naughtySite, PAYLOADS, WORD } from './hostile.mjs';

const TRUSTED = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "require-trusted-types-for 'script'",
  'trusted-types findlet',
].join('; ');
const naughty = naughtySite();
const broken = brokenSite();
const crafted = craftedSite();

const POLICIES = { 'under Trusted Types': TRUSTED, 'without a policy': '' };

/** Attributes that are addresses: with another there is no search to look at. */
const ADDRESSES = ['src', 'base-url', 'offline'];

/** All that the widget is made of. */
const ELEMENTS =
  'search div input slot p button ol ul li span a mark kbd time del bdi details summary fieldset legend label select option img';

/**
 * Watches for scripts that run, dialogs, and requests to anywhere else; the policy, too, if there is one.
 *
 * @param {import('./browser.mjs').World} world
 * @param {string} policy
 */
async function watch({ site, page }, policy) {
  if (policy) site.everywhere['content-security-policy'] = policy;
  const elsewhere = /** @type {string[]} */ ([]);
  page.on('request', (request) => new URL(request.url()).origin === site.origin || elsewhere.push(request.url()));
  page.on('dialog', (dialog) => dialog.dismiss());
  await page.addInitScript(() => {
    window.attacks = [];
    for (const name of ['attacked', 'alert', 'confirm', 'prompt', 'print']) {
      window[name] = () => window.attacks.push(name);
    }
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      // Pictures are where pages say: that policies keep them away is their job.
      if (effectiveDirective !== 'img-src') window.attacks.push(`${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  await page.addInitScript(prepared, ELEMENTS);
  return { elsewhere, attacks: () => page.evaluate(() => window.attacks) };
}

/**
 * What is in the widget that it didn't make: other elements, attributes that run, addresses that scripts have.
 *
 * @param {import('playwright-core').Page} page
 */
const foreign = (page) => page.evaluate(() => window.foreign());

/** Runs in the page, before all else: gives it `foreign()`, and `asked(query)`, which waits for the answer. */
function prepared(elements) {
  const root = () => document.querySelector('findlet-search').shadowRoot;
  window.foreign = () => {
    const known = new Set(elements.split(' '));
    return [...root().querySelectorAll('*')].flatMap((element) => [
      ...(known.has(element.localName) ? [] : [element.outerHTML]),
      ...[...element.attributes]
        .filter(({ name }) => /^on|^srcdoc|^formaction/.test(name))
        .map(({ name, value }) => `${name}=${value}`),
      ...['href', 'src']
        .filter((name) => element.hasAttribute(name) && !/^https?:$/.test(new URL(element[name]).protocol))
        .map((name) => element[name]),
    ]);
  };
  window.asked = async (query) => {
    const panel = root().querySelector("[part='panel']");
    const input = root().querySelector("[part='input']");
    input.focus();
    input.value = query;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    while (panel.dataset.state === 'loading') await new Promise((next) => setTimeout(next));
  };
}

/**
 * What queries bring into the widget that it didn't make, by query: asked one after the other, in one go.
 *
 * @param {import('playwright-core').Page} page
 * @param {string[]} queries
 */
function broughtBy(page, queries) {
  return page.evaluate(async (queries) => {
    const brought = [];
    for (const query of queries) {
      await window.asked(query);
      const found = window.foreign();
      if (found.length) brought.push({ query, found });
    }
    return brought;
  }, queries);
}

/** Shows all results of the word, with the facets open. */
async function showAll({ page, find }, count) {
  await find.input.fill(WORD);
  for (let shown = 100; shown < count; shown += 100) {
    await until(
      () => find.results.count(),
      (rows) => rows >= shown,
      `${shown} rows are there`,
    );
    await find.more.evaluate((more) => more.click());
  }
  await find.hits(count);
  await page
    .locator("findlet-search [part='toggle']")
    .evaluateAll((toggles) => toggles.forEach((toggle) => toggle.click()));
}

describe('naughty strings, from file to result', () => {
  const scene = stage(() => naughty);

  for (const [name, policy] of Object.entries(POLICIES)) {
    test(
      `in titles, texts, headings, facets, paths and pictures, ${name}`,
      scene(async (world) => {
        const { page, find } = world;
        const watched = await watch(world, policy);
        await page.goto(world.site.origin);
        await showAll(world, NAUGHTY.length);
        assert.deepEqual(await foreign(page), []);
        const titles = await find.links.allTextContents();
        const plain = (/** @type {string} */ text) => text.replace(/\s+/g, ' ');
        for (const [at, string] of NAUGHTY.entries()) {
          if (/[<>&"']/.test(string) && !/[^\x20-\x7e]/.test(string)) {
            assert.ok(
              titles.includes(plain(`${string} ${WORD} ${at}`).trim()),
              `${string} is a title, letter by letter`,
            );
          }
        }
        assert.deepEqual(await watched.attacks(), []);
        assert.deepEqual(
          watched.elsewhere.filter((url) => !isPicture(url)),
          [],
        );
      }),
    );

    test(
      `as queries, ${name}`,
      scene(async (world) => {
        const { page } = world;
        const watched = await watch(world, policy);
        await page.goto(world.site.origin);
        await world.find.input.fill(WORD);
        await world.find.results.first().waitFor();
        // Rows are looked at above: what is new here is what is said of the query.
        await world.find.host.evaluate((host) => host.setAttribute('limit', '5'));
        const queries = NAUGHTY.filter((string) => /[<>&"'{]/.test(string));
        assert.deepEqual(await broughtBy(page, queries), []);
        assert.deepEqual(await watched.attacks(), []);
        assert.equal(new URL(page.url()).origin, world.site.origin);
      }),
    );

    test(
      `in the page's address, as query and as words to highlight, ${name}`,
      scene(async (world) => {
        const { page, site, find } = world;
        const watched = await watch(world, policy);
        for (const payload of PAYLOADS) {
          await page.goto(
            `${site.origin}/?${new URLSearchParams({ q: payload, highlight: payload, 'q.kind': payload, 'q.sort': payload })}`,
          );
          await until(
            () => find.message.textContent(),
            (text) => text && !text.startsWith('Loading'),
            `there is an answer to ${payload}`,
          );
          assert.equal(await find.input.inputValue(), payload);
          assert.deepEqual(await foreign(page), [], payload);
          assert.equal(await page.locator('main *').count(), 1, `${payload} adds nothing to the page`);
        }
        assert.deepEqual(await watched.attacks(), []);
      }),
    );
  }
});

/** Whether a page's picture was asked for: pages may have them anywhere. */
const isPicture = (/** @type {string} */ url) => !/\.(js|wasm|css|bin|json)$/.test(url.split(/[?#]/)[0]);

describe('broken HTML, from file to result', () => {
  const scene = stage(() => broken.root);

  for (const [name, policy] of Object.entries(POLICIES)) {
    test(
      `what parsers disagree about runs nothing, ${name}`,
      { skip: broken.skip },
      scene(async (world) => {
        const { page, find } = world;
        const watched = await watch(world, policy);
        await page.goto(world.site.origin);
        await find.input.fill(WORD);
        const total = await until(
          () => find.message.textContent(),
          (text) => /^(About )?[\d,]+ results$/.test(text),
          'they are found',
        );
        // Some are frames or end before their text does; nearly all can be found.
        assert.ok(Number.parseInt(total.replace(/\D/g, '')) > broken.count * 0.9, `${total} of ${broken.count}`);
        await showAll(world, 300);
        assert.deepEqual(await foreign(page), []);
        assert.deepEqual(await watched.attacks(), []);
        assert.deepEqual(watched.elsewhere, []);
      }),
    );
  }
});

describe('an index made by hand', () => {
  const scene = stage(() => crafted.root);

  for (const [name, policy] of Object.entries(POLICIES)) {
    test(
      `leads nowhere that runs a script, ${name}`,
      scene(async (world) => {
        const { page, find } = world;
        const watched = await watch(world, policy);
        await page.goto(world.site.origin);
        await find.input.fill(WORD);
        await find.hits(crafted.count);
        assert.deepEqual(await foreign(page), []);
        // Without the query, which the address takes on once typing pauses.
        const where = () => page.url().split('?')[0];
        const before = where();
        await find.results.evaluateAll((rows) =>
          rows.forEach((row) => row.querySelectorAll('a').forEach((link) => link.click())),
        );
        await find.input.press('Enter');
        assert.equal(where(), before, 'nothing is followed');
        assert.deepEqual(await watched.attacks(), []);
        assert.deepEqual(watched.elsewhere, []);
      }),
    );
  }
});

describe('configuration', () => {
  const scene = stage();

  for (const [name, policy] of Object.entries(POLICIES)) {
    test(
      `texts and attributes of the page are text, ${name}`,
      scene(async (world) => {
        const { page, site, find } = world;
        const watched = await watch(world, policy);
        const english = await import('../../www/lang/en.js');
        const keys = Object.values(english).flatMap(Object.keys);
        await page.goto(site.origin);
        const bad = '<img src=x onerror=attacked()> {query} {count} {results} {title} {value} {url} {directive}';
        await find.host.evaluate(
          (host, { bad, keys, attributes }) => {
            host.strings = Object.fromEntries([...keys, 'facet:topic'].map((key) => [key, bad]));
            for (const attribute of attributes) host.setAttribute(attribute, bad);
            host.setAttribute('min-length', '0');
          },
          { bad, keys, attributes: attributeNames.filter((name) => !ADDRESSES.includes(name)) },
        );
        await find.input.waitFor();
        assert.deepEqual(await broughtBy(page, ['ministry', 'xylophone', 'minstry']), []);
        assert.match(await find.message.textContent(), /<img src=x/);
        assert.deepEqual(await watched.attacks(), []);
      }),
    );
  }
});
