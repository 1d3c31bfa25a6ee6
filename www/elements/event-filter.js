import { define } from '../define.js';
import { button, element, freshId } from '../dom.js';
import { FilterChange } from '../events.js';
import { clock, count, day, moment, utcTime } from '../format.js';
import { events as text, severity } from '../text.js';

/** @import { Reading } from '../core.js' */

/**
 * @typedef {{ text?: string | null, category?: string | null, severity?: number | null, name?: string | null,
 *   host?: string | null, request?: number | null, from?: number | null, to?: number | null }} Filter
 * what the core understands; all of it must hold
 */

/** Pause after which a typed text is looked for, in milliseconds. */
const TYPING_PAUSE = 150;
/** Fewer events than this are seen at a glance and need no filter. */
const FILTER_FROM = 8;

/** What narrows the list of events. */
export class EventFilterElement extends HTMLElement {
  /** @type {Filter} */ #filter = {};
  #input = element('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', id: freshId() });
  /** @type {Map<'category' | 'severity' | 'name' | 'host', { select: HTMLSelectElement, values: (string | undefined)[] }>} */ #selects = new Map();
  #set = element('p', { class: 'filter-set' });
  #oneDay = true;
  #few = true;
  #pause = 0;

  /** @param {Reading} reading */
  show({ overview }) {
    const { period, counts, categories, names, requests } = overview;
    const [first, last] = [moment(period?.first ?? null), moment(period?.last ?? null)];
    this.#oneDay = !first || !last || day(first) === day(last);
    this.#few = counts.events < FILTER_FROM;
    this.#selects.clear();
    /** @type {Map<string, number>} */
    const amounts = new Map();
    for (const { name, events } of names) amounts.set(name ?? '', (amounts.get(name ?? '') ?? 0) + events);
    const hosts = [...new Set(requests.flatMap(({ host }) => host ?? []))];
    this.#input.oninput = () => {
      clearTimeout(this.#pause);
      this.#pause = window.setTimeout(() => this.#change({}), TYPING_PAUSE);
    };
    this.replaceChildren(element('search', { class: 'filter' },
      element('p', { class: 'filter-text' }, element('label', { for: this.#input.id }, text.filter), this.#input),
      this.#select('category', text.category, categories.map(({ category, label, events }) => [category, `${label} (${count(events)})`])),
      this.#select('severity', text.severity, severity.slice(1).map((word, index) => [String(index + 1), index + 2 < severity.length ? text.atLeast(word) : word])),
      this.#select('name', text.name, [...amounts].map(([name, events]) => [name, `${name || text.unnamed} (${count(events)})`])),
      this.#select('host', text.host, hosts.map((host) => [host, host]))), this.#set);
    this.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Escape' || Object.keys(this.#filter).length === 0 && this.#input.value === '') return;
      event.preventDefault();
      this.clear();
    };
    this.#filter = {};
    this.#tell();
  }

  /** The filter as the core reads it; empty where all events are wanted. */
  get asked() {
    return Object.keys(this.#filter).length === 0 ? '' : JSON.stringify(this.#filter);
  }

  /** The text that is looked for. */
  get text() {
    return this.#filter.text ?? '';
  }

  /** Puts the cursor into the box for a text. */
  focusText() {
    if (!this.#input.checkVisibility()) return;
    this.#input.scrollIntoView({ block: 'center' });
    this.#input.focus({ preventScroll: true });
  }

  /**
   * Adds conditions; `null` takes one away, and none at all takes all away.
   *
   * @param {Filter} added
   */
  take(added) {
    this.#change(Object.keys(added).length === 0 ? null : added);
  }

  clear() {
    this.#change(null);
  }

  /**
   * @param {'category' | 'severity' | 'name' | 'host'} key
   * @param {string} label
   * @param {string[][]} options values and names
   */
  #select(key, label, options) {
    if (options.length < 2) return null;
    const id = freshId();
    const select = element('select', { id },
      element('option', {}, text.any), ...options.map(([, name = '']) => element('option', {}, name)));
    const values = options.map(([value]) => value);
    select.addEventListener('change', () => {
      const value = values[select.selectedIndex - 1] ?? null;
      this.#change({ [key]: key === 'severity' && value !== null ? Number(value) : value });
    });
    this.#selects.set(key, { select, values });
    return element('p', {}, element('label', { for: id }, label), select);
  }

  /** @param {Filter | null} added */
  #change(added) {
    clearTimeout(this.#pause);
    // What was just typed counts, before its pause is over too.
    const merged = added === null ? {} : { ...this.#filter, text: this.#input.value.trim() || null, ...added };
    this.#filter = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null && value !== undefined));
    this.#tell();
    this.dispatchEvent(new FilterChange(this.asked));
  }

  /** Shows what is set. */
  #tell() {
    const filter = this.#filter;
    const isSet = Object.keys(filter).length > 0;
    if (this.#input.value.trim() !== this.text) this.#input.value = this.text;
    for (const [key, { select, values }] of this.#selects) select.selectedIndex = values.indexOf(String(filter[key])) + 1;
    this.hidden = this.#few && !isSet;
    const focused = this.#set.contains(document.activeElement);
    this.#set.hidden = !isSet;
    this.#set.replaceChildren(
      ...(filter.from === undefined && filter.to === undefined ? [] : [this.#chip(this.#stretch(), { from: null, to: null })]),
      // Where all events went to one host, no list shows it.
      ...(filter.host === undefined || this.#selects.has('host') ? [] : [this.#chip(text.sentTo(String(filter.host)), { host: null })]),
      ...(filter.request === undefined ? [] : [this.#chip(text.inRequest(Number(filter.request) + 1), { request: null })]),
      this.#clearButton());
    if (focused) this.#input.focus();
  }

  /**
   * @param {string} label
   * @param {Filter} without
   */
  #chip(label, without) {
    const chip = button(label, 'chip');
    chip.setAttribute('aria-label', text.remove(label));
    chip.append(element('span', { 'aria-hidden': 'true' }, ' ×'));
    chip.addEventListener('click', () => this.#change(without));
    return chip;
  }

  #clearButton() {
    const clear = button(text.clear, 'as-link');
    clear.addEventListener('click', () => this.clear());
    return clear;
  }

  /** The stretch of time that is set, in words. */
  #stretch() {
    const [from, to] = [this.#filter.from, this.#filter.to].map((one) => moment(one ?? null));
    const name = (/** @type {Date} */ date) => (this.#oneDay ? clock(date) : utcTime(date));
    if (from && to) return text.between(name(from), name(to));
    return from ? text.since(name(from)) : to ? text.until(name(to)) : '';
  }
}

define('event-filter', EventFilterElement);
