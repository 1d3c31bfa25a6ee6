/** Marks that say something by word, shape and color together. */

import { element, shape } from './dom.js';
import { known as knownNames, outcomes, severity as severities } from './strings/en.js';

/** @import { Known, Outcome } from './report.d.ts' */

/** @param {number} level 0 to 4 */
export function severityMark(level) {
  const known = Math.min(Math.max(Math.trunc(level), 0), severities.length - 1);
  return element('span', { class: 'mark severity', 'data-level': known }, shape(`severity-${known}`), severities[known] ?? '');
}

/** @param {Known} known */
export function knownMark(known) {
  return element('span', { class: 'mark known', 'data-known': known }, shape(`known-${known}`), knownNames[known]);
}

/** @param {Outcome} outcome */
export function outcomeMark(outcome) {
  return element('span', { class: 'mark outcome', 'data-outcome': outcome }, shape(`outcome-${outcome}`), outcomes[outcome]);
}

/**
 * @param {'ok' | 'partial' | 'failed' | 'info'} status
 * @param {string} text
 */
export function statusMark(status, text) {
  return element('span', { class: 'mark status', 'data-status': status }, shape(`status-${status}`), text);
}
