/**
 * Other presentations than a panel over the page, for the attribute `mode`; loaded with the page
 * that uses it, from the folder of the index. Shells of any earlier version call it: what is
 * exported keeps its meaning. Until it comes, and without it, the widget is a field with a panel.
 */

import styles from './generated/modes.js';
import { panels } from './lang/en.js';
import { element, part } from './view/dom.js';

/** @import { Mode, ModeWidget } from './types.js' */

/** What keys do, in a line under the results. */
const KEYS = /** @type {const} */ ([
  ['↵', 'select'],
  ['↑↓', 'navigate'],
  ['Esc', 'leave'],
]);

/** The focus is in the element: in the top layer of its shadow tree, or in the page's form. */
const IN_USE = ':focus,:focus-within';

/** What the Navigation API says of another page or another state, routed or not. */
const ROUTED = 'currententrychange';

/** How each widget is presented. @type {WeakMap<HTMLElement, { mode: string | null, presented: Mode & { leave(): void } }>} */
const current = new WeakMap();

/**
 * Presents a widget as its attribute says now; any other word is as none.
 *
 * @param {string | null} mode
 * @param {ModeWidget} widget
 * @returns {Mode}
 */
export function present(mode, widget) {
  const { host, view } = widget;
  const before = current.get(host);
  if (before?.mode === mode) return before.presented;
  if (before) before.presented.leave();
  else view.dress(styles);
  const presented = mode === 'modal' ? new Modal(widget) : inPage(view, mode === 'page');
  current.set(host, { mode, presented });
  return presented;
}

/**
 * Results as a part of the page, or as a panel over it.
 *
 * @param {ModeWidget['view']} view
 * @param {boolean} isPart
 */
function inPage(view, isPart) {
  view.pinned = isPart;
  view.settle(isPart);
  return {
    name() {},
    open() {},
    close() {},
    leave() {
      view.pinned = false;
      view.close();
      view.settle(false);
    },
  };
}

/**
 * A button that looks like the field, and a dialog with the field and the results. The browser
 * keeps the focus inside, makes the page behind inert and gives the focus back.
 *
 * @implements {Mode}
 */
class Modal {
  #widget;
  #caption = part('span', 'caption');
  #hint = part('kbd', 'shortcut', { 'aria-hidden': 'true' });
  #close = part('button', 'close', { type: 'button' });
  #keys = part('p', 'keys', { 'aria-hidden': 'true' });
  #dialog = part('dialog', 'dialog');
  #isComposing = false;
  /** Where browsers tell of routes: not all do. */
  #routes = /** @type {{ navigation?: EventTarget }} */ (/** @type {unknown} */ (globalThis)).navigation;
  /** Another page came behind the dialog; its own search only changes the query of the address. */
  #routed = (/** @type {Event} */ event) => {
    const { from } = /** @type {Event & { from: { url: string } }} */ (event);
    if (new URL(from.url).pathname !== location.pathname) this.close();
  };
  trigger = part('button', 'open', { type: 'button', 'aria-haspopup': 'dialog' });

  /** @param {ModeWidget} widget */
  constructor(widget) {
    this.#widget = widget;
    this.trigger.append(part('span', 'icon', { 'aria-hidden': 'true' }), this.#caption, this.#hint);
    this.#listen();
    this.name();
    // A field in use stays where it is: moving it would take the focus and end a composition.
    const { host } = widget;
    if (host.matches(IN_USE)) host.addEventListener('focusout', () => setTimeout(() => this.#settle()));
    else this.#settle();
  }

  /** Puts field and results into the dialog, unless they are in use. */
  #settle(isUsed = this.#widget.host.matches(IN_USE)) {
    if (this.#dialog.isConnected || isUsed) return;
    const landmark = this.#part('search');
    this.#part('field').append(this.#close);
    this.#widget.view.settle(true);
    this.#dialog.append(...landmark.children, this.#keys);
    landmark.append(this.trigger, this.#dialog);
  }

  #listen() {
    const dialog = this.#dialog;
    this.trigger.addEventListener('click', () => this.open());
    this.#close.addEventListener('click', () => this.close());
    dialog.addEventListener(
      'pointerdown',
      (event) => event.target === dialog && this.#isOutside(event) && this.close(),
    );
    dialog.addEventListener('close', () => {
      this.#routes?.removeEventListener(ROUTED, this.#routed);
      this.#widget.dismiss();
    });
    // The page behind stays where it is.
    for (const type of ['wheel', 'touchmove']) {
      dialog.addEventListener(type, (event) => event.target === dialog && event.preventDefault(), { passive: false });
    }
    this.#widget.host.addEventListener('keydown', (event) => this.#key(event));
    // Escape in an input method is not for the dialog.
    dialog.addEventListener('compositionstart', () => (this.#isComposing = true));
    dialog.addEventListener('compositionend', () => (this.#isComposing = false));
    dialog.addEventListener('cancel', (event) => this.#isComposing && event.preventDefault());
  }

  /**
   * WebKit keeps the Escape of a search field from the dialog around it.
   *
   * @param {KeyboardEvent} event
   */
  #key({ key, defaultPrevented }) {
    const { isOpen, input } = this.#widget.view;
    if (key === 'Escape' && !defaultPrevented && !this.#isComposing && !isOpen && !input.value) this.close();
  }

  /** @param {PointerEvent} event whether it is on the backdrop, which counts as the dialog */
  #isOutside({ clientX, clientY }) {
    const { left, right, top, bottom } = this.#dialog.getBoundingClientRect();
    return clientX < left || clientX > right || clientY < top || clientY > bottom;
  }

  /** @param {string} name of what the shell built */
  #part(name) {
    const root = /** @type {ShadowRoot} */ (this.#widget.host.shadowRoot);
    return /** @type {HTMLElement} */ (root.querySelector(`.${name}`));
  }

  /** Says again what is said, in the words that are there now. */
  name() {
    const { view, words } = this.#widget;
    const { input } = view;
    const text = (/** @type {keyof typeof panels} */ key) => String(words.get(key) ?? panels[key]);
    this.#dialog.ariaLabel = input.ariaLabel;
    this.#caption.textContent = input.placeholder || input.ariaLabel;
    this.#close.textContent = text('close');
    this.#keys.replaceChildren(
      ...KEYS.flatMap(([key, what]) => [element('span', {}, element('kbd', {}, key), ' ', text(what))]),
    );
    const hint = view.hint;
    this.#hint.textContent = hint.textContent;
    this.#hint.hidden = hint.hidden;
    const keys = input.getAttribute('aria-keyshortcuts');
    if (keys) this.trigger.setAttribute('aria-keyshortcuts', keys);
    else this.trigger.removeAttribute('aria-keyshortcuts');
  }

  open() {
    const { host, view } = this.#widget;
    const { input, panel } = view;
    // Moved, a hit that Back went to loses the focus; it gets it back.
    const used = /** @type {HTMLElement} */ (host.shadowRoot?.activeElement);
    this.#settle(input.matches(':focus'));
    if (!this.#dialog.isConnected || this.#dialog.open) return;
    this.#dialog.showModal();
    this.#routes?.addEventListener(ROUTED, this.#routed);
    (panel.contains(used) ? used : input).focus();
    // From the button to the field, the focus moves unseen by the element around both.
    input.click();
  }

  close() {
    this.#dialog.close();
  }

  /** Puts field and results back to where they were before there was the dialog. */
  leave() {
    this.close();
    this.#close.remove();
    this.#keys.remove();
    if (this.#dialog.isConnected) this.#part('search').replaceChildren(...this.#dialog.children);
    this.#widget.view.settle(false);
  }
}
