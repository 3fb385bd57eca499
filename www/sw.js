/**
 * The service worker's part, imported by a script in the site's root:
 *
 *     importScripts("findlet/findlet.sw.js");
 *
 * Classic, because imported scripts are. Keeps the widget, its index and the pages that were
 * visited; touches nothing of other origins, and no cache but its own.
 */

(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const { scope } = worker.registration;
  // Sites of one origin (user.example/a/, user.example/b/) share its caches.
  const PREFIX = `findlet ${scope} `;
  /** Named by whoever packages the site, after the contents of its files. */
  const CACHE = PREFIX + 'FINDLET_VERSION';
  /** Those that a visitor may not have needed yet are kept too. */
  const FILES = ['findlet.js', 'findlet.load.js', 'findlet.engine.js', 'findlet.wasm', 'findlet.css'];
  const OURS = /\/findlet\.[^/?]*$/;
  /** Hosts vary by encoding, pages by query; offline, the nearest is better than none. */
  const LOOSELY = { ignoreSearch: true, ignoreVary: true };

  worker.addEventListener('install', (event) => {
    worker.skipWaiting();
    event.waitUntil(Promise.all(files('findlet/').map((url) => keep(url, 'no-cache'))));
  });

  worker.addEventListener('activate', (event) => event.waitUntil(replaceOlder()));

  // A page names what it is made of, and the widget's folder, which may not be called findlet.
  worker.addEventListener('message', (event) => {
    const { findlet: folder, urls } = event.data ?? {};
    if (folder) event.waitUntil(Promise.all([...urls, ...files(folder)].map((url) => keepNew(url))));
  });

  worker.addEventListener('fetch', (event) => {
    const { cache, headers, method, url } = event.request;
    if (method !== 'GET' || new URL(url).origin !== location.origin || headers.has('range')) return;
    // Trying again asks for a file past all caches, or with a query.
    event.respondWith(OURS.test(url) && cache !== 'reload' ? cachedFirst(event) : networkFirst(event));
  });

  /** @param {string} folder */
  function files(folder) {
    return FILES.map((name) => new URL(folder + name, scope).href);
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
      if (request.mode === 'navigate' || (await cached(request))) event.waitUntil(store(request, response.clone()));
      return response;
    } catch (error) {
      const response = await cached(request);
      if (response) return response;
      throw error;
    }
  }

  /**
   * The widget's files: at once, and fresh for the next visit.
   *
   * @param {FetchEvent} event
   */
  async function cachedFirst(event) {
    const response = await cached(event.request);
    const update = fetch(event.request);
    const kept = update.then((fresh) => store(event.request, fresh.clone()));
    event.waitUntil(kept.catch(() => {}));
    return response ?? update;
  }

  /** @param {string} url */
  async function keepNew(url) {
    if (new URL(url).origin === location.origin && !(await cached(url))) await keep(url);
  }

  /**
   * What can't be had now is asked for by the next page.
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
    const misplaced = OURS.test(url) && /html/.test(headers.get('content-type') ?? '');
    if (!ok || redirected || forbidden || misplaced) return;
    const cache = await caches.open(CACHE);
    await cache.put(request, response);
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
    const [path] = url.split(/[?#]/);
    return path.endsWith('/') ? path + 'index.html' : path.replace(/\/index\.html$/, '/');
  }
})();
