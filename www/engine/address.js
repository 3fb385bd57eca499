/** Where a document of the index is. */

/**
 * Resolves a document's address, or returns null where a page must not link to it: an index is
 * data, and an address such as `javascript:` would make it a program.
 *
 * @param {string} url as the index has it, usually relative to the site's root
 * @param {string} base the root of the site
 */
export function address(url, base) {
  let resolved;
  try {
    resolved = new URL(url, base);
  } catch {
    return null;
  }
  const { protocol } = resolved;
  if (protocol === 'file:' && base.startsWith('file:')) {
    // No server answers a folder with its index.html here.
    if (resolved.pathname.endsWith('/')) resolved.pathname += 'index.html';
  } else if (protocol !== 'https:' && protocol !== 'http:') {
    return null;
  }
  return resolved.href;
}
