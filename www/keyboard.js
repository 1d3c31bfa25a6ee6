/** What the single keys do; shortcuts.js says which they are. */

import { pointAt } from './evidence.js';
import { view } from './masked-view.js';
import { events, goToSection, result, sheet } from './page.js';
import { bindShortcuts } from './shortcuts.js';
import { state } from './state.js';
import { CopyMenuElement } from './elements/copy-menu.js';

/**
 * Goes on from the field that has the focus to the next, or to the first.
 *
 * @param {1 | -1} by
 */
function stepField(by) {
  /** @type {NodeListOf<HTMLElement>} */
  const all = result.querySelectorAll('event-detail tr[data-path]');
  const at = [...all].findIndex((row) => row.contains(document.activeElement));
  const to = all[at < 0 ? 0 : at + by];
  if (to?.checkVisibility()) pointAt(to, null);
}

function openCopyMenu() {
  const { activeElement } = document;
  const near = activeElement?.closest('tr[data-path]') ?? (events.contains(activeElement) ? result.querySelector('event-detail .raw-actions') : null);
  const menu = near?.querySelector('copy-menu');
  if (menu instanceof CopyMenuElement && menu.checkVisibility()) void menu.open();
}

bindShortcuts({
  nextEvent: () => events.step(1),
  previousEvent: () => events.step(-1),
  nextField: () => stepField(1),
  previousField: () => stepField(-1),
  copy: openCopyMenu,
  search: () => events.focusSearch(),
  tells: () => goToSection('tells'),
  events: () => goToSection('events'),
  unwrapped: () => goToSection('unwrapped'),
  passOn: () => goToSection('pass-on'),
  masked: () => void view(!state.now.masked),
  help: () => sheet.open(),
});
