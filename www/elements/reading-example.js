import { element } from '../dom.js';
import { referencesOf } from '../evidence.js';
import { example as text } from '../text.js';
import { FieldTableElement } from './field-table.js';

/** @import { Field } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */

/** Fields shown. */
const SHOWN = 4;

/** A few fields of a sample, read by the same core, so that the empty page shows what it is for. */
export class ReadingExampleElement extends HTMLElement {
  /**
   * @param {Reading} reading
   * @param {string} name of the sample
   */
  async show(reading, name) {
    const { events } = await reading.events(0, 50);
    const telling = events.toSorted((one, other) => other.severity - one.severity)[0];
    if (!telling) return;
    const { fields = [] } = await reading.event(telling.index);
    this.replaceChildren(
      element('h2', {}, text.title),
      element('p', { class: 'lead' }, text.lead(name)),
      FieldTableElement.of(varied(fields), referencesOf(reading.overview), text.title, null));
  }
}

/**
 * The most telling fields, no two of one kind of data.
 *
 * @param {Field[]} fields
 */
function varied(fields) {
  /** @type {Map<string, Field>} */
  const kinds = new Map();
  for (const field of fields.toSorted((one, other) => other.severity - one.severity)) {
    if (field.category !== null && !kinds.has(field.category)) kinds.set(field.category, field);
  }
  return [...kinds.values()].slice(0, SHOWN);
}

customElements.define('reading-example', ReadingExampleElement);
