import { ConnectedElement, define, ending } from '../define.js';
import { copyOf, element, part, severityMark } from '../dom.js';
import { piecesOf } from '../embed/quotes.js';
import { clock, dayClock, machineTime, moment } from '../format.js';
import { Latest } from '../latest.js';
import { events as text } from '../text.js';

/** @import { Event as CapturedEvent } from '../report.d.ts' */

/**
 * @typedef {{ total: number, oneDay: boolean, origin: ((event: CapturedEvent) => string) | null, first: CapturedEvent[],
 *   page: (start: number, count: number) => Promise<CapturedEvent[]> }} EventSource
 * the events of a list: how many, whether all are of one day, what is said of where each came from, the first block of
 * them, and how to get others
 */

/** Events that are asked for at once, and blocks of them that are kept. */
export const BLOCK = 100;
const BLOCKS = 24;
/** Lists up to this length are laid out whole, each row as high as it needs to be. */
const WHOLE = 50;
/** Rows made beyond each end of what is seen, so that scrolling does not begin with empty ones. */
const OVERSCAN = 8;
/** Rows that the scroll bar stands for at most: browsers know no boxes of any height. */
const SCROLLED = 150_000;

/** Characters before a text that was looked for. */
const LEADING = 10;

/** Asks for the event at a position of the list to be shown. */
export class ChooseEvent extends Event {
  /**
   * @param {number} position
   * @param {'pass' | 'open'} how passed by with the arrow keys, or meant
   */
  constructor(position, how) {
    super('chooseevent');
    this.position = position;
    this.how = how;
  }
}

/**
 * Any number of events as the rows of a grid, of which only those that are seen are in the page.
 *
 * Rows have a fixed height, a token of the style sheet; what scrolls past is made anew, in blocks that are asked for.
 */
export class EventTableElement extends ConnectedElement {
  /** @type {EventSource} */ #source = { total: 0, oneDay: true, origin: null, first: [], page: async () => [] };
  /** @type {Map<number, CapturedEvent[]>} */ #blocks = new Map();
  /** @type {Map<number, HTMLElement>} by position */ #rows = new Map();
  #body = element('div', { role: 'rowgroup', class: 'event-rows' });
  #originHead = element('span', { role: 'columnheader', hidden: true }, text.request);
  #unprinted = element('p', { class: 'print-only' });
  /** The source that is shown: an answer about an older one is dropped. */
  #latest = new Latest();
  #asking = false;
  /** The position that Tab reaches. */
  #current = 0;
  /** Index of the event that is shown beside the list. */
  #chosen = -1;
  #frame = 0;
  #printing = false;

  /** @override @param {AbortSignal} signal */
  connected(signal) {
    this.#build();
    ending(new ResizeObserver(() => this.#render()), signal).observe(this);
    window.addEventListener('beforeprint', () => this.#print(true), { signal });
    window.addEventListener('afterprint', () => this.#print(false), { signal });
  }

  #build() {
    if (this.firstChild) return;
    this.setAttribute('role', 'grid');
    this.setAttribute('aria-label', text.title);
    this.append(
      element('div', { role: 'row', 'aria-rowindex': 1, class: 'visually-hidden' },
        ...text.columns.map((name) => element('span', { role: 'columnheader' }, name)), this.#originHead),
      this.#body, this.#unprinted);
    this.addEventListener('scroll', () => { this.#frame ||= requestAnimationFrame(() => this.#render()); }, { passive: true });
    this.addEventListener('keydown', (event) => this.#pressed(event));
    this.addEventListener('click', (event) => {
      const position = this.#positionAt(event.target);
      if (position !== null) this.#choose(position, 'open');
    });
    this.addEventListener('focusin', (event) => {
      const position = this.#positionAt(event.target);
      if (position !== null && position !== this.#current) this.#moveStop(position);
    });
  }

  /** @param {EventSource} source */
  show(source) {
    this.#latest.begin();
    this.#source = source;
    this.#blocks = new Map([[0, source.first]]);
    this.#current = 0;
    this.setAttribute('aria-rowcount', String(source.total + 1));
    this.#begin();
    this.scrollTop = 0;
    this.#render();
  }

  #begin() {
    this.#rows.clear();
    this.#body.replaceChildren();
    this.toggleAttribute('data-whole', this.#whole);
    this.#originHead.hidden = this.#source.origin === null;
    this.toggleAttribute('data-origins', this.#source.origin !== null);
    this.toggleAttribute('data-hits', this.#source.first.some(({ hits }) => hits));
    this.#body.style.setProperty('--rows', String(Math.min(this.#source.total, SCROLLED)));
  }

  get #whole() {
    return this.#printing || this.#source.total <= WHOLE;
  }

  /**
   * The position of an event among those that are held; null where it is not.
   *
   * @param {number} index
   */
  positionOf(index) {
    for (const [block, events] of this.#blocks) {
      const at = events.findIndex((event) => event.index === index);
      if (at >= 0) return block * BLOCK + at;
    }
    return null;
  }

  /** @param {number} position */
  async eventAt(position) {
    const block = Math.floor(position / BLOCK);
    const events = this.#blocks.get(block) ?? await this.#ask(block);
    return events?.[position % BLOCK] ?? null;
  }

  /**
   * Marks the event that is shown beside the list.
   *
   * @param {number} index
   */
  set chosen(index) {
    this.#chosen = index;
    for (const [position, row] of this.#rows) this.#mark(row, position);
  }

  /**
   * Brings a row into view and lets Tab reach it.
   *
   * @param {number} position
   * @returns {HTMLElement | null} the row
   */
  reveal(position) {
    const { top, rows, ratio, height } = this.#view();
    if (!this.#whole) {
      if (position < top) this.scrollTop = (position / ratio) * height;
      else if (position + 1 > top + rows) this.scrollTop = ((position + 1 - rows) / ratio) * height;
    }
    this.#moveStop(position);
    this.#render();
    const row = this.#rows.get(position) ?? null;
    if (this.#whole && row) {
      const [box, own] = [this.getBoundingClientRect(), row.getBoundingClientRect()];
      if (own.top < box.top) this.scrollTop -= box.top - own.top;
      else if (own.bottom > box.bottom) this.scrollTop += own.bottom - box.bottom;
    }
    return row;
  }

  /** Puts the focus on the row that Tab reaches. */
  focusRow() {
    this.reveal(this.#current)?.focus({ preventScroll: true });
  }

  /**
   * Goes on to the next event or the one before; from elsewhere in the page, to the one that Tab reaches.
   *
   * @param {1 | -1} by
   * @param {boolean} here whether the reader is at the events
   */
  step(by, here) {
    const position = Math.min(Math.max(this.#current + (here ? by : 0), 0), this.#source.total - 1);
    this.#choose(position, this.checkVisibility() ? 'pass' : 'open');
  }

  /** What is seen, in rows: the first one and how many, with the height of one in pixels. */
  #view() {
    const { total } = this.#source;
    const scrolled = Math.min(total, SCROLLED);
    const height = this.#body.getBoundingClientRect().height / Math.max(scrolled, 1) || 1;
    const rows = this.clientHeight / height;
    // The scroll bar of a longer list moves by more rows than it passes.
    const ratio = total > scrolled ? (total - rows) / (scrolled - rows) : 1;
    return { top: (this.scrollTop / height) * ratio, rows, ratio, height };
  }

  #render() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { total } = this.#source;
    if (total === 0 || (this.clientHeight === 0 && !this.#whole)) return;
    const { top, rows, height } = this.#view();
    // Read once: after a row was added, the browser would have to lay out the page to tell.
    const { scrollTop } = this;
    const printed = this.#printing ? Math.min(total, BLOCK) : total;
    const first = this.#whole ? 0 : Math.max(0, Math.floor(top) - OVERSCAN);
    const end = this.#whole ? printed : Math.min(total, Math.ceil(top + rows) + OVERSCAN);
    const wanted = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
    // A row that has the focus stays in the page, or the focus would be lost.
    if (this.#current < first) wanted.unshift(this.#current);
    else if (this.#current >= end && this.#current < total && !this.#printing) wanted.push(this.#current);
    const kept = new Set(wanted);
    for (const [position, row] of this.#rows) {
      if (kept.has(position)) continue;
      row.remove();
      this.#rows.delete(position);
    }
    /** @type {Element | null} */
    let before = null;
    for (const position of wanted) {
      let row = this.#rows.get(position);
      if (!row) {
        row = this.#row(position);
        this.#rows.set(position, row);
        if (before) before.after(row);
        else this.#body.prepend(row);
      }
      if (!this.#whole) row.style.transform = `translateY(${scrollTop + (position - top) * height}px)`;
      before = row;
    }
    void this.#fill(first, end);
  }

  /** @param {number} position */
  #row(position) {
    const row = copyOf('event-row');
    row.dataset['position'] = String(position);
    row.setAttribute('aria-rowindex', String(position + 2));
    row.tabIndex = position === this.#current ? 0 : -1;
    this.#write(row, position);
    return row;
  }

  /**
   * @param {HTMLElement} row
   * @param {number} position
   */
  #write(row, position) {
    const event = this.#blocks.get(Math.floor(position / BLOCK))?.[position % BLOCK];
    row.toggleAttribute('aria-busy', !event);
    if (!event) {
      part(row, 'title').textContent = '…';
      return;
    }
    row.dataset['index'] = String(event.index);
    part(row, 'mark').replaceChildren(severityMark(event.severity));
    part(row, 'title').replaceChildren(...piecesOf(event.title, event.quotes).map((piece) => (piece.quoted ? element('bdi', { class: 'quoted' }, piece.text) : piece.text)));
    part(row, 'name').textContent = event.name ?? text.unnamed;
    part(row, 'name').classList.toggle('quiet', event.name === null);
    const date = moment(event.time);
    part(row, 'time').replaceChildren(date
      ? element('time', { datetime: machineTime(date) }, this.#source.oneDay ? clock(date) : dayClock(date)) : '');
    const origin = this.#source.origin?.(event) ?? '';
    part(row, 'origin').hidden = origin === '';
    part(row, 'origin').textContent = origin;
    const [hit] = event.hits ?? [];
    if (hit) {
      part(row, 'hit').replaceChildren(element('span', { class: 'quiet' }, `${hit.path.split('.').at(-1)}: `),
        leading(hit.excerpt.slice(0, hit.start)), element('mark', {}, hit.excerpt.slice(hit.start, hit.end)), hit.excerpt.slice(hit.end));
    }
    this.#mark(row, position);
  }

  /**
   * @param {HTMLElement} row
   * @param {number} position
   */
  #mark(row, position) {
    row.tabIndex = position === this.#current ? 0 : -1;
    row.setAttribute('aria-selected', String(row.dataset['index'] === String(this.#chosen)));
  }

  /** @param {number} position */
  #moveStop(position) {
    const before = this.#rows.get(this.#current);
    this.#current = position;
    if (before) before.tabIndex = -1;
    const row = this.#rows.get(position);
    if (row) row.tabIndex = 0;
  }

  /**
   * Asks for what is seen and not held, a block at a time, the newest wish first.
   *
   * @param {number} first
   * @param {number} end
   */
  async #fill(first, end) {
    if (this.#asking) return;
    for (let block = Math.floor(first / BLOCK); block * BLOCK < end; block += 1) {
      if (this.#blocks.has(block)) continue;
      this.#asking = true;
      try {
        await this.#ask(block);
      } finally {
        this.#asking = false;
      }
      // What is seen may have moved on meanwhile.
      this.#frame ||= requestAnimationFrame(() => this.#render());
      return;
    }
  }

  /** @param {number} block */
  async #ask(block) {
    const { signal } = this.#latest;
    const events = await this.#source.page(block * BLOCK, BLOCK);
    if (signal.aborted) return null;
    this.#blocks.set(block, events);
    for (const [position, row] of this.#rows) if (Math.floor(position / BLOCK) === block) this.#write(row, position);
    // The first block stays, for printing; of the others the oldest goes.
    const [, oldest] = this.#blocks.keys();
    if (this.#blocks.size > BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
    return events;
  }

  /**
   * @param {number} position
   * @param {'pass' | 'open'} how
   */
  #choose(position, how) {
    this.reveal(position)?.focus({ preventScroll: true });
    this.dispatchEvent(new ChooseEvent(position, how));
  }

  /** @param {EventTarget | null} target */
  #positionAt(target) {
    const row = target instanceof Element ? target.closest('[data-position]') : null;
    return row instanceof HTMLElement ? Number(row.dataset['position']) : null;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const page = Math.max(1, Math.floor(this.#view().rows) - 1);
    const last = this.#source.total - 1;
    /** @type {Record<string, number>} */
    const steps = {
      ArrowDown: this.#current + 1, ArrowUp: this.#current - 1, PageDown: this.#current + page, PageUp: this.#current - page, Home: 0, End: last,
    };
    const target = event.key === 'Enter' ? this.#current : steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.#choose(Math.min(Math.max(target, 0), last), event.key === 'Enter' ? 'open' : 'pass');
  }

  /**
   * On paper nothing scrolls: the first events are laid out, and how many are left out is said.
   *
   * @param {boolean} printing
   */
  #print(printing) {
    if (this.#source.total <= WHOLE) return;
    this.#printing = printing;
    const left = this.#source.total - BLOCK;
    this.#unprinted.textContent = printing && left > 0 ? text.unprinted(left) : '';
    const { scrollTop } = this;
    this.#begin();
    this.scrollTop = scrollTop;
    this.#render();
  }
}

/**
 * What stands before a text that was looked for, short enough that the text itself is seen.
 *
 * @param {string} before
 */
function leading(before) {
  const letters = [...before];
  return letters.length > LEADING + 1 ? `…${letters.slice(-LEADING).join('')}` : before;
}

define('event-table', EventTableElement);
