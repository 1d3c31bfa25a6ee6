/** Keys that do something by themselves, for those who come often. This list binds them and is what the help sheet shows. */

import { setting } from './settings.js';

/** In the order of the sheet. */
export const SHORTCUTS = /** @type {const} */ ([
  ['j', 'nextEvent'],
  ['k', 'previousEvent'],
  ['n', 'nextField'],
  ['p', 'previousField'],
  ['c', 'copy'],
  ['/', 'search'],
  ['t', 'tells'],
  ['e', 'events'],
  ['u', 'unwrapped'],
  ['s', 'passOn'],
  ['m', 'masked'],
  ['?', 'help'],
]);

/** @typedef {typeof SHORTCUTS[number][1]} Action */

/** Where letters are letters: fields of forms, and lists in which letters choose. */
const TYPING = 'input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable], [role=menu], dialog';

/**
 * Does what a key stands for, unless the reader is writing, holds a key with which browsers and screen readers have
 * commands of their own, or has switched the shortcuts off.
 *
 * @param {Record<Action, () => unknown>} actions
 */
export function bindShortcuts(actions) {
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || setting('shortcuts') === 'off') return;
    if (target instanceof Element && target.closest(TYPING)) return;
    const [, action] = SHORTCUTS.find(([one]) => one === key) ?? [];
    if (action === undefined) return;
    // Firefox would open its own search for a slash.
    event.preventDefault();
    actions[action]();
  });
}
