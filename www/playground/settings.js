/** A control for each attribute and each theme variable that the manifest of the element has. */

import { modules } from '../generated/custom-elements.json';

const [{ attributes, cssProperties }] = modules[0].declarations;

/** Where the index of a deployed site is. The one here is in memory, so that this is for the markup only. */
const OF_A_SITE = 'src';

/**
 * @typedef {object} Settings
 * @property {Map<string, string>} attributes those that are set
 * @property {Map<string, string>} variables
 */

/** @type {Settings} */
const settings = { attributes: new Map(), variables: new Map() };

/**
 * Fills the two places with controls; `changed` is called after each change.
 *
 * @param {{ attributes: Element, variables: Element, reset: HTMLElement }} places
 * @param {(settings: Settings) => void} changed
 */
export function show({ attributes: first, variables: second, reset }, changed) {
  const fill = () => {
    first.replaceChildren(...attributes.map((one) => setting(one, one.type.text, settings.attributes, changed)));
    second.replaceChildren(...cssProperties.map((one) => setting(one, 'string', settings.variables, changed)));
    changed(settings);
  };
  reset.addEventListener('click', () => {
    settings.attributes.clear();
    settings.variables.clear();
    fill();
  });
  fill();
}

/** Puts the settings on an element. @param {HTMLElement} element */
export function apply(element) {
  for (const { name } of attributes) {
    if (name === OF_A_SITE) continue;
    const value = settings.attributes.get(name);
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  for (const { name } of cssProperties) element.style.setProperty(name, settings.variables.get(name) ?? '');
}

/** The markup of a page with these settings. */
export function markup() {
  const escaped = (/** @type {string} */ text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const given = [...settings.attributes].map(([name, value]) => (value ? ` ${name}="${escaped(value)}"` : ` ${name}`));
  const rules = [...settings.variables].map(([name, value]) => `  ${name}: ${value};\n`);
  const style = rules.length ? `<style>\nfindlet-search {\n${rules.join('')}}\n</style>\n` : '';
  return `<link rel="stylesheet" href="/findlet/findlet.css">
<script src="/findlet/findlet.load.js" defer></script>
${style}<findlet-search${given.join('')}></findlet-search>
`;
}

/**
 * @param {{ name: string, default?: string, description: string }} about
 * @param {string} type in TypeScript
 * @param {Map<string, string>} values
 * @param {(settings: Settings) => void} changed
 */
function setting({ name, description, ...rest }, type, values, changed) {
  const place = document.createElement('div');
  const label = document.createElement('label');
  const note = document.createElement('p');
  const control = controlFor(type, rest.default);
  place.className = 'setting';
  control.id = `set${name.replace(/^-*/, '-')}`;
  label.htmlFor = control.id;
  label.textContent = name;
  note.id = `${control.id}-note`;
  note.textContent = description.replaceAll('`', '');
  control.setAttribute('aria-describedby', note.id);
  control.addEventListener('input', () => {
    const value = chosenIn(control);
    if (value === null) values.delete(name);
    else values.set(name, value);
    changed(settings);
  });
  if (control.type === 'checkbox') place.append(control, label, note);
  else place.append(label, control, note);
  return place;
}

/** @param {string} type @param {string} [byDefault] */
function controlFor(type, byDefault = '') {
  const names = [...type.matchAll(/'([^']*)'/g)].map(([, name]) => name).filter(Boolean);
  if (names.length) {
    const list = document.createElement('select');
    list.append(new Option('not set', ''), ...names.map((name) => new Option(name)));
    return list;
  }
  const field = document.createElement('input');
  field.type = type === 'boolean' ? 'checkbox' : type === 'number' ? 'number' : 'text';
  if (type === 'number') field.min = '1';
  field.placeholder = byDefault.replaceAll('`', '');
  field.autocomplete = 'off';
  return field;
}

/** What a control sets; null for nothing. @param {HTMLInputElement | HTMLSelectElement} control */
function chosenIn(control) {
  if (control instanceof HTMLInputElement && control.type === 'checkbox') return control.checked ? '' : null;
  return control.value === '' ? null : control.value;
}
