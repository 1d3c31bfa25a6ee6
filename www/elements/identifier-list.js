import { copyOf, element, outcomeMark, part, severityMark, table, tableRow } from '../dom.js';
import { sourceLinks, supports } from '../evidence.js';
import { growing, valueOf } from '../pieces.js';
import { sectionHead } from '../section.js';
import { told } from '../sections.js';
import { acts, identifiers as text, persistence } from '../text.js';

/** @import { Act, Identifier, Report, Survival } from '../report.d.ts' */
/** @import { References } from '../evidence.js' */

/** Identifiers shown at once, and added by each press; a large capture can hold thousands. */
const FIRST = 6;
const STEP = 50;

const ACTS = /** @type {Act[]} */ (Object.keys(acts));

/** Who the data points to: identifiers, and what each survives. */
export class IdentifierListElement extends HTMLElement {
  /**
   * @param {Report} report
   * @param {References} references
   */
  show(report, references) {
    const { identifiers } = report;
    this.hidden = report.counts.events === 0 && identifiers.length === 0;
    if (identifiers.length === 0) {
      this.replaceChildren(sectionHead('points-to', text.title, ''), element('p', {}, text.none));
      return;
    }
    const list = element('ul', { class: 'plain' });
    const matrix = table('survival', element('span', {}, text.survivalCaption), [text.value, ...Object.values(acts)], []);
    const notes = element('ol', { class: 'reasons' });
    const more = growing(identifiers, FIRST, STEP, text.more, (added) => {
      list.append(...added.map((identifier) => entry(identifier, references)));
      matrix.tBodies[0]?.append(...added.filter(({ survives }) => survives.length > 0).map((one) => survivalRow(one, notes, references)));
    });
    this.replaceChildren(sectionHead('points-to', text.title, text.lead), told(report.summary, 'recognises', references) ?? '', list, more);
    if (identifiers.some(({ survives }) => survives.length > 0)) {
      this.append(element('h3', { class: 'table-title' }, text.survival), matrix, notes);
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
  const names = identifier.names.flatMap((name, index) => [index === 0 ? '' : ', ', element('code', {}, name)]);
  part(copy, 'note').append(
    element('p', {}, severityMark(identifier.recognition),
      identifier.persistence ? `, ${persistence[identifier.persistence]}` : ''),
    element('p', {}, `${text.sentAs} `, ...names, ` ${text.events(identifier.events)}.`),
    ...supports(identifier, references));
  return copy;
}

/**
 * @param {Identifier} identifier
 * @param {HTMLOListElement} notes gets the reasons that are not in it yet
 * @param {References} references
 */
function survivalRow(identifier, notes, references) {
  return tableRow(['', ...Object.values(acts)], [identifier.label, ...ACTS.map((act) => {
    const survival = identifier.survives.find((one) => one.act === act);
    if (!survival) return '';
    return element('span', {}, outcomeMark(survival.outcome), noteMark(survival, notes, references));
  })]);
}

/**
 * The number of a reason in the notes below the table.
 *
 * @param {Survival} survival
 * @param {HTMLOListElement} notes
 * @param {References} references
 */
function noteMark({ because, source }, notes, references) {
  if (because === null) return null;
  let number = [...notes.children].findIndex((note) => note.firstChild?.textContent === because) + 1;
  if (number === 0) {
    notes.append(element('li', {}, because, source === null ? null : [' ', ...sourceLinks([source], references)]));
    number = notes.children.length;
  }
  return element('sup', {}, element('span', { class: 'visually-hidden' }, text.reason), String(number));
}

customElements.define('identifier-list', IdentifierListElement);
