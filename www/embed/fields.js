/** Which fields of an event a figure shows, as the core has it. */

/** @import { Field } from '../report.d.ts' */

/** What was searched comes before who did. @type {(one: Field, other: Field) => number} */
export const bySensitivity = (one, other) => other.severity - one.severity || other.content - one.content;

/** Fields that fit on a screen, and their least severity. */
const TELLING = 12;
const LEAST = 2;

/**
 * @param {Field[]} fields
 * @param {'telling' | 'all' | string[]} wanted names or paths, in order
 */
export function chosenFields(fields, wanted) {
  if (wanted === 'all') return fields;
  if (wanted !== 'telling') {
    const places = new Map(wanted.map((one, index) => /** @type {const} */ ([one, index])).reverse());
    const place = (/** @type {Field} */ { path, name }) => Math.min(places.get(path) ?? Infinity, places.get(name) ?? Infinity);
    return fields.filter((field) => place(field) < Infinity).sort((one, other) => place(one) - place(other));
  }
  const telling = fields.filter(({ severity }) => severity >= LEAST);
  return (telling.length > 0 ? telling : [...fields]).sort(bySensitivity).slice(0, TELLING);
}

/**
 * What a field is called, and who says so where Overshare does not.
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
