/**
 * The one policy of Trusted Types, `findlet`. It is beside the widget and not with an index, so that
 * a page has it once, whatever is deployed while it is open: a second of that name would be refused.
 */

/** @type {{ createScriptURL(url: string): unknown } | undefined} */
let policy;

/**
 * An address that a worker may be made of, where the page demands such.
 *
 * @param {string} url of a script of the site's own
 * @returns {string} to the types; in truth what the policy makes of it. Throws where the page refuses the policy
 */
export function trusted(url) {
  policy ??= window.trustedTypes?.createPolicy('findlet', { createScriptURL: (address) => address });
  return /** @type {string} */ (policy?.createScriptURL(url) ?? url);
}
