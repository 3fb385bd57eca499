/** `<findlet-search>`: attributes, lifecycle and events. Knows no wasm and builds no DOM. */

import { siteRoot } from './library.js';
import { Session } from './session.js';
import { isComposing, isShortcut, isTyping, walk } from './view/keys.js';
import { Words } from './view/strings.js';
import { View } from './view/view.js';

/** @import { Library, Result, Rows, State, Strings } from './types.js' */

const TAG = 'findlet-search';
const SHORTCUTS = '/ mod+k';
const HITS = 10;
const MOST_HITS = 100;

/** @type {Library} */
let library;
/** The texts of a language that has a file. @type {(language: string) => Promise<Strings>} */
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
  // In a browser that lacks the newest of what we need, the page's own form stays.
  if (!CSS.supports('color', 'light-dark(red,red)') || !('Segmenter' in Intl)) return;
  if (!customElements.get(TAG)) customElements.define(TAG, FindletSearch);
}

class FindletSearch extends HTMLElement {
  static observedAttributes = ['label', 'placeholder', 'shortcut', 'ui-lang'];

  /** The property `strings` is the page's. */
  #words = new Words(() => /** @type {{ strings?: Strings }} */ (/** @type {unknown} */ (this)).strings);
  #view = new View(this, this.#words);
  #session = new Session(
    () => this.#scope(),
    (state) => this.#show(state),
  );
  #life = new AbortController();
  /** @type {State} */
  #state = { kind: 'idle' };
  /** @type {Rows | null} */
  #rows = null;
  /** Enter, pressed before there was anything to open. @type {KeyboardEvent | null} */
  #enter = null;
  #composing = false;
  /** What results are limited to: values of facets by their names. @type {Record<string, string[]>} */
  filters = this.filters ?? {};
  /** `newest` or `oldest` first; else what matches best. */
  order = this.order ?? '';
  /** Whether the page's address holds the query: its results are shown without a focus. */
  #asked = false;

  connectedCallback() {
    this.#life = new AbortController();
    this.#listen(this.#life.signal);
    this.attributeChangedCallback();
    this.#adopt();
    if (this.hasAttribute('offline')) this.#keepOffline();
  }

  disconnectedCallback() {
    this.#life.abort();
    this.#dismiss();
    this.#view.hush();
  }

  attributeChangedCallback() {
    this.#words.turn(this.getAttribute('ui-lang') ?? this.#language);
    this.#view.name(this.getAttribute('label'), this.getAttribute('placeholder'), this.#shortcuts);
  }

  /**
   * @override
   * @param {FocusOptions} [options]
   */
  focus(options) {
    this.#view.input.focus(options);
  }

  /** Asks anew, with the filters and the order that are set. */
  search(query = this.#view.input.value) {
    this.#view.input.value = query;
    this.#session.ask(query);
  }

  get #shortcuts() {
    return this.getAttribute('shortcut') ?? SHORTCUTS;
  }

  /** The directory that results are limited to, such as `/v2/`. */
  get scope() {
    return this.getAttribute('scope') ?? '';
  }

  set scope(directory) {
    this.setAttribute('scope', directory);
  }

  get #folder() {
    return library.folder(this.getAttribute('src'));
  }

  /** The language that the widget stands in. */
  get #language() {
    return this.closest('[lang]')?.getAttribute('lang') ?? '';
  }

  /** The index and what shows its hits, once the words are there for what they say. */
  async #open() {
    const opened = library.open(this.#folder, this.#language);
    await this.#speak();
    const engine = await opened;
    this.#rows ??= new engine.Rows(this.#view, (offset, limit) => this.#session.excerpts(offset, limit), {
      words: this.#words,
      highlight: () => this.getAttribute('highlight'),
    });
    this.#rows.engine = engine;
    return this.#rows;
  }

  async #speak() {
    if (!this.#words.file) return;
    await this.#words.complete(translation);
    this.attributeChangedCallback();
    if (this.#state.kind === 'loading') this.#view.show(this.#state);
  }

  #scope() {
    const limit = Number.parseInt(this.getAttribute('limit') ?? '') || HITS;
    return {
      opening: this.#open(),
      base: siteRoot(this.#folder, this.getAttribute('base-url')),
      limit: Math.max(1, Math.min(limit, MOST_HITS)),
      scope: this.scope,
    };
  }

  /**
   * Every listener ends with `signal`, those on the document and the window too.
   *
   * @param {AbortSignal} signal
   */
  #listen(signal) {
    /** @type {<E extends Event>(target: EventTarget, type: string, handler: (event: E) => void) => void} */
    const on = (target, type, handler) =>
      target.addEventListener(type, /** @type {EventListener} */ (handler), { signal });
    const view = this.#view;
    on(this, 'pointerenter', () => this.#interest());
    on(this, 'focusin', (event) => this.#entered(event));
    on(this, 'click', (event) => this.#entered(event));
    on(this, 'focusout', (/** @type {FocusEvent} */ event) => {
      // Nothing takes the focus where a phone's keyboard is put away: the results stay.
      if (event.relatedTarget && !this.contains(/** @type {Node} */ (event.relatedTarget))) view.close();
    });
    on(this, 'input', (/** @type {InputEvent} */ event) => this.#typed(event.isComposing));
    on(this, 'compositionend', () => this.#typed(false));
    on(this, 'keydown', (/** @type {KeyboardEvent} */ event) => this.#key(event));
    on(view.list, 'click', (/** @type {MouseEvent} */ event) => this.#select(event));
    on(view.more, 'click', () => this.#session.more());
    on(view.retry, 'click', () => {
      view.input.focus();
      this.#retry();
    });
    on(view.clear, 'click', () => this.#clear());
    on(document, 'keydown', (/** @type {KeyboardEvent} */ event) => this.#shortcut(event));
    on(document, 'pointerdown', (event) => event.composedPath().includes(this) || view.close());
    on(window, 'online', () => view.retry.hidden || this.#retry());
    for (const target of [window, visualViewport]) {
      if (target) on(target, 'resize', () => view.isOpen && view.place());
    }
  }

  /** Keeps what was typed into the page's own form before this code arrived. */
  #adopt() {
    const input = this.querySelector('input');
    if (!input) return;
    this.#view.adopt(input);
    // The page that the form leads to answers it.
    const page = (/** @type {string | null | undefined} */ url) =>
      new URL(url || location.href, document.baseURI).href.split(/[?#]/)[0];
    const isHere = input.form && page(input.form.getAttribute('action')) === page('');
    const query = isHere && !input.value && new URLSearchParams(location.search).get(input.name);
    if (query) this.#view.input.value = query;
    this.#asked = !!query;
    if (query || this.matches(':focus-within')) this.#resume();
  }

  /** Loads the engine; what fails is said when there is a query for it. */
  #interest() {
    this.#open().then(
      () => this.hasAttribute('offline') && this.#keepOffline(),
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
    if (value !== this.#session.query) this.#session.ask(value);
    else this.#announce();
  }

  /** @param {State} state */
  #show(state) {
    const view = this.#view;
    if (state.kind === 'excerpts') return this.#rows?.complete(state.result);
    this.#state = state;
    const more = state.kind === 'results' && state.more;
    const before = view.list.children.length;
    if (!more) this.#rows?.clear();
    view.show(state);
    if (state.kind === 'results') this.#rows?.show(state.result, more);
    if (this.#asked || this.matches(':focus-within')) view.open();
    if (more) view.list.children[before]?.querySelector('a')?.focus();
    else this.#announce();
    if (this.#enter && state.kind === 'results') this.#follow(this.#enter);
  }

  /** Tells screen readers and the page, once typing pauses. */
  #announce() {
    const state = this.#state;
    if (state.kind === 'results') this.#announceResults(state.result);
    else if (state.kind === 'error') {
      const { message } = state.error;
      const { code = 'unknown' } = /** @type {{ code?: string }} */ (state.error);
      this.#view.say(`${this.#words.text('unavailable')}. ${message}`, () =>
        this.#emit('findlet-error', { code, message }),
      );
    } else this.#view.say(state.kind === 'loading' ? this.#words.text('loading') : '');
  }

  /** @param {Result} result */
  #announceResults(result) {
    const { query, total, complete, least } = result;
    // Half a syllable of an input method finds nothing, and that is no news.
    if (this.#composing && !total) return this.#view.hush();
    const text = /** @type {Rows} */ (this.#rows).summary(result);
    this.#view.say(text, () => least || this.#emit('findlet-search', { query, total, complete }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (isComposing(event) || event.defaultPrevented) return;
    const view = this.#view;
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (event.key === 'Escape') return this.#escape(event);
    if (target === view.input) {
      if (event.key === 'Enter') return this.#follow(event);
      if (event.key === 'ArrowDown' && !view.isOpen) this.#resume();
    } else if (isTyping(event) && target.matches('a')) {
      // The character itself then goes to where the focus is.
      return view.input.focus();
    }
    walk(event, view.stops);
  }

  /**
   * First closes the results, then empties the input, then leaves the key to the page.
   *
   * @param {KeyboardEvent} event
   */
  #escape(event) {
    const { input, isOpen } = this.#view;
    if (!isOpen && !input.value) return;
    event.preventDefault();
    if (!isOpen) return this.#clear();
    input.focus();
    this.#dismiss();
  }

  /** Closes the results; an answer still on its way must not open them again. */
  #dismiss() {
    this.#enter = null;
    this.#asked = false;
    this.#view.close();
    if (this.#state.kind !== 'loading') return;
    this.#session.ask('');
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
    const { ctrlKey, metaKey, shiftKey } = event;
    const click = { bubbles: true, cancelable: true, composed: true, view: window, ctrlKey, metaKey, shiftKey };
    this.#view.links[0]?.dispatchEvent(new MouseEvent('click', click));
  }

  /** @param {MouseEvent} event */
  #select(event) {
    const selected = this.#rows?.selected(/** @type {Element} */ (event.target));
    if (!selected) return;
    const detail = { query: this.#session.query, ...selected };
    // Cancelled by a page that goes there by itself, as client-side routers do.
    if (!this.#emit('findlet-select', detail)) event.preventDefault();
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.#view.close();
  }

  async #retry() {
    if (this.#state.kind === 'error') library.forget(this.#folder);
    else await (await this.#open()).retry();
    this.#session.ask(this.#view.input.value);
  }

  /** @param {KeyboardEvent} event */
  #shortcut(event) {
    if (!this.getClientRects().length || !isShortcut(event, this.#shortcuts)) return;
    event.preventDefault();
    this.#view.input.focus();
    this.#view.input.select();
  }

  #keepOffline() {
    const worker = this.getAttribute('offline');
    const url = new URL(worker || 'findlet-sw.js', worker ? document.baseURI : siteRoot(this.#folder)).href;
    library
      .view(this.#folder, this.#language)
      // The words are kept too.
      .then((view) => this.#speak().then(() => view.keepOffline(url, this.#folder, this.#language)))
      .catch(({ message }) => this.#emit('findlet-error', { code: 'no-worker', message }));
  }

  /**
   * @param {string} type
   * @param {object} detail
   * @returns {boolean} false if the event was cancelled
   */
  #emit(type, detail) {
    const cancelable = type === 'findlet-select';
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }
}
