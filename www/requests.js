/** What can be said of a request without opening it: which bytes are its own, where it went. */

/** @import { Report, Request } from './report.d.ts' */

/**
 * The bytes of a request in the capture: the data before its first step.
 *
 * @param {Pick<Report, 'input' | 'requests'>} report
 * @param {number} index
 */
export function ownBytes({ input, requests }, index) {
  const at = requests[index]?.at;
  return at ? { start: at.start, size: at.end - at.start } : { start: 0, size: input.bytes };
}

/**
 * Whether a capture holds more than the one request that is read.
 *
 * @param {Pick<Report, 'requests' | 'others'>} report
 */
export const isArchive = ({ requests, others }) => requests.length > 1 || others !== undefined;

/**
 * Whether a capture can be shown masked: one that was read, and in which nothing is masked yet.
 *
 * @param {Pick<Report, 'masking' | 'requests' | 'input'>} report
 */
export const maskable = ({ masking, requests, input }) => !masking && requests.length > 0 && input.kind !== 'unrecognized';

/**
 * An address as people read it: without a scheme where the capture does not say one.
 *
 * @param {string} url
 */
export const readable = (url) => url.replace(/^\/\//, '');

/**
 * What an address asks its host for, without the values behind it.
 *
 * @param {string | null} url
 */
export function pathOf(url) {
  return /^(?:(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*)?([^?#]*)/i.exec(url ?? '')?.[1] ?? '';
}

/**
 * The formats that are known among the requests, each with the first request in it.
 *
 * @param {Request[]} requests
 */
export function formatsOf(requests) {
  /** @type {Map<string, Request>} */
  const formats = new Map();
  for (const request of requests) {
    const { id, name } = request.protocol;
    if (id !== 'unknown' && !formats.has(name)) formats.set(name, request);
  }
  return formats;
}
