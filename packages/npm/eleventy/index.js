/** Findlet as the search of an Eleventy site: a shortcode for the field, and the index of each build. */

/** What Eleventy's configuration says already. */
const FOLLOWED = ['out', 'baseUrl'];

/** Its base plugin puts the path prefix in front of addresses itself. */
const BASE_PLUGIN = '@11ty/eleventy/html-base-plugin';

/** @type {typeof import('./index.js').default} */
export default function findlet(config, { shortcode = 'findlet', ...settings } = {}) {
  config.versionCheck('>=3.0');
  for (const name of FOLLOWED.filter((name) => name in settings)) {
    throw new Error(`@findlet/eleventy has no option ${name}: it follows the configuration of Eleventy.`);
  }

  config.addShortcode(shortcode, (/** @type {string} */ attributes = '') => {
    const root = config.hasPlugin(BASE_PLUGIN) ? '/' : config.getFilter('url')('/');
    return field(`${root}findlet/`, attributes);
  });

  // While one writes, too: after each change.
  config.on('eleventy.after', async ({ directories, outputMode }) => {
    if (outputMode !== 'fs') return;
    const { build } = await import('findlet');
    const { documents, out } = await build(directories.output, settings);
    console.log(`[findlet] ${documents} pages can be searched: ${out}`);
  });
}

/**
 * @param {string} folder address of the index
 * @param {string} attributes of the element, as they stand in HTML
 */
const field = (folder, attributes) => `<link rel="stylesheet" href="${folder}findlet.css">
<script src="${folder}findlet.lazy.js" defer></script>
<findlet-search ${attributes}><form action="${folder}search.html" role="search"><input name="q" type="search" aria-label="Search" placeholder="Search"></form></findlet-search>`;
