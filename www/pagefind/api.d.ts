/** What goes in and out of Pagefind's API, as far as it is here: https://pagefind.app/docs/api/. */

/** A value, several that all must be there, or values joined by any, all, none and not. */
export type FilterValue = string | FilterValue[] | { [operator: string]: FilterValue };
/** Values by the names of filters; any, all, none and not take more of these. */
export type FilterExpression = { [name: string]: FilterValue | FilterExpression | FilterExpression[] };

export interface SearchSettings {
  filters?: FilterExpression;
  /** One of the index's values to sort by, `asc` or `desc`. */
  sort?: Record<string, string>;
  /** Whether the first hundred results are given their scores, as merging needs. */
  scored?: boolean;
  /** Whether to say where the search ran. */
  verbose?: boolean;
}

/** Options that have an effect. */
export interface Settings {
  /** What addresses begin with. Default: the folder that the index is in. */
  baseUrl: string;
  /** Words. Default: 30. */
  excerptLength: number;
  /** The parameter with the words to mark in the page that a result leads to. */
  highlightParam: string;
  /** What scores are multiplied by where indexes are merged. Default: 1. */
  indexWeight: number;
  /** Values of filters that all pages of an index have, where indexes are merged. */
  mergeFilter: Record<string, string | string[]>;
  /** Which language's index is asked. Default: the page's. */
  language: string;
}

export type GivenOptions = Partial<Settings> & Record<string, unknown>;

export type Counts = Record<string, Record<string, number>>;

/** A page of the index, as the build wrote it. */
export interface Page {
  url: string;
  content: string;
  word_count: number;
  filters: Record<string, string[]>;
  meta: Record<string, string>;
  /** `part` says whether a part of the page begins with it. */
  anchors: (Anchor & { part: boolean })[];
  /** What words weigh, from the word with this number up to that of the next entry. */
  weights: [number, number][];
}

export interface Anchor {
  element: string;
  id: string;
  text: string;
  location: number;
}

export interface Located {
  locations: number[];
  weighted_locations: { weight: number; balanced_score: number; location: number }[];
  excerpt: string;
  plain_excerpt: string;
}

export interface SubResult extends Located {
  title: string;
  url: string;
  anchor?: Anchor;
}

export interface PageData extends Located {
  url: string;
  raw_url: string;
  content: string;
  raw_content: string;
  word_count: number;
  filters: Record<string, string[]>;
  meta: Record<string, string>;
  anchors: Anchor[];
  sub_results: SubResult[];
}

export interface FoundPage {
  id: string;
  score: number;
  words: number[];
  /** Of the first results: `title` where that matches. */
  matchedMetaFields: string[];
  data(): Promise<PageData>;
}

export interface Found {
  results: FoundPage[];
  unfilteredResultCount: number;
  filters: Counts;
  totalFilters: Counts;
  search_environment?: string;
  timings: { preload: number; search: number; total: number }[];
}
