import { button } from '../dom.js';
import { trouble } from '../text.js';

/** How long the button says that it has copied, in milliseconds. */
const SAID_FOR = 1600;

/** Copies a text that it is given as a property, so that no copy of it stands in the page. */
export class CopyButtonElement extends HTMLElement {
  /** @type {() => string} */
  #text = () => '';

  /**
   * @param {string} label seen
   * @param {string} description heard
   * @param {() => string} text
   */
  static of(label, description, text) {
    const made = new CopyButtonElement();
    made.#text = text;
    const press = button(label, 'copy');
    press.setAttribute('aria-label', description);
    press.addEventListener('click', () => void made.#copy(press, label));
    made.append(press);
    return made;
  }

  /**
   * @param {HTMLButtonElement} press
   * @param {string} label
   */
  async #copy(press, label) {
    const status = document.getElementById('status');
    try {
      await navigator.clipboard.writeText(this.#text());
      press.textContent = trouble.copied;
      if (status) status.textContent = trouble.copied;
    } catch {
      if (status) status.textContent = trouble.copyRefused;
      press.textContent = trouble.copyRefused;
    }
    setTimeout(() => { press.textContent = label; }, SAID_FOR);
  }
}

customElements.define('copy-button', CopyButtonElement);
