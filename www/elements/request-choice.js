import { define } from '../define.js';
import { acting, element, freshId, statusMark } from '../dom.js';
import { Latest, until } from '../latest.js';
import { growing } from '../pieces.js';
import { columnsOf, timing } from '../request-line.js';
import { pathOf } from '../requests.js';
import { choosing as text } from '../text.js';

/** @import { Choices } from '../choices.js' */
/** @import { Reading } from '../core.js' */
/** @import { Preview, Request } from '../report.d.ts' */

/** Requests listed at once, and added by each press; a capture can have thousands. */
const FIRST = 20;
const STEP = 100;
/** Events asked for at once, to find the requests that they are of. */
const PAGE = 500;

/** Which requests of a capture leave: all of them, until the reader chooses. */
export class RequestChoiceElement extends HTMLElement {
  /** @type {Choices | null} */ #choices = null;
  /** @type {Reading | null} */ #reading = null;
  /** The filter of the events. */ #filter = '';
  #latest = new Latest();
  /** @type {Request[]} */ #requests = [];
  /** How many of the first leave in a link where nobody chose. */
  #fitting = Infinity;
  /** Numbers of those that are found, in order. @type {number[]} */ #found = [];
  /** @type {Map<number, { input: HTMLInputElement, state: HTMLElement }>} */ #rows = new Map();
  /** The one that a range begins with, and whether Shift is held. */
  #anchor = -1;
  #shift = false;
  #count = element('p', { role: 'status', class: 'chosen-count' });
  #fit = element('p', { class: 'quiet' });
  #search = element('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', id: freshId() });
  #listed = element('p', { class: 'quiet', role: 'status' });
  #all = acting('', () => this.#decideFound(true));
  #none = acting('', () => this.#decideFound(false));
  #filtered = acting(text.filtered, () => void this.#latest.run((signal) => this.#takeFiltered(signal)), { hidden: true });
  #list = element('ol', { class: 'choice-list' });
  #more = element('div', {});
  #details = element('details', { class: 'raw' });

  connectedCallback() {
    if (this.firstChild) return;
    this.#details.append(element('summary', {}, text.choose),
      element('div', { class: 'preview-tools' },
        element('p', {}, element('label', { for: this.#search.id }, text.search), this.#search),
        element('div', { class: 'row' }, this.#all, this.#none, this.#filtered)),
      this.#listed, this.#list, this.#more);
    this.append(element('fieldset', {}, element('legend', {}, text.title), this.#count, this.#fit, this.#details));
    this.#details.addEventListener('toggle', () => this.#find());
    this.#search.addEventListener('input', () => this.#find());
    this.#search.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#search.value === '') return;
      event.preventDefault();
      this.#search.value = '';
      this.#find();
    });
    this.#list.addEventListener('pointerdown', ({ shiftKey }) => { this.#shift = shiftKey; });
    this.#list.addEventListener('click', (event) => {
      const label = event.target instanceof Element ? event.target.closest('label') : null;
      if (!label || !event.shiftKey) return;
      // Firefox passes on no click with Shift.
      event.preventDefault();
      label.control?.click();
    });
    this.#list.addEventListener('keydown', (event) => this.#pressed(event));
    this.#list.addEventListener('focusin', ({ target }) => { if (target instanceof HTMLInputElement) this.#moveStop(target); });
    this.#list.addEventListener('change', ({ target }) => { if (target instanceof HTMLInputElement) this.#ticked(target); });
  }

  /**
   * Begins with a capture of which nobody chose anything.
   *
   * @param {Choices} choices
   * @param {Reading} reading
   */
  begin(choices, reading) {
    this.#choices = choices;
    this.#fitting = Infinity;
    this.#search.value = '';
    this.#details.open = false;
    this.#anchor = -1;
    choices.addEventListener('change', () => this.#sync());
    this.again(reading);
  }

  /** The same capture was read again. @param {Reading} reading */
  again(reading) {
    this.#latest.abort();
    this.#reading = reading;
    this.#requests = reading.overview.requests;
    this.hidden = this.#requests.length < 2;
    this.#find();
  }

  /** What a link has room for. @param {Preview | null} preview null where nothing is chosen */
  show(preview) {
    if (this.hidden || !this.#choices) return;
    const total = this.#requests.length;
    const isChosen = this.#choices.now.requests !== null;
    const fits = preview !== null && preview.link !== null && preview.link <= (this.#reading?.core.bounds.link ?? 0);
    this.#fitting = !isChosen && fits ? preview.requests : Infinity;
    this.#fit.textContent = this.#fitting < total ? text.room(this.#fitting) : preview === null || fits ? '' : text.tooMany;
    this.#sync();
  }

  /** @returns {ReadonlySet<number> | null} null where all are chosen */
  get #chosen() {
    const requests = this.#choices?.now.requests ?? null;
    return requests && new Set(requests);
  }

  /** @param {Set<number>} chosen */
  #decide(chosen) {
    const requests = chosen.size === this.#requests.length ? null : [...chosen].sort((one, other) => one - other);
    if (JSON.stringify(requests) === JSON.stringify(this.#choices?.now.requests)) return;
    this.#choices?.set({ requests });
  }

  /**
   * Chooses all that are found, or none of them, and leaves the others as they are.
   *
   * @param {boolean} leave
   */
  #decideFound(leave) {
    const chosen = new Set(this.#chosen ?? this.#requests.keys());
    for (const index of this.#found) {
      if (leave) chosen.add(index);
      else chosen.delete(index);
    }
    this.#decide(chosen);
  }

  /**
   * Chooses the requests of the events that the list shows, and no others.
   *
   * @param {AbortSignal} signal
   */
  async #takeFiltered(signal) {
    const [reading, filter] = [this.#reading, this.#filter];
    if (!reading || filter === '') return;
    const { host, request, ...others } = JSON.parse(filter);
    /** @type {Set<number>} */
    const found = new Set();
    if (Object.keys(others).length === 0) {
      // What stands in the report needs no look at the events.
      for (const [index, one] of this.#requests.entries()) {
        if ((host === undefined || one.host === host) && (request === undefined || index === request) && one.event_count > 0) found.add(index);
      }
    } else {
      for (let start = 0, total = 1; start < total; start += PAGE) {
        const page = await until(signal, reading.ask('events', start, PAGE, filter));
        for (const event of page.events) found.add(event.request);
        total = page.total;
      }
    }
    this.#decide(found);
  }

  /** @param {string} filter of the events as the core reads it, empty where there is none */
  set filter(filter) {
    this.#filter = filter;
    this.#filtered.hidden = filter === '';
  }

  /** Lists what the search finds. */
  #find() {
    this.#rows.clear();
    this.#list.replaceChildren();
    this.#more.replaceChildren();
    const wanted = this.#search.value.trim().toLowerCase();
    this.#found = this.#requests.flatMap(({ host, method, url, protocol }, index) => {
      const searchable = [index + 1, host ?? '', method ?? '', pathOf(url), protocol.name].join(' ').toLowerCase();
      return wanted === '' || searchable.includes(wanted) ? index : [];
    });
    if (this.#details.open && !this.hidden) {
      const time = timing(this.#requests);
      this.#more.append(growing(this.#found, FIRST, STEP, text.more, (added) => {
        this.#list.append(...added.map((index) => this.#row(index, time)));
        this.#sync();
      }));
    }
    this.#list.hidden = this.#found.length === 0;
    this.#listed.textContent = wanted === '' ? '' : text.found(this.#found.length);
    const [first] = this.#rows.values();
    if (first) this.#moveStop(first.input);
    this.#sync();
  }

  /**
   * @param {number} index
   * @param {(request: Request) => HTMLElement | null} time
   */
  #row(index, time) {
    const request = /** @type {Request} */ (this.#requests[index]);
    const input = element('input', { type: 'checkbox', id: freshId(), tabindex: -1, 'data-index': index });
    const state = element('span', { class: 'request-state' });
    this.#rows.set(index, { input, state });
    return element('li', {}, input, element('label', { class: 'request-line', for: input.id }, ...columnsOf(request, index, time(request), 'span'), state));
  }

  /** Shows what is chosen. */
  #sync() {
    const chosen = this.#chosen;
    const total = this.#requests.length;
    const narrowed = this.#found.length < total;
    this.#count.textContent = chosen === null ? text.all(total) : text.some(chosen.size, total);
    this.#all.textContent = narrowed ? text.takeFound(this.#found.length) : text.takeAll;
    this.#none.textContent = narrowed ? text.leaveFound(this.#found.length) : text.takeNone;
    const left = this.#found.filter((index) => chosen?.has(index) ?? true).length;
    this.#all.ariaDisabled = left === this.#found.length ? 'true' : null;
    this.#none.ariaDisabled = left === 0 ? 'true' : null;
    for (const [index, { input, state }] of this.#rows) {
      input.checked = chosen?.has(index) ?? true;
      const out = chosen === null && index >= this.#fitting;
      if (out === (state.firstChild !== null)) continue;
      state.replaceChildren(...(out ? [statusMark('partial', text.notInLink)] : []));
    }
  }

  /** @param {HTMLInputElement} input */
  #ticked(input) {
    const index = Number(input.dataset['index']);
    const [from, to] = this.#shift && this.#anchor >= 0 ? [Math.min(this.#anchor, index), Math.max(this.#anchor, index)] : [index, index];
    const chosen = new Set(this.#chosen ?? this.#requests.keys());
    for (const one of this.#found) {
      if (one < from || one > to) continue;
      if (input.checked) chosen.add(one);
      else chosen.delete(one);
    }
    this.#anchor = index;
    this.#decide(chosen);
  }

  /** The one that Tab reaches. @param {HTMLInputElement} input */
  #moveStop(input) {
    for (const row of this.#rows.values()) row.input.tabIndex = row.input === input ? 0 : -1;
  }

  /** Goes from one request to another with the arrow keys. @param {KeyboardEvent} event */
  #pressed(event) {
    this.#shift = event.shiftKey;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const inputs = [...this.#rows.values()].map(({ input }) => input);
    const at = inputs.findIndex((input) => input === event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: inputs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const more = this.#more.querySelector('button');
    if (to === inputs.length && more && !more.hidden) more.click();
    [...this.#rows.values()][to]?.input.focus();
  }
}

define('request-choice', RequestChoiceElement);
