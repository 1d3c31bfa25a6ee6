/**
 * Holds the core and the captures it has read; answers one call at a time.
 *
 * It runs with either build of the core: what only the whole one can do, the reader leaves to it.
 * core.js puts this file and the core's glue into one blob, which is why the import stays on one line.
 */
import * as core from '../pkg/overshare.js';

/** @typedef {core.Analysis} Capture */

const { Analysis, bounds, checkPack, formats, initSync, openShared, qrCode, version } = core;

/**
 * What the page can call: the types are those that wasm/src/lib.rs declares.
 *
 * @typedef {typeof functions} Functions
 * @typedef {Functions & Omit<Capture, 'free' | 'eventCount' | typeof Symbol.dispose>} Interface
 * @typedef {keyof Interface} Name
 * @typedef {{ [N in Name]: ReturnType<Interface[N]> extends Capture ? N : never }[Name]} Factory names of what gives a capture
 * @typedef {Exclude<Factory, keyof Functions>} DerivingMethod of what makes one of another
 * @typedef {Exclude<keyof Functions, Factory | 'free'>} GlobalFunction of what concerns none
 * @typedef {Exclude<Name, Factory | keyof Functions>} Query of what is asked about one
 * @typedef {{ [N in Name]: ReturnType<Interface[N]> extends string ? 'json' extends keyof ReturnType<Interface[N]> ? never : N : never }[Name]} PlainText of what gives a text that is no JSON
 * @typedef {{ handle: number }} Handle of a capture among the arguments
 * @typedef {{ call: number, result: string | Uint8Array<ArrayBuffer> } | { call: number, fault: true } | { call: number, refused: string }
 *   | { call: number, beyond: true } | { call: number, done: number, total: number } | { call: number, requests: string }} Answer
 */
/**
 * The arguments of a function; `Standing` takes the place of each capture among them.
 *
 * @template {Name} N
 * @template Standing
 * @typedef {WithCaptures<Parameters<Interface[N]>, Standing>} Arguments
 */
/**
 * @template {unknown[]} Given
 * @template Standing
 * @typedef {{ [I in keyof Given]: Given[I] extends Capture ? Standing : Given[I] }} WithCaptures
 */
/**
 * What a function gives: of JSON what it holds.
 *
 * @template {Name} N
 * @typedef {Contents<ReturnType<Interface[N]>>} Result
 */
/**
 * @template R
 * @typedef {R extends Uint8Array ? Uint8Array<ArrayBuffer> : 'json' extends keyof R ? R extends { readonly json?: infer Content } ? Content : never : R} Contents
 */
/**
 * A function to call, a method of the capture with this handle where it is one; `as` is the handle of the capture that it gives.
 *
 * @template {Name} [N=Name]
 * @typedef {{ [One in N]: { name: One, handle?: number, args: Arguments<One, Handle>, as?: number } }[N]} Call
 */

/** Progress is told no more often than this, in milliseconds: each message costs both sides time. */
const PROGRESS_INTERVAL = 50;

/** Characters of an overview that the page reads at once, and requests of a longer one in each piece of it. */
const AT_ONCE = 1 << 18;
const PIECE = 150;

/** The captures, by the handles that the page has given them. @type {Map<number, Capture>} */
const analyses = new Map();

/** The call that is performed. */
let performing = 0;

/** What can be called without a capture. */
const functions = {
  version,
  bounds,
  checkPack,
  formats,
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
    return null;
  },
};

/** @param {Answer} answer */
function answer(answer) {
  const bytes = 'result' in answer && answer.result instanceof Uint8Array ? [answer.result.buffer] : [];
  globalThis.postMessage(answer, { transfer: bytes });
}

/** Only the whole core can do what was asked. */
class Beyond extends Error {}

/** @param {Call} call */
function performed({ name, handle = 0, args, as = 0 }) {
  const receiver = name in functions ? functions : analyses.get(handle);
  const given = args.map((/** @type {string | number | Uint8Array | Handle | null | undefined} */ arg) =>
    (arg && typeof arg === 'object' && 'handle' in arg ? analyses.get(arg.handle) : arg));
  // core.js is checked to call nothing but what the receiver has in the whole core.
  const any = /** @type {any} */ (receiver);
  if (any && !any[name]) throw new Beyond();
  const result = any[name](...given);
  if (!(result instanceof Analysis)) return result;
  if (/** @type {{ needsWhole?: boolean }} */ (result).needsWhole) {
    result.free();
    throw new Beyond();
  }
  functions.free(as);
  analyses.set(as, result);
  return overviewOf(result);
}

/**
 * The overview of a capture. Where it is long, its requests go ahead in pieces, so that the page has no megabytes to read without a pause.
 *
 * @param {Capture} analysis
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
    if (error instanceof Beyond) answer({ call: data.call, beyond: true });
    else answer(refuses ? { call: data.call, refused: error instanceof Error ? error.message : '' } : { call: data.call, fault: true });
  }
  done();
});
