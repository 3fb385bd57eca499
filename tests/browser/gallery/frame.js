/** Sets the page up as its address says: `lang`, `dir`, `scheme`, and `set`, attributes of the widget as JSON. */

const wanted = new URLSearchParams(location.search);
const root = document.documentElement;
root.lang = wanted.get('lang') ?? 'en';
root.dir = wanted.get('dir') ?? '';
root.dataset.scheme = wanted.get('scheme') ?? '';
addEventListener('DOMContentLoaded', () => {
  const attributes = JSON.parse(wanted.get('set') ?? '{}');
  const widget = document.querySelector('findlet-search');
  for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
});
