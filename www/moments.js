/** Moments, in UTC and in the reader's own time. */

import { element } from './dom.js';
import { localTime, utcTime } from './format.js';
import { fields as text } from './strings/en.js';

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
