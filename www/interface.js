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
  field: 'The input with what is over it: icon, keys and button.',
  icon: 'The magnifier.',
  input: 'The input.',
  shortcut: 'The keys that go to the field, shown in it.',
  clear: 'The button that empties the field.',
  panel: 'The box that opens under the field.',
  message: 'How many results there are, or why there are none.',
  detail: 'A second line of the message: what to try, or which file is missing.',
  retry: 'The button that tries again.',
  results: 'The list of results.',
  result: 'One result, a row of the list.',
  heading: 'The first line of a result: title and date.',
  title: 'The title of a result.',
  link: 'The link in the title; its target is the whole row.',
  date: 'The date of a result.',
  excerpt: 'The passage that matches.',
  mark: 'A word that matches, in titles and excerpts.',
  missing: 'The words of the query that a result lacks.',
  more: 'The button that shows more results.',
  status: 'The live region, which only screen readers see.',
  text: 'The excerpt and the sections of a result.',
  sections: 'The list of the sections of a result that match.',
  section: 'The link to one section.',
  path: 'Where the page of a result is: `path` in `show`.',
  image: 'The picture of a result: `image` in `show`.',
  suggestion: 'The line above the results that offers another query.',
  correction: 'The button with that query.',
  recent: "The list of the visitor's last searches.",
  again: 'The button with one of the last searches.',
  forget: 'The button that forgets the last searches.',
  within: 'The words that tell a result from others of the same title.',
  also: 'The line with the other versions that have the page of a result.',
  version: 'The link to one of those versions.',
  languages: "The line about results in other languages than the page's.",
  widen: 'The button below the results that asks the other languages.',
  refine: 'The panel of facets and order.',
  filters: 'The facets of the panel.',
  toggle: 'The button that opens the panel of facets.',
  facet: 'One facet: a group of values.',
  name: 'The name of a facet.',
  value: 'One value of a facet.',
  number: 'How many results have a value.',
  unset: 'The button that clears all filters.',
  unrefined: 'The sentence in place of facets and order where the index knows neither.',
  sort: 'The order of the results, with its label.',
  order: 'The list of orders to choose from.',
  open: 'The button that opens the dialog.',
  caption: 'The text of the button that opens the dialog.',
  dialog: 'The dialog.',
  close: 'The button that closes the dialog.',
  keys: 'The keys that the dialog knows, at its foot.',
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

/**
 * Errors by their codes: why they happen, and what the owner of a page does about it. What they say is in engine/errors.js.
 *
 * @typedef {object} Failing
 * @property {string} [message] where it isn't ours
 * @property {string} cause
 * @property {string} cure
 */

export const errors = /** @type {const} @satisfies {Record<string, Failing>} */ ({
  missing: {
    cause: 'The server answered that a file of the index is not there.',
    cure: 'Deploy the folder that `findlet build` wrote, whole, where the page looks for it; see `src` and `base-url`. `findlet check` shows whether the folder is whole.',
  },
  html: {
    cause:
      'The server answered with a page in place of a file: many hosts send their first page for whatever is missing.',
    cure: 'As for `missing`. Let the host answer 404 for files that are not there.',
  },
  network: {
    cause: 'No answer came, after three tries: the server, the connection or a blocker of requests.',
    cure: 'Open the address in the message in the browser. On another origin, the server must allow the page by CORS, and the policy of the page by `connect-src`.',
  },
  offline: {
    cause: 'The browser has no network, and search was not kept on this device.',
    cure: 'Set the attribute `offline`; a visitor must have come once with a network.',
  },
  damaged: {
    cause: 'A file came that cannot be unpacked or compiled: cut off, or changed on the way.',
    cure: 'Upload the folder again, as binary files. No proxy may rewrite it or compress it again.',
  },
  csp: {
    cause: "The page's policy does not allow WebAssembly, and the file of the worker came with the same policy.",
    cure: "Add `'wasm-unsafe-eval'` to `script-src`; it allows no `eval`. See [the policy that is enough](embedding.md#content-security-policy).",
  },
  trap: {
    cause: 'The engine stopped twice in a row, mostly for want of memory.',
    cure: 'Load the page again. If it happens again, report it with the query and the index.',
  },
  disk: {
    cause: 'The page was opened from disk, and its index is in parts, which browsers do not read from there.',
    cure: 'Build with `--single-file`, or look at the site with `findlet serve`.',
  },
  core: {
    cause:
      'The page asks for filters, facets, an order or explanations, and the site was built with the core engine, which has none.',
    cure: 'Build with `engine = "auto"`, the default, or `full`.',
  },
  'not-an-index': {
    cause: 'The engine has no index inside, or a file is not one of an index.',
    cure: 'Run `findlet build`; the files in its folder belong together.',
  },
  version: {
    cause: 'The index was written by another release than the engine.',
    cure: 'Build again with one release of `findlet`, and deploy all files that it writes.',
  },
  truncated: {
    cause: 'A file ends too early: an upload or a download was cut off.',
    cure: 'Upload the folder again; load the page again.',
  },
  checksum: {
    cause: 'A file was changed after it was built.',
    cure: 'Upload the folder again. Leave it out of what optimises or rewrites files.',
  },
  malformed: {
    cause: 'A file has a right checksum and breaks a rule of the format: another program wrote it.',
    cure: 'Build again. If `findlet build` wrote it, report it.',
  },
  'unknown-part': {
    cause: 'A file of the index is where another should be.',
    cure: 'Upload the folder again, with its names as they are.',
  },
  'other-build': {
    cause: 'Files of two builds are mixed, mostly while a deploy is under way.',
    cure: 'Load the page again. If it stays, deploy the folder as a whole.',
  },
  'no-worker': {
    message: 'what the browser says',
    cause: 'The service worker for `offline` could not be registered: its file is missing, or is no script.',
    cure: 'Put `findlet-sw.js` into the root of the site, see [Offline](embedding.md#offline). Search itself works.',
  },
  unknown: {
    message: 'what the browser says',
    cause: 'A script of the widget did not come, or failed.',
    cure: 'Deploy the folder whole. If it is, report the message.',
  },
});
