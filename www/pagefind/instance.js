/** Pagefind's API over one index, and over those that are merged with it. */

import { start } from '../engine/fetch.js';
import { chosen, missing, pointer } from '../place.js';
import { counted, filled, summed } from './counts.js';
import { branches } from './filters.js';
import { folded, rendered } from './page.js';
import { merged, Ranking } from './ranking.js';

/** @import { Answer, Hit, Searcher } from '../types.js' */
/** @import { Counts, Found, GivenOptions, Page, SearchSettings, Settings } from './api.js' */

/** An open index: the engine, where its pages are, the names of its facets and of what its pages are sorted by, and where the root of its site is. @typedef {{ engine: Searcher, folder: string, facets: string[], sorts: string[], root: string }} Opened */

/** Options of Pagefind that change nothing here: the documentation says so, and visitors can't help it. */
const IDLE = [
  ...['basePath', 'bundlePath', 'metaCacheTag', 'noWorker', 'preload'],
  ...['ranking', 'exactDiacritics', 'excerptEllipsis', 'includeCharacters'],
];
/** How a term answers a word where it is no word of the text. */
const NO_WORDS = ['name', 'proximity'];
const DEBOUNCE_MS = 300;
/** The facet whose values are the names that a page can be sorted by. */
const SORTED = 'sorted by';
/** No facet has this name. */
const ALL = [' '];

export class Instance {
  #home;
  /** @type {Settings} */
  #settings = { baseUrl: '', excerptLength: 30, highlightParam: '', indexWeight: 1, mergeFilter: {}, language: '' };
  /** @type {Promise<Opened> | null} */
  #opening = null;
  /** The indexes that are merged with this one. @type {Instance[]} */
  #others = [];
  /** How many pages have each value, once somebody asked. @type {Promise<Counts> | null} */
  #values = null;
  /** @type {Map<number, Promise<Page>>} */
  #pages = new Map();
  #searches = 0;
  #waiting = 0;

  /**
   * @param {string} home the folder of the indexes, absolute
   * @param {GivenOptions} [options]
   */
  constructor(home, options = {}) {
    this.#home = home;
    this.#set(options);
  }

  /** @param {GivenOptions} given */
  async options(given) {
    this.#set(given);
  }

  /** @param {GivenOptions} given */
  #set(given) {
    for (const [name, value] of Object.entries(given)) {
      if (name in this.#settings) Object.assign(this.#settings, { [name]: value });
      else if (!IDLE.includes(name)) console.warn(`Findlet: ${name} is no option of the search.`);
    }
  }

  /** Filters that all pages of this index have. @returns {Record<string, string[]>} */
  get #given() {
    const all = Object.entries(this.#settings.mergeFilter);
    return Object.fromEntries(all.map(([name, values]) => [name, [values].flat()]));
  }

  /** Opens the index. */
  async init() {
    await this.#open();
  }

  /** @returns {Promise<Opened>} */
  #open() {
    this.#opening ??= this.#opened().catch((error) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  /** @returns {Promise<Opened>} */
  async #opened() {
    const place = chosen(await pointer(this.#home), this.#settings.language || document.documentElement.lang);
    const folder = `${this.#home}${place.folder}/`;
    const module = start(`${folder}findlet.wasm`);
    const manifest = place.sharded ? start(`${folder}m.bin`) : undefined;
    const [{ open }, { facets, sorts, root }] = await Promise.all([
      imported(`${folder}findlet.engine.js`),
      json(`${folder}pages.json`).catch((cause) => {
        throw new Error(`${folder} has no pages for Pagefind's API: build the site with findlet build --pagefind.`, {
          cause,
        });
      }),
    ]);
    return { engine: await open(module, { folder, manifest }), folder, facets, sorts, root };
  }

  /**
   * @param {string | null} term null for all pages
   * @param {SearchSettings} [settings]
   * @returns {Promise<Found>}
   */
  async search(term, settings = {}) {
    const began = performance.now();
    const isScored = settings.scored || this.#others.length > 0;
    const all = await Promise.all([
      this.#own(term, { ...settings, scored: isScored }),
      ...this.#others.map((other) => other.search(term, { ...settings, scored: true })),
    ]);
    const total = performance.now() - began;
    return {
      ...(settings.verbose && { search_environment: 'mainthread' }),
      results: merged(
        all.map(({ results }) => results),
        Boolean(settings.sort),
      ),
      unfilteredResultCount: all.reduce((sum, found) => sum + found.unfilteredResultCount, 0),
      filters: summed(all.map((found) => found.filters)),
      totalFilters: summed(all.map((found) => found.totalFilters)),
      timings: [{ preload: 0, search: total, total }],
    };
  }

  /**
   * @param {string | null} term
   * @param {SearchSettings} settings
   * @returns {Promise<Omit<Found, 'timings'>>}
   */
  async #own(term, { filters = {}, sort, scored = false }) {
    const query = term?.trim() ?? '';
    if (term !== null && !query) return { results: [], unfilteredResultCount: 0, filters: {}, totalFilters: {} };
    const opened = await this.#open();
    // Without a word, what is counted says that all pages are meant.
    const facets = this.#values ? opened.facets : query ? [] : ALL;
    const order = ordered(sort, opened.sorts);
    const limits = branches(order ? { all: [filters, { [SORTED]: order.name }] } : filters, this.#given);
    const rankings = limits.map((filters) => new Ranking(opened.engine, query, { filters, sort: order }));
    // Where nothing is filtered, the one ranking is of all that is found.
    const isWhole = limits.length === 1 && !limits[0].length;
    const whole = new Ranking(opened.engine, query, {});
    const [all, ...found] = await Promise.all([
      isWhole ? null : whole.begin(facets, false),
      ...rankings.map((ranking) => ranking.begin(facets, scored || rankings.length > 1)),
    ]);
    const { total } = isWhole ? rankings[0] : whole;
    const shorter = total ? '' : pared(query);
    if (shorter) return this.#own(shorter, { filters, sort, scored });
    const values = (await this.#values) ?? {};
    const search = ++this.#searches;
    const places = merged(
      rankings.map((ranking) => ranking.places()),
      Boolean(sort),
    );
    return {
      results: places.map(({ score, isTitle, hit }, at) => ({
        id: `${search}-${at}`,
        score: score * this.#settings.indexWeight,
        words: [],
        matchedMetaFields: isTitle ? ['title'] : [],
        data: async () => this.#data(opened, query, await hit()),
      })),
      unfilteredResultCount: total,
      filters: filled(values, summed(found.map((facets, at) => this.#counted({ facets, total: rankings[at].total })))),
      totalFilters: filled(values, this.#counted({ facets: all ?? found[0], total })),
    };
  }

  /**
   * How many of some pages have each value; all of them those that the index is given.
   *
   * @param {Pick<Answer, 'facets' | 'total'>} pages
   * @returns {Counts}
   */
  #counted({ facets, total }) {
    const given = Object.entries(this.#given).map(([name, values]) => [
      name,
      Object.fromEntries(values.map((value) => [value, total])),
    ]);
    return { ...counted(facets), ...Object.fromEntries(given) };
  }

  /**
   * @param {Opened} opened
   * @param {string} query
   * @param {Hit} hit
   */
  async #data({ engine, folder, root }, query, hit) {
    const { baseUrl, highlightParam, excerptLength } = this.#settings;
    const [page, terms] = await Promise.all([this.#page(folder, hit.document), answering(engine, query, hit)]);
    const url = page.meta.url ?? rooted(baseUrl || new URL(root, this.#home).pathname, page.url);
    const marks = highlightParam ? hit.words.map((word) => [highlightParam, word]) : [];
    return rendered(page, terms, {
      url: marks.length ? withParameters(url, new URLSearchParams(marks)) : url,
      rawUrl: rooted('/', page.url),
      length: excerptLength,
    });
  }

  /**
   * @param {string} folder
   * @param {number} document
   */
  #page(folder, document) {
    const page = this.#pages.get(document) ?? json(`${folder}p${document}.json`);
    this.#pages.set(document, page);
    // What isn't there may have been replaced by a deploy: the next search opens what is there then.
    page.catch(() => this.#forget());
    return page;
  }

  /**
   * Waits until no newer search is wanted; null for those that a newer one took the place of.
   *
   * @param {string | null} term
   * @param {SearchSettings} [settings]
   * @param {number} [wait] milliseconds
   */
  async debouncedSearch(term, settings, wait = DEBOUNCE_MS) {
    const waiting = ++this.#waiting;
    void this.preload(term, settings).catch(() => {});
    await new Promise((done) => setTimeout(done, wait));
    const found = waiting === this.#waiting ? await this.search(term, settings) : null;
    return waiting === this.#waiting ? found : null;
  }

  /**
   * Fetches what a search for a term needs.
   *
   * @param {string | null} term
   * @param {SearchSettings} [settings]
   */
  async preload(term, settings) {
    await this.search(term, settings);
  }

  /**
   * How many pages have each value of each filter; searches count them from then on.
   *
   * @returns {Promise<Counts>}
   */
  async filters() {
    this.#values ??= this.#open().then(async ({ engine, facets }) =>
      this.#counted(await engine.answer('', { limit: 0, facets })),
    );
    this.#values.catch(() => (this.#values = null));
    const all = summed(await Promise.all([this.#values, ...this.#others.map((other) => other.filters())]));
    return filled(all, all);
  }

  /**
   * Searches another site, too, that was built with `--pagefind`.
   *
   * @param {string} path of its folder `pagefind`
   * @param {GivenOptions} [options]
   */
  async mergeIndex(path, options) {
    const url = new URL('pagefind.js', new URL(path.replace(/\/*$/, '/'), document.baseURI)).href;
    const other = await imported(url);
    if (!other.isFindlet) throw new Error(`${url} is of Pagefind: build that site with findlet build --pagefind, too.`);
    this.#others.push(other.createInstance(options));
  }

  /** Forgets what was loaded and merged. */
  async destroy() {
    this.#others = [];
    this.#forget();
    this.#values = null;
  }

  #forget() {
    this.#opening = null;
    this.#pages.clear();
  }
}

/**
 * @param {Record<string, string> | undefined} sort
 * @param {string[]} names of what pages can be sorted by
 */
function ordered(sort, names) {
  const first = Object.entries(sort ?? {}).find(([name]) => names.includes(name));
  return first && { name: first[0], descending: first[1] === 'desc' };
}

/**
 * A word that nothing answers, without its last letter, as a phrase: that may be a word of its own, and longer ones are not
 * meant. Nothing where too little would be left.
 *
 * @param {string} query
 */
function pared(query) {
  const word = query.match(/^"?(\p{L}{4,})"?$/u)?.[1];
  return word ? `"${word.slice(0, -1)}"` : '';
}

/**
 * The terms that answer a query in a document; in the core engine, which doesn't say, the words that were typed.
 *
 * @param {Searcher} engine
 * @param {string} query
 * @param {Hit} hit
 */
async function answering(engine, query, { document, words }) {
  try {
    const terms = (await engine.explain(query, document)).filter(({ kind }) => !NO_WORDS.includes(kind));
    return terms.map(({ term, kind }) => ({ term: folded(term), isPrefix: kind === 'prefix' }));
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code !== 'core') throw error;
    return words.map((word) => ({ term: folded(word), isPrefix: true }));
  }
}

/**
 * An address of the index behind the root of its site; of another site it stays.
 *
 * @param {string} root
 * @param {string} url
 */
function rooted(root, url) {
  return /^https?:\/\//.test(url) ? url : root.replace(/\/*$/, '/') + url.replace(/^(\.?\/)+/, '');
}

/**
 * @param {string} url
 * @param {URLSearchParams} parameters
 */
function withParameters(url, parameters) {
  const [page, hash] = url.split(/(?=#)/);
  return `${page}${page.includes('?') ? '&' : '?'}${parameters}${hash ?? ''}`;
}

/** @param {string} url */
async function json(url) {
  try {
    const response = await start(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return await response.json();
  } catch (cause) {
    throw missing(url, cause);
  }
}

/**
 * What a bundler must not look for when it packs this.
 *
 * @param {string} url
 */
function imported(url) {
  return import(/* webpackIgnore: true */ /* @vite-ignore */ url).catch((cause) => {
    throw missing(url, cause);
  });
}
