/** Where a place of a capture is in what leaves of it: of chosen requests, requests and events are counted anew. */

/** @import { CapturePlace } from './place.js' */
/** @import { Report, Request } from './report.d.ts' */

/** @typedef {readonly number[] | null} Chosen the numbers of requests, in order; null where all of them leave */

/** @param {Report} report @param {number} event @returns {number} the number of its request, -1 where there is none */
const requestOf = ({ requests }, event) =>
  requests.findIndex(({ first_event: first, event_count: amount }) => event >= first && event < first + amount);

/** Events of requests before one of them. @param {(Request | undefined)[]} requests */
const eventsIn = (requests) => requests.reduce((sum, request) => sum + (request?.event_count ?? 0), 0);

/**
 * A place of a capture, in what leaves of it; null where its request does not leave.
 *
 * @param {Report} report of the whole capture
 * @param {Chosen} chosen
 * @param {CapturePlace} place
 * @returns {CapturePlace | null}
 */
export function placeInChosen(report, chosen, place) {
  if (chosen === null) return place;
  const { requests } = report;
  const request = place.kind === 'request' ? place.index : requestOf(report, place.index);
  const at = chosen.indexOf(request);
  if (at < 0) return null;
  if (place.kind === 'request') return { ...place, index: at };
  const before = eventsIn(chosen.slice(0, at).map((one) => requests[one]));
  return { ...place, index: place.index - (requests[request]?.first_event ?? 0) + before };
}

/**
 * The event of the whole capture that an event of what leaves is; -1 where there is none.
 *
 * @param {Report} report of the whole capture
 * @param {Chosen} chosen
 * @param {number} event
 */
export function eventOfChosen({ requests }, chosen, event) {
  if (chosen === null) return event;
  let before = 0;
  for (const request of chosen) {
    const { first_event: first = 0, event_count: amount = 0 } = requests[request] ?? {};
    if (event < before + amount) return first + event - before;
    before += amount;
  }
  return -1;
}
