import { Stopped } from '../core.js';
import { button, element, severityMark, table, tableRow } from '../dom.js';
import { askForEvents } from '../section.js';
import { clockTime, count, localTime, moment, roughly, shortDay, span, utcTime } from '../format.js';
import { severity as severities, timeline as text } from '../text.js';

/** @import { Slot, Timeline } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */

/**
 * @typedef {{ from: number, to: number }} Range both ends included, in milliseconds
 * @typedef {Range & { x: number, slot: Slot }} Place where a slot is drawn
 */

/** Heights in the drawing, in pixels: the days, the uploads, the events above the axis, two rows of clocks under it. */
const DAYS = 13;
const UPLOADS = 31;
const TOP = 40;
const AXIS = 144;
const CLOCK = AXIS + 19;
const OTHER_CLOCK = CLOCK + 17;
/** The least width of a slot: its shape and a little room. */
const SLOT = 17;
/** The size of an event that is drawn by itself, and how many fit above each other. */
const EVENT = 15;
const PILE = 5;
/** More uploads than this are marked without their times. */
const LABELED = 6;
/** Room that a label on the axis needs. */
const LABEL = 72;
/** No stretch of time shorter than this is looked at, in milliseconds. */
const SHORTEST = 8000;
/** Steps between labels that people count in, in milliseconds. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICKS = [
  1000, 2000, 5000, 10_000, 15_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY,
];

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
function drawn(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/**
 * The events over time: where they cluster, where the phone was silent, when it uploaded.
 * Pressing `Show these events` sends `filterevents` with the range that is looked at.
 */
export class EventTimelineElement extends HTMLElement {
  /** @type {Reading | null} */ #reading = null;
  /** @type {Timeline | null} the whole time of the capture */ #whole = null;
  /** @type {Timeline | null} what is drawn */ #timeline = null;
  /** @type {Range | null} what is looked at; null is the whole */ #view = null;
  /** @type {Place[]} */ #places = [];
  /** @type {{ anchor: number, at: number } | null} the chosen slots */ #chosen = null;
  /** @type {Map<number, number>} where each pointer that is down is */ #pointers = new Map();
  #apart = 0;
  #width = 0;
  #asked = 0;
  #plot = element('div', { class: 'timeline-plot', role: 'slider', tabindex: 0, 'aria-label': text.slider, 'aria-description': text.help });
  #caption = element('figcaption', { class: 'timeline-caption' });
  #told = element('p', { class: 'timeline-told' });
  #choose = button(text.show, 'primary');
  #earlier = button('‹');
  #later = button('›');
  #closer = button('+');
  #farther = button('−');
  #all = button(text.whole);
  #table = element('div', {});
  #details = element('details', {}, element('summary', {}, text.table), this.#table);
  #resized = new ResizeObserver(() => {
    const width = Math.floor(this.#plot.clientWidth);
    if (width > 0 && width !== this.#width) void this.#look(this.#view);
  });

  constructor() {
    super();
    for (const [control, label, act] of /** @type {[HTMLButtonElement, string, () => void][]} */ ([
      [this.#earlier, text.earlier, () => this.#move(-1)],
      [this.#later, text.later, () => this.#move(1)],
      [this.#closer, text.closer, () => this.#zoom(0.5)],
      [this.#farther, text.farther, () => this.#zoom(2)],
      [this.#all, text.whole, () => void this.#look(null)],
      [this.#choose, text.show, () => this.#show()],
    ])) {
      control.setAttribute('aria-label', label);
      control.title = label;
      control.addEventListener('click', act);
    }
    this.#plot.addEventListener('keydown', (event) => this.#key(event));
    this.#plot.addEventListener('pointerdown', (event) => this.#down(event));
    this.#plot.addEventListener('pointermove', (event) => this.#drag(event));
    for (const end of ['pointerup', 'pointercancel']) {
      this.#plot.addEventListener(end, (event) => this.#pointers.delete(/** @type {PointerEvent} */ (event).pointerId));
    }
    this.#plot.addEventListener('dblclick', () => void this.#look(null));
    this.#plot.addEventListener('wheel', (event) => {
      // A wheel alone scrolls the page; with Control, which is also how a pinch on a touch pad arrives, it zooms.
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.#zoom(event.deltaY > 0 ? 1.25 : 0.8, this.#fraction(event.clientX));
    }, { passive: false });
    this.#details.addEventListener('toggle', () => this.#fillTable());
  }

  /** @param {Reading} reading */
  async show(reading) {
    this.#reading = reading;
    this.#whole = null;
    this.replaceChildren(
      element('figure', { class: 'timeline' }, this.#plot, this.#caption),
      element('div', { class: 'timeline-actions' },
        element('div', { class: 'timeline-zoom', role: 'group', 'aria-label': text.zoom }, this.#earlier, this.#farther, this.#closer, this.#later, this.#all),
        this.#told, this.#choose),
      this.#details,
    );
    this.#resized.disconnect();
    await this.#look(null);
    this.#resized.observe(this.#plot);
  }

  /**
   * Draws a range of time.
   *
   * @param {Range | null} view null is the whole
   */
  async #look(view) {
    if (!this.#reading) return;
    this.#asked += 1;
    const asked = this.#asked;
    const width = Math.floor(this.#plot.clientWidth) || 600;
    let timeline;
    try {
      timeline = await this.#reading.timeline({ ...view, slots: Math.max(8, Math.floor(width / SLOT)) });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      return;
    }
    if (asked !== this.#asked || timeline === null) return;
    const chosen = this.#range();
    this.#width = width;
    this.#view = view;
    this.#timeline = timeline;
    if (view === null) this.#whole = timeline;
    this.#draw();
    const within = (/** @type {number} */ time) => this.#places.findIndex(({ from, to }) => from <= time && time <= to);
    const [anchor, at] = chosen ? [within(chosen.from), within(chosen.to)] : [-1, -1];
    this.#choosePlaces(anchor < 0 || at < 0 ? null : { anchor, at });
  }

  /** The chosen stretch of time. */
  #range() {
    if (!this.#chosen) return null;
    const { anchor, at } = this.#chosen;
    const [first, last] = [this.#places[Math.min(anchor, at)], this.#places[Math.max(anchor, at)]];
    return first && last ? { from: first.from, to: last.to } : null;
  }

  /** @param {{ anchor: number, at: number } | null} chosen */
  #choosePlaces(chosen) {
    this.#chosen = chosen;
    const timeline = this.#timeline;
    if (!timeline) return;
    const [low, high] = chosen ? [Math.min(chosen.anchor, chosen.at), Math.max(chosen.anchor, chosen.at)] : [0, this.#places.length - 1];
    const some = this.#places.slice(low, high + 1);
    const [first, last] = [some[0], some.at(-1)];
    const events = some.reduce((sum, { slot }) => sum + slot.events, 0);
    const highest = some.reduce((most, { slot }) => Math.max(most, slot.severity), 0);
    const sent = some.reduce((sum, { slot }) => sum + slot.sent, 0);
    const told = first && last ? text.told(span(new Date(first.from), new Date(last.to + 1)), events, severities[highest] ?? '', sent) : '';
    this.#told.textContent = chosen || this.#view ? told : text.help;
    this.#plot.setAttribute('aria-valuemax', String(Math.max(0, this.#places.length - 1)));
    this.#plot.setAttribute('aria-valuenow', String(chosen?.at ?? 0));
    this.#plot.setAttribute('aria-valuetext', told);
    const box = this.#plot.querySelector('.timeline-chosen');
    if (box && first && last && chosen) {
      box.setAttribute('x', String(first.x));
      box.setAttribute('width', String(last.x + this.#slotWidth - first.x));
    }
    box?.classList.toggle('visible', chosen !== null);
    this.#choose.disabled = events === 0;
  }

  #show() {
    const { from, to } = this.#range() ?? this.#view ?? { from: null, to: null };
    askForEvents(this, { from, to });
  }

  #slotWidth = SLOT;

  /** The time that is drawn, without the pauses that are left out. */
  get #length() {
    return this.#places.length * (this.#timeline?.step ?? 0);
  }

  /**
   * @param {number} factor less than one looks closer
   * @param {number} [fraction] of the drawing, which stays where it is
   */
  #zoom(factor, fraction) {
    const whole = this.#whole;
    if (!whole || whole.from === null || whole.to === null || this.#places.length === 0) return;
    const range = this.#range();
    if (factor < 1 && range && this.#chosen?.anchor !== this.#chosen?.at) return void this.#look(range);
    const length = Math.max(SHORTEST, Math.round(this.#length * factor));
    const at = fraction === undefined ? this.#chosen?.at ?? Math.floor(this.#places.length / 2) : Math.floor(fraction * this.#places.length);
    const place = this.#places[Math.min(at, this.#places.length - 1)];
    if (!place) return;
    if (factor > 1 && length >= (whole.stretches.reduce((sum, { slots }) => sum + slots.length, 0)) * whole.step) return void this.#look(null);
    if (factor < 1 && this.#length <= SHORTEST) return;
    const centre = (place.from + place.to) / 2;
    const stretch = this.#timeline?.stretches.find(({ from, slots }) => from <= centre && centre < from + slots.length * (this.#timeline?.step ?? 0));
    const end = stretch ? stretch.from + stretch.slots.length * (this.#timeline?.step ?? 0) - 1 : whole.to;
    // Within a stretch the view does not reach into the pause beside it.
    const [least, most] = stretch && end - stretch.from >= length ? [stretch.from, end] : [whole.from, whole.to];
    const from = Math.min(Math.max(Math.round(centre - length * (fraction ?? 0.5)), least), Math.max(least, most - length));
    void this.#look({ from, to: Math.min(from + length, whole.to) });
  }

  /** @param {1 | -1} direction */
  #move(direction) {
    const timeline = this.#timeline;
    const next = direction > 0 ? timeline?.after : timeline?.before;
    if (!timeline || timeline.from === null || timeline.to === null || typeof next !== 'number') return;
    const length = timeline.to - timeline.from;
    const near = timeline.from + direction * Math.ceil(length / 2);
    // Nothing is to be seen in a pause, so the view goes on to where something is.
    const far = Math.round(next - length * (direction > 0 ? 0.1 : 0.9));
    const from = direction > 0 ? Math.max(near, far) : Math.max(0, Math.min(near, far));
    return this.#look({ from, to: from + length });
  }

  /**
   * Chooses the next slot with something in it.
   *
   * @param {1 | -1} direction
   * @param {boolean} extend whether what was chosen stays chosen
   */
  async #step(direction, extend) {
    const start = this.#chosen?.at ?? (direction > 0 ? -1 : this.#places.length);
    const filled = (/** @type {number} */ from) => {
      for (let at = from; at >= 0 && at < this.#places.length; at += direction) {
        const slot = this.#places[at]?.slot;
        if (slot && slot.events + slot.sent > 0) return at;
      }
      return -1;
    };
    let at = filled(start + direction);
    if (at < 0) {
      const next = direction > 0 ? this.#timeline?.after : this.#timeline?.before;
      if (typeof next !== 'number') return;
      await this.#move(direction);
      at = this.#places.findIndex(({ from, to }) => from <= next && next <= to);
      if (at < 0) return;
    }
    this.#choosePlaces({ anchor: extend && this.#chosen ? this.#chosen.anchor : at, at });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowRight: () => void this.#step(1, event.shiftKey),
      ArrowUp: () => void this.#step(1, event.shiftKey),
      ArrowLeft: () => void this.#step(-1, event.shiftKey),
      ArrowDown: () => void this.#step(-1, event.shiftKey),
      PageUp: () => void this.#move(-1),
      PageDown: () => void this.#move(1),
      '+': () => this.#zoom(0.5),
      '=': () => this.#zoom(0.5),
      '-': () => this.#zoom(2),
      0: () => void this.#reset(),
      Home: () => void this.#reset(),
      End: () => this.#choosePlaces({ anchor: this.#places.length - 1, at: this.#places.length - 1 }),
      Enter: () => this.#show(),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #reset() {
    this.#choosePlaces(null);
    return this.#look(null);
  }

  /** @param {number} x in the window @returns {number} of the drawing, from 0 to 1 */
  #fraction(x) {
    const { left, width } = this.#plot.getBoundingClientRect();
    return Math.min(Math.max((x - left) / width, 0), 1);
  }

  /** @param {number} x in the window @returns {number} the slot nearest to it */
  #at(x) {
    const { left } = this.#plot.getBoundingClientRect();
    const distance = (/** @type {Place} */ place) => Math.abs(place.x + this.#slotWidth / 2 - (x - left));
    return this.#places.reduce((best, place, at) => (distance(place) < distance(/** @type {Place} */ (this.#places[best])) ? at : best), 0);
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0 || this.#places.length === 0) return;
    this.#plot.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, event.clientX);
    this.#apart = this.#distance();
    const at = this.#at(event.clientX);
    if (this.#pointers.size === 1) this.#choosePlaces({ anchor: event.shiftKey && this.#chosen ? this.#chosen.anchor : at, at });
  }

  #distance() {
    const [one = 0, other = one] = this.#pointers.values();
    return Math.abs(one - other);
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (!this.#pointers.has(event.pointerId)) return;
    this.#pointers.set(event.pointerId, event.clientX);
    if (this.#pointers.size === 1) {
      if (this.#chosen) this.#choosePlaces({ anchor: this.#chosen.anchor, at: this.#at(event.clientX) });
      return;
    }
    // Two fingers: each time their distance has changed by a quarter, the view follows.
    const apart = this.#distance();
    const factor = this.#apart / Math.max(apart, 1);
    if (factor < 1.25 && factor > 0.8) return;
    this.#apart = apart;
    const middle = [...this.#pointers.values()].reduce((sum, x) => sum + x, 0) / this.#pointers.size;
    this.#choosePlaces(null);
    this.#zoom(factor, this.#fraction(middle));
  }

  #draw() {
    const timeline = this.#timeline;
    if (!timeline || !this.#whole) return;
    const { stretches, step } = timeline;
    const slots = stretches.reduce((sum, one) => sum + one.slots.length, 0);
    const gaps = Math.max(0, stretches.length - 1);
    const leastGap = this.#width < 600 ? 34 : 110;
    const wide = (this.#width - gaps * leastGap) / Math.max(slots, 1);
    // With a gap to give room to, slots need not grow without bound.
    const unit = gaps > 0 ? Math.min(wide, 2.5 * SLOT) : wide;
    const gap = gaps > 0 ? (this.#width - slots * unit) / gaps : 0;
    this.#slotWidth = unit;
    this.#places = [];
    let x = 0;
    for (const stretch of stretches) {
      for (const [index, slot] of stretch.slots.entries()) {
        const from = stretch.from + index * step;
        this.#places.push({ from, to: from + step - 1, x, slot });
        x += unit;
      }
      x += gap;
    }
    const alone = slots <= 1 && this.#view === null;
    this.#plot.hidden = alone;
    for (const part of [this.#plot, this.#details]) part.hidden = alone;
    if (this.#earlier.parentElement) this.#earlier.parentElement.hidden = alone;
    this.#told.hidden = alone;
    this.querySelector('.timeline-actions')?.toggleAttribute('hidden', slots === 0);
    this.#earlier.disabled = timeline.before === null;
    this.#later.disabled = timeline.after === null;
    this.#closer.disabled = this.#length <= SHORTEST;
    this.#farther.disabled = this.#all.disabled = this.#view === null;
    this.#caption.replaceChildren(...this.#sentences());
    if (!alone) this.#plot.replaceChildren(this.#picture(gap));
    this.#fillTable();
  }

  /** What the picture shows, in words. */
  #sentences() {
    const whole = this.#whole;
    if (!whole) return [];
    const { from, events, timeless, session_count: sittings, upload_count: uploads, stretches } = whole;
    const { period, timing } = this.#reading?.overview ?? {};
    const alone = stretches.length === 1 && stretches[0]?.slots.length === 1;
    const counted = [0, 1, 2, 3, 4].map((level) => stretches.flatMap(({ slots }) => slots).reduce((sum, { severities: some }) => sum + (some[level] ?? 0), 0));
    const legend = element('p', { class: 'timeline-legend' },
      ...counted.flatMap((amount, level) => (amount > 0 ? [element('span', {}, severityMark(level), ` × ${count(amount)}`)] : [])).reverse(),
      !alone && uploads > 0 && element('span', { class: 'timeline-key' }, drawn('svg', { class: 'shape', viewBox: '0 0 8 8', 'aria-hidden': 'true' }, drawn('path', { class: 'timeline-arrow', d: 'M0 7.500 4 .5 8 7.500Z' })), text.uploads),
      !alone && element('span', { class: 'timeline-key' }, drawn('svg', { class: 'shape', viewBox: '0 0 8 8', 'aria-hidden': 'true' }, drawn('rect', { class: 'timeline-sitting', width: 8, height: 8 })), text.sitting));
    const first = moment(period?.first ?? null);
    const last = moment(period?.last ?? null);
    if (from === null || !first || !last) return [element('p', {}, text.timeless(timeless))];
    const offset = timing?.utc_offset_minutes ?? null;
    const own = localTime(first);
    return [
      ...(alone ? [] : [legend]),
      element('p', {}, alone
        ? text.alone(events, utcTime(first))
        : text.summary(events, span(first, last), sittings, uploads), ...(timeless > 0 ? [' ', text.others(timeless)] : [])),
      ...(alone ? [legend] : []),
      ...(alone || !this.#otherClock(from) ? [] : [element('p', { class: 'quiet' }, offset === null ? text.ownClock(own?.split(' ').at(-1) ?? '') : text.phoneClock)]),
    ];
  }

  /**
   * Milliseconds by which the second clock is ahead: the phone's where it is known, else the reader's own.
   *
   * @param {number} time
   */
  #otherClock(time) {
    const phone = this.#reading?.overview.timing?.utc_offset_minutes ?? null;
    return MINUTE * (phone ?? -new Date(time).getTimezoneOffset());
  }

  /** @param {number} gap room between stretches */
  #picture(gap) {
    const timeline = /** @type {Timeline} */ (this.#timeline);
    const { stretches, step, sessions, uploads, upload_count: uploaded } = timeline;
    const unit = this.#slotWidth;
    const most = Math.max(1, ...this.#places.map(({ slot }) => slot.events));
    const other = this.#otherClock(stretches[0]?.from ?? 0);
    const height = (other ? OTHER_CLOCK : CLOCK) + 6;
    const picture = drawn('svg', { viewBox: `0 0 ${this.#width} ${height}`, height, 'aria-hidden': 'true', focusable: 'false' });
    /** @param {number} time @returns {number | null} where it is drawn */
    const placed = (time) => {
      const place = this.#places.find(({ from, to }) => from <= time && time <= to);
      return place ? place.x + ((time - place.from) / step) * unit : null;
    };

    for (const { first, last } of sessions) {
      const inside = this.#places.filter(({ from, to }) => to >= first && from <= last);
      const [begin, end] = [inside[0], inside.at(-1)];
      if (begin && end) {
        picture.append(drawn('rect', { class: 'timeline-sitting', x: begin.x, y: TOP, width: end.x + unit - begin.x, height: AXIS - TOP, rx: 4 }));
      }
    }
    picture.append(drawn('rect', { class: 'timeline-chosen', x: 0, y: TOP, width: 0, height: AXIS - TOP + 6, rx: 4 }));

    const listed = uploads.length === uploaded ? uploads.map((time) => ({ time, x: placed(time) })) : this.#places.filter(({ slot }) => slot.sent > 0).map(({ from, x }) => ({ time: from, x: x + unit / 2 }));
    let free = 0;
    for (const [index, { time, x }] of listed.entries()) {
      if (x === null) continue;
      if (most <= PILE) picture.append(drawn('line', { class: 'timeline-upload', x1: x, x2: x, y1: UPLOADS + 2, y2: AXIS }));
      picture.append(drawn('path', { class: 'timeline-arrow', d: `M${x - 4} ${UPLOADS + 2}L${x} ${UPLOADS - 5}L${x + 4} ${UPLOADS + 2}Z` }));
      const label = text.sent(clockTime(new Date(time), step < MINUTE));
      const room = 7.5 * label.length + 8;
      const next = listed[index + 1]?.x ?? this.#width;
      // Beside the arrow where there is room up to the next one, else before it.
      const side = x + room <= next ? 1 : x - room >= free ? -1 : 0;
      if (side !== 0 && uploaded <= LABELED) {
        picture.append(drawn('text', { class: 'timeline-sent', x: x + 8 * side, y: UPLOADS + 1, 'text-anchor': side > 0 ? 'start' : 'end' }, label));
      }
      free = x + (side > 0 ? room : 8);
    }
    for (const { x, slot } of this.#places) {
      if (slot.events > 0) picture.append(most > PILE ? this.#bar(x, slot, most) : this.#pile(x, slot));
    }
    if (most > PILE) {
      const round = 10 ** Math.floor(Math.log10(most));
      const line = [5, 2, 1].map((times) => times * round).find((value) => value <= most) ?? round;
      const y = AXIS - (line / most) * (AXIS - TOP - 14);
      picture.append(drawn('line', { class: 'timeline-scale', x1: 0, x2: this.#width, y1: y, y2: y }),
        drawn('text', { x: this.#width - 2, y: y - 4, 'text-anchor': 'end' }, text.scale(line)));
    }

    let labeled = -Infinity;
    let dayBefore = '';
    let dayEnd = -Infinity;
    for (const [index, stretch] of stretches.entries()) {
      const begin = placed(stretch.from) ?? 0;
      const end = begin + stretch.slots.length * unit;
      picture.append(drawn('line', { class: 'timeline-axis', x1: begin, x2: end, y1: AXIS, y2: AXIS }));
      const day = shortDay(new Date(stretch.from), true);
      if (day !== dayBefore && begin > dayEnd) {
        const name = index === 0 ? day : shortDay(new Date(stretch.from), false);
        const at = Math.min(begin, this.#width - 56);
        picture.append(drawn('text', { class: 'timeline-day', x: at, y: DAYS }, name));
        dayEnd = at + 9 * name.length;
      }
      dayBefore = day;
      if (index > 0) {
        const before = /** @type {import('../report.d.ts').Stretch} */ (stretches[index - 1]);
        picture.append(...this.#gap(begin - gap, gap, stretch.from - (before.from + before.slots.length * step)));
      }
      const apart = TICKS.find((one) => one >= step && (one / step) * unit >= LABEL) ?? step * Math.ceil(LABEL / unit);
      for (let slot = 0; slot < stretch.slots.length; slot += 1) {
        const time = stretch.from + slot * step;
        const at = begin + slot * unit;
        const regular = time % apart === 0;
        // The first slot of a stretch says where it begins, unless a round time follows at once.
        const first = slot === 0 && (Math.ceil(time / apart) * apart - time) / step * unit >= LABEL;
        if (!regular && !(slot === 0 && (first || stretch.slots.length * unit < 2 * LABEL))) continue;
        if (at < labeled + LABEL - 12) continue;
        labeled = at;
        const anchor = at < 20 ? 'start' : at > this.#width - 24 ? 'end' : 'middle';
        picture.append(drawn('line', { class: 'timeline-axis', x1: at, x2: at, y1: AXIS, y2: AXIS + 5 }));
        for (const [y, ahead, kind] of /** @type {[number, number, string][]} */ ([[CLOCK, 0, ''], ...(other ? [[OTHER_CLOCK, other, 'timeline-other']] : [])])) {
          const date = new Date(time + ahead);
          const name = apart >= DAY || (time + ahead) % DAY === 0 ? shortDay(date, false) : clockTime(date, apart < MINUTE || time % MINUTE > 0);
          picture.append(drawn('text', { class: kind, x: at, y, 'text-anchor': anchor }, name));
        }
      }
    }

    return picture;
  }

  /**
   * The pause between two stretches: a broken axis, and how long it is in words.
   *
   * @param {number} x
   * @param {number} width
   * @param {number} length
   */
  #gap(x, width, length) {
    const middle = x + width / 2;
    const name = text.pause(roughly(length));
    const upright = width < 6.5 * name.length;
    return [
      drawn('path', { class: 'timeline-break', d: `M${x} ${AXIS}H${middle - 6}l4 -6l4 12l4 -6H${x + width}` }),
      drawn('text', {
        class: 'timeline-pause', x: middle, y: (TOP + AXIS) / 2, 'text-anchor': 'middle',
        ...(upright ? { transform: `rotate(-90 ${middle} ${(TOP + AXIS) / 2})` } : {}),
      }, name),
    ];
  }

  /**
   * Each event of a slot as the shape of its severity, the most severe at the bottom.
   *
   * @param {number} x
   * @param {Slot} slot
   */
  #pile(x, slot) {
    const pile = drawn('g', {});
    let y = AXIS - EVENT - 4;
    for (const [level, amount] of [...slot.severities.entries()].reverse()) {
      for (let one = 0; one < amount; one += 1) {
        pile.append(drawn('use', { href: `#severity-${level}`, class: 'severity', 'data-severity': level, x: x + (this.#slotWidth - EVENT) / 2, y, width: EVENT, height: EVENT }));
        y -= EVENT + 4;
      }
    }
    return pile;
  }

  /**
   * How many events a slot has, divided by severity, with the shape of the most severe on top.
   *
   * @param {number} x
   * @param {Slot} slot
   * @param {number} most
   */
  #bar(x, slot, most) {
    const width = Math.min(Math.max(this.#slotWidth - 3, 3), 36);
    const left = x + (this.#slotWidth - width) / 2;
    const bar = drawn('g', {});
    let y = AXIS;
    for (const [level, amount] of [...slot.severities.entries()].reverse()) {
      if (amount === 0) continue;
      const height = Math.max(2, (amount / most) * (AXIS - TOP - 14));
      y -= height;
      bar.append(drawn('rect', { class: 'severity', 'data-severity': level, x: left, y, width, height: Math.max(1, height - 1) }));
    }
    bar.append(drawn('use', { href: `#severity-${slot.severity}`, class: 'severity', 'data-severity': slot.severity, x: x + this.#slotWidth / 2 - 5, y: y - 12, width: 10, height: 10 }));
    return bar;
  }

  #fillTable() {
    if (!this.#details.open) return;
    const rows = this.#places.filter(({ slot }) => slot.events + slot.sent > 0).map(({ from, to, slot }) => tableRow(text.columns, [
      utcTime(new Date(from)), utcTime(new Date(to + 1)), count(slot.events), slot.events > 0 ? severityMark(slot.severity) : '', count(slot.sent),
    ]));
    this.#table.replaceChildren(table('stacking', text.tableCaption, text.columns, rows));
  }
}

customElements.define('event-timeline', EventTimelineElement);
