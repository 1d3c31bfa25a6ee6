/** What of a capture may leave: a mode, its requests, and what the reader decided about fields, kinds of data, values and names of fields. Each step can be undone. */

/** @typedef {'fields' | 'categories' | 'values' | 'names'} Level */
/** @typedef {Readonly<Record<Level, readonly string[]>>} Named */
/** @typedef {'structure' | 'masked'} Base what holds for everything about which nothing was decided */
/** @typedef {{ base: Base, own: boolean, times: 'relative' | 'exact', reveal: Named, mask: Named, requests: Chosen }} Choice */
/** @import { Chosen } from './chosen.js' */

/** @type {Named} */
const NONE = { fields: [], categories: [], values: [], names: [] };

/** @type {Choice} */
const DEFAULT = { base: 'masked', own: false, times: 'relative', reveal: NONE, mask: NONE, requests: null };

/** @param {Named} named */
const isEmpty = (named) => Object.values(named).every(({ length }) => length === 0);

/** The choices about one capture, of which the last is in force. Fires `change`. */
export class Choices extends EventTarget {
  #usual;
  /** @type {Choice[]} */ #steps;
  #at = 0;
  /** What was decided before one of the two modes was chosen, to come back to. @type {Partial<Choice>} */ #decided = {};

  /** @param {Partial<Choice>} [usual] what the capture asks for where nothing was chosen */
  constructor(usual) {
    super();
    this.#usual = { ...DEFAULT, ...usual };
    this.#steps = [this.#usual];
  }

  get now() {
    return this.#steps[this.#at] ?? this.#usual;
  }

  get canUndo() {
    return this.#at > 0;
  }

  get canRedo() {
    return this.#at < this.#steps.length - 1;
  }

  /** Whether nothing was chosen that is not usual. */
  get usual() {
    return JSON.stringify(this.now) === JSON.stringify(this.#usual);
  }

  /** As the core reads them. @param {Record<string, unknown>} [others] */
  options(others = {}) {
    const { base, times, reveal, mask, requests } = this.now;
    return JSON.stringify({ mode: base, times, reveal, mask, ...(requests && { requests }), ...others });
  }

  /** @param {-1 | 1} by back or forth */
  step(by) {
    const to = this.#at + by;
    if (to < 0 || to >= this.#steps.length) return;
    this.#at = to;
    this.dispatchEvent(new Event('change'));
  }

  /** @param {Partial<Choice>} change */
  set(change) {
    this.#at += 1;
    this.#steps.splice(this.#at, Infinity, { ...this.#steps[this.#at - 1] ?? this.#usual, ...change });
    this.dispatchEvent(new Event('change'));
  }

  reset() {
    this.set(this.#usual);
  }

  /**
   * Lets a mode decide everything, or the reader again.
   *
   * @param {Base | 'own'} mode
   */
  setMode(mode) {
    if (mode === 'own') return this.set({ own: true, ...this.#decided });
    const { own, base, reveal, mask } = this.now;
    if (own) this.#decided = { base, reveal, mask };
    this.set({ base: mode, own: false, reveal: NONE, mask: NONE });
  }

  /**
   * Reveals or masks what has a name; a decision to the contrary is taken back.
   *
   * @param {'reveal' | 'mask'} decision
   * @param {Level} level
   * @param {string} name
   * @param {Partial<Named>} [within] names on finer levels, about which it decides too
   * @param {boolean} [enough] whether it is enough to take the contrary back
   */
  decide(decision, level, name, within = {}, enough = decision === 'mask') {
    const contrary = decision === 'reveal' ? 'mask' : 'reveal';
    const { now } = this;
    /** @param {Named} named */
    const cleared = (named) => {
      const left = (/** @type {Level} */ one) => named[one].filter((each) => !(one === level && each === name) && !within[one]?.includes(each));
      return { fields: left('fields'), categories: left('categories'), values: left('values'), names: left('names') };
    };
    const [same, other] = [cleared(now[decision]), cleared(now[contrary])];
    const taken = enough && now[contrary][level].includes(name);
    const change = { [decision]: taken ? same : { ...same, [level]: [...same[level], name] }, [contrary]: other };
    const { reveal, mask } = { ...now, ...change };
    this.set({ ...change, own: !isEmpty(reveal) || !isEmpty(mask) });
  }
}
