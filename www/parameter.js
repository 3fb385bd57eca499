/** The query in the page's address: its parameter, and the one widget of the page that it belongs to. */

/** The first that takes it. @type {HTMLElement | null} */
let owner = null;

/**
 * Takes the address for a widget, unless another has it; returns the query in it.
 *
 * @param {import('./types.js').Host} widget
 */
export function take(widget) {
  const name = parameter(widget);
  if (!name || owner) return '';
  owner = widget;
  return new URLSearchParams(location.search).get(name);
}

/** @param {HTMLElement} widget */
export const owns = (widget) => owner === widget;

/** @param {HTMLElement} widget */
export function release(widget) {
  if (owner === widget) owner = null;
}

/**
 * The parameter of a widget's query; none for none.
 *
 * @param {import('./types.js').Host} widget
 */
export const parameter = (widget) => widget.getAttribute('query-param') ?? (widget.querySelector('input')?.name || 'q');
