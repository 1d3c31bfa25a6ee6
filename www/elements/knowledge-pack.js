import { define } from '../define.js';
import { button, element, table, tableRow } from '../dom.js';
import { PageCommand } from '../events.js';
import { count, sentence } from '../format.js';
import { explained } from '../glossary.js';
import { pack as text } from '../text.js';
import { CaptureEvent } from './paste-box.js';

/** @import { PackReport } from '../report.d.ts' */

/** The reader's own explanations of fields, from a file. */
export class KnowledgePackElement extends HTMLElement {
  #details = element('details', { class: 'tool' });
  #state = element('div', { role: 'status' });

  connectedCallback() {
    if (this.firstChild) return;
    const choose = button(text.choose);
    const file = element('input', { type: 'file', accept: '.json,application/json', hidden: true, 'aria-label': text.choose, tabindex: -1 });
    choose.addEventListener('click', () => file.click());
    file.addEventListener('change', () => {
      const chosen = file.files?.[0];
      if (chosen) this.dispatchEvent(new CaptureEvent(chosen, 'pack'));
      file.value = '';
    });
    this.#details.append(element('summary', {}, element('h2', { id: 'pack' }, text.title)), element('p', { class: 'lead' }, explained(text.lead)),
      element('p', { class: 'row' }, choose, file), this.#state);
    this.append(this.#details);
  }

  /** @param {PackReport | null} check of the pack; null for none */
  show(check) {
    this.#state.replaceChildren();
    if (!check) return;
    this.#details.open = true;
    const { name, fields, events, problems } = check;
    const remove = button(text.remove);
    remove.addEventListener('click', () => this.dispatchEvent(new PageCommand('remove-pack')));
    this.#state.append(
      ...(fields + events === 0 ? [element('p', {}, text.none)]
        : [element('p', { class: 'row' }, element('span', {}, text.inUse, ' ', element('strong', {}, name), `. ${text.holds(fields, events)}`), remove)]),
      ...(problems.length === 0 ? [] : [element('p', {}, text.problems(problems.length)),
        table('stacking problems', text.title, text.columns, problems.map(({ line, message, help }) =>
          tableRow(text.columns, [count(line), sentence(message), sentence(help)])))]));
  }
}

define('knowledge-pack', KnowledgePackElement);
