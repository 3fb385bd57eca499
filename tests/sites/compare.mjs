/** A site with our search, and the same with the one that it replaces: bytes, and the first three results of twenty queries. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { launch } from '../browser/browser.mjs';
import { serve } from '../browser/site.mjs';
import { handbook, QUERIES } from './content.mjs';
import { GENERATORS } from './place.mjs';

/** How many results are looked at. */
const FIRST = 3;

const TITLES = Object.fromEntries(handbook('en').map(({ path, title }) => [path, title]));

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} root
 * @property {string} page to begin on
 * @property {(page: import('playwright-core').Page) => Promise<unknown>} [open] what leads to the field
 * @property {string} [field] selector of the field; none without search
 * @property {string} [results] selector of what is shown for a hit
 * @property {boolean} [isSubmitted] whether Enter leads to the results
 */

/**
 * Visits a site, and searches it by typing.
 *
 * @param {Contender} contender
 */
async function measured({ root, page: start, open, field, results, isSubmitted }) {
  const browser = await launch();
  const site = await serve(root);
  try {
    const page = await browser.newPage();
    let bytes = 0;
    const pending = new Set();
    const seen = new Set();
    page.on('response', (response) => {
      // What a second page loads again is in the browser's cache.
      if (seen.has(response.url())) return;
      seen.add(response.url());
      const counting = response.body().then(
        (body) => (bytes += gzipSync(body, { level: 9 }).length),
        () => {},
      );
      pending.add(counting);
    });
    const sum = async () => {
      await page.waitForLoadState('networkidle');
      await Promise.all(pending);
      return bytes;
    };
    await page.goto(site.origin + start, { waitUntil: 'networkidle' });
    const before = await sum();
    if (!field || !results) return { before, more: 0, first: 0, found: 0 };
    await open?.(page);
    const input = page.locator(field).first();
    const texts = async (/** @type {string} */ query) => {
      await input.fill('');
      await input.pressSequentially(query);
      if (isSubmitted) {
        await input.press('Enter');
        await page.waitForURL((url) => url.searchParams.get('q') === query);
      }
      await page.waitForLoadState('networkidle');
      // What is shown has settled once it stays the same for half a second.
      let last = '';
      for (let same = 0; same < 10; ) {
        const now = (await page.locator(results).allTextContents()).slice(0, FIRST).join('\n');
        same = now === last ? same + 1 : 0;
        last = now;
        await page.waitForTimeout(50);
      }
      return last.split('\n');
    };
    await texts('keel');
    const after = await sum();
    const ranks = [];
    for (const [query, path] of QUERIES)
      ranks.push((await texts(query)).findIndex((text) => text.includes(TITLES[path])));
    return {
      before,
      more: after - before,
      first: ranks.filter((rank) => rank === 0).length,
      found: ranks.filter((rank) => rank >= 0).length,
    };
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * Compares contenders on one site, and leaves the table for `cargo xtask sites` to print.
 *
 * @param {string} generator
 * @param {Contender[]} contenders
 */
export async function compared(generator, contenders) {
  const rows = [];
  for (const contender of contenders) rows.push({ name: contender.name, ...(await measured(contender)) });
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const lines = rows.map(
    ({ name, before, more, first, found }) =>
      `| ${name} | ${kilobytes(before)} | ${kilobytes(more)} | ${first} | ${found} |`,
  );
  const head = `| ${generator} | page before interest, gzip | more to the first results | meant page first, of ${QUERIES.length} | among the first ${FIRST} |`;
  writeFileSync(
    join(GENERATORS, `compared-${generator}.md`),
    `${[head, '| --- | --- | --- | --- | --- |', ...lines].join('\n')}\n`,
  );
  return rows;
}
