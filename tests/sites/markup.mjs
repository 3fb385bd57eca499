/** The pages of the handbook in the languages that generators read. */

/** @import { Block, Page } from './content.mjs' */

/** Components for tabs and notes, as Docusaurus has them in MDX. */
export const DOCUSAURUS = {
  head: "import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';\n",
  note: (/** @type {string} */ text) => `:::note\n\n${text}\n\n:::`,
  tabs: (/** @type {[string, string][]} */ tabs) =>
    `<Tabs>\n${tabs.map(([label, text]) => `<TabItem value="${label}">\n\n${text}\n\n</TabItem>`).join('\n')}\n</Tabs>`,
};

/** The same in Starlight. */
export const STARLIGHT = {
  head: "import { Tabs, TabItem } from '@astrojs/starlight/components';\n",
  note: (/** @type {string} */ text) => `:::note\n${text}\n:::`,
  tabs: (/** @type {[string, string][]} */ tabs) =>
    `<Tabs>\n${tabs.map(([label, text]) => `<TabItem label="${label}">\n${text}\n</TabItem>`).join('\n')}\n</Tabs>`,
};

/** The same in VitePress, which has tabs around code only. */
export const VITEPRESS = {
  head: '',
  note: (/** @type {string} */ text) => `::: tip\n${text}\n:::`,
  tabs: (/** @type {[string, string][]} */ tabs) =>
    `::: code-group\n${tabs.map(([label, text]) => `\`\`\`text [${label}]\n${text}\n\`\`\``).join('\n')}\n:::`,
};

/** The same in Markdown with HTML alone, as Eleventy reads it. */
export const ELEVENTY = {
  head: '',
  note: (/** @type {string} */ text) => `> ${text}`,
  tabs: (/** @type {[string, string][]} */ tabs) =>
    tabs.map(([label, text]) => `<details><summary>${label}</summary>\n\n${text}\n\n</details>`).join('\n'),
};

/** The same by Python-Markdown's extensions. */
export const MKDOCS = {
  head: '',
  note: (/** @type {string} */ text) => `!!! note\n\n    ${text}`,
  tabs: (/** @type {[string, string][]} */ tabs) =>
    tabs.map(([label, text]) => `=== "${label}"\n\n    ${text}\n`).join('\n'),
};

/**
 * A page in Markdown, with its title in the front matter.
 *
 * @param {Page} page
 * @param {typeof DOCUSAURUS} dialect
 */
export function markdown({ title, blocks }, dialect) {
  const rendered = blocks.map((block) => {
    if ('heading' in block) return `## ${block.heading}`;
    if ('code' in block) return `\`\`\`sh\n${block.code}\n\`\`\``;
    if ('note' in block) return dialect.note(block.note);
    return 'tabs' in block ? dialect.tabs(block.tabs) : block.text;
  });
  return `---\ntitle: ${title}\n---\n\n${[dialect.head, ...rendered].join('\n\n')}\n`;
}

/**
 * A page in reStructuredText, with a function of Python for its part.
 *
 * @param {Page} page
 */
export function rest({ path, title, blocks }) {
  const under = (/** @type {string} */ text, /** @type {string} */ line) => `${text}\n${line.repeat(text.length)}`;
  const inside = (/** @type {string} */ text) => text.replaceAll(/^/gm, '   ');
  const rendered = blocks.map((block) => {
    if ('heading' in block) return under(block.heading, '-');
    if ('code' in block) return `.. code-block:: sh\n\n${inside(block.code)}`;
    if ('note' in block) return `.. note::\n\n${inside(block.note)}`;
    return 'tabs' in block ? block.tabs.map(([, text]) => text).join('\n\n') : block.text;
  });
  const name = path.replace('/', '.');
  const object = `.. py:function:: boat.${name}(depth)\n\n   Measures it, and returns how far it is worn.`;
  return `${[under(title, '='), ...rendered, object].join('\n\n')}\n`;
}
