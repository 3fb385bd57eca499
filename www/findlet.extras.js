/**
 * The widget's part that is loaded for `show`, `highlight`, `min-length`, slots, all languages at once, versions,
 * titles that several pages have, and the first time that a query was mistyped or has words that its pages lack.
 */

export { asked } from './engine/several.js';
export { attach } from './view/extras.js';
