/** Rewrites the address of the page: at most once a second, since browsers refuse those that do it more often. */

/** Milliseconds between two rewritings. */
const APART = 1000;

let last = -APART;
/** @type {{ state?: unknown, url?: string } | null} */
let wanted = null;

/**
 * Rewrites the entry of the browser's history that is shown, at once or in a moment; what is left out stays as it is.
 *
 * @param {{ state?: unknown, url?: string }} change
 */
export function rewrite(change) {
  const waits = wanted !== null;
  wanted = { ...wanted, ...change };
  if (waits) return;
  const left = last + APART - performance.now();
  if (left <= 0) write();
  else setTimeout(write, left);
}

/** What was wanted for the entry that was shown before concerns nobody any more. */
export function forgetWanted() {
  if (wanted) wanted = {};
}

function write() {
  const { state = history.state, url = '' } = wanted ?? {};
  const change = wanted && Object.keys(wanted).length > 0;
  wanted = null;
  if (!change) return;
  last = performance.now();
  history.replaceState(state, '', url);
}

/**
 * Adds an entry to the browser's history.
 *
 * @param {unknown} state
 * @param {string} url
 */
export function push(state, url) {
  forgetWanted();
  history.pushState(state, '', url);
}

/** The address without what stands behind its `#`. */
export const bare = () => location.pathname + location.search;
