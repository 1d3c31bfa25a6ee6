import { element } from '../dom.js';
import { outwardLink } from '../sources.js';
import { sources as text } from '../strings/en.js';

/** @import { Report } from '../report.d.ts' */

/** Where the meanings come from. */
export class SourceListElement extends HTMLElement {
  /** @param {Report} report */
  show(report) {
    this.hidden = report.sources.length === 0;
    this.replaceChildren(
      element('h2', {}, text.title),
      element('ul', { class: 'plain sources' }, ...report.sources.map((source) => element('li', {},
        element('span', { class: 'source-id' }, source.id), ' ',
        outwardLink(source.url, source.title), ' ',
        element('span', { class: 'quiet' }, text.read(source.read))))));
  }
}

customElements.define('source-list', SourceListElement);
