/** Where a hit leads: to its page, at the text that matches. */

import { atText } from './fragment.js';

/** @import { SearchHit, Section } from '../types.js' */

/**
 * @param {SearchHit} hit
 * @param {(url: string, hit: SearchHit) => string} [highlighted] adds what findlet.highlight.js is to mark
 * @param {Section} [section] of the page
 * @returns {string | null} null where there is no address
 */
export function link(hit, highlighted = (url) => url, section) {
  const { excerpt, language } = section ? { ...hit, ...section } : hit;
  const url = hit.url && within(hit.url, section?.anchor);
  return url && atText(highlighted(url, hit), excerpt, language);
}

/**
 * @param {string} url
 * @param {string} [anchor] id of a heading in the page
 */
export function within(url, anchor) {
  return anchor ? `${url.replace(/#.*/, '')}#${encodeURIComponent(anchor)}` : url;
}
