/** `<findlet-search>` and its events, as the scripts of a page see them. */

import type { Filters, Host, SearchHit, Strings } from './types.js';

export type { Filter, Filters, Result, SearchHit, SearchOptions, Strings } from './types.js';

/** What a mirrored attribute can be set to: true is an empty one, false and null are none. */
type Setting = string | number | boolean | null;

/** `<findlet-search>`, as a page sees it. Attributes are texts or null where there is none. */
export interface FindletSearchElement extends Host {
  get src(): string | null;
  set src(value: Setting);
  get baseUrl(): string | null;
  set baseUrl(value: Setting);
  get scope(): string | null;
  set scope(value: Setting);
  get label(): string | null;
  set label(value: Setting);
  get placeholder(): string | null;
  set placeholder(value: Setting);
  get limit(): string | null;
  set limit(value: Setting);
  get shortcut(): string | null;
  set shortcut(value: Setting);
  get offline(): string | null;
  set offline(value: Setting);
  get uiLang(): string | null;
  set uiLang(value: Setting);
  get highlight(): string | null;
  set highlight(value: Setting);
  get theme(): string | null;
  set theme(value: Setting);
  get queryParam(): string | null;
  set queryParam(value: Setting);
  get mode(): string | null;
  set mode(value: Setting);
  get show(): string | null;
  set show(value: Setting);
  get facets(): string | null;
  set facets(value: Setting);
  get sort(): string | null;
  set sort(value: Setting);
  get minLength(): string | null;
  set minLength(value: Setting);
  /** The page's own texts, each over that of the interface's language. */
  strings?: Strings;
  filters: Filters;
  order: string;
  /** Goes to the field: opens the dialog where it is in one. */
  open(): void;
  /** Closes the results, and the dialog. */
  close(): void;
  search(query?: string): void;
}

export interface SearchEventDetail {
  query: string;
  total: number;
  complete: boolean;
}

export interface SelectEventDetail {
  /** Without the text fragment; with the section's anchor where the link was a section's. */
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

declare global {
  interface HTMLElementTagNameMap {
    'findlet-search': FindletSearchElement;
  }

  interface GlobalEventHandlersEventMap {
    'findlet-search': CustomEvent<SearchEventDetail>;
    'findlet-select': CustomEvent<SelectEventDetail>;
    'findlet-error': CustomEvent<ErrorEventDetail>;
  }
}
