/** The events over time as a drawing: an axis, what lies in each slot, sessions, uploads, and pauses that are left out. */

import { clockTime, countsTimes, roughly, shortDay } from './format.js';
import { drawn } from './svg.js';
import { timeline as text } from './text.js';

/** @import { Slot, Timeline } from './report.d.ts' */

/**
 * @typedef {{ from: number, to: number, x: number, slot: Slot }} Place where a slot is drawn; both ends are included
 * @typedef {{ places: Place[], unit: number, gap: number, width: number }} Layout with the width of a slot and of a pause
 */

/** Heights in pixels: the days, the uploads, the events and the axis under them, two rows of clocks. */
const DAYS = 13;
const UPLOADS = 33;
const TOP = 40;
const AXIS = 144;
const CLOCKS = [AXIS + 19, AXIS + 36];
/** The size of an event that is drawn by itself, how far one stands above the other, and how many fit. */
const EVENT = 15;
const APART = 19;
const PILE = 5;
/** The least width of a slot. */
export const SLOT = 17;
/** Room for a time of day on the axis, and for a letter. */
const TIME = 60;
const LETTER = 7.5;
/** More uploads than this are marked without their times. */
const TIMED = 6;

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Times stand on the axis at steps that people count in, in minutes. */
const STEPS = [1 / 60, 1 / 30, 1 / 12, 1 / 6, 1 / 4, 1 / 2, 1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 20_160].map((minutes) => minutes * MINUTE);

/**
 * @param {string} kind
 * @param {number} x
 * @param {number} y
 * @param {'start' | 'middle' | 'end'} anchor
 * @param {string} content
 */
const label = (kind, x, y, anchor, content) => drawn('text', { class: kind, x, y, 'text-anchor': anchor }, content);

/**
 * @param {number} level
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
const mark = (level, x, y, size) =>
  drawn('use', { href: `#severity-${level}`, class: 'severity', 'data-severity': level, x: x - size / 2, y, width: size, height: size });

/**
 * Where each slot is drawn.
 *
 * @param {Timeline} timeline
 * @param {number} width
 * @returns {Layout}
 */
export function layoutOf({ segments, step }, width) {
  const slots = segments.reduce((sum, one) => sum + one.slots.length, 0);
  const gaps = segments.length - 1;
  const even = (width - gaps * (width < 600 ? 34 : 124)) / slots;
  // Beside a pause, which takes what room is left, slots need not grow without bound.
  const unit = gaps > 0 ? Math.min(even, 2.5 * SLOT) : even;
  const gap = gaps > 0 ? (width - slots * unit) / gaps : 0;
  let x = -gap;
  const places = segments.flatMap(({ from, slots: some }) => {
    x += gap;
    return some.map((slot, index) => {
      const place = { from: from + index * step, to: from + index * step + step - 1, x, slot };
      x += unit;
      return place;
    });
  });
  return { places, unit, gap, width };
}

/**
 * @param {Timeline} timeline
 * @param {Layout} layout
 * @param {number} ahead milliseconds by which a second clock is ahead of UTC; 0 draws none
 */
export function pictureOf(timeline, layout, ahead) {
  const { places, unit, width } = layout;
  const height = /** @type {number} */ (CLOCKS[ahead ? 1 : 0]) + 6;
  const most = Math.max(1, ...places.map(({ slot }) => slot.events));
  return drawn('svg', { viewBox: `0 0 ${width} ${height}`, height, 'aria-hidden': 'true' },
    ...timeline.sessions.flatMap(({ first, last }) => {
      const inside = places.filter(({ from, to }) => to >= first && from <= last);
      const [begin, end] = [inside[0], inside.at(-1)];
      return begin && end ? [drawn('rect', { class: 'timeline-session', x: begin.x, y: TOP, width: end.x + unit - begin.x, height: AXIS - TOP, rx: 4 })] : [];
    }),
    drawn('rect', { class: 'timeline-chosen', y: TOP, height: AXIS - TOP + 6, rx: 4 }),
    ...uploadsOf(timeline, layout, most),
    ...places.filter(({ slot }) => slot.events > 0).map(({ x, slot }) => (most > PILE ? bar : pile)(x + unit / 2, slot, unit, most)),
    ...(most > PILE ? scale(most, width) : []),
    ...axisOf(timeline, layout, ahead));
}

/** @param {number} events @param {number} most */
const heightOf = (events, most) => (events / most) * (AXIS - TOP - 14);

/**
 * Each event as the shape of its severity, the most severe at the bottom.
 *
 * @param {number} x
 * @param {Slot} slot
 */
function pile(x, { severities }) {
  const levels = severities.flatMap((amount, level) => Array(amount).fill(level)).reverse();
  return drawn('g', {}, ...levels.map((level, index) => mark(level, x, AXIS - (index + 1) * APART, EVENT)));
}

/**
 * How many events a slot has, divided by severity, with the shape of the most severe on top.
 *
 * @param {number} x
 * @param {Slot} slot
 * @param {number} unit
 * @param {number} most
 */
function bar(x, { severities, severity }, unit, most) {
  const width = Math.min(unit - 3, 36);
  let y = AXIS;
  const parts = severities.map((amount, level) => ({ level, height: amount > 0 ? Math.max(2, heightOf(amount, most)) : 0 })).reverse();
  return drawn('g', {}, ...parts.filter(({ height }) => height > 0).map(({ level, height }) => {
    y -= height;
    return drawn('rect', { class: 'severity', 'data-severity': level, x: x - width / 2, y, width, height: height - 1 });
  }), mark(severity, x, y - 12, 10));
}

/**
 * A line at a round number of events.
 *
 * @param {number} most
 * @param {number} width
 */
function scale(most, width) {
  const round = 10 ** Math.floor(Math.log10(most));
  const events = [5, 2, 1].map((times) => times * round).find((value) => value <= most) ?? 1;
  const y = AXIS - heightOf(events, most);
  return [drawn('line', { class: 'timeline-scale', x2: width, y1: y, y2: y }), label('', width - 2, y - 4, 'end', text.events(events))];
}

/**
 * @param {Timeline} timeline
 * @param {Layout} layout
 * @param {number} most
 */
function uploadsOf({ uploads, upload_count: count, step }, { places, unit, width }, most) {
  // What is not listed is known by its slot only.
  const times = uploads.length === count ? uploads : places.flatMap(({ from, slot }) => (slot.sent > 0 ? [from + step / 2] : []));
  const marks = times.flatMap((time) => {
    const place = places.find(({ from, to }) => from <= time && time <= to);
    return place ? [{ time, x: place.x + ((time - place.from) / step) * unit }] : [];
  });
  let free = 0;
  return marks.flatMap(({ time, x }, index) => {
    const name = text.sent(clockTime(new Date(time), step < MINUTE));
    const room = LETTER * name.length + 8;
    // Beside the arrow where there is room up to the next one, else before it.
    const side = x + room <= (marks[index + 1]?.x ?? width) ? 1 : x - room >= free ? -1 : 0;
    free = x + (side > 0 ? room : 8);
    return [
      drawn('path', { class: 'timeline-arrow', d: `M${x - 4} ${UPLOADS}l4 -7 4 7z` }),
      ...(most > PILE ? [] : [drawn('path', { class: 'timeline-upload', d: `M${x} ${UPLOADS}V${AXIS}` })]),
      ...(count > TIMED || side === 0 ? [] : [label('timeline-sent', x + 8 * side, UPLOADS - 1, side > 0 ? 'start' : 'end', name)]),
    ];
  });
}

/**
 * @param {Timeline} timeline
 * @param {Layout} layout
 * @param {number} ahead
 */
function axisOf({ segments, step }, { places, unit, gap, width }, ahead) {
  // A time that counts from the first event may have days before its hours.
  const wide = Math.max(TIME, LETTER * clockTime(new Date(places.at(-1)?.to ?? 0), step < MINUTE).length);
  const apart = STEPS.find((one) => one >= step && (one / step) * unit >= wide + 12) ?? step * Math.ceil((wide + 12) / unit);
  let [free, freeDay, day] = [0, 0, ''];
  /** @type {number | null} */
  let ended = null;
  return segments.flatMap((segment) => {
    const { from, slots } = segment;
    const begin = places.find((place) => place.from === from)?.x ?? 0;
    const end = begin + slots.length * unit;
    const nodes = [drawn('path', { class: 'timeline-axis', d: `M${begin} ${AXIS}H${end}` })];
    // The pause is as long as it was, however long the slots are at this width.
    if (ended !== null) {
      const [middle, center, name] = [begin - gap / 2, (TOP + AXIS) / 2, text.pause(roughly(segment.first - ended))];
      const pause = label('timeline-pause', middle, center, 'middle', name);
      if (gap < LETTER * name.length) pause.setAttribute('transform', `rotate(-90 ${middle} ${center})`);
      nodes.push(drawn('path', { class: 'timeline-axis', d: `M${begin - gap} ${AXIS}H${middle - 6}l4 -6 4 12 4 -6H${begin}` }), pause);
    }
    ended = segment.last;
    const last = from + slots.length * step;
    const date = countsTimes() ? '' : shortDay(new Date(from), true);
    if (date !== day && begin >= freeDay) {
      const name = day === '' ? date : shortDay(new Date(from), false);
      const room = 9 * name.length;
      const at = Math.min(begin, width - room);
      nodes.push(label('timeline-day', at, DAYS, 'start', name));
      freeDay = at + room;
    }
    day = date;
    const first = Math.ceil(from / apart) * apart;
    const times = Array.from({ length: Math.max(0, Math.ceil((last - first) / apart)) }, (_, index) => first + index * apart);
    // Where a stretch begins is said too, unless a round time follows at once.
    if (first > from && (first >= last || ((first - from) / step) * unit >= wide)) times.unshift(from);
    for (const time of times) {
      const x = begin + ((time - from) / step) * unit;
      const anchor = x < wide / 2 ? 'start' : x > width - wide / 2 ? 'end' : 'middle';
      const left = x - { start: 0, middle: wide / 2, end: wide }[anchor];
      if (left < free) continue;
      free = left + wide;
      nodes.push(drawn('path', { class: 'timeline-axis', d: `M${x} ${AXIS}v5` }));
      for (const [row, shift] of (ahead ? [0, ahead] : [0]).entries()) {
        const shown = new Date(time + shift);
        const name = !countsTimes() && (apart >= DAY || (time + shift) % DAY === 0) ? shortDay(shown, false) : clockTime(shown, apart < MINUTE || time % MINUTE > 0);
        nodes.push(label('', x, /** @type {number} */ (CLOCKS[row]), anchor, name));
      }
    }
    return nodes;
  });
}
