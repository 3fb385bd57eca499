/** What an element wants to have shown. */

/** Of what a result can show besides title and excerpt. */
const USUAL = 'date sections missing suggestion';

/**
 * @param {Element} host
 * @param {string} name
 */
export function shows(host, name) {
  return listed(host.getAttribute('show') ?? USUAL).includes(name);
}

/**
 * The words in an attribute.
 *
 * @param {string | null} value
 */
export function listed(value) {
  return (value ?? '').split(/\s+/).filter(Boolean);
}
