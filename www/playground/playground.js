/** The playground of the documentation: makes an index of pages in the browser, and shows the widget that searches it. */

import { define } from '../element.js';
import { open } from '../engine/client.js';
import { languages } from '../generated/languages.js';
import { PARTS } from '../inside.js';
import { createLibrary } from '../library.js';
import { forget, indexing, searching } from './engines.js';
import { sample } from './sample.js';
import { apply, markup, show } from './settings.js';
import { chosen, crawled, dropped, Fault, pagesOf } from './sources.js';

/** @import { Source } from './sources.js' */

/** How long the page works before it lets the browser draw. */
const SLICE_MS = 40;

/** @template {HTMLElement} E @param {string} id @param {new () => E} kind @returns {E} */
function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`index.html has no ${id}`);
  return found;
}

const drop = element('drop', HTMLElement);
const said = element('said', HTMLElement);
const fault = element('fault', HTMLElement);
const work = element('work', HTMLElement);
const doing = element('doing', HTMLElement);
const progress = element('progress', HTMLProgressElement);
const stage = element('stage', HTMLElement);
const viewer = element('viewer', HTMLDialogElement);

/** What is searched: the index, and where its pages come from. */
const shown = {
  index: new Uint8Array(),
  /** @type {Map<string, Source>} */
  sources: new Map(),
  /** Addresses are relative to it, where the pages are those of a site. @type {string | null} */
  base: null,
  count: 0,
};

/** Nothing is kept for use without a network: all of it is in this page. */
const parts = { ...PARTS, offline: { keepOffline: async () => {} } };

/** Each index has a folder of its own, which nothing is fetched from: an open engine answers for its folder. */
const library = createLibrary(
  new URL('.', document.baseURI).href,
  async (folder) =>
    Object.assign(await open(await searching(), { folder, index: shown.index }), {
      library,
      versions: undefined,
    }),
  async (_folder, _language, name) => parts[name],
);
define(library, async (language) => languages[language]);

/** What is being done, and can be stopped. */
let job = new AbortController();

/**
 * Does one thing at a time: what was begun before is stopped. What goes wrong is said.
 *
 * @param {(signal: AbortSignal) => Promise<void>} task
 */
async function begin(task) {
  job.abort();
  job = new AbortController();
  const { signal } = job;
  fault.textContent = said.textContent = '';
  work.hidden = false;
  try {
    await task(signal);
  } catch (error) {
    if (!signal.aborted) fault.textContent = explained(error);
  } finally {
    if (!signal.aborted) work.hidden = true;
  }
}

/** @param {unknown} error */
function explained(error) {
  if (error instanceof Fault) return error.message;
  const { message } = /** @type {Error} */ (error);
  if (!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError)) return message;
  forget();
  return `The indexer stopped (${message}): the pages may need more memory than a browser gives. Choose fewer of them, or use the command findlet build.`;
}

/** @param {string} text @param {number} [done] @param {number} [all] */
function tell(text, done, all) {
  doing.textContent = text;
  if (all) [progress.max, progress.value] = [all, done ?? 0];
  else progress.removeAttribute('value');
}

/** Lets the browser draw. */
const drawn = () => new Promise((resolve) => setTimeout(resolve));

/**
 * Makes the index of files, and shows the widget.
 *
 * @param {Source[]} files
 * @param {AbortSignal} signal
 * @param {{ base?: string, failed?: string[] }} [site]
 */
async function build(files, signal, { base, failed = [] } = {}) {
  tell('Loading the indexer');
  const { indexer, ...kinds } = await indexing();
  const pages = pagesOf(files, kinds);
  const leftOut = [...failed];
  let drawnAt = performance.now();
  for (const [at, page] of pages.entries()) {
    if (performance.now() - drawnAt > SLICE_MS) {
      tell(`Reading ${at.toLocaleString()} of ${pages.length.toLocaleString()} pages`, at, pages.length);
      await drawn();
      drawnAt = performance.now();
    }
    endIfStopped(signal, indexer);
    const why = await read(indexer, page);
    if (why) leftOut.push(`${page.path}: ${why}`);
  }
  tell(`Making the index of ${pages.length.toLocaleString()} pages`);
  await drawn();
  endIfStopped(signal, indexer);
  const index = indexer.finish();
  leftOut.push(...indexer.dropped);
  const count = indexer.pages;
  indexer.free();
  listLeftOut(leftOut);
  if (!count) throw new Fault('No page has a text to search. The list below says why each was left out.');
  Object.assign(shown, {
    index,
    base: base ?? null,
    count: shown.count + 1,
    sources: new Map(pages.map((page) => [page.path, page])),
  });
  said.textContent = `${count.toLocaleString()} ${count === 1 ? 'page' : 'pages'} can be searched; the index has ${kilobytes(index)}.`;
  mount();
}

/** Ends work that was stopped, and gives the memory of its pages back. @param {AbortSignal} signal @param {import('../generated/playground/indexer.js').Indexer} indexer */
function endIfStopped(signal, indexer) {
  if (signal.aborted) indexer.free();
  signal.throwIfAborted();
}

/** Reads a page; resolves to why it is left out. @param {import('../generated/playground/indexer.js').Indexer} indexer @param {Source} page */
async function read(indexer, page) {
  try {
    return indexer.add(page.path, await page.read());
  } catch (error) {
    if (error instanceof DOMException)
      return `the browser cannot read it (${error.message}); close it elsewhere, or copy it`;
    throw error;
  }
}

/** @param {Uint8Array} bytes */
const kilobytes = (bytes) => `${Math.ceil(bytes.length / 1000).toLocaleString()} kB`;

/** @param {string[]} reasons */
function listLeftOut(reasons) {
  element('dropped', HTMLElement).hidden = !reasons.length;
  element('dropped-title', HTMLElement).textContent = `${reasons.length.toLocaleString()} left out, and why`;
  element('dropped-list', HTMLElement).replaceChildren(
    ...reasons.map((reason) => {
      const item = document.createElement('li');
      item.textContent = reason;
      return item;
    }),
  );
}

/** Shows a widget for the index that was made last. */
function mount() {
  const widget = document.createElement('findlet-search');
  widget.setAttribute('src', `index-${shown.count}`);
  apply(widget);
  if (shown.base && !widget.hasAttribute('base-url')) widget.setAttribute('base-url', shown.base);
  stage.replaceChildren(widget);
}

/** A page that was dropped is nowhere on the web: it is shown as it is. @param {CustomEvent<import('../page.js').SelectEventDetail>} event */
async function view(event) {
  if (shown.base) return;
  event.preventDefault();
  const { hit, url } = event.detail;
  const path = decodeURIComponent(
    new URL(url, document.baseURI).href.slice(new URL('.', document.baseURI).href.length).split('#')[0],
  );
  const source = shown.sources.get(path);
  element('viewer-title', HTMLElement).textContent = hit.title || path;
  fault.textContent = '';
  try {
    if (!source) throw new Error('it is not among the files that were read');
    element('viewer-page', HTMLIFrameElement).srcdoc = new TextDecoder().decode(await source.read());
    viewer.showModal();
  } catch (error) {
    fault.textContent = `${path} cannot be shown: ${/** @type {Error} */ (error).message}. Choose the folder again.`;
  }
}

function listen() {
  const folder = element('folder', HTMLInputElement);
  const files = element('files', HTMLInputElement);
  for (const input of [folder, files]) {
    element(`choose-${input.id}`, HTMLElement).addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      const sources = chosen(/** @type {FileList} */ (input.files));
      input.value = '';
      void begin((signal) => build(sources, signal));
    });
  }
  element('sample', HTMLElement).addEventListener('click', () => void begin((signal) => build(sample(), signal)));
  element('stop', HTMLElement).addEventListener('click', () => {
    job.abort();
    work.hidden = true;
    said.textContent = 'Stopped.';
  });
  element('site', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const address = element('address', HTMLInputElement).value;
    void begin(async (signal) => {
      tell(`Reading ${address}`);
      const { base, pages, failed } = await crawled(address, signal, (done, known) =>
        tell(`Reading ${done.toLocaleString()} of ${known.toLocaleString()} pages`, done, known),
      );
      await build(pages, signal, { base, failed });
    });
  });
  stage.addEventListener('findlet-select', (event) => void view(event));
}

function listenToDrops() {
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => event.preventDefault());
  drop.addEventListener('dragenter', () => drop.classList.add('over'));
  drop.addEventListener('dragleave', (event) => {
    if (!drop.contains(/** @type {Node | null} */ (event.relatedTarget))) drop.classList.remove('over');
  });
  drop.addEventListener('drop', (event) => {
    drop.classList.remove('over');
    const taking = dropped(/** @type {DataTransfer} */ (event.dataTransfer));
    void begin(async (signal) => build(await taking, signal));
  });
}

async function copy() {
  const copied = element('copied', HTMLElement);
  try {
    await navigator.clipboard.writeText(markup());
    copied.textContent = 'Copied.';
  } catch {
    getSelection()?.selectAllChildren(element('snippet', HTMLElement));
    copied.textContent = 'The browser allows no copying here. The markup is selected: press Ctrl+C or ⌘C.';
  }
}

element('copy', HTMLElement).addEventListener('click', () => void copy());
show(
  {
    attributes: element('attributes', HTMLElement),
    variables: element('variables', HTMLElement),
    reset: element('reset', HTMLElement),
  },
  () => {
    element('snippet', HTMLElement).textContent = markup();
    const widget = stage.querySelector('findlet-search');
    if (widget) apply(widget);
  },
);
listen();
listenToDrops();
