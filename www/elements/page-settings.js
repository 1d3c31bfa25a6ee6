import { define } from '../define.js';
import { button, element, freshId } from '../dom.js';
import { PageCommand } from '../events.js';
import { choose, setting } from '../settings.js';
import { settings as text } from '../text.js';

/** The few choices about the page itself. */
export class PageSettingsElement extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const theme = element('select', { id: freshId() },
      ...Object.entries(text.themes).map(([value, name]) => element('option', { value, selected: value === setting('theme') }, name)));
    theme.addEventListener('change', () => choose('theme', theme.value));
    const help = button(text.keyboard);
    help.addEventListener('click', () => this.dispatchEvent(new PageCommand('show-help')));
    this.append(element('label', { for: theme.id }, text.theme), theme, help);
  }
}

define('page-settings', PageSettingsElement);
