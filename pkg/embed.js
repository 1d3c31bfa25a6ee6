/** For articles: makes `<overshare-capture>` work in the page that loads this file. */
import { OvershareCaptureElement } from './embed/element.js';

// Several articles of one page may each bring the script.
if (!customElements.get('overshare-capture')) customElements.define('overshare-capture', OvershareCaptureElement);

export { OvershareCaptureElement };
