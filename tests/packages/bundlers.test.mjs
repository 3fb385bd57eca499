/** The widget from npm, packed by the bundlers that pages are made with, and searched in Chromium. */

import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';

import { stage } from '../browser/browser.mjs';
import { COMMAND, installed, run, site, write } from './place.mjs';

/** The folder that packages are installed in. @type {string} */
let home;
/** A folder of what each bundler made. @type {Record<string, string>} */
const made = {};

const PAGE = (/** @type {string} */ script) => `<!doctype html><html lang="vi"><title>Home</title>
  <main><h1>Home</h1><p>All begins here.</p></main><findlet-search></findlet-search>
  <script type="module" src="${script}"></script></html>`;

before(async () => {
  home = await installed(['findlet-search', ...COMMAND]);
  write(join(home, 'main.js'), "import { search } from '@findlet/search';\nwindow.search = search;\n");
});

/** Puts the pages of a site beside what a bundler made, and indexes them. @param {string} out */
async function indexed(out) {
  cpSync(site(home), out, { recursive: true, filter: (path) => !path.endsWith('public/index.html') });
  await run('npx', ['--no-install', 'findlet', 'build', out, '--languages', 'together'], { cwd: home });
}

test('Vite packs it without a warning', async () => {
  const vite = await import('vite');
  const warnings = [];
  const logger = { ...vite.createLogger('warn'), warn: (message) => warnings.push(message) };
  write(join(home, 'index.html'), PAGE('/main.js'));
  made.vite = join(home, 'made by vite');
  await vite.build({ root: home, configFile: false, customLogger: logger, build: { outDir: made.vite } });
  assert.deepEqual(warnings, []);
  await indexed(made.vite);
});

test('webpack packs it without a warning', async () => {
  const { default: webpack } = await import('webpack');
  made.webpack = join(home, 'made by webpack');
  const stats = await new Promise((resolve, reject) => {
    webpack(
      {
        mode: 'production',
        context: home,
        entry: './main.js',
        output: { path: made.webpack, filename: 'main.js' },
        performance: false,
      },
      (error, stats) => (error ? reject(error) : resolve(stats)),
    );
  });
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }), { errors: [], warnings: [] });
  write(join(made.webpack, 'index.html'), PAGE('/main.js'));
  await indexed(made.webpack);
});

for (const bundler of ['vite', 'webpack']) {
  const scene = stage(() => made[bundler]);

  test(
    `what ${bundler} packed searches, in the language of the page`,
    scene(async ({ site, page, find }) => {
      await page.goto(site.origin);
      await find.input.fill('moon');
      await find.hits(1);
      await page.waitForFunction(() => {
        const field = document.querySelector('findlet-search').shadowRoot.querySelector('input');
        return field.placeholder && field.placeholder !== 'Search';
      });
      assert.equal(await page.evaluate(async () => (await window.search('harbour')).total), 0);
      assert.equal(await page.evaluate(async () => (await window.search('lamp')).results[0].title), 'Lighthouse');
      await page.keyboard.press('Enter');
      await page.waitForURL(/tides/);
    }),
  );
}

test('on a server the import defines nothing and throws nothing', async () => {
  const script = "const found = await import('@findlet/search'); console.log(Object.keys(found).sort().join());";
  const { stdout } = await run('node', ['--input-type=module', '--eval', script], { cwd: home });
  assert.equal(stdout.trim(), 'init,search');
});

test('the package has what its exports name, and nothing that only makes it', () => {
  const at = join(home, 'node_modules/@findlet/search');
  const about = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
  const names = readdirSync(at);
  const named = Object.values(about.exports).flatMap((entry) =>
    typeof entry === 'string' ? entry : Object.values(entry),
  );
  for (const path of named) assert.ok(names.includes(path.slice(2)), path);
  assert.deepEqual(
    names.filter((name) => name.endsWith('.mjs')),
    [],
  );
  assert.equal(about.dependencies, undefined);
});
