/**
 * The core, loaded once for all figures of a page and run in one worker beside it.
 *
 * The reader comes first, the whole core for what needs it.
 * Where the policy of a page lets no worker start, the core runs in the page itself: what an article shows is small.
 */
import { compiled, programAddress } from './program.js';

/** @import { Report } from '../report.d.ts' */

/**
 * @typedef {{ glue: string, module: WebAssembly.Module }} Loaded `glue` is the address of overshare.js as a module
 * @typedef {(input: string | Uint8Array) => Promise<string | undefined>} Decode gives nothing where it needs the whole core
 */

/** The reader and the whole core. Bundlers find files by whole addresses. @type {{ load: () => Promise<Loaded>, decode?: Promise<Decode> }[]} */
const cores = [{
  load: async () => ({
    glue: new URL('../reader/overshare.js', import.meta.url).href,
    module: await compiled(new URL('../reader/overshare_bg.wasm', import.meta.url)),
  }),
}, {
  load: async () => ({
    glue: new URL('../overshare.js', import.meta.url).href,
    module: await compiled(new URL('../overshare_bg.wasm', import.meta.url)),
  }),
}];

/**
 * For who has the core.
 *
 * @param {() => Promise<Loaded>} load
 */
export function provideCore(load) {
  cores.splice(0, 2, { load });
}

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
  for (const core of cores.at(-1)?.decode ? cores.slice(-1) : cores) {
    const mine = core.decode ??= core.load().then((loaded) => inWorker(loaded).catch(() => inPage(loaded)));
    try {
      const report = await (await mine)(input);
      if (report !== undefined) return JSON.parse(report);
    } catch (error) {
      // The next figure tries a fresh core.
      if (core.decode === mine) delete core.decode;
      throw error;
    }
  }
  throw new Error('unreadable');
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
