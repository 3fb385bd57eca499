/** The custom-elements manifest and the tables of the README say what the sources do. */

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

const WWW = new URL('../../www/', import.meta.url);

/** @param {string} path */
const read = (path) => readFile(new URL(path, WWW), 'utf8');

const { customElements: path } = JSON.parse(await read('package.json'));
const manifest = JSON.parse(await read(path));
const [module] = manifest.modules;
const [declaration] = module.declarations;

const element = await read('element.js');
const properties = await read('properties.js');
/** What looks at the element it belongs to. */
const around = (await Promise.all(['loaded.js', 'parameter.js'].map(read))).join('\n');
const styles = await read('view/styles.css');
const modules = (await readdir(new URL('view/', WWW))).filter((name) => name.endsWith('.js'));
const sources = [...modules.map((name) => `view/${name}`), 'findlet.modes.js'];
const view = (await Promise.all(sources.map(read))).join('\n');
const readme = await read('README.md');

/** What the groups of a pattern find, each once, in order. */
const found = (source, pattern) => [...new Set([...source.matchAll(pattern)].map((match) => match[1]))].toSorted();
const names = (list) => list.map(({ name }) => name).toSorted();

/** The code names of a part of the README, from a heading to the next. */
const section = (heading) => readme.split(`## ${heading}\n`)[1].split('\n## ')[0];

test('it is a manifest of this element', () => {
  assert.match(manifest.schemaVersion, /^2\.\d+\.\d+$/);
  assert.equal(module.path, 'element.js');
  assert.ok(element.includes(`const TAG = '${declaration.tagName}'`));
  assert.ok(element.includes(`class ${declaration.name} extends ${declaration.superclass.name}`));
  assert.deepEqual(module.exports[0].declaration, { name: declaration.name, module: module.path });
});

test('its attributes are those that are read, and that have styles', () => {
  const observed = /observedAttributes = \[([^\]]*)\]/.exec(element)?.[1] ?? '';
  const attributes = [
    ...found(element, /this\.(?:get|has)Attribute\('([\w-]+)'/g),
    ...found(around, /(?:host|widget)\.getAttribute\('([\w-]+)'/g),
    ...found(observed, /'([\w-]+)'/g),
    ...found(view, /(?:host|Host)\.(?:get|has)Attribute\('([\w-]+)'/g),
    ...found(/const MIRRORED =\s*'([^']*)'/.exec(properties)?.[1] ?? '', /([\w-]+)/g),
    ...found(styles, /:host\(\[([\w-]+)/g).filter((name) => name !== 'hidden'),
  ];
  assert.deepEqual(names(declaration.attributes), [...new Set(attributes)].toSorted());
});

test('its events are those that are emitted, with the types that are declared', async () => {
  assert.deepEqual(names(declaration.events), found(element, /#emit\('([\w-]+)'/g));
  const types = await read('page.d.ts');
  for (const { name, type } of declaration.events) assert.ok(types.includes(`'${name}': ${type.text};`), name);
});

test('its parts are those that are built', () => {
  assert.deepEqual(names(declaration.cssParts), found(view, /\bpart\(\s*'[\w-]+',\s*'([\w-]+)'/g));
});

test('its custom properties are those that the styles read', () => {
  assert.deepEqual(names(declaration.cssProperties), found(styles, /var\((--findlet-[\w-]+)/g));
});

test('its members are those that anyone can use', () => {
  const body = element.slice(element.indexOf('class FindletSearch'));
  const callbacks = /Callback$|^constructor$/;
  const members = found(body, /^ {2}(?:async |get |set )?([a-z]\w*)\(/gm).filter((name) => !callbacks.test(name));
  members.push(...found(body, /^ {2}([a-z]\w*) = this\./gm));
  // Expandos, so that those set before there is the class are kept.
  if (/\(this\)\)\.strings/.test(body)) members.push('strings');
  if (/host\.renderHit/.test(view)) members.push('renderHit');
  assert.deepEqual(names(declaration.members), members.toSorted());
});

test('the tables of the README name the same', () => {
  const rows = (heading) => found(section(heading), /^\| `([\w-]+)` \|/gm);
  assert.deepEqual(rows('Attributes'), names(declaration.attributes));
  assert.deepEqual(rows('Events'), names(declaration.events));
  const looks = section('Looks');
  const [properties, parts] = looks.split('Parts for');
  const short = declaration.cssProperties.map(({ name }) => name.replace('--findlet', ''));
  assert.deepEqual(found(properties, /`(?:--findlet)?(-[a-z-]+)`/g), short.toSorted());
  assert.deepEqual(found(parts.split(': ')[1], /`([\w-]+)`/g), names(declaration.cssParts));
});
