/** The command from PyPI: the wheel alone, in a virtual environment, without an index to ask. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';

import { failure, folder, PACKED, run, site, write } from './place.mjs';

const wheel = readdirSync(PACKED).find((file) => file.endsWith('.whl'));
const options = { skip: wheel ? false : 'there is no Python with pip to make a wheel' };

/** A folder with a site and a virtual environment. @type {string} */
let home;
/** @type {string} */
let pages;

before(async () => {
  if (!wheel) return;
  home = folder();
  pages = site(home);
  await run('python3', ['-m', 'venv', 'environment'], { cwd: home });
  await run(program('pip'), ['install', '--quiet', '--no-index', '--no-cache-dir', join(PACKED, wheel)]);
});

/** @param {string} name of a program in the environment */
const program = (name) => join(home, 'environment/bin', name);

/** Runs a script, and resolves to what it printed as JSON. @param {string} script @param {Record<string, string>} [environment] */
async function python(script, environment) {
  const lines = ['import json, findlet', ...script.split('\n').map((line) => line.trimEnd())];
  const path = write(join(home, 'script.py'), lines.join('\n'));
  const { stdout } = await run(program('python'), [path], { cwd: home, env: { ...process.env, ...environment } });
  return JSON.parse(stdout);
}

test('pip installs a command that builds and checks', options, async () => {
  const { stdout } = await run(program('findlet'), ['build', 'public'], { cwd: home });
  assert.match(stdout, /^3 pages indexed/m);
  await run(program('python'), ['-m', 'findlet', 'check', 'public'], { cwd: home });
  assert.ok(existsSync(join(pages, 'findlet/findlet.load.js')));
});

test('the command ends as the program does', options, async () => {
  const { code, stderr } = await failure(run(program('python'), ['-m', 'findlet', 'build', 'nowhere'], { cwd: home }));
  assert.equal(code, 2);
  assert.match(stderr, /nowhere/);
});

test('build returns the summary, and says how far it is', options, async () => {
  const told = await python(`
steps = []
summary = findlet.build("public", exclude=["tides/**"], stemming=False, weights={"title": 5}, progress=lambda *step: steps.append(step))
print(json.dumps([summary["documents"], any(done == total for _, done, total in steps), findlet.check("public")["problems"]]))`);
  assert.deepEqual(told, [2, true, []]);
});

test('errors have a code and say why', options, async () => {
  const told = await python(`
def failing(site, **settings):
    try:
        findlet.build(site, **settings)
    except findlet.FindletError as error:
        return [error.code, error.exit_code, str(error)]
import os
os.makedirs("empty", exist_ok=True)
print(json.dumps([failing("empty"), failing("public", k1=-1)]))`);
  assert.deepEqual(
    told.map(([code, exitCode]) => [code, exitCode]),
    [
      ['empty', 1],
      ['failed', 2],
    ],
  );
  assert.match(told[0][2], /nothing to index/);
  assert.match(told[1][2], /k1/);
});

test('FINDLET_BINARY names another program', options, async () => {
  const script = `
try:
    findlet.binary()
except findlet.FindletError as error:
    print(json.dumps([error.code, str(error)]))`;
  const [code, message] = await python(script, { FINDLET_BINARY: '/nowhere/findlet' });
  assert.equal(code, 'binary');
  assert.match(message, /FINDLET_BINARY names \/nowhere\/findlet, and no file is there/);
});

test('the wheel is typed, and depends on nothing', options, async () => {
  const told = await python(`
import importlib.metadata, pathlib
print(json.dumps([(pathlib.Path(findlet.__file__).parent / "py.typed").exists(), importlib.metadata.requires("findlet"), importlib.metadata.version("findlet")]))`);
  const manifest = readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8');
  const [, version] = /^version = "(.*)"$/m.exec(manifest);
  assert.deepEqual(told, [true, null, version]);
});
