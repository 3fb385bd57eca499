/**
 * The widget's part that is loaded when a visitor shows interest, or for the `offline` attribute,
 * from the folder of the index. Shells of any earlier version call it: what is exported keeps its meaning.
 */

import { Rows } from './view/rows.js';

// Files of their own, beside this one: not every page uses them.
Rows.panel = () => import('./findlet.refine.js');

/** @type {typeof import('./offline.js').keepOffline} */
export const keepOffline = async (...place) => (await import('./findlet.offline.js')).keepOffline(...place);

export { Rows };
