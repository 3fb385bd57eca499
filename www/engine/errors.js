/**
 * What can go wrong between a page and its engine, as stable codes, and the sentences for them.
 * The wasm holds codes only; prose lives here.
 */

/**
 * @typedef {object} Details
 * @property {string} [url] what was asked for
 * @property {number} [status] the HTTP status that came back
 * @property {number} [expected] a number the engine expected
 * @property {number} [found] the number it found
 * @property {unknown} [cause]
 */

/** An error with a stable `code`, and a `message` that says what to do about it. */
export class FindletError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {unknown} [cause]
   * @param {string} [url] of what was asked for
   */
  constructor(code, message, cause, url) {
    super(message, { cause });
    this.name = 'FindletError';
    this.code = code;
    this.url = url;
  }
}

/** @type {Record<string, (details: Details) => string>} */
const SENTENCES = {
  offline: () => 'You are offline, and search is not saved on this device yet.',
  network: ({ url }) => `There was no answer from ${url}.`,
  missing: ({ url, status }) => `The search engine is not there: ${url} answered ${status}.`,
  html: ({ url }) => `An HTML page came back from ${url}: the search engine is not there.`,
  damaged: ({ url }) => `What came from ${url} is damaged: upload it again.`,
  csp: () => "This page's security policy blocks WebAssembly: its script-src needs 'wasm-unsafe-eval'.",
  trap: () => 'The search engine stopped: load the page again.',
  disk: () => 'This site cannot be searched from disk: build it with `findlet build --single-file`.',
  core: () => 'This site has the core engine: build it with the full one.',
  'not-an-index': () => 'The search engine holds no index: run `findlet build`.',
  version: ({ expected, found }) =>
    `The index has format ${found}, the engine reads format ${expected}: build both with one release.`,
  truncated: ({ expected, found }) => `The index ends after ${found} of ${expected} bytes: upload it again.`,
  checksum: () => 'The index was changed after it was built: upload it again.',
  malformed: () => 'The index breaks the rules of its format: build it again.',
  'unknown-part': () => 'A file of the index is in the place of another: upload all of them again.',
  'other-build': () => 'Files of two builds are mixed: load the page again, or upload all of them.',
};

/**
 * @param {string} code
 * @param {Details} [details]
 */
export function failure(code, details = {}) {
  return new FindletError(code, SENTENCES[code]?.(details) ?? code, details.cause, details.url);
}

/**
 * Gives an error of the engine, which is a code and two numbers, its sentence. Any other error
 * means that glue and module don't fit together.
 *
 * @param {unknown} error
 */
export function explained(error) {
  if (!Array.isArray(error)) return failure('other-build', { cause: error });
  const [code, expected, found] = error;
  return failure(code, { expected, found, cause: error });
}
