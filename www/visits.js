/**
 * Where the reader has been: links to places open in the page, and the browser's Back leads back to them.
 *
 * Browsers keep addresses, and some send them to the maker for the reader's other devices. Names of fields come
 * from the capture, so the address names a field only where the reader has asked for a link to it, by pressing
 * the link that a field has to itself. Following a reference puts no more than the number of the event there;
 * the field stays in this module's memory.
 *
 * Where the address carries a shared capture, the places in it carry it too, until the reader takes it out.
 */

import { bare, forgetWanted, push, rewrite } from './address.js';
import { unfold } from './dom.js';
import { pointNowhere } from './evidence.js';
import { addressOf, parsePlace, splitAddress } from './place.js';
import { state } from './state.js';

/** @import { CapturePlace, Place } from './place.js' */

/** @typedef {{ open: () => void, keep: () => void }} Answers */
/** @typedef {{ place: CapturePlace | null, left: HTMLElement | null }} Visit the link by which it was left, if any */

/**
 * @typedef {object} Page
 * @property {(place: CapturePlace, from: Element | null) => void} open
 * @property {(place: Place | null) => void} announce tells the reader of a place that has to wait for a capture; null for none
 * @property {(payload: string | null) => void} shared opens a capture that the address carries; null goes back to what was there before
 * @property {() => void} leave shows the empty page as it was before the result, which is kept
 * @property {() => void} comeBack shows that result again
 * @property {(answers: Answers | null) => void} ask asks whether it may take the place of the reader's own; null takes the question back
 */

/** @param {Place | null} place @returns {place is CapturePlace} */
function inCapture(place) {
  return place !== null && place.kind !== 'section';
}

/** @param {EventTarget | null} target */
function linkOf(target) {
  const link = target instanceof Element ? target.closest('a[href^="#"]') : null;
  return link && { link, place: parsePlace(splitAddress(link.getAttribute('href') ?? '').place) };
}

class Visits {
  /** @type {Page} */ #page = { open() {}, announce() {}, shared() {}, leave() {}, comeBack() {}, ask() {} };
  /** @type {Map<number, Visit>} */ #visits = new Map();
  /** Numbers of this load of the page: the browser keeps those of earlier ones. */
  #made = Math.trunc(performance.timeOrigin);
  #current = this.#made;
  /** @type {Place | null} */ #wanted = null;
  #shown = false;
  /** Entries of the empty page, before a result was shown. @type {Set<number>} */ #empty = new Set();
  /** Whether the reader went back to one of them from a result. */
  #left = false;
  /** What the address carries that the reader is asked about. */
  #asked = '';
  /** The shared capture that is shown or being opened, as the address carried it, and the first entry of the history since. */
  #payload = '';
  #since = 0;
  /** Whether the reader has taken it out of the address. */
  #removed = false;

  /**
   * Begins where the address leads.
   *
   * @param {Page} page
   */
  begin(page) {
    this.#page = page;
    document.addEventListener('click', (event) => this.#clicked(event));
    // What the browser itself opens or copies is the whole address.
    document.addEventListener('pointerdown', ({ target }) => {
      const link = linkOf(target);
      if (link?.place) link.link.setAttribute('href', addressOf(link.place));
    });
    window.addEventListener('popstate', () => this.#moved());
    this.#number();
    if (!this.#carried()) this.#arrive(parsePlace(location.hash));
  }

  /** The address carries a shared capture that is not shown: has it opened. */
  #carried() {
    const { payload, place } = splitAddress(location.hash);
    const is = payload !== '' && payload !== this.#payload;
    if (this.#asked !== '' && payload !== this.#asked) this.#answered();
    if (!is) return false;
    const bring = () => {
      this.#payload = payload;
      this.#since = this.#current;
      this.#removed = false;
      this.#want(null);
      this.#wanted = parsePlace(place);
      this.#page.shared(payload);
    };
    // The page that opened this one can change its address at any time.
    if (!this.#shown || this.#payload !== '') bring();
    else if (this.#asked === '') {
      this.#asked = payload;
      this.#page.ask({
        open: () => {
          this.#answered();
          bring();
        },
        keep: () => {
          this.#answered();
          rewrite({ url: bare() });
        },
      });
    }
    return true;
  }

  #answered() {
    this.#asked = '';
    this.#page.ask(null);
  }

  /** Takes the shared capture out of the address, and leaves it out as long as it is shown. */
  removePayload() {
    this.#removed = true;
    state.set({ payload: '' });
    rewrite({ url: bare() });
  }

  /**
   * What is about to be shown leads to a place, or to none.
   *
   * @param {Place | null} place
   */
  expect(place) {
    this.#wanted = place;
  }

  /**
   * A capture is shown: goes to where the address led before.
   *
   * @param {boolean} same whether the capture is the one that was shown before
   * @param {boolean} typing whether the reader is still writing it and wants to stay there
   * @param {boolean} carried whether the address carries it
   */
  captureShown(same, typing, carried) {
    // Back leads from what was pressed, pasted or dropped to the empty page, not to another site.
    if (!this.#shown && !same && !typing && !carried) {
      this.#empty.add(this.#current);
      this.#made += 1;
      this.#current = this.#made;
      push({ visit: this.#current }, location.href);
    }
    this.#shown = true;
    this.#left = false;
    this.#asked = '';
    if (!carried) this.#payload = '';
    if (!same) state.set({ payload: carried && !this.#removed ? this.#payload : '' });
    if (!same) this.#forget(this.#wanted === null && !carried);
    if (this.#wanted === null || typing) return;
    const wanted = this.#wanted;
    this.#want(null);
    this.#arrive(wanted);
  }

  /** No capture is shown any more. */
  captureGone() {
    this.#shown = this.#left = false;
    this.#payload = this.#asked = '';
    state.set({ payload: '' });
    this.#forget(this.#wanted === null);
  }

  /**
   * Opens a place and adds it to the browser's history.
   *
   * @param {Place} place
   * @param {Element | null} from what led there
   * @param {boolean} [asked] whether the reader has asked for the whole address
   */
  follow(place, from, asked = false) {
    this.#visit(this.#current).left = from instanceof HTMLElement ? from : null;
    this.#made += 1;
    this.#current = this.#made;
    this.#visits.set(this.#current, { place: inCapture(place) ? place : null, left: null });
    push({ visit: this.#current }, addressOf(asked || !inCapture(place) ? place : { ...place, path: '' }));
    if (inCapture(place)) this.#page.open(place, from);
    else this.#arrive(place);
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
    const { payload, place } = splitAddress(location.hash);
    if (address && (payload !== '' || inCapture(parsePlace(place)))) rewrite({ url: bare() });
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const { link, place } = linkOf(event.target) ?? {};
    if (place?.kind === 'section') unfold(document.getElementById(place.id));
    // The browser itself follows a link to a section, but drops what the address carries.
    if (!link || !place || !inCapture(place) && addressOf(null) === '#') return;
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
    rewrite({ state: { visit: this.#current } });
  }

  #moved() {
    forgetWanted();
    this.#number();
    if (this.#carried()) return;
    const { payload } = splitAddress(location.hash);
    if (payload !== '' && this.#removed) rewrite({ url: bare() });
    if (payload === '' && this.#payload !== '' && this.#current < this.#since) {
      // Back to before the link was followed.
      this.#payload = '';
      this.#page.shared(null);
      return;
    }
    if (this.#empty.has(this.#current) && this.#shown) {
      [this.#shown, this.#left] = [false, true];
      this.#page.leave();
      return;
    }
    if (this.#left && !this.#empty.has(this.#current)) {
      [this.#shown, this.#left] = [true, false];
      this.#page.comeBack();
    }
    const { place, left } = this.#visit(this.#current);
    this.#visit(this.#current).left = null;
    if (left?.isConnected) {
      pointNowhere();
      left.focus({ preventScroll: true });
      // The browser restores how far the page was scrolled, but the page may have grown meanwhile.
      requestAnimationFrame(() => left.scrollIntoView({ block: 'nearest' }));
    } else {
      this.#arrive(place ?? parsePlace(splitAddress(location.hash).place));
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
      unfold(section);
      // One that shows is found by the browser itself, save for those that were not there yet.
      if (section?.checkVisibility()) {
        section.scrollIntoView();
        if (addressOf(null) !== '#') (section.matches('[tabindex]') ? section : section.querySelector('a') ?? section.closest('summary'))?.focus({ preventScroll: true });
      } else this.#want(this.#shown ? null : place);
      return;
    }
    if (this.#shown) this.#page.open(place, null);
    else this.#want(place);
  }

  /** @param {Place | null} place */
  #want(place) {
    if (place === this.#wanted) return;
    this.#wanted = place;
    this.#page.announce(place);
  }
}

export const visits = new Visits();
