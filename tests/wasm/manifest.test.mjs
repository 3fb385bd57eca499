/** What the element's interface says, the sources do; and the documents say it as it is today. */

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { failure } from '../../www/engine/errors.js';
import { attributeNames, customProperties, errors, parts } from '../../www/interface.js';
import { DOCUMENTS, filled, manifest } from '../../www/manifest.mjs';
import ts from '../../www/node_modules/typescript/lib/typescript.js';
import { here } from './native.mjs';

const WWW = here('../../www');
const [{ declarations }] = manifest.modules;
const [declaration] = declarations;

/** The widget's modules by their paths. */
const files = (await Promise.all(['', 'engine', 'view'].map(listed))).flat();

async function listed(folder) {
  const names = await readdir(join(WWW, folder));
  return names.filter((name) => /\.(js|css)$/.test(name) && name !== 'interface.js').map((name) => join(folder, name));
}

/** @param {string} path */
const read = (path) => readFile(join(WWW, path), 'utf8');

/** The styles of the form that stands in for the widget, before it is loaded. */
const STAND_IN = 'view/lazy.css';

const sheets = files.filter((path) => path.endsWith('.css') && path !== STAND_IN);
const styles = (await Promise.all(sheets.map(read))).join('\n');
const modules = await Promise.all(
  files
    .filter((path) => path.endsWith('.js'))
    .map(async (path) => ts.createSourceFile(path, await read(path), ts.ScriptTarget.Latest, true)),
);

/** Every node of the modules' syntax. */
function* nodes(found = modules) {
  for (const node of found) {
    yield node;
    yield* nodes(node.getChildren());
  }
}

const all = [...nodes()];
const texts = all.filter((node) => ts.isStringLiteralLike(node)).map(({ text }) => text);

/** The texts that an expression can be: one, or that of either branch. */
function literals(value) {
  if (value && ts.isConditionalExpression(value)) return [value.whenTrue, value.whenFalse].flatMap(literals);
  return value && ts.isStringLiteralLike(value) ? [value.text] : [];
}

/** The texts that a function is called with, at one place of its parameters; each once, sorted. */
function given(name, place) {
  const calls = all.filter((node) => ts.isCallExpression(node) && node.expression.getText() === name);
  return [...new Set(calls.flatMap(({ arguments: values }) => literals(values[place])))].toSorted();
}

test('its parts are those that are built', () => {
  assert.deepEqual(given('part', 1), Object.keys(parts).toSorted());
});

test('its events are those that are emitted', () => {
  assert.deepEqual(given('emit', 1), declaration.events.map(({ name }) => name).toSorted());
});

/** The code of a message within the client, which pages never see. */
const INNER = 'moved';

/** The codes of the engine's own errors, as its source has them. */
async function engineCodes() {
  const source = await readFile(here('../../src/core/format/error.rs'), 'utf8');
  return [...source.matchAll(/Self::\w+(?: \{ \.\. \}|\([_.]+\))? => "([a-z-]+)"/g)].map(([, code]) => code);
}

/** The codes that are set in an object, or are the default where there is none. */
function setCodes() {
  const isCode = (node) =>
    (ts.isPropertyAssignment(node) || ts.isBindingElement(node)) && node.name.getText() === 'code';
  return all
    .filter(isCode)
    .flatMap(({ initializer }) => literals(initializer))
    .filter(Boolean);
}

test('its error codes are those that are thrown', async () => {
  const codes = [...given('failure', 0), ...(await engineCodes()), ...setCodes()];
  const thrown = new Set(codes.filter((code) => code !== INNER));
  assert.deepEqual([...thrown].toSorted(), Object.keys(errors).toSorted());
});

test('every error of ours has a sentence, and every other says whose it is', () => {
  for (const [code, { message }] of Object.entries(errors)) {
    assert.equal(failure(code).message === code, message !== undefined, code);
  }
});

test('every attribute is read by a module, or has styles', () => {
  for (const name of attributeNames) {
    const isRead = texts.some((text) => text === name || text.includes(`[${name}`));
    assert.ok(isRead || styles.includes(`:host([${name}`), name);
  }
});

test('its custom properties are those that the styles read, with the same defaults', () => {
  // Before its default, the accent is that of the page's theme.
  const plain = styles.replace(/var\(--legible, (light-dark\([^()]*\))\)/, '$1');
  const used = Object.entries(customProperties).map(([name, about]) => `var(${name}, ${about.default})`);
  for (const use of used) assert.ok(plain.includes(use), use);
  assert.equal(styles.split('var(--findlet-').length - 1, used.length);
});

test('the form that stands in reads no custom property but those', async () => {
  const used = [...(await read(STAND_IN)).matchAll(/var\((--findlet-[\w-]+)/g)].map(([, name]) => name);
  assert.ok(used.length > 0);
  for (const name of used) assert.ok(Object.hasOwn(customProperties, name), name);
});

test('the tables in the documents are made of it', async () => {
  for (const name of DOCUMENTS) {
    const text = await read(name);
    assert.equal(text, filled(text), `run \`node www/manifest.mjs\`: ${name} is not of today`);
  }
});

test('what is made of it has a type and a text for everything', () => {
  const { attributes, members, events, slots, cssParts, cssProperties } = declaration;
  for (const list of [attributes, members, events, slots, cssParts, cssProperties]) assert.ok(list.length > 0);
  for (const { name, description } of [...attributes, ...members, ...events, ...slots, ...cssParts, ...cssProperties]) {
    assert.ok(description, name);
  }
});
