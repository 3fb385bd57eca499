/**
 * What the element offers to pages besides its methods, fields and events, which are in page.d.ts; each thing once.
 * `manifest.mjs` makes custom-elements.json, types and the tables of the documentation of both. The widget itself takes the
 * names of the attributes, and the linker leaves the rest out. Texts are Markdown.
 */

/**
 * An attribute, which is a property too: `base-url` is `baseUrl`.
 *
 * @typedef {object} Attribute
 * @property {string} name
 * @property {string} type in TypeScript, of what it means; as a property it is read as a text
 * @property {string} [default] what holds without it
 * @property {string} description
 */

export const attributes = /** @type {const} @satisfies {readonly Attribute[]} */ ([
  {
    name: 'src',
    type: 'string',
    default: 'the folder of `findlet.js`',
    description:
      'folder of the indexes that `findlet build` wrote (of `findlet.json`); ignored by the classic build, which has its own inside',
  },
  {
    name: 'base-url',
    type: 'string',
    default: 'the parent of that folder',
    description: 'what the addresses of documents are relative to',
  },
  {
    name: 'scope',
    type: 'string',
    description: 'a directory that results are limited to: `/v2/`',
  },
  {
    name: 'label',
    type: 'string',
    default: "`Search`, in the interface's language",
    description: 'accessible name of the landmark and the field',
  },
  {
    name: 'placeholder',
    type: 'string',
    default: "`Search`, in the interface's language",
    description: 'shown in the empty field',
  },
  {
    name: 'limit',
    type: 'number',
    default: '`10`',
    description: 'hits shown at once, and added by the button; 1 to 100',
  },
  {
    name: 'shortcut',
    type: 'string',
    default: '`/ mod+k`',
    description:
      'keys that go to the field, separated by spaces; `mod` is Ctrl or Cmd; empty for none. Speech input can press a key without modifier, such as `/`, by accident (WCAG 2.1.4): `mod+k` alone is safe',
  },
  {
    name: 'offline',
    type: 'string',
    description:
      "keeps search and visited pages for use without network: the address of the service worker, or empty for `findlet-sw.js` beside the engine's folder",
  },
  {
    name: 'ui-lang',
    type: 'string',
    default: 'the `lang` nearest to the element',
    description: 'language of the interface: one that `www/lang` has a file for',
  },
  {
    name: 'highlight',
    type: 'string',
    description:
      'adds the words found to the addresses of hits, for `findlet.highlight.js`: the name of the parameter, or empty for `highlight`',
  },
  {
    name: 'theme',
    type: "'light' | 'dark' | 'auto'",
    default: "the page's `color-scheme`, or the colour of its text",
    description: '`light`, `dark`, or `auto` for what the system prefers',
  },
  {
    name: 'query-param',
    type: 'string',
    default: '`q`',
    description:
      "parameter of the page's address that keeps the search, so that Back and links restore it; empty for none",
  },
  {
    name: 'mode',
    type: "'modal' | 'page'",
    description: '`modal`: a button that opens a dialog; `page`: results in the page; else a field with a panel',
  },
  {
    name: 'show',
    type: 'string',
    default: '`date sections missing suggestion`',
    description: 'what results show besides title and excerpt: also `path` and `image`; empty for nothing',
  },
  {
    name: 'facets',
    type: 'string',
    description:
      'names of the facets to narrow results down by, with counts, separated by spaces; an empty field then shows all there is',
  },
  {
    name: 'sort',
    type: "'newest' | 'oldest' | ''",
    description: 'offers an order by date: `newest` or `oldest` first, or empty for what matches best',
  },
  {
    name: 'recent',
    type: 'boolean',
    description:
      "offers the visitor's last five searches of this tab that led to a page, where the field is empty; they are kept in `sessionStorage`, and a button forgets them",
  },
  {
    name: 'min-length',
    type: 'number',
    description: 'characters that a query needs; a shorter one is not asked',
  },
]);

/** The names of the attributes. */
export const attributeNames = attributes.map(({ name }) => name);

/** Slots: what a page may put into the element. */
export const slots = /** @type {const} */ ({
  '': 'A form with an input: shown until the widget takes its place, and where no script runs. What was typed into it is kept.',
  none: 'Shown where nothing was found.',
  footer: 'Shown below the results.',
});

/** Parts for `::part()`. */
export const parts = /** @type {const} */ ({
  search: 'The landmark around everything.',
  field: 'The input with what lies over it.',
  icon: 'The magnifier.',
  input: 'The input.',
  shortcut: 'The keys that go to the field.',
  clear: 'The button that empties the field.',
  panel: 'What opens under the field.',
  message: 'How many results there are, or why there are none.',
  detail: 'More about that.',
  retry: 'The button that tries again.',
  results: 'The list.',
  result: 'One hit.',
  heading: 'Its title and date.',
  title: 'Its title.',
  link: 'The link in the title; its target is the whole hit.',
  date: 'Its date.',
  excerpt: 'The passage that matches.',
  mark: 'A word that matches, in titles and excerpts.',
  missing: 'The words of the query that the hit lacks.',
  more: 'The button that shows more hits.',
  status: 'The live region, seen by nobody.',
  text: 'Its excerpt and sections.',
  sections: 'The sections that match.',
  section: 'The link to one of them.',
  path: 'Where its page lies: `path` in `show`.',
  image: 'Its picture: `image` in `show`.',
  suggestion: 'Another query, above the results.',
  correction: 'The button in it.',
  recent: "The list of the visitor's last searches.",
  again: 'One of them.',
  forget: 'The button that forgets them.',
  within: 'What tells its page from others of the same title.',
  also: 'The other versions that have its page.',
  version: 'The link to one of them.',
  languages: "What is said of results in other languages than the page's.",
  widen: 'The button below the results that asks for them.',
  refine: 'The panel of facets and order.',
  filters: 'The facets.',
  toggle: 'What opens them.',
  facet: 'One of them.',
  name: 'Its name.',
  value: 'One of its values.',
  number: 'How many results have it.',
  unset: 'The button that clears them.',
  unrefined: 'What is said in place of facets and order where the index knows neither.',
  sort: 'The order.',
  order: 'The list of orders.',
  open: 'The button that opens the dialog.',
  caption: 'What it says.',
  dialog: 'The dialog.',
  close: 'The button that closes it.',
  keys: 'The keys that it knows, at its foot.',
});

/** Custom properties, set on the element or around it; the style sheets have the same defaults. */
export const customProperties = /** @type {const} */ ({
  '--findlet-accent': {
    default: 'light-dark(#1d4ed8, #9dbbff)',
    description: 'focus, buttons, links under the pointer, the bar beside the row that Enter opens',
  },
  '--findlet-background': { default: 'light-dark(#fff, #1c1e22)', description: 'field and panel' },
  '--findlet-text': { default: 'light-dark(#1b1d21, #eceef2)', description: 'titles, what is typed' },
  '--findlet-muted': { default: 'light-dark(#565c66, #a6acb7)', description: 'excerpts, paths, dates' },
  '--findlet-border': { default: 'light-dark(#8a8f98, #787e88)', description: 'edge of the field' },
  '--findlet-line': { default: 'light-dark(#e2e5ea, #34383f)', description: 'between rows, around the panel' },
  '--findlet-hover': { default: 'light-dark(#f2f5fb, #282b32)', description: 'the row under the pointer' },
  '--findlet-mark': { default: 'light-dark(#ffe89a, #5e4c12)', description: 'behind the words that were found' },
  '--findlet-radius': { default: '8px', description: 'corners' },
  '--findlet-width': { default: '576px', description: "width of the panel, never less than the field's" },
});
