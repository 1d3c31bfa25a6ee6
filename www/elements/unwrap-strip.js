import { acting, button, element, statusMark } from '../dom.js';
import { ShowStep } from '../evidence.js';
import { moment, size } from '../format.js';
import { term } from '../glossary.js';
import { codecs, kinds, layerStatus, strip as text } from '../text.js';
import { checkMark } from './unwrap-steps.js';

/** @import { InputKind, Report, Request } from '../report.d.ts' */
/** @import { Word } from '../glossary.js' */

/** @type {Partial<Record<InputKind, Word>>} */
const KIND_WORDS = { 'http-request': 'request', url: 'query', form: 'form', json: 'JSON', base64: 'Base64', gzip: 'gzip', hex: 'hex dump' };

/** What the paste was taken for and how it was unwrapped. Fires `pasteanother`, `edittext` and `showmasked`. */
export class UnwrapStripElement extends HTMLElement {
  /**
   * @param {Report} report
   * @param {boolean} editable
   * @param {boolean} unmasked whether it could be shown masked
   * @param {boolean} inView whether it is the reader's own, shown masked
   */
  show(report, editable, unmasked, inView) {
    const { counts, period } = report;
    const first = report.requests[0];
    const another = button(text.another, 'primary');
    another.addEventListener('click', () => this.dispatchEvent(new Event('pasteanother', { bubbles: true })));
    const edit = editable ? button(text.edit) : null;
    edit?.addEventListener('click', () => this.dispatchEvent(new Event('edittext', { bubbles: true })));
    const masked = unmasked ? acting(text.masked, () => this.dispatchEvent(new Event('showmasked', { bubbles: true }))) : null;
    this.replaceChildren(
      element('p', { class: 'print-only report-title' }, text.report(counts.events, period && moment(period.first), period && moment(period.last))),
      element('p', { class: 'strip-kind' }, ...kind(report, inView)),
      element('details', {},
        element('summary', {}, text.title),
        ...reasons(report),
        first && first.layers.length > 0 ? chain(report, first) : null),
      element('p', { class: 'strip-actions' }, masked, edit, another),
    );
  }
}

/**
 * What the paste is, in one line.
 *
 * @param {Report} report
 * @param {boolean} inView
 */
function kind({ input, requests }, inView) {
  const first = requests[0];
  const told = inView ? text.inView : kinds[input.kind];
  const name = told.charAt(0).toUpperCase() + told.slice(1);
  const word = KIND_WORDS[input.kind];
  return [
    element('strong', {}, word ? term(word, name) : name), ` (${size(input.bytes)})`,
    ...(!first || input.kind === 'unrecognised' ? [] : first.protocol.id === 'unknown' ? [text.unknownFormat]
      : [`${text.format} `, element('strong', {}, first.protocol.name)]),
    requests.length > 1 ? `. ${text.requests(requests.length)}` : '',
  ];
}

/**
 * Why it was taken for that.
 *
 * @param {Report} report
 */
function reasons({ input, requests }) {
  const first = requests[0];
  return [
    element('p', {}, `${text.whyKind} ${input.because}.`),
    first && input.kind !== 'unrecognised' ? element('p', {}, `${text.whyFormat} ${first.protocol.because}.`) : null,
  ];
}

/**
 * The steps in one line, each with the size it left; each leads to what it did.
 *
 * @param {Report} report
 * @param {Request} request
 */
function chain(report, request) {
  const steps = request.layers.map((layer, step) => {
    const press = button('', 'as-link');
    press.append(statusMark(layer.status, codecs[layer.codec] + layerStatus[layer.status]));
    press.addEventListener('click', () => press.dispatchEvent(new ShowStep(report.requests.indexOf(request), step)));
    return element('li', { 'data-status': layer.status }, press, ' ', element('span', { class: 'quiet' }, size(layer.bytes_out)));
  });
  const checks = request.checks.map((check) => element('li', { class: 'chain-check' }, checkMark(check)));
  return element('ol', { class: 'chain', 'aria-label': text.title },
    element('li', {}, text.pasted, ' ', element('span', { class: 'quiet' }, size(report.input.bytes))),
    ...steps, ...checks);
}

customElements.define('unwrap-strip', UnwrapStripElement);
