import { copyOf, element, part } from '../dom.js';
import { evidenceLinks } from '../evidence.js';
import { severityMark } from '../marks.js';
import { sourceLinks, referencesOf } from '../references.js';
import { fields, findings as text } from '../strings/en.js';

/** @import { Report } from '../report.d.ts' */

/** What follows from several fields together. */
export class FindingListElement extends HTMLElement {
  /** @param {Report} report */
  show(report) {
    this.hidden = report.findings.length === 0;
    const references = referencesOf(report);
    this.replaceChildren(
      element('h2', {}, text.title),
      element('ul', { class: 'plain' }, ...report.findings.map((finding) => {
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
      })),
    );
  }
}

customElements.define('finding-list', FindingListElement);
