/** The indexes of several languages as one, the reader's own first; and an index of several versions as that of one. */

/** @import { Facet, Result, Searcher, SearchOptions } from '../types.js' */

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

/** What the index calls the readers that a page is for, pages beside the folders of versions, and a version. */
const [FOR, CURRENT, VERSION] = ['for-version', 'current', 'version'];

/**
 * Limits results to pages for readers of a version, unless they are limited otherwise. What none of those says may stand
 * in others.
 *
 * @param {Searcher} engine
 * @param {string} version
 * @returns {Searcher}
 */
export function limited(engine, version) {
  return {
    search: async (query, options = {}) => {
      const { scope, filters = [] } = options;
      if (scope || filters.some(({ name }) => name === VERSION)) return engine.search(query, options);
      const view = { name: FOR, any: [version] };
      const answer = await engine.search(query, { ...options, filters: [...filters, view] });
      return answer.total || !answer.complete ? answer : engine.search(query, options);
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
  const path = page.startsWith(base) ? page.slice(base.length) : '';
  const folder = Object.keys(versions).find((folder) => path.startsWith(folder));
  return folder ? versions[folder] : CURRENT;
}
