import { define } from '../define.js';
import { button, element, freshId } from '../dom.js';
import { marked } from '../embed/quotes.js';
import { NO_REFERENCES, pointAt } from '../evidence.js';
import { FilterChange, OpenChange } from '../events.js';
import { countsTimes, day, moment } from '../format.js';
import { InTurn, Latest, unlessStopped, until } from '../latest.js';
import { sectionHead } from '../section.js';
import { events as text } from '../text.js';
import { EventDetailElement } from './event-detail.js';
import { EventFilterElement } from './event-filter.js';
import { BLOCK, ChooseEvent, EventTableElement } from './event-table.js';

/** @import { EventPage } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */
/** @import { References } from '../evidence.js' */
/** @import { Filter } from './event-filter.js' */

/** Pause after which an event is shown that was passed with the arrow keys, in milliseconds. */
const PASSING_PAUSE = 80;
/** Searches shorter than this say nothing of themselves, in milliseconds: it would only flicker. */
const PATIENCE = 200;
/** Places marked at once in the values of an event. */
const MARKED = 500;
/** As wide as this, list and event stand side by side: the same width as in the style sheet. */
const WIDE = matchMedia('(min-width: 64rem)');

/** The events: what narrows them, their list, and the one that was chosen. */
export class EventListElement extends HTMLElement {
  /** @type {Reading | null} */ #reading = null;
  /** @type {References} */ #references = NO_REFERENCES;
  /** Paths of the fields that are the same in every event, once one is shown. @type {Set<string> | null} */ #repeated = null;
  #filter = new EventFilterElement();
  #count = element('p', { class: 'quiet count', role: 'status' });
  #table = new EventTableElement();
  #title = element('h3', { tabindex: -1, id: freshId() });
  #body = element('div', {});
  #pane = element('section', { class: 'event-pane', id: freshId(), 'aria-labelledby': this.#title.id });
  #split = element('div', { class: 'events' }, this.#table, this.#pane);
  /** @type {EventDetailElement | null} */ #detail = null;
  /** Index of the event that is shown. */
  #shown = -1;
  /** What the filter lets through. */ #finding = new InTurn((signal) => this.#findNow(signal));
  /** The event that is wanted. */ #latest = new Latest();

  connectedCallback() {
    if (this.#pane.firstChild) return;
    const back = button(text.back, 'back');
    back.addEventListener('click', () => {
      this.#view = 'list';
      this.#table.focusRow();
    });
    this.#pane.append(back, this.#title, this.#body);
    this.#table.setAttribute('aria-controls', this.#pane.id);
    this.#table.addEventListener('chooseevent', (event) => {
      if (event instanceof ChooseEvent) void this.#choose(event);
    });
    this.#filter.addEventListener('filterchange', () => void unlessStopped(() => this.#find()));
  }

  /**
   * Narrows the list, as a part of the page does that speaks of some events.
   *
   * @param {Filter} filter null takes a condition away
   */
  narrow(filter) {
    this.#filter.take(filter);
  }

  /**
   * @param {Reading} reading
   * @param {References} references
   * @param {number} [shown] the event that is shown at first; -1 for none
   */
  async show(reading, references, shown = -1) {
    const view = this.#split.dataset['view'];
    this.#reading = reading;
    this.#references = references;
    this.#latest.abort();
    this.dispatchEvent(new FilterChange(''));
    this.hidden = reading.eventCount === 0;
    if (this.hidden) {
      this.replaceChildren();
      return;
    }
    this.#repeated = null;
    this.#filter.show(reading);
    this.#empty();
    this.#view = 'list';
    // Until it is known what is in the list: what is said of it comes above.
    this.#split.hidden = true;
    this.replaceChildren(
      sectionHead('events', text.title, ''),
      element('div', { class: 'wide' }, this.#filter, this.#count, this.#split));
    await this.#find();
    if (shown < 0) return;
    this.#table.reveal(this.#table.positionOf(shown) ?? shown);
    if (await this.#showEvent(shown, this.#latest.begin())) this.#view = view === 'event' ? 'event' : 'list';
  }

  /**
   * Goes on to the next event or the one before.
   *
   * @param {1 | -1} by
   */
  step(by) {
    if (!this.hidden) this.#table.step(by, this.#split.contains(document.activeElement));
  }

  /** Puts the cursor into the box for a text to look for. */
  focusSearch() {
    this.#filter.focusText();
  }

  /**
   * Shows an event, chosen in the list, and a field of it.
   *
   * @param {number} index
   * @param {string} path field to point at
   * @param {Element | null} from what led there
   */
  async open(index, path, from) {
    await this.#finding.running;
    if (this.#table.positionOf(index) === null) {
      if (this.#filter.asked !== '') this.#filter.clear();
      await this.#finding.running;
    }
    this.#table.reveal(this.#table.positionOf(index) ?? index);
    if (!await this.#showEvent(index, this.#latest.begin())) return;
    this.#view = 'event';
    pointAt(this.#detail?.rowOf(path) ?? this.#title, from);
  }

  /** On narrow screens either the list is seen or the event. @param {'list' | 'event'} view */
  set #view(view) {
    this.#split.dataset['view'] = view;
  }

  #empty() {
    this.#detail = null;
    this.dispatchEvent(new OpenChange(null));
    this.#pane.hidden = true;
    this.#table.chosen = -1;
  }

  /** Finds what the filter lets through. */
  #find() {
    const patience = window.setTimeout(() => { this.#count.textContent = text.searching; }, PATIENCE);
    return this.#finding.run().finally(() => clearTimeout(patience));
  }

  /** @param {AbortSignal} signal */
  async #findNow(signal) {
    const [reading, { asked }] = [this.#reading, this.#filter];
    if (reading) this.#list(reading, asked, await until(signal, reading.ask('events', 0, BLOCK, asked)));
  }

  /**
   * @param {Reading} reading
   * @param {string} asked
   * @param {EventPage} page
   */
  #list(reading, asked, { total, events }) {
    const { period } = reading.overview;
    const [first = '', last = ''] = [period?.first, period?.last].map((one) => moment(one ?? null)).map((one) => (one ? day(one) : ''));
    const all = first && last && !(countsTimes() && first === last) ? text.period(total, first, last) : `${text.amount(total)}.`;
    this.#count.textContent = total === 0 ? text.none : asked === '' ? all : text.found(total, reading.eventCount);
    this.#split.hidden = total === 0;
    const { requests } = reading.overview;
    this.#table.show({
      total,
      oneDay: first === last,
      origin: requests.length > 1 ? ({ request }) => text.ofRequest(request + 1, requests[request]?.host ?? null) : null,
      first: events,
      page: async (start, count) => (await reading.ask('events', start, count, asked)).events,
    });
    highlight(this.#detail, this.#filter.text);
    const [event] = events;
    // Beside the list there is room for an event, so that nobody has to guess what choosing one gives.
    if (WIDE.matches && event && !this.#detail) void this.#latest.run((signal) => this.#showEvent(event.index, signal));
  }

  /** @param {ChooseEvent} event */
  #choose({ position, how }) {
    return this.#latest.run(async (signal) => {
      if (how === 'pass') {
        if (!WIDE.matches) return;
        await until(signal, new Promise((resolve) => { setTimeout(resolve, PASSING_PAUSE); }));
      }
      const event = await until(signal, this.#table.eventAt(position));
      if (!event || !await this.#showEvent(event.index, signal) || how === 'pass') return;
      this.#view = 'event';
      this.#title.focus({ preventScroll: true });
      this.#pane.scrollIntoView({ block: WIDE.matches ? 'nearest' : 'start' });
    });
  }

  /**
   * @param {number} index
   * @param {AbortSignal} signal ends it where another one is wanted
   * @returns {Promise<boolean>} whether there is such an event
   */
  async #showEvent(index, signal) {
    const reading = this.#reading;
    if (this.#detail && this.#shown === index) return true;
    const event = await until(signal, reading?.ask('event', index));
    if (!reading || !event) return false;
    this.#repeated ??= new Set(await until(signal, reading.ask('repeated')));
    this.#shown = index;
    // Of the event before this one, the reader may have seen the end. Later, it would cost a layout of all of this one.
    this.#pane.scrollTop = 0;
    const detail = new EventDetailElement();
    detail.show(event, this.#references, reading, this.#repeated);
    this.#detail = detail;
    this.#title.replaceChildren(...marked(event.title, event.quotes));
    this.#body.replaceChildren(detail);
    this.#pane.hidden = false;
    this.#table.chosen = index;
    this.dispatchEvent(new OpenChange({ kind: 'event', index, path: '' }));
    highlight(detail, this.#filter.text);
    return true;
  }
}

/**
 * Marks a text in the values of an event, without touching them.
 *
 * @param {Element | null} detail
 * @param {string} wanted
 */
function highlight(detail, wanted) {
  // Browsers without it mark the text in the list only.
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete('found');
  const tables = detail?.querySelectorAll('field-table tbody') ?? [];
  if (wanted === '') return;
  const text = wanted.toLowerCase();
  const ranges = [...tables].flatMap((table) => rangesIn(table, text));
  CSS.highlights.set('found', new Highlight(...ranges.slice(0, MARKED)));
}

/**
 * Where a text is in the values of a table, which are opened where it is in their middle.
 *
 * @param {Element} table
 * @param {string} text in small letters
 */
function rangesIn(table, text) {
  for (const middle of table.querySelectorAll('code .middle')) {
    if (middle.parentElement?.textContent?.replace('…', '').toLowerCase().includes(text)) middle.parentElement.querySelector('button')?.click();
  }
  const ranges = [];
  const nodes = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node && ranges.length < MARKED; node = nodes.nextNode()) {
    const content = (node.nodeValue ?? '').toLowerCase();
    // A letter whose small form is longer would shift what follows.
    if (content.length !== node.nodeValue?.length) continue;
    for (let at = content.indexOf(text); at >= 0 && ranges.length < MARKED; at = content.indexOf(text, at + text.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + text.length);
      ranges.push(range);
    }
  }
  return ranges;
}

define('event-list', EventListElement);
