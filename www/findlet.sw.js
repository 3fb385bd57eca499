/**
 * The service worker's part, imported by a script in the site's root:
 *
 *     importScripts("findlet/findlet.sw.js");
 *
 * Classic, because imported scripts are. Keeps the widget, the index it uses and the pages that
 * were visited; touches nothing of other origins, and no cache but its own.
 */

(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const { scope } = worker.registration;
  // Sites of one origin (user.example/a/, user.example/b/) share its caches.
  const PREFIX = `findlet ${scope} `;
  /** Named by the command that packages the site, after the contents of its files. */
  const CACHE = PREFIX + 'FINDLET_VERSION';
  const FILES = ['findlet.js', 'findlet.load.js', 'findlet.css', 'findlet.json'];
  const SHELL = /\/findlet\.(js|css|(load|trusted|lang\.\w+)\.js)$/;
  /** Named by content: what is there never changes. */
  const INDEX = /\/([0-9a-f]{16})\/(findlet\.[^/?]*|m\.bin|[tcw]\d+\.bin)$|\/texts\/[0-9a-f]{16}\.bin$/;
  /** What an index is searched with, put here by the command that packages the site. */
  const SCRIPTS = 'FINDLET_SCRIPTS'.split(' ');
  /** One of those, of indexes in parts only: for queries that the first engine can't answer. */
  const FULL = 'findlet.full.wasm';
  /** Without these an index can't be searched; the rest of it is kept as it is used. */
  const NEEDED = /\/(findlet\..*|m\.bin)$/;
  const POINTER = /\/findlet\.json$/;
  /** Texts outlive a deploy, this many at most: about a megabyte. */
  const TEXTS = 500;
  /** Hosts vary by encoding, pages by query; offline, the nearest is better than none. */
  const LOOSELY = { ignoreSearch: true, ignoreVary: true };

  worker.addEventListener('install', (event) => {
    worker.skipWaiting();
    event.waitUntil(succeed());
  });

  worker.addEventListener('activate', (event) => event.waitUntil(replaceOlder()));

  // A page names what it is made of, and its widget's folder and language.
  worker.addEventListener('message', (event) => {
    const { findlet: folder, language, urls } = event.data ?? {};
    if (!folder) return;
    const files = FILES.map((name) => folder + name);
    event.waitUntil(Promise.all([...urls, ...files].map(keepNew)).then(() => keepIndex(folder, language)));
  });

  worker.addEventListener('fetch', (event) => {
    const { cache, headers, method, url } = event.request;
    if (method !== 'GET' || new URL(url).origin !== location.origin || headers.has('range')) return;
    // Trying again asks for a file past all caches.
    const kept = cache !== 'reload' && (SHELL.test(url) || INDEX.test(url));
    event.respondWith(kept ? cachedFirst(event) : networkFirst(event));
  });

  /**
   * Keeps what no search of an index can do without; its parts are kept as they are used.
   *
   * @param {string} folder
   * @param {string} language
   */
  async function keepIndex(folder, language) {
    const pointer = await cached(folder + 'findlet.json');
    if (!pointer) return;
    const { indexes, default: main } = await pointer.json();
    const primary = (/** @type {string} */ tag) => tag.toLowerCase().split('-')[0];
    const near = Object.keys(indexes).find((name) => primary(name) === primary(language));
    const { folder: name, sharded } = indexes[language] ?? indexes[near ?? main];
    const scripts = SCRIPTS.filter((file) => sharded || file !== FULL);
    const files = [...scripts, 'findlet.wasm', ...(sharded ? ['m.bin'] : [])];
    await Promise.all(files.map((file) => keepNew(`${folder}${name}/${file}`)));
  }

  /**
   * Takes over from an older version what a deploy left valid: pages and texts, and for each index
   * in use what its successor can't do without. The shell is fetched anew.
   */
  async function succeed() {
    const [older] = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    if (!older) return;
    const [from, to] = await Promise.all([caches.open(older), caches.open(CACHE)]);
    const requests = await from.keys();
    const moved = new Map();
    for (const { url } of requests.filter(({ url }) => POINTER.test(url))) {
      const was = await from.match(url);
      const is = await fetch(url, { cache: 'reload' }).catch(() => null);
      if (!was || !is?.ok) continue;
      await to.put(url, is.clone());
      const [before, now] = [await was.json(), await is.json()];
      for (const [language, { folder }] of Object.entries(before.indexes))
        moved.set(folder, now.indexes[language]?.folder);
    }
    const texts = requests.filter(({ url }) => /\/texts\//.test(url)).slice(0, -TEXTS);
    for (const request of requests) {
      const { url } = request;
      const folder = INDEX.exec(url)?.[1];
      const successor = moved.get(folder) ?? (moved.size ? '' : folder);
      if (SHELL.test(url)) await keep(url, 'no-cache');
      else if (folder && successor !== folder) {
        if (successor && NEEDED.test(url)) await keep(url.replace(folder, successor));
      } else if (!POINTER.test(url) && !texts.includes(request)) {
        const response = await from.match(request);
        if (response) await to.put(bare(url), response);
      }
    }
  }

  async function replaceOlder() {
    const names = await caches.keys();
    const older = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    await Promise.all(older.map((name) => caches.delete(name)));
    await worker.clients.claim();
  }

  /**
   * Pages and their files: as they are now, or as they were.
   *
   * @param {FetchEvent} event
   */
  async function networkFirst(event) {
    const { request } = event;
    try {
      const response = await fetch(request);
      const ours = INDEX.test(request.url) || request.mode === 'navigate';
      if (ours || (await cached(request))) event.waitUntil(store(request, response.clone()));
      return response;
    } catch (error) {
      const response = await cached(request);
      if (response) return response;
      throw error;
    }
  }

  /**
   * The widget's files: at once, and the shell fresh for the next visit.
   *
   * @param {FetchEvent} event
   */
  async function cachedFirst(event) {
    const { request } = event;
    const response = await cached(request);
    if (response && INDEX.test(request.url)) return response;
    const update = fetch(request);
    const kept = update.then((fresh) => store(request, fresh.clone()));
    event.waitUntil(kept.catch(() => {}));
    return response ?? update;
  }

  /** @param {string} url */
  async function keepNew(url) {
    if (new URL(url).origin === location.origin && !(await cached(url))) await keep(url);
  }

  /**
   * What can't be loaded now is asked for by the next page.
   *
   * @param {string} url
   * @param {RequestCache} [cache] a new version of the worker must not keep files of the old one
   */
  async function keep(url, cache) {
    const response = await fetch(url, { cache }).catch(() => null);
    if (response) await store(url, response);
  }

  /**
   * @param {RequestInfo} request
   * @param {Response} response
   */
  async function store(request, response) {
    const { ok, redirected, url, headers } = response;
    // A redirected response can't answer a navigation, a page may forbid being kept, and a host
    // may answer a file that isn't there with a page.
    const forbidden = /no-store/.test(headers.get('cache-control') ?? '');
    const misplaced =
      [SHELL, INDEX, POINTER].some((ours) => ours.test(url)) && /html/.test(headers.get('content-type') ?? '');
    if (!ok || redirected || forbidden || misplaced) return;
    const cache = await caches.open(CACHE);
    await cache.put(bare(typeof request === 'string' ? request : request.url), response);
  }

  /**
   * What a file is kept under. Whatever stands behind a `?` is looked up without it, and may be what
   * a visitor searched for, which is nobody's to keep.
   *
   * @param {string} url
   */
  function bare(url) {
    return url.split(/[?#]/)[0];
  }

  /** @param {Request | string} request */
  async function cached(request) {
    const cache = await caches.open(CACHE);
    const url = typeof request === 'string' ? request : request.url;
    return (await cache.match(url, LOOSELY)) ?? cache.match(otherName(url), LOOSELY);
  }

  /**
   * A folder and its index.html are one page to hosts and visitors.
   *
   * @param {string} url
   */
  function otherName(url) {
    const path = bare(url);
    return path.endsWith('/') ? path + 'index.html' : path.replace(/\/index\.html$/, '/');
  }
})();
