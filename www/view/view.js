/** The widget's shadow DOM: what there is to see, and nothing about why. */

import styles from '../generated/styles.js';
import { adopt, part } from './dom.js';
import { shown, spelled } from './keys.js';
import { Status } from './status.js';

/** @import { State } from '../types.js' */
/** @import { Words } from './strings.js' */

/** What a policy needs to allow. */
const NEEDED = "script-src 'wasm-unsafe-eval'";
/** What the languages call a failure. @type {Record<string, keyof import('../types.js').Strings>} */
const REASONS = { offline: 'offline', missing: 'notThere', html: 'notThere', csp: 'blocked' };

export class View {
  #host;
  #words;
  #own = part('input', 'input', {
    type: 'search',
    autocomplete: 'off',
    autocapitalize: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
  });
  #slot = document.createElement('slot');
  #message = part('p', 'message', { dir: 'auto' });
  #detail = part('p', 'detail', { dir: 'auto' });
  #landmark;
  status = new Status();
  /** The input that the visitor types into: our own, or for a while the page's. */
  input = this.#own;
  clear = part('button', 'clear', { type: 'button' });
  /** Builds the rows, too: what is here needs not be loaded with them. */
  part = part;
  /** Whether the results are part of the page, and nothing closes them. */
  pinned = false;
  /** The first shortcut, in the field. */
  hint = part('kbd', 'shortcut', { 'aria-hidden': 'true' });
  retry = part('button', 'retry', { type: 'button' });
  /** Puts the panel where it belongs: comes with the rows, and their list and button, too. @type {() => void} */
  place = () => {};
  list = /** @type {HTMLElement} */ (/** @type {unknown} */ (undefined));
  more = this.list;

  /**
   * @param {HTMLElement} host
   * @param {Words} words
   */
  constructor(host, words) {
    this.#host = host;
    this.#words = words;
    this.#slot.append(this.#own);
    const icon = part('span', 'icon', { 'aria-hidden': 'true' });
    this.field = part('div', 'field', {}, icon, this.#slot, this.hint, this.clear);
    const contents = [this.#message, this.#detail, this.retry];
    // In the top layer nothing of the page clips or covers it; when it closes, the widget says.
    this.panel = part('div', 'panel', { hidden: true, popover: 'manual' }, ...contents);
    this.#landmark = part('search', 'search', {}, this.field, this.panel, this.status.element);
    host.attachShadow({ mode: 'open', slotAssignment: 'manual' }).append(this.#landmark);
    this.dress(styles);
    this.show({ kind: 'idle' });
  }

  /**
   * Says what stays: names, and texts that no answer changes.
   *
   * @param {string | null} label
   * @param {string | null} placeholder
   * @param {string} shortcuts
   */
  name(label, placeholder, shortcuts) {
    const words = this.#words;
    this.#landmark.ariaLabel = this.#own.ariaLabel = label ?? words.text('label');
    this.#own.placeholder = placeholder ?? words.text('placeholder');
    this.clear.ariaLabel = words.text('clear');
    this.retry.textContent = words.text('retry');
    this.#landmark.lang = words.lang;
    this.#landmark.dir = words.dir;
    this.#own.ariaKeyShortcuts = shortcuts ? spelled(shortcuts) : null;
    this.hint.textContent = shown(shortcuts);
    this.hint.hidden = !shortcuts;
  }

  /**
   * Takes over the input of the page's own form, which is there before any script runs. One in
   * use is shown in place of ours until the visitor leaves it: moving the focus would end a
   * composition and may close the keyboard of a phone.
   *
   * @param {HTMLInputElement} input
   */
  adopt(input) {
    this.#own.value = input.value;
    if (!input.matches(':focus')) return;
    const form = /** @type {Element} */ ([...this.#host.children].find((child) => child.contains(input)));
    this.#slot.assign(form);
    this.input = input;
    form.addEventListener('focusout', (event) => {
      const next = /** @type {FocusEvent} */ (event).relatedTarget;
      if (!form.contains(/** @type {Node | null} */ (next))) this.#release();
    });
  }

  #release() {
    this.#own.value = this.input.value;
    this.input = this.#own;
    this.#slot.assign();
  }

  /**
   * Makes the widget light or dark: as its attribute says, or the page's `color-scheme`, or else as the page is, which is
   * dark where its text is light.
   */
  shade() {
    const theme = this.#host.getAttribute('theme');
    const { colorScheme } = getComputedStyle(this.#host);
    // In whichever notation: what is first says how light it is, of 255, of 100 or of 1.
    const [, kind, first] = getComputedStyle(document.body).color.match(/(.).*?([\d.]+)/) ?? [];
    const isDark = colorScheme === 'normal' && Number(first) > ({ r: 127, l: 50 }[kind] ?? 0.5);
    this.#landmark.style.colorScheme = theme === 'auto' ? 'light dark' : (theme ?? (isDark ? 'dark' : ''));
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  /** Shows the panel where there is something in it; one that is open stays where it is, measuring costs a layout. */
  open() {
    const { isOpen } = this;
    this.#turn(this.panel.dataset.state !== 'idle');
    if (!isOpen) this.place();
  }

  close() {
    if (this.pinned) return;
    this.#turn(false);
    this.status.clear();
  }

  /** @param {boolean} isOpen */
  #turn(isOpen) {
    const panel = this.panel;
    panel.hidden = !isOpen;
    if (panel.popover && panel.isConnected) panel.togglePopover(isOpen);
  }

  /** Makes the panel a part of what it stands in, the page or a dialog; or not any more. @param {boolean} isPart */
  settle(isPart) {
    this.panel.popover = isPart ? null : 'manual';
    this.panel.removeAttribute('style');
  }

  /**
   * Shows a state; what was found is filled in by the rows.
   *
   * @param {State} state
   */
  show(state) {
    const words = this.#words;
    const none = state.kind === 'results' && !state.result.total;
    this.panel.dataset.state = none ? 'none' : state.kind;
    this.clear.hidden = !this.input.value;
    this.#detail.lang = words.lang;
    if (state.kind === 'error') this.#fail(state.error);
    else this.fill(state.kind === 'loading' ? words.text('loading') + words.come : '');
  }

  /**
   * What is known to be wrong is said in the visitor's language, all else in English.
   *
   * @param {Error & { code?: string, url?: string }} error
   */
  #fail({ code = '', url = '', message }) {
    const text = this.#words.get(REASONS[code]);
    if (!text) this.#detail.lang = 'en';
    this.fill(
      this.#words.text('unavailable'),
      String(text ?? message)
        .replace('{url}', url)
        .replace('{directive}', NEEDED),
    );
    this.retry.hidden = false;
  }

  /**
   * Says that part of the index is missing, beside the results that are there.
   *
   * @param {string} text
   */
  lack(text) {
    this.#detail.textContent = text;
    this.#detail.hidden = this.retry.hidden = false;
  }

  /**
   * @param {string} message
   * @param {string} [detail]
   */
  fill(message, detail = '') {
    this.#message.textContent = message;
    this.#detail.textContent = detail;
    this.#detail.hidden = !detail;
    this.retry.hidden = true;
  }

  /**
   * Gives the widget more styles.
   *
   * @param {string} sheet
   */
  dress(sheet) {
    adopt(this.panel, sheet);
  }
}
