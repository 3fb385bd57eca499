/** What stands beside the packages: the crate's assets, the installer of a release, the steps of the action. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { before } from 'node:test';

import { failure, folder, hashes, run, site, write } from './place.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMMAND = /** @type {string} */ (process.env.FINDLET_BIN ?? join(ROOT, 'target/debug/findlet'));
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');

test('the crate of the command carries what the sources build', async () => {
  const crates = join(TARGET, 'package');
  const name = readdirSync(crates).find((file) => /^findlet-\d.*\.crate$/.test(file));
  const at = folder();
  await run('tar', ['-xzf', join(crates, name), '-C', at]);
  const unpacked = join(at, basename(name, '.crate'));
  assert.deepEqual(hashes(join(unpacked, 'assets')), hashes(join(TARGET, 'xtask/assets')));
  const top = readdirSync(unpacked);
  assert.ok(
    ['README.md', 'main.rs', 'build.rs', 'Cargo.lock'].every((file) => top.includes(file)),
    top.join(),
  );
});

/** A release as a server has it, with the command under test in the archive of this platform. */
let release = '';
/** @type {string} */
let files;

before(async () => {
  files = folder();
  const triple = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-unknown-linux-musl`;
  const name = `findlet-0.0.9-${triple}`;
  mkdirSync(join(files, name));
  copyFileSync(COMMAND, join(files, name, 'findlet'));
  await run('tar', ['-czf', `${name}.tar.gz`, name], { cwd: files });
  const sum = createHash('sha256')
    .update(readFileSync(join(files, `${name}.tar.gz`)))
    .digest('hex');
  writeFileSync(join(files, 'SHA256SUMS'), `${sum}  ${name}.tar.gz\n`);
  const server = createServer(({ url }, response) => {
    try {
      response.end(readFileSync(join(files, basename(url))));
    } catch {
      response.writeHead(404).end();
    }
  }).unref();
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  release = `http://127.0.0.1:${server.address().port}`;
});

const onLinux = { skip: process.platform === 'linux' ? false : 'the release of this test is for Linux' };

/** @param {Record<string, string>} environment */
const install = (environment) =>
  run('sh', [join(ROOT, 'packages/release/install.sh')], {
    env: { ...process.env, FINDLET_RELEASES: release, ...environment },
  });

test('the installer takes the newest release, or the one that is named', onLinux, async () => {
  for (const version of [{}, { FINDLET_VERSION: '0.0.9' }]) {
    const at = join(folder(), 'bin');
    const { stdout } = await install({ FINDLET_FOLDER: at, ...version });
    assert.match(stdout, /^findlet \d.* is in .*bin\nnote: .* is not on the PATH\n$/);
    assert.match((await run(join(at, 'findlet'), ['--version'])).stdout, /^findlet \d/);
  }
});

test('the installer installs nothing whose checksum is another', onLinux, async () => {
  const sums = readFileSync(join(files, 'SHA256SUMS'), 'utf8');
  writeFileSync(join(files, 'SHA256SUMS'), sums.replace(/^..../, '0000'));
  const at = folder();
  const { code, stderr } = await failure(install({ FINDLET_FOLDER: at }));
  writeFileSync(join(files, 'SHA256SUMS'), sums);
  assert.equal(code, 1);
  assert.match(stderr, /is not what SHA256SUMS says; nothing was installed/);
  assert.deepEqual(readdirSync(at), []);
});

/** Runs what the action's step runs. @param {string} at @param {Record<string, string>} [inputs] */
async function action(at, inputs) {
  const [GITHUB_STEP_SUMMARY, GITHUB_OUTPUT] = ['summary.md', 'output'].map((name) => write(join(at, name), ''));
  const environment = { ...process.env, FINDLET_BINARY: COMMAND, GITHUB_STEP_SUMMARY, GITHUB_OUTPUT, ...inputs };
  const running = run('node', [join(ROOT, 'packages/action/run.mjs')], { cwd: at, env: environment });
  const { stderr } = await running.catch((error) => error);
  const code = await running.then(
    () => 0,
    (error) => error.code,
  );
  return {
    code,
    stderr,
    summary: readFileSync(GITHUB_STEP_SUMMARY, 'utf8'),
    output: readFileSync(GITHUB_OUTPUT, 'utf8'),
  };
}

test('the action builds, checks and sums up', async () => {
  const at = folder();
  const pages = site(at);
  write(join(pages, 'old|<b>.html'), '<title>Old</title><meta name="robots" content="noindex"><p>Words.');
  const { code, summary, output } = await action(at, { INPUT_SITE: 'public', INPUT_ARGS: '--exclude tides' });
  assert.equal(code, 0);
  assert.equal(output, 'documents=2\n');
  assert.match(summary, /^\| 2 \| en 2 \|/m);
  assert.match(summary, /Left out: 2/);
  assert.match(summary, /old&#124;&#60;b&#62;\.html/);
});

test('the action fails with an annotation where a site has no page, or a flag is wrong', async () => {
  const at = folder();
  mkdirSync(join(at, 'public'));
  const empty = await action(at, { INPUT_SITE: 'public' });
  assert.equal(empty.code, 1);
  assert.match(empty.stderr, /^::error::there was nothing to index$/m);
  const wrong = await action(at, { INPUT_SITE: 'public', INPUT_ARGS: '--no-such-flag' });
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /--no-such-flag/);
  assert.match(wrong.stderr, /^::error::findlet build failed/m);
});
