import { element, table, tableRow } from '../dom.js';
import { count } from '../format.js';
import { severityMark } from '../marks.js';
import { categories as text } from '../strings/en.js';

/** @import { Report } from '../report.d.ts' */

const COLUMNS = [text.category, text.severity, text.events, text.fields];

/** What the data reveals: kinds of data with how often each occurs. */
export class CategoryListElement extends HTMLElement {
  /** @param {Report} report */
  show({ categories, counts }) {
    this.hidden = categories.length === 0;
    this.replaceChildren(
      element('h2', {}, text.title),
      table('stacking categories', text.title, COLUMNS, categories.map((category) => tableRow(COLUMNS, [
        category.label,
        severityMark(category.severity),
        element('span', { class: 'share' },
          element('meter', {
            min: 0, max: Math.max(counts.events, 1), value: category.events, 'data-severity': category.severity, 'aria-hidden': 'true',
          }),
          text.ofEvents(category.events, counts.events)),
        count(category.fields),
      ], 3)), 3),
    );
  }
}

customElements.define('category-list', CategoryListElement);
