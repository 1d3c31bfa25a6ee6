/** Importing this makes `<overshare-capture>` work in the page. */
export { OvershareCaptureElement } from './element.js';
