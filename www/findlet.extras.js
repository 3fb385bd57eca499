/** The widget's part that is loaded for `show` with `path` or `image`, and where the element has slots. */

export { attach } from './view/extras.js';
