import { define } from '../define.js';
import { basisMark, button, changeMark, element, only, table, tableRow } from '../dom.js';
import { PageCommand } from '../events.js';
import { referencesOf, supports } from '../evidence.js';
import { count } from '../format.js';
import { explained } from '../glossary.js';
import { Latest, unlessStopped, until } from '../latest.js';
import { growing, highlighted, piecewise } from '../pieces.js';
import { comparison as text, events as eventText, kinds } from '../text.js';
import { PasteBoxElement } from './paste-box.js';

/** @import { Child } from '../embed/make.js' */
/** @import { Comparison, IdentifierChange } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */

/** Rows shown at once, and added by each press. */
const FIRST = 12;
const STEP = 100;
/** Characters shown at once of a value. */
const SHOWN = 200;

/** What two captures say together. The second one is pasted into a box of its own. */
export class CaptureComparisonElement extends HTMLElement {
  /** What was read of it, once that is compared. @type {Reading | null} */ #second = null;
  #swapped = false;
  #latest = new Latest();
  #box = only(document, 'paste-box', PasteBoxElement).another(text.box);
  #result = element('div', { class: 'compared' });

  /** Begins anew: the box is empty and nothing is compared. */
  begin() {
    this.#latest.abort();
    this.#keep(null);
    this.#swapped = false;
    this.#box.keep('');
    this.#box.folded = false;
    this.#result.replaceChildren();
    if (this.firstChild) return;
    this.append(element('details', { class: 'tool' },
      element('summary', {}, element('h2', { id: 'compare' }, text.title)),
      element('p', { class: 'lead' }, explained(text.lead)), this.#box, this.#result));
  }

  /** Opens the box for another one, with the cursor in it. */
  unfold() {
    this.#box.open();
  }

  /** @param {Reading | null} second what is shown from now on; the one before is freed */
  #keep(second) {
    if (this.#second !== second) this.#second?.dispose();
    this.#second = second;
  }

  /**
   * @param {Reading} reading
   * @param {Reading} second once it is compared, it is freed here
   * @param {object} [options]
   * @param {boolean} [options.typing] whether the reader is still writing the second one
   */
  async compare(reading, second, { typing = false } = {}) {
    const [earlier, later] = this.#swapped ? [second, reading] : [reading, second];
    const compared = await until(this.#latest.begin(), earlier.ask('compare', later));
    this.#keep(second);
    // Where both have times, the core itself puts them in order.
    const known = compared.days !== null;
    const swap = button(text.swap);
    swap.addEventListener('click', () => {
      this.#swapped = !this.#swapped;
      void unlessStopped(() => this.compare(reading, second));
    });
    const remove = button(text.remove);
    remove.addEventListener('click', () => this.dispatchEvent(new PageCommand('remove-second')));
    this.#box.folded = !typing;
    const status = element('p', { role: 'status', tabindex: -1 },
      text.second(second.overview.input.name ?? kinds[second.overview.input.kind], eventText.amount(second.eventCount)), ' ', known ? '' : text.order(this.#swapped));
    this.#result.replaceChildren(status, element('p', { class: 'strip-actions' }, !known && swap, remove), ...shown(compared));
    // What had the focus, the box or a button, is gone.
    if (!typing) status.focus({ preventScroll: true });
  }
}

/** @param {Comparison} compared */
function shown({ text: sentences, quotes, rotation, identifiers, events, fields: paths, sources }) {
  const references = referencesOf({ sources, categories: [] });
  return [
    ...sentences.map((sentence, index) => element('p', {}, ...highlighted(sentence, quotes[index] ?? []))),
    ...(rotation === null ? [] : [element('div', { class: 'annotated' }, element('p', {}, rotation.text),
      element('div', { class: 'margin-note' }, element('p', {}, basisMark(rotation.basis)), ...supports(rotation, references)))]),
    ...listed(text.identifiers, text.identifierColumns, identifiers, identifier),
    ...listed(text.events, text.eventColumns, events, ({ name, before, after }) => [
      name === null ? eventText.unnamed : element('code', {}, name), count(before), count(after)], 1),
    ...listed(text.fields, text.fieldColumns, paths, ({ path, label, before, after }) => [
      [label, label === null ? null : ' ', element('code', {}, path)], count(before), count(after)], 1),
  ];
}

/** @param {IdentifierChange} change */
function identifier({ label, names, outcome, before, after, text: sentence, quotes }) {
  const value = (/** @type {string | null} */ sent) => (sent === null ? element('span', { class: 'quiet' }, text.absent)
    : element('code', { class: 'value' }, piecewise(sent, SHOWN)));
  return [
    element('div', {}, label, element('div', { class: 'quiet' }, names.flatMap((name, index) => [index === 0 ? '' : ', ', element('code', {}, name)]))),
    element('div', {}, changeMark(outcome), element('p', {}, ...highlighted(sentence, quotes))), value(before), value(after),
  ];
}

/**
 * A table of any length under its heading, nothing where it is empty.
 *
 * @template Item
 * @param {string} title
 * @param {string[]} columns
 * @param {Item[]} items
 * @param {(item: Item) => Child[]} cells
 * @param {number} [numbers] from this column on the cells hold numbers
 */
function listed(title, columns, items, cells, numbers) {
  if (items.length === 0) return [];
  const made = table('stacking', title, columns, [], numbers);
  const more = growing(items, FIRST, STEP, text.more, (added) =>
    made.tBodies[0]?.append(...added.map((item) => tableRow(columns, cells(item), numbers))));
  return [element('h3', { class: 'table-title' }, title), made, more];
}

define('capture-comparison', CaptureComparisonElement);
