import { Choices } from '../choices.js';
import { placeInChosen } from '../chosen.js';
import { ConnectedElement, define, ending } from '../define.js';
import { acting, element, freshId, statusMark, ticking } from '../dom.js';
import { placeLink } from '../evidence.js';
import { sentence } from '../format.js';
import { explained } from '../glossary.js';
import { Latest, isAbort, unlessStopped, until } from '../latest.js';
import { growing } from '../pieces.js';
import { placeOf } from '../place.js';
import { choosing, ownValue, passOn as text } from '../text.js';
import { ComplaintHelperElement } from './complaint-helper.js';
import { EmbedMakerElement } from './embed-maker.js';
import { ExportListElement } from './export-list.js';
import { LinkMakerElement } from './link-maker.js';
import { MaskingPreviewElement } from './masking-preview.js';
import { RequestChoiceElement } from './request-choice.js';

/** @import { Leak, Preview } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */
/** @import { References } from '../evidence.js' */
/** @import { Chosen } from '../chosen.js' */
/** @import { CapturePlace } from '../place.js' */

/** Leaks shown at once, and added by each press. */
const FIRST = 6;
const STEP = 20;

/** What of the capture may leave, and the ways on which it does: link, files, letters. */
export class SharePanelElement extends ConnectedElement {
  /** @type {Reading | null} */ #reading = null;
  #choices = new Choices();
  /** @type {Promise<Preview | null> | null} of the choices in force */ #preview = null;
  #latest = new Latest();
  /** The preview that the core works on, which it can't leave for another one. @type {Promise<unknown>} */ #working = Promise.resolve();
  /** Requests that leave in the link. */
  #linked = 0;
  /** Requests of the capture. */
  #amount = 0;
  #masked = false;
  #modes = this.#radios('mode', text.modes, (mode) => this.#choices.setMode(mode));
  #times = this.#radios('times', text.times, (times) => this.#choices.set({ times }));
  #status = element('p', { role: 'status', class: 'status' });
  #warnings = element('ul', { class: 'plain' });
  #leaks = element('div', { class: 'notice', role: 'alert', id: freshId(), hidden: true });
  #nothing = element('p', { class: 'notice', role: 'alert', id: freshId(), hidden: true });
  #requests = new RequestChoiceElement();
  #table = new MaskingPreviewElement();
  #reviewTitle = element('span', {});
  #review = element('details', { class: 'fold', hidden: true }, element('summary', {}, this.#reviewTitle), this.#table);
  #link = new LinkMakerElement();
  #embed = new EmbedMakerElement();
  #files = new ExportListElement();
  #complaint = new ComplaintHelperElement();
  #note = element('p', { class: 'notice' }, text.inView);
  #deciding = element('div', { class: 'deciding-part' });
  // What would leave is worked out when somebody comes near.
  #seen = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) void unlessStopped(() => this.#update());
  }, { rootMargin: '50% 0px' });

  /**
   * @template {string} Name
   * @param {string} group
   * @param {Record<Name, { name: string, text: string }>} options
   * @param {(name: Name) => void} chosen
   */
  #radios(group, options, chosen) {
    /** @type {[Name, { name: string, text: string }][]} */
    const all = /** @type {any} */ (Object.entries(options));
    return all.map(([name, { name: shown, text: meaning }]) => ({
      name, ...ticking('radio', [element('strong', {}, shown), `: ${meaning}`], () => chosen(name), `pass-on-${group}`),
    }));
  }

  /** @override @param {AbortSignal} signal */
  connected(signal) {
    this.#build();
    ending(this.#seen, signal);
    if (this.#reading && !this.hidden && !this.#preview) this.#seen.observe(this);
  }

  #build() {
    if (this.firstChild) return;
    this.#deciding.append(
      this.#requests,
      element('fieldset', {}, element('legend', {}, text.amount), this.#modes.map(({ row }) => row)),
      element('fieldset', {}, element('legend', {}, text.timesTitle), this.#times.map(({ row }) => row)),
      element('p', { class: 'quiet' }, text.caution), this.#status, this.#warnings, this.#nothing, this.#leaks, this.#review);
    this.append(
      element('p', { class: 'lead' }, explained(text.lead)),
      this.#note, this.#deciding, element('h3', { class: 'for-whom' }, text.forWhom), this.#link, this.#embed, this.#complaint, this.#files);
    this.#link.instead = () => void this.#files.save('html');
    this.addEventListener('keydown', (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || this.#masked) return;
      if (event.target instanceof HTMLTextAreaElement && !event.target.readOnly) return;
      if (event.target instanceof HTMLInputElement && event.target.matches(':not([type=checkbox], [type=radio], [readonly])')) return;
      const back = event.key.toLowerCase() === 'z' ? !event.shiftKey : event.key.toLowerCase() === 'y' ? false : null;
      if (back === null) return;
      event.preventDefault();
      this.#choices.step(back ? -1 : 1);
    });
  }

  /** What is open in the page, for links that lead there. @param {() => CapturePlace | null} open */
  set open(open) {
    this.#link.open = open;
    this.#link.placed = (place) => this.#placed(place, this.#choices.now.requests ?? [...Array(this.#linked).keys()]);
    this.#embed.open = () => this.#placed(open(), this.#choices.now.requests);
  }

  /** The filter of the events, as the core reads it. @param {string} filter */
  set filter(filter) {
    this.#requests.filter = filter;
  }

  /** The requests that leave; null for all. */
  get chosen() {
    return this.#choices.now.requests;
  }

  /**
   * A place of the capture in what leaves of it; null where it does not leave.
   *
   * @param {CapturePlace | null} place
   * @param {Chosen} chosen
   */
  #placed(place, chosen) {
    return place && this.#reading ? placeInChosen(this.#reading.overview, chosen, place) : null;
  }

  /** The choices in force, as the core reads them. */
  get options() {
    return this.#choices.options();
  }

  /**
   * @param {Reading} reading of the capture itself
   * @param {References} references
   * @param {object} options
   * @param {boolean} options.same whether the capture is the one of before
   * @param {boolean} options.masked whether the page shows it masked
   */
  show(reading, references, { same, masked }) {
    const { input, requests, masking } = reading.overview;
    this.hidden = requests.length === 0 || input.kind === 'unrecognized';
    this.#reading = reading;
    this.#masked = masked;
    this.#note.hidden = !masked;
    this.#deciding.hidden = this.#complaint.hidden = masked;
    // With another knowledge pack there can be more requests, or fewer.
    if (same && requests.length === this.#amount) this.#requests.again(reading);
    else {
      this.#amount = requests.length;
      // What a link brought stays as exact as it came.
      this.#choices = new Choices(masking && { times: masking.relative_times ? 'relative' : 'exact', base: masking.mode === 'structure' ? 'structure' : 'masked' });
      this.#choices.addEventListener('change', () => {
        this.#forget();
        this.#link.outdated();
        this.#embed.outdated();
        void unlessStopped(() => this.#update());
      });
      this.#table.begin(this.#choices, references.categories, reading.core.bounds.severe);
      this.#requests.begin(this.#choices, reading);
      this.#link.forget();
      this.#embed.forget();
      this.#leaks.hidden = true;
      this.#warnings.replaceChildren();
    }
    this.#forget();
    this.#status.textContent = text.working;
    this.#seen.disconnect();
    if (!this.hidden) this.#seen.observe(this);
  }

  /** Whether nothing may leave: something masked would be seen all the same, or nothing is chosen. Then the reader is led to it. */
  async barred() {
    return (await this.#update())?.leaks.length !== 0;
  }

  /** What would leave has to be worked out anew. */
  #forget() {
    this.#latest.abort();
    this.#preview = null;
  }

  /** @returns {Promise<Preview | null>} null where nothing is chosen */
  #update() {
    this.#preview ??= this.#begun(this.#latest.begin());
    return this.#preview;
  }

  /** @param {AbortSignal} signal */
  async #begun(signal) {
    try {
      return await this.#worked(signal);
    } catch (error) {
      if (!signal.aborted) {
        this.#preview = null;
        if (isAbort(error)) this.#status.replaceChildren(text.stopped, ' ', acting(text.again, () => void this.#again()));
      }
      throw error;
    }
  }

  async #again() {
    this.#status.textContent = text.working;
    await unlessStopped(() => this.#update());
  }

  /**
   * Works out what would leave, and shows it.
   *
   * @param {AbortSignal} signal
   */
  async #worked(signal) {
    const reading = this.#reading;
    const { now } = this.#choices;
    if (!reading) return null;
    const { options } = this;
    // Of many choices in a row only the last is worked out.
    await until(signal, this.#working);
    const isNothing = now.requests?.length === 0;
    this.#nothing.hidden = !isNothing;
    this.#nothing.textContent = isNothing ? choosing.nothing : '';
    this.#review.hidden ||= isNothing;
    if (isNothing) {
      await this.#showNothing(reading);
      return null;
    }
    const asked = reading.ask('preview', options);
    this.#working = asked.catch(() => {});
    const preview = await until(signal, asked);
    this.#seen.disconnect();
    const chosen = now.own ? 'own' : now.base;
    for (const { name, input } of this.#modes) input.checked = name === chosen;
    for (const { name, input } of this.#times) input.checked = name === now.times;
    const amount = (/** @type {string} */ action) => preview.rows.filter((row) => row.action === action).length;
    this.#status.textContent = text.summary(preview.rows.length, amount('kept'), amount('reduced'), amount('masked'), amount('dropped'));
    this.#linked = preview.requests;
    this.#requests.show(preview);
    this.#warnings.replaceChildren(...preview.warnings.map((warning) => element('li', {}, statusMark('partial', sentence(warning)))));
    this.#reviewTitle.textContent = text.review(preview.rows.length);
    this.#review.hidden = false;
    // Where the reader decides, there has to be what about.
    this.#review.open ||= now.own;
    this.#table.show(preview);
    this.#showLeaks(preview.leaks);
    const reason = preview.leaks.length > 0 ? this.#leaks.id : '';
    const own = !this.#masked && reading.overview.masking === undefined;
    this.#files.show(reading, this.#choices, { reason, own });
    this.#complaint.show(reading, this.#choices, { reason, own });
    this.#embed.show(reading, this.#choices, { length: preview.link, reason });
    await this.#link.show(reading, options, { length: preview.leaks.length > 0 ? null : preview.link, reason });
    return preview;
  }

  /** No request is chosen: nothing may leave, not even to the reader's own files. @param {Reading} reading */
  async #showNothing(reading) {
    const { id: reason } = this.#nothing;
    this.#status.textContent = '';
    this.#warnings.replaceChildren();
    this.#leaks.hidden = true;
    this.#requests.show(null);
    this.#files.show(reading, this.#choices, { reason, own: false });
    this.#complaint.show(reading, this.#choices, { reason, own: false });
    this.#embed.show(reading, this.#choices, { length: null, reason });
    await this.#link.show(reading, this.options, { length: null, reason });
  }

  /** @param {Leak[]} leaks */
  #showLeaks(leaks) {
    this.#leaks.hidden = leaks.length === 0;
    // One remedy for a field mends all its places, so the first of them is enough.
    const different = [...new Map(leaks.toReversed().map((leak) => [[fieldOf(leak), leak.placeholder, leak.encoding].join('\n'), leak])).values()].reverse();
    const list = element('ul', {});
    const more = growing(different, FIRST, STEP, text.moreLeaks, (added) => list.append(...added.map((leak) => this.#leak(leak))));
    this.#leaks.replaceChildren(element('p', {}, element('strong', {}, text.leaks), ` ${text.leaksLead}`), list, more);
  }

  /** @param {Leak} leak */
  #leak(leak) {
    const { path, placeholder, encoding } = leak;
    const value = this.#table.revealing(placeholder);
    return element('li', {}, placeLink(path), text.leak(placeholder, ownValue.forms[encoding]),
      element('div', { class: 'row' },
        acting(text.maskField, () => this.#table.decide('mask', this.#table.masking(fieldOf(leak)))),
        value && acting(text.revealValue, () => this.#table.decide('reveal', value))));
  }
}

/** @param {Leak} leak @returns {string} the path of its row in the preview */
const fieldOf = ({ path }) => (placeOf(path)?.path ?? '').replace(/\[\d+\]/g, '[]');

define('share-panel', SharePanelElement);
