import type { LoadContext, Plugin } from '@docusaurus/types';
import type { Settings } from 'findlet';

/** The settings of `findlet.toml` in camel case, but for those that follow docusaurus.config.js. */
export interface Options extends Omit<Settings, 'out' | 'baseUrl' | 'htmlExtension'> {
  /** Where the page of results is below the site's root; `false` for none. Default: `search`. */
  searchPagePath?: string | false;
}

export default function findlet(context: LoadContext, options?: Options): Plugin;
