import { ConnectedElement, define, ending } from '../define.js';
import { button, element, severityMark, table, tableRow } from '../dom.js';
import { count, countsTimes, localTime, moment, span, utcTime } from '../format.js';
import { Latest, until } from '../latest.js';
import { askForEvents } from '../section.js';
import { drawn } from '../svg.js';
import { severity as severities, timeline as text } from '../text.js';
import { SLOT, layoutOf, pictureOf } from '../timeline-picture.js';

/** @import { Timeline } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */
/** @import { Layout, Place } from '../timeline-picture.js' */

/** @typedef {{ from: number, to: number }} Range both ends included, in milliseconds */

/** No stretch of time shorter than this is looked at, in milliseconds. */
const SHORTEST = 8000;

/** @param {Place[]} places @param {(place: Place) => number} amount */
const sum = (places, amount) => places.reduce((whole, place) => whole + amount(place), 0);

/** @param {Place} place */
const isEmpty = ({ slot }) => slot.events + slot.sent === 0;

/** @param {string} name @param {Record<string, string | number>} attributes */
const key = (name, attributes) => drawn('svg', { class: 'shape', viewBox: '0 0 8 8', 'aria-hidden': 'true' }, drawn(name, attributes));

/** The events over time, to look closer at, and to choose events by their time. */
export class EventTimelineElement extends ConnectedElement {
  /** @type {Reading | null} */ #reading = null;
  /** @type {Range | null} what is looked at; null is the whole */ #view = null;
  /** @type {Timeline | null} the whole */ #whole = null;
  /** @type {Timeline | null} what is drawn */ #timeline = null;
  /** @type {Layout} */ #layout = { places: [], unit: SLOT, gap: 0, width: 0 };
  /** @type {{ anchor: number, at: number } | null} the chosen slots */ #chosen = null;
  /** @type {Map<number, number>} where each pointer that is down is */ #pointers = new Map();
  /** How far two of them are apart. */
  #apart = 0;
  #latest = new Latest();
  #width = 0;
  #plot = element('div', { class: 'timeline-plot', role: 'slider', tabindex: 0, 'aria-label': text.slider, 'aria-description': text.help, 'aria-valuemin': 0 });
  #caption = element('figcaption', { class: 'timeline-caption' });
  #description = element('p', { class: 'timeline-description' });
  #table = element('div', {});
  #details = element('details', {}, element('summary', {}, text.table), this.#table);
  #earlier = this.#control('‹', text.earlier, () => void this.#move(-1));
  #farther = this.#control('−', text.farther, () => this.#zoom(2));
  #closer = this.#control('+', text.closer, () => this.#zoom(0.5));
  #later = this.#control('›', text.later, () => void this.#move(1));
  #all = this.#control(text.whole, text.whole, () => void this.#reset());
  #choose = this.#control(text.show, text.show, () => this.#show());
  #zooms = element('div', { class: 'timeline-zoom', role: 'group', 'aria-label': text.zoom }, this.#earlier, this.#farther, this.#closer, this.#later, this.#all);
  #resized = new ResizeObserver(() => {
    const width = Math.floor(this.#plot.clientWidth);
    if (width > 0 && width !== this.#layout.width) void this.#look(this.#view);
  });

  constructor() {
    super();
    this.#choose.className = 'primary';
    this.#plot.addEventListener('keydown', (event) => this.#key(event));
    this.#plot.addEventListener('pointerdown', (event) => this.#down(event));
    this.#plot.addEventListener('pointermove', (event) => this.#drag(event));
    for (const end of /** @type {const} */ (['pointerup', 'pointercancel'])) this.#plot.addEventListener(end, ({ pointerId }) => this.#pointers.delete(pointerId));
    this.#plot.addEventListener('dblclick', () => void this.#reset());
    this.#plot.addEventListener('wheel', (event) => {
      // A wheel alone scrolls the page; with Control, which is also how a pinch on a touch pad arrives, it zooms.
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.#zoom(event.deltaY > 0 ? 1.25 : 0.8, this.#at(event.clientX));
    }, { passive: false });
    this.#details.addEventListener('toggle', () => this.#fillTable());
  }

  /** @param {string} sign @param {string} name @param {() => void} act */
  #control(sign, name, act) {
    const made = button(sign);
    made.title = name;
    made.setAttribute('aria-label', name);
    made.addEventListener('click', act);
    return made;
  }

  /** @override @param {AbortSignal} signal */
  connected(signal) {
    ending(this.#resized, signal);
    if (this.#reading) this.#resized.observe(this.#plot);
  }

  /**
   * @param {Reading} reading
   * @param {number} width that it has when it is seen
   */
  async show(reading, width) {
    this.#reading = reading;
    this.#width = width;
    this.replaceChildren(
      element('figure', {}, this.#plot, this.#caption),
      element('div', { class: 'timeline-actions' }, this.#zooms, this.#description, this.#choose),
      this.#details);
    await this.#look(null);
    this.#resized.observe(this.#plot);
  }

  /** @param {Range | null} view null is the whole */
  #look(view) {
    return this.#latest.run((signal) => this.#lookAt(view, signal));
  }

  /**
   * @param {Range | null} view
   * @param {AbortSignal} signal
   */
  async #lookAt(view, signal) {
    if (!this.#reading) return;
    // While the section is being filled it has no width of its own yet.
    const width = Math.floor(this.#plot.clientWidth || this.#width) || 600;
    const timeline = await until(signal, this.#reading.ask('timeline', JSON.stringify({ ...view, slots: Math.max(8, Math.floor(width / SLOT)) })));
    const chosen = this.#chosen && this.#range();
    if (view === null) this.#whole = timeline;
    this.#view = view;
    this.#timeline = timeline;
    this.#layout = layoutOf(timeline, width);
    this.#draw(timeline);
    // What was chosen stays chosen, as far as it is still drawn.
    const { places } = this.#layout;
    const [anchor, at] = chosen ? [places.findIndex(({ to }) => to >= chosen.from), places.findLastIndex(({ from }) => from <= chosen.to)] : [-1, -1];
    this.#mark(anchor >= 0 && anchor <= at ? { anchor, at } : null);
  }

  /** The chosen slots, else all that are drawn. */
  #range() {
    const { places } = this.#layout;
    const { anchor, at } = this.#chosen ?? { anchor: 0, at: places.length - 1 };
    const some = places.slice(Math.min(anchor, at), Math.max(anchor, at) + 1);
    const [first, last] = [some[0], some.at(-1)];
    return first && last ? { some, from: first.from, to: last.to, x: first.x, width: last.x + this.#layout.unit - first.x } : null;
  }

  /**
   * Chooses slots, and says what lies in them.
   *
   * @param {{ anchor: number, at: number } | null} chosen
   */
  #mark(chosen) {
    this.#chosen = chosen;
    const range = this.#range();
    if (!range) return;
    const { some, from, to, x, width } = range;
    const events = sum(some, ({ slot }) => slot.events);
    const description = text.told(span(new Date(from), new Date(to + 1)), events,
      severities[Math.max(...some.map(({ slot }) => slot.severity))] ?? '', sum(some, ({ slot }) => slot.sent));
    this.#description.textContent = chosen || this.#view ? description : text.help;
    this.#plot.ariaValueMax = String(this.#layout.places.length - 1);
    this.#plot.ariaValueNow = String(chosen?.at ?? 0);
    this.#plot.ariaValueText = description;
    const box = this.#plot.querySelector('.timeline-chosen');
    box?.setAttribute('x', String(x));
    box?.setAttribute('width', String(chosen ? width : 0));
    this.#choose.disabled = events === 0;
  }

  #show() {
    const range = this.#chosen || this.#view ? this.#range() : null;
    askForEvents(this, { from: range?.from ?? null, to: range?.to ?? null });
  }

  #reset() {
    this.#mark(null);
    return this.#look(null);
  }

  /**
   * @param {number} factor less than one looks closer
   * @param {number} [at] the slot that stays where it is
   */
  #zoom(factor, at) {
    const { places } = this.#layout;
    const { step = 0, segments = [] } = this.#timeline ?? {};
    const range = this.#range();
    if (factor < 1 && at === undefined && range && this.#chosen && this.#chosen.anchor !== this.#chosen.at) {
      this.#chosen = null;
      return void this.#look(range);
    }
    const fixed = at ?? this.#chosen?.at ?? this.#middle();
    const place = places[fixed];
    if (!this.#whole || !place || (factor < 1 && this.#closer.disabled)) return;
    const length = Math.max(SHORTEST, Math.round(places.length * step * factor));
    const [first, ...others] = this.#whole.segments;
    if (!first || length >= [first, ...others].reduce((all, { slots }) => all + slots.length, 0) * this.#whole.step) return void this.#look(null);
    // The view does not reach into the pause beside a stretch that fills it.
    const bounds = segments.map(({ from, slots }) => ({ from, to: from + slots.length * step - 1 }))
      .find(({ from, to }) => from <= place.from && place.to <= to && to - from >= length);
    const { from: least, to: most } = bounds ?? { from: first.from, to: this.#whole.to ?? place.to };
    const from = Math.max(least, Math.min(Math.round((place.from + place.to) / 2 - length * ((fixed + 0.5) / places.length)), most - length));
    void this.#look({ from, to: from + length });
  }

  /** The slot nearest to the middle that has something in it. */
  #middle() {
    const { places } = this.#layout;
    const middle = places.length >> 1;
    return places.reduce((best, place, at) => (!isEmpty(place) && Math.abs(at - middle) < Math.abs(best - middle) ? at : best), 0);
  }

  /**
   * Looks half a view earlier or later; over a pause, in which nothing is to be seen, to its other side.
   *
   * @param {1 | -1} direction
   */
  async #move(direction) {
    const { from, to, before = null, after = null } = this.#timeline ?? {};
    const next = direction > 0 ? after : before;
    if (typeof from !== 'number' || typeof to !== 'number' || next === null) return;
    const length = to - from;
    const near = from + (direction * length) / 2;
    const far = next - length * (direction > 0 ? 0.1 : 0.9);
    const begin = Math.max(0, Math.round(direction > 0 ? Math.max(near, far) : Math.min(near, far)));
    await this.#look({ from: begin, to: begin + length });
  }

  /**
   * Chooses the next slot with something in it.
   *
   * @param {1 | -1} direction
   * @param {boolean} extend whether what was chosen stays chosen
   */
  async #step(direction, extend) {
    const { places } = this.#layout;
    let at = this.#chosen?.at ?? (direction > 0 ? -1 : places.length);
    let place;
    do place = places[at += direction]; while (place && isEmpty(place));
    if (!place) {
      const next = (direction > 0 ? this.#timeline?.after : this.#timeline?.before) ?? null;
      if (next === null) return;
      await this.#move(direction);
      at = this.#layout.places.findIndex(({ from, to }) => from <= next && next <= to);
    }
    if (at >= 0) this.#mark({ anchor: (extend ? this.#chosen?.anchor : undefined) ?? at, at });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.#layout.places.length - 1;
    const back = () => void this.#step(-1, event.shiftKey);
    const on = () => void this.#step(1, event.shiftKey);
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowRight: on, ArrowUp: on, ArrowLeft: back, ArrowDown: back,
      PageUp: () => void this.#move(-1), PageDown: () => void this.#move(1),
      '+': () => this.#zoom(0.5), '=': () => this.#zoom(0.5), '-': () => this.#zoom(2),
      0: () => void this.#reset(), Home: () => void this.#reset(), End: () => this.#mark({ anchor: last, at: last }),
      Enter: () => this.#show(),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @param {number} x in the window @returns {number} the slot nearest to it */
  #at(x) {
    const { places, unit } = this.#layout;
    const wanted = x - this.#plot.getBoundingClientRect().left - unit / 2;
    const distances = places.map((place) => Math.abs(place.x - wanted));
    return distances.indexOf(Math.min(...distances));
  }

  /** @param {PointerEvent} event */
  #down({ button: pressed, pointerId, clientX, shiftKey }) {
    if (pressed !== 0) return;
    this.#plot.setPointerCapture(pointerId);
    this.#pointers.set(pointerId, clientX);
    const [one = 0, other = one] = this.#pointers.values();
    this.#apart = Math.abs(one - other);
    const at = this.#at(clientX);
    if (this.#pointers.size === 1) this.#mark({ anchor: (shiftKey ? this.#chosen?.anchor : undefined) ?? at, at });
  }

  /** @param {PointerEvent} event */
  #drag({ pointerId, clientX }) {
    if (!this.#pointers.has(pointerId)) return;
    this.#pointers.set(pointerId, clientX);
    const [one = 0, other] = this.#pointers.values();
    if (other === undefined) {
      if (this.#chosen) this.#mark({ anchor: this.#chosen.anchor, at: this.#at(clientX) });
      return;
    }
    // Two fingers: each time their distance has changed by a quarter, the view follows.
    const apart = Math.abs(one - other);
    const factor = this.#apart / Math.max(apart, 1);
    if (factor < 1.25 && factor > 0.8) return;
    this.#apart = apart;
    this.#mark(null);
    this.#zoom(factor, this.#at((one + other) / 2));
  }

  /** @param {Timeline} timeline */
  #draw(timeline) {
    const slots = this.#layout.places.length;
    // One moment, or none, needs words and no axis.
    const alone = slots <= 1 && this.#view === null;
    for (const part of [this.#plot, this.#details, this.#zooms, this.#description]) part.hidden = alone;
    this.#choose.hidden = slots === 0;
    this.#earlier.disabled = timeline.before === null;
    this.#later.disabled = timeline.after === null;
    this.#closer.disabled = slots * timeline.step <= SHORTEST;
    this.#farther.disabled = this.#all.disabled = this.#view === null;
    if (this.#view === null) this.#caption.replaceChildren(...this.#words(timeline, alone));
    if (!alone) this.#plot.replaceChildren(pictureOf(timeline, this.#layout, this.#ahead(timeline)));
    this.#fillTable();
  }

  /**
   * Milliseconds by which a second clock is ahead of UTC: the phone's where it is known, else the reader's own.
   *
   * @param {Timeline} timeline
   */
  #ahead({ from }) {
    if (countsTimes()) return 0;
    const known = this.#reading?.overview.timing?.utc_offset_minutes ?? null;
    return 60_000 * (known ?? -new Date(from ?? 0).getTimezoneOffset());
  }

  /**
   * What the picture of the whole shows.
   *
   * @param {Timeline} timeline
   * @param {boolean} alone
   */
  #words(timeline, alone) {
    const { events, undated, session_count: sessions, upload_count: uploads } = timeline;
    const { period = null, timing = null } = this.#reading?.overview ?? {};
    const [first, last] = [moment(period?.first ?? null), moment(period?.last ?? null)];
    if (!first || !last || events === 0) return [element('p', {}, text.undated(undated))];
    const zone = timing?.utc_offset_minutes == null ? localTime(first)?.split(' ').at(-1) : null;
    return [
      element('p', { class: 'timeline-legend' },
        ...severities.map((_, level) => ({ level, amount: sum(this.#layout.places, ({ slot }) => slot.severities[level] ?? 0) })).reverse()
          .map(({ level, amount }) => amount > 0 && element('span', {}, severityMark(level), ` × ${count(amount)}`)),
        !alone && uploads > 0 && element('span', { class: 'timeline-key' }, key('path', { class: 'timeline-arrow', d: 'M0 7.500l4 -7 4 7z' }), text.upload),
        !alone && element('span', { class: 'timeline-key' }, key('rect', { class: 'timeline-session', width: 8, height: 8 }), text.session)),
      element('p', {}, alone ? text.alone(events, utcTime(first)) : text.summary(events, span(first, last), sessions, uploads),
        undated > 0 && ` ${text.others(undated)}`),
      ...(alone || this.#ahead(timeline) === 0 ? [] : [element('p', { class: 'quiet' }, text.clocks(zone ?? null))]),
    ];
  }

  #fillTable() {
    if (!this.#details.open) return;
    this.#table.replaceChildren(table('stacking', text.tableCaption, text.columns,
      this.#layout.places.filter((place) => !isEmpty(place)).map(({ from, to, slot }) => tableRow(text.columns, [
        utcTime(new Date(from)), utcTime(new Date(to + 1)), count(slot.events), slot.events > 0 && severityMark(slot.severity), count(slot.sent),
      ]))));
  }
}

define('event-timeline', EventTimelineElement);
