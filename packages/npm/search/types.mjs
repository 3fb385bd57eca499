/** The types of the package in one file: what `www/page.d.ts` exports, and all that it names. */

import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The attributes as JSX has them. */
const ELEMENT_ATTRIBUTES = `
/** The attributes of \`<findlet-search>\`, for JSX and templates. */
export type ElementAttributes = { [name in AttributeName]?: string | number | boolean };
`;

/**
 * @param {string} www the folder of the widget's sources
 * @returns {Promise<string>}
 */
export async function typesOf(www) {
  const ts = createRequire(join(www, 'package.json'))('typescript');
  const { attributeNames } = await import(join(www, 'interface.js'));
  const program = ts.createProgram([join(www, 'page.d.ts'), join(www, 'types.d.ts')], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowJs: true,
    noEmit: true,
    types: [],
  });
  const types = new Types(ts, program);
  types.all(program.getSourceFile(join(www, 'page.d.ts')));
  types.named(program.getSourceFile(join(www, 'types.d.ts')), 'Library');
  const names = attributeNames.map((/** @type {string} */ name) => `'${name}'`).join(' | ');
  return [
    '/** `<findlet-search>`, its events, and search without it. */\n',
    ...types.texts.values(),
    `\nexport type AttributeName = ${names};\n`,
    ELEMENT_ATTRIBUTES,
    "\nexport declare const init: Library['init'];\nexport declare const search: Library['search'];\n",
  ].join('');
}

/** Declarations and what they name, each once. */
class Types {
  /** @type {Map<unknown, string>} */
  texts = new Map();
  #ts;
  #program;
  #checker;

  constructor(ts, program) {
    this.#ts = ts;
    this.#program = program;
    this.#checker = program.getTypeChecker();
  }

  /** All declarations of a file, global ones included. */
  all(file) {
    for (const statement of file.statements) {
      if (this.#ts.isModuleDeclaration(statement) || this.#isType(statement)) this.#add(statement);
    }
  }

  /** One declaration of a file. */
  named(file, name) {
    this.#add(file.statements.find((statement) => this.#isType(statement) && statement.name.text === name));
  }

  #isType(statement) {
    return this.#ts.isInterfaceDeclaration(statement) || this.#ts.isTypeAliasDeclaration(statement);
  }

  #add(statement) {
    if (this.texts.has(statement)) return;
    this.texts.set(statement, '');
    this.texts.set(statement, this.#text(statement));
  }

  /** A declaration as it stands; one that names a module is what it comes to. */
  #text(statement) {
    const text = statement.getFullText().replace(/^\s+/, '\n');
    if (this.#ts.isTypeAliasDeclaration(statement) && /\bimport\(|English/.test(text)) return this.#resolved(statement);
    this.#follow(statement);
    const exported = /^(\s*(\/\*\*.*?\*\/\s*)?)(?=(interface|type|declare) )/s;
    return this.#ts.isModuleDeclaration(statement) ? `${text}\n` : `${text.replace(exported, '$1export ')}\n`;
  }

  #resolved(statement) {
    const { NoTruncation, InTypeAlias } = this.#ts.TypeFormatFlags;
    const type = this.#checker.getTypeAtLocation(statement.name);
    return `\nexport type ${statement.name.text} = ${this.#checker.typeToString(type, undefined, NoTruncation | InTypeAlias)};\n`;
  }

  /** Adds what a declaration names, unless the language or the browser has it. */
  #follow(node) {
    if (this.#ts.isIdentifier(node)) {
      let symbol = this.#checker.getSymbolAtLocation(node);
      if (symbol && symbol.flags & this.#ts.SymbolFlags.Alias) symbol = this.#checker.getAliasedSymbol(symbol);
      for (const declaration of symbol?.declarations ?? []) {
        const file = declaration.getSourceFile();
        const isOurs = !this.#program.isSourceFileDefaultLibrary(file) && declaration.parent === file;
        if (isOurs && this.#isType(declaration)) this.#add(declaration);
      }
    }
    this.#ts.forEachChild(node, (child) => this.#follow(child));
  }
}
