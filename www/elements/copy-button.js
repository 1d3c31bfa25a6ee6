import { copyText } from '../clipboard.js';
import { define } from '../define.js';
import { button } from '../dom.js';

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

define('copy-button', CopyButtonElement);
