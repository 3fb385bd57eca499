/** The command from npm: installed from the packed files alone, it builds a site that Chromium searches. */

import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { before } from 'node:test';

import { stage } from '../browser/browser.mjs';
import { COMMAND, failure, folder, installed, packed, run, site, write } from './place.mjs';

const PLATFORM = `@findlet/${process.platform}-${process.arch}`;

/** A folder with the packages and a site. @type {string} */
let home;
/** @type {string} */
let pages;

before(async () => {
  home = await installed(COMMAND);
  pages = site(home);
});

/** @param {string[]} words @param {Record<string, string>} [environment] */
const findlet = (words, environment) =>
  run('npx', ['--no-install', 'findlet', ...words], { cwd: home, env: { ...process.env, ...environment } });

/** The package as a script of the folder imports it. */
const library = (at = home) => import(pathToFileURL(join(at, 'node_modules/findlet/index.js')).href);

const scene = stage(() => pages);

test('npx builds, checks and searches without anything else installed', async () => {
  const { stdout } = await findlet(['build', 'public']);
  assert.match(stdout, /^3 pages indexed/m);
  assert.ok(existsSync(join(pages, 'findlet/findlet.load.js')));
  await findlet(['check', 'public']);
  assert.match((await findlet(['search', '--index', 'public', 'tides'])).stdout, /Tides/);
});

test(
  'the site that it built is searched in Chromium',
  scene(async ({ site, page, find }) => {
    await findlet(['build', 'public']);
    await page.goto(site.origin);
    await find.input.fill('lightho');
    await find.hits(1);
    await page.keyboard.press('Enter');
    await page.waitForURL(/lighthouse/);
  }),
);

test('the command ends as the program does', async () => {
  const { code, stderr } = await failure(findlet(['build', 'nowhere']));
  assert.equal(code, 2);
  assert.match(stderr, /nowhere/);
  assert.equal((await failure(findlet(['search', '--index', 'public', 'xylophone']))).code, 1);
});

test('no package has a dependency at run time, or a script that runs when it is installed', () => {
  for (const name of ['findlet', PLATFORM]) {
    const about = JSON.parse(readFileSync(join(home, 'node_modules', name, 'package.json'), 'utf8'));
    assert.deepEqual([about.dependencies, about.scripts], [undefined, undefined], name);
  }
});

test('what everybody installs is less than 5 kB', () => {
  assert.ok(statSync(packed('findlet')).size < 5000);
});

test('build resolves to the summary, and says how far it is', async () => {
  const { build, check } = await library();
  const steps = [];
  const onProgress = (progress) => steps.push(progress);
  const summary = await build('public', { cwd: home, exclude: ['tides/**'], onProgress });
  assert.equal(summary.documents, 2);
  assert.ok(summary.leftOut.some(({ name }) => name.includes('tides')));
  assert.ok(steps.some(({ done, total }) => done === total && total > 0));
  assert.deepEqual(await check('public', { cwd: home }), { documents: 2, parts: 0, problems: [] });
});

test('settings have the names of findlet.toml in camel case', () => {
  const documented = readFileSync(new URL('../../docs/command.md', import.meta.url), 'utf8');
  const table = documented.split('<!-- settings -->')[1].split('<!-- /settings -->')[0];
  const names = [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);
  const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const types = readFileSync(join(home, 'node_modules/findlet/index.d.ts'), 'utf8');
  const declared = types.split('interface Settings {')[1].split('}')[0];
  const typed = [...declared.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name);
  assert.deepEqual(['site', ...typed], names.map(camel));
});

test('every kind of setting arrives', async () => {
  const { build } = await library();
  const out = join(home, 'elsewhere');
  const settings = { out, weights: { title: 5, body: 1 }, stemming: false, k1: 1.2, ignore: ['nav', 'p:empty'] };
  const summary = await build(pages, settings);
  assert.equal(summary.out, out);
  await assert.rejects(build(pages, { k1: -1 }), ({ name, code, exitCode, message }) => {
    assert.deepEqual([name, code, exitCode], ['FindletError', 'failed', 2]);
    return /k1/.test(message);
  });
});

test('a folder without pages is an error that says so', async () => {
  const { build } = await library();
  const empty = folder();
  await assert.rejects(build(empty), ({ code, message }) => code === 'empty' && /nothing to index/.test(message));
  assert.ok(!existsSync(join(empty, 'findlet')));
});

test('an abort signal ends the command, with its reason', async () => {
  const { build } = await library();
  const reason = new Error('enough');
  await assert.rejects(build(pages, { signal: AbortSignal.abort(reason) }), reason);
  const abort = new AbortController();
  const building = build(pages, { signal: abort.signal, onProgress: () => abort.abort(reason) });
  await assert.rejects(building, reason);
});

test('FINDLET_BINARY names another program', async () => {
  const program = join(home, 'node_modules', PLATFORM, 'findlet');
  const bare = await installed(['findlet'], ['--omit=optional']);
  const { stdout } = await run('npx', ['--no-install', 'findlet', '--version'], {
    cwd: bare,
    env: { ...process.env, FINDLET_BINARY: program },
  });
  assert.match(stdout, /^findlet \d/);
  const wrong = await failure(findlet(['--version'], { FINDLET_BINARY: '/nowhere/findlet' }));
  assert.match(wrong.stderr, /FINDLET_BINARY names \/nowhere\/findlet, and no file is there/);
});

test('a lock file that left the program out is named, with the command that mends it', async () => {
  const bare = await installed(['findlet'], ['--omit=optional']);
  const { code, stderr } = await failure(run('npx', ['--no-install', 'findlet', 'build', 'public'], { cwd: bare }));
  assert.equal(code, 2);
  assert.match(stderr, new RegExp(`the package ${PLATFORM} is not installed`));
  assert.match(stderr, new RegExp(`npm install ${PLATFORM}@\\d`));
});

test('a program without its run bit gets it back', async () => {
  chmodSync(join(home, 'node_modules', PLATFORM, 'findlet'), 0o644);
  await findlet(['--version']);
});

test('a program that does not start is an error', async () => {
  const wrong = write(join(home, 'wrong'), '#!/nowhere/at/all\n');
  chmodSync(wrong, 0o755);
  const { code, stderr } = await failure(findlet(['--version'], { FINDLET_BINARY: wrong }));
  assert.equal(code, 2);
  assert.match(stderr, /wrong does not start/);
});

/** Runs the command as another machine or another Node.js would. @param {string} change */
const pretending = (change) =>
  failure(run('node', ['--import', `data:text/javascript,${change}`, 'node_modules/findlet/bin.js'], { cwd: home }));

test('a platform without a package is told which there are', async () => {
  const change = "Object.defineProperty(process, 'platform', { value: 'sunos' })";
  const { code, stderr } = await pretending(encodeURIComponent(change));
  assert.equal(code, 2);
  assert.match(
    stderr,
    /no package for sunos-\w+, only for .*\. Install @findlet\/wasm32-wasi@\d.* that `cargo install findlet` made/,
  );
});

test('an old Node.js is told which is needed', async () => {
  const change = "Object.defineProperty(process, 'versions', { value: { node: '18.20.8' } })";
  const { code, stderr } = await pretending(encodeURIComponent(change));
  assert.equal(code, 2);
  assert.match(stderr, /needs Node\.js 20 or newer/);
});

test('a site that cannot be written to is an error that names the folder', async () => {
  const { build } = await library();
  const moved = join(home, 'moved');
  write(join(moved, 'index.html'), '<title>A page</title><p>Words.');
  write(join(moved, 'findlet'), 'a file in the way');
  await assert.rejects(build(moved), ({ code, message }) => code === 'failed' && /findlet/.test(message));
  rmSync(join(moved, 'findlet'));
  renameSync(moved, join(home, 'moved again'));
  assert.equal((await build(join(home, 'moved again'))).documents, 1);
});
