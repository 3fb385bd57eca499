/** Where a hit leads: to its page, at the text that matches. */

import { atText, isRoute } from './fragment.js';

/** @import { Excerpt, Section } from '../types.js' */

/**
 * Gives a hit and its sections their links.
 *
 * @template {{ url: string | null, excerpt: Excerpt | null, language: string | null, sections: Section[] }} Hit
 * @param {Hit} hit
 */
export function linked(hit) {
  const { url, excerpt, language } = hit;
  // Behind a route there is no room for an anchor.
  const page = url && !isRoute(url) ? url : null;
  const sections = hit.sections.map((section) => ({
    ...section,
    href: page && section.anchor && atText(within(page, section.anchor), section.excerpt, language),
  }));
  return { ...hit, href: url && atText(url, excerpt, language), sections };
}

/**
 * @param {string} url
 * @param {string} [anchor] id of a heading in the page
 */
export function within(url, anchor) {
  return anchor ? `${url.replace(/#.*/, '')}#${encodeURIComponent(anchor)}` : url;
}
