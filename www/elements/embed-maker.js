import { copyText } from '../clipboard.js';
import { Refused } from '../core-worker.js';
import { define } from '../define.js';
import { acting, barred, element, freshId, severityMark, ticking } from '../dom.js';
import { alternativeText, fileOf, isLocal, LINKED, pageAddress, PIECES, shownOf, snippetOf } from '../embed-code.js';
import { chosenFields, labelOf } from '../embed/fields.js';
import { spoken } from '../embed/quotes.js';
import { exported } from '../exported.js';
import { InTurn, unlessStopped, until } from '../latest.js';
import { growing } from '../pieces.js';
import { saveFile } from '../save.js';
import { embed as text, severity as severities } from '../text.js';
import { addressOfPicture, drawCapture, pngOf, WIDTH } from '../capture-picture.js';

/** @import { Choices } from '../choices.js' */
/** @import { Reading } from '../core.js' */
/** @import { Fields, Kind, Shown, Theme, Wanted } from '../embed-code.js' */
/** @import { CapturePlace } from '../place.js' */
/** @import { Event as CapturedEvent, Report } from '../report.d.ts' */

/** Events offered, the most telling ones. */
const OFFERED = 100;
/** Letters of a title in the list of events. */
const TITLE = 90;
/** Fields to tick at once, and added by each press. */
const FIRST = 40;
const STEP = 200;

/** @typedef {{ reading: Reading, options: string, masked: Reading, overview: Report, events: CapturedEvent[] }} Masked what leaves, and the events that are offered */

/** Makes what a writer puts into an article: code for several kinds of pages, and a picture. */
export class EmbedMakerElement extends HTMLElement {
  /** @type {Reading | null} */ #reading = null;
  /** @type {Choices | null} */ #choices = null;
  /** @type {number | null} */ #length = null;
  #reason = '';
  /** @type {Masked | null} */ #masked = null;
  /** The event whose fields can be ticked, and their paths. */
  #offered = { of: '', ticks: /** @type {Map<string, HTMLInputElement>} */ (new Map()) };
  /** What stands in the article, and in the file. */
  #snippet = '';
  #file = '';
  #name = '';
  /** @type {ReturnType<typeof drawCapture> | null} */ #drawing = null;
  #making = new InTurn((signal) => this.#makeNow(signal));
  /** Until it is known what leaves by choices that have changed. */
  #current = Promise.resolve();
  /** @type {(() => void) | null} */ #known = null;
  /** @type {() => CapturePlace | null} what is open in the page */ open = () => null;

  #event = element('select', { id: freshId() });
  #unlisted = element('p', { class: 'quiet' });
  #fields = choosing(text.fieldChoices);
  #ticks = element('fieldset', { class: 'maker-fields', hidden: true }, element('legend', {}, text.ticked));
  #caption = element('textarea', { id: freshId(), rows: 4 });
  #kind = element('select', { id: freshId() },
    element('optgroup', { label: text.groups.any }), element('optgroup', { label: text.groups.systems }));
  #about = element('p', { class: 'quiet', id: freshId() });
  #theme = choosing(text.themes);
  /** A picture is the same for every reader. */
  #pictureTheme = choosing(text.pictureThemes);
  #grows = ticking('checkbox', text.grows, () => this.#make());
  #address = element('input', { type: 'text', inputmode: 'url', id: freshId(), spellcheck: 'false', autocomplete: 'off' });
  #addressNote = element('p', { class: 'quiet', id: freshId() });
  #status = element('p', { role: 'status' });
  #tooLong = element('p', { class: 'quiet' }, text.tooLong);
  #picture = element('img', { class: 'maker-picture', width: WIDTH });
  #code = element('textarea', { id: freshId(), readonly: true, rows: 7, spellcheck: 'false' });
  #copy = acting(text.copy, async () => {
    await this.#done();
    if (this.#snippet !== '') await copyText(this.#copy, this.#snippet, text.copy);
  }, { class: 'primary' });
  #save = acting(text.save, async () => {
    await this.#done();
    if (this.#file !== '') saveFile(this.#file, this.#name);
  });
  #saveSvg = acting(text.saveSvg, () => void this.#savePicture('svg'));
  #savePng = acting(text.savePng, () => void this.#savePicture('png'));
  #made = element('div', { class: 'made-code' });
  #details = element('details', { class: 'way' });
  #rows = {
    theme: this.#row(text.theme, this.#theme),
    pictureTheme: this.#row(text.theme, this.#pictureTheme),
    address: this.#row(text.address, this.#address, this.#addressNote),
  };

  /**
   * @param {string} name
   * @param {HTMLSelectElement | HTMLInputElement | HTMLTextAreaElement} control
   * @param {...HTMLElement} notes
   */
  #row(name, control, ...notes) {
    return element('div', { class: 'maker-row' }, element('label', { for: control.id }, name), element('div', {}, control, notes));
  }

  connectedCallback() {
    if (this.firstChild) return;
    const groups = [...this.#kind.children];
    for (const [kind, { name }] of Object.entries(text.kinds)) {
      groups[kind in PIECES || kind === 'wordpress' || kind === 'markdown' ? 1 : 0]?.append(element('option', { value: kind }, name));
    }
    this.#kind.setAttribute('aria-describedby', this.#about.id);
    this.#address.setAttribute('aria-describedby', this.#addressNote.id);
    this.#address.value = pageAddress(location.href);
    const captionNote = element('p', { class: 'quiet', id: freshId() }, text.ownCaption);
    this.#caption.setAttribute('aria-describedby', captionNote.id);
    for (const control of [this.#event, this.#fields, this.#kind, this.#theme, this.#pictureTheme]) control.addEventListener('change', () => this.#make());
    for (const control of [this.#caption, this.#address]) control.addEventListener('input', () => this.#make());
    this.#event.addEventListener('focus', () => {
      if (this.#masked && this.#openUnlisted(this.#masked) !== null) this.#make();
    });
    this.#code.addEventListener('focus', () => this.#code.select());
    this.#made.append(element('label', { for: this.#code.id }, text.code), this.#code,
      element('div', { class: 'row' }, this.#copy, this.#save, this.#savePng, this.#saveSvg));
    this.#details.append(
      element('summary', {}, element('h4', {}, text.title), element('span', { class: 'quiet' }, text.what)), element('p', { class: 'lead' }, text.lead),
      element('div', { class: 'maker-choices' },
        this.#row(text.event, this.#event, this.#unlisted),
        this.#row(text.fields, this.#fields, this.#ticks),
        this.#row(text.caption, this.#caption, captionNote),
        this.#row(text.kind, this.#kind, this.#about, this.#tooLong, this.#grows.row),
        this.#rows.theme, this.#rows.pictureTheme, this.#rows.address),
      this.#made, this.#status);
    this.#details.addEventListener('toggle', () => {
      // What is not seen is not kept.
      if (!this.#details.open) {
        this.#clear();
        this.#keep(null);
      }
      this.#make();
    });
    this.append(this.#details);
  }

  /**
   * @param {Reading} reading
   * @param {Choices} choices
   * @param {object} options
   * @param {number | null} options.length of what a link carries, null where there is none
   * @param {string} options.reason id of what says why nothing may leave, empty where it may
   */
  show(reading, choices, { length, reason }) {
    this.#reading = reading;
    this.#choices = choices;
    this.#length = length;
    this.#reason = reason;
    this.#caption.maxLength = reading.core.bounds.caption;
    this.hidden = reading.eventCount === 0;
    this.#make();
    this.#known?.();
    this.#known = null;
  }

  /** The choices have changed: nothing made by those before may be taken any more. */
  outdated() {
    this.#snippet = this.#file = '';
    this.#drawing = null;
    this.#made.ariaBusy = 'true';
    if (!this.#known) this.#current = new Promise((known) => { this.#known = known; });
  }

  async #done() {
    await this.#current;
    await this.#making.running;
  }

  /** The capture is another one: nothing of the one before is kept. */
  forget() {
    this.#reading = this.#choices = null;
    this.#keep(null);
    this.#details.open = false;
    this.#caption.value = this.#caption.defaultValue = '';
    this.#event.replaceChildren();
    this.#ticks.querySelectorAll(':scope > :not(legend)').forEach((one) => one.remove());
    this.#offered = { of: '', ticks: new Map() };
    this.#fields.value = 'telling';
    this.#clear();
  }

  /** @param {Masked | null} masked what leaves from now on; what was kept before is freed */
  #keep(masked) {
    this.#masked?.masked.dispose();
    this.#masked = masked;
  }

  get #kindNow() {
    return /** @type {Kind} */ (this.#kind.value);
  }

  #clear() {
    this.#snippet = this.#file = this.#code.value = '';
    this.#drawing = null;
    this.#picture.remove();
    this.#made.hidden = true;
  }

  /** Makes it anew, or once more where it is being made. */
  #make() {
    if (!this.#details.open && this.#making.running === null) return;
    this.#made.ariaBusy = 'true';
    void unlessStopped(() => this.#making.run()).finally(() => {
      if (this.#making.running !== null) return;
      if (!this.#details.open) this.#keep(null);
      this.#made.ariaBusy = null;
    });
  }

  /** @param {AbortSignal} signal */
  async #makeNow(signal) {
    try {
      await this.#makeOnce(signal);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#none(`${text.refused} ${error.message}`);
    }
  }

  /** @param {string} why there is no code */
  #none(why) {
    this.#clear();
    this.#status.textContent = why;
  }

  /** @param {AbortSignal} signal */
  async #makeOnce(signal) {
    const [reading, choices] = [this.#reading, this.#choices];
    if (!reading || !choices || !this.#details.open) return;
    barred(this.#copy, this.#reason);
    if (this.#reason !== '') return this.#none(text.barred);
    const page = this.#pageNow();
    if (page === '') return this.#none(text.noAddress);
    const options = choices.options();
    const payload = this.#length !== null && page.length + 1 + this.#length <= reading.core.bounds.link ? await reading.ask('share', options) : '';
    const masked = await until(signal, this.#maskedNow(reading, options));
    this.#fitKinds(payload !== '');
    const kind = this.#kindNow;
    const event = this.#event.value === 'all' ? /** @type {const} */ ('all') : Number(this.#event.value);
    const fields = await this.#fieldsNow(masked, event);
    if (fields.length === 0) return this.#none(text.noFields);
    const ownCaption = this.#caption.value !== this.#caption.defaultValue;
    const caption = this.#caption.value.replace(/\s+/g, ' ').trim();
    const figure = { event, fields, page, ...(ownCaption && { caption }) };
    // Whatever the kind, this is where the core looks whether something masked would leave.
    const { name, bytes } = await exported(reading, kind === 'markdown' ? 'figure-markdown' : 'figure', choices.options({ figure }));
    /** @type {Wanted} */
    const wanted = {
      figure: new TextDecoder().decode(bytes), file: name, page, payload, event, fields, caption, provenance: sentenceOf(masked.overview.provenance?.text), ownCaption, theme: /** @type {Theme} */ (this.#theme.value),
      grows: this.#grows.input.checked, title: text.frameTitle(event === 'all' ? text.events(masked.overview.counts.events) : titleOf(masked.events.find(({ index }) => index === event - 1))), whole: text.whole, picture: null,
    };
    const drawing = kind === 'picture' ? await this.#draw(masked, wanted) : null;
    // What was chosen meanwhile is made next.
    signal.throwIfAborted();
    if (reading !== this.#reading || !this.#details.open) return;
    this.#drawing = drawing;
    if (drawing && wanted.picture) {
      this.#picture.src = addressOfPicture(drawing.svg);
      this.#picture.height = drawing.height;
      this.#picture.alt = wanted.picture.alt;
      this.#made.prepend(this.#picture);
    } else {
      this.#picture.remove();
    }
    this.#name = name;
    this.#snippet = snippetOf(kind, wanted);
    this.#file = fileOf(kind, wanted);
    this.#code.value = this.#snippet;
    this.#made.hidden = false;
    this.#status.textContent = text.length(new TextEncoder().encode(this.#snippet).length);
  }

  /** The address of the page, which says itself whether readers can reach it. */
  #pageNow() {
    const page = pageAddress(this.#address.value);
    this.#address.ariaInvalid = page === '' ? 'true' : null;
    this.#addressNote.textContent = page === '' ? text.noAddress : isLocal(page) ? text.local : text.addressNote;
    return page;
  }

  /** @param {boolean} linked whether there is a link */
  #fitKinds(linked) {
    for (const option of this.#kind.options) option.disabled = !linked && LINKED.includes(/** @type {Kind} */ (option.value));
    if (this.#kind.selectedOptions[0]?.disabled !== false) this.#kind.value = 'static';
    const kind = this.#kindNow;
    this.#about.textContent = text.kinds[kind].text;
    this.#tooLong.hidden = linked;
    this.#grows.row.hidden = kind !== 'frame';
    const isPicture = kind === 'picture';
    this.#rows.theme.hidden = !LINKED.includes(kind);
    this.#rows.pictureTheme.hidden = !isPicture;
    this.#saveSvg.hidden = this.#savePng.hidden = !isPicture;
    this.#save.hidden = isPicture;
    this.#save.textContent = kind in PIECES ? text.saveFigure : text.save;
  }

  /**
   * What leaves by the choices in force, with the events offered anew.
   *
   * @param {Reading} reading
   * @param {string} options
   * @returns {Promise<Masked>}
   */
  async #maskedNow(reading, options) {
    const before = this.#masked;
    if (before?.reading === reading && before.options === options && this.#openUnlisted(before) === null) return before;
    const masked = await reading.derived('masked', options);
    try {
      const { overview } = masked;
      /** @type {Map<number, CapturedEvent>} */
      const events = new Map();
      // The most telling ones first, and in their order.
      for (let severity = 4; severity >= 0 && events.size < OFFERED; severity -= 1) {
        const { events: some } = await masked.ask('events', 0, OFFERED, severity === 0 ? '' : JSON.stringify({ severity }));
        for (const one of some) if (events.size < OFFERED) events.set(one.index, one);
      }
      const found = { reading, options, masked, overview, events: [...events.values()] };
      const open = this.#openUnlisted(found);
      const event = open === null ? null : await masked.ask('event', open);
      if (event) found.events.push(event);
      this.#keep(found);
      this.#offer(found);
      return found;
    } catch (error) {
      masked.dispose();
      throw error;
    }
  }

  /**
   * The event that is open in the page, where it is not among those offered.
   *
   * @param {Masked} masked
   */
  #openUnlisted({ events, overview }) {
    const open = this.open();
    return open?.kind === 'event' && open.index < overview.counts.events && !events.some(({ index }) => index === open.index) ? open.index : null;
  }

  /** @param {Masked} masked */
  #offer({ reading, overview, events }) {
    const before = this.#event.value;
    const { counts, summary, requests } = overview;
    this.#event.replaceChildren(...events.map((one) => element('option', { value: one.index + 1 }, text.one(one.index + 1, shortened(titleOf(one))))),
      ...(counts.events > 1 ? [element('option', { value: 'all' }, text.all(counts.events, reading.core.bounds.figure_events))] : []));
    if ([...this.#event.options].some(({ value }) => value === before)) this.#event.value = before;
    this.#unlisted.textContent = counts.events > events.length ? text.unlisted(counts.events - events.length) : '';
    const untouched = this.#caption.value === this.#caption.defaultValue;
    this.#caption.defaultValue = [text.told(requests.find(({ protocol }) => protocol.recipient !== null)?.protocol.recipient ?? null), ...summary.slice(0, 2).map((one) => spoken(one.text, one.quotes))].join(' ');
    if (untouched) this.#caption.value = this.#caption.defaultValue;
    this.#offered.of = '';
  }

  /**
   * @param {Masked} masked
   * @param {number | 'all'} event
   * @returns {Promise<Fields>}
   */
  async #fieldsNow({ masked, events }, event) {
    const own = this.#fields.querySelector('[value=own]');
    if (own instanceof HTMLOptionElement) own.disabled = event === 'all';
    if (event === 'all' && this.#fields.value === 'own') this.#fields.value = 'telling';
    this.#ticks.hidden = this.#fields.value !== 'own';
    if (this.#fields.value !== 'own' || event === 'all') return this.#fields.value === 'all' ? 'all' : 'telling';
    const of = String(event);
    if (this.#offered.of !== of) {
      const { fields = [] } = await masked.ask('event', event - 1) ?? {};
      const telling = chosenFields(fields, 'telling');
      const before = this.#offered.ticks;
      /** @type {typeof before} */
      const ticks = new Map();
      // Of several fields with one path, one decides.
      const different = [...new Map(fields.map((field) => [field.path, field])).values()].toSorted((one, other) => other.severity - one.severity);
      const list = element('div', {});
      const more = growing(different, FIRST, STEP, text.moreFields, (added) => list.append(...added.map((field) => {
        const { path, severity, known } = field;
        const label = labelOf(field);
        const { input, row } = ticking('checkbox', [label ?? '', label === null ? '' : ' ', element('code', {}, path), ' ', known === 'unknown' && severity === 0 ? null : severityMark(severity)], () => this.#make());
        input.checked = before.get(path)?.checked ?? telling.includes(field);
        ticks.set(path, input);
        return row;
      })));
      this.#ticks.querySelectorAll(':scope > :not(legend)').forEach((one) => one.remove());
      this.#ticks.append(list, more);
      this.#offered = { of, ticks };
    }
    return [...this.#offered.ticks].filter(([, { checked }]) => checked).map(([path]) => path);
  }

  /**
   * Draws the picture, and says what it says.
   *
   * @param {Masked} masked
   * @param {Wanted} wanted
   */
  async #draw({ reading, masked, overview }, wanted) {
    const { event, fields, caption, provenance, file } = wanted;
    const theme = this.#pictureTheme.value === 'dark' ? 'dark' : 'light';
    const count = overview.counts.events;
    const indices = event === 'all' ? Array.from({ length: Math.min(count, reading.core.bounds.figure_events) }, (_, index) => index) : [event - 1];
    /** @type {Shown[]} */
    const events = [];
    for (const index of indices) {
      const one = await masked.ask('event', index);
      const shown = one && shownOf(one, fields);
      // Of several, those without such a field say nothing.
      if (shown && (event !== 'all' || shown.rows.length > 0)) events.push(shown);
    }
    const statements = events.flatMap(({ title, rows }) => [
      ...(events.length > 1 ? [`${title}.`] : []),
      ...rows.map(({ label, value, severity }) => text.statement(label, value === '' ? text.empty : value, severities[severity] ?? '')),
    ]);
    const [only] = events;
    const alternative = alternativeText([[events.length === 1 && only ? `${count > 1 ? `${text.eventOf(only.index + 1, count)}: ` : ''}${only.title}.` : caption, provenance].filter(Boolean).join(' '), ...statements], text.furtherFields);
    const drawing = drawCapture({ events, count, left: event === 'all' ? count - events.length : 0, caption, alternative, masked: overview.masking !== undefined, provenance, theme });
    wanted.picture = { name: file.replace(/\.\w+$/, '.png'), width: drawing.width, height: drawing.height, alt: alternative };
    return drawing;
  }

  /** @param {'svg' | 'png'} form */
  async #savePicture(form) {
    await this.#done();
    if (!this.#drawing) return;
    saveFile(form === 'svg' ? this.#drawing.svg : await pngOf(this.#drawing), this.#name.replace(/\.\w+$/, `.${form}`));
  }
}

/** @param {Record<string, string>} choices */
const choosing = (choices) => element('select', { id: freshId() }, ...Object.entries(choices).map(([value, name]) => element('option', { value }, name)));

/** @param {CapturedEvent | undefined} event */
const titleOf = (event) => (event ? spoken(event.title, event.quotes) : '');

/** @param {string | undefined} text */
const sentenceOf = (text) => (text ? `${text}.` : '');

/** @param {string} title */
const shortened = (title) => ([...title].length > TITLE ? `${[...title].slice(0, TITLE).join('')} …` : title);

define('embed-maker', EmbedMakerElement);
