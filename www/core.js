/**
 * The Rust core behind a typed, asynchronous interface.
 *
 * Everything is fetched once, then the page is locked and the core runs in a worker made from a blob:
 * a worker made from an address would escape the page's policy.
 */

import { compiledFrom, programAddress } from './embed/program.js';
import { lock } from './lock.js';
import { inSite, isBundled } from './site.js';

/** @import { Comparison, EventPage, Event as CapturedEvent, FieldPlace, PackReport, Preview, QrCode, Recognition, Report, Request as CapturedRequest, Timeline, Trace } from './report.d.ts' */
/** @import { Answer, Arguments, Call, Name, Result } from './worker.js' */

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

/** Fetches the worker's program; its bundle has the glue in it. */
async function fetchedProgram() {
  if (isBundled) return fetchedText(inSite('pkg/page/worker.js'));
  return program(await fetchedText(inSite('pkg/overshare.js')), await fetchedText(inSite('www/worker.js')));
}

/** What takes so long that nothing new waits for it. */
const LONG = new Set(['analyze', 'openShared', 'masked', 'preview', 'share', 'export', 'exportName', 'compare', 'recognize']);

/** How often a call that takes long is looked after, in milliseconds, and how often in vain before the worker counts as gone. */
const ROUND = 1000;
const ROUNDS = 3;

/**
 * @typedef {{ pack?: string, onProgress?: Progress }} ReadingOptions with the text of a knowledge pack, if any
 * @typedef {() => Promise<Uint8Array<ArrayBuffer>>} Content gives the bytes of a capture, each time a copy that is handed over to the worker
 * @typedef {() => Promise<Call>} Make gives the call that reads or makes a capture
 * @typedef {{ make: Make, parent: number | null, worker: Worker | null, done: Promise<Report> | null }} Entry
 *   how a capture is read or made, the handle of the one that it belongs to, the worker that holds it, and its overview
 * @typedef {{ name: Name, resolve: (result: any) => void, reject: (error: Error) => void, onProgress?: Progress | undefined, onRequests?: Requests | undefined }} Waiting
 * @typedef {(done: number, total: number) => void} Progress
 * @typedef {(requests: CapturedRequest[]) => void} Requests takes some requests of an overview that comes in pieces
 */

/** @param {Content} content @param {ReadingOptions} options @returns {Make} */
const analyzing = (content, { pack }) => async () =>
  ({ name: 'analyze', args: [await content(), pack ? JSON.stringify({ pack }) : ''] });

/** One analyzed capture. Its events stay in the core and are fetched when they are shown. */
export class Reading {
  #core;
  #handle;
  /** @type {Report} */ overview;
  /** @type {number} */ eventCount;

  /**
   * @param {Core} core
   * @param {number} handle by which the core knows it
   * @param {Report} overview
   */
  constructor(core, handle, overview) {
    this.#core = core;
    this.#handle = handle;
    this.overview = overview;
    this.eventCount = this.overview.counts.events;
  }

  /**
   * @template {Name} N
   * @param {N} name
   * @param {Arguments<N>} args
   */
  #ask(name, ...args) {
    return this.#core.ask([this.#handle], name, ...args);
  }

  /**
   * @param {number} start
   * @param {number} count
   * @param {string} [filter]
   * @returns {Promise<EventPage>}
   */
  async events(start, count, filter = '') {
    return JSON.parse(await this.#ask('events', start, count, filter));
  }

  /**
   * A request with what stands around its events, which the overview of a large capture leaves out.
   *
   * @param {number} index
   * @returns {Promise<CapturedRequest>}
   */
  async request(index) {
    return JSON.parse(await this.#ask('request', index));
  }

  /**
   * @param {number} index
   * @returns {Promise<CapturedEvent>}
   */
  async event(index) {
    return JSON.parse(await this.#ask('event', index));
  }

  /**
   * The events counted in slots of time.
   *
   * @param {{ from?: number, to?: number, slots?: number }} options
   * @returns {Promise<Timeline>}
   */
  async timeline(options) {
    return JSON.parse(await this.#ask('timeline', JSON.stringify(options)));
  }

  /**
   * A part of the data after so many layers of a request; 0 is what was pasted.
   *
   * @param {number} request
   * @param {number} step
   * @param {number} start
   * @param {number} count
   */
  async bytes(request, step, start, count) {
    return this.#ask('bytes', request, step, start, count);
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
    return JSON.parse(await this.#ask('trace', event, path, nth));
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
    return JSON.parse(await this.#ask('traceRequest', request, path, nth));
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
    return JSON.parse(await this.#ask('fieldAt', request, step, start, end));
  }

  /**
   * Where a value that the reader typed stands in the capture.
   *
   * @param {string} typed
   * @returns {Promise<Recognition>}
   */
  async recognize(typed) {
    return JSON.parse(await this.#ask('recognize', typed));
  }

  /**
   * Reads another capture to compare with this one, to which it belongs. Whoever asks for it disposes of it.
   *
   * @param {Content} content
   * @param {ReadingOptions} options
   */
  async readSecond(content, options) {
    return this.#core.add(this.#handle, analyzing(content, options), options.onProgress);
  }

  /**
   * What this capture and a later one say together.
   *
   * @param {Reading} later
   * @returns {Promise<Comparison>}
   */
  async compare(later) {
    return JSON.parse(await this.#core.ask([this.#handle, later.#handle], 'compare'));
  }

  /**
   * This capture as it would leave, as a capture that belongs to this one. Whoever asks for it disposes of it.
   *
   * @param {string} options
   */
  async masked(options) {
    return this.#core.add(this.#handle, async () => ({ name: 'masked', handles: [this.#handle], args: [options] }));
  }

  /**
   * What would leave, field by field.
   *
   * @param {string} options
   * @returns {Promise<Preview>}
   */
  async preview(options) {
    return JSON.parse(await this.#ask('preview', options));
  }

  /**
   * What a link carries of this capture.
   *
   * @param {string} options
   */
  async share(options) {
    return this.#ask('share', options);
  }

  /**
   * A file with this capture, and its name.
   *
   * @param {string} format
   * @param {string} options
   */
  async exported(format, options) {
    const bytes = await this.#ask('export', format, options);
    return { name: await this.#ask('exportName', format, options), bytes };
  }

  /**
   * @param {string} text
   * @returns {Promise<QrCode | null>} null where it does not fit
   */
  async qrCode(text) {
    return JSON.parse(await this.#core.ask([], 'qrCode', text));
  }

  /** Frees the capture in the core's memory, and what belongs to it. Nothing more can be asked about them. */
  dispose() {
    this.#core.free(this.#handle);
  }
}

/**
 * The worker and the captures that it holds, each by a handle, which is a number that none had before. A worker that was
 * ended, by Stop or from outside, is started again with the next call, and a capture that is asked about is read again
 * from what the page keeps, after the one that it belongs to. It keeps its handle.
 */
export class Core {
  #module;
  #address;
  /** @type {Worker | null} */ #worker = null;
  /** Workers that have started, so that one which is silent is not taken for slow. @type {WeakSet<Worker>} */ #ready = new WeakSet();
  #workers = 0;
  /** @type {Map<number, Waiting>} */ #waiting = new Map();
  #calls = 0;
  /** Captures by their handles. @type {Map<number, Entry>} */ #entries = new Map();
  #lastHandle = 0;
  /** The capture that is being read in the place of all others. @type {Promise<Reading> | null} */ #reading = null;
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
    const [module, source, loaded] = await Promise.all([
      fetched(inSite('pkg/overshare_bg.wasm')).then(compiledFrom),
      fetchedProgram(),
      alongside,
    ]);
    lock();
    const core = new Core(module, source);
    core.version = await core.#call({ name: 'version', args: [] });
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
    if (!keep) this.#freeAll();
    for (const { reject } of waiting) reject(reason);
  }

  #freeAll() {
    this.#reading = null;
    for (const handle of this.#entries.keys()) this.free(handle);
  }

  /** @param {Answer} answer */
  #answered(answer) {
    const waiting = this.#waiting.get(answer.call);
    if (!waiting) return;
    if ('done' in answer) {
      waiting.onProgress?.(answer.done, answer.total);
    } else if ('requests' in answer) {
      waiting.onRequests?.(JSON.parse(answer.requests));
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
   * @template {Name} N
   * @param {Call<N>} call
   * @param {Progress} [onProgress]
   * @param {Requests} [onRequests]
   * @returns {Promise<Result<N>>}
   */
  #call(call, onProgress, onRequests) {
    this.#calls += 1;
    const number = this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { name: call.name, resolve, reject, onProgress, onRequests });
      this.#worker ??= this.#started();
      this.#worker.postMessage({ ...call, call: number }, call.args.flatMap((arg) => (arg instanceof Uint8Array ? [arg.buffer] : [])));
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
    return this.#first(analyzing(content, options), options.onProgress);
  }

  /**
   * Opens what a link carries, as `analyze` reads a capture.
   *
   * @param {string} payload
   */
  async openShared(payload) {
    return this.#first(async () => ({ name: 'openShared', args: [payload] }));
  }

  /**
   * @param {Make} make
   * @param {Progress} [onProgress]
   */
  async #first(make, onProgress) {
    const busy = this.#reading !== null || [...this.#waiting.values()].some(({ name }) => LONG.has(name));
    if (busy || !('locks' in navigator)) this.#drop(new Stopped());
    else this.#freeAll();
    const reading = this.#add(null, make, onProgress);
    this.#reading = reading;
    try {
      return await reading;
    } finally {
      if (this.#reading === reading) this.#reading = null;
    }
  }

  /**
   * Has the worker read or make a capture, and notes how to do so again.
   *
   * @param {number | null} parent
   * @param {Make} make
   * @param {Progress} [onProgress]
   */
  async #add(parent, make, onProgress) {
    this.#lastHandle += 1;
    const handle = this.#lastHandle;
    this.#entries.set(handle, { make, parent, worker: null, done: null });
    try {
      return new Reading(this, handle, await this.#surely(() => this.#restored(handle, onProgress)));
    } catch (error) {
      this.free(handle);
      throw error;
    }
  }

  /**
   * Has a capture read or made unless the worker holds it: for the first time, or again where the worker that held it is gone.
   *
   * @param {number} handle
   * @param {Progress} [onProgress]
   */
  async #restored(handle, onProgress) {
    const entry = this.#entries.get(handle);
    if (!entry) throw new Stopped();
    if (entry.done === null || entry.worker === null || entry.worker !== this.#worker) {
      this.#worker ??= this.#started();
      entry.worker = this.#worker;
      const done = this.#make(handle, entry, onProgress);
      entry.done = done;
      // What was stopped before the worker took it up is not there for the next question.
      done.catch(() => { if (entry.done === done) entry.worker = null; });
    }
    return entry.done;
  }

  /**
   * @param {number} handle
   * @param {Entry} entry
   * @param {Progress} [onProgress]
   */
  async #make(handle, entry, onProgress) {
    if (entry.parent !== null) await this.#restored(entry.parent);
    const call = await entry.make();
    if (!this.#entries.has(handle)) throw new Stopped();
    if (entry.worker !== this.#worker) throw new Gone();
    /** @type {CapturedRequest[]} */
    const requests = [];
    const overview = /** @type {string} */ (await this.#call({ ...call, as: handle }, onProgress, (some) => requests.push(...some)));
    /** @type {Report} */
    const report = JSON.parse(overview);
    return requests.length === 0 ? report : { ...report, requests };
  }

  /**
   * Has the worker read a text and forget it, so that the browser has compiled the core before a reader needs it.
   * It is no reading: a capture that comes meanwhile waits for it, and does not end the worker.
   *
   * @param {string} text a short one
   */
  async warmUp(text) {
    await this.#call({ name: 'warmUp', args: [text] });
  }

  /**
   * What a text is as a knowledge pack.
   *
   * @param {string} text
   * @returns {Promise<PackReport>}
   */
  async checkPack(text) {
    return JSON.parse(await this.#surely(() => this.#call({ name: 'checkPack', args: [text] })));
  }

  /**
   * Ends what is going on, if anything, by ending the worker. What was read stays, and is read again when it is asked about.
   *
   * @returns {boolean} whether there is something that stays
   */
  stop() {
    const stays = this.#reading === null && this.#entries.size > 0;
    if (this.#reading !== null || this.#waiting.size > 0) this.#drop(new Stopped(), stays);
    return stays;
  }

  /**
   * Asks about captures.
   *
   * @template {Name} N
   * @param {number[]} handles
   * @param {N} name
   * @param {Arguments<N>} args
   */
  async ask(handles, name, ...args) {
    return this.#asked(() => this.#surely(async () => {
      for (const handle of handles) await this.#restored(handle);
      if (handles.some((handle) => this.#entries.get(handle)?.worker !== this.#worker)) throw new Gone();
      return this.#call({ name, handles, args });
    }));
  }

  /**
   * Has a capture read or made that belongs to another one.
   *
   * @param {number} parent
   * @param {Make} make
   * @param {Progress} [onProgress]
   */
  async add(parent, make, onProgress) {
    if (!this.#entries.has(parent)) throw new Stopped();
    return this.#asked(() => this.#add(parent, make, onProgress));
  }

  /**
   * @template T
   * @param {() => Promise<T>} act
   */
  async #asked(act) {
    this.#asking += 1;
    if (this.#asking === 1) this.onAsking(true);
    try {
      return await act();
    } finally {
      this.#asking -= 1;
      if (this.#asking === 0) this.onAsking(false);
    }
  }

  /**
   * Frees a capture, and what belongs to it.
   *
   * @param {number} handle
   */
  free(handle) {
    const entry = this.#entries.get(handle);
    if (!entry) return;
    this.#entries.delete(handle);
    for (const [other, { parent }] of this.#entries) if (parent === handle) this.free(other);
    if (entry.worker !== null && entry.worker === this.#worker) void this.#call({ name: 'free', args: [handle] }).catch(() => {});
  }
}
