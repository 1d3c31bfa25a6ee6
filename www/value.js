/** A value as sent and in its better form; moments in UTC and in the reader’s own time. */

import { element } from './dom.js';
import { localTime, momentIn, utcTime } from './format.js';
import { piecewise } from './pieces.js';
import { fields as text } from './strings/en.js';

/** Characters of a value shown at once, and added by each press. */
const FIRST = 600;
const STEP = 20_000;

/**
 * @param {{ value: string, display: string | null, name: string }} field
 * @returns {Node[]}
 */
export function valueOf({ value, display }) {
  const date = display === null ? null : momentIn(display);
  return [
    element('code', { class: 'value' }, ...(value === '' ? [element('span', { class: 'quiet' }, text.empty)] : piecewise(value, FIRST, STEP, text.more))),
    ...(display === null ? [] : [element('div', { class: 'display' }, ...(date ? [momentText(date, display)] : piecewise(display, FIRST, STEP, text.more)))]),
  ];
}

/**
 * @param {Date} date
 * @param {string} [written] how the core wrote it
 */
export function momentText(date, written = utcTime(date)) {
  const own = localTime(date);
  return element('span', { class: 'moment' },
    element('time', { datetime: date.toISOString() }, written),
    own ? element('span', { class: 'local-time' }, ` (${text.local} ${own})`) : null);
}
