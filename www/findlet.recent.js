/** The widget's part that is loaded where an element has `recent`: the visitor's last searches. */

export { attach } from './view/recent.js';
