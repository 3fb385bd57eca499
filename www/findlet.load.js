/**
 * The script a page names. It picks the build that can run there: modules over http(s), the
 * classic script on file:, where browsers refuse modules.
 */

(() => {
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  // Older browsers than ours keep the page's own form.
  if (!CSS.supports('color:light-dark(red,red)') || !('Segmenter' in Intl)) return;
  if (!own.src.startsWith('file:')) return void import('./findlet.js');

  const url = own.src.replace(/[^/]*$/, 'findlet.classic.js');
  const policy = window.trustedTypes?.createPolicy('findlet', { createScriptURL: (address) => address });
  const script = document.createElement('script');
  script.nonce = own.nonce;
  script.src = /** @type {string} */ (policy?.createScriptURL(url) ?? url);
  document.head.append(script);
})();
