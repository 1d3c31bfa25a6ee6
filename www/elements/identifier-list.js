import { define } from '../define.js';
import { button, element, freshId, outcomeMark, severityMark, table } from '../dom.js';
import { sourceLinks, supports } from '../evidence.js';
import { growing, valueOf } from '../pieces.js';
import { sectionHead } from '../section.js';
import { identifiers as text, persistence, userActions } from '../text.js';

/** @import { UserAction, Identifier, Outcome, Persistence, Report, Survival } from '../report.d.ts' */
/** @import { References } from '../evidence.js' */

/** Identifiers shown at once, and added by each press; a large capture can hold thousands. */
const FIRST = 6;
const STEP = 50;
/** Longer values are shortened to their two ends, this many characters each, until their row is opened. */
const END = 8;

const ACTIONS = /** @type {UserAction[]} */ (Object.keys(userActions));
const COLUMNS = [text.value, ...Object.values(userActions)];

/** @type {Record<Outcome, number>} */
const WEIGHTS = { stays: 2, depends: 1, changes: 0 };

/** The act that each way of lasting ends with. @type {Partial<Record<Persistence, UserAction>>} */
const ENDS = {
  event: 'restart', session: 'restart', sim: 'new-sim', install: 'clear-data', resettable: 'ad-id-reset', 'factory-reset': 'factory-reset', hardware: 'new-phone',
};

/**
 * How long a value lasts, in words; nothing where the bar says otherwise, as for a list that outlives what it is kept in.
 *
 * @param {Identifier} identifier
 */
function lasting({ persistence: kind, survives }) {
  if (kind === null || survives.some(({ action, outcome }) => action === ENDS[kind] && outcome !== 'changes')) return null;
  return element('span', { class: 'quiet' }, persistence[kind]);
}

/** @param {Identifier} identifier */
const endurance = ({ survives }) => survives.reduce((sum, { outcome }) => sum + WEIGHTS[outcome], 0);

/** Who the data points to: a table whose rows draw what each identifier survives, and open into what it is. */
export class IdentifierListElement extends HTMLElement {
  /**
   * @param {Report} report
   * @param {References} references
   */
  show(report, references) {
    const identifiers = [...report.identifiers].sort((one, other) => endurance(other) - endurance(one));
    this.hidden = report.counts.events === 0 && identifiers.length === 0;
    if (identifiers.length === 0) {
      this.replaceChildren(sectionHead('points-to', text.title, text.none));
      return;
    }
    const drawn = identifiers.some(({ survives }) => survives.length > 0);
    const matrix = table('survival', element('span', {}, drawn ? text.caption : text.unrated), drawn ? COLUMNS : COLUMNS.slice(0, 1), []);
    const notes = element('ol', { class: 'reasons' });
    const more = growing(identifiers, FIRST, STEP, text.more, (added) => matrix.tBodies[0]?.append(
      ...added.flatMap((identifier) => rows(identifier, drawn, notes, references))));
    this.replaceChildren(sectionHead('points-to', text.title, text.lead), matrix, notes, more);
  }
}

/**
 * What an identifier survives, and below it, on demand, what it is.
 *
 * @param {Identifier} identifier
 * @param {boolean} drawn whether the table has columns for actions
 * @param {HTMLOListElement} notes gets the reasons that are not in it yet
 * @param {References} references
 */
function rows(identifier, drawn, notes, references) {
  const opened = element('td', { role: 'cell', colspan: drawn ? COLUMNS.length : 1 });
  const more = element('tr', { role: 'row', class: 'identity', id: freshId(), hidden: true }, opened);
  const toggle = button(identifier.label, 'disclosing');
  toggle.setAttribute('aria-expanded', 'false');
  toggle.setAttribute('aria-controls', more.id);
  toggle.addEventListener('click', () => {
    more.hidden = !more.hidden;
    toggle.setAttribute('aria-expanded', String(!more.hidden));
    row.toggleAttribute('data-open', !more.hidden);
    if (!opened.firstChild) opened.append(identity(identifier, references));
  });
  const row = element('tr', { role: 'row' },
    element('th', { role: 'rowheader', scope: 'row' }, toggle,
      element('code', {}, shortened(identifier.value)),
      lasting(identifier)),
    drawn && ACTIONS.map((action) => {
      const survival = identifier.survives.find((one) => one.action === action);
      return element('td', { role: 'cell', 'data-label': userActions[action], 'data-outcome': survival?.outcome ?? null },
        survival ? [outcomeMark(survival.outcome), noteMark(survival, notes, references)] : null);
    }));
  return [row, more];
}

/** @param {string} value as sent, in JSON */
function shortened(value) {
  const bare = value.replace(/^"(.*)"$/s, '$1');
  return bare.length <= 2 * END + 1 ? bare : `${bare.slice(0, END)}…${bare.slice(-END)}`;
}

/**
 * @param {Identifier} identifier
 * @param {References} references
 */
function identity(identifier, references) {
  const names = identifier.names.flatMap((name, index) => [index === 0 ? '' : ', ', element('code', {}, name)]);
  return element('div', { class: 'annotated' },
    element('div', {}, element('p', {}, identifier.meaning), element('div', {}, valueOf({ ...identifier, name: identifier.label }))),
    element('div', { class: 'margin-note' },
      element('p', {}, severityMark(identifier.severity)),
      element('p', {}, `${text.sentAs} `, ...names, ` ${text.events(identifier.events)}.`),
      supports(identifier, references)));
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

define('identifier-list', IdentifierListElement);
