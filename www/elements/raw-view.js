import { button, element } from '../dom.js';
import { size } from '../format.js';
import { piecewise } from '../pieces.js';
import { fields, raw as text } from '../text.js';

/** Characters of text shown at once, and added by each press. */
const TEXT_STEP = 20_000;
/** Bytes dumped at once, and added by each press. */
const DUMP_STEP = 4096;
/** Narrower than this, in pixels, a line of the dump holds half as many bytes. */
const NARROW = 560;

/** A text exactly as sent, or its bytes. */
export class RawViewElement extends HTMLElement {
  /** @param {string} json */
  static ofText(json) {
    const made = new RawViewElement();
    made.append(element('pre', { tabindex: 0, role: 'region', 'aria-label': text.textOf }, element('code', {}, ...piecewise(json, TEXT_STEP))));
    return made;
  }

  /**
   * @param {string} json
   * @param {number} offset of its first byte in the decoded text
   */
  static ofBytes(json, offset) {
    const made = new RawViewElement();
    const bytes = new TextEncoder().encode(json);
    const width = window.innerWidth < NARROW ? 8 : 16;
    const dump = element('pre', { class: 'dump', tabindex: 0, role: 'region', 'aria-label': text.bytesOf });
    const more = button('', 'more');
    let shown = 0;
    const add = () => {
      const end = Math.min(shown + DUMP_STEP, bytes.length);
      dump.append(hexLines(bytes.subarray(shown, end), offset + shown, width));
      shown = end;
      more.hidden = shown === bytes.length;
      more.textContent = fields.more(size(Math.min(DUMP_STEP, bytes.length - shown)));
    };
    more.addEventListener('click', add);
    add();
    made.append(element('p', { class: 'quiet' }, `${text.bytesOf}.`), dump, more);
    return made;
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} offset
 * @param {number} width bytes a line
 */
function hexLines(bytes, offset, width) {
  let lines = '';
  for (let start = 0; start < bytes.length; start += width) {
    const line = bytes.subarray(start, start + width);
    const hex = Array.from(line, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const plain = Array.from(line, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines += `${(offset + start).toString(16).padStart(6, '0')}  ${hex.padEnd(width * 3 - 1)}  ${plain}\n`;
  }
  return lines;
}

customElements.define('raw-view', RawViewElement);
