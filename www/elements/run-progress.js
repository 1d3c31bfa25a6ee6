import { button, element } from '../dom.js';
import { progress as text } from '../text.js';

/** Runs shorter than this show no bar, in milliseconds: it would only flicker. */
const PATIENCE = 200;

/** How far a long run has come, with a button that stops it. Fires `stop`. */
export class RunProgressElement extends HTMLElement {
  #delay = 0;
  #bar = element('progress', { 'aria-label': text.label });
  #state = element('span', { class: 'quiet' });

  connectedCallback() {
    if (this.firstChild) return;
    const stop = button(text.stop);
    stop.addEventListener('click', () => this.dispatchEvent(new Event('stop', { bubbles: true })));
    this.append(element('span', {}, `${text.label} …`), this.#bar, this.#state, stop);
  }

  begin() {
    this.end();
    this.#bar.removeAttribute('value');
    this.#state.textContent = '';
    this.#delay = window.setTimeout(() => { this.hidden = false; }, PATIENCE);
  }

  /**
   * @param {number} done
   * @param {number} total
   */
  advance(done, total) {
    if (total <= 0) return;
    this.#bar.max = total;
    this.#bar.value = Math.min(done, total);
    this.#state.textContent = text.state(Math.min(done, total), total);
  }

  end() {
    clearTimeout(this.#delay);
    this.hidden = true;
  }
}

customElements.define('run-progress', RunProgressElement);
