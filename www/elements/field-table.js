import { copyOf, element, part } from '../dom.js';
import { knownMark, severityMark } from '../marks.js';
import { NO_REFERENCES, sourceLinks } from '../references.js';
import { certainty, fields as text, grades, persistence } from '../strings/en.js';
import { valueOf } from '../value.js';
import { CopyButtonElement } from './copy-button.js';

/** @import { Field } from '../report.d.ts' */
/** @import { References } from '../references.js' */

/** Fields made at once; a hostile event can hold a hundred thousand. */
const STEP = 200;

/** Fields with the meaning beside the value. */
export class FieldTableElement extends HTMLElement {
  /** @type {Field[]} */ #fields = [];
  /** @type {References} */ #references = NO_REFERENCES;
  #body = element('tbody', { role: 'rowgroup' });
  #more = element('button', { type: 'button', class: 'more' });
  /** @type {Field[]} */ #ordered = [];
  #shown = 0;

  /**
   * @param {Field[]} fields
   * @param {References} references
   * @param {string} caption
   */
  static of(fields, references, caption) {
    const made = new FieldTableElement();
    made.#fields = fields;
    made.#references = references;
    made.append(
      element('table', { role: 'table', class: 'fields' },
        element('caption', { class: 'visually-hidden' }, caption),
        element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' },
          ...[text.field, text.value, text.meaning].map((name) => element('th', { role: 'columnheader', scope: 'col' }, name)))),
        made.#body),
      made.#more);
    made.#more.addEventListener('click', () => made.#add());
    made.order = 'telling';
    return made;
  }

  get length() {
    return this.#fields.length;
  }

  /** @param {'telling' | 'sent'} order */
  set order(order) {
    this.#ordered = order === 'sent' ? this.#fields
      : this.#fields.toSorted((one, other) => other.severity - one.severity || rank(one) - rank(other));
    this.#shown = 0;
    this.#body.replaceChildren();
    this.#add();
  }

  #add() {
    const added = this.#ordered.slice(this.#shown, this.#shown + STEP);
    this.#shown += added.length;
    this.#body.append(...added.map((field) => row(field, this.#references)));
    const left = this.#ordered.length - this.#shown;
    this.#more.hidden = left === 0;
    this.#more.textContent = text.moreFields(left);
  }

  /**
   * @param {string} path
   * @returns {HTMLElement | null}
   */
  rowOf(path) {
    while (this.#shown < this.#ordered.length && this.#ordered.findIndex((field) => field.path === path) >= this.#shown) this.#add();
    return [...this.#body.rows].find((one) => one.dataset['path'] === path) ?? null;
  }
}

/** @param {Field} field */
function rank(field) {
  return ['guessed', 'unknown', 'explained'].indexOf(field.known);
}

/**
 * @param {Field} field
 * @param {References} references
 */
function row(field, references) {
  const copy = copyOf('field-row');
  copy.dataset['known'] = field.known;
  copy.dataset['path'] = field.path;
  copy.tabIndex = -1;
  part(copy, 'head').append(
    ...(field.label === null ? [] : [element('span', { class: 'field-label' }, field.label)]),
    path(field),
    element('span', { class: 'field-marks' }, knownMark(field.known),
      // To call an unknown field neutral would be a claim.
      field.known === 'unknown' && field.severity === 0 ? null : severityMark(field.severity)));
  part(copy, 'value').append(
    element('div', {}, ...valueOf(field)),
    CopyButtonElement.of(text.copy, text.copyValue(field.path), () => field.value));
  part(copy, 'meaning').append(...meaning(field, references));
  return copy;
}

/**
 * The path with its last part, the name, standing out.
 *
 * @param {Field} field
 */
function path(field) {
  const parent = field.path.endsWith(field.name) ? field.path.slice(0, field.path.length - field.name.length) : '';
  return element('code', { class: 'field-path' },
    parent === '' ? null : element('span', { class: 'quiet' }, parent), field.path.slice(parent.length));
}

/**
 * @param {Field} field
 * @param {References} references
 * @returns {Node[]}
 */
function meaning(field, references) {
  const links = sourceLinks(field.sources, references);
  const notes = [
    references.categories.get(field.category ?? '') ?? null,
    field.persistence === null ? null : persistence[field.persistence],
    ...field.detected.map((one) => `${text.looksLike} ${one.kind.replaceAll('-', ' ')}, ${certainty[one.certainty]}`),
    field.grade === null ? null : `${text.grade} ${field.grade}: ${grades[field.grade] ?? ''}`,
  ].filter((note) => note !== null);
  return [
    element('p', {}, field.meaning ?? (field.known === 'unknown' ? element('span', { class: 'quiet' }, text.unknown) : '')),
    ...(field.matters === null ? [] : [element('p', {}, element('em', {}, text.matters), ` ${field.matters}`)]),
    ...(field.because === null ? [] : [element('p', { class: 'guess-reason' }, `${text.guess} ${field.because}.`)]),
    ...(notes.length + links.length === 0 ? [] : [element('p', { class: 'quiet field-notes' },
      notes.join(' · '), ...(links.length > 0 ? [notes.length > 0 ? ' · ' : '', ...links] : []))]),
  ];
}

customElements.define('field-table', FieldTableElement);
