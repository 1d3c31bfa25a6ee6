/**
 * Holds the core and the captures it has read; answers one call at a time.
 *
 * core.js puts this file and the core's glue into one blob, which is why the import stays on one line.
 */
import { Analysis, checkPack, initSync, openShared, qrCode, version } from '../pkg/overshare.js';

/**
 * @typedef {{ name: 'version' } | { name: 'forget', slot: Slot }
 *   | { name: 'analyze', slot: Slot, input: Uint8Array, options: string }
 *   | { name: 'openShared', payload: string }
 *   | { name: 'masked', options: string }
 *   | { name: 'compare', swapped: boolean }
 *   | { name: 'preview', options: string }
 *   | { name: 'share', options: string }
 *   | { name: 'export' | 'exportName', format: string, options: string }
 *   | { name: 'qrCode', text: string }
 *   | { name: 'checkPack', text: string }
 *   | Question & { slot: Slot }} Call
 * @typedef {{ name: 'events', start: number, count: number, filter: string }
 *   | { name: 'event', index: number }
 *   | { name: 'timeline', options: string }
 *   | { name: 'recognise', typed: string }
 *   | { name: 'bytes', request: number, step: number, start: number, count: number }
 *   | { name: 'trace', event: number | null, request: number, path: string, nth: number }
 *   | { name: 'fieldAt', request: number, step: number, start: number, end: number }} Question about one capture
 * @typedef {{ call: number, result: string | Uint8Array<ArrayBuffer> } | { call: number, fault: true } | { call: number, refused: string }
 *   | { call: number, done: number, total: number }} Answer
 * @typedef {0 | 1 | 2} Slot the capture that was read, the one it is compared with, or the first as it would leave
 */

/** Progress is told no more often than this, in milliseconds: each message costs both sides time. */
const PROGRESS_INTERVAL = 50;

/** @type {(Analysis | null)[]} */
const held = [null, null, null];

/** @param {Slot} slot */
function forget(slot) {
  held[slot]?.free();
  held[slot] = null;
}

/**
 * Keeps a capture in the place of the one before.
 *
 * @param {Slot} slot
 * @param {() => Analysis} read
 */
function keep(slot, read) {
  // What was made of the capture before, or compared with it, belongs to that one.
  for (const one of slot === 0 ? /** @type {const} */ ([0, 1, 2]) : [slot]) forget(one);
  const analysis = read();
  held[slot] = analysis;
  return analysis.overview();
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
  const [own, other] = held;
  const shown = 'slot' in call ? held[call.slot] : own;
  switch (call.name) {
    case 'version':
      return version();
    case 'forget':
      forget(call.slot);
      return '';
    case 'analyze': {
      let told = performance.now();
      return keep(call.slot, () => new Analysis(call.input, call.options, (/** @type {number} */ done, /** @type {number} */ total) => {
        const now = performance.now();
        if (now - told < PROGRESS_INTERVAL) return;
        told = now;
        answer({ call: number, done, total });
      }));
    }
    case 'openShared':
      return keep(0, () => openShared(call.payload));
    case 'masked':
      return own ? keep(2, () => own.masked(call.options)) : 'null';
    case 'preview':
      return own?.preview(call.options) ?? 'null';
    case 'share':
      return own?.share(call.options) ?? '';
    case 'export':
      return /** @type {Uint8Array<ArrayBuffer>} */ (own?.export(call.format, call.options) ?? new Uint8Array());
    case 'exportName':
      return own?.exportName(call.format, call.options) ?? '';
    case 'qrCode':
      return qrCode(call.text);
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
      if (!own || !other) return 'null';
      return call.swapped ? other.compare(own) : own.compare(other);
    case 'checkPack':
      return checkPack(call.text);
  }
}

/** The name of this worker's lock. */
let lock = '';

/**
 * Holds a lock while a call is performed, so that the page knows a worker at work from one that has ended.
 *
 * @returns {() => void} what gives it back
 */
function atWork() {
  /** @type {() => void} */
  let done = () => {};
  const worked = new Promise((resolve) => { done = () => resolve(null); });
  // A context that is not secure has no locks.
  navigator.locks?.request(lock, () => worked).catch(() => {});
  return done;
}

globalThis.addEventListener('message', ({ data }) => {
  if (data.name === 'start') {
    lock = data.lock;
    initSync({ module: data.module });
    globalThis.postMessage('ready');
    return;
  }
  const done = atWork();
  try {
    answer({ call: data.call, result: performed(data, data.call) });
  } catch (error) {
    // What must not leave is refused with a reason that holds no value. Whatever else the core throws is its fault, and its text could echo the capture.
    const refuses = (data.name === 'share' || data.name === 'export') && !(error instanceof WebAssembly.RuntimeError);
    answer(refuses ? { call: data.call, refused: error instanceof Error ? error.message : '' } : { call: data.call, fault: true });
  }
  done();
});
