/**
 * Addresses of places in the page: `#event-3`, `#event-3/properties.url`, `#request-1/query.project`, `#points-to`.
 *
 * Numbers count from 1, paths are percent-encoded. A shared capture stands before them: `#o1.m.…/event-3`.
 */

import { state } from './state.js';

/**
 * @typedef {{ kind: 'event' | 'request', index: number, path: string }} CapturePlace
 *   in the capture that is shown: index from 0, no path for the whole
 * @typedef {CapturePlace | { kind: 'section', id: string }} Place
 */

/**
 * @param {string} hash
 * @returns {Place | null}
 */
export function parsePlace(hash) {
  const [, kind, number, path = ''] = /^#(event|request)-([1-9]\d{0,8})(?:\/(.*))?$/s.exec(hash) ?? [];
  if (kind === 'event' || kind === 'request') {
    try {
      return { kind, index: Number(number) - 1, path: decodeURIComponent(path) };
    } catch {
      return null;
    }
  }
  const [, id] = /^#([a-z]+(?:-[a-z]+)*)$/.exec(hash) ?? [];
  return id === undefined ? null : { kind: 'section', id };
}

/**
 * What an address carries of a shared capture, and the place in it.
 *
 * @param {string} hash
 * @returns {{ payload: string, place: string }} an empty payload where it carries none
 */
export function splitAddress(hash) {
  const [, payload = '', place = ''] = /^#(o\d+\..*?)(?:\/((?:event|request)-\d.*|[a-z-]+))?$/s.exec(hash) ?? [];
  return payload === '' ? { payload, place: hash } : { payload, place: place && `#${place}` };
}

/**
 * The link in a text that is nothing but one, whole or only what stands behind its `#`; programs for mail break long ones.
 *
 * @param {string} text
 * @returns {string} as in an address, empty where there is none
 */
export function sharedLinkIn(text) {
  const [, found = ''] = /^[<(“"]?(?:[^\s"'{}<>]*#)?(o\d+\.[a-z]*\.[^]*)$/.exec(text.trim()) ?? [];
  return found === '' ? '' : `#${found.replace(/\s+/g, '').replace(/[^\w/-]+$/, '')}`;
}

/** @param {Place | null} place null for the capture itself */
export function addressOf(place) {
  const { payload } = state.now;
  if (payload === '') return place === null ? '#' : formatPlace(place);
  return `#${payload}${place === null ? '' : formatPlace(place).replace('#', '/')}`;
}

/** @param {Place} place */
export function formatPlace(place) {
  if (place.kind === 'section') return `#${place.id}`;
  return `#${place.kind}-${place.index + 1}${place.path === '' ? '' : `/${encodeURIComponent(place.path)}`}`;
}

/**
 * The place that the core calls `request.event.path`, or `request.path` where it is around the events.
 *
 * @param {string} path
 * @returns {CapturePlace | null}
 */
export function placeOf(path) {
  const [, request, rest = ''] = /^(\d+)\.(.*)$/s.exec(path) ?? [];
  if (request === undefined) return null;
  const [, event, field = ''] = /^(\d+)(?:\.(.*))?$/s.exec(rest) ?? [];
  return event === undefined
    ? { kind: 'request', index: Number(request), path: rest }
    : { kind: 'event', index: Number(event), path: field };
}
