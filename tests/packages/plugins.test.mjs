/**
 * What the plugins of generators say where something can't work. Each is called as its generator calls it, which is a
 * stand-in here: `tests/sites` has the real ones, and takes longer.
 */

import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before, describe } from 'node:test';

import { COMMAND, failure, folder, installed, run, site, write } from './place.mjs';

/** Nobody: root may write whatever is read-only. */
const NOBODY = 65534;

/** How a plugin is called once pages are in the folder `pages`, with `settings`; `version` is the generator's. */
const HEAD = `import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const [pages, settings, version] = [process.argv[2], JSON.parse(process.argv[3]), process.argv[4]];
`;

const PLUGINS = {
  docusaurus: {
    generator: '@docusaurus/core',
    old: ['2.4.3', /needs Docusaurus 3 or newer, and this is 2\.4\.3: upgrade it/],
    call: `import findlet from '@findlet/docusaurus';
const { theme, ...others } = settings;
const siteConfig = { themeConfig: {}, themes: theme ? [theme] : [], plugins: [] };
const i18n = { currentLocale: 'en', defaultLocale: 'en' };
await findlet({ siteDir: process.cwd(), outDir: pages, baseUrl: '/', siteConfig, i18n }, others).postBuild();`,
    second: [
      { theme: 'docusaurus-lunr-search' },
      /@findlet\/docusaurus and docusaurus-lunr-search are both the search/,
    ],
  },
  eleventy: {
    generator: '@11ty/eleventy',
    old: ['2.0.1', /We found Eleventy version '2\.0\.1', and >=3\.0 is asked for/],
    call: `import findlet from '@findlet/eleventy';
const after = [];
findlet({
  versionCheck(range) {
    const least = Number(range.slice(2));
    if (Number.parseFloat(version) < least) throw new Error(\`We found Eleventy version '\${version}', and \${range} is asked for\`);
  },
  addShortcode() {},
  on: (name, listener) => after.push(listener),
}, settings);
for (const one of after) await one({ directories: { output: pages }, outputMode: 'fs' });`,
  },
  'hexo-search': {
    generator: 'hexo',
    old: ['6.3.0', /needs Hexo 7 or newer, and this is 6\.3\.0: upgrade it/],
    call: `const consoles = new Map([['generate', Object.assign(async () => {}, { desc: '', options: {} })]]);
globalThis.hexo = {
  version,
  public_dir: pages,
  config: { root: '/', findlet: settings },
  log: console,
  extend: {
    helper: { register() {} },
    console: { get: (name) => consoles.get(name), register: (name, desc, options, run) => consoles.set(name, run) },
  },
};
await import('@findlet/hexo-search');
await consoles.get('generate')({});`,
  },
  starlight: {
    generator: 'astro',
    old: ['5.1.9', /needs Astro 5\.2 or newer, and this is 5\.1\.9: upgrade it/],
    call: `import findlet from '@findlet/starlight';
const { Search, ...others } = settings;
const integrations = [];
findlet(others).hooks['config:setup']({
  config: { components: { Search } },
  updateConfig() {},
  addIntegration: (one) => integrations.push(one),
});
const dir = pathToFileURL(\`\${pages}/\`);
for (const { hooks } of integrations) {
  hooks['astro:config:done']({ config: { base: '/', outDir: dir }, buildOutput: 'static' });
  await hooks['astro:build:done']({ dir, logger: console });
}`,
    second: [{ Search: './src/Search.astro' }, /@findlet\/starlight and \.\/src\/Search\.astro are both the search/],
  },
  vitepress: {
    generator: 'vitepress',
    old: ['0.22.4', /needs VitePress 1 or newer, and this is 0\.22\.4: upgrade it/],
    call: `import { withFindlet } from '@findlet/vitepress';
const { search, ...others } = settings;
const { buildEnd } = withFindlet({ themeConfig: { search } }, others);
await buildEnd({ outDir: pages, logger: console });`,
    second: [{ search: { provider: 'local' } }, /@findlet\/vitepress and themeConfig\.search are both the search/],
  },
};

/** Where all of them are installed, in front of no generator. @type {string} */
let home;

before(async () => {
  const plugins = Object.keys(PLUGINS).map((name) => `findlet-${name}`);
  home = await installed([...COMMAND, ...plugins], ['--legacy-peer-deps']);
  // For the test that isn't root.
  chmodSync(home, 0o755);
  for (const [name, { generator, call }] of Object.entries(PLUGINS)) {
    write(join(home, name, 'build.mjs'), HEAD + call);
    stand(name, generator, '99.0.0');
  }
});

/** Puts a generator of a version where the plugin looks for it. @param {string} name @param {string} generator @param {string} version */
function stand(name, generator, version) {
  write(join(home, name, 'node_modules', generator, 'package.json'), JSON.stringify({ version }));
}

/** The page of a site which is read again. */
const PAGE =
  '<!doctype html><html lang="en"><title>Box</title><main><h1>Box</h1><p>A sextant in its box.</p></main></html>';

for (const [name, { generator, old, second }] of Object.entries(PLUGINS)) {
  describe(name, () => {
    const build = (
      /** @type {string} */ pages,
      settings = {},
      version = '99.0.0',
      /** @type {object} */ options = {},
    ) =>
      run(process.execPath, ['build.mjs', pages, JSON.stringify(settings), version], {
        cwd: join(home, name),
        ...options,
      });
    const said = async (/** @type {Promise<unknown>} */ building) => (await failure(building)).stderr;

    test('a generator that is too old is named with its version, and nothing is written', async () => {
      const pages = site(folder());
      const [version, message] = old;
      stand(name, generator, version);
      try {
        assert.match(await said(build(pages, {}, version)), message);
      } finally {
        stand(name, generator, '99.0.0');
      }
      assert.ok(!existsSync(join(pages, 'findlet')));
    });

    test('a build without pages is an error, and writes nothing', async () => {
      const pages = folder();
      assert.match(await said(build(pages)), /nothing to index/);
      assert.ok(!existsSync(join(pages, 'findlet')));
    });

    test('a base path of its own is refused: it follows the generator', async () => {
      assert.match(await said(build(site(folder()), { baseUrl: '/elsewhere/' })), /has no option baseUrl: it follows/);
    });

    test('a folder that nobody may write to is named', async () => {
      const inside = folder();
      const pages = site(inside);
      chmodSync(inside, 0o755);
      chmodSync(pages, 0o555);
      const options = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
      const message = await said(build(pages, {}, '99.0.0', options));
      assert.ok(message.includes(pages), message);
      assert.match(message, /[Pp]ermission denied/);
    });

    test('an index that was committed is replaced, and files that are no index are left', async () => {
      const pages = site(folder());
      await build(pages);
      write(join(pages, 'box.html'), PAGE);
      await build(pages);
      const { stdout } = await run(join(home, 'node_modules/.bin/findlet'), ['search', '--index', pages, 'sextant']);
      assert.match(stdout, /box/);

      const other = site(folder());
      mkdirSync(join(other, 'findlet'));
      write(join(other, 'findlet/notes.txt'), 'Mine.');
      assert.ok((await said(build(other))).includes(join(other, 'findlet')));
      assert.equal(readFileSync(join(other, 'findlet/notes.txt'), 'utf8'), 'Mine.');
    });

    if (second)
      test('a second search of the site is named', async () => {
        const [settings, message] = second;
        assert.match(await said(build(site(folder()), settings)), message);
      });
  });
}
