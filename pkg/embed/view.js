/** What readers of an article can do with a capture: choose an event, filter its fields, open each, go to the whole. */
import { chosenFields, contentOf, labelOf } from './fields.js';
import { make } from './make.js';
import { marked, spoken } from './quotes.js';

/** @import { Event as CapturedEvent, Field, Report, Source } from '../report.d.ts' */
/** @import { Child } from './make.js' */
/** @import { Words } from './text.js' */

/**
 * @typedef {object} Wanted
 * @property {string} event a number from 1, `all`, or nothing for the most telling one
 * @property {string} fields `telling`, `all`, or names and paths with spaces between
 * @property {boolean} open whether all that is known of a field is seen from the start
 * @property {string} caption instead of the summary
 * @property {string} language of the caption, as of the article
 * @property {string} link where the whole capture can be read, or nothing
 */

/** Of the summary, as in the figure that the core writes. */
const SENTENCES = 2;
/** More than an article shows; the full page has no such bounds. */
const EVENTS = 200;
const ROWS = 300;
const LETTERS = 2000;

const SHAPES = '○◔◑◕●';
/** Characters that act instead of being seen. */
const HIDDEN = /[\u{0}-\u{1f}\u{7f}-\u{9f}\u{ad}\u{34f}\u{61c}\u{115f}-\u{1160}\u{17b4}-\u{17b5}\u{180b}-\u{180f}\u{200b}\u{200e}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{feff}\u{ffa0}\u{fff0}-\u{fffb}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

let views = 0;

export class View {
  #report;
  #words;
  #wanted;
  /** @type {CapturedEvent[]} */ #events;
  /** @type {Map<string, Source>} */ #sources;
  #body = make('div', {});
  #status = make('span', { role: 'status' });
  /** @type {HTMLInputElement} */ #filter;
  /** Which event is shown; -1 for all. */
  #shown;
  #showsAll = false;

  /**
   * @param {Report} report
   * @param {Words} words
   * @param {Wanted} wanted
   */
  constructor(report, words, wanted) {
    this.#report = report;
    this.#words = words;
    this.#wanted = wanted;
    this.#events = report.requests.flatMap(({ events }) => events ?? []);
    this.#sources = new Map(report.sources.map((source) => [source.id, source]));
    this.#shown = wanted.event === 'all' ? -1 : this.#first();
    views += 1;
    const [filter, choice, title] = [`filter-${views}`, `event-${views}`, `title-${views}`];
    this.#filter = make('input', { type: 'search', id: filter, autocomplete: 'off', spellcheck: 'false' });
    this.#filter.addEventListener('input', () => this.#fill());
    const tools = make('div', { class: 'tools' },
      this.#events.length > 1 && make('p', {}, make('label', { for: choice }, words.choose), this.#chooser(choice)),
      make('p', {}, make('label', { for: filter }, words.filter), this.#filter, this.#status));
    // From outside, keys seem to be pressed in the element, which a page with keys of its own takes for no field.
    for (const type of ['keydown', 'keypress', 'keyup']) tools.addEventListener(type, (event) => event.stopPropagation());
    this.root = make('figure', { class: 'capture', lang: words.language, 'aria-labelledby': title },
      tools,
      this.#body,
      this.#caption(title));
    this.#fill();
  }

  /** The event that was asked for, or the first of the most severe. */
  #first() {
    const asked = Number(this.#wanted.event) - 1;
    if (this.#wanted.event !== '' && this.#events[asked]) return asked;
    const most = Math.max(...this.#events.map(({ severity }) => severity));
    return this.#events.findIndex(({ severity }) => severity === most);
  }

  /** @param {string} id */
  #chooser(id) {
    const chooser = make('select', { id });
    const shown = this.#events[this.#shown];
    const offered = this.#events.slice(0, EVENTS);
    chooser.append(...[...offered, ...(shown && !offered.includes(shown) ? [shown] : [])].map((event) => make('option', { value: this.#events.indexOf(event) }, this.#words.event(event.index + 1, this.#events.length) + spoken(event.title, event.quotes))),
      make('option', { value: -1 }, this.#words.allEvents));
    chooser.value = String(this.#shown);
    chooser.addEventListener('change', () => {
      this.#shown = Number(chooser.value);
      this.#fill();
    });
    return chooser;
  }

  /** @param {CapturedEvent} event */
  #title(event) {
    return [this.#words.event(event.index + 1, this.#events.length), english(...marked(event.title, event.quotes))];
  }

  /** @param {string} id */
  #caption(id) {
    const { caption, language, link } = this.#wanted;
    const words = this.#words;
    const recipient = this.#report.requests.find(({ protocol }) => protocol.recipient)?.protocol.recipient;
    const summary = this.#report.summary.slice(0, SENTENCES).flatMap(({ text, quotes }) => [...marked(text, quotes), ' ']);
    return make('figcaption', {},
      caption ? make('span', { id, lang: language || false }, caption, ' ') : [make('strong', { id }, words.title(recipient ?? undefined)), '. ', english(...summary)],
      this.#provenance(),
      link && canLead && make('a', { href: link, rel: 'noreferrer' }, words.whole));
  }

  /** Where the capture came from, and what placeholders are. @returns {Child} */
  #provenance() {
    const { masking, provenance } = this.#report;
    const words = this.#words;
    if (provenance) return [words.provenance[provenance.from] ?? english(provenance.text), `. ${words.placeholders} `];
    return masking ? `${words.masked} ` : '';
  }

  /** Puts the focus where a link in the figure before has led. */
  focus() {
    const link = this.root.querySelector('figcaption a');
    (link instanceof HTMLElement ? link : this.#filter).focus({ preventScroll: true });
  }

  /** Shows the fields that are wanted now. */
  #fill() {
    const event = this.#events[this.#shown];
    this.root.classList.toggle('folded', !event && this.#wanted.event === 'all');
    if (event) {
      const { table, count } = this.#table(event, make('caption', {}, ...this.#title(event)));
      this.#status.textContent = this.#words.shown(count, event.fields?.length ?? 0);
      const button = this.#wanted.fields !== 'all' && this.#filter.value === '' && make('button', { type: 'button' },
        this.#showsAll ? this.#words.showFewer : this.#words.showAll(event.fields?.length ?? 0));
      if (button) {
        button.addEventListener('click', () => {
          this.#showsAll = !this.#showsAll;
          this.#fill();
          this.#body.querySelector('button')?.focus();
        });
      }
      this.#body.replaceChildren(table, ...(button ? [button] : []));
      return;
    }
    let [count, all] = [0, 0];
    const listed = this.#events.slice(0, EVENTS).map((one) => {
      count += this.#chosen(one).length;
      all += one.fields?.length ?? 0;
      return this.#folded(one);
    });
    this.#status.textContent = this.#words.shown(count, all);
    const left = this.#events.length - listed.length;
    this.#body.replaceChildren(...listed, ...(left > 0 ? [make('p', {}, this.#words.left(left))] : []));
  }

  /** An event among all, whose table is made when it is opened. @param {CapturedEvent} event */
  #folded(event) {
    const details = make('details', {}, make('summary', {}, this.#severity(event.severity), ' ', ...this.#title(event)));
    details.addEventListener('toggle', () => {
      if (details.open && details.children.length === 1) {
        details.append(this.#table(event, make('caption', { class: 'unseen' }, ...this.#title(event))).table);
      }
    });
    return details;
  }

  /** @param {CapturedEvent} event @returns {Field[]} */
  #chosen({ fields = [] }) {
    const text = this.#filter.value.trim().toLowerCase();
    if (text !== '') {
      return fields.filter(({ path, label, value, display, meaning }) => [path, label, value, display, meaning]
        .some((one) => one?.toLowerCase().includes(text)));
    }
    const wanted = this.#wanted.fields.trim() || 'telling';
    if (this.#showsAll) return fields;
    return chosenFields(fields, wanted === 'telling' || wanted === 'all' ? wanted : wanted.split(/\s+/));
  }

  /** @param {CapturedEvent} event @param {HTMLElement} caption */
  #table(event, caption) {
    const chosen = this.#chosen(event);
    const [first = '', ...others] = this.#words.columns;
    const rows = chosen.slice(0, ROWS).map((field) => make('tr', { role: 'row' },
      make('th', { scope: 'row', role: 'rowheader' }, field.label && make('b', {}, english(labelOf(field) ?? '')), ' ', path(field.path)),
      make('td', { role: 'cell', 'data-label': others[0] ?? '' }, this.#value(field)),
      make('td', { role: 'cell', 'data-label': others[1] ?? '' }, this.#meaning(field))));
    const left = chosen.length - rows.length;
    const table = make('div', {},
      // A table that narrow screens lay out as blocks keeps its roles only where they are written down.
      make('table', { role: 'table' }, caption,
        make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' },
          [first, ...others].map((name) => make('th', { scope: 'col', role: 'columnheader' }, name)))),
        make('tbody', { role: 'rowgroup' }, ...rows)),
      rows.length === 0 && make('p', {}, this.#words.nothing),
      left > 0 && make('p', {}, this.#words.left(left)));
    return { table, count: chosen.length };
  }

  /** @param {Field} field @returns {Child} */
  #value({ value, display }) {
    const sent = contentOf(value);
    return [sent === '' ? this.#words.empty : code(sent), ...(display ? [' = ', english(visible(display))] : [])];
  }

  /** @param {number} level */
  #severity(level) {
    return make('span', { class: `severity s${level}` }, `${SHAPES[level] ?? ''} ${this.#words.severities[level] ?? ''}`);
  }

  /** @param {Field} field @returns {Child} */
  #meaning(field) {
    const words = this.#words;
    const looks = field.known === 'explained' ? [] : field.detected.filter(({ certainty }) => certainty !== 'possible').map(({ label }) => label);
    const cited = field.sources.flatMap((id) => this.#sources.get(id) ?? []);
    /** @type {[string, Child][]} */
    const facts = [
      ['', field.matters && english(field.matters)],
      [words.guessed, field.because && english(field.because)],
      [words.lasts, field.persistence && words.persistence[field.persistence]],
      [words.looksLike, looks.length > 0 && english(looks.join(', '))],
      [words.sources, cited.length > 0 && make('span', {}, ...cited.flatMap((source, index) => [index > 0 ? '; ' : '', link(source)]))],
    ];
    const known = facts.filter(([, fact]) => fact);
    return [
      this.#severity(field.severity), '. ', field.meaning ? english(field.meaning) : words.unexplained,
      known.length > 0 && make('details', { open: this.#wanted.open },
        make('summary', {}, words.more, make('span', { class: 'unseen' }, `: ${labelOf(field) ?? field.path}`)),
        ...known.map(([name, fact]) => make('p', {}, name && `${name}: `, fact))),
    ];
  }
}

/** @param {...(Node | string)} text of the core */
const english = (...text) => make('span', { lang: 'en' }, ...text);

/** @param {string} text of the capture */
const code = (text) => make('code', {}, visible(text));

/** A place whose line is broken between its parts. @param {string} text */
const path = (text) => make('code', {}, ...visible(text).split(/(?<=[._])/).flatMap((piece) => [piece, make('wbr', {})]));

/** Without an origin, as in a frame in a sandbox, a link would open in the frame, where no page of ours works. */
const canLead = globalThis.origin !== 'null';

/** An address that a knowledge pack chose stays text: browsers look up the servers of links. @param {Source} source */
function link({ title, url, pack }) {
  if (!canLead || pack !== null) return english(`${title}, ${url}`);
  return /^https?:/.test(url) ? make('a', { href: url, rel: 'noreferrer' }, english(title)) : english(title);
}

/**
 * A text of the capture, of a length that can be read, in which characters that act instead of being seen have a name.
 *
 * @param {string} text
 * @param {number} [most]
 */
function visible(text, most = LETTERS) {
  const letters = text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')} …` : text;
  return letters.replace(HIDDEN, (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
