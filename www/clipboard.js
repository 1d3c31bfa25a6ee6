/** Copies a text and says so. */

import { trouble } from './text.js';

/** How long the button says that it has copied, in milliseconds. */
const SAID_FOR = 1600;

/**
 * Copies a text and says so, on the button too.
 *
 * @param {HTMLButtonElement} press
 * @param {string} text
 * @param {string} label of the button
 * @param {string} [what] was copied
 * @param {string} [said] when it is copied
 */
export async function copyText(press, text, label, what, said = what === undefined ? trouble.copied : trouble.copiedAs(what)) {
  try {
    await navigator.clipboard.writeText(text);
    press.textContent = trouble.copied;
  } catch {
    said = trouble.copyRefused;
    press.textContent = said;
  }
  const status = document.getElementById('status');
  if (status) status.textContent = said;
  setTimeout(() => { press.textContent = label; }, SAID_FOR);
}
