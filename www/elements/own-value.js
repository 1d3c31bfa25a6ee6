import { define } from '../define.js';
import { button, element, freshId } from '../dom.js';
import { placeLink } from '../evidence.js';
import { Latest, until } from '../latest.js';
import { growing } from '../pieces.js';
import { foldedSection } from '../section.js';
import { ownValue as text } from '../text.js';

/** @import { ValueMatch } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */

/** Pause after which a typed value is looked for, in milliseconds. */
const TYPING_PAUSE = 400;
/** Hits listed at once, and added by each press. */
const FIRST = 10;
const STEP = 50;

/** "Do you recognize yourself?": looks for a value that the reader types. It is kept in this box alone. */
export class OwnValueElement extends HTMLElement {
  /** @type {Reading | null} */ #reading = null;
  #input = element('input', {
    type: 'text', id: freshId(), autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false', maxlength: 2000,
  });
  #status = element('p', { role: 'status' });
  #hits = element('div', {});
  #pause = 0;
  #latest = new Latest();

  /** @param {Reading} reading */
  show(reading) {
    this.#reading = reading;
    const { input, requests } = reading.overview;
    this.hidden = requests.length === 0 || input.kind === 'unrecognized';
    this.#clear();
    if (this.firstChild) return;
    const clear = button(text.clear);
    clear.addEventListener('click', () => {
      this.#clear();
      this.#input.focus();
    });
    this.#input.addEventListener('input', () => {
      clearTimeout(this.#pause);
      this.#pause = window.setTimeout(() => void this.#search(), TYPING_PAUSE);
    });
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) void this.#search();
      if (event.key === 'Escape' && this.#input.value !== '') {
        event.preventDefault();
        this.#clear();
      }
    });
    const help = element('p', { class: 'quiet', id: freshId() }, text.help);
    this.#input.setAttribute('aria-describedby', help.id);
    this.append(foldedSection('yourself', text.title, text.lead, help,
      element('label', { for: this.#input.id }, text.label),
      element('div', { class: 'row' }, this.#input, clear), this.#status, this.#hits));
  }

  #clear() {
    clearTimeout(this.#pause);
    this.#latest.abort();
    this.#input.value = '';
    this.#status.replaceChildren();
    this.#hits.replaceChildren();
  }

  async #search() {
    clearTimeout(this.#pause);
    const [reading, typed] = [this.#reading, this.#input.value];
    if (typed === '' || !reading) return this.#clear();
    await this.#latest.run(async (signal) => {
      const { hint, hits, searched } = await until(signal, reading.ask('findValue', typed));
      this.#status.textContent = hits.length > 0 ? text.found(hits.length) : hint ?? text.notFound(searched.join(', '));
      const list = element('ul', { class: 'hits' });
      this.#hits.replaceChildren(list, growing(hits, FIRST, STEP, text.more, (added) => list.append(...added.map(entry))));
    });
  }
}

/** @param {ValueMatch} hit */
function entry({ encoding, variant, whole, path, events }) {
  return element('li', {}, element('strong', {}, text.forms[encoding]), `, ${variant}: ${whole ? text.whole : text.inside} `,
    placeLink(path), events > 1 ? `, ${text.events(events)}.` : '.');
}

define('own-value', OwnValueElement);
