import { copiesOfEvent } from '../copies.js';
import { define } from '../define.js';
import { element, freshId, knownMark, statusMark, unfold } from '../dom.js';
import { ownLink, sourceLinks, standOut } from '../evidence.js';
import { moment } from '../format.js';
import { addresses, formOf } from '../json-path.js';
import { term } from '../glossary.js';
import { momentText } from '../pieces.js';
import { formatPlace } from '../place.js';
import { choose, setting } from '../settings.js';
import { copies, detail as text, events, fields } from '../text.js';
import { ByteViewElement, SelectField } from './byte-view.js';
import { CopyMenuElement } from './copy-menu.js';
import { FieldTableElement, ShowBytes } from './field-table.js';
import { RawViewElement } from './raw-view.js';

/** @import { Event as CapturedEvent, Field } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */
/** @import { References } from '../evidence.js' */
/** @import { CapturePlace } from '../place.js' */

/** Fewer fields than this are not worth a fold. */
const LEAST_FOLDED = 3;

/** Whether the reader has opened the fields that are the same in every event: of the next one they are open too. */
let isRepeatedShown = false;

/** One event: its fields, its text, its bytes. */
export class EventDetailElement extends HTMLElement {
  /** @type {FieldTableElement[]} */ #tables = [];

  /**
   * @param {CapturedEvent} event
   * @param {References} references
   * @param {Reading} reading that the event belongs to
   * @param {Set<string>} repeated paths of the fields that are the same in every event
   */
  show(event, references, reading, repeated) {
    const date = moment(event.time);
    const links = sourceLinks(event.sources, references);
    /** @type {CapturePlace} */
    const place = { kind: 'event', index: event.index, path: '' };
    const all = event.fields ?? [];
    /** @type {import('./field-table.js').AddressOf} */
    const addressOf = async (field) => {
      const first = reading.overview.requests[event.request]?.first_event ?? 0;
      return (await addresses(event, await formOf(reading, event.request), event.index - first))[all.indexOf(field)] ?? null;
    };
    /** @param {Field[]} some @param {string} caption */
    const tableOf = (some, caption) => {
      const table = FieldTableElement.of(some, references, caption, place, addressOf);
      if (setting('order') !== 'telling') table.order = setting('order');
      return table;
    };
    const tables = element('div', {});
    const fill = () => {
      // What is the same in every event need not be read again with each; where little is, or all, nothing is gained.
      const same = setting('order') === 'sent' ? [] : all.filter(({ path }) => repeated.has(path));
      const folds = same.length >= LEAST_FOLDED && same.length < all.length;
      const own = tableOf(folds ? all.filter(({ path }) => !repeated.has(path)) : all, event.title);
      const rest = folds ? tableOf(same, text.repeated(same.length)) : null;
      this.#tables = rest === null ? [own] : [own, rest];
      tables.replaceChildren(own, ...(rest === null ? [] : [folded(text.repeated(same.length), rest)]));
    };
    fill();
    const json = event.json ?? '';
    this.replaceChildren(
      event.complete ? '' : element('p', {}, statusMark('partial', events.incomplete)),
      element('dl', { class: 'facts' },
        ...fact(text.name, event.name === null ? events.unnamed : element('code', {}, event.name), ' ', knownMark(event.known)),
        ...(event.meaning === null ? [] : fact(text.meaning, event.meaning,
          ...(links.length > 0 ? [element('span', { class: 'quiet' }, ` ${fields.source} `, ...links)] : []))),
        ...(event.type === null ? [] : fact(term('event', text.kind), element('code', {}, event.type))),
        ...(date ? fact(text.time, momentText(date)) : []),
        ...(reading.overview.requests.length > 1 ? fact(term('request', text.request), requestLink(event, reading)) : []),
        ...fact(term('field', text.fields), text.counts(event.counts.explained, event.counts.guessed, event.counts.unknown, event.omitted))),
      // An event has dozens of fields: what concerns all of them stands before, within reach.
      element('div', { class: 'raw-actions' },
        ownLink(place, text.link, text.link), ' ',
        CopyMenuElement.of(copies.ofEvent(event.title), () => copiesOfEvent(event, place))),
      raw(text.json, () => RawViewElement.ofText(json)),
      this.#bytes(ByteViewElement.of(reading, event)),
      all.length < 2 ? '' : orderChoice(fill),
      tables,
    );
  }

  /**
   * The bytes on demand: of the event, or of the field whose row asks for them.
   *
   * @param {ByteViewElement} view
   */
  #bytes(view) {
    const details = raw(text.bytes, () => view);
    let marked = false;
    details.addEventListener('toggle', () => {
      if (!marked) void view.select('');
      marked = true;
    }, { once: true });
    this.addEventListener('showbytes', (event) => {
      if (!(event instanceof ShowBytes)) return;
      marked = true;
      // Put in again, it would lose what is selected in it.
      if (!details.contains(view)) details.append(view);
      details.open = true;
      details.querySelector('summary')?.focus({ preventScroll: true });
      void view.select(event.path, event.nth).then(() => details.scrollIntoView({ block: 'nearest' }));
    });
    view.addEventListener('selectfield', (event) => {
      const row = event instanceof SelectField ? this.rowOf(event.path) : null;
      unfold(row);
      if (row) standOut(row, null);
    });
    return details;
  }

  /**
   * The row of a field, if the event has it.
   *
   * @param {string} path
   */
  rowOf(path) {
    for (const table of this.#tables) {
      const row = table.rowOf(path);
      if (row) return row;
    }
    return null;
  }
}

/**
 * @param {Node | string} name
 * @param {...(Node | string)} content
 */
function fact(name, ...content) {
  return [element('dt', {}, name), element('dd', {}, ...content)];
}

/**
 * In which order the fields are, for the reader to choose.
 *
 * @param {() => void} changed
 */
function orderChoice(changed) {
  const id = freshId();
  const choice = element('select', { id },
    element('option', { value: 'telling' }, text.telling), element('option', { value: 'sent', selected: setting('order') === 'sent' }, text.sent));
  choice.addEventListener('change', () => {
    choose('order', choice.value);
    changed();
  });
  return element('p', { class: 'order' }, element('label', { for: id }, text.order), ' ', choice);
}

/**
 * Fields that need not be read with every event; whoever opens them sees those of the next event too.
 *
 * @param {string} title
 * @param {FieldTableElement} table
 */
function folded(title, table) {
  const press = element('summary', {}, title);
  const fold = element('details', { class: 'repeated', open: isRepeatedShown }, press, table);
  press.addEventListener('click', () => { isRepeatedShown = !fold.open; });
  return fold;
}

/**
 * The request that an event came with, and leads to it.
 *
 * @param {CapturedEvent} event
 * @param {Reading} reading
 */
function requestLink({ request: index }, { overview }) {
  return element('a', { class: 'place', href: formatPlace({ kind: 'request', index, path: '' }) },
    text.ofRequest(index + 1, overview.requests[index]?.host ?? null));
}

/**
 * A disclosure whose content is made when it is opened first.
 *
 * @param {string} name
 * @param {() => Node} content
 */
function raw(name, content) {
  const details = element('details', { class: 'raw' }, element('summary', {}, name));
  details.addEventListener('toggle', () => {
    const made = content();
    if (!details.contains(made)) details.append(made);
  }, { once: true });
  return details;
}

define('event-detail', EventDetailElement);
