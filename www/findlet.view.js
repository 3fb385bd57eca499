/**
 * The widget's part that is loaded when a visitor shows interest, from the folder of the index.
 * Shells of any earlier version call it: what is exported keeps its meaning.
 */

import { Rows } from './view/rows.js';

// Files of their own, beside this one: not every page uses them.
Rows.file = (name) => import(new URL(`findlet.${name}.js`, import.meta.url).href);

export { Rows };
