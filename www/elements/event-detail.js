import { copiesOfEvent } from '../copies.js';
import { define } from '../define.js';
import { element, freshId, knownMark, statusMark } from '../dom.js';
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

/** @import { Event as CapturedEvent } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */
/** @import { References } from '../evidence.js' */
/** @import { CapturePlace } from '../place.js' */

/** One event: its fields, its text, its bytes. */
export class EventDetailElement extends HTMLElement {
  /** @type {FieldTableElement | null} */ #table = null;

  /**
   * @param {CapturedEvent} event
   * @param {References} references
   * @param {Reading} reading that the event belongs to
   */
  show(event, references, reading) {
    const date = moment(event.time);
    const links = sourceLinks(event.sources, references);
    /** @type {CapturePlace} */
    const place = { kind: 'event', index: event.index, path: '' };
    const table = FieldTableElement.of(event.fields ?? [], references, event.title, place, async () => {
      const first = reading.overview.requests[event.request]?.first_event ?? 0;
      return addresses(event, await formOf(reading, event.request), event.index - first);
    });
    this.#table = table;
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
      this.#order(table),
      table,
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
    this.#table?.addEventListener('showbytes', (event) => {
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
      if (row) standOut(row, null);
    });
    return details;
  }

  /** @param {FieldTableElement} table */
  #order(table) {
    if (table.length < 2) return '';
    const id = freshId();
    const order = setting('order');
    const choice = element('select', { id },
      element('option', { value: 'telling' }, text.telling), element('option', { value: 'sent', selected: order === 'sent' }, text.sent));
    table.order = order;
    choice.addEventListener('change', () => {
      choose('order', choice.value);
      table.order = setting('order');
    });
    return element('p', { class: 'order' }, element('label', { for: id }, text.order), ' ', choice);
  }

  /**
   * The row of a field, if the event has it.
   *
   * @param {string} path
   */
  rowOf(path) {
    return this.#table?.rowOf(path) ?? null;
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
