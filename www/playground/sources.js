/** Where pages come from: a folder that was dropped or chosen, or a site that lets others read it. */

/**
 * A page before it is read.
 *
 * @typedef {{ path: string, read: () => Promise<Uint8Array>, size: number }} Source
 */

/** What this page takes at once. */
export const MOST_PAGES = 5000;
const MOST_BYTES = 300 << 20;
/** Files that a folder may have in all. */
const MOST_FILES = 100_000;
/** Pages of a site that are asked for, and how many at a time. */
const MOST_FETCHED = 300;
const AT_A_TIME = 6;
/** Folders that have no pages of a site. */
const SKIPPED = /(^|\/)(\.[^/]+|node_modules)\//;

const GENERATED = 'Choose the folder that your generator writes: public, _site, dist or build.';

/** Something that went wrong, in a sentence that says what to do. */
export class Fault extends Error {}

/** @param {File} file @param {string} path @returns {Source} */
const sourceOf = (file, path) => ({
  path,
  size: file.size,
  read: async () => new Uint8Array(await file.arrayBuffer()),
});

/** The files of an input, below the folder that was chosen. @param {FileList} files */
export function chosen(files) {
  return [...files].map((file) => sourceOf(file, file.webkitRelativePath.split('/').slice(1).join('/') || file.name));
}

/**
 * The files that were dropped. The items are gone once the event is over: they are taken at once.
 *
 * @param {DataTransfer} data
 */
export async function dropped(data) {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  // Where a browser names no entries, there are files only.
  if (!entries.length && data.files.length) return chosen(data.files);
  if (!entries.length) throw new Fault('That was no file and no folder. Drop a folder with pages here.');
  /** @type {Source[]} */
  const found = [];
  const isFolder = entries.length === 1 && entries[0].isDirectory;
  for (const entry of entries) await walk(entry, isFolder ? '' : entry.name, found);
  return found;
}

/** @param {FileSystemEntry} entry @param {string} path @param {Source[]} found */
async function walk(entry, path, found) {
  if (SKIPPED.test(`${path}/`)) return;
  if (found.length >= MOST_FILES) {
    throw new Fault(`There are more than ${MOST_FILES.toLocaleString()} files. ${GENERATED}`);
  }
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => {
      /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject);
    }).catch((cause) => unreadable(entry, cause));
    found.push(sourceOf(file, path));
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    /** Browsers hand out some at a time. @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)).catch((cause) =>
      unreadable(entry, cause),
    );
    if (!some.length) return;
    for (const each of some) await walk(each, path ? `${path}/${each.name}` : each.name, found);
  }
}

/** @param {FileSystemEntry} entry @param {unknown} cause @returns {never} */
function unreadable({ fullPath }, cause) {
  throw new Fault(
    `${fullPath} cannot be read (${/** @type {Error} */ (cause).message}). Allow the browser to read the folder, or copy it elsewhere and drop the copy.`,
  );
}

/**
 * The pages among files: of a built site its pages of HTML, else all that can be read.
 *
 * @param {Source[]} files
 * @param {{ isPage: (path: string) => boolean, isReadable: (path: string) => boolean, endings: string }} kinds
 */
export function pagesOf(files, { isPage, isReadable, endings }) {
  const own = files.filter(({ path }) => !SKIPPED.test(path));
  const built = own.filter(({ path }) => isPage(path));
  const pages = built.length ? built : own.filter(({ path }) => isReadable(path));
  if (!pages.length) {
    const count = own.length === 1 ? 'The file is no page' : `None of ${own.length.toLocaleString()} files is a page`;
    throw new Fault(own.length ? `${count} (${endings}). ${GENERATED}` : `The folder is empty. ${GENERATED}`);
  }
  const bytes = pages.reduce((sum, { size }) => sum + size, 0);
  if (pages.length > MOST_PAGES || bytes > MOST_BYTES) {
    throw new Fault(
      `There are ${pages.length.toLocaleString()} pages with ${Math.ceil(bytes / 1e6).toLocaleString()} MB, and this page takes ${MOST_PAGES.toLocaleString()} with ${MOST_BYTES >> 20} MiB. Choose a folder within it; the command \`findlet build\` takes a million.`,
    );
  }
  return pages;
}

/**
 * Reads a site from one address on, by the links of its pages.
 *
 * @param {string} address
 * @param {AbortSignal} signal
 * @param {(done: number, known: number) => void} told
 * @returns {Promise<{ base: string, pages: Source[], failed: string[] }>}
 */
export async function crawled(address, signal, told) {
  const base = new URL('.', address).href;
  const [first] = address.split('#');
  const seen = new Set([first]);
  /** @type {Source[]} */
  const pages = [];
  /** @type {string[]} */
  const failed = [];
  let waiting = [first];
  while (waiting.length) {
    const asked = waiting.splice(0, AT_A_TIME);
    const came = await Promise.all(
      asked.map((url) =>
        fetched(url, signal).catch((cause) => {
          if (signal.aborted || url === first) throw cause;
          failed.push(`${url}: ${cause.message}`);
          return null;
        }),
      ),
    );
    for (const page of came) {
      if (!page) continue;
      pages.push(pageOf(page, base));
      const news = linksOf(page).filter((link) => link.startsWith(base) && !seen.has(link));
      for (const link of news.slice(0, MOST_FETCHED - seen.size)) seen.add(link);
      waiting = waiting.concat(news.filter((link) => seen.has(link)));
    }
    told(pages.length, seen.size);
  }
  return { base, pages, failed };
}

/** @param {{ url: string, text: string }} page @param {string} base @returns {Source} */
function pageOf({ url, text }, base) {
  const bytes = new TextEncoder().encode(text);
  // The ending says what it is; its address follows from its path.
  const path = decodeURI(url.slice(base.length));
  return {
    path: /\.x?html?$/i.test(path) ? path : `${path.replace(/\/?$/, '/')}index.html`.replace(/^\//, ''),
    size: bytes.length,
    read: async () => bytes,
  };
}

/** @param {string} url @param {AbortSignal} signal */
async function fetched(url, signal) {
  const response = await fetch(url, { signal, credentials: 'omit' }).catch((cause) => {
    if (signal.aborted) throw cause;
    throw new Fault(
      `The browser may not read ${url}: there is no answer, or the site does not let other pages read it (CORS). Build the site and drop its folder here instead.`,
    );
  });
  if (!response.ok) throw new Fault(`${url} answers ${response.status}. Check the address in another tab.`);
  const type = response.headers.get('content-type') ?? '';
  if (!/html/.test(type))
    throw new Fault(`${url} is ${type || 'of no type'}, not a page of HTML. Give the address of a page.`);
  return { url: response.url, text: await response.text() };
}

/** The addresses that a page leads to, once each, without what is behind `#` and `?`. @param {{ url: string, text: string }} page */
function linksOf({ url, text }) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const links = [...page.querySelectorAll('a[href]')].map((link) => {
    const href = /** @type {string} */ (link.getAttribute('href'));
    return URL.canParse(href, url) ? new URL(href, url).href.split(/[?#]/)[0] : '';
  });
  return [...new Set(links)].filter((link) => !/\.(?!x?html?$)[a-z\d]{1,5}$/i.test(new URL(link || url).pathname));
}
