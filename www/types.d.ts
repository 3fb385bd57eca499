/** What the widget's modules hand to each other. What the engine answers is declared beside it, in Rust. */

import type { Answer, Card, Engine as EngineClass, Excerpt, Hit, Part, Range } from './generated/glue.js';

export type { Answer, Card, Excerpt, Hit, Part, Range };

/** What the client uses of the engine. */
export type Engine = Pick<EngineClass, 'search' | 'attach' | 'fail' | 'detach'>;

export interface SearchHit {
  /** Absolute, or null where the index names an address that a page must not link to. */
  url: string | null;
  title: string;
  titleRanges: Range[];
  /** As in `2022-12-03`. */
  date: string | null;
  language: string | null;
  score: number;
  words: string[];
  missing: string[];
  excerpt: Excerpt | null;
  summary: string;
  metadata: Record<string, string>;
}

export interface Result {
  query: string;
  total: number;
  results: SearchHit[];
  words: string[];
  /** Paths of the parts that could not be had. */
  failed: string[];
  complete: boolean;
}

export interface SearchOptions {
  limit?: number;
  offset?: number;
  signal?: AbortSignal;
}

export interface LibraryOptions {
  /** Folder of the engine; default: the folder of findlet.js. */
  src?: string;
  /** What the addresses of documents are relative to; default: the parent of that folder. */
  baseUrl?: string;
}

/** An open index, ready for questions. */
export interface Searcher {
  /** Asks the engine, fetching the parts it needs; the engine's own answer. */
  answer(query: string, options?: SearchOptions): Promise<Answer>;
  /** The same with absolute addresses and without what only the engine needs to know. */
  search(query: string, options?: SearchOptions & { base?: string }): Promise<Result>;
}

export interface Library {
  /** The folder of the engine that `src` names, as an absolute address. */
  folder(src?: string | null): string;
  /** Opens the engine of a folder, once per page. */
  open(folder: string): Promise<Searcher>;
  /** Forgets an engine, so that the next `open` starts afresh. */
  forget(folder: string): void;
  init(options?: Pick<LibraryOptions, 'src'>): Promise<void>;
  search(query: string, options?: SearchOptions & LibraryOptions): Promise<Result>;
}

/** What the panel under the input shows. */
export type State =
  | { kind: 'idle' }
  | { kind: 'loading' }
  | { kind: 'results'; result: Result; more: boolean }
  | { kind: 'error'; error: Error };

export interface SearchEventDetail {
  query: string;
  total: number;
  complete: boolean;
}

export interface SelectEventDetail {
  /** Without the text fragment. */
  url: string;
  query: string;
  /** 1 for the first hit. */
  rank: number;
  hit: SearchHit;
}

export interface ErrorEventDetail {
  code: string;
  message: string;
}

declare global {
  interface Window {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): unknown };
    };
  }

  interface HTMLElementEventMap {
    'findlet-search': CustomEvent<SearchEventDetail>;
    'findlet-select': CustomEvent<SelectEventDetail>;
    'findlet-error': CustomEvent<ErrorEventDetail>;
  }
}
