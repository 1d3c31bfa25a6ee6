/**
 * The core, loaded once for all figures of a page and run in one worker beside it.
 *
 * The reader is loaded first, and the whole core only for a capture that needs it.
 * Where the policy of a page lets no worker start, the core runs in the page itself: what an article shows is small.
 */
import { compiled, programAddress } from './program.js';

/** @import { Report } from '../report.d.ts' */

/**
 * @typedef {{ glue: string, module: WebAssembly.Module }} Loaded `glue` is the address of overshare.js as a module
 * @typedef {(input: string | Uint8Array) => Promise<string | undefined>} Decode gives nothing where the capture needs the whole core
 */

/** Bundlers find files by whole addresses. @type {() => Promise<Loaded>} */
let loadReader = async () => ({
  glue: new URL('../reader/overshare.js', import.meta.url).href,
  module: await compiled(new URL('../reader/overshare_bg.wasm', import.meta.url)),
});

/** @type {() => Promise<Loaded>} */
let loadWhole = async () => ({
  glue: new URL('../overshare.js', import.meta.url).href,
  module: await compiled(new URL('../overshare_bg.wasm', import.meta.url)),
});

/**
 * For those who have the core already: its own bytes instead of files beside this one.
 *
 * @param {() => Promise<Loaded>} own
 */
export function provideCore(own) {
  loadReader = own;
  loadWhole = own;
}

/** The build of the core that reads what articles mostly show. @type {Promise<Decode> | undefined} */
let reader;
/** The build that reads everything, once a capture needed it. @type {Promise<Decode> | undefined} */
let whole;

/** What was read last, by its text: the figures of an article often show one capture. @type {Map<string, Promise<Report>>} */
const known = new Map();
const KEPT = 8;

/**
 * Reads a capture or what a link carries.
 *
 * @param {string | Uint8Array} input
 * @returns {Promise<Report>} with all its events; others may hold the same object
 */
export function read(input) {
  if (typeof input !== 'string') return decoded(input);
  const report = known.get(input) ?? decoded(input);
  known.set(input, report);
  report.catch(() => known.delete(input));
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return report;
}

/**
 * @param {string | Uint8Array} input
 * @returns {Promise<Report>}
 */
async function decoded(input) {
  if (!whole) {
    reader ??= started(loadReader);
    const mine = reader;
    const report = await answer(mine, input, () => { if (reader === mine) reader = undefined; });
    if (report !== undefined) return JSON.parse(report);
  }
  whole ??= started(loadWhole);
  const mine = whole;
  const report = await answer(mine, input, () => { if (whole === mine) whole = undefined; });
  return JSON.parse(report ?? '');
}

/** @param {() => Promise<Loaded>} load */
const started = (load) => load().then((core) => inWorker(core).catch(() => inPage(core)));

/**
 * @param {Promise<Decode>} decoder
 * @param {string | Uint8Array} input
 * @param {() => void} forget so that the next figure tries anew with a fresh core
 */
async function answer(decoder, input, forget) {
  try {
    return await (await decoder)(input);
  } catch (error) {
    forget();
    throw error;
  }
}

/**
 * The program is no module but imports one: in a frame without an origin Chromium starts no worker that is a module.
 *
 * @param {string} glue
 * @returns {string} the program of the worker
 */
const program = (glue) => `const core = import(${JSON.stringify(glue)});
let options = '';
addEventListener('message', async ({ data }) => {
  try {
    const { bounds, decode, initSync } = await core;
    if (data.module) {
      initSync({ module: data.module });
      options = JSON.stringify({ limits: JSON.parse(bounds()).article });
      postMessage({ ready: true });
    } else {
      postMessage({ call: data.call, report: decode(data.input, options) });
    }
  } catch {
    // An instance that trapped is in no state to be asked again. What it said can quote the capture.
    postMessage({ fault: true });
  }
});`;

/**
 * @param {Loaded} core
 * @returns {Promise<Decode>} fails where no worker can be started
 */
function inWorker({ glue, module }) {
  return new Promise((ready, refused) => {
    /** @type {Map<number, { resolve: (report: string | undefined) => void, reject: (error: Error) => void }>} */
    const waiting = new Map();
    let calls = 0;
    let failed = false;
    const worker = new Worker(programAddress(program(glue)), { name: 'overshare-embed' });
    const fail = () => {
      failed = true;
      const error = new Error('the core broke down');
      refused(error);
      for (const { reject } of waiting.values()) reject(error);
      worker.terminate();
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fail();
    });
    worker.addEventListener('message', ({ data }) => {
      if (data.fault) return fail();
      waiting.get(data.call)?.resolve(data.report);
      waiting.delete(data.call);
      if (data.ready) {
        ready((input) => new Promise((resolve, reject) => {
          if (failed) return reject(new Error('the core broke down'));
          calls += 1;
          waiting.set(calls, { resolve, reject });
          worker.postMessage({ call: calls, input });
        }));
      }
    });
    worker.postMessage({ module });
  });
}

/**
 * @param {Loaded} core
 * @returns {Promise<Decode>}
 */
async function inPage({ glue, module }) {
  const { bounds, decode, initSync } = await import(/* @vite-ignore */ glue);
  initSync({ module });
  const options = JSON.stringify({ limits: JSON.parse(bounds()).article });
  return async (input) => decode(input, options);
}
