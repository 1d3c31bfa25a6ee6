/** A request of many in one line: its number, where it went, its format, how many events it held and when it was sent. */

import { element } from './dom.js';
import { clock, count, day, dayClock, machineTime, moment } from './format.js';
import { pathOf } from './requests.js';
import { requests as text } from './text.js';

/** @import { Request } from './report.d.ts' */

/** What is heard between two columns. */
const comma = () => element('span', { class: 'visually-hidden' }, ', ');

/**
 * The columns of a request.
 *
 * @param {Request} request
 * @param {number} index
 * @param {HTMLElement | null} time when it was sent
 * @param {'h3' | 'span'} host what its host is
 * @returns {(Node | string | false | null)[]}
 */
export function columnsOf(request, index, time, host) {
  const { method, url, protocol, state, event_count: events } = request;
  /** @type {(name: string, ...content: (Node | string | null)[]) => HTMLElement} */
  const cell = (name, ...content) => element('span', { class: `request-${name}` }, ...content, comma());
  const asked = [method, pathOf(url)].filter(Boolean).join(' ');
  return [
    element('span', { class: 'request-number' }, `${count(index + 1)}.`), ' ',
    element(host, { class: 'request-host' }, request.host ?? text.noHost, comma()),
    asked !== '' && cell('path', element('code', {}, asked)),
    // What is of no known format says so at the end.
    state !== 'unknown' && cell('format', protocol.name),
    cell('events', text.events(events)),
    time && cell('time', time),
  ];
}

/**
 * How the times of requests are written: with the day where they are of several.
 *
 * @param {Request[]} requests
 * @returns {(request: Request) => HTMLElement | null} nothing where the capture says none
 */
export function timing(requests) {
  const days = new Set(requests.map(({ started }) => Math.floor((started ?? NaN) / 86_400_000)).filter((one) => !Number.isNaN(one)));
  return ({ started }) => {
    const date = moment(started ?? null);
    return date && element('time', { datetime: machineTime(date), title: day(date) }, days.size === 1 ? clock(date) : dayClock(date));
  };
}
