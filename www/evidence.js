/** What claims rest on: sources, and places in the capture as links that lead there. */

import { acting, element, unfold } from './dom.js';
import { calendarDay } from './format.js';
import { growing } from './pieces.js';
import { formatPlace, placeOf } from './place.js';
import { state } from './state.js';
import { evidence as text, fields, sources as sourceText } from './text.js';

/** @import { CapturePlace } from './place.js' */
/** @import { Report, Source } from './report.d.ts' */

/** @typedef {{ sources: Map<string, { number: number, source: Source }>, categories: Map<string, string> }} References */

/** @type {References} */
export const NO_REFERENCES = { sources: new Map(), categories: new Map() };

/** @param {Pick<Report, 'sources' | 'categories'>} report */
export function referencesOf(report) {
  return {
    sources: new Map(report.sources.map((source, index) => [source.id, { number: index + 1, source }])),
    categories: new Map(report.categories.map(({ category, label }) => [category, label])),
  };
}

/**
 * A link that leaves the page only when it is followed, and takes no referrer along.
 *
 * @param {string} address
 * @param {string} name
 * @param {string} [description]
 */
export function outwardLink(address, name, description) {
  // Neither our own tables nor a pack have a scheme other than the web's, which has no business in a link.
  if (!/^https?:\/\//.test(address)) return element('span', {}, name);
  return element('a', {
    href: address, target: '_blank', rel: 'noopener noreferrer', title: description ?? null,
  }, name);
}

/** @param {string} address without what all have in common */
const bare = (address) => address.replace(/^https?:\/\//, '');

/**
 * A button that becomes a link to an address of a knowledge pack, which a stranger may have chosen: browsers look up
 * the servers of links that a page shows, and then their names would tell somebody what the capture holds.
 *
 * @param {string} address
 * @param {string} name of the button
 * @param {string} said what it is called where only that is heard
 * @param {string} link
 */
function linkOnDemand(address, name, said, link) {
  const press = acting(name, () => {
    const made = outwardLink(address, link);
    press.replaceWith(made);
    made.focus();
  }, { class: 'as-link', title: address, 'aria-label': said });
  return press;
}

/**
 * The address of a source; one of a knowledge pack is text until the reader asks for a link.
 *
 * @param {Source} source
 * @param {string} address its own, or that of its archived copy
 * @param {string} name
 * @returns {(Node | string)[]}
 */
function addressOf({ pack }, address, name) {
  return pack === null ? [outwardLink(address, name)]
    : [element('code', {}, address), ' ', linkOnDemand(address, sourceText.link, sourceText.linkTo(address), name)];
}

/**
 * The numbers of the sources in the list at the end, each a link to the source itself.
 *
 * @param {string[]} ids
 * @param {References} references
 * @returns {(Node | string)[]} nothing where there is no source
 */
export function sourceLinks(ids, { sources }) {
  return ids.flatMap((id, index) => {
    const entry = sources.get(id);
    const link = entry ? sourceNumber(entry) : element('span', {}, id);
    return index === 0 ? [link] : [' ', link];
  });
}

/** @param {{ number: number, source: Source }} entry */
function sourceNumber({ number, source: { title, url, pack } }) {
  const [name, said] = [`[${number}]`, `${fields.source} ${number}: ${title}`];
  if (pack !== null) return linkOnDemand(url, name, said, `${name} ${bare(url)}`);
  const link = outwardLink(url, name, title);
  link.setAttribute('aria-label', said);
  return link;
}

/** @param {string} date `YYYY-MM-DD` */
function readOn(date) {
  const moment = new Date(`${date}T00:00Z`);
  return Number.isNaN(moment.getTime()) ? date : calendarDay(moment);
}

/**
 * A source with its address, the day it was read, and its archived copy where there is one.
 *
 * @param {Source} source
 */
export function sourceItem(source) {
  const { title, url, read, archive } = source;
  return element('li', {}, title, '. ', ...addressOf(source, url, bare(url)), ' ',
    element('span', { class: 'quiet' }, sourceText.read(readOn(read))),
    archive === null ? null : [' ', source.pack === null ? '' : `${sourceText.archive}: `, ...addressOf(source, archive, sourceText.archive)]);
}

/**
 * The sources in full, on demand.
 *
 * @param {string[]} ids
 * @param {References} references
 * @param {string} grade how well they support the claim
 */
export function sourceDisclosure(ids, { sources }, grade) {
  const known = ids.flatMap((id) => sources.get(id)?.source ?? []);
  if (known.length === 0) return grade === '' ? '' : element('p', { class: 'field-sources' }, grade);
  const details = element('details', { class: 'field-sources' },
    element('summary', {}, grade, grade === '' ? '' : ': ', sourceText.some(known.length)));
  details.addEventListener('toggle', () => details.append(element('ul', { class: 'plain' }, ...known.map(sourceItem))), { once: true });
  return details;
}

/** Asks for a step of the unwrapping to be shown. */
export class ShowStep extends Event {
  /**
   * @param {number} request
   * @param {number} step
   */
  constructor(request, step) {
    super('showstep', { bubbles: true });
    this.request = request;
    this.step = step;
  }
}

/** Places named at once, and added by each press. */
const FIRST = 4;
const STEP = 20;

/** @param {CapturePlace} place */
function nameOf({ kind, index }) {
  return kind === 'event' ? text.event(index + 1) : text.request(index + 1);
}

/**
 * A link to one place. visits.js opens it.
 *
 * @param {string} path
 * @param {boolean} [brief] whether the event is named elsewhere
 */
export function placeLink(path, brief = false) {
  const place = placeOf(path);
  if (!place) return null;
  const name = place.path.split('.').at(-1) ?? '';
  const full = name === '' ? nameOf(place) : text.fieldIn(name, nameOf(place));
  return element('a', { class: 'place', href: formatPlace(place), 'aria-label': brief ? full : null }, brief ? name : full);
}

/**
 * The link that something in the capture has to itself.
 *
 * @param {CapturePlace} place
 * @param {string} title what following it does
 * @param {...(Node | string | null)} content
 */
export function ownLink(place, title, ...content) {
  return element('a', { class: 'anchor', rel: 'bookmark', href: formatPlace(place), title }, ...content);
}

/**
 * The places, those of one event together.
 *
 * @param {string[]} paths
 */
export function evidenceLinks(paths) {
  /** @type {Map<string, { place: string, fields: string[] }>} */
  const events = new Map();
  for (const path of new Set(paths)) {
    const place = placeOf(path);
    if (!place) continue;
    const whole = place.kind === 'request' ? `${place.index}.` : path.split('.', 2).join('.');
    const group = events.get(whole) ?? { place: whole, fields: [] };
    if (place.path !== '') group.fields.push(path);
    events.set(whole, group);
  }
  if (events.size === 0) return null;
  const list = element('span', {});
  const more = growing([...events.values()], FIRST, STEP, text.more, (added, start) => list.append(
    ...added.flatMap(({ place, fields }, index) => [
      index + start === 0 ? ' ' : '; ', placeLink(place) ?? '',
      ...fields.flatMap((field, at) => [at === 0 ? ' (' : ', ', element('code', {}, placeLink(field, true))]),
      fields.length > 0 ? ')' : ''])));
  more.classList.add('as-link');
  return element('span', { class: 'evidence' }, text.see, list, ' ', more);
}

/**
 * What a claim rests on: places in the capture, and sources.
 *
 * @param {{ paths?: string[], sources?: string[] }} claim
 * @param {References} references
 */
export function supports({ paths = [], sources = [] }, references) {
  const evidence = evidenceLinks(paths);
  const links = sourceLinks(sources, references);
  return [
    ...(evidence ? [element('p', {}, evidence)] : []),
    ...(links.length > 0 ? [element('p', { class: 'quiet' }, `${fields.source} `, ...links)] : []),
  ];
}

/** @type {{ at: HTMLElement, from: Element | null } | null} */
let pointed = null;

/**
 * Brings an element into view, puts the focus on it and makes it stand out until Escape or the next one.
 *
 * @param {HTMLElement} at
 * @param {Element | null} from what led there
 */
export function pointAt(at, from) {
  unfold(at);
  standOut(at, from);
  at.scrollIntoView({ block: 'center' });
  at.focus({ preventScroll: true });
}

/**
 * Makes an element stand out where it is.
 *
 * @param {HTMLElement} at
 * @param {Element | null} from what led there
 */
export function standOut(at, from) {
  pointed?.at.removeAttribute('data-pointed');
  pointed = { at, from };
  at.setAttribute('data-pointed', '');
  openField(at.closest('event-detail') ? at.dataset['path'] ?? '' : '');
}

/** @param {string} path of the field of the open event that stands out, empty where none does */
function openField(path) {
  const { open } = state.now;
  if (open && open.path !== path) state.set({ open: { ...open, path } });
}

/** Ends the standing out and goes back to what led there. Says whether anything stood out. */
export function pointNowhere() {
  if (!pointed) return false;
  const { at, from } = pointed;
  pointed = null;
  at.removeAttribute('data-pointed');
  openField('');
  if (from instanceof HTMLElement && from.isConnected && at.contains(document.activeElement)) {
    from.focus({ preventScroll: true });
    from.scrollIntoView({ block: 'nearest' });
  }
  return true;
}
