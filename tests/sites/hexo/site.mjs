/** The handbook as pages of Hexo, below a base path. */

import { handbook } from '../content.mjs';
import { ELEVENTY, markdown } from '../markup.mjs';

/** Where it is on its host. */
export const BASE = '/handbook/';

const LAYOUT = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title><%= page.title %> | <%= config.title %></title>
<style>
:root { color-scheme: light; font-family: system-ui; }
:root.dark { color-scheme: dark; background: #16181c; color: #e6e8ec; }
body { max-width: 60rem; margin: 0 auto; padding: 0 16px; }
header { display: flex; gap: 16px; align-items: center; padding-block: 12px; }
header findlet-search { flex: 0 1 20rem; margin-inline-start: auto; }
pre, figure { overflow-x: auto; }
</style>
</head>
<body>
<header><a href="<%- url_for('/') %>">Handbook</a><%- findlet() %></header>
<main><h1><%= page.title %></h1><%- page.content %></main>
</body>
</html>
`;

/** @param {string} [settings] lines of `_config.yml` */
export function files(settings = '') {
  /** @type {Record<string, string>} */
  const all = {
    'package.json': JSON.stringify({
      private: true,
      hexo: { version: '8.1.2' },
      dependencies: { '@findlet/hexo-search': '*', 'hexo-renderer-ejs': '*', 'hexo-renderer-marked': '*' },
    }),
    '_config.yml': `title: Handbook\nurl: https://boats.example${BASE}\nroot: ${BASE}\npublic_dir: served${BASE}\ntheme: boat\n${settings}`,
    'themes/boat/layout/page.ejs': LAYOUT,
    'source/index.md': '---\ntitle: Handbook\n---\n\nHow a boat is kept.\n',
  };
  for (const page of handbook('en')) all[`source/${page.path}.md`] = markdown(page, ELEVENTY);
  return all;
}
