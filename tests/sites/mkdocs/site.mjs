/** The handbook as a site of MkDocs. */

import { handbook } from '../content.mjs';
import { MKDOCS, markdown } from '../markup.mjs';

/** Where it is on its host. */
export const BASE = '/handbook/';

/** Material with what its users turn on: routing in the page, and a switch for dark pages. */
export const MATERIAL = `theme:
  name: material
  font: false
  features: [navigation.instant, content.code.copy]
  palette:
    - {scheme: default, primary: indigo, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, primary: indigo, toggle: {icon: material/weather-sunny, name: Light}}
`;

/**
 * @param {string} theme as a part of mkdocs.yml
 * @param {string} [plugins]
 */
export function files(theme, plugins = '[findlet]') {
  const extensions =
    '[admonition, attr_list, pymdownx.highlight, pymdownx.superfences, {pymdownx.tabbed: {alternate_style: true}}]';
  /** @type {Record<string, string>} */
  const all = {
    'mkdocs.yml': `site_name: Handbook\nsite_url: https://boats.example${BASE}\nplugins: ${plugins}\n${theme}markdown_extensions: ${extensions}\n`,
    'docs/index.md': '# Handbook\n\nHow a boat is kept.\n',
    'docs/secret.md': '---\nsearch:\n  exclude: true\n---\n\n# Secret\n\nA bottle of rum is below the bunk.\n',
  };
  for (const page of handbook('en'))
    all[`docs/${page.path}.md`] = markdown(page, MKDOCS).replace('\n\n', `\n\n# ${page.title}\n\n`);
  return all;
}
