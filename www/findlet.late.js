/** The widget's part that is loaded where excerpts come after their titles: for indexes in parts. */

export { attach } from './view/late.js';
