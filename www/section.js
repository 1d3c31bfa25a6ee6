/** How every section of the result begins: its heading, which can be linked to, and a sentence on how to read it. */

import { element } from './dom.js';

/**
 * @param {string} id the section's anchor, which stays the same for ever
 * @param {string} title
 * @param {string} lead how to read the section, in one sentence
 */
export function sectionHead(id, title, lead) {
  return element('div', { class: 'section-head' },
    element('h2', { id }, element('a', { href: `#${id}`, class: 'anchor' }, title)),
    lead === '' ? null : element('p', { class: 'lead' }, lead));
}

/**
 * Shows the events that a part of the result speaks of.
 *
 * @param {Element} from
 * @param {{ from?: number | null, to?: number | null, category?: string }} filter null takes a condition away
 */
export function askForEvents(from, filter) {
  from.dispatchEvent(new CustomEvent('filterevents', { bubbles: true, detail: filter }));
  document.getElementById('events')?.scrollIntoView();
}
