/** Pages with strict policies. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage, until } from './browser.mjs';

const scene = stage();

const STRICT = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types findlet',
].join('; ');

/** Collects what the policy refused. */
const watch = (page) =>
  page.addInitScript(() => {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });

test(
  'search and offline work under the strictest policy, which refuses nothing',
  scene(async ({ site, page, find }) => {
    site.everywhere['content-security-policy'] = STRICT;
    // A worker obeys its own file's policy, and there importScripts with a plain address is refused.
    site.answer('/findlet-sw.js', { headers: { 'content-security-policy': "script-src 'self'; connect-src 'self'" } });
    await watch(page);
    await page.goto(site.origin);
    await find.input.pressSequentially('ministry');
    await find.results.first().waitFor();
    assert.ok((await find.marks.count()) > 0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await find.input.fill('xylophone');
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'nothing is found',
    );
    await until(
      () => page.evaluate(() => navigator.serviceWorker.controller !== null),
      (is) => is,
      'the worker is registered',
    );
    // The panel is where it belongs: its style sheet and its position were not refused.
    assert.ok((await find.panel.boundingBox()).y > (await find.input.boundingBox()).y);
    assert.deepEqual(await page.evaluate(() => window.refused), []);
  }),
);

test(
  'where the policy’s name is taken, search works and offline says that it doesn’t',
  scene(async ({ site, page, find }) => {
    site.everywhere['content-security-policy'] = STRICT.replace('trusted-types findlet', "trusted-types 'none'");
    await page.addInitScript(() => {
      window.failures = [];
      document.addEventListener('findlet-error', (event) => window.failures.push(event.detail.code));
    });
    await page.goto(site.origin);
    await until(
      () => page.evaluate(() => window.failures),
      (codes) => codes.includes('no-worker'),
      'it is said',
    );
    await find.input.fill('ministry');
    await find.results.first().waitFor();
  }),
);
