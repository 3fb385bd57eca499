/** The widget's part that is loaded for the `offline` attribute. */

export { keepOffline } from './offline.js';
