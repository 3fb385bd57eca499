/** The handbook as a VitePress site below a base path, in two languages. */

import { handbook } from '../content.mjs';
import { markdown, VITEPRESS } from '../markup.mjs';

/** Where it is on its host. */
export const BASE = '/handbook/';

/**
 * @typedef {object} Variant
 * @property {string} [around] the function that the configuration goes through, as code
 * @property {string} [search] the search of the theme, as code
 * @property {string} [more] further settings, as code
 */

/** @param {Variant} [variant] */
const configuration = ({ around = 'withFindlet', search = '', more = '' } = {}) => `
import { withFindlet } from '@findlet/vitepress';
const none = (config) => config;
export default ${around}({
  title: 'Handbook', base: '${BASE}', outDir: 'served${BASE}', ${more}
  locales: { root: { label: 'English', lang: 'en' }, fr: { label: 'Français', lang: 'fr' } },
  themeConfig: { ${search}
    sidebar: ${JSON.stringify(sidebar())} },
});
`;

/** Chapters with their pages. */
function sidebar() {
  const pages = handbook('en');
  const items = (/** @type {string} */ chapter) =>
    pages.filter((page) => page.chapter === chapter).map(({ path, title }) => ({ text: title, link: `/${path}` }));
  return [...new Set(pages.map(({ chapter }) => chapter))].map((text) => ({ text, items: items(text) }));
}

/** @param {Variant} [variant] */
export function files(variant) {
  const home = '---\nlayout: home\nhero: { name: Handbook, text: How a boat is kept }\n---\n';
  /** @type {Record<string, string>} */
  const all = {
    'package.json': JSON.stringify({ type: 'module', private: true }),
    '.vitepress/config.mjs': configuration(variant),
    'index.md': home,
    'fr/index.md': home,
  };
  // The theme shows no title of the front matter in the text: each page has it as its heading, too.
  for (const language of /** @type {const} */ (['en', 'fr'])) {
    for (const page of handbook(language)) {
      const text = markdown(page, VITEPRESS).replace(/^(---\n[^]*?\n---\n)/, `$1\n# ${page.title}\n`);
      all[`${language === 'en' ? '' : 'fr/'}${page.path}.md`] = text;
    }
  }
  return all;
}
