/** Builds elements. Text becomes text nodes, never markup. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes] those that are null, undefined or false are left out
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null && value !== false) made.setAttribute(name, /** @type {string} */ (value === true ? '' : value));
  }
  made.append(...children);
  return made;
}

/**
 * A labelled piece of the widget: `name` is both its class for our own styles and its `::part`.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {import('../types.js').PartName} name
 * @param {Parameters<typeof element>[1]} [attributes]
 * @param {...(Node | string)} children
 */
export function part(tag, name, attributes, ...children) {
  return element(tag, { class: name, part: name, ...attributes }, ...children);
}

/**
 * Tells the page what happened; returns false if it cancels that.
 *
 * @param {HTMLElement} host
 * @param {import('../page.js').EventName} type
 * @param {object} detail
 */
export function emit(host, type, detail) {
  const cancelable = type === 'findlet-select';
  return host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
}

/**
 * Puts another query into the field, as if the visitor had typed it.
 *
 * @param {HTMLInputElement} input
 * @param {string} query
 */
export function retype(input, query) {
  input.focus();
  input.value = query;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** @type {Map<string, CSSStyleSheet>} */
const sheets = new Map();

/**
 * Gives a shadow tree its styles: one sheet for all widgets, and a constructed one, because
 * policies may forbid inline styles.
 *
 * @param {Node} node of the tree
 * @param {string} styles
 */
export function adopt(node, styles) {
  let sheet = sheets.get(styles);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    sheets.set(styles, sheet);
  }
  /** @type {ShadowRoot} */ (node.getRootNode()).adoptedStyleSheets.push(sheet);
}
