import { ConnectedElement, define } from '../define.js';
import { element, part, severityMark, table, tableRow } from '../dom.js';
import { labelOf } from '../embed/fields.js';
import { PageCommand } from '../events.js';
import { highlighted } from '../pieces.js';
import { example as text, fields as fieldText } from '../text.js';

/** @import { Field } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */

/** Fields shown. */
const SHOWN = 3;

const COLUMNS = [fieldText.field, fieldText.value, fieldText.meaning];

/** What a sample tells, read by the same core, so that the empty page shows what it is for. */
export class ReadingExampleElement extends ConnectedElement {
  /** @override @param {AbortSignal} signal */
  connected(signal) {
    part(this, 'whole').addEventListener('click', () => this.dispatchEvent(new PageCommand('read-whole')), { signal });
  }

  /** @param {Reading} reading */
  async show(reading) {
    const { events } = await reading.ask('events', 0, 50);
    const telling = events.toSorted((one, other) => other.severity - one.severity)[0];
    const sentence = reading.overview.summary.find(({ topic }) => topic === 'content');
    if (!telling || !sentence) return;
    const { fields = [] } = await reading.ask('event', telling.index) ?? {};
    part(this, 'reading').replaceChildren(
      element('p', { class: 'example-sentence' }, ...highlighted(sentence.text, sentence.quotes)),
      table('example-fields', text.title, COLUMNS, varied(fields).map((field) => tableRow(COLUMNS, [
        [element('strong', {}, labelOf(field) ?? field.name), element('code', { class: 'quiet' }, field.path)],
        element('code', {}, ...marked(field.value, sentence.text)),
        [element('p', {}, field.meaning ?? ''), severityMark(field.severity)],
      ].map((cell) => element('div', {}, ...[cell].flat()))))));
  }
}

/**
 * A value, marked where the sentence speaks of it.
 *
 * @param {string} value as JSON
 * @param {string} sentence
 */
function marked(value, sentence) {
  return value.length > 2 && sentence.includes(value.slice(1, -1)) ? [element('mark', {}, value)] : [value];
}

/**
 * The most telling fields, no two of one kind of data.
 *
 * @param {Field[]} fields
 */
function varied(fields) {
  /** @type {Map<string, Field>} */
  const kinds = new Map();
  for (const field of fields.toSorted((one, other) => other.severity - one.severity || other.content - one.content)) {
    if (field.category !== null && !kinds.has(field.category)) kinds.set(field.category, field);
  }
  return [...kinds.values()].slice(0, SHOWN);
}

define('reading-example', ReadingExampleElement);
