/**
 * Paths of evidence as links that open the event or request: `request.event`, `request.event.path` with the
 * event's index among all events, or `request.path` for a field around the events.
 */

import { button, element } from './dom.js';
import { evidence as text } from './strings/en.js';

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

/** @param {string} path */
function located(path) {
  const [, request, event, field] = /^(\d+)\.(\d+)(?:\.(.*))?$/s.exec(path) ?? [];
  if (request !== undefined && event !== undefined) {
    return { request: Number(request), event: Number(event), field: field ?? '' };
  }
  const [, around, rest] = /^(\d+)\.(.*)$/s.exec(path) ?? [];
  return around === undefined ? null : { request: Number(around), event: null, field: rest ?? '' };
}

/**
 * @param {string[]} paths
 * @returns {HTMLElement | null}
 */
export function evidenceLinks(paths) {
  /** @type {HTMLElement[]} */
  const links = [];
  const seen = new Set();
  for (const path of paths) {
    const place = located(path);
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
  // Each comma stays with the link before it.
  return element('span', { class: 'evidence' }, text.see,
    ...links.flatMap((link, index) => [' ', element('span', { class: 'unbroken' }, link, index < links.length - 1 ? ',' : '')]));
}
