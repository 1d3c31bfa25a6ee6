/** Marks that say something by word, shape and color together. */

import { element, shape } from './dom.js';
import { basis as bases, changes, known as knownNames, outcomes, severity as severities } from './strings/en.js';

/** @import { Basis, Change, Known, Outcome } from './report.d.ts' */

/**
 * @param {string} kind
 * @param {string | number} value which of the kind
 * @param {string} text
 */
function mark(kind, value, text) {
  return element('span', { class: `mark ${kind}`, [`data-${kind}`]: value }, shape(`${kind}-${value}`), text);
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

/**
 * @param {'ok' | 'partial' | 'failed' | 'info'} status
 * @param {string} text
 */
export function statusMark(status, text) {
  return mark('status', status, text);
}
