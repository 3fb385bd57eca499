/** The widget's part that is loaded for the `offline` attribute. */

import { keepOffline as keep } from './offline.js';

/**
 * @param {string | null} script
 * @param {string} folder
 * @param {string} language
 */
export const keepOffline = (script, folder, language) =>
  keep(script, folder, language, async (url) =>
    (await import(new URL('../findlet.trusted.js', import.meta.url).href)).trusted(url),
  );
