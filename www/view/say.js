/** What is said with results: numbers, plurals and quotations, by the rules of the language. */

import { view } from '../lang/en.js';

/** @import { Forms, Strings } from '../types.js' */
/** @import { Words } from './strings.js' */

/** By language: making them takes longer than all that is said. @type {Record<string, [Intl.PluralRules, Intl.NumberFormat]>} */
const rules = {};

/**
 * Returns a text with its placeholders filled in.
 *
 * @template {keyof Strings} [Key=keyof typeof view]
 * @param {Pick<Words, 'lang' | 'get'>} words
 * @param {Key} key
 * @param {Record<string, string | number>} [values] `count` chooses the plural form, `query` is repeated in part
 * @param {{ readonly [name in Key]?: string | Forms }} [english] has the text where the language has none
 */
export function say(
  words,
  key,
  values = {},
  english = /** @type {{ readonly [name in Key]?: string | Forms }} */ (view),
) {
  const { lang } = words;
  const [plurals, numbers] = (rules[lang] ??= [new Intl.PluralRules(lang), new Intl.NumberFormat(lang)]);
  const text = /** @type {string | Forms} */ (words.get(key) ?? english[key]);
  const form = typeof text === 'string' ? text : (text[plurals.select(Number(values.count))] ?? text.other ?? '');
  return form.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name] ?? whole;
    if (typeof value === 'number') return numbers.format(value);
    return name === 'query' ? quote(value) : value;
  });
}

/**
 * The beginning of a query.
 *
 * @param {string} query
 */
function quote(query) {
  return query.trim().replace(/^(.{60}).+$/su, '$1…');
}
