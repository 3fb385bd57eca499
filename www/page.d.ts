/** `<findlet-search>` and its events, as the scripts of a page see them. */

import type { AttributeProperties } from './generated/attributes.js';
import type { Filters, Results, SearchHit, Strings } from './types.js';

export type { Filter, Filters, Result, SearchHit, SearchOptions, Strings } from './types.js';

/** A search field, and under it what the site's index has to say. */
export interface FindletSearchElement extends Results, AttributeProperties {
  /** The page's own texts, each over that of the interface's language; with a `lang` they are whole. Used from the next answer on. */
  strings?: Strings;
  /** Values of facets by their names: results have one of each at least. `search()` asks with them. */
  filters: Filters;
  /** `newest` or `oldest` first; else what matches best. `search()` asks with it. */
  order: string;
  /** Goes to the field, and opens the dialog where it is in one. */
  open(): void;
  /** Closes the results, and the dialog. */
  close(): void;
  /** Asks for what is typed, or for another query, with the filters and the order that are set. */
  search(query?: string): void;
  /** Focuses the input. */
  focus(options?: FocusOptions): void;
}

export interface SearchEventDetail {
  query: string;
  total: number;
  complete: boolean;
}

export interface SelectEventDetail {
  /** Without the text fragment; with the anchor of the section that it leads to. */
  url: string;
  query: string;
  /** 1 for the first hit. */
  rank: number;
  hit: SearchHit;
}

export interface ErrorEventDetail {
  code: string;
  message: string;
}

/** What the element tells pages. */
export type EventName = Extract<keyof GlobalEventHandlersEventMap, `findlet-${string}`>;

declare global {
  interface HTMLElementTagNameMap {
    'findlet-search': FindletSearchElement;
  }

  interface GlobalEventHandlersEventMap {
    /** once the visitor pauses, with the answer */
    'findlet-search': CustomEvent<SearchEventDetail>;
    /** a hit is opened; call `preventDefault()` to open it yourself */
    'findlet-select': CustomEvent<SelectEventDetail>;
    /** search or offline use failed, or a part of the widget did not come */
    'findlet-error': CustomEvent<ErrorEventDetail>;
  }
}
