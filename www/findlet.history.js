/**
 * The search in the page's address, for the widget that owns it; loaded on interest, from the folder
 * of the index. Shells of any earlier version call it: what is exported keeps its meaning.
 *
 * A search is one entry of the browser's history: the first query makes it, later ones change it.
 * The entry remembers how far the visitor had read, and Back shows that again.
 */

/** @import { Filters, HistoryWidget, Visit } from './types.js' */

export class Remembered {
  #widget;
  #parameter;

  /**
   * @param {HistoryWidget} widget
   * @param {string} parameter of the query; filters and sort have `parameter.name`
   * @param {AbortSignal} signal ends it
   */
  constructor(widget, parameter, signal) {
    this.#widget = widget;
    this.#parameter = parameter;
    const { host } = widget;
    host.addEventListener('findlet-search', () => this.write(), { signal });
    host.addEventListener('findlet-select', (event) => this.write(event.detail.rank), { signal });
    addEventListener('popstate', () => this.#restore(), { signal });
    addEventListener('pageshow', (event) => event.persisted && this.#restore(), { signal });
    // What was typed before this came is newer than the address.
    if (widget.view.input.value === (this.#search().get(parameter) ?? '')) void this.#restore();
  }

  /**
   * Brings the address up to the search.
   *
   * @param {number} [rank] of the hit that is being opened
   */
  write(rank) {
    const {
      host,
      view: { input, list },
    } = this.#widget;
    // WebKit puts a field without autocompletion back to its default when its page is come back to.
    input.defaultValue = input.value;
    const url = this.#address(input.value.trim(), host.filters ?? {}, host.order ?? '');
    /** @type {Visit} */
    const visit = rank ? { rank, rows: list.children.length, top: above(list, rank) } : {};
    if (url === location.href && !rank) return;
    const before = history.state;
    // An entry of ours is another query's, or none's since the field was emptied.
    const isNew = input.value && !this.#search().has(this.#parameter) && !before?.findlet;
    const state = { ...before, findlet: visit };
    try {
      if (isNew) history.pushState(state, '', url);
      else history.replaceState(state, '', url);
    } catch {
      // Documents without an address of their own (srcdoc, sandboxed) search without one.
    }
  }

  #search() {
    return new URLSearchParams(location.search);
  }

  /**
   * @param {string} query
   * @param {Filters} filters
   * @param {string} order
   */
  #address(query, filters, order) {
    const url = new URL(location.href);
    const { searchParams } = url;
    const name = this.#parameter;
    for (const key of [...searchParams.keys()]) {
      if (key === name || key.startsWith(name + '.')) searchParams.delete(key);
    }
    // Where all there is can be browsed, filters need no query.
    if (!query && !this.#widget.host.hasAttribute('facets')) return url.href;
    if (query) searchParams.set(name, query);
    for (const [facet, values] of Object.entries(filters)) {
      for (const value of values) searchParams.append(`${name}.${facet}`, value);
    }
    if (order) searchParams.set(name + '.sort', order);
    return url.href;
  }

  /** Shows what the address and the entry say, unless that is shown. */
  async #restore() {
    const { host, view, session, ask } = this.#widget;
    const { input } = view;
    const search = this.#search();
    const query = search.get(this.#parameter) ?? '';
    const { filters, order } = this.#refinement(search);
    const isShown = input.value.trim() === query && same([filters, order], [host.filters ?? {}, host.order ?? '']);
    /** @type {Visit} */
    const { rank, rows = 0, top = 0 } = history.state?.findlet ?? {};
    if (isShown && !rank) return;
    Object.assign(host, { filters, order });
    input.value = query;
    const isAsked = !!query || (host.hasAttribute('facets') && Object.keys(filters).length > 0);
    ask(isAsked);
    if (!isAsked) host.close();
    if (isShown) view.open();
    else await session.ask(query);
    if (rank) await this.#return(query, rank, rows, top);
  }

  /** @param {URLSearchParams} search */
  #refinement(search) {
    const prefix = this.#parameter + '.';
    const filters = /** @type {Filters} */ ({});
    for (const key of new Set(search.keys())) {
      if (key.startsWith(prefix) && key !== prefix + 'sort') filters[key.slice(prefix.length)] = search.getAll(key);
    }
    return { filters, order: search.get(prefix + 'sort') ?? '' };
  }

  /**
   * Goes back to the hit that was opened: the rows that were there, how far they were scrolled, and
   * the focus, which a new page has nowhere else.
   *
   * @param {string} query
   * @param {number} rank
   * @param {number} rows
   * @param {number} top
   */
  async #return(query, rank, rows, top) {
    const { view, session } = this.#widget;
    // There is no list before there is the index.
    const there = () => view.list?.children.length ?? 0;
    for (let count = -1; count < there() && there() < rows; ) {
      count = there();
      await session.more();
    }
    const { input, list } = view;
    if (input.value.trim() !== query || !list) return;
    list.children[rank - 1]?.querySelector('a')?.focus({ preventScroll: true });
    // Rows out of sight get their height when they are scrolled to, so once more after that.
    const panel = /** @type {Element} */ (list.parentElement);
    const scroll = () => (panel.scrollTop += above(list, rank) - top);
    scroll();
    requestAnimationFrame(scroll);
  }
}

/**
 * How far below the top of the panel a row is, in CSS pixels.
 *
 * @param {Element} list
 * @param {number} rank
 */
function above(list, rank) {
  const top = (/** @type {Element | null | undefined} */ element) => element?.getBoundingClientRect().top ?? 0;
  return top(list.children[rank - 1]) - top(list.parentElement);
}

/** @param {unknown} one @param {unknown} other both of plain data */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
