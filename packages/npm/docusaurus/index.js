/** Findlet as the search of a Docusaurus site: a bar, a page, and the index of what was built. */

const { statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { basename, dirname, join } = require('node:path');

/** The oldest Docusaurus whose hooks these are. */
const OLDEST = 3;

/** What the classic theme adds to pages, and is no text of theirs. */
const NOT_TEXT = ['version-badge', 'version-banner', 'footer', 'toc-mobile'].map((name) => `.theme-doc-${name}`);

/**
 * @param {import('@docusaurus/types').LoadContext} context
 * @param {import('./index.js').Options & { id?: string }} [options] Docusaurus adds an `id`, which is no setting of the index
 * @returns {import('@docusaurus/types').Plugin}
 */
module.exports = function findlet(context, { id: _id, searchPagePath = 'search', ...settings } = {}) {
  refuse(context, settings);
  const site = whole(context);
  const folder = join(site.folder, 'findlet');
  const address = `${site.baseUrl}findlet/`;
  const isWriting = process.env.NODE_ENV === 'development';
  const built = isWriting ? timeOf(folder) : null;
  const page = searchPagePath && `${context.baseUrl}${searchPagePath}`;

  return {
    name: 'findlet',
    getThemePath: () => './theme',
    getClientModules: () => [require.resolve('./findlet.css')],

    async contentLoaded({ actions }) {
      actions.setGlobalData({ address, page, isWriting, built });
      if (page) actions.addRoute({ path: page, component: '@theme/SearchPage', exact: true });
    },

    injectHtmlTags() {
      const script = { tagName: 'script', attributes: { src: `${address}findlet.lazy.js`, defer: true } };
      return isWriting && !built ? {} : { headTags: [script] };
    },

    /** While one writes, the last build answers. */
    configureWebpack: () =>
      built ? { devServer: { static: [{ directory: folder, publicPath: address, watch: false }] } } : {},

    /** Each language is built after the default one, into a folder of it: the index is that of all there are. */
    async postBuild() {
      const { build } = await import('findlet');
      const { ignore = [], ...others } = settings;
      const htmlExtension = context.siteConfig.trailingSlash === false ? 'strip' : 'keep';
      const { documents } = await build(site.folder, { htmlExtension, ...others, ignore: [...NOT_TEXT, ...ignore] });
      console.log(`[findlet] ${documents} pages can be searched: ${folder}`);
    },
  };
};

/** Throws where something can't work, saying what to do. */
function refuse({ siteDir, siteConfig }, settings) {
  const { version } = createRequire(join(siteDir, 'package.json'))('@docusaurus/core/package.json');
  if (Number.parseInt(version, 10) < OLDEST) {
    throw new Error(`@findlet/docusaurus needs Docusaurus ${OLDEST} or newer, and this is ${version}: upgrade it.`);
  }
  if (siteConfig.future?.experimental_router === 'hash') {
    throw new Error('@findlet/docusaurus indexes pages, and the hash router writes none: take it out of `future`.');
  }
  for (const name of ['out', 'baseUrl', 'htmlExtension'].filter((name) => name in settings)) {
    throw new Error(`@findlet/docusaurus has no option ${name}: it follows docusaurus.config.js.`);
  }
  const other = otherSearch(siteConfig);
  if (other) {
    throw new Error(`@findlet/docusaurus and ${other} are both the search of this site: take one out.`);
  }
}

/** What else puts a search bar into the navbar. */
function otherSearch({ themeConfig, themes, plugins }) {
  if (themeConfig.algolia) return 'themeConfig.algolia';
  const names = [...themes, ...plugins].filter(Boolean).map((one) => (Array.isArray(one) ? one[0] : one));
  return names.find((name) => typeof name === 'string' && /search|lunr/.test(name) && !name.includes('findlet'));
}

/** The site of all languages: one that isn't the default is in a folder of it, unless it has an address of its own. */
function whole({ outDir, baseUrl, i18n }) {
  const { currentLocale, defaultLocale } = i18n;
  const isInside = baseUrl.endsWith(`/${currentLocale}/`) && basename(outDir) === currentLocale;
  if (currentLocale === defaultLocale || !isInside) return { folder: outDir, baseUrl };
  return { folder: dirname(outDir), baseUrl: baseUrl.slice(0, -currentLocale.length - 1) };
}

/** When an index was written, or null where there is none. @param {string} folder */
function timeOf(folder) {
  return statSync(join(folder, 'findlet.json'), { throwIfNoEntry: false })?.mtimeMs ?? null;
}
