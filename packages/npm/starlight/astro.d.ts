import type { AstroIntegration } from 'astro';
import type { Settings } from 'findlet';

/** The settings of `findlet.toml` in camel case, but for those that follow astro.config.mjs. */
export type Options = Omit<Settings, 'out' | 'baseUrl' | 'htmlExtension' | 'trailingSlash'>;

export default function findlet(options?: Options): AstroIntegration;
