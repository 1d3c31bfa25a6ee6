/**
 * The Rust core behind a typed, asynchronous interface.
 *
 * Everything is fetched once, then the page is locked and the core runs in a worker made from a blob:
 * a worker made from an address would escape the page's policy.
 */

import { compiledFrom, programAddress } from './embed/program.js';
import { lock } from './lock.js';

/** @import { Comparison, EventPage, Event as CapturedEvent, FieldPlace, PackReport, Preview, QrCode, Recognition, Report, Timeline, Trace } from './report.d.ts' */
/** @import { Answer, Call, Question, Slot } from './worker.js' */

/** The run was stopped by the reader or overtaken by a newer paste. */
export class Stopped extends Error {}

/** The core broke down. Never carries pasted text. */
export class Fault extends Error {}

/** Something that is masked would have left all the same. Names the place, never the value. */
export class Refused extends Error {}

/** A part of the page could not be loaded. */
export class LoadFailure extends Error {}

/** @param {URL} url */
async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new LoadFailure(`${url.pathname}: ${response.status}`);
  return response;
}

/** @param {URL} url */
export async function fetchedText(url) {
  return (await fetched(url)).text();
}

/**
 * The worker's program: the glue of the core and worker.js in one text, so that a worker started
 * after the lock (following a stop or a fault) needs no request.
 * The block keeps the names of the two files apart.
 *
 * @param {string} glue
 * @param {string} worker
 */
function program(glue, worker) {
  const imports = /^import .* from '\.\.\/pkg\/overshare\.js';$/m;
  if (!imports.test(worker)) throw new LoadFailure('worker.js: import of the core not found');
  return `${glue}\n{\n${worker.replace(imports, '')}\n}\n`;
}

/**
 * @typedef {{ pack?: string, onProgress?: Progress }} ReadingOptions with the text of a knowledge pack, if any
 * @typedef {{ resolve: (result: any) => void, reject: (error: Error) => void, onProgress?: Progress | undefined }} Waiting
 * @typedef {(done: number, total: number) => void} Progress
 */

/** @param {ReadingOptions} options */
function optionsText({ pack }) {
  return pack ? JSON.stringify({ pack }) : '';
}

/** One analyzed capture. Its events stay in the core and are fetched when they are shown. */
export class Reading {
  #core;
  #run;
  #slot;
  /** @type {Report} */ overview;
  /** @type {number} */ eventCount;

  /**
   * @param {Core} core
   * @param {number} run
   * @param {string} overview
   * @param {Slot} [slot] where the core holds it
   */
  constructor(core, run, overview, slot = 0) {
    this.#core = core;
    this.#run = run;
    this.#slot = slot;
    this.overview = JSON.parse(overview);
    this.eventCount = this.overview.counts.events;
  }

  /** @param {Question} question */
  #ask(question) {
    return this.#core.ask(this.#run, { ...question, slot: this.#slot });
  }

  /**
   * @param {number} start
   * @param {number} count
   * @param {string} [filter]
   * @returns {Promise<EventPage>}
   */
  async events(start, count, filter = '') {
    return JSON.parse(await this.#ask({ name: 'events', start, count, filter }));
  }

  /**
   * @param {number} index
   * @returns {Promise<CapturedEvent>}
   */
  async event(index) {
    return JSON.parse(await this.#ask({ name: 'event', index }));
  }

  /**
   * The events counted in slots of time.
   *
   * @param {{ from?: number, to?: number, slots?: number }} options
   * @returns {Promise<Timeline>}
   */
  async timeline(options) {
    return JSON.parse(await this.#ask({ name: 'timeline', options: JSON.stringify(options) }));
  }

  /**
   * A part of the data after so many layers of a request; 0 is what was pasted.
   *
   * @param {number} request
   * @param {number} step
   * @param {number} start
   * @param {number} count
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async bytes(request, step, start, count) {
    return this.#ask({ name: 'bytes', request, step, start, count });
  }

  /**
   * Where a value of an event came from, layer by layer; the whole event where the path is empty.
   *
   * @param {number} event
   * @param {string} path
   * @param {number} [nth] of several values with this path
   * @returns {Promise<Trace | null>}
   */
  async trace(event, path, nth = 0) {
    return JSON.parse(await this.#ask({ name: 'trace', event, request: 0, path, nth }));
  }

  /**
   * Where the value of a field around the events came from.
   *
   * @param {number} request
   * @param {string} path
   * @param {number} [nth]
   * @returns {Promise<Trace | null>}
   */
  async traceRequest(request, path, nth = 0) {
    return JSON.parse(await this.#ask({ name: 'trace', event: null, request, path, nth }));
  }

  /**
   * Which field stands between two offsets of the data after so many layers.
   *
   * @param {number} request
   * @param {number} step
   * @param {number} start
   * @param {number} end
   * @returns {Promise<FieldPlace | null>}
   */
  async fieldAt(request, step, start, end) {
    return JSON.parse(await this.#ask({ name: 'fieldAt', request, step, start, end }));
  }

  /**
   * Where a value that the reader typed stands in the capture.
   *
   * @param {string} typed
   * @returns {Promise<Recognition>}
   */
  async recognise(typed) {
    return JSON.parse(await this.#ask({ name: 'recognise', typed }));
  }

  /**
   * Reads a second capture, which stays in the core's memory beside this one.
   *
   * @param {Uint8Array<ArrayBuffer>} input handed over to the worker: empty afterwards
   * @param {ReadingOptions} options
   * @returns {Promise<Report>} without its events
   */
  async readSecond(input, options) {
    return JSON.parse(await this.#core.ask(this.#run, { name: 'analyze', slot: 1, input, options: optionsText(options) }, [input.buffer], options.onProgress));
  }

  /**
   * What this capture and the second one say together.
   *
   * @param {boolean} swapped whether the second one is the earlier
   * @returns {Promise<Comparison>}
   */
  async compare(swapped) {
    return JSON.parse(await this.#core.ask(this.#run, { name: 'compare', swapped }));
  }

  /**
   * This capture as it would leave, as a capture of its own, which stays in the core's memory beside this one.
   *
   * @param {string} options
   */
  async masked(options) {
    return new Reading(this.#core, this.#run, await this.#core.ask(this.#run, { name: 'masked', options }), 2);
  }

  /**
   * What would leave, field by field.
   *
   * @param {string} options
   * @returns {Promise<Preview>}
   */
  async preview(options) {
    return JSON.parse(await this.#core.ask(this.#run, { name: 'preview', options }));
  }

  /**
   * What a link carries of this capture.
   *
   * @param {string} options
   * @returns {Promise<string>}
   */
  async share(options) {
    return this.#core.ask(this.#run, { name: 'share', options });
  }

  /**
   * A file with this capture, and its name.
   *
   * @param {string} format
   * @param {string} options
   * @returns {Promise<{ name: string, bytes: Uint8Array<ArrayBuffer> }>}
   */
  async exported(format, options) {
    const bytes = await this.#core.ask(this.#run, { name: 'export', format, options });
    return { name: await this.#core.ask(this.#run, { name: 'exportName', format, options }), bytes };
  }

  /**
   * @param {string} text
   * @returns {Promise<QrCode | null>} null where it does not fit
   */
  async qrCode(text) {
    return JSON.parse(await this.#core.ask(this.#run, { name: 'qrCode', text }));
  }

  /** Frees the second capture. */
  forgetSecond() {
    this.#core.forget(this.#run, 1);
  }

  /** Frees the capture in the core's memory. */
  dispose() {
    this.#core.forget(this.#run, 0);
  }
}

export class Core {
  #module;
  #address;
  /** @type {Worker | null} */ #worker = null;
  /** @type {Map<number, Waiting>} */ #waiting = new Map();
  #calls = 0;
  /** The run whose capture the worker holds. */
  #run = 0;
  #busy = false;
  /** @type {string} */ version = '';

  /**
   * Loads the core and whatever else is given, then locks the page.
   *
   * @template T
   * @param {Promise<T>} alongside what else has to be loaded before the lock
   */
  static async load(alongside) {
    const [module, glue, worker, loaded] = await Promise.all([
      fetched(new URL('../pkg/overshare_bg.wasm', import.meta.url)).then(compiledFrom),
      fetchedText(new URL('../pkg/overshare.js', import.meta.url)),
      fetchedText(new URL('./worker.js', import.meta.url)),
      alongside,
    ]);
    lock();
    const core = new Core(module, program(glue, worker));
    core.version = await core.#call({ name: 'version' });
    return { core, loaded };
  }

  /**
   * @param {WebAssembly.Module} module
   * @param {string} source
   */
  constructor(module, source) {
    this.#module = module;
    this.#address = programAddress(source);
  }

  #started() {
    const worker = new Worker(this.#address, { type: 'module', name: 'overshare' });
    worker.addEventListener('message', (event) => this.#answered(event.data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#drop(new Fault());
    });
    worker.postMessage({ name: 'start', module: this.#module });
    return worker;
  }

  /**
   * Ends the worker; the next call starts a fresh one, so that a core which cannot start is not tried for ever.
   *
   * @param {Error} reason what those who wait for it are told
   */
  #drop(reason) {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#busy = false;
    this.#run += 1;
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of waiting) reject(reason);
  }

  /** @param {Answer} answer */
  #answered(answer) {
    const waiting = this.#waiting.get(answer.call);
    if (!waiting) return;
    if ('done' in answer) {
      waiting.onProgress?.(answer.done, answer.total);
    } else if ('result' in answer) {
      this.#waiting.delete(answer.call);
      waiting.resolve(answer.result);
    } else if ('refused' in answer) {
      this.#waiting.delete(answer.call);
      waiting.reject(new Refused(answer.refused));
    } else {
      // An instance that trapped is in no state to be asked again.
      this.#drop(new Fault());
    }
  }

  /**
   * @param {Call} call
   * @param {Transferable[]} [transfer]
   * @param {Progress} [onProgress]
   */
  #call(call, transfer = [], onProgress) {
    this.#calls += 1;
    const number = this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject, onProgress });
      this.#worker ??= this.#started();
      this.#worker.postMessage({ ...call, call: number }, transfer);
    });
  }

  /**
   * Reads a capture. A run that is still going on is stopped first.
   *
   * @param {Uint8Array<ArrayBuffer>} input handed over to the worker: empty afterwards
   * @param {ReadingOptions} [options]
   */
  async analyze(input, options = {}) {
    return this.#first({ name: 'analyze', slot: 0, input, options: optionsText(options) }, [input.buffer], options.onProgress);
  }

  /**
   * Opens what a link carries, as `analyze` reads a capture.
   *
   * @param {string} payload
   */
  async openShared(payload) {
    return this.#first({ name: 'openShared', payload });
  }

  /**
   * @param {Call} call
   * @param {Transferable[]} [transfer]
   * @param {Progress} [onProgress]
   */
  async #first(call, transfer, onProgress) {
    this.stop();
    this.#run += 1;
    this.#busy = true;
    const run = this.#run;
    const overview = await this.#call(call, transfer, onProgress);
    if (run === this.#run) this.#busy = false;
    return new Reading(this, run, overview);
  }

  /**
   * What a text is as a knowledge pack.
   *
   * @param {string} text
   * @returns {Promise<PackReport>}
   */
  async checkPack(text) {
    return JSON.parse(await this.#call({ name: 'checkPack', text }));
  }

  /** Ends the run that is going on, if any, by ending its worker. */
  stop() {
    if (this.#busy) this.#drop(new Stopped());
  }

  /**
   * Asks about the capture of a run; one that takes long can be stopped.
   *
   * @param {number} run
   * @param {Call} call
   * @param {Transferable[]} [transfer]
   * @param {Progress} [onProgress]
   */
  async ask(run, call, transfer, onProgress) {
    if (run !== this.#run) throw new Stopped();
    const isLong = call.name === 'analyze' || call.name === 'masked';
    this.#busy ||= isLong;
    const result = await this.#call(call, transfer, onProgress);
    if (run === this.#run && isLong) this.#busy = false;
    return result;
  }

  /**
   * @param {number} run
   * @param {Slot} slot
   */
  forget(run, slot) {
    if (run === this.#run && !this.#busy) void this.#call({ name: 'forget', slot }).catch(() => {});
  }
}
