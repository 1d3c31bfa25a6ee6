import { button, element, only } from '../dom.js';
import { ShowStep, pointAt } from '../evidence.js';
import { growing, highlighted } from '../pieces.js';
import { copied, sectionHead } from '../section.js';
import { copying as copyText, certainty, codecs, locked as lockedText, requests as text } from '../text.js';
import { CopyButtonElement } from './copy-button.js';
import { FieldTableElement } from './field-table.js';

/** @import { Locked, Report, Request } from '../report.d.ts' */
/** @import { References } from '../evidence.js' */

/** Requests listed at once; a HAR file can hold thousands. */
const STEP = 20;

/** The requests that carried the events: where to, how packed, and what stood around them. */
export class RequestListElement extends HTMLElement {
  /** @type {HTMLDetailsElement[]} */ #shown = [];
  /** @type {HTMLButtonElement | null} */ #more = null;

  /**
   * @param {Report} report
   * @param {References} references
   * @param {(index: number) => Promise<string>} whole text of a request as it was pasted
   */
  show(report, references, whole) {
    const { requests } = report;
    this.hidden = requests.length === 0 || report.input.kind === 'unrecognised';
    this.#shown = [];
    const list = element('div', { class: 'requests' });
    this.#more = growing(requests, STEP, STEP, text.more, (added) => {
      const made = added.map((request, index) => disclosure(request, this.#shown.length + index, requests.length === 1, references, whole));
      this.#shown.push(...made);
      list.append(...made);
    });
    this.replaceChildren(sectionHead('requests', title(report), text.lead), list, this.#more);
  }

  /**
   * @param {number} index
   * @param {string} path field to point at
   * @param {Element | null} from what led there
   */
  open(index, path, from) {
    while (index >= this.#shown.length && this.#more && !this.#more.hidden) this.#more.click();
    const details = this.#shown[index];
    if (!details) return;
    // Opening it fills it, but only once the browser says so.
    if (!details.open) details.dispatchEvent(new Event('toggle'));
    details.open = true;
    const table = details.querySelector('field-table');
    const row = table instanceof FieldTableElement ? table.rowOf(path) : null;
    pointAt(row ?? only(details, 'summary', HTMLElement), from);
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
 * @param {(index: number) => Promise<string>} whole
 */
function disclosure(request, index, alone, references, whole) {
  const name = [request.method, request.host].filter((one) => one !== null).join(' ') || text.heading(index + 1);
  const details = element('details', { class: 'request' },
    element('summary', {},
      element('h3', {}, alone ? name : `${index + 1}. ${name}`),
      element('span', { class: 'quiet' }, ` ${request.protocol.name}, ${text.events(request.event_count)}`)));
  const fill = () => details.append(...content(request, index, name, references, whole));
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
 * Copies what is shown, and says whether its values are hidden.
 *
 * @param {(how: string) => string} description
 * @param {() => string | Promise<string>} content
 */
function copying(description, content) {
  const [how, said] = copied.values === 'hidden' ? [text.copyHidden, copyText.saidHidden] : [text.copyShown, copyText.saidShown];
  return CopyButtonElement.of(how, description(how), content, said);
}

/**
 * @param {Request} request
 * @param {number} index
 * @param {string} name
 * @param {References} references
 * @param {(index: number) => Promise<string>} whole
 */
function content(request, index, name, references, whole) {
  const { protocol, url } = request;
  return [
    ...(request.locked === null ? [] : [lockedNote(request.locked)]),
    element('dl', { class: 'facts' },
      element('dt', {}, text.protocol),
      element('dd', {}, `${protocol.name}, ${certainty[protocol.certainty]}: ${protocol.because}`),
      ...(protocol.recipient === null ? [] : [element('dt', {}, text.recipient), element('dd', {},
        [protocol.recipient, request.role].filter((one) => one !== null).join('. '))]),
      ...(url === null ? [] : [element('dt', {}, text.address), element('dd', {},
        element('code', { class: 'breaking' }, url), ' ', copying(text.copyAddress, () => url))]),
      element('dt', {}, text.whole), element('dd', {}, copying(text.copyWhole, () => whole(index))),
      ...(request.layers.length === 0 ? [] : [element('dt', {}, text.packing), element('dd', {}, stepsButton(index, request))])),
    element('h4', {}, text.envelope),
    request.fields.length === 0 ? element('p', {}, text.none) : FieldTableElement.of(request.fields, references,
      `${text.envelope}: ${name}`, { kind: 'request', index, path: '' }),
  ];
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

/**
 * An encrypted body: what can be seen, and what would open it.
 *
 * @param {Locked} locked
 */
function lockedNote({ scheme, visible, quotes, needs }) {
  return element('div', { class: 'locked' },
    element('h4', {}, `${lockedText.title}: ${scheme}`),
    element('p', {}, element('strong', {}, `${lockedText.visible}: `), ...highlighted(visible, quotes)),
    needs.length > 0 && [
      element('p', {}, element('strong', {}, `${lockedText.needs}:`)),
      element('ul', {}, needs.map((need) => element('li', {}, need)))]);
}

customElements.define('request-list', RequestListElement);
