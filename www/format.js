/** Numbers, sizes and moments as text. */

import { locale } from './language.js';
import { state } from './state.js';

const number = new Intl.NumberFormat(locale);
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** @param {number} value */
export function count(value) {
  return number.format(value);
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1000) return `${count(bytes)} B`;
  if (bytes < 1_000_000) return `${oneDigit.format(bytes / 1000)} kB`;
  return `${oneDigit.format(bytes / 1_000_000)} MB`;
}

/** @type {Intl.DateTimeFormatOptions} */
const MOMENT = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' };
const utc = new Intl.DateTimeFormat(locale, { ...MOMENT, timeZone: 'UTC' });
const local = new Intl.DateTimeFormat(locale, { ...MOMENT, timeZoneName: 'short' });
/** @type {Intl.DateTimeFormatOptions} */
const CLOCK = { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' };
const utcMinute = new Intl.DateTimeFormat(locale, CLOCK);
const utcSecond = new Intl.DateTimeFormat(locale, { ...CLOCK, second: '2-digit' });
const utcDayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const utcDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** The largest distance from 1970, in milliseconds, that a Date can express. */
const LAST_MOMENT = 8.64e15;

/**
 * @param {string | number | null} milliseconds since 1970, as sent
 * @returns {Date | null} null where it is no moment that a calendar could name
 */
export function moment(milliseconds) {
  if (milliseconds === null || !/^-?\d{1,16}$/.test(String(milliseconds))) return null;
  const value = Number(milliseconds);
  return Math.abs(value) <= LAST_MOMENT ? new Date(value) : null;
}

/** Whether the times of the capture that is shown count from its first event: then no date may be said of them. */
export const countsTimes = () => state.now.shown?.overview.masking?.relative_times ?? false;

/**
 * @param {number} milliseconds since the first event
 * @param {boolean} [seconds]
 * @returns {string} hours and minutes, after days where there are any: `T+1:23`, `T+2 d 3:04`
 */
function sinceFirst(milliseconds, seconds = milliseconds % 60_000 !== 0) {
  const whole = Math.floor(Math.abs(milliseconds) / 1000);
  const two = (/** @type {number} */ value) => String(value % 60).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  return `T${milliseconds < 0 ? '−' : '+'}${days > 0 ? `${days}\u00a0d\u00a0` : ''}${Math.floor(whole / 3600) % 24}:${two(Math.floor(whole / 60))}${seconds ? `:${two(whole)}` : ''}`;
}

/**
 * @param {Date} date
 * @param {() => string} written where it is a date
 */
const told = (date, written) => (countsTimes() ? sinceFirst(date.getTime()) : written());

/**
 * What the attribute of a time says to programs.
 *
 * @param {Date} date
 */
export function machineTime(date) {
  return countsTimes() ? `PT${date.getTime() / 1000}S` : date.toISOString();
}

/** @param {Date} date */
export function utcTime(date) {
  return told(date, () => `${utc.format(date)} UTC`);
}

const utcClock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC' });
const utcDayClock = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** @param {Date} date */
export function clock(date) {
  return told(date, () => utcClock.format(date));
}

/** @param {Date} date */
export function dayClock(date) {
  return told(date, () => utcDayClock.format(date));
}

/** @param {Date} date */
export function day(date) {
  return told(date, () => calendarDay(date));
}

/**
 * A day that is no part of a capture.
 *
 * @param {Date} date
 */
export function calendarDay(date) {
  return utcDay.format(date);
}

/**
 * The reader's own time, or null where it is the same as UTC.
 *
 * @param {Date} date
 */
export function localTime(date) {
  return countsTimes() || date.getTimezoneOffset() === 0 ? null : local.format(date);
}

/**
 * The moment that a text of the core speaks of: it writes moments in UTC.
 *
 * @param {string} display
 */
export function momentIn(display) {
  const found = /\b(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?:UTC|Z)/.exec(display);
  if (!found) return null;
  const date = new Date(`${found[1]}T${found[2]}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** @type {[number, string][]} */
const UNITS = [[86_400_000, 'day'], [3_600_000, 'hour'], [60_000, 'minute'], [1000, 'second'], [1, 'millisecond']];

/**
 * @param {number} milliseconds
 * @returns {string} a whole number of the largest unit of which there is one or are about two: `78 minutes`, `2 hours` for 112 minutes
 */
export function roughly(milliseconds) {
  const [length, unit] = UNITS.find(([one]) => milliseconds === one || milliseconds >= 1.75 * one) ?? [1, 'millisecond'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.round(milliseconds / length));
}

/**
 * @param {Date} date
 * @param {boolean} [seconds]
 * @returns {string} the time of day in UTC
 */
export function clockTime(date, seconds = false) {
  return countsTimes() ? sinceFirst(date.getTime(), seconds) : (seconds ? utcSecond : utcMinute).format(date);
}

/**
 * @param {Date} date
 * @param {boolean} year
 */
export function shortDay(date, year) {
  return told(date, () => (year ? utcDay : utcDayOfYear).format(date));
}

/**
 * From one moment to another, what both share once.
 *
 * @param {Date} first
 * @param {Date} last
 */
export function span(first, last) {
  if (!countsTimes()) return `${utc.formatRange(first, last)} UTC`;
  const [from, to] = [utcTime(first), utcTime(last)];
  return from === to ? from : `${from} – ${to}`;
}

/** @param {string} text of the core, which writes no capital and no full stop */
export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
}

/**
 * A length to one or two digits: `11 m`, `1.1 km`.
 *
 * @param {number} meters
 */
export function distance(meters) {
  const [value, unit] = meters >= 1000 ? [meters / 1000, 'kilometer'] : [meters, 'meter'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumSignificantDigits: 2 }).format(value).replace(' ', '\u00a0');
}

/** @param {string} code `de_DE` */
export function languageName(code) {
  return nameOf('language', code.replaceAll('_', '-'));
}

/** @param {string} code `DE` */
export function regionName(code) {
  return nameOf('region', code.toUpperCase());
}

/**
 * @param {'language' | 'region'} type
 * @param {string} code
 * @returns {string | null} null where the code stands for nothing
 */
function nameOf(type, code) {
  try {
    return new Intl.DisplayNames(locale, { type, fallback: 'none' }).of(code) ?? null;
  } catch {
    return null;
  }
}
