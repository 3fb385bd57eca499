/** `<findlet-search>`: attributes, lifecycle and events. Knows no wasm and builds no DOM. */

import { createLoaded } from './loaded.js';
import { owns, parameter, release, take } from './parameter.js';
import { mirrorAll, setAgain } from './properties.js';
import { Session } from './session.js';
import { isComposing, isForPage, isShortcut, shortcutsOf } from './view/keys.js';
import { Words } from './view/strings.js';
import { emit } from './view/dom.js';
import { View } from './view/view.js';
import { attributeNames } from './interface.js';

/** @import { Filters, History, Library, Mode, State, Strings } from './types.js' */

const TAG = 'findlet-search';
/** Attributes of what is said, or how it looks. */
const SAID = /label|place|short|ui-|theme/;
/** The focus is in the element: in its shadow tree, or in the page's form. */
const IN_USE = ':focus,:focus-within';

/** @type {Library} */
let library;
/** The texts of a language that has a file, in the folder of the indexes. @type {(language: string, folder: string) => Promise<Strings>} */
let translation;

/**
 * Defines the element. A second copy of this code on a page leaves the first in charge.
 *
 * @param {Library} engines
 * @param {typeof translation} translations
 */
export function define(engines, translations) {
  library = engines;
  translation = translations;
  if (customElements.get(TAG)) return;
  mirrorAll(FindletSearch.prototype);
  customElements.define(TAG, FindletSearch);
}

class FindletSearch extends HTMLElement {
  static observedAttributes = [...attributeNames, 'lang'];

  /** The property `strings` is the page's. */
  #words = new Words(() => /** @type {{ strings?: Strings }} */ (/** @type {unknown} */ (this)).strings);
  #view = new View(this, this.#words);
  #loaded = createLoaded(library, translation, this, this.#view, this.#words, () => this.#session.more());
  #session = new Session(
    this.#loaded.scope,
    (state) => this.#show(state),
    () => this.matches('[facets],[recent]'),
  );
  #life = new AbortController();
  #watcher = new MutationObserver(() => this.attributeChangedCallback());
  /** @type {State} */
  #state = { kind: 'idle' };
  /** Enter, pressed before there was anything to open. @type {KeyboardEvent | null} */
  #enter = null;
  #composing = false;
  /** What results are limited to: values of facets by their names. @type {Filters} */
  filters = this.filters ?? {};
  /** `newest` or `oldest` first; else what matches best. */
  order = this.order ?? '';
  /** Whether the page's address holds the query: its results are shown without a focus. */
  #asked = false;
  #adopted = false;
  /** @type {Mode | null} */
  #mode = null;
  /** @type {Promise<InstanceType<History['Remembered']> | null> | null} */
  #memory = null;
  /** Where the focus was before the shortcut. @type {HTMLElement | null} */
  #from = null;

  constructor() {
    super();
    setAgain(this);
  }

  connectedCallback() {
    this.#life = new AbortController();
    this.#listen(this.#life.signal);
    this.attributeChangedCallback();
    if (!this.#adopted) {
      this.#adopted = true;
      this.#adopt();
    }
    if (this.#mode || this.hasAttribute('mode')) this.#present().catch(this.#failed);
    this.#locate();
    this.#keepOffline();
  }

  disconnectedCallback() {
    this.#life.abort();
    this.#watcher.disconnect();
    this.#memory = null;
    release(this);
    this.#mode?.close();
    this.#dismiss();
    this.#view.status.hush();
  }

  /** Moved by `moveBefore`, it stays as it is: open, focused, with its listeners. */
  connectedMoveCallback() {}

  /**
   * What is said changes at once. All else is as if the element came anew, with the same text in its field.
   *
   * @param {string} [name]
   * @param {string | null} [before]
   * @param {string | null} [after]
   */
  attributeChangedCallback(name = '', before, after) {
    this.#words.turn(this.getAttribute('ui-lang') ?? this.#loaded.language());
    this.#view.name(this.getAttribute('label'), this.getAttribute('placeholder'), shortcutsOf(this));
    if (this.#state.kind === 'loading') this.#view.show(this.#state);
    this.#mode?.name();
    this.#view.shade();
    if (!this.#adopted || before === after || SAID.test(name)) return;
    this.disconnectedCallback();
    this.#session.query = null;
    this.connectedCallback();
    if (this.matches(IN_USE)) this.#resume();
  }

  /**
   * @override
   * @param {FocusOptions} [options]
   */
  focus(options) {
    (this.#mode?.trigger ?? this.#view.input).focus(options);
  }

  /** Goes to the field: opens the dialog where it is in one. */
  open() {
    this.#mode?.open();
    this.#view.input.focus();
  }

  /** Closes the results, and the dialog. */
  close() {
    this.#dismiss();
    this.#mode?.close();
  }

  /** Presents the widget in another way; should that fail, it stays a field with a panel. */
  async #present() {
    const { present } = await this.#loaded.script('modes');
    const dismiss = () => this.#dismiss();
    this.#mode = present(this.getAttribute('mode'), { host: this, view: this.#view, words: this.#words, dismiss });
    if (this.#asked) this.#mode.open();
  }

  /** Asks anew, with the filters and the order that are set. */
  search(query = this.#view.input.value) {
    this.#view.input.value = query;
    void this.#session.ask(query);
  }

  /**
   * Every listener ends with `signal`, those on the document and the window too.
   *
   * @param {AbortSignal} signal
   */
  #listen(signal) {
    /** @type {<E extends Event>(target: EventTarget, type: string, handler: (event: E) => void, capture?: boolean) => void} */
    const on = (target, type, handler, capture) =>
      target.addEventListener(type, /** @type {EventListener} */ (handler), { signal, capture });
    const view = this.#view;
    on(this, 'pointerenter', () => this.#interest());
    on(this, 'focusin', (event) => this.#entered(event));
    on(this, 'click', (event) => this.#entered(event));
    on(this, 'focusout', (/** @type {FocusEvent} */ event) => {
      // Nothing takes the focus where a phone's keyboard is put away: the results stay.
      if (!event.relatedTarget || this.contains(/** @type {Node} */ (event.relatedTarget))) return;
      this.#from = null;
      view.close();
    });
    on(this, 'input', (/** @type {InputEvent} */ event) => this.#typed(event.isComposing));
    on(this, 'compositionend', () => this.#typed(false));
    on(view.retry, 'click', () => {
      view.input.focus();
      void this.#retry();
    });
    on(view.clear, 'click', () => this.#clear());
    // What is typed here is for no shortcut of the page, which sees the element and no field in it: before all its listeners.
    for (const type of ['keydown', 'keypress', 'keyup']) {
      on(window, type, (/** @type {KeyboardEvent} */ event) => this.#keep(event), true);
    }
    on(document, 'keydown', (/** @type {KeyboardEvent} */ event) => this.#shortcut(event));
    on(document, 'pointerdown', (event) => event.composedPath().includes(this) || view.close());
    on(window, 'findlet-loading', (/** @type {CustomEvent<string>} */ { detail }) => {
      this.#words.come = detail;
      this.attributeChangedCallback();
    });
    // Browsers say so before requests get through.
    on(window, 'online', () => view.retry.hidden || setTimeout(() => this.#retry(), 500));
    const place = () => view.place();
    // It changes with the window, too, and with the keyboard of a phone.
    for (const type of ['resize', 'scroll']) on(/** @type {VisualViewport} */ (visualViewport), type, place);
    on(document, 'scroll', place, true);
    // Pages turn dark by what they set at their root.
    for (const root of [document.documentElement, document.body]) this.#watcher.observe(root, { attributes: true });
    // Style sheets come late, and some pages turn by and by.
    for (const type of ['load', 'transitionend']) on(document, type, () => view.shade(), true);
  }

  /** Keeps what was typed into the page's own form before this code arrived. */
  #adopt() {
    const input = this.querySelector('input');
    if (!input) return;
    this.#view.adopt(input);
    if (this.matches(IN_USE)) this.#resume();
  }

  /** Takes the page's address, unless another widget has it, and shows the results of the query in it. */
  #locate() {
    const query = take(this);
    const { input } = this.#view;
    if (!query || input.value) return;
    input.value = query;
    this.#asked = true;
    this.#resume();
  }

  /** Keeps the page's address up to the search, from the first interest on. */
  #remember() {
    if (!owns(this)) return;
    const { signal } = this.#life;
    this.#memory ??= this.#loaded.script('history').then(
      ({ Remembered }) => {
        const ask = (/** @type {boolean} */ asked) => {
          this.#asked = asked;
          if (asked) this.#mode?.open();
        };
        return new Remembered({ host: this, view: this.#view, session: this.#session, ask }, parameter(this), signal);
      },
      (error) => (this.#memory = this.#failed(error)),
    );
  }

  /** Loads the engine; what fails is said when there is a query for it. */
  #interest() {
    this.#remember();
    this.#loaded.open().then(
      () => this.#keepOffline(),
      () => {},
    );
  }

  /** @param {Event} event */
  #entered(event) {
    if (event.composedPath()[0] === this.#view.input) this.#resume();
  }

  /** Shows what belongs to the text in the input, asking for it only if that wasn't done. */
  #resume() {
    this.#interest();
    if (this.#view.input.value === this.#session.query) this.#view.open();
    else this.#typed(false);
  }

  /** @param {boolean} composing */
  #typed(composing) {
    const { value } = this.#view.input;
    this.#composing = composing;
    this.#enter = null;
    if (value !== this.#session.query) void this.#session.ask(value);
    else this.#announce();
  }

  /** @param {State} state */
  #show(state) {
    const view = this.#view;
    this.#state = state;
    const more = state.kind === 'results' && state.more;
    if (!more) this.#loaded.rows?.clear();
    view.show(state);
    if (state.kind === 'results') this.#loaded.rows?.show(state.result, more);
    if (this.#asked || view.pinned || this.matches(IN_USE)) view.open();
    if (!more) this.#announce();
    if (this.#enter && state.kind === 'results') this.#follow(this.#enter);
  }

  /** Tells screen readers and the page, once typing pauses. */
  #announce() {
    const state = this.#state;
    const { status } = this.#view;
    const write = () => this.#write();
    if (state.kind === 'results') this.#loaded.rows?.announce(state.result, this.#composing, write);
    else if (state.kind === 'error') {
      const { error } = state;
      status.say(`${this.#words.text('unavailable')}. ${error.message}`, () => this.#failed(error));
    } else status.say(state.kind === 'loading' ? this.#words.text('loading') : '', write);
  }

  /** Keeps the page's address up to the field where no answer does. */
  #write() {
    void this.#memory?.then((memory) => memory?.write());
  }

  /**
   * Takes keys that are pressed in the widget, and keeps them to it. The focus says where they are pressed: from a closed
   * shadow tree around the widget, no path leads out.
   *
   * @param {KeyboardEvent} event
   */
  #keep(event) {
    const { input } = this.#view;
    const focused = input.matches(':focus') ? input : this.shadowRoot?.activeElement;
    if (!focused || event.target !== document.activeElement) return;
    if (event.type === 'keydown') this.#key(event, focused);
    if (event.defaultPrevented || !isForPage(event)) event.stopImmediatePropagation();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {Element} target
   */
  #key(event, target) {
    if (isComposing(event) || event.defaultPrevented) return;
    const view = this.#view;
    if (event.key === 'Escape') return this.#escape(event);
    if (target === view.input) {
      if (event.key === 'Enter') return this.#follow(event);
      if (event.key === 'ArrowDown' && !view.isOpen) this.#resume();
    }
    this.#loaded.rows?.key(event, target);
  }

  /**
   * First closes the results, then empties the input, then leaves the key to the page.
   *
   * @param {KeyboardEvent} event
   */
  #escape(event) {
    const { input, pinned } = this.#view;
    const isOpen = this.#view.isOpen && !pinned;
    if (!isOpen && !input.value) return this.#leave();
    event.preventDefault();
    if (!isOpen) return this.#clear();
    input.focus();
    this.#dismiss();
  }

  /** Goes back to where the shortcut was pressed. */
  #leave() {
    const from = this.#from;
    if (!from) return;
    this.#from = null;
    this.#view.input.blur();
    from.focus();
  }

  /** Closes the results; an answer still on its way must not open them again. */
  #dismiss() {
    this.#enter = null;
    this.#asked = false;
    this.#view.close();
    if (this.#state.kind !== 'loading') return;
    void this.#session.ask('', true);
  }

  #clear() {
    this.#view.input.value = '';
    this.#view.input.focus();
    this.#typed(false);
  }

  /**
   * Opens the first hit as a click with the same modifiers would, now or when it arrives.
   *
   * @param {KeyboardEvent} event
   */
  #follow(event) {
    event.preventDefault();
    this.#enter = this.#state.kind === 'loading' ? event : null;
    if (!this.#view.isOpen) return this.#resume();
    this.#loaded.rows?.follow(event);
  }

  async #retry() {
    if (this.#state.kind === 'error') this.#loaded.forget();
    else await (await this.#loaded.open()).retry();
    void this.#session.ask(this.#view.input.value);
  }

  /** @param {KeyboardEvent} event */
  #shortcut(event) {
    if (!this.getClientRects().length || !isShortcut(event, shortcutsOf(this))) return;
    event.preventDefault();
    const [from] = event.composedPath();
    if (!this.contains(document.activeElement)) this.#from = /** @type {HTMLElement} */ (from);
    this.open();
    this.#view.input.select();
  }

  #keepOffline() {
    if (this.hasAttribute('offline')) this.#loaded.keepOffline().catch(this.#failed);
  }

  /** Says to the page what went wrong. @param {Error & { code?: string }} error */
  #failed = ({ code = 'unknown', message }) => {
    emit(this, 'findlet-error', { code, message });
    return null;
  };
}
