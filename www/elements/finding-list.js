import { copyOf, element, part } from '../dom.js';
import { referencesOf, supports } from '../evidence.js';
import { basisMark, severityMark } from '../marks.js';
import { growing } from '../pieces.js';
import { findings as text } from '../strings/en.js';

/** @import { Report } from '../report.d.ts' */

/** Findings shown at once, and added by each press. */
const FIRST = 8;
const STEP = 50;

/** What follows from several fields together. */
export class FindingListElement extends HTMLElement {
  /** @param {Report} report */
  show(report) {
    this.hidden = report.findings.length === 0;
    const references = referencesOf(report);
    const list = element('ul', { class: 'plain' });
    const more = growing(report.findings, FIRST, STEP, text.more, (added) => {
      list.append(...added.map((finding) => {
        const copy = copyOf('finding');
        part(copy, 'title').append(finding.title);
        part(copy, 'text').append(finding.text);
        part(copy, 'note').append(
          element('p', { class: 'labels' }, severityMark(finding.severity), basisMark(finding.basis)),
          ...supports(finding, references));
        return copy;
      }));
    });
    this.replaceChildren(element('h2', {}, text.title), list, more);
  }
}

customElements.define('finding-list', FindingListElement);
