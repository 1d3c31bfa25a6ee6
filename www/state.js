/** What the page shows: one object, which nobody changes. `set` puts another one in its place and tells those who subscribed. */

/** @import { Reading } from './core.js' */
/** @import { CapturePlace } from './place.js' */

/**
 * @typedef {object} State
 * @property {'before' | 'awaiting' | 'after'} screen the empty page, one that is cleared for what a link brings, or a result
 * @property {boolean} busy whether the result is not whole yet
 * @property {Reading | null} capture what was read
 * @property {Reading | null} shown the same, unless the page shows it masked
 * @property {boolean} masked whether the page shows it masked
 * @property {string} aside what stood in the box before it did
 * @property {boolean} carried whether the address carries what was read
 * @property {string} payload what the addresses of places carry of it, so that they lead to the capture too; empty where they carry nothing
 * @property {string | File | null} content what was read, to read it again: the core keeps no copy
 * @property {string | File | null} second the capture that this one is compared with, to read it again
 * @property {CapturePlace | null} open the event that is shown, and the field of it that stands out
 * @property {boolean} replacing whether a capture is read whose place nothing of before can take again
 * @property {string} format the ID of the one that the reader said it is in; empty where that is found by what it looks like
 * @property {string} key what the reader gave to open what is encrypted; empty where it is nothing
 * @property {{ content: string | File, masked: boolean, format: string, addable: boolean } | null} replaced the capture that another one took the place of, for the way back, and whether the two can be read together
 * @property {string} pack text of the knowledge pack in use
 * @property {string} filter of the events, as the core reads it
 */

/** @typedef {(now: Readonly<State>, before: Readonly<State>) => void} Subscriber */

/** @type {Readonly<State>} */
const EMPTY = Object.freeze({
  screen: 'before', busy: false, capture: null, shown: null, masked: false, aside: '', carried: false, payload: '', content: null, second: null, open: null, replacing: false,
  format: '', key: '', replaced: null, pack: '', filter: '',
});

class Store {
  #now = EMPTY;
  /** @type {Set<Subscriber>} */ #subscribers = new Set();

  get now() {
    return this.#now;
  }

  /** @param {Partial<State>} patch */
  set(patch) {
    const before = this.#now;
    this.#now = Object.freeze({ ...before, ...patch });
    for (const told of this.#subscribers) told(this.#now, before);
  }

  /** @param {Subscriber} told */
  subscribe(told) {
    this.#subscribers.add(told);
  }
}

export const state = new Store();
