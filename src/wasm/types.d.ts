/** What the engine throws: a stable code, such as `checksum`, and what was expected and found. */
export type EngineError = [code: string, expected: number, found: number];

/** A half-open range of UTF-16 units. */
export type Range = [start: number, end: number];

/** A part of the index to fetch. */
export interface Part {
  id: number;
  /** Relative to the folder of the manifest. */
  path: string;
}

/** What the engine gives before its fields have names: see `www/engine/tape.js`. */
export type Tape = (number | string)[];

/** The answer to a search, as far as the attached parts give it. */
export interface Answer {
  /** How many documents match. */
  total: number;
  /** How many of them hold the words of a phrase but were not looked through for it, being too many. */
  unchecked: number;
  /** The hits asked for, best first; their order is final. */
  hits: Hit[];
  /** The words of the query as typed, each once. */
  words: string[];
  /** The query with its mistyped words corrected, where hits needed that: "did you mean". */
  corrected: string | null;
  /** The facets asked for, counted over all documents that match. */
  facets: Facet[];
  /** Names of filters, facets, sorts or directories that the index, or the core engine, doesn't have. */
  unknown: string[];
  /** Parts to attach (or fail) before asking again. */
  needs: Part[];
  /** Parts that failed and whose content this answer lacks. */
  failed: Part[];
  /** Whether nothing is needed and nothing failed. */
  complete: boolean;
}

/** A document that matches. */
export interface Hit {
  document: number;
  /** Comparable within one answer only. */
  score: number;
  /** The words of the query that it holds, as typed. */
  words: string[];
  /** Of those, the words that it holds in a corrected form only. */
  corrected: string[];
  /** Those that it lacks. */
  missing: string[];
  /** What to show; null while its part is needed. */
  card: Card | null;
  /** The passage that matches; null while its part is needed or where there is no text. */
  excerpt: Excerpt | null;
  /** The sections of the document that match best, best first; none in the core engine. */
  sections: Section[];
}

/** A part of a document that a heading begins. */
export interface Section {
  title: string;
  titleRanges: Range[];
  /** Its id in the page, to be put behind `#`. */
  anchor: string;
  /** The passage of it that matches; null where only the heading does. */
  excerpt: Excerpt | null;
}

/** The values of a facet, most documents first. */
export interface Facet {
  name: string;
  values: [value: string, count: number][];
}

/** What a query may become. */
export interface Suggestions {
  /** Words that begin with the word being typed, those in most documents first. */
  completions: string[];
  corrected: string | null;
  needs: Part[];
}

/** What one term of a document adds to its score, at most. */
export interface Explanation {
  /** The word of the query, as typed. */
  word: string;
  /** The term of the index that answers it. */
  term: string;
  kind: 'exact' | 'folded' | 'inflected' | 'prefix' | 'corrected' | 'synonym';
  /** In 1/256. */
  idf: number;
  /** 1 to 32. */
  impact: number;
  /** In sixteenths. */
  factor: number;
  /** The product of the three. */
  weight: number;
}

/** A piece of a query as it is understood. */
export interface Unit {
  /** Its words as typed, without operators and quotes. */
  text: string;
  /** Where they are in the query. */
  range: Range;
  /** `"…"` */
  isPhrase: boolean;
  /** `-…` */
  isExcluded: boolean;
  /** `…*` */
  isPrefix: boolean;
  /** `… OR …` */
  isOr: boolean;
  /** `name:…` */
  field: string | null;
}

/** What to show of a hit. */
export interface Card {
  /** Relative to the root of the site. */
  url: string;
  title: string;
  titleRanges: Range[];
  /** 2022-12-03 is 20221203. */
  date: number | null;
  /** BCP 47 tag. */
  language: string | null;
  summary: string;
  /** Further facts, such as `["source", "VNA"]`. */
  metadata: [key: string, value: string][];
}

/** A passage of one block of a document. */
export interface Excerpt {
  /** A verbatim slice of the block. */
  text: string;
  ranges: Range[];
  /** Whether the block has text before the excerpt. */
  cutStart: boolean;
  /** Whether the block has text after it. */
  cutEnd: boolean;
}
