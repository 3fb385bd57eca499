/**
 * The script that a page names in place of findlet.load.js to load nothing more until somebody wants to search: a form in the
 * widget stands in for it. From disk, and where a form can't stand in, the widget comes at once.
 */

(() => {
  const TAG = 'findlet-search';
  /** The magnifier and the key of the field that is to come. Where it is defined, it has its own. */
  const STYLES = `
    ${TAG}:not(:defined), ${TAG}:not(:defined) > form { position: relative }
    ${TAG}:not(:defined)::after, ${TAG}:not(:defined) > form::before, ${TAG}:not(:defined) > form::after {
      position: absolute; top: calc(50% - 8px); inset-inline-start: 14px; box-sizing: content-box; width: 9px; height: 9px;
      border: 2px solid var(--findlet-muted, #80858e); border-radius: 50%; pointer-events: none; content: ''
    }
    ${TAG}:not(:defined) > form::after {
      top: calc(50% + 2px); inset-inline-start: 23px; width: 7px; height: 0; border-width: 2px 0 0; border-radius: 0;
      rotate: 45deg; transform-origin: 0 0
    }
    ${TAG}:not(:defined) > form:dir(rtl)::after { inset-inline-start: 11px }
    ${TAG}:not(:defined)::after {
      top: 50%; translate: 0 -50%; inset-inline: auto 10px; width: auto; height: auto; padding: 1px 7px;
      border: 1px solid var(--findlet-line, #8884); border-radius: 4px; color: var(--findlet-muted, #565c66);
      font: 0.875em/1.4 system-ui, sans-serif; text-transform: capitalize; content: attr(data-key)
    }
    ${TAG}:not([data-key])::after { display: none }
    @media (width < 50rem), (pointer: coarse) { ${TAG}::after { display: none } }`;
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  // Older browsers than ours keep the page's own form.
  if (!CSS.supports('color:light-dark(red,red)') || !('Segmenter' in Intl)) return;
  if (own.src.startsWith('file:')) {
    const script = document.createElement('script');
    script.nonce = own.nonce;
    script.src = own.src.replace(/[^/]*$/, 'findlet.load.js');
    return document.head.append(script);
  }

  const load = () => import('./findlet.js');
  const widgets = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(TAG)]);
  const isWanted = (/** @type {Element} */ widget) => {
    const input = widget.querySelector('input');
    const asked = new URLSearchParams(location.search);
    return !input || asked.has(input.name) || widget.matches('[mode],[offline],[query-param],:focus-within');
  };

  const shortcuts = (/** @type {Element} */ widget) => (widget.getAttribute('shortcut') ?? '/ mod+k').split(' ');

  /**
   * Whether a key is a shortcut of a widget, pressed outside of fields.
   *
   * @param {KeyboardEvent} event
   */
  const called = ({ target, key, ctrlKey, metaKey, altKey }) => {
    const { isContentEditable, matches } = /** @type {HTMLElement} */ (target);
    if (altKey || isContentEditable || matches?.call(target, 'input,textarea,select')) return;
    const pressed = (ctrlKey || metaKey ? 'mod+' : '') + key.toLowerCase();
    return widgets().find((one) => shortcuts(one).includes(pressed));
  };

  const heard = (/** @type {Event} */ event) => {
    if (customElements.get(TAG)) return;
    if (/** @type {Element} */ (event.target).closest?.(TAG)) return void load();
    const widget = event.type === 'keydown' && called(/** @type {KeyboardEvent} */ (event));
    if (!widget) return;
    event.preventDefault();
    // The focus is heard, too. What is typed now is kept.
    widget.querySelector('input')?.focus();
  };

  if (widgets().some(isWanted)) return void load();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  document.adoptedStyleSheets.push(sheet);
  const mod = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl ';
  for (const one of widgets()) {
    const [key] = shortcuts(one);
    if (key) one.dataset.key = key.replace('mod+', mod);
  }
  for (const type of ['pointerover', 'focusin', 'keydown']) document.addEventListener(type, heard);
})();
