/**
 * The script findlet.lazy.js, which a page names in place of findlet.load.js to load nothing more until somebody wants to
 * search: a form in the widget stands in for it. From disk, and where a form can't stand in, the widget comes at once.
 */

import styles from './generated/lazy.js';
import { parameter } from './parameter.js';
import { adopt } from './view/dom.js';
import { isShortcut, shortcutsOf, shown } from './view/keys.js';

const TAG = 'findlet-search';

const own = /** @type {HTMLScriptElement} */ (document.currentScript);

const widgets = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(TAG)]);

// Older browsers than ours keep the page's own form.
if (CSS.supports('color:light-dark(red,red)') && 'Segmenter' in Intl) {
  if (own.src.startsWith('file:')) fromDisk();
  else if (widgets().some(isWanted)) load();
  else wait();
}

function load() {
  void import(new URL('findlet.js', own.src).href);
}

function fromDisk() {
  const script = document.createElement('script');
  script.nonce = own.nonce;
  script.src = own.src.replace(/[^/]*$/, 'findlet.load.js');
  document.head.append(script);
}

/** Whether a widget is wanted with the page: no form stands in for it, or it has something to do. @param {HTMLElement} widget */
function isWanted(widget) {
  const asked = new URLSearchParams(location.search);
  return (
    !widget.querySelector('input') || asked.has(parameter(widget)) || widget.matches('[mode],[offline],:focus-within')
  );
}

/** Waits for somebody who points at a form, focuses it or presses its shortcut. */
function wait() {
  adopt(document, styles);
  for (const widget of widgets()) {
    const key = shown(shortcutsOf(widget));
    if (key) widget.dataset.key = key;
  }
  for (const type of ['pointerover', 'focusin', 'keydown']) document.addEventListener(type, heard);
}

/** @param {Event} event */
function heard(event) {
  if (customElements.get(TAG)) return;
  if (/** @type {Element} */ (event.target).closest?.(TAG)) return load();
  if (event.type !== 'keydown') return;
  const widget = widgets().find((one) => isShortcut(/** @type {KeyboardEvent} */ (event), shortcutsOf(one)));
  if (!widget) return;
  event.preventDefault();
  // The focus is heard, too. What is typed now is kept.
  widget.querySelector('input')?.focus();
}
