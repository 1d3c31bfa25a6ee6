import { copyText } from '../clipboard.js';
import { Refused } from '../core-worker.js';
import { define } from '../define.js';
import { acting, barred, element, freshId, ticking } from '../dom.js';
import { exported } from '../exported.js';
import { Latest, unlessStopped, until } from '../latest.js';
import { piecewise } from '../pieces.js';
import { saveFile } from '../save.js';
import { complaint as text } from '../text.js';

/** @import { Choices } from '../choices.js' */
/** @import { Reading } from '../core.js' */

/** Characters shown at once, and added by each press. */
const STEP = 20_000;

/** Drafts for those who want to know, or to complain: made when they are asked for. */
export class ComplaintHelperElement extends HTMLElement {
  /** @type {Reading | null} */ #reading = null;
  /** @type {Choices | null} */ #choices = null;
  #reason = '';
  #own = true;
  #latest = new Latest();
  #whole = '';
  #document = element('select', { id: freshId() }, ...Object.entries(text.documents).map(([value, name]) => element('option', { value }, name)));
  #masked = ticking('checkbox', text.masked, () => void this.#show());
  #text = element('code', {});
  #copy = acting(text.copy, () => void copyText(this.#copy, this.#whole, text.copy));
  #save = acting(text.saveText, () => void this.#saved(this.#format));
  #saveHtml = acting(text.saveHtml, () => void this.#saved('annex-html'));
  #status = element('p', { role: 'status' });
  #details = element('details', { class: 'way' });

  connectedCallback() {
    if (this.firstChild) return;
    this.#document.addEventListener('change', () => void this.#show());
    this.#details.append(
      element('summary', {}, element('h4', { id: 'letters' }, text.title), element('span', { class: 'quiet' }, text.what)), element('p', { class: 'lead' }, text.lead),
      element('div', { class: 'row' }, element('label', { for: this.#document.id }, text.document), this.#document),
      this.#masked.row, element('p', { class: 'quiet' }, text.why), this.#status,
      element('pre', { tabindex: 0, role: 'region', 'aria-label': text.text }, this.#text),
      element('div', { class: 'row' }, this.#copy, this.#save, this.#saveHtml));
    this.#details.addEventListener('toggle', () => void this.#show());
    this.append(this.#details);
  }

  /**
   * @param {Reading} reading
   * @param {Choices} choices
   * @param {object} options
   * @param {string} options.reason id of what says why nothing masked may leave, empty where it may
   * @param {boolean} options.own whether there are own values to write of
   */
  show(reading, choices, { reason, own }) {
    if (reading !== this.#reading) this.#details.open = this.#masked.input.checked = false;
    this.#reading = reading;
    this.#choices = choices;
    this.#reason = reason;
    this.#own = own;
    this.#masked.row.hidden = !own;
    void this.#show();
  }

  /** What the core calls the document. */
  get #format() {
    return this.#document.value === 'annex' ? 'annex-markdown' : this.#document.value;
  }

  get #isMasked() {
    return !this.#own || this.#masked.input.checked;
  }

  /** @param {string} format */
  #made(format) {
    const [reading, options] = [this.#reading, this.#choices?.options(this.#isMasked ? {} : { mode: 'full' }) ?? ''];
    return unlessStopped(() => reading && exported(reading, format, options).catch((error) => {
      if (!(error instanceof Refused)) throw error;
      this.#status.textContent = error.message;
    }));
  }

  #show() {
    return this.#latest.run((signal) => this.#fill(signal));
  }

  /** @param {AbortSignal} signal */
  async #fill(signal) {
    const bars = this.#isMasked ? this.#reason : '';
    for (const press of [this.#copy, this.#save, this.#saveHtml]) barred(press, bars);
    const annex = this.#format === 'annex-markdown';
    this.#saveHtml.hidden = !annex;
    this.#save.textContent = annex ? text.saveMarkdown : text.saveText;
    this.#status.textContent = '';
    const made = this.#details.open && bars === '' ? await until(signal, this.#made(this.#format)) : null;
    // What is not seen is not kept.
    this.#whole = made ? new TextDecoder().decode(made.bytes) : '';
    this.#text.replaceChildren(...piecewise(this.#whole, STEP));
  }

  /** @param {string} format */
  async #saved(format) {
    const made = await this.#made(format);
    if (made) saveFile(made.bytes, made.name);
  }
}

define('complaint-helper', ComplaintHelperElement);
