/**
 * The Rust core behind a typed, asynchronous interface.
 *
 * Everything is asked for once, then the page is locked and the core runs in a worker made from a blob:
 * a worker made from an address would escape the page's policy. What is asked for last, and may still come after the
 * lock, is the whole core: the reader, a third of its size, reads what most people paste.
 *
 * What the core can be asked, and what it answers, is declared in wasm/src/lib.rs alone.
 */

import { CoreWorker, Gone } from './core-worker.js';
import { compiledFrom } from './embed/program.js';
import { abortError } from './latest.js';
import { lock } from './lock.js';
import { inSite, isBundled } from './site.js';

/** @import { Build, Progress } from './core-worker.js' */
/** @import { Bounds, CaptureFormat, Report, Request as CapturedRequest } from './report.d.ts' */
/** @import { Arguments, Call, DerivingMethod, GlobalFunction, Name, PlainText, Query, Result } from './worker.js' */

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
  const imports = /^import \* as core from '\.\.\/pkg\/overshare\.js';$/m;
  if (!imports.test(worker)) throw new LoadFailure('worker.js: import of the core not found');
  const names = [...glue.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name);
  return `${glue}\nconst core = { initSync, ${names.join()} };\n{\n${worker.replace(imports, '')}\n}\n`;
}

/**
 * Fetches a worker's program; its bundle has the glue in it.
 *
 * @param {string} folder of the build
 * @param {string} bundle
 */
async function fetchedProgram(folder, bundle) {
  if (isBundled) return fetchedText(inSite(`pkg/page/${bundle}`));
  // Both at once: what is asked for later is refused by the lock.
  const [glue, worker] = await Promise.all([fetchedText(inSite(`${folder}overshare.js`)), fetchedText(inSite('www/worker.js'))]);
  return program(glue, worker);
}

/**
 * Fetches a build of the core.
 *
 * @param {string} folder
 * @param {string} bundle
 * @returns {Promise<Build>}
 */
async function fetchedBuild(folder, bundle) {
  const [module, source] = await Promise.all([fetched(inSite(`${folder}overshare_bg.wasm`)).then(compiledFrom), fetchedProgram(folder, bundle)]);
  return { module, source };
}

/** What takes so long that nothing new waits for it. @type {Set<Name>} */
const LONG = new Set(/** @type {const} */ (['analyze', 'openShared', 'masked', 'preview', 'share', 'export', 'exportName', 'compare', 'findValue']));

/** What gives a text that is no JSON: the check of types tells where one is missing here, or one too many. @type {Record<PlainText, true>} */
const PLAIN = { version: true, share: true, exportName: true, warmUp: true };

/**
 * @typedef {{ pack?: string, format?: string, key?: string, onProgress?: Progress }} ReadingOptions with the text of a knowledge pack, the ID of the format that the capture is in and a key, if the reader gave any
 * @typedef {() => Promise<Uint8Array<ArrayBuffer>>} Content gives the bytes of a capture, each time a copy that is handed over to the worker
 * @typedef {() => Promise<Call>} Make gives the call that reads or makes a capture
 * @typedef {{ make: Make, parent: number | null, worker: Worker | null, done: Promise<Report> | null }} Entry
 *   how a capture is read or made, the handle of the one that it belongs to, the worker that holds it, and its overview
 */

/** @param {Content} content @param {ReadingOptions} options @returns {Make} */
const analyzing = (content, { pack, format, key }) => async () => {
  const options = { ...(pack && { pack }), ...(format && { as: format }), ...(key && { keys: [key] }) };
  return { name: 'analyze', args: [await content(), Object.keys(options).length > 0 ? JSON.stringify(options) : ''] };
};

/** One analyzed capture. Its events stay in the core and are fetched when they are shown. */
export class Reading {
  /** @type {Report} */ overview;
  /** @type {number} */ eventCount;

  /**
   * @param {Core} core
   * @param {number} handle by which the core knows it
   * @param {Report} overview
   */
  constructor(core, handle, overview) {
    this.core = core;
    this.handle = handle;
    this.overview = overview;
    this.eventCount = this.overview.counts.events;
  }

  /**
   * Asks the core about this capture.
   *
   * @template {Query} N
   * @param {N} name of a method of `Analysis`
   * @param {Arguments<N, Reading>} args other captures among them as their readings
   * @returns {Promise<Result<N>>} what the JSON holds that it gives, or the text or bytes themselves
   */
  ask(name, ...args) {
    return this.core.askAbout([this, ...args.filter((arg) => arg instanceof Reading)], { name, handle: this.handle, args: sent(args) });
  }

  /**
   * Has the core make another capture of this one, to which it belongs. Whoever asks for it disposes of it.
   *
   * @template {DerivingMethod} N
   * @param {N} name of a method of `Analysis`
   * @param {Arguments<N, Reading>} args
   */
  derived(name, ...args) {
    return this.core.add(this, async () => ({ name, handle: this.handle, args: sent(args) }));
  }

  /**
   * Reads another capture to compare with this one, to which it belongs. Whoever asks for it disposes of it.
   *
   * @param {Content} content
   * @param {ReadingOptions} options
   */
  readSecond(content, options) {
    return this.core.add(this, analyzing(content, options), options.onProgress);
  }

  /** Frees the capture in the core's memory, and what belongs to it. Nothing more can be asked about them. */
  dispose() {
    this.core.free(this.handle);
  }
}

/** @param {unknown[]} args @returns {any} as they are sent: a capture by its handle */
const sent = (args) => args.map((arg) => (arg instanceof Reading ? { handle: arg.handle } : arg));

/**
 * The captures that the core holds, each by a handle, which is a number that none had before. A worker that was ended,
 * by Stop or from outside, is started again with the next call, and a capture that is asked about is read again
 * from what the page keeps, after the one that it belongs to. It keeps its handle.
 */
export class Core {
  #worker;
  /** Captures by their handles. @type {Map<number, Entry>} */ #entries = new Map();
  #lastHandle = 0;
  /** The capture that is being read in the place of all others. @type {Promise<Reading> | null} */ #reading = null;
  #asking = 0;
  /** Told when calls about what was read begin, and when none is open any more. @type {(asking: boolean) => void} */
  onAsking = () => {};

  /**
   * Loads the core and whatever else is given, then locks the page.
   *
   * @template T
   * @param {Promise<T>} alongside what else has to be loaded before the lock
   */
  static async load(alongside) {
    const [reader, loaded] = await Promise.all([fetchedBuild('pkg/reader/', 'reader.js'), alongside]);
    const whole = fetchedBuild('pkg/', 'worker.js');
    lock();
    const started = new CoreWorker(reader, whole);
    const [version, bounds, formats] = await Promise.all(
      (/** @type {const} */ (['version', 'bounds', 'formats'])).map((name) => started.call({ name, args: [] })));
    return { core: new Core(started, version, JSON.parse(bounds), JSON.parse(formats)), loaded };
  }

  /**
   * @param {CoreWorker} worker
   * @param {string} version
   * @param {Bounds} bounds sizes that the core keeps to, and so does the page
   * @param {CaptureFormat[]} formats in which captures can be read
   */
  constructor(worker, version, bounds, formats) {
    this.#worker = worker;
    this.version = version;
    this.bounds = bounds;
    this.formats = formats;
    worker.onEnd = (keep) => { if (!keep) this.#freeAll(); };
  }

  /** Fulfilled once the whole core is there, which then takes the place of the reader. */
  get whole() {
    return this.#worker.whole;
  }

  #freeAll() {
    this.#reading = null;
    for (const handle of this.#entries.keys()) this.free(handle);
  }

  /**
   * Asks what concerns no capture.
   *
   * @template {GlobalFunction} N
   * @param {N} name of a function of the package
   * @param {Arguments<N, Reading>} args
   * @returns {Promise<Result<N>>}
   */
  ask(name, ...args) {
    return this.#worker.surely(() => this.#called({ name, args: sent(args) }));
  }

  /** @param {any} call @returns {Promise<any>} what the JSON holds that it gives, or the text or bytes themselves */
  async #called(call) {
    const result = await this.#worker.call(call);
    return typeof result === 'string' && !(call.name in PLAIN) ? JSON.parse(result) : result;
  }

  /**
   * @param {Reading[]} readings that the call is about
   * @param {any} call
   * @returns {Promise<any>}
   */
  askAbout(readings, call) {
    return this.#asked(() => this.#worker.surely(async () => {
      for (const { handle } of readings) await this.#restored(handle);
      if (readings.some(({ handle }) => this.#entries.get(handle)?.worker !== this.#worker.running)) throw new Gone();
      return this.#called(call);
    }));
  }

  /**
   * Reads a capture. A run that is still going on is stopped first.
   *
   * @param {Content} content
   * @param {ReadingOptions} [options]
   */
  analyze(content, options = {}) {
    return this.#first(analyzing(content, options), options.onProgress);
  }

  /**
   * Opens what a link carries, as `analyze` reads a capture.
   *
   * @param {string} payload
   */
  openShared(payload) {
    return this.#first(async () => ({ name: 'openShared', args: [payload] }));
  }

  /**
   * @param {Make} make
   * @param {Progress} [onProgress]
   */
  async #first(make, onProgress) {
    const busy = this.#reading !== null || this.#worker.waiting.some((name) => LONG.has(name));
    if (busy || !('locks' in navigator)) this.#worker.end(abortError());
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
      return new Reading(this, handle, await this.#worker.surely(() => this.#restored(handle, onProgress)));
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
    if (!entry) throw abortError();
    if (entry.done === null || entry.worker === null || entry.worker !== this.#worker.running) {
      entry.worker = this.#worker.started;
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
    if (!this.#entries.has(handle)) throw abortError();
    if (entry.worker !== this.#worker.running) throw new Gone();
    /** @type {CapturedRequest[]} */
    const requests = [];
    /** @type {Report} */
    const report = JSON.parse(await this.#worker.call({ ...call, as: handle }, onProgress, (some) => requests.push(...some)));
    return requests.length === 0 ? report : { ...report, requests };
  }

  /**
   * Has the worker read a text and forget it, so that the browser has compiled the core before a reader needs it.
   * It is no reading: a capture that comes meanwhile waits for it, and does not end the worker.
   *
   * @param {string} text a short one
   */
  async warmUp(text) {
    await this.#worker.surely(() => this.#worker.call({ name: 'warmUp', args: [text] }));
  }

  /**
   * Ends what is going on, if anything, by ending the worker. What was read stays, and is read again when it is asked about.
   *
   * @returns {boolean} whether there is something that stays
   */
  stop() {
    const stays = this.#reading === null && this.#entries.size > 0;
    if (this.#reading !== null || this.#worker.waiting.length > 0) this.#worker.end(abortError(), stays);
    return stays;
  }

  /**
   * Has a capture read or made that belongs to another one.
   *
   * @param {Reading} parent
   * @param {Make} make
   * @param {Progress} [onProgress]
   */
  async add({ handle }, make, onProgress) {
    if (!this.#entries.has(handle)) throw abortError();
    return this.#asked(() => this.#add(handle, make, onProgress));
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
    if (entry.worker !== null && entry.worker === this.#worker.running) void this.#worker.call({ name: 'free', args: [handle] }).catch(() => {});
  }
}
