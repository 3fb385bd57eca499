/** The handbook as an Eleventy site below a base path, in two languages. */

import { handbook } from '../content.mjs';
import { ELEVENTY, markdown } from '../markup.mjs';

/** Where it is on its host. */
export const BASE = '/handbook/';

/**
 * @typedef {object} Variant
 * @property {string} [plugin] how the plugin is added, as code
 * @property {string} [more] further lines of the configuration
 */

/** @param {Variant} [variant] */
const configuration = ({ plugin = 'config.addPlugin(findlet);', more = '' } = {}) => `
import findlet from '@findlet/eleventy';
import { HtmlBasePlugin } from '@11ty/eleventy';
export default function (config) {
  ${plugin}
  ${more}
  return { pathPrefix: '${BASE}', dir: { input: 'pages', output: 'served${BASE}', includes: '../layouts' } };
}
`;

const LAYOUT = `<!doctype html>
<html lang="{{ lang | default: 'en' }}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ title }} · Handbook</title>
<style>
:root { color-scheme: light; font-family: system-ui; }
:root.dark { color-scheme: dark; background: #16181c; color: #e6e8ec; }
body { max-width: 60rem; margin: 0 auto; padding: 0 16px; }
header { display: flex; gap: 16px; align-items: center; padding-block: 12px; }
header findlet-search { flex: 0 1 20rem; margin-inline-start: auto; }
pre { overflow-x: auto; }
</style>
</head>
<body>
<header><a href="{{ '/' | url }}">Handbook</a>{% findlet %}</header>
<main><h1>{{ title }}</h1>{{ content }}</main>
</body>
</html>
`;

/** @param {Variant} [variant] */
export function files(variant) {
  const home = '---\ntitle: Handbook\n---\n\nHow a boat is kept.\n';
  /** @type {Record<string, string>} */
  const all = {
    'package.json': JSON.stringify({ type: 'module', private: true }),
    'eleventy.config.js': configuration(variant),
    'layouts/page.html': LAYOUT,
    'pages/pages.json': JSON.stringify({ layout: 'page.html' }),
    'pages/fr/fr.json': JSON.stringify({ lang: 'fr' }),
    'pages/index.md': home,
    'pages/fr/index.md': home,
  };
  for (const page of handbook('en')) all[`pages/${page.path}.md`] = markdown(page, ELEVENTY);
  for (const page of handbook('fr')) all[`pages/fr/${page.path}.md`] = markdown(page, ELEVENTY);
  return all;
}
