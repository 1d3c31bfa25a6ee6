/** What the checksums of a sender say. */

import { statusMark } from './dom.js';
import { term } from './glossary.js';
import { checkStatus } from './text.js';

/** @import { Check } from './report.d.ts' */

/** @type {Record<Check['status'], 'ok' | 'failed' | 'info'>} */
const SHAPES = { pass: 'ok', fail: 'failed', absent: 'info', unverifiable: 'info' };

/** @param {Check} check */
export function checkMark({ name, status }) {
  return term('checksum', statusMark(SHAPES[status], `${name} ${checkStatus[status]}`));
}
