/** The indexes of several languages as one, the reader's own first; and an index of several versions as that of one. */

/** @import { Opened, Facet, Library, Result, Searcher, SearchHit, SearchOptions } from '../types.js' */

/** More documents than an index holds: those of each have numbers of their own. */
const DOCUMENTS = 2 ** 20;

/**
 * @param {Searcher[]} engines the reader's own first; one at least
 * @returns {Searcher}
 */
export function joined(engines) {
  const [own] = engines;
  return {
    search: (query, options) => search(engines, query, options),
    answer: (query, options) => own.answer(query, options),
    suggest: (query, options) => own.suggest(query, options),
    parse: (query) => own.parse(query),
    explain: (query, document) => engines[Math.floor(document / DOCUMENTS)].explain(query, document % DOCUMENTS),
    retry: async () => void (await Promise.all(engines.map((engine) => engine.retry()))),
  };
}

/**
 * Asks all how many hits they have, and those for hits whose turn it is.
 *
 * @param {Searcher[]} engines
 * @param {string} query
 * @param {SearchOptions & { base?: string }} [options]
 * @returns {Promise<Result>}
 */
async function search(engines, query, { offset = 0, limit = 10, ...options } = {}) {
  const ask = (/** @type {Searcher} */ engine, /** @type {SearchOptions} */ page) =>
    engine.search(query, { ...options, ...page });
  const counts = await Promise.all(engines.map((engine) => ask(engine, { limit: 0 })));
  let [before, left] = [offset, limit];
  const pages = counts.map(({ total }) => {
    const page = { offset: Math.min(before, total), limit: Math.min(left, Math.max(0, total - before)) };
    before -= page.offset;
    left -= page.limit;
    return page;
  });
  const answers = await Promise.all(
    engines.map((engine, at) => (pages[at].limit ? ask(engine, pages[at]) : counts[at])),
  );
  const [own, ...others] = answers;
  const sum = (/** @type {Result[]} */ list, /** @type {'total' | 'unchecked'} */ name) =>
    list.reduce((all, answer) => all + answer[name], 0);
  return {
    ...own,
    total: sum(answers, 'total'),
    elsewhere: sum(others, 'total'),
    unchecked: sum(answers, 'unchecked'),
    approximate: answers.some(({ approximate }) => approximate),
    complete: answers.every(({ complete }) => complete),
    failed: answers.flatMap(({ failed }) => failed),
    unknown: own.unknown.filter((name) => others.every(({ unknown }) => unknown.includes(name))),
    facets: own.facets.map((facet, at) => added([facet, ...others.map(({ facets }) => facets[at])])),
    results: answers.flatMap(({ results }, at) =>
      results.map((hit) => ({ ...hit, document: hit.document + at * DOCUMENTS })),
    ),
  };
}

/**
 * The values of a facet in all indexes, the most frequent first.
 *
 * @param {Facet[]} facets of one name
 * @returns {Facet}
 */
function added(facets) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [value, count] of facets.flatMap(({ values }) => values))
    counts.set(value, (counts.get(value) ?? 0) + count);
  return { ...facets[0], values: [...counts].sort(([, a], [, b]) => b - a) };
}

/** What the index calls the readers that a page is for, pages beside the folders of versions, a version, and others. */
const [FOR, CURRENT, VERSION, ALSO] = ['for-version', 'current', 'version', 'also-in'];

/**
 * What a page asks: its index, or those of all languages, and of versions its own.
 *
 * @param {Opened} engine the page's own language's
 * @param {{ base: string, folder: string, isAll: boolean }} where the root of the site, the folder of the indexes, and whether all are wanted
 * @returns {Promise<Searcher>}
 */
export async function asked(engine, { base, folder, isAll }) {
  const { others = [], library } = engine;
  const open = (/** @type {string} */ language) => /** @type {Library} */ (library).open(folder, language);
  const engines = [engine, ...(isAll && library ? await Promise.all(others.map(open)) : [])];
  const limited = engines.map((engine) => (engine.versions ? versioned(engine, engine.versions, base) : engine));
  return limited.length > 1 ? joined(limited) : limited[0];
}

/**
 * Limits results to pages for readers of the version that the page is of, unless they are limited otherwise, and names
 * the others of each. What none of those pages says may stand in others.
 *
 * @param {Searcher} engine
 * @param {Record<string, string>} versions by their folders
 * @param {string} base the root of the site
 * @returns {Searcher}
 */
export function versioned(engine, versions, base) {
  const view = { name: FOR, any: [versionOf(location.href, base, versions)] };
  /** @type {Searcher['search']} */
  const search = async (query, options = {}) => {
    const { scope, filters = [] } = options;
    if (scope || filters.some(({ name }) => name === VERSION)) return engine.search(query, options);
    try {
      const answer = await engine.search(query, { ...options, filters: [...filters, view] });
      if (answer.total || !answer.complete) return answer;
    } catch (error) {
      // The core engine filters nothing, and its index has one version of each page.
      if (/** @type {{ code?: string }} */ (error).code !== 'core') throw error;
    }
    return engine.search(query, options);
  };
  return {
    search: async (query, options) => {
      const answer = await search(query, options);
      const named = (/** @type {SearchHit} */ hit) => ({ ...hit, versions: othersOf(hit, base, versions) });
      return { ...answer, results: answer.results.map(named) };
    },
    answer: (query, options) => engine.answer(query, options),
    suggest: (query, options) => engine.suggest(query, options),
    parse: (query) => engine.parse(query),
    explain: (query, document) => engine.explain(query, document),
    retry: () => engine.retry(),
  };
}

/**
 * The version that a page of the site is of.
 *
 * @param {string} page its address
 * @param {string} base the root of the site
 * @param {Record<string, string>} versions by their folders
 */
export function versionOf(page, base, versions) {
  return versions[folderOf(page, base, versions)] ?? CURRENT;
}

/**
 * The folder of a version that a page is in; empty beside these.
 *
 * @param {string} page its address
 * @param {string} base the root of the site
 * @param {Record<string, string>} versions by their folders
 */
function folderOf(page, base, versions) {
  return Object.keys(versions).find((folder) => page.startsWith(base + folder)) ?? '';
}

/**
 * The page in other versions: at the same path in their folders, or beside these.
 *
 * @param {SearchHit} hit
 * @param {string} base the root of the site
 * @param {Record<string, string>} versions by their folders
 */
export function othersOf({ url, metadata }, base, versions) {
  if (!url?.startsWith(base) || !metadata[ALSO]) return [];
  const own = folderOf(url, base, versions);
  const parent = (/** @type {string} */ folder) => folder.replace(/[^/]+\/$/, '');
  const folders = Object.keys(versions).filter((folder) =>
    own ? parent(folder) === parent(own) : url.startsWith(base + parent(folder)),
  );
  return metadata[ALSO].split(', ').map((version) => {
    const folder = folders.find((folder) => versions[folder] === version) ?? parent(own);
    return { version, url: base + folder + url.slice((base + (own || parent(folder))).length) };
  });
}
