import { element } from '../dom.js';
import { count } from '../format.js';
import { severityMark } from '../marks.js';
import { categories as text } from '../strings/en.js';

/** @import { Report } from '../report.d.ts' */

/** What the data reveals: kinds of data with how often each occurs. */
export class CategoryListElement extends HTMLElement {
  /** @param {Report} report */
  show(report) {
    const { categories, counts } = report;
    this.hidden = categories.length === 0;
    const rows = categories.map((category) => element('tr', { role: 'row' },
      element('th', { role: 'rowheader', scope: 'row' }, category.label),
      element('td', { role: 'cell', 'data-label': text.severity }, severityMark(category.severity)),
      element('td', { role: 'cell', 'data-label': text.events },
        element('span', { class: 'share' },
          element('meter', {
            min: 0, max: Math.max(counts.events, 1), value: category.events, 'data-level': category.severity, 'aria-hidden': 'true',
          }),
          text.ofEvents(category.events, counts.events))),
      element('td', { role: 'cell', 'data-label': text.fields, class: 'number' }, count(category.fields))));
    this.replaceChildren(
      element('h2', {}, text.title),
      element('table', { role: 'table', class: 'stacking categories' },
        element('caption', { class: 'visually-hidden' }, text.title),
        element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' },
          ...[text.category, text.severity, text.events, text.fields].map((name, index) =>
            element('th', { role: 'columnheader', scope: 'col', class: index === 3 ? 'number' : null }, name)))),
        element('tbody', { role: 'rowgroup' }, ...rows)),
    );
  }
}

customElements.define('category-list', CategoryListElement);
