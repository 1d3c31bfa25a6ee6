/** Lists of any length, shown piece by piece. */

import { button } from './dom.js';

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
