import { define } from '../define.js';
import { element } from '../dom.js';
import { piecewise } from '../pieces.js';
import { raw as text } from '../text.js';

/** Characters of text shown at once, and added by each press. */
const TEXT_STEP = 20_000;

/** A text exactly as sent. */
export class RawViewElement extends HTMLElement {
  /** @param {string} json */
  static ofText(json) {
    const made = new RawViewElement();
    made.append(element('pre', { tabindex: 0, role: 'region', 'aria-label': text.textOf }, element('code', {}, ...piecewise(json, TEXT_STEP))));
    return made;
  }
}

define('raw-view', RawViewElement);
