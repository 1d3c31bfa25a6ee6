import { define } from '../define.js';
import { button, element, only, statusMark } from '../dom.js';
import { ShowStep, pointAt } from '../evidence.js';
import { moment } from '../format.js';
import { Latest, until } from '../latest.js';
import { drawn } from '../pause.js';
import { encryptionNote, growing, momentText } from '../pieces.js';
import { columnsOf, timing } from '../request-line.js';
import { ownBytes, readable } from '../requests.js';
import { askForEvents, sectionHead, valuesOfShown } from '../section.js';
import { bytes as byteText, copying as copyText, certainty, codecs, locked as encryptionText, requests as text } from '../text.js';
import { CopyButtonElement } from './copy-button.js';
import { FieldTableElement } from './field-table.js';

/** @import { Others, Report, Request, RequestState } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */
/** @import { References } from '../evidence.js' */

/** @typedef {{ reading: Reading, references: References }} Context of a request */

/** Requests, and hosts of others, listed at once; a HAR file can hold thousands. */
const STEP = 20;

/** @type {Record<RequestState, 'ok' | 'partial' | 'info'>} */
const SHAPES = { read: 'ok', partial: 'partial', encrypted: 'info', unexplained: 'info', empty: 'info', unknown: 'info' };

/** The requests that carried the events: where to, how packed, and what stood around them; and what else was captured. */
export class RequestListElement extends HTMLElement {
  /** @type {HTMLDetailsElement[]} */ #shown = [];
  /** @type {HTMLButtonElement | null} */ #more = null;
  /** The capture that is shown. */ #latest = new Latest();

  /**
   * @param {Reading} reading
   * @param {References} references
   */
  show(reading, references) {
    const report = reading.overview;
    const { requests, others } = report;
    this.#latest.begin();
    this.hidden = requests.length === 0 && !others || report.input.kind === 'unrecognized';
    const context = { reading, references };
    /** @type {HTMLDetailsElement[]} */
    const shown = [];
    this.#shown = shown;
    const many = requests.length > 1;
    /** @type {HTMLElement} */
    const list = many ? element('ol', { class: 'requests many' }) : element('div', { class: 'requests' });
    const time = many ? timing(requests) : () => null;
    this.#more = growing(requests, STEP, STEP, text.more, (added) => {
      const made = added.map((request, at) => {
        const index = shown.length + at;
        return many ? disclosure(context, index, request, row(request, index, time(request))) : alone(context, request);
      });
      shown.push(...made);
      list.append(...(many ? made.map((one) => element('li', {}, one)) : made));
    });
    if (many) list.addEventListener('keydown', (event) => this.#pressed(event));
    const lead = many ? text.leadMany : requests.length > 0 ? text.lead : '';
    this.replaceChildren(sectionHead('requests', title(report), lead),
      ...(requests.length > 0 ? [list, this.#more] : []),
      ...(others ? [othersOf(others, requests.length === 0)] : []));
  }

  /**
   * Opens a request, once the list has come that far.
   *
   * @param {number} index
   * @param {string} path field to point at
   * @param {Element | null} from what led there
   */
  async open(index, path, from) {
    const [shown, more, { signal }] = [this.#shown, this.#more, this.#latest];
    while (index >= shown.length && more && !more.hidden) {
      more.click();
      if (index < shown.length) break;
      // Twenty rows take as long to lay out as may be done without a pause.
      await until(signal, drawn());
    }
    const details = shown[index];
    if (!details) return;
    // Opening it fills it, but only once the browser says so.
    if (!details.open) details.dispatchEvent(new Event('toggle'));
    details.open = true;
    await filled.get(details);
    const table = details.querySelector('field-table');
    const row = table instanceof FieldTableElement ? table.rowOf(path) : null;
    pointAt(row ?? only(details, 'summary', HTMLElement), from);
  }

  /** Goes from one row to another with the arrow keys. @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const details = event.target instanceof HTMLElement && event.target.localName === 'summary' ? event.target.parentElement : null;
    const at = this.#shown.findIndex((one) => one === details);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.#shown.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    if (to === this.#shown.length && this.#more && !this.#more.hidden) this.#more.click();
    const next = this.#shown[to];
    if (next) only(next, 'summary', HTMLElement).focus();
  }
}

/** @param {Report} report */
function title({ requests, counts }) {
  if (requests.length === 0) return text.titleOthers;
  if (counts.events === 0) return requests.length > 1 ? text.titleOthers : text.titleAlone;
  return requests.length > 1 ? text.titleMany : text.title;
}

/**
 * What a request is called where it stands alone.
 *
 * @param {Request} request
 * @param {number} index
 */
function nameOf({ method, host }, index) {
  return [method, host].filter((one) => one !== null).join(' ') || text.heading(index + 1);
}

/**
 * The only request.
 *
 * @param {Context} context
 * @param {Request} request
 */
function alone(context, request) {
  const details = disclosure(context, 0, request, element('summary', {},
    element('h3', {}, nameOf(request, 0)),
    element('span', { class: 'quiet' }, ` ${request.protocol.name}, ${text.events(request.event_count)}`)));
  // A closed request costs nothing until it is opened; a locked one is what the reader came for.
  if (request.locked !== null) {
    details.dispatchEvent(new Event('toggle'));
    details.open = true;
  }
  return details;
}

/**
 * One request of many in a line.
 *
 * @param {Request} request
 * @param {number} index
 * @param {HTMLElement | null} time when it was sent
 */
function row(request, index, time) {
  const { state } = request;
  return element('summary', { class: 'request-line' }, ...columnsOf(request, index, time, 'h3'),
    element('span', { class: 'request-state' }, statusMark(SHAPES[state], text.states[state])));
}

/**
 * @param {Context} context
 * @param {number} index
 * @param {Request} request
 * @param {HTMLElement} summary
 */
function disclosure(context, index, request, summary) {
  const details = element('details', { class: 'request' }, summary);
  details.addEventListener('toggle', () => {
    details.append(...content(context, request, index));
    if (!request.short) details.append(fields(context, request, index));
    // Stopped, or another capture took its place: the rest of the request is still true.
    else filled.set(details, context.reading.ask('request', index).then((whole) => { if (whole) details.append(fields(context, whole, index)); }, () => {}));
  }, { once: true });
  return details;
}

/** When the fields of a request stand in it that had to be asked for. @type {WeakMap<Element, Promise<void>>} */
const filled = new WeakMap();

/**
 * What stood around the events.
 *
 * @param {Context} context
 * @param {Request} request
 * @param {number} index
 */
const fields = ({ references }, request, index) => (request.fields.length === 0 ? element('p', {}, text.none)
  : FieldTableElement.of(request.fields, references, `${text.envelope}: ${nameOf(request, index)}`, { kind: 'request', index, path: '' }));

/**
 * Copies what is shown, and says whether its values are hidden.
 *
 * @param {(how: string) => string} description
 * @param {() => string | Promise<string>} content
 */
function copying(description, content) {
  const [how, said] = valuesOfShown() === 'hidden' ? [text.copyHidden, copyText.saidHidden] : [text.copyShown, copyText.saidShown];
  return CopyButtonElement.of(how, description(how), content, said);
}

/**
 * @param {Context} context
 * @param {Request} request
 * @param {number} index
 */
function content({ reading }, request, index) {
  const report = reading.overview;
  const whole = async () => new TextDecoder().decode(await reading.ask('bytes', index, 0, 0, ownBytes(report, index).size));
  const { protocol, sender, url, at } = request;
  const sent = moment(request.started ?? null);
  /** @type {(name: string, ...content: (Node | string | null)[]) => Node[]} */
  const fact = (name, ...content) => [element('dt', {}, name), element('dd', {}, ...content)];
  return [
    ...(request.locked === null ? [] : [element('div', { class: 'locked' },
      element('h4', {}, encryptionText.title), encryptionNote(request.locked))]),
    element('dl', { class: 'facts' },
      fact(text.protocol, `${protocol.name}, ${certainty[protocol.certainty]}: ${protocol.because}`),
      ...(sender === null ? [] : fact(text.sender, `${sender.name}, ${certainty[sender.certainty]}: ${sender.because}`)),
      ...(protocol.recipient === null ? [] : fact(text.recipient, [protocol.recipient, request.role].filter((one) => one !== null).join('. '))),
      ...(url === null ? [] : fact(text.address, element('code', { class: 'breaking' }, readable(url)), ' ', copying(text.copyAddress, () => url))),
      ...(report.requests.length > 1 && request.event_count > 0 ? fact(text.held, ...eventsOf(report, request, index)) : []),
      ...(sent ? fact(text.sent, momentText(sent)) : []),
      ...(at ? fact(text.place, at.path && element('code', { class: 'breaking' }, at.path), at.path ? ': ' : '', byteText.place(at.start, at.end, report.input.bytes)) : []),
      fact(at ? text.captured : text.whole, copying(text.copyWhole, whole)),
      ...(request.layers.length === 0 ? [] : fact(text.packing, stepsButton(index, request))),
      ...(request.answer ? fact(text.answer, text.answerFields, ' ', element('span', { class: 'quiet' }, request.answer.layers.map(({ codec }) => codecs[codec]).join(' → '))) : [])),
    element('h4', {}, text.envelope),
  ];
}

/**
 * How many events a request holds, and what shows them.
 *
 * @param {Report} report
 * @param {Request} request
 * @param {number} index
 */
function eventsOf({ requests }, { host, event_count: events }, index) {
  /** @type {(name: string, filter: { request?: number, host?: string }) => HTMLButtonElement} */
  const show = (name, filter) => {
    const press = button(name, 'as-link');
    press.addEventListener('click', () => {
      // Exactly these events: whatever narrows the list so far would hide some of them.
      askForEvents(press, { text: null, category: null, severity: null, name: null, host: null, request: null, from: null, to: null, ...filter });
      only(document, '#events a', HTMLAnchorElement).focus({ preventScroll: true });
    });
    return press;
  };
  const hasMore = host !== null && requests.some((other, at) => at !== index && other.host === host && other.event_count > 0);
  return [`${text.events(events)} `, show(text.show, { request: index }), ...(hasMore ? [' ', show(text.showHost, { host })] : [])];
}

/**
 * What else was captured, by hosts.
 *
 * @param {Others} others
 * @param {boolean} alone whether there is nothing else
 */
function othersOf({ requests, hosts, unlisted }, alone) {
  const named = hosts.reduce((sum, one) => sum + one.requests, unlisted);
  const details = element('details', {}, element('summary', {}, text.hosts(hosts.length)));
  details.addEventListener('toggle', () => {
    const list = element('ul', { class: 'plain hosts' });
    /** @type {(name: Node | string, amount: number) => HTMLElement} */
    const item = (name, amount) => element('li', {}, name, ' ', element('span', { class: 'quiet' }, text.requests(amount)));
    const last = [
      ...(unlisted > 0 ? [item(text.unlisted, unlisted)] : []),
      ...(requests > named ? [item(text.unnamed, requests - named)] : []),
    ];
    const more = growing(hosts, STEP, STEP, text.moreHosts, (added) => list.append(
      ...added.map(({ host, requests: amount }) => item(element('code', {}, host), amount)), ...last));
    details.append(list, more);
  }, { once: true });
  return element('div', { class: 'others' }, element('p', {}, text.others(requests, hosts.length, unlisted > 0, alone)), hosts.length > 0 && details);
}

/**
 * The steps in short, which leads to them in full.
 *
 * @param {number} index
 * @param {Request} request
 */
function stepsButton(index, { layers }) {
  const press = button(layers.map(({ codec }) => codecs[codec]).join(' → '), 'as-link');
  press.addEventListener('click', () => press.dispatchEvent(new ShowStep(index, 0)));
  return press;
}

define('request-list', RequestListElement);
