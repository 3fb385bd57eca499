/** `<findlet-search>` in JSX of Solid: `/// <reference types="@findlet/search/solid" />`. */

import type { JSX } from 'solid-js';

import type { ElementAttributes, FindletSearchElement } from './index.js';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'findlet-search': ElementAttributes & JSX.HTMLAttributes<FindletSearchElement>;
    }
  }
}
