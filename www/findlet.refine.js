/** The widget's part that is loaded where an element has `facets` or `sort`: the panel for them. */

export { attach } from './view/refine.js';
