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

/** The call was stopped by the reader or overtaken by a newer paste. */
export class Stopped extends Error {}

/** The core broke down. Never carries pasted text. */
export class Fault extends Error {}

/** The worker was gone before it took up a call: by the browser, for example, to save memory. */
class Gone extends Fault {}

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

/** What takes so long that nothing new waits for it. */
const LONG = new Set(['masked', 'preview', 'share', 'export', 'exportName', 'compare', 'recognise']);

/** How often a call that takes long is looked after, in milliseconds, and how often in vain before the worker counts as gone. */
const ROUND = 1000;
const ROUNDS = 3;

/**
 * @typedef {{ pack?: string, onProgress?: Progress }} ReadingOptions with the text of a knowledge pack, if any
 * @typedef {() => Promise<Uint8Array<ArrayBuffer>>} Content gives the bytes of a capture, each time a copy that is handed over to the worker
 * @typedef {{ call: Call, transfer: Transferable[] }} Made
 * @typedef {{ make: () => Promise<Made>, worker: Worker | null, done: Promise<any> }} Held
 *   how a capture is read, the worker that holds it, and when it has read it
 * @typedef {{ name: Call['name'], resolve: (result: any) => void, reject: (error: Error) => void, onProgress?: Progress | undefined }} Waiting
 * @typedef {(done: number, total: number) => void} Progress
 */

/** @param {ReadingOptions} options */
function optionsText({ pack }) {
  return pack ? JSON.stringify({ pack }) : '';
}

/**
 * @param {Slot} slot
 * @param {Content} content
 * @param {ReadingOptions} options
 * @returns {() => Promise<Made>}
 */
const analyzing = (slot, content, options) => async () => {
  const input = await content();
  return { call: { name: 'analyze', slot, input, options: optionsText(options) }, transfer: [input.buffer] };
};

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
   * @param {Content} content
   * @param {ReadingOptions} options
   * @returns {Promise<Report>} without its events
   */
  async readSecond(content, options) {
    return JSON.parse(await this.#core.hold(this.#run, 1, analyzing(1, content, options), options.onProgress));
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
    /** @type {Made} */
    const made = { call: { name: 'masked', options }, transfer: [] };
    return new Reading(this.#core, this.#run, await this.#core.hold(this.#run, 2, async () => made), 2);
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

/**
 * The worker and what it holds. A worker that was ended, by Stop or from outside, is started again with the next call,
 * and what it held is read again from what the page keeps.
 */
export class Core {
  #module;
  #address;
  /** @type {Worker | null} */ #worker = null;
  /** Workers that have started, so that one which is silent is not taken for slow. @type {WeakSet<Worker>} */ #ready = new WeakSet();
  #workers = 0;
  /** @type {Map<number, Waiting>} */ #waiting = new Map();
  #calls = 0;
  /** The run whose captures the worker holds. */
  #run = 0;
  /** @type {Map<Slot, Held>} */ #held = new Map();
  /** Whether the capture of the run is being read. */
  #reading = false;
  #asking = 0;
  /** @type {string} */ version = '';
  /** Told when calls about what was read begin, and when none is open any more. @type {(asking: boolean) => void} */
  onAsking = () => {};

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

  /** The name of the worker's lock. The address is this page's own, so no other page has the same. */
  get #lock() {
    return `${this.#address} ${this.#workers}`;
  }

  #started() {
    this.#workers += 1;
    const worker = new Worker(this.#address, { type: 'module', name: 'overshare' });
    worker.addEventListener('message', ({ data }) => {
      if (data === 'ready') this.#ready.add(worker);
      else this.#answered(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#drop(new Fault());
    });
    worker.postMessage({ name: 'start', module: this.#module, lock: this.#lock });
    return worker;
  }

  /**
   * Ends the worker; the next call starts a fresh one, so that a core which cannot start is not tried for ever.
   *
   * @param {Error} reason what those who wait for it are told
   * @param {boolean} [keep] whether what was read may be asked about further on
   */
  #drop(reason, keep = false) {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#worker?.terminate();
    this.#worker = null;
    if (!keep) this.#forgetAll();
    for (const { reject } of waiting) reject(reason);
  }

  #forgetAll() {
    this.#reading = false;
    this.#run += 1;
    this.#held.clear();
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
      this.#waiting.set(number, { name: call.name, resolve, reject, onProgress });
      this.#worker ??= this.#started();
      this.#worker.postMessage({ ...call, call: number }, transfer);
      // Where the browser gives no lock, nobody looks after it.
      this.#lookAfter(number, this.#worker, this.#lock).catch(() => {});
    });
  }

  /**
   * Ends a worker that will never answer, because it was ended from outside.
   *
   * A worker holds a lock of its name while it works, which the browser takes from it when it ends. Nothing holds one
   * that waits for work: a page with a lock is not kept for the Back of some browsers.
   *
   * @param {number} number of a call
   * @param {Worker} worker
   * @param {string} lock
   */
  async #lookAfter(number, worker, lock) {
    // Where there are no locks, `#first` starts a fresh worker for each capture.
    if (!('locks' in navigator)) return;
    let works = false;
    for (let round = 0; round < ROUNDS;) {
      await new Promise((later) => { setTimeout(later, ROUND); });
      if (!this.#waiting.has(number)) return;
      if (!this.#ready.has(worker)) continue;
      const free = await navigator.locks.request(lock, { ifAvailable: true }, (given) => given !== null);
      if (free) round += 1;
      else {
        works = true;
        round = 0;
        // Until the worker has done a call, or ends.
        await navigator.locks.request(lock, () => {});
      }
    }
    // What ended the worker at its work would end the next one too.
    if (worker === this.#worker && this.#waiting.has(number)) this.#drop(works ? new Fault() : new Gone(), !works);
  }

  /**
   * Does something with the worker, once more where that was gone.
   *
   * @template T
   * @param {() => Promise<T>} act
   */
  async #surely(act) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      return act();
    }
  }

  /**
   * Reads a capture. A run that is still going on is stopped first.
   *
   * @param {Content} content
   * @param {ReadingOptions} [options]
   */
  async analyze(content, options = {}) {
    return this.#first(analyzing(0, content, options), options.onProgress);
  }

  /**
   * Opens what a link carries, as `analyze` reads a capture.
   *
   * @param {string} payload
   */
  async openShared(payload) {
    return this.#first(async () => ({ call: { name: 'openShared', payload }, transfer: [] }));
  }

  /**
   * @param {() => Promise<Made>} make
   * @param {Progress} [onProgress]
   */
  async #first(make, onProgress) {
    const busy = this.#reading || [...this.#waiting.values()].some(({ name }) => LONG.has(name));
    if (busy || !('locks' in navigator)) this.#drop(new Stopped());
    else this.#forgetAll();
    this.#reading = true;
    const run = this.#run;
    try {
      return new Reading(this, run, await this.#surely(() => this.#keep(run, 0, make, onProgress)));
    } finally {
      if (run === this.#run) this.#reading = false;
    }
  }

  /**
   * Has the worker read a capture, and notes how it is read again.
   *
   * @param {number} run
   * @param {Slot} slot
   * @param {() => Promise<Made>} make
   * @param {Progress} [onProgress]
   */
  async #keep(run, slot, make, onProgress) {
    const { call, transfer } = await make();
    if (run !== this.#run) throw new Stopped();
    const done = this.#call(call, transfer, onProgress);
    this.#held.set(slot, { make, worker: this.#worker, done });
    return done;
  }

  /**
   * Has a capture read again where the worker that held it is gone.
   *
   * @param {number} run
   * @param {Slot} slot
   */
  async #restored(run, slot) {
    const held = this.#held.get(slot);
    if (!held) return;
    if (held.worker === null || held.worker !== this.#worker) {
      this.#worker ??= this.#started();
      held.worker = this.#worker;
      held.done = this.#keep(run, slot, held.make);
    }
    await held.done;
  }

  /**
   * What a text is as a knowledge pack.
   *
   * @param {string} text
   * @returns {Promise<PackReport>}
   */
  async checkPack(text) {
    return JSON.parse(await this.#surely(() => this.#call({ name: 'checkPack', text })));
  }

  /**
   * Ends what is going on, if anything, by ending the worker. What was read stays, and is read again when it is asked about.
   *
   * @returns {boolean} whether there is something that stays
   */
  stop() {
    const stays = !this.#reading && this.#held.has(0);
    if (this.#reading || this.#waiting.size > 0) this.#drop(new Stopped(), stays);
    return stays;
  }

  /**
   * Asks about the captures of a run.
   *
   * @param {number} run
   * @param {Call} call
   */
  async ask(run, call) {
    /** @type {Slot[]} */
    const needed = call.name === 'compare' ? [0, 1] : 'slot' in call && call.slot !== 0 ? [0, call.slot] : [0];
    return this.#asked(run, needed, () => this.#call(call));
  }

  /**
   * Has another capture read beside that of a run.
   *
   * @param {number} run
   * @param {Slot} slot
   * @param {() => Promise<Made>} make
   * @param {Progress} [onProgress]
   */
  async hold(run, slot, make, onProgress) {
    return this.#asked(run, [0], () => this.#keep(run, slot, make, onProgress));
  }

  /**
   * @template T
   * @param {number} run
   * @param {Slot[]} needed
   * @param {() => Promise<T>} act
   */
  async #asked(run, needed, act) {
    if (run !== this.#run) throw new Stopped();
    this.#asking += 1;
    if (this.#asking === 1) this.onAsking(true);
    try {
      return await this.#surely(async () => {
        for (const slot of needed) await this.#restored(run, slot);
        if (run !== this.#run) throw new Stopped();
        return act();
      });
    } finally {
      this.#asking -= 1;
      if (this.#asking === 0) this.onAsking(false);
    }
  }

  /**
   * @param {number} run
   * @param {Slot} slot
   */
  forget(run, slot) {
    if (run !== this.#run || this.#reading) return;
    const held = this.#held.get(slot);
    this.#held.delete(slot);
    if (held && held.worker === this.#worker) void this.#call({ name: 'forget', slot }).catch(() => {});
  }
}
