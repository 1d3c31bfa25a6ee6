import { define } from '../define.js';
import { button, element, freshId } from '../dom.js';
import { choose, setting } from '../settings.js';
import { SHORTCUTS } from '../shortcuts.js';
import { shortcuts as text } from '../text.js';

/** The sheet of shortcuts, with the switch that turns them off. */
export class HelpSheetElement extends HTMLElement {
  /** @type {HTMLDialogElement | null} */ #dialog = null;

  open() {
    this.#dialog ??= this.#made();
    this.#dialog.showModal();
  }

  #made() {
    const title = element('h2', { id: freshId() }, text.title);
    const close = button(text.close, 'primary');
    const switched = element('input', { type: 'checkbox', id: freshId() });
    switched.checked = setting('shortcuts') === 'on';
    switched.addEventListener('change', () => choose('shortcuts', switched.checked ? 'on' : 'off'));
    const dialog = element('dialog', { 'aria-labelledby': title.id, closedby: 'any' }, title,
      element('p', { class: 'row' }, switched, element('label', { for: switched.id }, text.on)),
      element('dl', { class: 'keys' }, ...[...SHORTCUTS.map(([key, action]) => [key, text.actions[action]]), [text.escape, text.back]].map(([key = '', does = '']) =>
        element('div', {}, element('dt', {}, element('kbd', {}, key)), element('dd', {}, does)))),
      element('p', { class: 'quiet' }, text.note), close);
    close.addEventListener('click', () => dialog.close());
    // Escape closes the sheet and is no wish to paste something else.
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    this.append(dialog);
    return dialog;
  }
}

define('help-sheet', HelpSheetElement);
