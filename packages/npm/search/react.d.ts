/** `<findlet-search>` in JSX of React 19 or newer: `/// <reference types="@findlet/search/react" />`. */

import type { ElementAttributes, FindletSearchElement } from './index.js';

type Props = ElementAttributes &
  React.DetailedHTMLProps<React.HTMLAttributes<FindletSearchElement>, FindletSearchElement>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'findlet-search': Props;
    }
  }
}
