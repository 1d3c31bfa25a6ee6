/** Paths of evidence, `request.event.path`, as links that open the event. */

import { button, element } from './dom.js';
import { evidence as text } from './strings/en.js';

/** @import { Report } from './report.d.ts' */

/** Asks for an event to be opened at a field. */
export class ShowEvidence extends Event {
  /**
   * @param {number} request
   * @param {number | null} event index among all events; null for a field around the events
   * @param {string} path
   */
  constructor(request, event, path) {
    super('showevidence', { bubbles: true });
    this.request = request;
    this.event = event;
    this.path = path;
  }
}

/** More evidence than this is not listed at one place. */
const SHOWN = 3;

/**
 * @param {string} path
 * @param {Report} report
 */
function located(path, report) {
  const [, request, event, field] = /^(\d+)\.(\d+)\.(.*)$/s.exec(path) ?? [];
  if (request !== undefined && event !== undefined) {
    const first = report.requests[Number(request)]?.first_event ?? 0;
    return { request: Number(request), event: first + Number(event), field: field ?? '' };
  }
  const [, around, rest] = /^(\d+)\.(.*)$/s.exec(path) ?? [];
  return around === undefined ? null : { request: Number(around), event: null, field: rest ?? '' };
}

/**
 * @param {string[]} paths
 * @param {Report} report
 * @returns {HTMLElement | null}
 */
export function evidenceLinks(paths, report) {
  /** @type {HTMLElement[]} */
  const links = [];
  const seen = new Set();
  for (const path of paths) {
    const place = located(path, report);
    if (!place) continue;
    const name = place.event === null ? text.request(place.request + 1) : text.event(place.event + 1);
    if (seen.has(name)) continue;
    seen.add(name);
    if (links.length === SHOWN) break;
    const link = button(name, 'as-link');
    link.addEventListener('click', () => link.dispatchEvent(new ShowEvidence(place.request, place.event, place.field)));
    links.push(link);
  }
  if (links.length === 0) return null;
  return element('span', { class: 'evidence' }, `${text.see} `,
    ...links.flatMap((link, index) => (index === 0 ? [link] : [', ', link])));
}
