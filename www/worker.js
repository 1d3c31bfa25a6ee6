/**
 * Holds the core and the captures it has read; answers one call at a time.
 *
 * core.js puts this file and the core's glue into one blob, which is why the import stays on one line.
 */
import { Analysis, checkPack, initSync, openShared, qrCode, version } from '../pkg/overshare.js';

/**
 * @typedef {typeof functions & Omit<Analysis, 'free' | 'eventCount' | typeof Symbol.dispose>} Interface what the page can call
 * @typedef {keyof Interface} Name
 * @typedef {{ call: number, result: string | Uint8Array<ArrayBuffer> } | { call: number, fault: true } | { call: number, refused: string }
 *   | { call: number, done: number, total: number } | { call: number, requests: string }} Answer
 */
/**
 * @template {Name} N
 * @typedef {Parameters<Interface[N]> extends [Analysis, ...infer Rest] ? Rest : Parameters<Interface[N]>} Arguments without the captures, whose handles go ahead of them
 */
/**
 * @template {Name} N
 * @typedef {ReturnType<Interface[N]> extends Uint8Array ? Uint8Array<ArrayBuffer> : string} Result of what gives a capture, the overview
 */
/**
 * @template {Name} [N=Name]
 * @typedef {{ [One in N]: { name: One, handles?: number[], args: Arguments<One>, as?: number } }[N]} Call
 *   about the captures with these handles; `as` is the handle of a capture that it gives
 */

/** Progress is told no more often than this, in milliseconds: each message costs both sides time. */
const PROGRESS_INTERVAL = 50;

/** Characters of an overview that the page reads at once, and requests of a longer one in each piece of it. */
const AT_ONCE = 1 << 18;
const PIECE = 200;

/** The captures, by the handles that the page has given them. @type {Map<number, Analysis>} */
const analyses = new Map();

/** The call that is performed. */
let performing = 0;

/** What can be called without a capture. */
const functions = {
  version,
  checkPack,
  qrCode,
  openShared,
  /** @param {Uint8Array} input @param {string} options */
  analyze(input, options) {
    let told = performance.now();
    return new Analysis(input, options, (done, total) => {
      const now = performance.now();
      if (now - told < PROGRESS_INTERVAL) return;
      told = now;
      answer({ call: performing, done, total });
    });
  },
  /**
   * Reads a text and forgets it: browsers compile a function when it is first called, and better when it is called often.
   *
   * @param {string} input
   */
  warmUp(input) {
    const analysis = new Analysis(input);
    analysis.overview();
    analysis.free();
    return '';
  },
  /** @param {number} handle */
  free(handle) {
    analyses.get(handle)?.free();
    analyses.delete(handle);
    return '';
  },
};

/** @param {Answer} answer */
function answer(answer) {
  const bytes = 'result' in answer && typeof answer.result !== 'string' ? [answer.result.buffer] : [];
  globalThis.postMessage(answer, { transfer: bytes });
}

/**
 * @param {Call} call
 * @returns {string | Uint8Array<ArrayBuffer>}
 */
function performed({ name, handles = [], args, as = 0 }) {
  const [receiver = functions, ...others] = handles.map((handle) => analyses.get(handle));
  // core.js is checked to call nothing but what the receiver has.
  const result = /** @type {any} */ (receiver)[name](...others, ...args);
  if (!(result instanceof Analysis)) return result;
  functions.free(as);
  analyses.set(as, result);
  return overviewOf(result);
}

/**
 * The overview of a capture. Where it is long, its requests go ahead in pieces, so that the page has no megabytes to read without a pause.
 *
 * @param {Analysis} analysis
 */
function overviewOf(analysis) {
  const overview = analysis.overview();
  if (overview.length <= AT_ONCE) return overview;
  const { requests, ...rest } = JSON.parse(overview);
  for (let start = 0; start < requests.length; start += PIECE) {
    answer({ call: performing, requests: JSON.stringify(requests.slice(start, start + PIECE)) });
  }
  return JSON.stringify({ ...rest, requests: [] });
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
  performing = data.call;
  try {
    answer({ call: data.call, result: performed(data) });
  } catch (error) {
    // What must not leave is refused with a reason that holds no value. Whatever else the core throws is its fault, and its text could echo the capture.
    const refuses = (data.name === 'share' || data.name === 'export') && !(error instanceof WebAssembly.RuntimeError);
    answer(refuses ? { call: data.call, refused: error instanceof Error ? error.message : '' } : { call: data.call, fault: true });
  }
  done();
});
