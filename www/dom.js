/** The few ways in which text enters the page, and the marks that say something by word, shape and color together. None reads markup. */

import { make } from './embed/make.js';
import { drawn } from './svg.js';
import { basis as bases, changes, known as knownNames, outcomes, preview, severity as severities } from './text.js';

/** @import { Child } from './embed/make.js' */
/** @import { Basis, Change, Known, MaskAction, Outcome } from './report.d.ts' */

export { make as element };

/**
 * A shape from the sprite in index.html; always beside a word, hence hidden from screen readers.
 *
 * @param {string} id
 */
export function shape(id) {
  return drawn('svg', { class: 'shape', 'aria-hidden': 'true' }, drawn('use', { href: `#${id}` }));
}

/**
 * A copy of a template's only element.
 *
 * @param {string} id
 */
export function copyOf(id) {
  const template = document.getElementById(id);
  const first = template instanceof HTMLTemplateElement ? template.content.firstElementChild : null;
  if (!first) throw new Error(`index.html lacks the template ${id}`);
  return /** @type {HTMLElement} */ (document.importNode(first, true));
}

/**
 * The element marked `data-part="name"`.
 *
 * @param {ParentNode} root
 * @param {string} name
 */
export function part(root, name) {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`index.html lacks the part ${name}`);
  return found;
}

/**
 * The element matching a selector, of the given class.
 *
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} type
 */
export function only(root, selector, type) {
  const found = root.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`index.html lacks ${selector}`);
  return found;
}

/**
 * @param {string} text
 * @param {string} [className]
 */
export function button(text, className = '') {
  return make('button', { type: 'button', class: className || null }, text);
}

/**
 * A row whose first cell names it; the others carry the name of their column for narrow screens.
 *
 * @param {string[]} columns
 * @param {Child[]} cells
 * @param {number} [numbers] from this column on the cells hold numbers
 */
export function tableRow(columns, cells, numbers = columns.length) {
  const [head = '', ...others] = cells;
  return make('tr', { role: 'row' },
    make('th', { role: 'rowheader', scope: 'row' }, head),
    ...others.map((content, index) => make('td', {
      role: 'cell', 'data-label': columns[index + 1] ?? '', class: index + 1 >= numbers ? 'number' : null,
    }, content)));
}

/**
 * A table that keeps its roles where narrow screens lay it out as blocks.
 *
 * @param {string} className
 * @param {Node | string} caption
 * @param {string[]} columns
 * @param {HTMLTableRowElement[]} rows
 * @param {number} [numbers] from this column on the cells hold numbers
 */
export function table(className, caption, columns, rows, numbers = columns.length) {
  return make('table', { role: 'table', class: className },
    make('caption', { class: typeof caption === 'string' ? 'visually-hidden' : null }, caption),
    make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' },
      ...columns.map((name, index) => make('th', { role: 'columnheader', scope: 'col', class: index >= numbers ? 'number' : null }, name)))),
    make('tbody', { role: 'rowgroup' }, ...rows));
}

let ids = 0;

/** An identifier that no other element of this page has. */
export function freshId() {
  ids += 1;
  return `made-${ids}`;
}

/**
 * @param {string} kind
 * @param {string | number} value which of the kind
 * @param {string} text
 */
function mark(kind, value, text) {
  return make('span', { class: `mark ${kind}`, [`data-${kind}`]: value }, shape(`${kind}-${value}`), text);
}

/** @param {number} level 0 to 4 */
export function severityMark(level) {
  const known = Math.min(Math.max(Math.trunc(level), 0), severities.length - 1);
  return mark('severity', known, severities[known] ?? '');
}

/** @param {Known} known */
export function knownMark(known) {
  return mark('known', known, knownNames[known]);
}

/** @param {Outcome} outcome */
export function outcomeMark(outcome) {
  return mark('outcome', outcome, outcomes[outcome]);
}

/** @param {Basis} basis */
export function basisMark(basis) {
  return mark('basis', basis, bases[basis].name);
}

/** @type {Record<Change, string>} */
const CHANGES = { stayed: 'stays', changed: 'changes', gone: 'gone', new: 'new' };

/** @param {Change} change */
export function changeMark(change) {
  return mark('outcome', CHANGES[change], changes[change]);
}

/** @type {Record<MaskAction, string>} */
const ACTIONS = { kept: 'stays', reduced: 'depends', masked: 'changes', dropped: 'gone' };

/** @param {MaskAction} action */
export function actionMark(action) {
  return mark('outcome', ACTIONS[action], preview.actions[action]);
}

/**
 * @param {'ok' | 'partial' | 'failed' | 'info'} status
 * @param {string} text
 */
export function statusMark(status, text) {
  return mark('status', status, text);
}

/**
 * A button that does something.
 *
 * @param {string} text
 * @param {() => unknown} act
 * @param {Record<string, string | boolean | null>} [attributes]
 */
export function acting(text, act, attributes = {}) {
  const made = make('button', { type: 'button', ...attributes }, text);
  // One that is only said to be disabled keeps the focus, so that its reason can be heard.
  made.addEventListener('click', () => { if (made.ariaDisabled !== 'true') act(); });
  return made;
}

/**
 * Lets a button do nothing, and say why.
 *
 * @param {HTMLButtonElement} press
 * @param {string} reason id of what says why; empty lets it
 */
export function barred(press, reason) {
  press.ariaDisabled = reason === '' ? null : 'true';
  if (reason === '') press.removeAttribute('aria-describedby');
  else press.setAttribute('aria-describedby', reason);
}

/**
 * A box to tick, or one choice of several, with its label.
 *
 * @param {'checkbox' | 'radio'} type
 * @param {Child} label
 * @param {(checked: boolean) => void} changed
 * @param {string} [name] of the choice
 */
export function ticking(type, label, changed, name) {
  const input = make('input', { type, id: freshId(), name: name ?? null });
  input.addEventListener('change', () => changed(input.checked));
  return { input, row: make('p', { class: 'tick' }, input, make('label', { for: input.id }, label)) };
}

/**
 * Opens whatever an element is folded in.
 *
 * @param {Element | null} inside
 */
export function unfold(inside) {
  for (let fold = inside?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
}
