/** The widget in the themes of documentation sites: legible, whole, light or dark as they are. FINDLET_SCREENSHOTS has pictures. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clean, device } from './axe.mjs';
import { stage } from './browser.mjs';
import { contents } from './themes/packages.mjs';
import { THEMES } from './themes/themes.mjs';

const scene = stage();
const WIDGET = '<findlet-search show="date sections missing suggestion path"></findlet-search>';

/** The style of a theme, or why it can't be fetched. @param {import('./themes/themes.mjs').Theme} theme */
function styleOf({ source, style = '' }) {
  try {
    return { css: (source ? contents(source) : '') + style, why: false };
  } catch (error) {
    return {
      css: '',
      why: `${source?.name} can't be installed: ${String(/** @type {Error} */ (error).message).split('\n')[0]}`,
    };
  }
}

/** What of the open widget could be better. @param {import('./browser.mjs').World['find']} find */
const faults = (find) =>
  find.host.evaluate((host) => {
    const root = /** @type {ShadowRoot} */ (host.shadowRoot);
    const panel = root.querySelector('[part=panel]');
    const { left, right, top, bottom } = panel.getBoundingClientRect();
    const corners = [left + 12, right - 12].flatMap((x) =>
      [top + 12, Math.min(bottom, innerHeight) - 12].map((y) => [x, y]),
    );
    const isWhole = corners.every(([x, y]) => document.elementFromPoint(x, y)?.closest('findlet-search') === host);
    const texts = [...root.querySelectorAll('[part]')].filter(
      (part) => part.checkVisibility() && part.textContent?.trim(),
    );
    const small = texts.filter((part) => Number.parseFloat(getComputedStyle(part).fontSize) < 14);
    const odd = texts.filter((part) => {
      const { letterSpacing, textIndent, fontStyle, wordSpacing } = getComputedStyle(part);
      return letterSpacing !== 'normal' || textIndent !== '0px' || fontStyle !== 'normal' || wordSpacing !== '0px';
    });
    const names = (/** @type {Element[]} */ parts) => parts.map((part) => part.getAttribute('part'));
    return { isWhole, isInWindow: left >= 0 && right <= innerWidth, small: names(small), odd: names(odd) };
  });

for (const [name, theme] of Object.entries(THEMES)) {
  const { css, why } = styleOf(theme);
  for (const size of /** @type {const} */ (['desktop', 'phone'])) {
    for (const scheme of theme.isLight ? /** @type {const} */ (['light']) : /** @type {const} */ (['light', 'dark'])) {
      test(
        `${name}, ${scheme}, ${size}`,
        { skip: why },
        scene(async (world) => {
          const { site, page, find } = world;
          const { html = '', body = '' } = theme.says(scheme);
          // A theme is loaded with its page: its sheet is a file.
          site.answer('/theme.css', { body: css });
          site.answer('/page.html', {
            body: `<!doctype html><html lang="en" ${html}><title>Page</title><meta name="viewport" content="width=device-width">
              <link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/findlet/findlet.css">
              <script src="/findlet/findlet.load.js" defer></script><body ${body}>${theme.page(WIDGET)}</body></html>`,
          });
          await page.goto(site.origin + '/page.html');
          await find.input.waitFor();
          assert.equal(
            await find.input.evaluate((input) => getComputedStyle(input).getPropertyValue('background-color')),
            scheme === 'dark' ? 'rgb(28, 30, 34)' : 'rgb(255, 255, 255)',
          );
          await find.input.fill('Anna Maria Berg');
          await find.results.first().waitFor();
          assert.deepEqual(await faults(find), { isWhole: true, isInWindow: true, small: [], odd: [] });
          // The panel covers links of the page, whichever the fonts put there; axe knows no top layer, and takes them to be in front.
          await page.evaluate(() => document.querySelectorAll('a').forEach((link) => link.removeAttribute('href')));
          await clean(page, `theme-${name}-${scheme}-${size}`, 'findlet-search');
        }, device(size)),
      );
    }
  }
}
