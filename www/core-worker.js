/**
 * The worker in which the core runs: calls and their answers, until it breaks down or is ended. A new one starts with the next call.
 *
 * The first one has the reader, which is small and can do what is asked first. The whole core takes its place once it
 * has come and nothing is asked, or where the reader can't do what is asked.
 */

import { programAddress } from './embed/program.js';

/** @import { Request as CapturedRequest } from './report.d.ts' */
/** @import { Answer, Call, Name } from './worker.js' */

/** The core broke down. Never carries pasted text. */
export class Fault extends Error {}

/** The worker was gone before it took up a call: by the browser, for example, to save memory. */
export class Gone extends Fault {}

/** Only the whole core can do what was asked. */
class Beyond extends Gone {}

/** Something that is masked would have left all the same. Names the place, never the value. */
export class Refused extends Error {}

/** How often a call that takes long is looked after, in milliseconds, and how often in vain before the worker counts as gone. */
const ROUND = 1000;
const ROUNDS = 3;

/**
 * @typedef {(done: number, total: number) => void} Progress
 * @typedef {{ module: WebAssembly.Module, source: string }} Build of the core, with the program of a worker that has it
 * @typedef {(requests: CapturedRequest[]) => void} Requests takes some requests of an overview that comes in pieces
 * @typedef {{ name: Name, resolve: (result: any) => void, reject: (error: Error) => void, onProgress?: Progress | undefined, onRequests?: Requests | undefined }} Waiting
 */

export class CoreWorker {
  /** @type {Build} */ #build;
  /** @type {ReturnType<typeof programAddress>} */ #address;
  /** The whole core, until a worker has it. @type {Build | null} */ #next = null;
  #whole;
  /** @type {Worker | null} */ #worker = null;
  /** Workers that have started, so that one which is silent is not taken for slow. @type {WeakSet<Worker>} */ #ready = new WeakSet();
  #workers = 0;
  /** @type {Map<number, Waiting>} */ #waiting = new Map();
  #calls = 0;
  /** Told when a worker was ended, and whether the next one may have what it held. @type {(keep: boolean) => void} */
  onEnd = () => {};

  /**
   * @param {Build} reader
   * @param {Promise<Build>} whole
   */
  constructor(reader, whole) {
    this.#build = reader;
    this.#address = programAddress(reader.source);
    this.#whole = whole.then((build) => {
      this.#next = build;
      this.#goOver();
    });
    // Whoever needs it is told.
    this.#whole.catch(() => {});
  }

  /** Ends the reader where the whole core is there and nothing is asked. What was read is read again when it is asked about. */
  #goOver() {
    if (this.#next !== null && this.#waiting.size === 0) this.end(new Gone(), true);
  }

  /** Fulfilled once the whole core is there. */
  get whole() {
    return this.#whole;
  }

  /** The worker that there is. */
  get running() {
    return this.#worker;
  }

  /** The worker that there is, else a new one. */
  get started() {
    this.#worker ??= this.#start();
    return this.#worker;
  }

  /** The names of the calls that wait for an answer. */
  get waiting() {
    return [...this.#waiting.values()].map(({ name }) => name);
  }

  /** The name of the worker's lock. The address is this page's own, so no other page has the same. */
  get #lock() {
    return `${this.#address} ${this.#workers}`;
  }

  #start() {
    this.#workers += 1;
    const worker = new Worker(this.#address, { type: 'module', name: 'overshare' });
    worker.addEventListener('message', ({ data }) => {
      if (data === 'ready') this.#ready.add(worker);
      else this.#answered(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.end(new Fault());
    });
    worker.postMessage({ name: 'start', module: this.#build.module, lock: this.#lock });
    return worker;
  }

  /**
   * Ends the worker; the next call starts a fresh one, so that a core which cannot start is not tried for ever.
   *
   * @param {Error} reason what those who wait for it are told
   * @param {boolean} [keep] whether what was read may be asked about further on
   */
  end(reason, keep = false) {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    if (this.#next !== null) {
      this.#build = this.#next;
      this.#address = programAddress(this.#build.source);
      this.#next = null;
    }
    this.#worker?.terminate();
    this.#worker = null;
    this.onEnd(keep);
    for (const { reject } of waiting) reject(reason);
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
      this.#goOver();
    } else if ('refused' in answer) {
      this.#waiting.delete(answer.call);
      waiting.reject(new Refused(answer.refused));
    } else if ('beyond' in answer) {
      this.#waiting.delete(answer.call);
      waiting.reject(new Beyond());
    } else {
      // An instance that trapped is in no state to be asked again.
      this.end(new Fault());
    }
  }

  /**
   * @param {Call} call
   * @param {Progress} [onProgress]
   * @param {Requests} [onRequests]
   * @returns {Promise<any>} as the worker gives it
   */
  call(call, onProgress, onRequests) {
    this.#calls += 1;
    const number = this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { name: call.name, resolve, reject, onProgress, onRequests });
      const worker = this.started;
      worker.postMessage({ ...call, call: number }, call.args.flatMap((arg) => (arg instanceof Uint8Array ? [arg.buffer] : [])));
      // Where the browser gives no lock, nobody looks after it.
      this.#lookAfter(number, worker, this.#lock).catch(() => {});
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
    // Where there are no locks, each capture that takes the place of another gets a fresh worker.
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
    if (worker === this.#worker && this.#waiting.has(number)) this.end(works ? new Fault() : new Gone(), !works);
  }

  /**
   * Does something with the worker, once more where that was gone or needs the whole core.
   *
   * @template T
   * @param {() => Promise<T>} act
   */
  async surely(act) {
    let isAgain = false;
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if (error instanceof Beyond) {
          await this.#whole;
          if (this.#next !== null) this.end(new Gone(), true);
        } else if (!(error instanceof Gone) || isAgain) {
          throw error;
        } else {
          isAgain = true;
        }
      }
    }
  }
}
