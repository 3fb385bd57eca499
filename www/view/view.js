/** The widget's shadow DOM: what there is to see, and nothing about why. */

import styles from '../generated/styles.js';
import { part } from './dom.js';
import { Status } from './status.js';

/** @import { Result, Rows, State } from '../types.js' */
/** @import { Words } from './strings.js' */

/** Space kept between the panel and the edges of the window, in CSS pixels. */
const MARGIN = 8;
/** Below this height the panel runs out of the window rather than showing half a row. */
const LEAST_HEIGHT = 160;
/** Languages written from right to left; beside them the page's own direction stays. */
const RTL = /^(ar|fa|he|ur)/;

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** One sheet for all widgets; a constructed one, because policies may forbid inline styles. */
function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  return sheet;
}

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
  #hint = part('kbd', 'shortcut', { 'aria-hidden': 'true' });
  #message = part('p', 'message', { dir: 'auto' });
  #detail = part('p', 'detail', { dir: 'auto' });
  #panel;
  #landmark;
  #status = new Status();
  /** The input that the visitor types into: our own, or for a while the page's. */
  input = this.#own;
  clear = part('button', 'clear', { type: 'button' });
  list = part('ol', 'results', { role: 'list' });
  more = part('button', 'more', { type: 'button' });
  retry = part('button', 'retry', { type: 'button' });

  /**
   * @param {HTMLElement} host
   * @param {Words} words
   */
  constructor(host, words) {
    this.#host = host;
    this.#words = words;
    this.#slot.append(this.#own);
    const icon = part('span', 'icon', { 'aria-hidden': 'true' });
    this.#panel = part('div', 'panel', { hidden: true }, this.#message, this.#detail, this.retry, this.list, this.more);
    this.#landmark = part(
      'search',
      'search',
      {},
      part('div', 'field', {}, icon, this.#slot, this.#hint, this.clear),
      this.#panel,
      this.#status.element,
    );
    const root = host.attachShadow({ mode: 'open', slotAssignment: 'manual' });
    root.adoptedStyleSheets = [styleSheet()];
    root.append(this.#landmark);
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
    this.#landmark.dir = RTL.test(words.lang) ? 'rtl' : '';
    const spoken = shortcuts.replace(/\bmod\b/g, /Mac|iP/.test(navigator.platform) ? 'Meta' : 'Control');
    if (shortcuts) this.#own.setAttribute('aria-keyshortcuts', spoken);
    else this.#own.removeAttribute('aria-keyshortcuts');
    const [first] = spoken.split(' ');
    this.#hint.textContent = first.replace('Control+', 'Ctrl ').replace('Meta+', '⌘').toUpperCase();
    this.#hint.hidden = !shortcuts;
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

  get isOpen() {
    return !this.#panel.hidden;
  }

  /** Shows the panel where there is something in it. */
  open() {
    this.#panel.hidden = this.#panel.dataset.state === 'idle';
    if (this.isOpen) this.place();
  }

  close() {
    this.#panel.hidden = true;
    this.#status.clear();
  }

  /** Fits the open panel into the window: a narrow field may stand anywhere in it. */
  place() {
    const field = this.#host.getBoundingClientRect();
    const { width, height, offsetTop } = visualViewport ?? { width: innerWidth, height: innerHeight, offsetTop: 0 };
    const { style, offsetWidth } = this.#panel;
    // Flush with the field's left edge, or else its right one, or else the window's.
    const fits = field.left + offsetWidth + MARGIN <= width;
    const left = fits ? field.left : Math.max(MARGIN, field.right - offsetWidth);
    style.left = `${left - field.left}px`;
    style.maxHeight = `${Math.max(LEAST_HEIGHT, offsetTop + height - field.bottom - 2 * MARGIN)}px`;
  }

  /** The links and buttons that arrow keys reach, from the input down. */
  get stops() {
    const buttons = [this.retry, this.more].filter((button) => !button.hidden);
    return this.isOpen ? [this.input, ...this.links, ...buttons] : [this.input];
  }

  get links() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.list.querySelectorAll('a[href]'))];
  }

  /**
   * Fills the panel. Rows already shown stay when more of the same search arrive.
   *
   * @param {State} state
   * @param {Rows | null} [rows]
   */
  show(state, rows) {
    const none = state.kind === 'results' && !state.result.total;
    this.#panel.dataset.state = none ? 'none' : state.kind;
    this.clear.hidden = !this.input.value;
    // What the engine says of errors is English.
    this.#detail.lang = state.kind === 'error' ? 'en' : this.#words.lang;
    if (state.kind === 'results') this.#results(state.result, state.more, /** @type {Rows} */ (rows));
    else if (state.kind === 'loading') this.#fill(this.#words.text('loading'));
    else if (state.kind === 'error') this.#fill(this.#words.text('unavailable'), state.error.message, true);
    else this.#fill('');
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
   * @param {Result} result
   * @param {boolean} more
   * @param {Rows} rows
   */
  #results({ query, total, results, failed }, more, rows) {
    this.#fill(rows.say(total ? 'count' : 'none', { count: total, query }), total ? '' : rows.say('help'));
    if (failed.length) this.lack(rows.say('incomplete'));
    this.list.ariaLabel = rows.say('results');
    rows.add(results);
    this.list.hidden = !total;
    const remaining = total - this.list.children.length;
    this.more.hidden = remaining <= 0 || !results.length;
    this.more.textContent = rows.say('more', { count: Math.min(remaining, results.length) });
    if (!more) this.#panel.scrollTop = 0;
  }

  /**
   * @param {string} message
   * @param {string} [detail]
   * @param {boolean} [retry]
   */
  #fill(message, detail = '', retry = false) {
    this.#message.textContent = message;
    this.#detail.textContent = detail;
    this.#detail.hidden = !detail;
    this.retry.hidden = !retry;
    this.list.hidden = this.more.hidden = true;
  }

  /**
   * Announces what the panel shows, once the visitor pauses.
   *
   * @param {string} text
   * @param {() => void} [then]
   */
  say(text, then) {
    this.#status.say(text, then);
  }

  hush() {
    this.#status.hush();
  }
}
