/** What of the element is an attribute and a property, and what a page set before there was the element. */

import { attributeNames } from './interface.js';

/**
 * Makes attributes properties too, such as `base-url` and `baseUrl`: texts, or null where there is none.
 *
 * @param {HTMLElement} prototype of the element
 */
export function mirrorAll(prototype) {
  for (const name of attributeNames) {
    Object.defineProperty(
      prototype,
      name.replace(/-./, ([, letter]) => letter.toUpperCase()),
      {
        /** @this {Element} */
        get() {
          return this.getAttribute(name);
        },
        /** True sets an empty attribute; false and null remove it. @this {Element} @param {string | number | boolean | null} value */
        set(value) {
          if (value == null || value === false) this.removeAttribute(name);
          else this.setAttribute(name, /** @type {string} */ (value === true ? '' : value));
        },
      },
    );
  }
}

/**
 * Sets again what a page set before there was the class: it is in front of the accessors.
 *
 * @param {HTMLElement} element
 */
export function setAgain(element) {
  const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (element));
  for (const [name, value] of Object.entries(own)) {
    if (!(name in Object.getPrototypeOf(element))) continue;
    delete own[name];
    own[name] = value;
  }
}
