import { define } from '../define.js';
import { button, element } from '../dom.js';
import { PageCommand } from '../events.js';
import { progress as text } from '../text.js';

/** Runs shorter than this show no bar, in milliseconds: it would only flicker. */
const PATIENCE = 200;
/** How long it says what happened to what was stopped, in milliseconds. */
const SHOWN_FOR = 6000;

/** How far a long run has come, with a button that stops it. */
export class RunProgressElement extends HTMLElement {
  #delay = 0;
  /** Until when it says what happened to what was stopped; 0 where it says nothing. */
  #announcing = 0;
  #stop = button(text.stop);
  #bar = element('progress', { 'aria-label': text.label });
  #label = element('span', {});
  #state = element('span', { class: 'quiet' });

  connectedCallback() {
    if (this.firstChild) return;
    this.#stop.addEventListener('click', () => this.dispatchEvent(new PageCommand('stop')));
    this.append(this.#label, this.#bar, this.#state, this.#stop);
  }

  /** @param {string} [label] what goes on */
  begin(label = text.label) {
    clearTimeout(this.#delay);
    const show = () => {
      this.#show(`${label} …`, true);
      this.dataset['dims'] = String(label === text.label);
    };
    // What follows on something else that took long is shown at once.
    if (!this.hidden && this.#announcing === 0) show();
    else this.#delay = window.setTimeout(show, PATIENCE);
    this.#bar.removeAttribute('value');
    this.#bar.ariaLabel = label;
    this.#state.textContent = '';
  }

  /**
   * @param {string} label
   * @param {boolean} busy
   */
  #show(label, busy) {
    clearTimeout(this.#announcing);
    this.#announcing = 0;
    this.#label.textContent = label;
    for (const part of [this.#bar, this.#state, this.#stop]) part.hidden = !busy;
    this.hidden = false;
  }

  /**
   * @param {number} done
   * @param {number} total
   * @param {(done: number, total: number) => string} [state] says it in words
   */
  advance(done, total, state = text.state) {
    if (total <= 0) return;
    this.#bar.max = total;
    this.#bar.value = Math.min(done, total);
    this.#state.textContent = state(Math.min(done, total), total);
  }

  end() {
    clearTimeout(this.#delay);
    this.hidden = this.#announcing === 0;
  }

  /**
   * Says for a while what happened to what was stopped.
   *
   * @param {string} message
   */
  announce(message) {
    clearTimeout(this.#delay);
    this.#show(message, false);
    this.dataset['dims'] = 'false';
    this.#announcing = window.setTimeout(() => {
      this.#announcing = 0;
      this.hidden = true;
    }, SHOWN_FOR);
  }
}

define('run-progress', RunProgressElement);
