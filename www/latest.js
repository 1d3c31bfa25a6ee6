/** Answers that come too late: whoever asks anew ends what was asked before, and nothing of that touches the page any more. */

/** What stops whoever waits: the reader, or something newer. */
export const abortError = () => new DOMException('stopped', 'AbortError');

/** @param {unknown} error */
export const isAbort = (error) => error instanceof DOMException && error.name === 'AbortError';

/**
 * What was asked for, unless the run it was asked in has been overtaken when it comes.
 *
 * @template T
 * @param {AbortSignal} signal
 * @param {Promise<T> | T} asked
 * @returns {Promise<T>}
 */
export async function until(signal, asked) {
  try {
    return await asked;
  } finally {
    // A failure that comes too late concerns nobody either.
    signal.throwIfAborted();
  }
}

/**
 * Does something that may be stopped: then it is left undone, and that is no fault.
 *
 * @template T
 * @param {() => Promise<T> | T} act
 * @returns {Promise<T | undefined>} undefined where it was stopped
 */
export async function unlessStopped(act) {
  try {
    return await act();
  } catch (error) {
    if (!isAbort(error)) throw error;
    return undefined;
  }
}

/** Things of which only the newest matters. */
export class Latest {
  #controller = new AbortController();

  /** The signal of what was begun last. */
  get signal() {
    return this.#controller.signal;
  }

  /** Begins something instead of what was begun before. */
  begin() {
    this.abort();
    this.#controller = new AbortController();
    return this.signal;
  }

  /**
   * Does something instead of what was begun before.
   *
   * @template T
   * @param {(signal: AbortSignal) => Promise<T> | T} act puts a signal before everything it waits for, with `until`
   * @returns {Promise<T | undefined>} undefined where it was overtaken or stopped
   */
  run(act) {
    const signal = this.begin();
    return unlessStopped(() => act(signal));
  }

  /** Ends what was begun. */
  abort() {
    this.#controller.abort();
  }
}

/** Work of the core that has no early end: what is wanted meanwhile is done when it is over, once, however often it was wanted. */
export class InTurn {
  #latest = new Latest();
  #wanted = false;
  #act;
  /** Resolves when nothing more is wanted; null while nothing is done. @type {Promise<void> | null} */ running = null;

  /** @param {(signal: AbortSignal) => Promise<void>} act its signal is aborted when it is to be done anew */
  constructor(act) {
    this.#act = act;
  }

  /** Has it done, anew where it is being done. */
  run() {
    this.#wanted = true;
    this.#latest.abort();
    this.running ??= this.#all().finally(() => { this.running = null; });
    return this.running;
  }

  async #all() {
    while (this.#wanted) {
      this.#wanted = false;
      const signal = this.#latest.begin();
      try {
        await this.#act(signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }
}
