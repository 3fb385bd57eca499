/** Every word the widget says, apart from what the engine's errors say. */

const LONGEST_QUOTE = 60;

export const strings = {
  label: 'Search',
  placeholder: 'Search',
  clear: 'Clear',
  results: 'Search results',
  loading: 'Loading search…',
  help: 'Check the spelling, or try fewer or more general words.',
  unavailable: 'Search is not available',
  incomplete: 'Part of the search index could not be loaded.',
  retry: 'Try again',

  /** @param {number} total */
  count: (total) => (total === 1 ? '1 result' : `${total} results`),

  /** @param {string} title of the first hit */
  first: (title) => `${title}: press Enter to open.`,

  /** @param {string} query */
  none: (query) => `No results for “${quote(query)}”`,

  /** @param {number} remaining */
  more: (remaining) => `Show ${remaining} more`,

  /**
   * @param {string} url
   * @param {boolean} offline
   */
  noEngine: (url, offline) =>
    offline ? 'You are offline, and search is not saved on this device yet.' : `The search engine is not at ${url}.`,
};

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/** What rows say. */
export const rowStrings = {
  missing: 'Missing:',

  /** @param {string} day as in 2022-12-03 */
  date: (day) => dates.format(new Date(day)),
};

/** @param {string} query */
function quote(query) {
  const characters = [...query.trim()];
  return characters.length > LONGEST_QUOTE ? characters.slice(0, LONGEST_QUOTE).join('') + '…' : characters.join('');
}
