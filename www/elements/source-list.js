import { element } from '../dom.js';
import { day } from '../format.js';
import { outwardLink } from '../references.js';
import { sources as text } from '../strings/en.js';

/** @import { Report } from '../report.d.ts' */

/** @param {string} date `YYYY-MM-DD` */
function readOn(date) {
  const moment = new Date(`${date}T00:00Z`);
  return Number.isNaN(moment.getTime()) ? date : day(moment);
}

/** Where the meanings come from. */
export class SourceListElement extends HTMLElement {
  /** @param {Report} report */
  show(report) {
    this.hidden = report.sources.length === 0;
    this.replaceChildren(
      element('h2', {}, text.title),
      element('ol', { class: 'sources' }, ...report.sources.map((source) => element('li', {},
        outwardLink(source.url, source.title), ' ',
        element('span', { class: 'quiet' }, text.read(readOn(source.read)))))));
  }
}

customElements.define('source-list', SourceListElement);
