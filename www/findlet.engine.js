/**
 * What is loaded when a visitor shows interest: the engine's client and glue. Built on its own
 * (or read through a bundler), it is the engine without the widget.
 */

export { open } from './engine/client.js';
export { FindletError } from './engine/errors.js';
