import type { DefaultTheme, UserConfig } from 'vitepress';
import type { Settings } from 'findlet';

/** The settings of `findlet.toml` in camel case, but for those that follow VitePress' configuration. */
export type Options = Omit<Settings, 'out' | 'baseUrl' | 'htmlExtension'>;

/** Returns the configuration of VitePress with Findlet as its search. */
export function withFindlet<Config extends UserConfig<DefaultTheme.Config>>(config: Config, options?: Options): Config;
