/** Texts of any length, shown piece by piece so that the page never has to lay out megabytes at once. */

import { button, element } from './dom.js';
import { size } from './format.js';

/**
 * @param {string} whole
 * @param {number} first characters shown at once
 * @param {number} step characters added by each press
 * @param {(more: string) => string} label
 * @returns {(Node | string)[]}
 */
export function piecewise(whole, first, step, label) {
  if (whole.length <= first) return [whole];
  let shown = first;
  const text = document.createTextNode(whole.slice(0, shown));
  const more = button('', 'more');
  const ellipsis = element('span', { 'aria-hidden': 'true' }, '…');
  const name = () => label(size(Math.min(step, whole.length - shown)));
  more.textContent = name();
  more.addEventListener('click', () => {
    text.appendData(whole.slice(shown, shown + step));
    shown += step;
    if (shown >= whole.length) {
      more.remove();
      ellipsis.remove();
    } else {
      more.textContent = name();
    }
  });
  return [text, ellipsis, more];
}
