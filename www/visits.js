/**
 * Where the reader has been: links to places open in the page, and the browser's Back leads back to them.
 *
 * Browsers keep addresses, and some send them to the maker for the reader's other devices. Names of fields come
 * from the capture, so the address names a field only where the reader has asked for a link to it, by pressing
 * the link that a field has to itself. Following a reference puts no more than the number of the event there;
 * the field stays in this module's memory.
 */

import { pointNowhere } from './evidence.js';
import { formatPlace, parsePlace } from './place.js';

/** @import { CapturePlace, Place } from './place.js' */

/** @typedef {{ place: CapturePlace | null, left: HTMLElement | null }} Visit the link by which it was left, if any */

/** @param {Place | null} place @returns {place is CapturePlace} */
function inCapture(place) {
  return place !== null && place.kind !== 'section';
}

export class Visits {
  /** @type {(place: CapturePlace, from: Element | null) => void} */ #open;
  /** @type {(place: Place | null) => void} */ #announce;
  /** @type {Map<number, Visit>} */ #visits = new Map();
  /** Numbers of this load of the page: the browser keeps those of earlier ones. */
  #made = Math.trunc(performance.timeOrigin);
  #current = this.#made;
  /** @type {Place | null} */ #wanted = null;
  #shown = false;

  /**
   * @param {(place: CapturePlace, from: Element | null) => void} open
   * @param {(place: Place | null) => void} announce tells the reader of a place that has to wait for a capture; null for none
   */
  constructor(open, announce) {
    this.#open = open;
    this.#announce = announce;
    document.addEventListener('click', (event) => this.#clicked(event));
    window.addEventListener('popstate', () => this.#moved());
    this.#number();
    this.#arrive(parsePlace(location.hash));
  }

  /**
   * A capture is shown: goes to where the address led before.
   *
   * @param {boolean} same whether the capture is the one that was shown before
   * @param {boolean} [typing] whether the reader is still writing it and wants to stay there
   */
  captureShown(same, typing = false) {
    this.#shown = true;
    if (!same) this.#forget(this.#wanted === null);
    if (this.#wanted === null || typing) return;
    const wanted = this.#wanted;
    this.#want(null);
    this.#arrive(wanted);
  }

  /** No capture is shown any more. */
  captureGone() {
    this.#shown = false;
    this.#forget(this.#wanted === null);
  }

  /**
   * Opens a place and adds it to the browser's history.
   *
   * @param {CapturePlace} place
   * @param {Element | null} from what led there
   * @param {boolean} [asked] whether the reader has asked for the whole address
   */
  follow(place, from, asked = false) {
    this.#visit(this.#current).left = from instanceof HTMLElement ? from : null;
    this.#made += 1;
    this.#current = this.#made;
    this.#visits.set(this.#current, { place, left: null });
    history.pushState({ visit: this.#current }, '', formatPlace(asked ? place : { ...place, path: '' }));
    this.#open(place, from);
  }

  /** @param {number} number */
  #visit(number) {
    const visit = this.#visits.get(number) ?? { place: null, left: null };
    this.#visits.set(number, visit);
    return visit;
  }

  /**
   * What is remembered, and what the address says, belongs to one capture.
   *
   * @param {boolean} address whether the address is to be cleared too
   */
  #forget(address) {
    this.#visits.clear();
    if (address && inCapture(parsePlace(location.hash))) {
      history.replaceState(history.state, '', location.pathname + location.search);
    }
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    const place = parsePlace(link?.getAttribute('href') ?? '');
    if (!link || !inCapture(place)) return;
    event.preventDefault();
    this.follow(place, link, link.getAttribute('rel') === 'bookmark');
  }

  /** Makes the entry of the browser's history that is shown the current one, and numbers it if it is new. */
  #number() {
    const number = history.state?.visit;
    if (typeof number === 'number') {
      this.#current = number;
      return;
    }
    this.#made += 1;
    this.#current = this.#made;
    history.replaceState({ visit: this.#current }, '');
  }

  #moved() {
    this.#number();
    const { place, left } = this.#visit(this.#current);
    this.#visit(this.#current).left = null;
    if (left?.isConnected) {
      pointNowhere();
      left.focus({ preventScroll: true });
      // The browser restores how far the page was scrolled, but the page may have grown meanwhile.
      requestAnimationFrame(() => left.scrollIntoView({ block: 'nearest' }));
    } else {
      this.#arrive(place ?? parsePlace(location.hash));
    }
  }

  /** @param {Place | null} place */
  #arrive(place) {
    if (place === null) {
      this.#want(null);
      pointNowhere();
      return;
    }
    if (place.kind === 'section') {
      const section = document.getElementById(place.id);
      // One that shows is found by the browser itself, save for those that were not there yet.
      if (section?.checkVisibility()) section.scrollIntoView();
      else this.#want(this.#shown ? null : place);
      return;
    }
    if (this.#shown) this.#open(place, null);
    else this.#want(place);
  }

  /** @param {Place | null} place */
  #want(place) {
    if (place === this.#wanted) return;
    this.#wanted = place;
    this.#announce(place);
  }
}
