import { define } from '../define.js';
import { part } from '../dom.js';
import { privacy as text } from '../text.js';

/** What is promised, what the browser enforces, and a button that tries to break it. */
export class PrivacyNoteElement extends HTMLElement {
  /** Set once the page has been locked. */
  locked = false;
  #connected = false;

  connectedCallback() {
    if (this.#connected) return;
    this.#connected = true;
    part(this, 'try').addEventListener('click', () => void this.#attempt());
  }

  async #attempt() {
    const outcome = part(this, 'outcome');
    if (!this.locked) {
      outcome.textContent = text.early;
      return;
    }
    outcome.textContent = text.trying;
    try {
      await fetch(new URL('.', document.baseURI), { cache: 'no-store' });
      outcome.textContent = text.allowed;
    } catch {
      outcome.textContent = text.refused;
    }
  }
}

define('privacy-note', PrivacyNoteElement);
