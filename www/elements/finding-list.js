import { copyOf, element, part } from '../dom.js';
import { evidenceLinks } from '../evidence.js';
import { growing } from '../growing.js';
import { severityMark } from '../marks.js';
import { sourceLinks, referencesOf } from '../references.js';
import { fields, findings as text } from '../strings/en.js';

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
        const evidence = evidenceLinks(finding.paths);
        const links = sourceLinks(finding.sources, references);
        part(copy, 'note').append(
          element('p', {}, severityMark(finding.severity)),
          ...(evidence ? [element('p', {}, evidence)] : []),
          ...(links.length > 0 ? [element('p', { class: 'quiet' }, `${fields.source} `, ...links)] : []));
        return copy;
      }));
    });
    this.replaceChildren(element('h2', {}, text.title), list, more);
  }
}

customElements.define('finding-list', FindingListElement);
