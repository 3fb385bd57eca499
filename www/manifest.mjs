/**
 * Makes what is derived of the element's interface, as interface.js and page.d.ts have it: custom-elements.json
 * (https://github.com/webcomponents/custom-elements-manifest), the types of the properties that mirror attributes, and the
 * tables in the documentation. `node manifest.mjs` writes the tables; the linker writes the rest.
 */

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

import { failure } from './engine/errors.js';
import { attributes, customProperties, errors, parts, slots } from './interface.js';

const WWW = new URL('./', import.meta.url);

/** The documents with tables in them, each between `<!-- NAME -->` and `<!-- /NAME -->`. */
export const DOCUMENTS = ['errors', 'languages', 'theming', 'widget'].map((name) => `../docs/${name}.md`);

/** The declarations of the files that pages see, by name. */
const declarations = Object.fromEntries(
  (await Promise.all(['types.d.ts', 'page.d.ts'].map(source))).flatMap((file) =>
    [...file.statements, ...file.statements.filter(ts.isModuleDeclaration).flatMap(({ body }) => body.statements)]
      .filter(ts.isInterfaceDeclaration)
      .map((found) => [found.name.text, found]),
  ),
);

/** @param {string} name of a file of types */
async function source(name) {
  return ts.createSourceFile(name, await readFile(new URL(name, WWW), 'utf8'), ts.ScriptTarget.Latest, true);
}

/** @param {string} name of an interface @returns {import('typescript').TypeElement[]} */
const membersOf = (name) => [...declarations[name].members];

/** The members of an interface and one that it extends, whose own go over. */
function declared(base, name) {
  const own = membersOf(name);
  const names = own.map(nameOf);
  return [...own, ...membersOf(base).filter((node) => !names.includes(nameOf(node)))];
}

/** What a comment says of a declaration. */
const said = (node) => ts.displayPartsToString(node.jsDoc?.map(({ comment }) => ({ text: comment ?? '' })) ?? []);

const nameOf = ({ name }) => (ts.isStringLiteral(name) ? name.text : name.getText());

/** Methods and fields besides the properties of attributes, as the manifest has them. */
const members = declared('Results', 'FindletSearchElement').map((node) => {
  const about = { name: nameOf(node), description: said(node) };
  const isMethod = ts.isMethodSignature(node) && !node.questionToken;
  if (!isMethod) return { kind: 'field', ...about, type: { text: typeOf(node) } };
  const parameters = node.parameters.map(({ name, type, questionToken }) => ({
    name: name.getText(),
    type: { text: type.getText() },
    ...(questionToken && { optional: true }),
  }));
  return { kind: 'method', ...about, parameters, return: { type: { text: node.type.getText() } } };
});

/** @param {import('typescript').TypeElement} node a field, or a method that a page may give */
function typeOf(node) {
  if (ts.isPropertySignature(node)) return node.type.getText() + (node.questionToken ? ' | undefined' : '');
  const parameters = node.parameters.map((parameter) => parameter.getText()).join(', ');
  return `((${parameters}) => ${node.type.getText()}) | undefined`;
}

/** Events with the fields of their details. */
const events = membersOf('GlobalEventHandlersEventMap').map((node) => {
  const [detail] = node.type.typeArguments;
  return {
    name: nameOf(node),
    type: node.type.getText(),
    description: said(node),
    detail: membersOf(detail.getText()).map(nameOf),
  };
});

/** The manifest of the element. */
export const manifest = {
  schemaVersion: '2.1.0',
  readme: 'README.md',
  modules: [
    {
      kind: 'javascript-module',
      path: 'element.js',
      declarations: [
        {
          kind: 'class',
          customElement: true,
          name: 'FindletSearch',
          tagName: 'findlet-search',
          superclass: { name: 'HTMLElement', package: 'global:' },
          description: said(declarations.FindletSearchElement),
          attributes: attributes.map(({ name, type, description, ...rest }) => ({
            name,
            type: { text: type },
            description,
            ...(rest.default && { default: rest.default.replaceAll('`', '') }),
            fieldName: property(name),
          })),
          members,
          events: events.map(({ name, type, description }) => ({ name, type: { text: type }, description })),
          slots: described(slots),
          cssParts: described(parts),
          cssProperties: Object.entries(customProperties).map(([name, about]) => ({ name, ...about })),
        },
      ],
      exports: [
        {
          kind: 'custom-element-definition',
          name: 'findlet-search',
          declaration: { name: 'FindletSearch', module: 'element.js' },
        },
      ],
    },
  ],
};

/** @param {Record<string, string>} texts by name */
function described(texts) {
  return Object.entries(texts).map(([name, description]) => ({ name, description }));
}

/** @param {string} attribute */
function property(attribute) {
  return attribute.replace(/-./g, ([, letter]) => letter.toUpperCase());
}

/** The properties that attributes are, as TypeScript has them. */
function types() {
  const accessors = attributes.map(({ name, type, description, ...rest }) => {
    const meaning = `${description[0].toUpperCase()}${description.slice(1)}`;
    const notes = [rest.default && ` Default: ${rest.default}.`, type === 'string' ? '' : ` Means \`${type}\`.`];
    return `  /** ${meaning}.${notes.filter(Boolean).join('')} */
  get ${property(name)}(): string | null;
  set ${property(name)}(value: Setting);
`;
  });
  return `/** The attributes of \`<findlet-search>\` as properties: texts, or null where there is none. */

/** What one can be set to: \`true\` sets an empty attribute; \`false\` and \`null\` remove it. */
export type Setting = string | number | boolean | null;

export interface AttributeProperties {
${accessors.join('')}}
`;
}

/** @param {string[][]} rows the first is the head */
function table([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`.replaceAll('\n', ' ').replaceAll('|  |', '| |');
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {readonly import('./interface.js').Attribute[]} listed */
const attributeTable = (listed) =>
  table([
    ['name', 'default', 'meaning'],
    ...listed.map(({ name, description, ...rest }) => [`\`${name}\``, rest.default ?? '', description]),
  ]);

const code = (names) => names.map((name) => `\`${name}\``).join(', ');

/** The languages of the interface, as the first lines of their files have them; English is the model of the others. */
async function languageRows() {
  const names = (await readdir(new URL('lang/', WWW))).toSorted();
  const rows = names.map(async (name) => {
    const text = await readFile(new URL(`lang/${name}`, WWW), 'utf8');
    const [, language = 'English', state = 'the model'] = text.match(/^\/\*\* ([^:\n]+): ([^.\n]+)\./) ?? [];
    return [`\`${name.replace('.js', '')}\``, language, state];
  });
  return Promise.all(rows);
}

/** What messages of errors are about, in the table of them. */
const EXAMPLE = { url: 'ADDRESS', status: 404, expected: 8, found: 7 };

/** A method with the names of its parameters, or a field. */
function called({ kind, name, parameters }) {
  const names = parameters?.map((parameter) => parameter.name + (parameter.optional ? '?' : '')).join(', ');
  return kind === 'method' ? `${name}(${names})` : name;
}

/** The tables by the names of their places. */
const TABLES = {
  attributes: attributeTable(attributes),
  events: table([
    ['name', '`detail`', 'when'],
    ...events.map(({ name, detail, description }) => [`\`${name}\``, code(detail), description]),
  ]),
  'custom properties': table([
    ['name', 'default', 'what for'],
    ...Object.entries(customProperties).map(([name, about]) => [
      `\`${name}\``,
      `\`${about.default}\``,
      about.description,
    ]),
  ]),
  parts: table([['name', 'what'], ...described(parts).map(({ name, description }) => [`\`${name}\``, description])]),
  slots: table([
    ['name', 'what'],
    ...described(slots).map(({ name, description }) => [name ? `\`${name}\`` : 'no name', description]),
  ]),
  languages: table([['tag', 'language', 'state'], ...(await languageRows())]),
  members: table([['name', 'what'], ...members.map((member) => [`\`${called(member)}\``, member.description])]),
  errors: table([
    ['code', 'message', 'cause', 'what to do'],
    ...Object.entries(errors).map(([name, { cause, cure, ...rest }]) => [
      `\`${name}\``,
      rest.message ?? failure(name, EXAMPLE).message,
      cause,
      cure,
    ]),
  ]),
};

/**
 * A document with the tables of today.
 *
 * @param {string} text
 */
export function filled(text) {
  return Object.entries(TABLES).reduce((filling, [name, rows]) => {
    const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
    const [before, rest] = filling.split(open);
    return rest === undefined ? filling : `${before}${open}${rows}\n${close}${rest.split(close)[1]}`;
  }, text);
}

/** Writes what isn't kept in the repository. */
export async function generate() {
  const folder = new URL('generated/', WWW);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('custom-elements.json', folder), JSON.stringify(manifest, null, 2) + '\n');
  await writeFile(new URL('attributes.d.ts', folder), types());
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await generate();
  for (const name of DOCUMENTS) {
    const url = new URL(name, WWW);
    await writeFile(url, filled(await readFile(url, 'utf8')));
  }
}
