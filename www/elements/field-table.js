import { define } from '../define.js';
import { button, copyOf, element, knownMark, only, part, severityMark, table } from '../dom.js';
import { copiesOfField } from '../copies.js';
import { bySensitivity, labelOf } from '../embed/fields.js';
import { NO_REFERENCES, ownLink, placeLink, sourceDisclosure } from '../evidence.js';
import { piecewise } from '../pieces.js';
import { bytes, certainty, copies, fields as text, grades, persistence } from '../text.js';
import { valueForms } from '../values.js';
import { CopyMenuElement } from './copy-menu.js';

/** @import { Detection, Field } from '../report.d.ts' */
/** @import { References } from '../evidence.js' */
/** @import { Copy } from '../copies.js' */
/** @import { Address } from '../json-path.js' */
/** @import { CapturePlace } from '../place.js' */

/** @typedef {(field: Field) => Promise<Address | 'shadowed' | null>} AddressOf */

/** Fields made at once; a hostile event can hold a hundred thousand. */
const STEP = 200;
/** Characters shown at once of what was found inside a value. */
const SHOWN = 200;

/** Asks for the bytes of a field. */
export class ShowBytes extends Event {
  /**
   * @param {string} path
   * @param {number} nth of several fields with this path
   */
  constructor(path, nth) {
    super('showbytes', { bubbles: true });
    this.path = path;
    this.nth = nth;
  }
}

/** Fields with the meaning beside the value. */
export class FieldTableElement extends HTMLElement {
  /** @type {Field[]} */ #fields = [];
  /** @type {References} */ #references = NO_REFERENCES;
  /** @type {CapturePlace | null} */ #place = null;
  /** @type {AddressOf} */ #addressOf = async () => null;
  #body = element('tbody', {});
  #more = element('button', { type: 'button', class: 'more' });
  /** @type {Field[]} */ #ordered = [];
  #shown = 0;

  /**
   * @param {Field[]} fields
   * @param {References} references
   * @param {string} caption
   * @param {CapturePlace | null} place of the whole, where it has one
   * @param {AddressOf} [addressOf] a field is in the decoded JSON, where it is in one
   */
  static of(fields, references, caption, place, addressOf) {
    const made = new FieldTableElement();
    made.#place = place;
    if (addressOf) made.#addressOf = addressOf;
    made.#fields = fields;
    made.#references = references;
    made.append(
      table('fields', caption, [text.field, text.value, text.meaning], []),
      made.#more);
    made.#body = only(made, 'tbody', HTMLTableSectionElement);
    made.#more.addEventListener('click', () => made.#add());
    made.order = 'telling';
    return made;
  }

  /** @param {'telling' | 'sent'} order */
  set order(order) {
    this.#ordered = order === 'sent' ? this.#fields
      : this.#fields.toSorted((one, other) => bySensitivity(one, other) || rank(one) - rank(other));
    this.#shown = 0;
    this.#body.replaceChildren();
    this.#add();
  }

  #add() {
    const added = this.#ordered.slice(this.#shown, this.#shown + STEP);
    this.#shown += added.length;
    this.#body.append(...added.map((field) => row(field, this.#references, this.#place, async () => [
      ...copiesOfField(field, this.#place, await this.#addressOf(field)),
      ...(this.#place?.kind === 'event' ? [{ label: bytes.show, act: async () => this.#showBytes(field) }] : []),
    ])));
    const left = this.#ordered.length - this.#shown;
    this.#more.hidden = left === 0;
    this.#more.textContent = text.moreFields(left);
  }

  /** @param {Field} field */
  #showBytes(field) {
    const same = this.#fields.filter((one) => one.path === field.path);
    this.dispatchEvent(new ShowBytes(field.path, same.indexOf(field)));
  }

  /** @param {string} path */
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
 * @param {CapturePlace | null} whole
 * @param {() => Promise<Copy[]>} choices what can be done with it
 */
function row(field, references, whole, choices) {
  const copy = copyOf('field-row');
  copy.dataset['known'] = field.known;
  copy.dataset['path'] = field.path;
  copy.tabIndex = -1;
  part(copy, 'head').append(
    ...(field.label === null ? [] : [element('span', { class: 'field-label' }, labelOf(field) ?? '')]),
    whole === null ? path(field) : ownLink({ ...whole, path: field.path }, text.link, path(field)),
    element('span', { class: 'field-marks' }, knownMark(field.known),
      // To call an unknown field neutral would be a claim.
      field.known === 'unknown' && field.severity === 0 ? null : severityMark(field.severity)));
  part(copy, 'value').append(
    element('div', { class: 'forms' }, ...valueForms(field)),
    CopyMenuElement.of(copies.ofField(field.path), choices, copies.menu));
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
 */
function meaning(field, references) {
  // What an explained field looks like adds little; what stands inside it, or equals it, does.
  const plain = (/** @type {Detection} */ one) => field.known === 'explained' && one.within.length === 0 && one.matches === null;
  // What the guess itself rests on stands there already.
  const guessed = (/** @type {Detection} */ one) => field.known === 'guessed' && one.within.length === 0 && one.matches === null && one.label === field.label;
  const detections = field.detected.filter((one) => !plain(one) && !guessed(one));
  const notes = [
    references.categories.get(field.category ?? ''),
    field.persistence && persistence[field.persistence],
    ...field.detected.filter(plain).map((one) => `${text.looksLike} ${one.label}, ${certainty[one.certainty]}`),
    field.pack && text.pack(field.pack),
  ].filter(Boolean);
  return [
    element('p', {}, field.meaning ?? (field.known === 'unknown' ? element('span', { class: 'quiet' }, text.unknown) : '')),
    field.matters === null ? '' : element('p', {}, element('em', {}, text.matters), ` ${field.matters}`),
    field.because === null ? '' : element('p', { class: 'guess-reason' }, `${text.guess} ${field.because}.`),
    detections.length === 0 ? '' : element('ul', { class: 'plain detections' }, detections.map(detection)),
    notes.length === 0 ? '' : element('p', { class: 'quiet field-notes' }, notes.join(' · ')),
    sourceDisclosure(field.sources, references, field.grade === null ? '' : `${text.grade} ${field.grade}, ${grades[field.grade] ?? ''}`),
  ];
}

/** @param {Detection} found about the value or inside it */
function detection({ certainty: sure, label, meaning, because, severity, value, within, matches }) {
  return element('li', {},
    element('p', {}, element('strong', {}, label), `, ${certainty[sure]} `, severity > 0 && severityMark(severity)),
    within.length > 0 && element('p', {}, `${text.within} `, element('code', {}, within.join(' › ')),
      value !== null && [': ', element('code', {}, piecewise(value, SHOWN))]),
    element('p', {}, `${meaning} ${text.because} ${because}.`, matches !== null && [` ${text.matches} `, placeLink(matches), '.']));
}

define('field-table', FieldTableElement);
