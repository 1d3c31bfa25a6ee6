/**
 * Holds the core and the captures it has read; answers one call at a time.
 *
 * core.js puts this file and the core's glue into one blob, which is why the import stays on one line.
 */
import { Analysis, checkPack, initSync, version } from '../pkg/overshare.js';

/**
 * @typedef {{ name: 'version' } | { name: 'forget', slot: Slot }
 *   | { name: 'analyze', slot: Slot, input: Uint8Array, options: string }
 *   | { name: 'events', start: number, count: number, filter: string }
 *   | { name: 'event', index: number }
 *   | { name: 'timeline', options: string }
 *   | { name: 'recognise', typed: string }
 *   | { name: 'bytes', request: number, step: number, start: number, count: number }
 *   | { name: 'trace', event: number | null, request: number, path: string, nth: number }
 *   | { name: 'fieldAt', request: number, step: number, start: number, end: number }
 *   | { name: 'compare', swapped: boolean }
 *   | { name: 'checkPack', text: string }} Call
 * @typedef {{ call: number, result: string | Uint8Array<ArrayBuffer> } | { call: number, fault: true } | { call: number, done: number, total: number }} Answer
 * @typedef {0 | 1} Slot the capture that is shown, or the one it is compared with
 */

/** Progress is told no more often than this, in milliseconds: each message costs both sides time. */
const PROGRESS_INTERVAL = 50;

/** @type {[Analysis | null, Analysis | null]} */
const held = [null, null];

/** @param {Slot} slot */
function forget(slot) {
  held[slot]?.free();
  held[slot] = null;
}

/** @param {Answer} answer */
function answer(answer) {
  const bytes = 'result' in answer && typeof answer.result !== 'string' ? [answer.result.buffer] : [];
  globalThis.postMessage(answer, { transfer: bytes });
}

/**
 * @param {Call} call
 * @param {number} number
 * @returns {string | Uint8Array<ArrayBuffer>}
 */
function performed(call, number) {
  const [shown, other] = held;
  switch (call.name) {
    case 'version':
      return version();
    case 'forget':
      forget(call.slot);
      return '';
    case 'analyze': {
      forget(call.slot);
      // What was compared with the capture before belongs to that one.
      if (call.slot === 0) forget(1);
      let told = performance.now();
      const analysis = new Analysis(call.input, call.options, (/** @type {number} */ done, /** @type {number} */ total) => {
        const now = performance.now();
        if (now - told < PROGRESS_INTERVAL) return;
        told = now;
        answer({ call: number, done, total });
      });
      held[call.slot] = analysis;
      return analysis.overview();
    }
    case 'events':
      return shown?.events(call.start, call.count, call.filter || undefined) ?? '{"total":0,"events":[]}';
    case 'event':
      return shown?.event(call.index) ?? 'null';
    case 'timeline':
      return shown?.timeline(call.options) ?? 'null';
    case 'recognise':
      return shown?.recognise(call.typed) ?? 'null';
    case 'bytes':
      return /** @type {Uint8Array<ArrayBuffer>} */ (shown?.bytes(call.request, call.step, call.start, call.count) ?? new Uint8Array());
    case 'trace':
      return (call.event === null ? shown?.traceRequest(call.request, call.path, call.nth) : shown?.trace(call.event, call.path, call.nth)) ?? 'null';
    case 'fieldAt':
      return shown?.fieldAt(call.request, call.step, call.start, call.end) ?? 'null';
    case 'compare':
      if (!shown || !other) return 'null';
      return call.swapped ? other.compare(shown) : shown.compare(other);
    case 'checkPack':
      return checkPack(call.text);
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
