/**
 * The widget's part that is loaded for `show`, `highlight`, `min-length`, slots, and the first time that a
 * query was mistyped or has words that its pages lack.
 */

export { attach } from './view/extras.js';
