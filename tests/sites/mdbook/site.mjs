/** The handbook as a book of mdBook, which puts pages into `html` beside what other renderers write. */

import { handbook } from '../content.mjs';
import { ELEVENTY, markdown } from '../markup.mjs';

/** Where it is on its host. */
export const BASE = '/html/';

/** What the book says of its search. */
export const SEARCH = `[output.html.search]
enable = false

[output.search]
command = "findlet mdbook"
`;

/** @param {string} [search] */
export function files(search = SEARCH) {
  const pages = handbook('en');
  const chapters = pages.map(({ title, path }) => `- [${title}](${path}.md)`).join('\n');
  return {
    'book.toml': `[book]\ntitle = "Handbook"\nlanguage = "en"\n\n[build]\nbuild-dir = "served"\n\n[output.html]\nsite-url = "${BASE}"\n\n${search}`,
    'src/SUMMARY.md': `# Summary\n\n[Handbook](index.md)\n\n${chapters}\n`,
    'src/index.md': '# Handbook\n\nHow a boat is kept.\n',
    ...Object.fromEntries(
      pages.map((page) => [
        `src/${page.path}.md`,
        // mdBook knows no front matter.
        markdown(page, ELEVENTY).replace(/^---[^]*?---/, `# ${page.title}`),
      ]),
    ),
  };
}
