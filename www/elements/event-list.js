import { Stopped } from '../core.js';
import { button, copyOf, element, freshId, part, severityMark } from '../dom.js';
import { NO_REFERENCES, pointAt } from '../evidence.js';
import { count, day, moment, utcTime } from '../format.js';
import { sectionHead } from '../section.js';
import { events as text } from '../text.js';
import { EventDetailElement } from './event-detail.js';

/** @import { Event as CapturedEvent } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */
/** @import { References } from '../evidence.js' */

/** Events a page. The core is asked for a page at a time, so that 20,000 events cost as little as 50. */
const PAGE = 50;
/** Pause after which a typed filter is applied, in milliseconds. */
const TYPING_PAUSE = 150;
/** Event names offered as filters. */
const NAMES = 12;
/** Fewer events than this are seen at a glance and need no filter. */
const FILTER_FROM = 8;

/** The events, a page at a time, each opening into its fields. */
export class EventListElement extends HTMLElement {
  /** @type {Reading | null} */ #reading = null;
  /** @type {References} */ #references = NO_REFERENCES;
  #filter = element('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
  #list = element('ol', { class: 'plain events' });
  #range = element('p', { class: 'quiet range', role: 'status' });
  #pager = element('nav', { 'aria-label': text.pages, class: 'pager' });
  #start = 0;
  #asked = 0;
  #pause = 0;

  /**
   * @param {Reading} reading
   * @param {References} references
   */
  async show(reading, references) {
    this.#reading = reading;
    this.#references = references;
    this.hidden = reading.eventCount === 0;
    if (this.hidden) {
      this.replaceChildren();
      return;
    }
    this.#filter.value = '';
    this.#filter.id ||= freshId();
    this.#filter.oninput = () => {
      clearTimeout(this.#pause);
      this.#pause = window.setTimeout(() => void this.#turnTo(0), TYPING_PAUSE);
    };
    const { period, counts } = reading.overview;
    const first = moment(period?.first ?? null);
    const last = moment(period?.last ?? null);
    this.replaceChildren(
      sectionHead('events', text.title, text.lead),
      element('p', {}, first && last
        ? text.period(counts.events, day(first), day(last))
        : `${text.amount(counts.events)}.`),
    );
    if (reading.eventCount >= FILTER_FROM) {
      this.append(element('search', { class: 'filter' },
        element('label', { for: this.#filter.id }, text.filter), this.#filter, this.#names(reading)));
    }
    this.append(this.#range, this.#list, this.#pager);
    await this.#turnTo(0);
  }

  /** @param {Reading} reading */
  #names(reading) {
    const names = reading.overview.names.filter(({ name }) => name !== null);
    if (names.length < 2) return null;
    return element('ul', { class: 'plain names', 'aria-label': text.names },
      ...names.slice(0, NAMES).map(({ name, events }) => {
        const choose = button('', 'chip');
        choose.append(element('code', {}, name ?? ''), ` × ${count(events)}`);
        choose.addEventListener('click', () => {
          this.#filter.value = name ?? '';
          void this.#turnTo(0);
        });
        return element('li', {}, choose);
      }));
  }

  /**
   * Shows the page that holds an event and opens it.
   *
   * @param {number} index
   * @param {string} path field to point at
   * @param {Element | null} from what led there
   */
  async open(index, path, from) {
    const find = () => this.#list.querySelector(`[data-index="${index}"]`);
    if (!find()) {
      this.#filter.value = '';
      await this.#turnTo(Math.floor(index / PAGE) * PAGE);
    }
    const row = find();
    const toggle = row?.querySelector('button');
    const detail = row?.querySelector('event-detail');
    if (!toggle || !(detail instanceof EventDetailElement)) return;
    await this.#unfold(toggle, detail, index);
    pointAt(detail.rowOf(path) ?? toggle, from);
  }

  /** @param {number} start */
  async #turnTo(start) {
    const reading = this.#reading;
    if (!reading) return;
    this.#asked += 1;
    const asked = this.#asked;
    let page;
    try {
      page = await reading.events(start, PAGE, this.#filter.value.trim());
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      return;
    }
    if (asked !== this.#asked) return;
    this.#start = start;
    this.#list.replaceChildren(...page.events.map((event) => this.#row(event)));
    const filtered = this.#filter.value.trim() !== '';
    if (page.total === 0) this.#range.textContent = text.none;
    else if (page.total > PAGE) this.#range.textContent = text.range(start + 1, start + page.events.length, page.total);
    else this.#range.textContent = filtered ? text.found(page.total) : '';
    this.#showPager(page.total);
  }

  /** @param {number} total */
  #showPager(total) {
    this.#pager.hidden = total <= PAGE;
    const lastStart = Math.floor((total - 1) / PAGE) * PAGE;
    /** @type {[string, number][]} */
    const targets = [[text.first, 0], [text.previous, this.#start - PAGE], [text.next, this.#start + PAGE], [text.last, lastStart]];
    this.#pager.replaceChildren(...targets.map(([name, start]) => {
      const turn = button(name);
      turn.disabled = start < 0 || start > lastStart || start === this.#start;
      turn.addEventListener('click', async () => {
        await this.#turnTo(start);
        this.#list.querySelector('button')?.focus({ preventScroll: true });
        this.#range.scrollIntoView({ block: 'start' });
      });
      return turn;
    }), element('span', { class: 'quiet' }, text.page(this.#start / PAGE + 1, lastStart / PAGE + 1)));
  }

  /** @param {CapturedEvent} event */
  #row(event) {
    const row = copyOf('event-row');
    row.dataset['index'] = String(event.index);
    part(row, 'mark').append(severityMark(event.severity));
    part(row, 'title').append(event.title);
    const date = moment(event.time);
    if (date) part(row, 'time').append(element('time', { datetime: date.toISOString() }, utcTime(date)));
    const toggle = row.querySelector('button');
    const detail = row.querySelector('event-detail');
    if (toggle && detail instanceof EventDetailElement) {
      detail.id = freshId();
      toggle.setAttribute('aria-controls', detail.id);
      toggle.addEventListener('click', () => {
        if (detail.hidden) {
          void this.#unfold(toggle, detail, event.index);
        } else {
          detail.hidden = true;
          toggle.setAttribute('aria-expanded', 'false');
        }
      });
    }
    return row;
  }

  /**
   * @param {HTMLButtonElement} toggle
   * @param {EventDetailElement} detail
   * @param {number} index
   */
  async #unfold(toggle, detail, index) {
    toggle.setAttribute('aria-expanded', 'true');
    detail.hidden = false;
    const reading = this.#reading;
    if (!reading || detail.filled) return;
    try {
      detail.show(await reading.event(index), this.#references);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }
}

customElements.define('event-list', EventListElement);
