/** `<findlet-search>` in templates of Vue: `/// <reference types="@findlet/search/vue" />`. */

import type { DefineComponent } from 'vue';

import type { ElementAttributes } from './index.js';

declare module 'vue' {
  interface GlobalComponents {
    'findlet-search': DefineComponent<ElementAttributes>;
  }
}
