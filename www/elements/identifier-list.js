import { copyOf, element, part } from '../dom.js';
import { evidenceLinks } from '../evidence.js';
import { growing } from '../growing.js';
import { outcomeMark, severityMark } from '../marks.js';
import { sourceLinks, referencesOf } from '../references.js';
import { acts, fields, identifiers as text, persistence } from '../strings/en.js';
import { valueOf } from '../value.js';

/** @import { Act, Identifier, Report } from '../report.d.ts' */
/** @import { References } from '../references.js' */

/** Identifiers shown at once, and added by each press; a large capture can hold thousands. */
const FIRST = 6;
const STEP = 50;

/** Who the data points to: identifiers, and what each survives. */
export class IdentifierListElement extends HTMLElement {
  /** @param {Report} report */
  show(report) {
    this.hidden = report.counts.events === 0 && report.identifiers.length === 0;
    const { identifiers } = report;
    if (identifiers.length === 0) {
      this.replaceChildren(element('h2', {}, text.title), element('p', {}, text.none));
      return;
    }
    const references = referencesOf(report);
    const list = element('ul', { class: 'plain' });
    const body = element('tbody', { role: 'rowgroup' });
    const columns = [...new Set(identifiers.flatMap((identifier) => identifier.survives.map(({ act }) => act)))];
    const more = growing(identifiers, FIRST, STEP, text.more, (added) => {
      list.append(...added.map((identifier) => entry(identifier, references)));
      body.append(...added.filter(({ survives }) => survives.length > 0).map((identifier) => survivalRow(identifier, columns)));
    });
    this.replaceChildren(
      element('h2', {}, text.title),
      element('p', { class: 'lead' }, text.lead),
      list, more,
    );
    if (columns.length > 0) {
      this.append(element('h3', { class: 'table-title' }, text.survival),
        element('table', { role: 'table', class: 'survival' },
          element('caption', {}, text.survivalCaption),
          element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' },
            element('th', { role: 'columnheader', scope: 'col' }, text.value),
            ...columns.map((act) => element('th', { role: 'columnheader', scope: 'col' }, acts[act])))),
          body));
    }
  }
}

/**
 * @param {Identifier} identifier
 * @param {References} references
 */
function entry(identifier, references) {
  const copy = copyOf('identifier');
  part(copy, 'label').append(identifier.label);
  part(copy, 'value').append(...valueOf({ ...identifier, name: identifier.label }));
  part(copy, 'meaning').append(identifier.meaning);
  const evidence = evidenceLinks(identifier.paths);
  const links = sourceLinks(identifier.sources, references);
  const names = identifier.names.flatMap((name, index) => [index === 0 ? '' : ', ', element('code', {}, name)]);
  part(copy, 'note').append(
    element('p', {}, severityMark(identifier.recognition),
      identifier.persistence ? `, ${persistence[identifier.persistence]}` : ''),
    element('p', {}, `${text.sentAs} `, ...names, ` ${text.events(identifier.events)}. `, ...(evidence ? [evidence] : [])),
    ...(links.length > 0 ? [element('p', { class: 'quiet' }, `${fields.source} `, ...links)] : []));
  return copy;
}

/**
 * @param {Identifier} identifier
 * @param {Act[]} columns
 */
function survivalRow(identifier, columns) {
  return element('tr', { role: 'row' },
    element('th', { role: 'rowheader', scope: 'row' }, identifier.label),
    ...columns.map((act) => {
      const survival = identifier.survives.find((one) => one.act === act);
      return element('td', { role: 'cell', 'data-label': acts[act] }, survival ? outcomeMark(survival.outcome) : '');
    }));
}

customElements.define('identifier-list', IdentifierListElement);
