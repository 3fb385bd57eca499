/**
 * Everything the interface says, in English: the model for the other languages, whose files have the
 * same names in one object. docs/languages.md says how to add one.
 *
 * A name in braces stands for what is filled in. Where the text depends on a number it has a form
 * for each plural category of the language (Intl.PluralRules), chosen by `{count}`.
 */

/** What is said before there are results: findlet.js has these inside. */
export const shell = {
  /** Name of the landmark and of the field, for those who can't see them. */
  label: 'Search',
  /** In the empty field. */
  placeholder: 'Search',
  /** On the button that empties it. */
  clear: 'Clear',
  loading: 'Loading search…',
  unavailable: 'Search is not available',
  retry: 'Try again',
};

/** What is said with results: findlet.view.js has these inside. */
export const view = {
  /** Name of the list. */
  results: 'Search results',
  count: { one: '{count} result', other: '{count} results' },
  /** Where they were counted roughly, of a word of one or two letters. Results: the text above. */
  about: 'About {results}',
  /** Announced. Results: the text above. Title: of the first hit. */
  first: '{results}. {title}: press Enter to open.',
  more: 'Show {count} more',
  /** Not all are there yet. */
  coming: 'More results are coming…',
  /** Title: of a section of the page. */
  section: 'In “{title}”',
  none: 'No results for “{query}”',
  help: 'Check the spelling, or try fewer or more general words.',
  incomplete: 'Part of the search index could not be loaded.',
};

/** What is said of filters and order: findlet.refine.js has these inside. */
export const refine = {
  sort: 'Sort by',
  relevance: 'Relevance',
  newest: 'Newest first',
  oldest: 'Oldest first',
  filters: 'Filters',
  /** On the button that opens them: how many are set. */
  filtersSet: { one: '{count} filter', other: '{count} filters' },
  clearFilters: 'Clear filters',
  noneFiltered: 'No results for “{query}” with these filters',
  /** How a value of a filter is read out. */
  valueCount: { one: '{value}, {count} result', other: '{value}, {count} results' },
  /** In place of all these, where the index knows neither. */
  unrefined: 'Results can’t be filtered or sorted here.',
};

/** What is said where there is a use for it: findlet.extras.js has these inside. */
export const extras = {
  didYouMean: 'Did you mean {query}?',
  /** Before the words of the query that a page lacks. */
  missing: 'Missing:',
  /** Where all languages were asked: how many results follow that are in other languages. */
  elsewhere: { one: '{count} more in other languages', other: '{count} more in other languages' },
  /** In a row. Versions: names of those that have the page too. */
  alsoIn: 'Also in {versions}',
  short: { one: 'Type at least {count} character', other: 'Type at least {count} characters' },
};

/** What is said on a site in several languages: findlet.widen.js has it inside. */
export const others = {
  /** Below the results of the page's own language, on a button that asks the others too. */
  widen: 'Search in other languages, too',
};

/** What is said of the visitor's last searches: findlet.recent.js has these inside. */
export const recent = {
  /** Above their list, in the empty field's panel. */
  recent: 'Your last searches',
  recentNone: 'No searches yet',
  /** On the button below them. */
  forget: 'Forget them',
};

/** What dialogs and failures say. */
export const panels = {
  // Buttons, and the keys that they show

  open: 'Open search',
  close: 'Close',
  /** Key: a name of keys, such as Ctrl K. */
  shortcut: 'Press {key} to search',
  /** These three each after the picture of a key: ↵ to open. */
  select: 'to open',
  navigate: 'to move',
  leave: 'to close',

  // Waiting and failing

  offline: 'You are offline, and search is not saved on this device yet.',
  notThere: 'There is no search index at {url}',
  /** Directive: of the page's policy, such as script-src. */
  blocked: 'This page’s security policy ({directive}) blocks search',
};
