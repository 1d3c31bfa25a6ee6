/** What can be copied of a field and of an event, each form with its name. */

import { labelOf } from './embed/fields.js';
import { utcTime, moment } from './format.js';
import { indented } from './json-path.js';
import { spoken } from './embed/quotes.js';
import { addressOf } from './place.js';
import { provenance } from './provenance.js';
import { copies as text, fields as fieldText } from './text.js';

/** @import { Event as CapturedEvent, Field } from './report.d.ts' */
/** @import { Address } from './json-path.js' */
/** @import { CapturePlace } from './place.js' */

/**
 * @typedef {{ label: string, text: (() => string) | null, act?: never } | { label: string, act: () => Promise<void>, text?: never }} Copy
 *   a text, nothing to copy where the label says why, or what copies by itself
 */

/** @param {CapturePlace} place */
function link(place) {
  return new URL(addressOf(place), location.href).href;
}

/** @param {string} value JSON text @returns {string | null} null where it is no string */
function decoded(value) {
  if (!value.startsWith('"')) return null;
  try {
    return JSON.parse(value);
  } catch {
    // A value at which the recording breaks off.
    return null;
  }
}

/** @param {Field} field */
function told({ label, pack, path, value, display, meaning, because, matters, known }) {
  const name = label === null ? path : `${labelOf({ label, pack })} (${path})`;
  return [
    `${name}: ${value}${display === null ? '' : ` = ${display}`}`,
    meaning ?? (known === 'unknown' ? fieldText.unknown : null),
    because && `${fieldText.guess} ${because}.`,
    matters && `${fieldText.matters} ${matters}`,
  ].filter(Boolean).join('\n  ');
}

/**
 * @param {Field} field
 * @param {CapturePlace | null} whole where the field stands
 * @param {Address | 'shadowed' | null} address in the decoded JSON
 * @returns {Copy[]}
 */
export function copiesOfField(field, whole, address) {
  const plain = decoded(field.value);
  return [
    ...(plain === null ? [] : [{ label: text.plain, text: () => plain }]),
    { label: text.value, text: () => field.value },
    { label: text.field, text: () => [told(field), provenance()].filter(Boolean).join('\n') },
    ...(address === null ? [] : address === 'shadowed' ? [{ label: text.shadowed, text: null }] : [{ label: text.jsonPath, text: () => address.jsonPath }, { label: text.jq, text: () => address.jq }]),
    ...(whole === null ? [] : [{ label: text.link, text: () => link({ ...whole, path: field.path }) }]),
  ];
}

/**
 * @param {CapturedEvent} event
 * @param {CapturePlace} place
 * @returns {Copy[]}
 */
export function copiesOfEvent(event, place) {
  const { json = '', fields = [], title, quotes, meaning, time } = event;
  const date = moment(time);
  return [
    ...(json === '' ? [] : [{ label: text.sent, text: () => json }, { label: text.indented, text: () => indented(json) }]),
    { label: text.words, text: () => [[spoken(title, quotes), date && utcTime(date), meaning, provenance()].filter(Boolean).join('\n'), ...fields.map(told)].join('\n\n') },
    { label: text.link, text: () => link(place) },
  ];
}
