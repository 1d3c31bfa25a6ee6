/** Words of the trade, explained where they stand: a button opens the explanation beside it, Escape closes it again. */

import { element } from './dom.js';
import { glossary, glossaryText as text } from './text.js';

/** @typedef {keyof typeof glossary} Word */

/**
 * A word with its explanation.
 *
 * @param {Word} word
 * @param {Node | string} [shown] instead of the word itself
 */
export function term(word, shown = glossary[word].name) {
  const press = element('button', { type: 'button', class: 'term', 'aria-haspopup': 'dialog', 'aria-expanded': 'false' }, shown);
  // By the time of the click the browser has closed it already.
  let pressedOpen = false;
  press.addEventListener('pointerdown', () => { pressedOpen = press.ariaExpanded === 'true'; });
  press.addEventListener('click', () => {
    if (press.ariaExpanded === 'true') close(press);
    else if (!pressedOpen) open(press, word);
    pressedOpen = false;
  });
  return press;
}

/**
 * A text in which words stand to be explained: `Every {event} and its {field|fields}`.
 *
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function explained(text) {
  return text.split(/\{(.+?)\}/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const [word = '', shown = word] = piece.split('|');
    return word in glossary ? term(/** @type {Word} */ (word), shown) : shown;
  });
}

/**
 * @param {HTMLButtonElement} press
 * @param {Word} word
 */
function open(press, word) {
  const { name, text: told } = glossary[word];
  // It is made when it is asked for and taken away again, so that headings and tables read as if it were not there.
  const box = element('span', { class: 'explanation', role: 'dialog', tabindex: -1, 'aria-label': `${name}: ${told}`, popover: 'auto' },
    element('strong', {}, name), ' ', told);
  press.after(box);
  press.setAttribute('aria-expanded', 'true');
  box.addEventListener('toggle', (event) => {
    if (event instanceof ToggleEvent && event.newState === 'closed') close(press);
  });
  box.addEventListener('keydown', (event) => {
    // Elsewhere Escape leads back to the paste box.
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close(press);
  });
  box.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !box.contains(relatedTarget)) close(press);
  });
  // Browsers without popovers show it in the line.
  if (box.showPopover) /** @type {(options: { source: HTMLElement }) => void} */ (box.showPopover).call(box, { source: press });
  box.focus({ preventScroll: true });
}

/** @param {HTMLButtonElement} press */
function close(press) {
  const box = press.nextElementSibling;
  if (!box?.matches('.explanation')) return;
  if (box.contains(document.activeElement)) press.focus({ preventScroll: true });
  press.setAttribute('aria-expanded', 'false');
  box.remove();
}

/** All words, to be read as a whole. */
export function wordList() {
  const details = element('details', {}, element('summary', {}, text.all(Object.keys(glossary).length)));
  details.addEventListener('toggle', () => details.append(element('dl', {}, Object.values(glossary)
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map((one) => element('div', {}, element('dt', {}, one.name), element('dd', {}, one.text))))), { once: true });
  return details;
}
