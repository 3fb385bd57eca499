/** Filters of Pagefind's API, which nest any, all, none and not, as those of the engine, which all hold. */

/** @import { Filter } from '../types.js' */
/** @import { FilterExpression, FilterValue } from './api.js' */

/**
 * A condition on documents: a value of a facet, or others joined.
 *
 * @typedef {{ name: string, value: string } | { all: Condition[] } | { any: Condition[] } | { not: Condition }} Condition
 */

/** A value that a document has, or lacks. @typedef {{ name: string, value: string, lacks: boolean }} Literal */

/** The same with every `not` at a value. @typedef {Literal | { all: Formula[] } | { any: Formula[] }} Formula */

const OPERATORS = ['any', 'all', 'none', 'not'];
/** Searches that one question may become. */
const MOST_BRANCHES = 64;

/**
 * Returns the filters of searches that find, together, what fits an expression, and no document twice.
 *
 * @param {FilterExpression} expression
 * @param {Record<string, string[]>} [given] values of filters that all documents have, and no others of these
 * @returns {Filter[][]}
 */
export function branches(expression, given = {}) {
  const isGiven = (/** @type {Literal} */ { name, value }) => given[name]?.includes(value);
  const found = split(pushed(condition(expression), false), (literal) =>
    literal.name in given ? !isGiven(literal) === literal.lacks : null,
  );
  if (found.length > MOST_BRANCHES) throw new RangeError('These filters have too many alternatives.');
  return found;
}

/** @param {FilterExpression} expression @returns {Condition} */
function condition(expression) {
  const all = Object.entries(expression).map(([name, value]) =>
    OPERATORS.includes(name)
      ? joined(name, parts(value).map(condition))
      : valued(name, /** @type {FilterValue} */ (value)),
  );
  return { all };
}

/** @param {string} name @param {FilterValue} value @returns {Condition} */
function valued(name, value) {
  if (Array.isArray(value)) return { all: value.map((one) => valued(name, one)) };
  if (typeof value !== 'object') return { name, value: String(value) };
  const all = Object.entries(value).map(([operator, values]) =>
    joined(
      operator,
      parts(values).map((one) => valued(name, one)),
    ),
  );
  return { all };
}

/**
 * What an operator joins: the members of a list, or the entries of an object.
 *
 * @param {any} value
 * @returns {any[]}
 */
function parts(value) {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object') return [value];
  return Object.entries(value).map(([name, one]) => ({ [name]: one }));
}

/** @param {string} operator @param {Condition[]} conditions @returns {Condition} */
function joined(operator, conditions) {
  if (operator === 'any') return { any: conditions };
  if (operator === 'all') return { all: conditions };
  if (operator === 'none') return { not: { any: conditions } };
  if (operator === 'not') return { not: { all: conditions } };
  throw new TypeError(`${operator} can’t join the values of a filter: ${OPERATORS.join(', ')} do.`);
}

/**
 * A condition with every `not` at a value.
 *
 * @param {Condition} condition
 * @param {boolean} isNegated
 * @returns {Formula}
 */
function pushed(condition, isNegated) {
  if ('not' in condition) return pushed(condition.not, !isNegated);
  if ('name' in condition) return { ...condition, lacks: isNegated };
  const joined = 'all' in condition ? condition.all : condition.any;
  const formulas = joined.map((part) => pushed(part, isNegated));
  return 'all' in condition !== isNegated ? { all: formulas } : { any: formulas };
}

/**
 * Takes a formula apart that one search can't say: into documents that have one of its values, and those that lack it.
 *
 * @param {Formula} formula
 * @param {(literal: Literal) => boolean | null} isGiven whether a literal holds for all documents, or none; null for all others
 * @param {Literal[]} [known] of all documents that are left
 * @returns {Filter[][]}
 */
function split(formula, isGiven, known = []) {
  const left = reduced(formula, (literal) => {
    const same = known.find(({ name, value }) => name === literal.name && value === literal.value);
    return same ? same.lacks === literal.lacks : isGiven(literal);
  });
  if (left === false) return [];
  const clauses = left === true ? [] : clausesOf(left);
  if (clauses) return [[...known.map((literal) => asked([literal])), ...clauses.map(asked)]];
  const open = /** @type {Formula} */ (left);
  const literal = first(open);
  const other = { ...literal, lacks: !literal.lacks };
  return [literal, other].flatMap((one) => split(open, isGiven, [...known, one]));
}

/**
 * What is left of a formula where something is known.
 *
 * @param {Formula} formula
 * @param {(literal: Literal) => boolean | null} holds
 * @returns {Formula | boolean}
 */
function reduced(formula, holds) {
  if ('name' in formula) return holds(formula) ?? formula;
  const isAll = 'all' in formula;
  const parts = (isAll ? formula.all : formula.any).map((part) => reduced(part, holds));
  // One part decides.
  if (parts.includes(!isAll)) return !isAll;
  const open = /** @type {Formula[]} */ (parts.filter((part) => typeof part === 'object'));
  if (!open.length) return isAll;
  return open.length === 1 ? open[0] : isAll ? { all: open } : { any: open };
}

/**
 * What one search can say: values that are there or not, and one at least of several of a facet. Nothing if it can't.
 *
 * @param {Formula} formula
 * @returns {Literal[][] | null}
 */
function clausesOf(formula) {
  if ('name' in formula) return [[formula]];
  if ('all' in formula) {
    const all = formula.all.map(clausesOf);
    return all.every((clauses) => clauses !== null) ? all.flat() : null;
  }
  const literals = formula.any.filter((part) => 'name' in part);
  const isOne = literals.every(({ name, lacks }) => name === literals[0].name && !lacks);
  return literals.length === formula.any.length && isOne ? [literals] : null;
}

/** @param {Formula} formula @returns {Literal} */
const first = (formula) => ('name' in formula ? formula : first(('all' in formula ? formula.all : formula.any)[0]));

/** @param {Literal[]} clause @returns {Filter} */
function asked(clause) {
  const [{ name, value, lacks }] = clause;
  if (lacks) return { name, none: [value] };
  // Values of a facet are counted as if it had no `any`; what all must have limits them, too.
  return clause.length > 1 ? { name, any: clause.map((literal) => literal.value) } : { name, all: [value] };
}
