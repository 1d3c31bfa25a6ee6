/** Elements of the page: their names, and what they listen to. */

/**
 * Gives an element its name, unless it has one: a module can be loaded twice, under two addresses.
 *
 * @param {string} name
 * @param {CustomElementConstructor} type
 */
export function define(name, type) {
  if (!customElements.get(name)) customElements.define(name, type);
}

/** An element that listens to something outside of itself as long as it is in the page. */
export class ConnectedElement extends HTMLElement {
  /** @type {AbortController | null} */ #connection = null;

  connectedCallback() {
    this.#connection = new AbortController();
    this.connected(this.#connection.signal);
  }

  disconnectedCallback() {
    this.#connection?.abort();
  }

  /**
   * It has come into the page, perhaps anew.
   *
   * @param {AbortSignal} _signal ends whatever it listens to when it leaves the page
   */
  connected(_signal) {}
}

/**
 * Ends an observer with a signal.
 *
 * @template {ResizeObserver | IntersectionObserver} Observer
 * @param {Observer} observer
 * @param {AbortSignal} signal
 */
export function ending(observer, signal) {
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return observer;
}
