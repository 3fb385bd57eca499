/** The widget's part that is loaded on a site in several languages: the line that leads to the others. */

export { attach } from './view/widen.js';
