import type { StarlightPlugin } from '@astrojs/starlight/types';
import type { Options } from './astro.js';

export type { Options };

export default function findlet(options?: Options): StarlightPlugin;
