import { button, element, statusMark, table, tableRow } from '../dom.js';
import { count, moment, size } from '../format.js';
import { checkStatus, codecs, kinds, layerStatus, strip as text } from '../text.js';

/** @import { Check, Layer, Report, Request } from '../report.d.ts' */

/** @type {Record<Check['status'], 'ok' | 'failed' | 'info'>} */
const CHECK_SHAPES = { pass: 'ok', fail: 'failed', absent: 'info', unverifiable: 'info' };

const COLUMNS = [text.step, text.why, text.inward, text.outward];

/** What the paste was taken for and how it was unwrapped. Fires `pasteanother` and `edittext`. */
export class UnwrapStripElement extends HTMLElement {
  /**
   * @param {Report} report
   * @param {boolean} editable
   */
  show(report, editable) {
    const { counts, period } = report;
    const first = report.requests[0];
    const another = button(text.another, 'primary');
    another.addEventListener('click', () => this.dispatchEvent(new Event('pasteanother', { bubbles: true })));
    const edit = editable ? button(text.edit) : null;
    edit?.addEventListener('click', () => this.dispatchEvent(new Event('edittext', { bubbles: true })));
    this.replaceChildren(
      element('p', { class: 'print-only report-title' }, text.report(counts.events, period && moment(period.first), period && moment(period.last))),
      element('p', { class: 'strip-kind' }, ...kind(report)),
      element('details', {},
        element('summary', {}, text.title),
        ...reasons(report),
        first && first.layers.length > 0 ? chain(report, first) : null,
        first && first.layers.length > 0 ? layerTable(first) : null),
      element('p', { class: 'strip-actions' }, edit, another),
    );
  }
}

/**
 * What the paste is, in one line.
 *
 * @param {Report} report
 */
function kind({ input, requests }) {
  const first = requests[0];
  const name = kinds[input.kind];
  return [
    element('strong', {}, name.charAt(0).toUpperCase(), name.slice(1)), ` (${size(input.bytes)})`,
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
 * The steps in one line, each with the size it left.
 *
 * @param {Report} report
 * @param {Request} request
 */
function chain(report, request) {
  const steps = request.layers.map((layer) => element('li', { 'data-status': layer.status },
    layerMark(layer), ' ', element('span', { class: 'quiet' }, size(layer.bytes_out))));
  const checks = request.checks.map((check) => element('li', { class: 'chain-check' }, checkMark(check)));
  return element('ol', { class: 'chain', 'aria-label': text.title },
    element('li', {}, text.pasted, ' ', element('span', { class: 'quiet' }, size(report.input.bytes))),
    ...steps, ...checks);
}

/** @param {Layer} layer */
function layerMark(layer) {
  return statusMark(layer.status, codecs[layer.codec] + layerStatus[layer.status]);
}

/** @param {Check} check */
export function checkMark(check) {
  return statusMark(CHECK_SHAPES[check.status], `${check.name} ${checkStatus[check.status]}`);
}

/**
 * The steps with their reasons, as a table.
 *
 * @param {Request} request
 */
export function layerTable(request) {
  const checks = request.checks.map((check) => element('li', {}, checkMark(check),
    check.expected === null ? '' : element('span', { class: 'quiet' }, ` ${text.sentValue} ${check.expected}`),
    check.actual === null ? '' : element('span', { class: 'quiet' }, `, ${text.computed} ${check.actual}`)));
  return element('div', { class: 'steps' },
    table('stacking', text.title, COLUMNS, request.layers.map((layer) => tableRow(COLUMNS, [
      layerMark(layer), layer.because, `${count(layer.bytes_in)} B`, `${count(layer.bytes_out)} B`], 2)), 2),
    checks.length > 0 ? element('ul', { class: 'plain checks' }, ...checks) : null);
}

customElements.define('unwrap-strip', UnwrapStripElement);
