/** Which fields of an event are shown where room is scarce, and what of a value: as the figure has it that the core writes. */

/** @import { Field } from '../report.d.ts' */

/**
 * The most sensitive first; of those alike, what says more: what was searched for comes before who searched.
 *
 * @param {Field} one
 * @param {Field} other
 */
export const bySensitivity = (one, other) => other.severity - one.severity || other.content - one.content;

/** Fields that still fit on a screen, and the least severity of those that nobody chose. */
const TELLING = 12;
const LEAST = 2;

/**
 * @param {Field[]} fields
 * @param {'telling' | 'all' | string[]} wanted names or paths; in their order
 */
export function chosenFields(fields, wanted) {
  if (wanted === 'all') return fields;
  if (wanted !== 'telling') {
    const places = new Map(wanted.map((one, index) => /** @type {const} */ ([one, index])).reverse());
    const place = (/** @type {Field} */ { path, name }) => Math.min(places.get(path) ?? Infinity, places.get(name) ?? Infinity);
    return fields.filter((field) => place(field) < Infinity).sort((one, other) => place(one) - place(other));
  }
  const telling = fields.filter(({ severity }) => severity >= LEAST);
  return (telling.length > 0 ? telling : [...fields])
    .sort(bySensitivity).slice(0, TELLING);
}

/**
 * What a field is called, with who says so where it is not Overshare. It is in English, as all that the core says.
 *
 * @param {Pick<Field, 'label' | 'pack'>} field
 */
export const labelOf = ({ label, pack }) => (label === null || pack === null ? label : `${label} (from the pack “${pack}”)`);

/**
 * The content of a JSON string.
 *
 * @param {string} value JSON text as sent
 * @returns {string | null} null where it is none, or the capture ends inside of it
 */
export function stringIn(value) {
  try {
    return value.startsWith('"') ? JSON.parse(value) : null;
  } catch {
    return null;
  }
}

/**
 * The content of a JSON string, or any other JSON text as it is.
 *
 * @param {string} value
 */
export const contentOf = (value) => stringIn(value) ?? value;
