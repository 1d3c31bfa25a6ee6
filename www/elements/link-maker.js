import { copyText } from '../clipboard.js';
import { Refused } from '../core-worker.js';
import { define } from '../define.js';
import { acting, barred, element, freshId, ticking } from '../dom.js';
import { sentence } from '../format.js';
import { Latest, until } from '../latest.js';
import { canEncrypt, encrypt, ROUNDS } from '../passphrase.js';
import { formatPlace } from '../place.js';
import { saveFile } from '../save.js';
import { drawn } from '../svg.js';
import { evidence, link as text } from '../text.js';

/** @import { Reading } from '../core.js' */
/** @import { CapturePlace } from '../place.js' */
/** @import { QrCode } from '../report.d.ts' */

/** Characters of a link: what fits everywhere, and what fits in most places. */
const EVERYWHERE = 2000;
const MOSTLY = 8000;
/** Light modules around a QR code, as its standard demands. */
const QUIET = 4;
/** Pixels of a module in a saved picture. */
const MODULE = 8;

/**
 * The whole address that carries a payload.
 *
 * @param {string} payload
 * @param {CapturePlace | null} place
 */
const addressFor = (payload, place) => new URL(`#${payload}${place === null ? '' : formatPlace(place).replace('#', '/')}`, location.href).href;

/** Makes the link, and says where it fits. */
export class LinkMakerElement extends HTMLElement {
  /** @type {Reading | null} */ #reading = null;
  #options = '';
  /** What the open link carries, empty where none may be made. */
  #payload = '';
  /** The passphrase that is in force. */
  #secret = '';
  #latest = new Latest();
  #drawing = new Latest();
  /** @type {CapturePlace | null} what is open in the page */ #place = null;
  /** @type {() => CapturePlace | null} */ open = () => null;
  /** A place of the capture in what the link holds; null where it is not there. @type {(place: CapturePlace) => CapturePlace | null} */ placed = (place) => place;
  #label = element('label', {}, text.label);
  #field = element('input', { type: 'text', readonly: true, id: freshId(), spellcheck: 'false' });
  /** Until there is the link for choices that have changed. */
  #current = Promise.resolve();
  /** @type {(() => void) | null} */ #known = null;
  #copy = acting(text.copy, async () => {
    await this.#current;
    if (this.#field.value !== '') await copyText(this.#copy, this.#field.value, this.#copyName);
  }, { class: 'primary' });
  #meter = element('meter', { min: 0, 'aria-label': text.length });
  #length = element('p', { role: 'status' });
  /** What can be done where it is too long. */ instead = () => {};
  #instead = acting(text.instead, () => this.instead());
  #deep = ticking('checkbox', text.deepNone, () => void this.#make());
  #deepLabel = /** @type {HTMLLabelElement} */ (this.#deep.row.lastChild);
  #deepNote = element('p', { class: 'quiet' });
  #passphrase = element('input', { type: 'password', id: freshId(), autocomplete: 'new-password' });
  #locks = element('details', { class: 'raw' }, element('summary', {}, text.lock));
  #lockState = element('p', { role: 'status' });
  #code = element('div', { class: 'qr' });
  #qr = element('details', { class: 'raw' }, element('summary', {}, text.qr), this.#code);
  #made = element('div', { class: 'made-link' });

  constructor() {
    super();
    this.#label.htmlFor = this.#field.id;
    this.#field.addEventListener('focus', () => this.#field.select());
    this.#passphrase.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) this.#encrypt();
    });
    this.#locks.append(element('p', {}, text.lockLead(ROUNDS)),
      element('div', { class: 'row' }, element('label', { for: this.#passphrase.id }, text.passphrase), this.#passphrase, acting(text.doLock, () => this.#encrypt())),
      this.#lockState);
    this.#locks.addEventListener('toggle', () => {
      if (this.#locks.open) return;
      this.#passphrase.value = '';
      if (this.#secret === '') return;
      this.#secret = '';
      void this.#make();
    });
    this.#qr.addEventListener('toggle', () => void this.#draw());
    // What is open changes elsewhere in the page.
    for (const when of ['focusin', 'pointerenter']) this.addEventListener(when, () => {
      if (this.#look() && this.#deep.input.checked) void this.#make();
    });
  }

  connectedCallback() {
    if (this.firstChild) return;
    const local = /^(localhost|127\.|\[::1\])/.test(location.hostname);
    this.#made.append(this.#label, element('div', { class: 'row' }, this.#field, this.#copy));
    this.append(element('details', { class: 'fold', open: true },
      element('summary', {}, element('h4', {}, text.title), element('span', { class: 'quiet' }, text.what)), element('p', { class: 'lead' }, text.lead),
      this.#made, element('div', { class: 'row' }, this.#meter, this.#length, this.#instead),
      ...(local ? [element('p', { class: 'quiet' }, text.local)] : []),
      this.#deep.row, this.#deepNote, ...(canEncrypt ? [this.#locks] : []), this.#qr,
      element('ul', { class: 'quiet' }, text.caveats.map((one) => element('li', {}, one)))));
  }

  /**
   * @param {Reading} reading
   * @param {string} options
   * @param {object} link
   * @param {number | null} link.length of what it carries; null where none is made, because it would be too long or for a reason
   * @param {string} link.reason id of what says why none may be made
   */
  async show(reading, options, { length, reason }) {
    this.#reading = reading;
    this.#options = options;
    const signal = this.#latest.begin();
    const { link: longest } = reading.core.bounds;
    const may = length !== null && length <= longest;
    let refused = may || reason !== '' ? '' : text.refused(longest);
    this.#meter.max = longest;
    const payload = may ? await reading.ask('share', options).catch((error) => {
      if (!(error instanceof Refused)) throw error;
      refused = sentence(error.message);
      return '';
    }) : '';
    if (signal.aborted) return;
    this.#payload = payload;
    barred(this.#copy, payload === '' ? reason : '');
    this.#length.textContent = refused;
    this.#instead.hidden = may || reason !== '';
    await this.#make();
    if (payload === '') this.#settled();
  }

  /** The choices have changed: the link of those before may not be taken any more. */
  outdated() {
    this.#latest.abort();
    this.#drawing.abort();
    this.#payload = this.#field.value = '';
    if (!this.#known) this.#current = new Promise((known) => { this.#known = known; });
  }

  /** Lets whoever has pressed Copy meanwhile have the link that there is now. */
  #settled() {
    this.#known?.();
    this.#known = null;
  }

  /** The capture is another one: nothing of the one before is kept. */
  forget() {
    this.#latest.abort();
    this.#drawing.abort();
    this.#payload = '';
    this.#field.value = '';
    this.#deep.input.checked = false;
    this.#locks.open = this.#qr.open = false;
    this.#secret = this.#passphrase.value = '';
  }

  get #copyName() {
    return this.#secret === '' ? text.copy : text.copyLocked;
  }

  /** @returns {boolean} whether another place is open than at the last look */
  #look() {
    const place = this.open();
    const other = formatted(place) !== formatted(this.#place);
    this.#place = place;
    this.#deepLabel.textContent = place === null ? text.deepNone : text.deep(named(place));
    return other;
  }

  #encrypt() {
    this.#secret = this.#passphrase.value;
    void this.#make();
  }

  /** Writes the link anew. */
  #make() {
    this.#drawing.abort();
    return this.#latest.run((signal) => this.#write(signal));
  }

  /** @param {AbortSignal} signal */
  async #write(signal) {
    this.#look();
    const secret = this.#secret;
    this.#deepNote.textContent = '';
    this.#meter.hidden = this.#payload === '';
    this.#deep.row.hidden = this.#qr.hidden = this.#locks.hidden = this.#payload === '';
    if (this.#payload === '') {
      this.#field.value = '';
      this.#copy.ariaDisabled = 'true';
      return;
    }
    const place = this.#deep.input.checked ? await until(signal, this.#safePlace(this.#place)) : null;
    if (secret !== '') {
      // Until it is locked, no open link is offered.
      this.#field.value = '';
      this.#copy.ariaDisabled = 'true';
      this.#lockState.textContent = text.locking;
    }
    const payload = secret === '' ? this.#payload : await until(signal, encrypt(this.#payload, secret));
    const address = addressFor(payload, place);
    const { length } = address;
    this.#field.value = address;
    this.#settled();
    this.#copy.ariaDisabled = null;
    this.#copy.textContent = this.#copyName;
    this.#label.textContent = secret === '' ? text.label : text.lockedLabel;
    const status = secret === '' ? (this.#lockState.textContent === '' ? '' : text.unlocked) : text.locked;
    if (status !== '') this.#lockState.textContent = status;
    this.#meter.value = length;
    this.#meter.dataset['severity'] = length <= EVERYWHERE ? '1' : length <= MOSTLY ? '3' : '4';
    this.#length.textContent = text.fits(length);
    await this.#draw();
  }

  /**
   * The place in what the link holds, without the name of a field that the link itself does not have.
   *
   * @param {CapturePlace | null} place
   */
  async #safePlace(place) {
    if (!place || !this.#reading) return place;
    const there = this.placed(place);
    if (there === null) this.#deepNote.textContent = text.deepAbsent;
    if (there === null || there.path === '') return there;
    const masked = await this.#reading.derived('masked', this.#options);
    try {
      const { fields = [] } = await masked.ask(there.kind, there.index) ?? {};
      if (fields.some(({ path }) => path === there.path)) return there;
    } finally {
      masked.dispose();
    }
    this.#deepNote.textContent = text.deepMasked;
    return { ...there, path: '' };
  }

  /** Draws the QR code if it is looked at. */
  #draw() {
    return this.#drawing.run(async (signal) => {
      const { value } = this.#field;
      if (!this.#qr.open || value === '' || !this.#reading) return;
      this.#drawn(value, await until(signal, this.#reading.core.ask('qrCode', value)));
    });
  }

  /**
   * @param {string} value
   * @param {QrCode | null} code
   */
  #drawn(value, code) {
    if (!code) {
      this.#code.replaceChildren(element('p', {}, text.qrTooLong));
      return;
    }
    const picture = pictureOf(code);
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', text.qrName(value.length));
    this.#code.replaceChildren(element('p', {}, text.qrLead), picture, element('div', { class: 'row' },
      acting(text.savePng, () => void savePng(code)), acting(text.saveSvg, () => saveFile(new XMLSerializer().serializeToString(pictureOf(code)), 'overshare-link.svg'))));
  }
}

/** @param {CapturePlace | null} place */
const formatted = (place) => (place ? formatPlace(place) : '');

/** @param {CapturePlace} place */
function named({ kind, index, path }) {
  const whole = kind === 'event' ? evidence.event(index + 1) : evidence.request(index + 1);
  return path === '' ? whole : evidence.fieldIn(path.split('.').at(-1) ?? '', whole);
}

/** @param {QrCode} code @param {(x: number, y: number) => void} dark */
function eachDark({ rows }, dark) {
  for (const [y, row] of rows.entries()) for (const [x, one] of [...row].entries()) if (one === '1') dark(x + QUIET, y + QUIET);
}

/**
 * Dark on light in every theme: many readers see no code that is light on dark.
 *
 * @param {QrCode} code
 */
function pictureOf(code) {
  const side = code.size + 2 * QUIET;
  let d = '';
  eachDark(code, (x, y) => { d += `M${x} ${y}h1v1h-1z`; });
  return drawn('svg', { viewBox: `0 0 ${side} ${side}`, 'shape-rendering': 'crispEdges' },
    drawn('rect', { width: side, height: side, fill: 'white' }), drawn('path', { d, fill: 'black' }));
}

/** @param {QrCode} code */
async function savePng(code) {
  const side = (code.size + 2 * QUIET) * MODULE;
  const canvas = element('canvas', { width: side, height: side });
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = 'white';
  context.fillRect(0, 0, side, side);
  context.fillStyle = 'black';
  eachDark(code, (x, y) => context.fillRect(x * MODULE, y * MODULE, MODULE, MODULE));
  canvas.toBlob((blob) => { if (blob) saveFile(blob, 'overshare-link.png'); });
}

define('link-maker', LinkMakerElement);
