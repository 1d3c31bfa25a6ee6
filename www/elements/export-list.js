import { copyText } from '../clipboard.js';
import { Refused } from '../core-worker.js';
import { define } from '../define.js';
import { acting, barred, element, ticking } from '../dom.js';
import { exported } from '../exported.js';
import { unlessStopped } from '../latest.js';
import { saveFile } from '../save.js';
import { files as text } from '../text.js';

/** @import { Choices } from '../choices.js' */
/** @import { Reading } from '../core.js' */

/** What is bytes and no text, so that it cannot be copied. */
const BINARY = 'body';

/** The capture as files of several formats: masked, or with everything for the reader's own use. */
export class ExportListElement extends HTMLElement {
  /** @type {Reading | null} */ #reading = null;
  /** @type {Choices | null} */ #choices = null;
  #reason = '';
  #full = ticking('checkbox', element('strong', {}, text.full), () => this.#fit());
  #fullNote = element('p', { class: 'notice' }, text.fullText);
  #replayable = ticking('checkbox', text.replayable, () => {});
  #status = element('p', { role: 'status' });
  /** @type {HTMLButtonElement[]} */ #saves = [];
  /** @type {HTMLButtonElement[]} */ #copies = [];

  connectedCallback() {
    if (this.firstChild) return;
    const rows = Object.entries(text.formats).map(([format, [name, use]]) => {
      const save = acting(text.download, () => void this.save(format), { 'aria-label': text.of(text.download, name) });
      this.#saves.push(save);
      const copy = format !== BINARY && acting(text.copy, () => void this.#copy(format, copy), { class: 'copy', 'aria-label': text.of(text.copy, name) });
      if (copy) this.#copies.push(copy);
      return element('li', {}, element('span', {}, element('strong', {}, name), `, ${use}`), element('span', { class: 'row' }, save, copy));
    });
    this.append(element('details', { class: 'fold' },
      element('summary', {}, element('h4', {}, text.title), element('span', { class: 'quiet' }, text.what)),
      element('ul', { class: 'plain formats' }, rows), this.#status, this.#replayable.row, this.#full.row, this.#fullNote));
  }

  /**
   * @param {Reading} reading
   * @param {Choices} choices
   * @param {object} options
   * @param {string} options.reason id of what says why nothing masked may leave, empty where it may
   * @param {boolean} options.own whether there are own values to save
   */
  show(reading, choices, { reason, own }) {
    if (reading !== this.#reading) this.#full.input.checked = this.#replayable.input.checked = false;
    this.#reading = reading;
    this.#choices = choices;
    this.#reason = reason;
    this.#full.row.hidden = !own;
    if (!own) this.#full.input.checked = false;
    this.#fit();
  }

  #fit() {
    const full = this.#full.input.checked;
    this.#fullNote.hidden = !full;
    this.#status.textContent = '';
    for (const press of [...this.#saves, ...this.#copies]) barred(press, full ? '' : this.#reason);
    // Own values go into files only: what is copied is soon pasted somewhere.
    for (const copy of this.#copies) copy.hidden = full;
  }

  /** @param {string} format */
  #made(format) {
    const others = { ...(this.#full.input.checked && { mode: 'full' }), ...(this.#replayable.input.checked && { replayable: true }) };
    const [reading, options] = [this.#reading, this.#choices?.options(others) ?? ''];
    return unlessStopped(() => reading && exported(reading, format, options).catch((error) => {
      if (!(error instanceof Refused)) throw error;
      this.#status.textContent = `${text.failed} ${error.message}`;
    }));
  }

  /** @param {string} format */
  async save(format) {
    const made = await this.#made(format);
    if (made) saveFile(made.bytes, made.name);
  }

  /**
   * @param {string} format
   * @param {HTMLButtonElement | false} press
   */
  async #copy(format, press) {
    const made = await this.#made(format);
    if (made && press) await copyText(press, new TextDecoder().decode(made.bytes), text.copy, text.formats[format]?.[0]);
  }
}

define('export-list', ExportListElement);
