/** The handbook as a Starlight site below a base path, in two languages. */

import { handbook } from '../content.mjs';
import { STARLIGHT, markdown } from '../markup.mjs';

/** Where it is on its host. */
export const BASE = '/handbook/';

const CONTENT = `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`;

/**
 * @typedef {object} Variant
 * @property {string} [plugins] those of Starlight, as code
 * @property {string} [more] further settings of Astro, as code
 */

/** @param {Variant} [variant] */
const configuration = ({ plugins = '[findlet()]', more = '' } = {}) => `import starlight from '@astrojs/starlight';
import findlet from '@findlet/starlight';
import { defineConfig } from 'astro/config';
export default defineConfig({
  site: 'https://boats.example', base: '${BASE}', outDir: './served${BASE}', telemetry: false, ${more}
  integrations: [starlight({
    title: 'Handbook', plugins: ${plugins},
    defaultLocale: 'root', locales: { root: { label: 'English', lang: 'en' }, fr: { label: 'Français' } },
    sidebar: ${JSON.stringify([...new Set(handbook('en').map(({ chapter }) => chapter))].map((chapter) => ({ label: chapter, items: [{ autogenerate: { directory: chapter } }] })))},
  })],
});
`;

/** @param {Variant} [variant] */
export function files(variant) {
  /** @type {Record<string, string>} */
  const all = {
    // Astro reads which packages have components, by what the site names.
    'package.json': JSON.stringify({
      type: 'module',
      private: true,
      dependencies: { '@astrojs/starlight': '*', '@findlet/starlight': '*', astro: '*' },
    }),
    'astro.config.mjs': configuration(variant),
    'src/content.config.ts': CONTENT,
    'src/content/docs/index.mdx': '---\ntitle: Handbook\n---\n\nHow a boat is kept.\n',
    'src/content/docs/secret.md': '---\ntitle: Secret\npagefind: false\n---\n\nA bottle of rum is below the bunk.\n',
    'src/content/docs/partly.md':
      '---\ntitle: Partly\n---\n\nA marlinspike.\n\n<p data-pagefind-ignore>A hidden sextant.</p>\n',
  };
  for (const page of handbook('en')) all[`src/content/docs/${page.path}.mdx`] = markdown(page, STARLIGHT);
  for (const page of handbook('fr')) all[`src/content/docs/fr/${page.path}.mdx`] = markdown(page, STARLIGHT);
  return all;
}
