/** What an element asks of its index besides the query. */

/** @import { Host, Refinement } from '../types.js' */

/**
 * @param {Host} host
 * @param {boolean} [isCompleting] whether only texts are wanted, of hits that were counted before
 * @returns {Refinement}
 */
export function refined(host, isCompleting) {
  const { filters = {} } = host;
  const order = host.order || host.getAttribute('sort');
  const isDated = order === 'newest' || order === 'oldest';
  return {
    facets: isCompleting ? [] : listed(host, 'facets'),
    filters: Object.entries(filters).flatMap(([name, any]) => (any.length ? { name, any } : [])),
    ...(isDated && { sort: { name: 'date', descending: order === 'newest' } }),
  };
}

/**
 * The words in an attribute.
 *
 * @param {Element} host
 * @param {string} attribute
 */
export function listed(host, attribute) {
  return (host.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean);
}
