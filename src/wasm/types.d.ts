/** An error of the engine: `message` is a stable code, such as `checksum`. */
export interface EngineError extends Error {
  /** What was expected, where the error is about two numbers; else 0. */
  expected: number;
  /** What was found. */
  found: number;
}

/** A half-open range of UTF-16 units. */
export type Range = [start: number, end: number];

/** A part of the index to fetch. */
export interface Part {
  id: number;
  /** Relative to the folder of the manifest. */
  path: string;
}

/** The answer to a search, as far as the attached parts give it. */
export interface Answer {
  /** How many documents match. */
  total: number;
  /** The hits asked for, best first; their order is final. */
  hits: Hit[];
  /** The words of the query as typed, each once. */
  words: string[];
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
  /** Those that it lacks. */
  missing: string[];
  /** What to show; null while its part is needed. */
  card: Card | null;
  /** The passage that matches; null while its part is needed or where there is no text. */
  excerpt: Excerpt | null;
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
