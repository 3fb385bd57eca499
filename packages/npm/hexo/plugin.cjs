/** Findlet as the search of a Hexo site: a helper for the field, and the index of what `hexo generate` wrote. */

/** The oldest Hexo with the consoles that are wrapped here. */
const OLDEST = 7;

/** What the configuration of Hexo says already. */
const FOLLOWED = ['out', 'baseUrl'];

module.exports = function findlet(/** @type {any} */ hexo) {
  const { helper, console: consoles } = hexo.extend;
  helper.register('findlet', (attributes = '') => field(`${hexo.config.root}findlet/`, attributes));

  const generate = consoles.get('generate');
  const { desc, options } = generate;
  // It is indexed between writing and deploying, which `generate --deploy` does in one go.
  consoles.register('generate', desc, options, async (/** @type {any} */ { d, deploy, ...rest }) => {
    const settings = settingsOf(hexo);
    await generate.call(hexo, rest);
    const { build } = await import('findlet');
    const { documents, out } = await build(hexo.public_dir, settings);
    hexo.log.info(`${documents} pages can be searched: ${out}`);
    if (d || deploy) await hexo.call('deploy', rest);
  });
};

/** The settings in `_config.yml`; throws where something can't work, saying what to do. */
function settingsOf(/** @type {any} */ hexo) {
  if (Number.parseInt(hexo.version, 10) < OLDEST) {
    throw new Error(`@findlet/hexo-search needs Hexo ${OLDEST} or newer, and this is ${hexo.version}: upgrade it.`);
  }
  const settings = hexo.config.findlet ?? {};
  for (const name of FOLLOWED.filter((name) => name in settings)) {
    throw new Error(`@findlet/hexo-search has no option ${name}: it follows the configuration of Hexo.`);
  }
  return settings;
}

/** @param {string} folder address of the index @param {string} attributes of the element, as they stand in HTML */
const field = (folder, attributes) => `<link rel="stylesheet" href="${folder}findlet.css">
<script src="${folder}findlet.lazy.js" defer></script>
<findlet-search ${attributes}><form action="${folder}search.html" role="search"><input name="q" type="search" aria-label="Search" placeholder="Search"></form></findlet-search>`;
