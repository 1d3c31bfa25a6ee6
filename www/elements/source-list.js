import { element } from '../dom.js';
import { sourceItem } from '../evidence.js';
import { sources as text } from '../strings/en.js';

/** @import { Report } from '../report.d.ts' */

/** Where the meanings come from. */
export class SourceListElement extends HTMLElement {
  /** @param {Report} report */
  show(report) {
    this.hidden = report.sources.length === 0;
    this.replaceChildren(element('h2', {}, text.title), element('ol', { class: 'sources' }, ...report.sources.map(sourceItem)));
  }
}

customElements.define('source-list', SourceListElement);
