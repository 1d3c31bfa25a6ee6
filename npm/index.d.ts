/** The core, ready for use when the import is done. Calling `init` or `initSync` is allowed and does nothing more. */
export * from './overshare.js';
export { default } from './overshare.js';
