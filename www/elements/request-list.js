import { element } from '../dom.js';
import { growing } from '../growing.js';
import { referencesOf } from '../references.js';
import { certainty, requests as text, strip } from '../strings/en.js';
import { CopyButtonElement } from './copy-button.js';
import { FieldTableElement } from './field-table.js';
import { LockedNoteElement } from './locked-note.js';
import { layerTable } from './unwrap-strip.js';

/** @import { Report, Request } from '../report.d.ts' */
/** @import { References } from '../references.js' */

/** Requests listed at once; a HAR file can hold thousands. */
const STEP = 20;

/** The requests that carried the events: where to, how packed, and what stood around them. */
export class RequestListElement extends HTMLElement {
  /** @type {HTMLDetailsElement[]} */ #shown = [];
  /** @type {HTMLButtonElement | null} */ #more = null;

  /** @param {Report} report */
  show(report) {
    const { requests } = report;
    this.hidden = requests.length === 0 || report.input.kind === 'unrecognised';
    this.#shown = [];
    const references = referencesOf(report);
    const list = element('div', { class: 'requests' });
    this.#more = growing(requests, STEP, STEP, text.more, (added) => {
      const made = added.map((request, index) => disclosure(request, this.#shown.length + index, requests.length === 1, references));
      this.#shown.push(...made);
      list.append(...made);
    });
    this.replaceChildren(element('h2', {}, title(report)), list, this.#more);
  }

  /** @param {number} index */
  open(index) {
    while (index >= this.#shown.length && this.#more && !this.#more.hidden) this.#more.click();
    const details = this.#shown[index];
    if (!details) return;
    details.open = true;
    details.scrollIntoView({ block: 'start' });
    details.querySelector('summary')?.focus({ preventScroll: true });
  }
}

/** @param {Report} report */
function title({ requests, counts }) {
  if (counts.events === 0) return text.titleAlone;
  return requests.length > 1 ? text.titleMany : text.title;
}

/**
 * @param {Request} request
 * @param {number} index
 * @param {boolean} alone
 * @param {References} references
 */
function disclosure(request, index, alone, references) {
  const name = [request.method, request.host].filter((one) => one !== null).join(' ') || text.heading(index + 1);
  const details = element('details', { class: 'request' },
    element('summary', {},
      element('h3', {}, alone ? name : `${index + 1}. ${name}`),
      element('span', { class: 'quiet' }, ` ${request.protocol.name}, ${text.events(request.event_count)}`)));
  const fill = () => details.append(...content(request, name, references));
  // A closed request costs nothing until it is opened; a locked one is what the reader came for.
  if (request.locked !== null) {
    fill();
    details.open = true;
  } else {
    details.addEventListener('toggle', fill, { once: true });
  }
  return details;
}

/**
 * @param {Request} request
 * @param {string} name
 * @param {References} references
 * @returns {Node[]}
 */
function content(request, name, references) {
  const { protocol, url } = request;
  return [
    ...(request.locked === null ? [] : [LockedNoteElement.of(request.locked)]),
    element('dl', { class: 'facts' },
      element('dt', {}, text.protocol),
      element('dd', {}, `${protocol.name}, ${certainty[protocol.certainty]}: ${protocol.because}`),
      ...(protocol.recipient === null ? [] : [element('dt', {}, text.recipient), element('dd', {},
        [protocol.recipient, request.role].filter((one) => one !== null).join('. '))]),
      ...(url === null ? [] : [element('dt', {}, text.address), element('dd', {},
        element('code', { class: 'breaking' }, url), ' ', CopyButtonElement.of(text.copy, text.copyAddress, () => url))])),
    ...(request.layers.length === 0 ? [] : [element('h4', {}, strip.title), layerTable(request)]),
    element('h4', {}, text.envelope),
    request.fields.length === 0 ? element('p', {}, text.none) : FieldTableElement.of(request.fields, references, `${text.envelope}: ${name}`),
  ];
}

customElements.define('request-list', RequestListElement);
