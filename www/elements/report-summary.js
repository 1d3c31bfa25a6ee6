import { copyOf, element, part } from '../dom.js';
import { evidenceLinks } from '../evidence.js';
import { basis, summary as text } from '../strings/en.js';

/** @import { Report } from '../report.d.ts' */

/** The report in two or three sentences, each with what it rests on. */
export class ReportSummaryElement extends HTMLElement {
  /** @param {Report} report */
  show(report) {
    const sentences = report.summary.map((sentence) => {
      const copy = copyOf('sentence');
      part(copy, 'text').append(sentence.text);
      const evidence = evidenceLinks(sentence.paths);
      part(copy, 'note').append(
        element('strong', { 'data-basis': sentence.basis, class: 'basis' }, basis[sentence.basis].name),
        `: ${basis[sentence.basis].text}.`);
      if (evidence) part(copy, 'note').append(' ', evidence);
      return copy;
    });
    const recipients = new Set(report.requests.map((request) => request.protocol.recipient));
    const [recipient] = recipients.size === 1 ? recipients : [null];
    this.replaceChildren(element('h2', {}, text.title(recipient ?? null)), ...sentences);
    if (sentences.length === 0) {
      this.append(element('p', { class: 'sentence-text' }, text.nothing), element('p', {}, text.nothingHelp));
    }
  }
}

customElements.define('report-summary', ReportSummaryElement);
