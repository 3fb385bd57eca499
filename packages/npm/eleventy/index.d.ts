import type { Settings } from 'findlet';

/** The settings of `findlet.toml` in camel case, but for those that follow Eleventy's configuration. */
export interface Options extends Omit<Settings, 'out' | 'baseUrl'> {
  /** The name of the shortcode that writes the field. Default: `findlet`. */
  shortcode?: string;
}

/** For `addPlugin` of Eleventy's configuration. */
export default function findlet(config: any, options?: Options): void;
