/** What the widget's modules hand to each other. What the engine answers is declared beside it, in `src/wasm/wire.rs`. */

import type { Tape } from './generated/glue.js';
import type {
  Card,
  Excerpt,
  Explanation,
  Facet,
  Hit,
  Part,
  Range,
  Read,
  Section,
  Suggestions,
  Unit,
} from './generated/wire.js';

import type { Rows } from './view/rows.js';

export type { Card, Excerpt, Explanation, Facet, Hit, Part, Range, Section, Suggestions, Tape, Unit };

/** The answer to a search, as far as the attached parts give it. */
export interface Answer extends Read {
  /** Whether nothing is needed and nothing failed. */
  complete: boolean;
}

/** What the client uses of the engine; the core engine lacks the last three. */
export interface Engine {
  search(query: string, limit: number, offset: number, refine: string): Answer;
  attach(id: number, bytes: Uint8Array): void;
  fail(id: number): void;
  detach(budget: number): number;
  suggest(query: string, limit: number): Suggestions;
  explain(query: string, document: number): Explanation[];
  parse(query: string): Unit[];
  memory?: WebAssembly.Memory;
}

/** findlet.json: the indexes of a site by language. */
export interface Pointer {
  /** The language whose index answers those that have none. */
  default: string;
  indexes: Record<string, IndexEntry>;
}

export interface IndexEntry {
  /** Relative to the pointer. */
  folder: string;
  /** Whether the index is beside the engine rather than inside it. */
  sharded: boolean;
  /** The languages of all other indexes. */
  others?: string[];
  /** The versions of pages, by the folders that they are in. */
  versions?: Record<string, string>;
}

/** A condition on documents; dates are numbers: 20221203. */
export interface Filter {
  /** The name of a facet or, for a range, of something to sort by. */
  name: string;
  /** One of these values at least. */
  any?: string[];
  /** All of them. */
  all?: string[];
  /** None of them. */
  none?: string[];
  /** A number from this to the other, both included. */
  from?: number;
  to?: number;
}

/** What only the full engine does, with two exceptions; the core engine names it in `unknown`. */
export interface Refinement {
  filters?: Filter[];
  /** The facets whose values are counted. */
  facets?: string[];
  sort?: { name: string; descending?: boolean };
  /** Only documents whose address begins with this directory: `/v2/`. Core engine too, as what follows. */
  scope?: string;
  /**
   * Whether to wait for excerpts and sections. Without it an answer comes as soon as there are titles,
   * with those excerpts whose texts are at hand, as all are of an index inside the engine.
   */
  excerpts?: boolean;
}

/** A document that matches, with its card in place. */
export interface SearchHit extends Omit<Hit, 'card' | 'sections'>, Omit<Card, 'url' | 'date' | 'metadata'> {
  /** Absolute, or null where the index names an address that a page must not link to. */
  url: string | null;
  /** The same, at the text that matches: a link to it. */
  href: string | null;
  /** The id of the heading that the text stands under; empty where it stands under none. */
  anchor: string;
  /** As in `2022-12-03`. */
  date: string | null;
  /** The sections that match best, each with the id of its heading in the page, and a link to it. */
  sections: (Section & { href: string | null })[];
  metadata: Record<string, string>;
  /** The page in other versions, where the site has several. */
  versions?: { version: string; url: string }[];
}

/** The answer to a search, for pages. */
export interface Result extends Omit<Answer, 'hits' | 'needs' | 'failed'> {
  query: string;
  results: SearchHit[];
  /** Paths of the parts that could not be loaded. */
  failed: string[];
  /** What is said instead of a count, of a query that was not asked. */
  notice?: string;
  /** How many of the total are in other languages than the page's, where all were asked. */
  elsewhere?: number;
}

export interface SearchOptions extends Refinement {
  limit?: number;
  offset?: number;
  signal?: AbortSignal;
}

export interface LibraryOptions {
  /** Folder of the indexes; default: the folder of findlet.js. */
  src?: string;
  /** Which language's index to use, `*` for all of them, the page's own first; default: that of the page. */
  lang?: string;
  /** What the addresses of documents are relative to; default: the parent of that folder. */
  baseUrl?: string;
}

/** What an engine is opened with. */
export interface OpenOptions {
  /** Where the module, the manifest and the parts are, absolute. */
  folder?: string;
  /** That of a sharded index, asked for together with the module. */
  manifest?: Promise<Response>;
  /** An index to use instead of those. */
  index?: Uint8Array;
  /** Opens the index that was put in this one's place, if any was. */
  reopen?(): Promise<Searcher | null>;
}

/** An open index, ready for questions. */
export interface Searcher {
  /** Asks the engine, fetching the parts it needs; the engine's own answer. */
  answer(query: string, options?: SearchOptions): Promise<Answer>;
  /** The same with absolute addresses and without what only the engine needs to know. */
  search(query: string, options?: SearchOptions & { base?: string }): Promise<Result>;
  /** How the word being typed may go on, and what the query may have meant. Full engine only, as what follows. */
  suggest(query: string, options?: { limit?: number; signal?: AbortSignal }): Promise<Suggestions>;
  /** Why a document answers a query that was searched before. */
  explain(query: string, document: number): Promise<Explanation[]>;
  /** How a query is understood. */
  parse(query: string): Promise<Unit[]>;
  /** Fetches once more what `failed` named; searches after it find what came. */
  retry(): Promise<void>;
  /** The memory of the engine, to be measured. */
  readonly memory?: WebAssembly.Memory;
  /** Whether its index is in parts, so that excerpts may come after their titles. */
  readonly isSharded?: boolean;
}

/** What of the widget comes with an index: `findlet.view.js`. */
export type View = typeof import('./findlet.view.js');

/** What of the address: `findlet.history.js`. */
export type History = typeof import('./findlet.history.js');

/** What of its presentation: `findlet.modes.js`. */
export type Modes = typeof import('./findlet.modes.js');

/** The scripts in the folder of an index, apart from the engine. */
export interface Parts {
  offline: typeof import('./findlet.offline.js');
  search: typeof import('./findlet.search.js');
  extras: typeof import('./findlet.extras.js');
  view: View;
  modes: Modes;
  history: History;
}

/** What a presentation is made of. */
export interface ModeWidget {
  host: HTMLElement;
  view: import('./view/view.js').View;
  words: Pick<import('./view/strings.js').Words, 'get'>;
  /** Closes the results. */
  dismiss(): void;
}

/** How a widget is presented. */
export interface Mode {
  /** What opens the dialog, where there is one. */
  trigger?: HTMLElement;
  /** Takes on other words. */
  name(): void;
  open(): void;
  close(): void;
}

/** Facets and the values that are let through. */
export type Filters = Record<string, string[]>;

/** What the address of a page is kept up with. */
export interface HistoryWidget {
  host: Host & { close(): void };
  view: import('./view/view.js').View;
  session: import('./session.js').Session;
  /** Told whether the address has a query: its results are shown without a focus, in the dialog if there is one. */
  ask(asked: boolean): void;
}

/** What an entry of the browser's history remembers of its search: the hit that was opened, and what was to be seen. */
export interface Visit {
  rank?: number;
  rows?: number;
  /** How far the row was below the top of the panel. */
  top?: number;
}

export type { Rows };

/** An open index, and where others are found. */
export interface Opened extends Searcher {
  /** The languages of other indexes of the site. */
  others?: string[];
  /** Where those come from. */
  library?: Library;
  /** The versions of pages, by the folders that they are in. */
  versions?: Record<string, string>;
}

export interface Library {
  /** The folder that `src` names, as an absolute address. */
  folder(src?: string | null): string;
  /** Opens the engine of a folder for a language, once per page. */
  open(folder: string, language?: string): Promise<Opened>;
  /** A part of the widget that comes with an index. */
  script<Name extends keyof Parts>(folder: string, language: string, name: Name): Promise<Parts[Name]>;
  /** Forgets an engine, so that the next `open` starts afresh. */
  forget(folder: string, language: string): void;
  /** Opens the engine and returns it. */
  init(options?: Pick<LibraryOptions, 'src' | 'lang'>): Promise<Searcher>;
  search(query: string, options?: SearchOptions & LibraryOptions): Promise<Result>;
}

/** What a widget loads. */
export interface Loaded {
  /** What shows hits, once there is an index. */
  rows: Rows | null;
  /** The language that the widget stands in. */
  language(): string;
  /** What it asks with, as its attributes say now. */
  scope(): SessionScope;
  /** A part of the widget that comes with its index. */
  script<Name extends keyof Parts>(name: Name): Promise<Parts[Name]>;
  /** The index, ready to show hits. */
  open(): Promise<Rows>;
  /** Has what could not be opened opened anew. */
  forget(): void;
  /** Keeps what the widget is made of for times without network. */
  keepOffline(): Promise<void>;
}

/** What a widget asks with. */
export interface SessionScope {
  opening: Promise<Pick<Rows, 'search'>>;
  base: string;
  limit: number;
  scope?: string;
}

/** The forms of a text that depends on a number, by plural category. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;

/** Texts of the interface, by the names in lang/en.js: a sentence, or one for each plural category. */
export type Strings = {
  readonly [name in TextName]?: string | Forms;
} & {
  /** The language of texts that are a whole: no others are loaded. */
  readonly lang?: string;
};

type English = typeof import('./lang/en.js');
type KeysOf<Group> = Group extends unknown ? keyof Group : never;
type TextName = KeysOf<English[keyof English]>;

/** What a page sets at the element, as far as its results look at it. */
export interface Results extends HTMLElement {
  /** Values of facets by their names: results have one of each at least. */
  filters?: Filters;
  /** `newest` or `oldest` first; else what matches best. */
  order?: string;
  /** Makes the content of a row; nothing for the usual one. Called again when the excerpt has come. */
  renderHit?(hit: SearchHit): Node | null | undefined;
  /**
   * Goes to a page of the site, in place of the browser: for client-side routers. The address is absolute, with anchor and words to mark,
   * without the text fragment. Where it returns false, the browser goes there. Not called for clicks that open a tab or a window.
   */
  navigate?(url: string): unknown;
  /** Asks anew. */
  search?(query?: string): void;
  /** Closes the results, and the dialog. */
  close?(): void;
}

/** The element, as its own modules see it: an attribute is one of those that it has. */
export interface Host extends Results {
  getAttribute(name: AttributeName): string | null;
  hasAttribute(name: AttributeName): boolean;
}

type Interface = typeof import('./interface.js');

export type AttributeName = Interface['attributes'][number]['name'];

/** A piece of the widget for `::part()`. */
export type PartName = keyof Interface['parts'];

/** What rows need to know of their widget. */
export interface RowContext {
  host: Host;
  words: Pick<import('./view/strings.js').Words, 'lang' | 'get'>;
  part: typeof import('./view/dom.js').part;
  /** Adds the words found to the address of a hit's page. */
  highlighted?(url: string, hit: SearchHit): string;
}

/** What the panel under the input shows. */
export type State =
  | { kind: 'idle' }
  | { kind: 'loading' }
  | { kind: 'results'; result: Result; more: boolean }
  | { kind: 'error'; error: Error };

declare global {
  interface Window {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): unknown };
    };
  }
}
