import { button } from '../dom.js';
import { trouble } from '../text.js';

/** How long the button says that it has copied, in milliseconds. */
const SAID_FOR = 1600;

/** Copies a text that it is given as a property, so that no copy of it stands in the page. */
export class CopyButtonElement extends HTMLElement {
  /** @type {() => string | Promise<string>} */
  #text = () => '';

  /**
   * @param {string} label seen
   * @param {string} description heard
   * @param {() => string | Promise<string>} text
   * @param {string} [said] when it is copied
   */
  static of(label, description, text, said) {
    const made = new CopyButtonElement();
    made.#text = text;
    const press = button(label, 'copy');
    press.setAttribute('aria-label', description);
    press.addEventListener('click', async () => copyText(press, await made.#text(), label, undefined, said));
    made.append(press);
    return made;
  }
}

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

customElements.define('copy-button', CopyButtonElement);
