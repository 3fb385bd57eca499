/** Registers the site's service worker and tells it what this page is made of. */

import { siteRoot } from './library.js';

/** What the page's own scripts fetch, and media, are no part of the page. */
const NOT_KEPT = /^(fetch|xmlhttprequest|beacon|audio|video)$/;

/**
 * Makes search outlive the network, where browsers offer that: not on file:, nor on plain http.
 *
 * @param {string | null} script address of one that imports findlet.sw.js; else the one in the site's root
 * @param {string} folder of the widget
 * @param {string} language of the index to keep
 * @param {(url: string) => string | Promise<string>} trusted makes an address one of a script
 */
export async function keepOffline(script, folder, language, trusted) {
  const worker = new URL(script || 'findlet-sw.js', script ? document.baseURI : siteRoot(folder)).href;
  const workers = navigator.serviceWorker;
  if (!workers || refused.has(worker) || !location.protocol.startsWith('http')) return;
  await loaded();
  try {
    await workers.register(await trusted(worker));
  } catch (error) {
    if (refused.has(worker)) return;
    refused.add(worker);
    const { message } = /** @type {Error} */ (error);
    throw Object.assign(new Error(message, { cause: error }), { code: 'no-worker' });
  }
  const { active } = await workers.ready;
  active?.postMessage({ findlet: folder, language, urls: resources() });
}

/** The page's own files come first. */
function loaded() {
  return new Promise((resolve) => {
    if (document.readyState === 'complete') resolve(null);
    else addEventListener('load', resolve, { once: true });
  });
}

/**
 * What a reload without network would ask for: a first visit must suffice, and it began before
 * there was a worker to see its requests.
 */
function resources() {
  const entries = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType('resource'));
  const files = entries.filter((entry) => !NOT_KEPT.test(entry.initiatorType)).map((entry) => entry.name);
  return [location.href, ...files].map((url) => url.split('#')[0]);
}

/** Workers that couldn't be registered: asking again would fail again. @type {Set<string>} */
const refused = new Set();
