/**
 * The widget's part that is loaded when a visitor shows interest, or for the `offline` attribute,
 * from the folder of the index. Shells of any earlier version call it: what is exported keeps its meaning.
 */

export { keepOffline } from './offline.js';
export { Rows } from './view/rows.js';
