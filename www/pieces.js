/** Lists and texts of any length, shown piece by piece, so that the page never has to lay out megabytes at once. */

import { button, element } from './dom.js';
import { size } from './format.js';

/**
 * Adds the first items at once and the others on demand.
 *
 * @template Item
 * @param {Item[]} items
 * @param {number} first items added at once
 * @param {number} step items added by each press
 * @param {(left: number) => string} label of the button, from how many items are left
 * @param {(added: Item[], start: number) => void} add
 * @returns {HTMLButtonElement} the button that adds more, hidden when there are none
 */
export function growing(items, first, step, label, add) {
  const more = button('', 'more');
  let shown = 0;
  /** @param {number} amount */
  const grow = (amount) => {
    const added = items.slice(shown, shown + amount);
    const start = shown;
    shown += added.length;
    add(added, start);
    more.textContent = label(items.length - shown);
    more.hidden = shown >= items.length;
  };
  more.addEventListener('click', () => grow(step));
  grow(first);
  return more;
}

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
