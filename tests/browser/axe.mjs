/** What axe finds in a page, and pictures for eyes: set FINDLET_SCREENSHOTS to a folder. */

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @import { Page } from 'playwright-core' */

const AXE = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const RULES = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations', 'incomplete'],
};
/**
 * What axe may leave to people: colours under a link that is stretched over its row, which it can't
 * see through. The contrast of our colours is measured by a test of its own.
 */
const UNDECIDED = ['color-contrast'];

export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

/** @param {keyof typeof SIZES} size */
export function device(size) {
  return { viewport: SIZES[size], hasTouch: size === 'phone', isMobile: size === 'phone' };
}

/**
 * Fails if axe finds anything in the page, or can't decide where it should.
 *
 * @param {Page} page
 * @param {string} name of what is looked at
 * @param {string} [within] selector of what is looked at; default: the page
 */
export async function clean(page, name, within = 'html') {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const { violations, incomplete } = await page.evaluate(
    ([rules, within]) => window.axe.run(within, rules),
    /** @type {const} */ ([RULES, within]),
  );
  const undecided = incomplete.filter(({ id }) => !UNDECIDED.includes(id));
  const found = [...violations, ...undecided].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })),
  );
  await picture(page, name);
  assert.deepEqual(found, [], name);
}

/** @param {Page} page @param {string} name */
export async function picture(page, name) {
  const folder = process.env.FINDLET_SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
