import { element } from '../dom.js';
import { statusMark } from '../marks.js';
import { growing } from '../pieces.js';
import { diagnosticSeverity, diagnostics as text, evidence } from '../strings/en.js';

/** @import { Report, Severity } from '../report.d.ts' */

/** @type {Record<Severity, 'info' | 'partial' | 'failed'>} */
const SHAPES = { info: 'info', warning: 'partial', error: 'failed' };

/** Diagnostics shown at once, and added by each press. */
const FIRST = 6;
const STEP = 50;

/** What went wrong or deserves notice: what was expected, what was found, what to try. */
export class DiagnosticListElement extends HTMLElement {
  /** @param {Report} report */
  show(report) {
    this.hidden = report.diagnostics.length === 0;
    const list = element('ul', { class: 'plain' });
    const more = growing(report.diagnostics, FIRST, STEP, text.more, (added) => list.append(...added.map((diagnostic) => element('li', { class: 'annotated' },
      element('p', {},
        statusMark(SHAPES[diagnostic.severity], diagnosticSeverity[diagnostic.severity]),
        ' ', sentence(diagnostic.message),
        report.requests.length > 1 && diagnostic.request !== null
          ? element('span', { class: 'quiet' }, ` (${evidence.request(diagnostic.request + 1)})`) : null),
      diagnostic.help ? element('p', { class: 'margin-note' }, `${text.try} ${sentence(diagnostic.help)}`) : null))));
    this.replaceChildren(element('h2', { class: 'small-title' }, text.title), list, more);
  }
}

/** @param {string} text of the core, which writes no capital and no full stop */
function sentence(text) {
  return text === '' || /[.!?]$/.test(text) ? capital(text) : `${capital(text)}.`;
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

customElements.define('diagnostic-list', DiagnosticListElement);
