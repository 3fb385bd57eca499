/** The states of the widget, each reached by a query, and the engine that knows these queries. */

import { readFile } from 'node:fs/promises';

import { LINKS } from '../browser.mjs';
import { ENGINE } from '../site.mjs';
import { FACETS, FEW, LANGUAGES, LATE, MANY } from './hits.mjs';

const result = {
  total: 0,
  unchecked: 0,
  approximate: false,
  results: [],
  words: ['light'],
  corrected: null,
  facets: FACETS,
  unknown: [],
  failed: [],
  complete: true,
};

/** By query: an answer, an error, or nothing ever. */
const ANSWERS = {
  light: { ...result, total: 3, results: FEW },
  lights: { ...result, total: 240, results: MANY },
  languages: { ...result, total: 4, results: LANGUAGES },
  late: { ...result, total: 3, results: LATE },
  parts: { ...result, total: 2, results: FEW.slice(1), failed: ['c3.bin'], complete: false },
  lihgt: { ...result, corrected: 'light', words: ['lihgt'] },
  broken: { code: 'damaged', message: 'What came from /findlet/t12.bin is damaged: upload it again.' },
  offline: { code: 'offline', message: 'You are offline, and search is not saved on this device yet.' },
};

/** The query that brings the widget into each state. */
export const STATES = {
  closed: '',
  empty: '',
  loading: 'slow',
  results: 'light',
  many: 'lights',
  none: 'lihgt',
  error: 'broken',
  offline: 'offline',
  incomplete: 'parts',
  languages: 'languages',
  late: 'late',
};

/** What attributes add to the widget: with the state that shows it, and a part to press. */
export const ADDED = /** @type {const} */ ({
  dialog: { state: 'results', set: { mode: 'modal' } },
  page: { state: 'many', set: { mode: 'page' } },
  filters: { state: 'many', set: { facets: 'topic coast', sort: '' }, press: 'toggle' },
});

const SCRIPT = `${LINKS}
  const answers = ${JSON.stringify(ANSWERS)};
  const answer = (query, { limit, offset }) => {
    const found = answers[query];
    if (!found) return new Promise(() => {});
    if (found.code) throw Object.assign(new Error(found.message), { code: found.code });
    const document = (hit, at) =>
      linked({ ...hit, url: new URL(hit.url, location.href).href, document: offset + at });
    return { ...found, query, results: found.results.slice(0, limit).map(document) };
  };
  export const open = async () => ({
    search: async (query, options) => answer(query, { offset: 0, ...options }),
    retry: async () => {},
  });`;

const FILES = ['index.html', 'frame.html', 'frame.js', 'gallery.js', 'gallery.css', 'lens.svg'];

/**
 * Puts the gallery on a site, at /gallery/, and its engine in place of the site's own.
 *
 * @param {Awaited<ReturnType<typeof import('../site.mjs').serve>>} site
 */
export async function mount(site) {
  site.answer(ENGINE, { body: SCRIPT });
  for (const name of FILES) {
    const type = name.endsWith('.svg') ? { headers: { 'content-type': 'image/svg+xml' } } : {};
    site.answer(`/gallery/${name}`, { body: await readFile(new URL(name, import.meta.url)), ...type });
  }
  const states = Object.entries(STATES).map(([name, q]) => [name, { q }]);
  const added = Object.entries(ADDED).map(([name, { state, set }]) => [
    name,
    { q: STATES[state], set: JSON.stringify(set) },
  ]);
  site.answer('/gallery/states.json', { body: JSON.stringify(Object.fromEntries([...states, ...added])) });
}

/**
 * The address of the page that shows one state; the query in it opens the results.
 *
 * @param {string} origin
 * @param {keyof typeof STATES} state
 * @param {Record<string, string>} [looks] of the page, as frame.js reads them
 */
export function frame(origin, state, looks = {}) {
  return `${origin}/gallery/frame.html?${new URLSearchParams({ q: STATES[state], ...looks })}`;
}
