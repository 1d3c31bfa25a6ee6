/** Tries ways out and says by which sign each was seen to be refused, or not. */

import { Unknown } from './connections.js';
import { ELEMENTS, REPORTED } from './elements.js';

/**
 * - `answered`: it got out;
 * - `reported`: the browser reported that it refused it, and named the address;
 * - `stopped`: the browser threw at once, before anything could have been sent;
 * - `failed`: it came to nothing later, which an address that does not answer would bring about as well;
 * - `silent`: there was no sign, since the browser gives none;
 * - `unknown`: the browser does not know this way.
 *
 * @typedef {'answered' | 'reported' | 'stopped' | 'failed' | 'silent' | 'unknown'} Sign
 * @typedef {{ way: string, address: string }} Try
 */

/** Signs that say more come last. @type {Sign[]} */
const ORDER = ['silent', 'failed', 'unknown', 'stopped', 'reported', 'answered'];

/** How long signs are waited for after the last one, and in all; in milliseconds. */
const PATIENCE = 1000;
const MOST = 8000;

/** @param {Try} one */
const key = ({ way, address }) => `${way} ${address}`;

/** What comes before the name of a way that is tried in the worker. */
const IN_WORKER = 'worker-';

/** What is reported by its scheme alone, with the directive that refused it. @type {Record<string, string>} */
const BY_SCHEME = { 'blob frame-src': 'frame-blob', 'data frame-src': 'frame-data' };

/** What is reported is the address without its fragment; a socket has another scheme. @param {string} address */
const withoutScheme = (address) => address.replace(/[=/]?(#.*)?$/, '').replace(/^(http|ws)s?:/, '');

/** Of frames on other servers the server alone is reported; each try has one of its own. @param {string} address */
function foreignOrigin(address) {
  const { origin } = new URL(address);
  return origin === location.origin ? null : withoutScheme(origin);
}

/** @param {string} way */
const isOfWorker = (way) => way.startsWith(IN_WORKER) && !(way in ELEMENTS);

/**
 * Tries all, and resolves when no further sign comes.
 *
 * @param {Try[]} tries
 * @param {Worker | null} worker with the program of worker.js
 * @returns {Promise<Map<string, Sign>>} by `way address`
 */
export async function attempted(tries, worker) {
  /** @type {Map<string, Sign>} */
  const signs = new Map(tries.map((one) => [key(one), 'silent']));
  let last = performance.now();
  /** @param {string} of @param {Sign} sign */
  const note = (of, sign) => {
    if (ORDER.indexOf(sign) <= ORDER.indexOf(signs.get(of) ?? 'answered')) return;
    signs.set(of, sign);
    last = performance.now();
  };
  /** @param {string} blocked @param {string} directive @param {boolean} ofWorker */
  const reported = (blocked, directive, ofWorker) => {
    const byScheme = BY_SCHEME[`${blocked} ${directive}`];
    const plain = withoutScheme(blocked);
    const found = tries.filter(({ way, address }) => isOfWorker(way) === ofWorker
      && (way === byScheme || plain === withoutScheme(address) || plain === foreignOrigin(address)));
    for (const one of found) note(key(one), 'reported');
    return found.length > 0;
  };

  const stage = document.createElement('div');
  stage.inert = true;
  stage.style.cssText = 'position: fixed; inset: auto auto 0 0; width: 1px; height: 1px; overflow: hidden; opacity: 0';
  document.body.append(stage);
  /** @type {Map<Element, string>} */
  const places = new Map();
  const listener = (/** @type {SecurityPolicyViolationEvent} */ event) => {
    if (reported(event.blockedURI, event.effectiveDirective, false)) return;
    for (const [place, of] of places) if (event.target instanceof Node && place.contains(event.target)) note(of, 'reported');
  };
  document.addEventListener('securitypolicyviolation', listener);
  const heard = (/** @type {MessageEvent} */ { data }) => {
    if (data.blocked) reported(data.blocked, data.directive, true);
    else if (data.way) note(key({ way: IN_WORKER + data.way, address: data.address }), data.sign);
  };
  worker?.addEventListener('message', heard);
  worker?.postMessage({ tries: tries.flatMap(({ way, address }) => (isOfWorker(way) ? [{ way: way.slice(IN_WORKER.length), address }] : [])) });

  for (const [index, one] of tries.entries()) {
    if (isOfWorker(one.way)) continue;
    const place = document.createElement('div');
    place.id = `proof-${index}`;
    stage.append(place);
    places.set(place, key(one));
    place.addEventListener(REPORTED, () => note(key(one), 'reported'));
    try {
      const going = ELEMENTS[one.way]?.(one.address, place);
      Promise.resolve(going).then(
        () => note(key(one), 'answered'),
        (error) => note(key(one), error instanceof Unknown ? 'unknown' : 'failed'),
      );
    } catch (error) {
      note(key(one), error instanceof Unknown ? 'unknown' : 'stopped');
    }
    // The page stays alive meanwhile.
    if (index % 20 === 19) await new Promise((resolve) => setTimeout(resolve));
  }

  const begun = performance.now();
  last = begun;
  while (performance.now() - last < PATIENCE && performance.now() - begun < MOST) await new Promise((resolve) => setTimeout(resolve, 50));
  document.removeEventListener('securitypolicyviolation', listener);
  worker?.removeEventListener('message', heard);
  stage.remove();
  return signs;
}
