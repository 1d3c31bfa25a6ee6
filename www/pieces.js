/** Lists, texts and values of any length, shown piece by piece: the page never has to lay out megabytes at once. */

import { button, element } from './dom.js';
import { marked } from './embed/quotes.js';
import { localTime, machineTime, momentIn, size, utcTime } from './format.js';
import { fields as text, locked as encryptionText } from './text.js';

/** @import { Encryption } from './report.d.ts' */

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
 * @param {number} [step] characters added by each press
 */
export function piecewise(whole, first, step = first) {
  if (whole.length <= first) return [whole];
  let shown = first;
  const node = document.createTextNode(whole.slice(0, shown));
  const more = button('', 'more');
  const ellipsis = element('span', { 'aria-hidden': 'true' }, '…');
  const name = () => text.more(size(Math.min(step, whole.length - shown)));
  more.textContent = name();
  more.addEventListener('click', () => {
    node.appendData(whole.slice(shown, shown + step));
    shown += step;
    if (shown >= whole.length) {
      more.remove();
      ellipsis.remove();
    } else {
      more.textContent = name();
    }
  });
  return [node, ellipsis, more];
}

/** Characters of a value shown at once, and added by each press. */
const FIRST = 600;
const STEP = 20_000;

/** @param {{ value: string, display: string | null, name: string }} field */
export function valueOf({ value, display }) {
  const date = display === null ? null : momentIn(display);
  return [
    element('code', { class: 'value' }, ...(value === '' ? [element('span', { class: 'quiet' }, text.empty)] : piecewise(value, FIRST, STEP))),
    ...(display === null ? [] : [element('div', { class: 'display' }, ...(date ? [momentText(date, display)] : piecewise(display, FIRST, STEP)))]),
  ];
}

/**
 * @param {Date} date
 * @param {string} [written] how the core wrote it
 */
export function momentText(date, written = utcTime(date)) {
  const own = localTime(date);
  return element('span', { class: 'moment' },
    element('time', { datetime: machineTime(date) }, written),
    own ? element('span', { class: 'local-time' }, ` (${text.local} ${own})`) : null);
}

/**
 * A sentence of the core with the words that it took from the data as if gone over with a pen, and with dates in one
 * piece, since one that is broken in two is hard to read.
 *
 * @param {string} sentence
 * @param {[number, number][]} quotes where words from the data stand
 */
export function highlighted(sentence, quotes) {
  return marked(sentence, quotes, (words) => words.split(/(\d{4}-\d\d-\d\d)/).map((piece, index) => (index % 2 === 0 ? piece : element('span', { class: 'date' }, piece))));
}

/**
 * What can be seen of an encrypted body, and what would open it.
 *
 * @param {Encryption} encryption
 */
export function encryptionNote({ scheme, visible, quotes, needs }) {
  return element('div', {},
    element('p', {}, element('strong', {}, `${encryptionText.scheme}: `), `${scheme}.`),
    element('p', {}, element('strong', {}, `${encryptionText.visible}: `), ...highlighted(visible, quotes)),
    needs.length > 0 && [
      element('p', {}, element('strong', {}, `${encryptionText.needs}:`)),
      element('ul', {}, needs.map((need) => element('li', {}, need)))]);
}
