/** The settings of `findlet.toml`, by the same names in camel case. */
export interface Settings {
  out?: string;
  jsonl?: string;
  sources?: string[];
  include?: string[];
  exclude?: string[];
  body?: string[];
  ignore?: string[];
  facets?: string[];
  facetCase?: 'join' | 'keep';
  includeNoindex?: boolean;
  baseUrl?: string;
  indexHtml?: 'strip' | 'keep';
  htmlExtension?: 'strip' | 'keep';
  trailingSlash?: 'keep' | 'add' | 'remove';
  canonical?: 'follow' | 'ignore';
  languages?: 'auto' | 'each' | 'together';
  form?: 'auto' | 'embedded' | 'sharded';
  singleFile?: boolean;
  engine?: 'auto' | 'full' | 'core';
  pagefind?: boolean;
  llms?: boolean;
  synonyms?: string;
  weights?: Partial<Record<'title' | 'keywords' | 'heading' | 'summary' | 'caption' | 'body', number>>;
  k1?: number;
  b?: number;
  stemming?: boolean;
  threads?: number;
  memory?: number;
}

export interface Progress {
  step: string;
  done: number;
  /** Null where it is not known. */
  total: number | null;
}

export interface Common {
  /** Ends the command; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
  /** What paths are relative to. Default: the current folder. */
  cwd?: string;
}

export interface BuildOptions extends Settings, Common {
  /** A file with settings. Default: `findlet.toml`, where the current folder has one. */
  config?: string;
  /** Called for each further hundredth. */
  onProgress?: (progress: Progress) => void;
}

/** What `findlet build --json` prints. */
export interface Summary {
  documents: number;
  /** Documents of each language; `und` for those that state none. */
  languages: Record<string, number>;
  leftOut: { name: string; reason: string; why: string; isFault: boolean }[];
  warnings: { name: string; why: string }[];
  /** How often each rule took something out of a page. */
  rules: Record<string, number>;
  indexes: { language: string; folder: string; sharded: boolean; documents: number; bytes: number }[];
  /** Where it was written. */
  out: string;
  files: number;
  bytes: number;
  /** The widget's `base-url`, where it needs one. */
  baseUrl: string | null;
  seconds: number;
}

/** What `findlet check --json` prints. */
export interface Findings {
  documents: number;
  parts: number;
  /** What is wrong, a sentence for each; empty where all is well. */
  problems: string[];
}

export interface CheckOptions extends Common {
  /** Follow the addresses of all hits to the files of this site. */
  site?: string;
}

/**
 * Indexes a built site and writes search for it.
 *
 * @param site the folder of the built site; default: the first of public, dist, build … with a page in it
 * @throws {FindletError} where nothing could be indexed (`empty`), or the command failed (`failed`)
 */
export function build(site?: string, options?: BuildOptions): Promise<Summary>;

/** Whether all that was built is there, whole and nothing else. */
export function check(folder: string, options?: CheckOptions): Promise<Findings>;

/** The path of the command. */
export function binary(): string;

export class FindletError extends Error {
  /** `platform`: no package has a command for it; `binary`: it is missing, or does not start. */
  code: 'node' | 'platform' | 'binary' | 'empty' | 'failed';
  /** What the command ended with, where it was started. */
  exitCode: number | null;
}
