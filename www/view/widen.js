/** The button below the results of the page's own language that asks the indexes of the others, too. */

import { others } from '../lang/en.js';
import { part } from './dom.js';

/** @import { Host, Result, RowContext } from '../types.js' */
/** @import { View } from './view.js' */

/**
 * @param {Host} host
 * @param {View} view
 * @param {RowContext['words']} words
 */
export function attach(host, { input, more }, words) {
  // It looks like the button for more results.
  const button = part('button', 'widen', { class: 'more widen', type: 'button', hidden: true });
  more.after(button);
  button.addEventListener('click', () => {
    input.focus();
    host.lang = '*';
    host.search?.(input.value);
  });
  return {
    /** @param {Result} result says how many are `elsewhere` where all were asked */
    show({ notice, elsewhere }) {
      button.textContent = String(words.get('widen') ?? others.widen);
      button.hidden = Boolean(notice) || elsewhere !== undefined;
    },
    clear() {
      button.hidden = true;
    },
  };
}
