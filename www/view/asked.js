/** What an element wants to have shown. */

/**
 * Whether results show what they usually do besides title and excerpt: `date`, `sections`, `missing` or a
 * `suggestion`.
 *
 * @param {Element} host
 * @param {string} name
 */
export function shows(host, name) {
  return host.matches(`:not([show]),[show~=${name}]`);
}

/**
 * The words in an attribute.
 *
 * @param {string | null} value
 */
export function listed(value) {
  return (value ?? '').split(/\s+/).filter(Boolean);
}
