/**
 * Holds the core and the capture it has read; answers one call at a time.
 *
 * core.js puts this file and the core's glue into one blob, which is why the import stays on one line.
 */
import { Analysis, initSync, version } from '../pkg/overshare.js';

/**
 * @typedef {{ name: 'version' } | { name: 'forget' }
 *   | { name: 'analyze', input: Uint8Array }
 *   | { name: 'events', start: number, count: number, filter: string }
 *   | { name: 'event', index: number }} Call
 * @typedef {{ call: number, result: string } | { call: number, fault: true } | { call: number, done: number, total: number }} Answer
 */

/** Progress is told no more often than this, in milliseconds: each message costs both sides time. */
const PROGRESS_INTERVAL = 50;

/** @type {Analysis | null} */
let analysis = null;

function forget() {
  analysis?.free();
  analysis = null;
}

/** @param {Answer} answer */
function answer(answer) {
  globalThis.postMessage(answer);
}

/**
 * @param {Call} call
 * @param {number} number
 * @returns {string}
 */
function performed(call, number) {
  switch (call.name) {
    case 'version':
      return version();
    case 'forget':
      forget();
      return '';
    case 'analyze': {
      forget();
      let told = performance.now();
      analysis = new Analysis(call.input, undefined, (/** @type {number} */ done, /** @type {number} */ total) => {
        const now = performance.now();
        if (now - told < PROGRESS_INTERVAL) return;
        told = now;
        answer({ call: number, done, total });
      });
      return analysis.overview();
    }
    case 'events':
      return analysis?.events(call.start, call.count, call.filter || undefined) ?? '{"total":0,"events":[]}';
    case 'event':
      return analysis?.event(call.index) ?? 'null';
  }
}

globalThis.addEventListener('message', ({ data }) => {
  if (data.name === 'start') {
    initSync({ module: data.module });
    return;
  }
  try {
    answer({ call: data.call, result: performed(data, data.call) });
  } catch {
    // The core promises never to throw, so whatever arrives here is its fault; its text could echo the capture.
    answer({ call: data.call, fault: true });
  }
});
