/** What a page written in TypeScript may write; `npm run check` in `www` compiles it, and nothing runs it. */

import type { FindletSearchElement, SearchHit } from '../../www/page.js';

const search = document.querySelector('findlet-search')!;
const made: FindletSearchElement = document.createElement('findlet-search');

// Attributes are properties: read as texts, set as what they mean.
const limit: string | null = search.limit;
search.limit = 20;
search.baseUrl = '/docs/';
search.uiLang = null;
search.offline = true;
search.minLength = 2;
// @ts-expect-error a list of facets is one text
search.facets = ['topic'];

search.strings = { lang: 'fr', retry: 'Réessayer', count: { one: '{count} page', other: '{count} pages' } };
// @ts-expect-error there is no such text
search.strings = { retyr: 'Again' };

search.filters = { topic: ['city', 'harbour'] };
// @ts-expect-error a facet has several values
search.filters = { topic: 'city' };
search.order = 'newest';
search.search();
search.search('ministry');
search.open();
search.close();
search.renderHit = ({ title }: SearchHit) => document.createTextNode(title);
made.renderHit = () => null;
made.navigate = (url) => history.pushState(null, '', url);

search.addEventListener('findlet-search', ({ detail: { query, total, complete } }) => {
  const seen: [string, number, boolean] = [query, total, complete];
  console.log(seen);
});
search.addEventListener('findlet-select', (event) => {
  event.preventDefault();
  const { url, rank, hit } = event.detail;
  history.pushState({ rank }, hit.title, url);
});
document.addEventListener('findlet-error', ({ detail: { code, message } }) => console.log(code, message, limit));
