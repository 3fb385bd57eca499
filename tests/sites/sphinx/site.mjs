/** The handbook as documentation of Sphinx. */

import { handbook } from '../content.mjs';
import { rest } from '../markup.mjs';

/** Where it is on its host. */
export const BASE = '/handbook/';

/** @param {string} theme @param {string} [more] lines of conf.py @param {string} [extensions] */
export function files(theme, more = '', extensions = '["findlet"]') {
  const pages = handbook('en');
  const tree = pages.map(({ path }) => `   ${path}`).join('\n');
  return {
    'conf.py': `project = "Handbook"\nextensions = ${extensions}\nhtml_theme = "${theme}"\nlanguage = "en"\n${more}\n`,
    'index.rst': `Handbook\n========\n\nHow a boat is kept.\n\n.. toctree::\n\n${tree}\n`,
    ...Object.fromEntries(pages.map((page) => [`${page.path}.rst`, rest(page)])),
  };
}
