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
  const anchor = page && !page.includes('#') ? anchorOf(hit) : '';
  return { ...hit, anchor, href: url && atText(within(url, anchor), excerpt, language), sections };
}

/**
 * The anchor of the section that the passage is of; where no passage matches, of the first whose heading does.
 *
 * @param {{ excerpt: Excerpt | null, sections: Section[] }} hit
 */
function anchorOf({ excerpt, sections }) {
  const isOf = (/** @type {Section} */ section) =>
    excerpt?.ranges.length ? section.excerpt?.text === excerpt.text : section.titleRanges.length;
  return sections.find((section) => section.anchor && isOf(section))?.anchor ?? '';
}

/**
 * @param {string} url
 * @param {string} [anchor] id of a heading in the page
 */
export function within(url, anchor) {
  return anchor ? `${url.replace(/#.*/, '')}#${encodeURIComponent(anchor)}` : url;
}
