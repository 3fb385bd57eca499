/** The widget's part that is loaded for `show`, `highlight`, `min-length`, slots, and the first time that a query was mistyped. */

export { attach } from './view/extras.js';
