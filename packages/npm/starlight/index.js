/** Findlet as the search of a Starlight site, in the place of Pagefind. */

import integration from './astro.js';

/** Starlight marks the content of each page that `pagefind: false` doesn't take out, whatever searches. */
const NOT_TEXT = ['.sl-banner', 'site-search'];

/** @type {typeof import('./index.js').default} */
export default function findlet({ ignore = [], ...settings } = {}) {
  return {
    name: '@findlet/starlight',
    hooks: {
      'config:setup'({ config, updateConfig, addIntegration }) {
        if (config.components?.Search) {
          throw new Error(
            `@findlet/starlight and ${config.components.Search} are both the search of this site. Take one out; to write ` +
              'a search of your own around the widget, use the integration @findlet/starlight/astro.',
          );
        }
        const components = { ...config.components, Search: '@findlet/starlight/StarlightSearch.astro' };
        updateConfig({ pagefind: false, components });
        addIntegration(integration({ ...settings, ignore: [...NOT_TEXT, ...ignore] }));
      },
    },
  };
}
