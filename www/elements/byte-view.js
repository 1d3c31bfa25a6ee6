import { hexLines, textOf } from '../bytes.js';
import { copyText } from '../clipboard.js';
import { ConnectedElement, define } from '../define.js';
import { button, element, freshId } from '../dom.js';
import { placeLink } from '../evidence.js';
import { Latest, unlessStopped, until } from '../latest.js';
import { ownBytes } from '../requests.js';
import { bytes as text, codecs } from '../text.js';

/** @import { Event as CapturedEvent, TraceStep } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */

/** Bytes of a layer in the page at once. */
const WINDOW = 4096;
/** Of them those before the marked ones: a multiple of the width of a hex dump. */
const BEFORE = 256;
/** Narrower than this, in pixels, a line of a hex dump holds half as many bytes. */
const NARROW = 560;
/** Pause after which a selection counts as made, in milliseconds. */
const SELECTING = 200;

/** Tells that the reader selected the text of a field. */
export class SelectField extends Event {
  /** @param {string} path */
  constructor(path) {
    super('selectfield', { bubbles: true });
    this.path = path;
  }
}

/** Where the values of an event stand, layer by layer down to what was pasted; and which value stands where. */
export class ByteViewElement extends ConnectedElement {
  /** @type {Reading | null} */ #reading = null;
  /** @type {CapturedEvent | null} */ #event = null;
  /** @type {{ path: string, nth: number }[]} */ #fields = [];
  /** Index of the field that is marked; -1 for the whole event. */
  #at = -1;
  /** Where the traced field stands. @type {TraceStep[]} */ #places = [];
  /** Index of the field that was traced last. @type {number | null} */ #traced = null;
  #step = -1;
  /** Where the window begins, null where it is to show the mark. @type {number | null} */
  #start = null;
  /** Offset of the first byte that is shown. */
  #shown = 0;
  /** Where the request begins in the capture. */
  #begins = 0;
  #hex = false;
  #width = 16;
  #latest = new Latest();
  #finding = new Latest();
  #selecting = 0;

  /** @type {{ step: number, size: number, json: boolean, tab: HTMLButtonElement }[]} */ #layers = [];
  #previous = button(text.previous);
  #next = button(text.next);
  #name = element('code', {});
  #status = element('p', { role: 'status' });
  #found = element('p', { role: 'status', class: 'quiet' }, text.lead);
  #code = element('code', {});
  #pre = element('pre', { tabindex: 0, role: 'region' }, this.#code);
  #earlier = button(text.earlier, 'more');
  #later = button(text.later, 'more');
  #toggle = button(text.hex);
  #panel = element('div', { role: 'tabpanel', id: freshId() });

  /**
   * @param {Reading} reading
   * @param {CapturedEvent} event
   */
  static of(reading, event) {
    const made = new ByteViewElement();
    made.#reading = reading;
    made.#event = event;
    /** @type {Map<string, number>} */
    const seen = new Map();
    made.#fields = (event.fields ?? []).map(({ path }) => {
      const nth = seen.get(path) ?? 0;
      seen.set(path, nth + 1);
      return { path, nth };
    });
    made.#build();
    return made;
  }

  /** @override @param {AbortSignal} signal */
  connected(signal) {
    document.addEventListener('selectionchange', () => this.#soon(), { signal });
  }

  /**
   * Marks a value at every layer; the whole event where the path is empty.
   *
   * @param {string} path
   * @param {number} [nth] of several values with this path
   */
  select(path, nth = 0) {
    return this.#mark(path === '' ? -1 : this.#fields.findIndex((one) => one.path === path && one.nth === nth));
  }

  get #request() {
    return this.#reading?.overview.requests[this.#event?.request ?? 0];
  }

  #build() {
    const request = this.#request;
    const layers = request?.layers ?? [];
    const own = this.#reading && this.#event ? ownBytes(this.#reading.overview, this.#event.request) : { start: 0, size: 0 };
    this.#begins = own.start;
    for (let step = layers.length; step >= 0; step -= 1) {
      const [before, after] = [layers[step - 1]?.codec, layers[step]?.codec];
      // What JSON is read from is the JSON text.
      if (before && before !== 'json' && after === 'json') continue;
      const codec = before === 'json' ? before : after;
      const name = step === 0 || !codec ? (request?.at ? text.captured : text.pasted) : (text.layers[codec] ?? codecs[codec]);
      const tab = element('button', { type: 'button', role: 'tab', id: freshId(), 'aria-controls': this.#panel.id }, name);
      tab.addEventListener('click', () => this.#turn(step));
      this.#layers.push({ step, tab, json: before === 'json' || after === 'json', size: layers[step - 1]?.bytes_out ?? own.size });
    }
    this.#step = this.#layers[0]?.step ?? 0;
    const tabs = element('div', { role: 'tablist', 'aria-label': text.steps }, ...this.#layers.map(({ tab }) => tab));
    tabs.addEventListener('keydown', (event) => {
      const at = this.#layers.findIndex(({ step }) => step === this.#step);
      const wanted = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.#layers.length - 1 }[event.key];
      const layer = wanted === undefined ? null : this.#layers.at(wanted % this.#layers.length);
      if (!layer) return;
      event.preventDefault();
      this.#turn(layer.step);
      layer.tab.focus();
    });
    const copy = button(text.copy, 'copy');
    copy.addEventListener('click', () => void unlessStopped(() => this.#copy(copy)));
    this.#previous.addEventListener('click', () => void this.#mark(this.#at - 1));
    this.#next.addEventListener('click', () => void this.#mark(this.#at + 1));
    this.#earlier.addEventListener('click', () => this.#move(-WINDOW));
    this.#later.addEventListener('click', () => this.#move(WINDOW));
    this.#toggle.addEventListener('click', () => {
      this.#hex = !this.#hex;
      void this.#show();
    });
    this.#panel.append(
      this.#status, this.#earlier, this.#pre, this.#later,
      element('p', { class: 'byte-field' }, this.#toggle, copy), this.#found);
    this.append(element('p', { class: 'byte-field' }, this.#previous, this.#next, this.#name), tabs, this.#panel);
  }

  /** @param {number} at */
  #mark(at) {
    this.#at = Math.min(Math.max(at, -1), this.#fields.length - 1);
    this.#start = null;
    return this.#show();
  }

  /** @param {number} step */
  #turn(step) {
    this.#step = step;
    this.#start = null;
    void this.#show();
  }

  /** @param {number} by */
  #move(by) {
    this.#start = Math.max(0, this.#shown + by);
    void this.#show();
  }

  /** Shows what was asked for last, all at once: a name never stands above the bytes of another field. */
  #show() {
    return this.#latest.run(async (signal) => {
      this.#panel.ariaBusy = 'true';
      try {
        await this.#draw(signal);
      } finally {
        if (!signal.aborted) this.#panel.ariaBusy = null;
      }
    });
  }

  /** @param {AbortSignal} signal */
  async #draw(signal) {
    const [reading, event] = [this.#reading, this.#event];
    const layer = this.#layers.find(({ step }) => step === this.#step);
    if (!reading || !event || !layer) return;
    const [at, field] = [this.#at, this.#fields[this.#at]];
    if (at !== this.#traced) {
      const trace = await until(signal, reading.ask('trace', event.index, field?.path ?? '', field?.nth));
      [this.#places, this.#traced] = [trace?.steps ?? [], at];
    }
    const place = this.#places.find(({ step }) => step === this.#step) ?? null;
    const whole = at < 0 && place !== null;
    let start = this.#start ?? Math.max(0, (place?.start ?? 0) - (whole ? 0 : BEFORE));
    const end = whole && this.#start === null ? Math.min(place.end, start + WINDOW) : start + WINDOW;
    let data = await until(signal, reading.ask('bytes', event.request, layer.step, start, end - start));
    let skipped = 0;
    // The window may begin within a character of UTF-8.
    while (skipped < 3 && start > 0 && ((data[skipped] ?? 0) & 0xc0) === 0x80) skipped += 1;
    const isText = layer.json || textOf(data.subarray(skipped)) !== null;
    if (isText) {
      start += skipped;
      data = data.subarray(skipped);
    }
    this.#shown = start;
    this.#name.textContent = field?.path ?? text.whole;
    this.#previous.disabled = at < 0;
    this.#next.disabled = at === this.#fields.length - 1;
    const dump = this.#hex || !isText;
    this.#width = window.innerWidth < NARROW ? 8 : 16;
    const from = Math.min(Math.max((place?.start ?? 0) - start, 0), data.length);
    const to = Math.min(Math.max((place?.end ?? 0) - start, from), data.length);
    // What was captured is counted from the beginning of the capture, as other programs do.
    const begins = layer.step === 0 ? this.#begins : 0;
    const mark = dump ? dumped(data, begins + start, from, to, this.#width) : written(data, from, to);
    this.#code.replaceChildren(...mark);
    this.#code.className = dump ? 'dump' : '';
    for (const { step, tab } of this.#layers) {
      tab.ariaSelected = String(step === this.#step);
      tab.tabIndex = step === this.#step ? 0 : -1;
    }
    const name = layer.tab.textContent ?? '';
    this.#panel.setAttribute('aria-labelledby', layer.tab.id);
    this.#pre.ariaLabel = text.region(name);
    this.#status.textContent = place ? `${this.#where(place, layer)} ${text.because[place.because ?? 'exact']}` : text.nowhere;
    this.#toggle.hidden = !isText;
    this.#toggle.ariaPressed = String(this.#hex);
    this.#earlier.hidden = start === 0;
    this.#later.hidden = start + data.length >= layer.size;
    const first = this.#code.querySelector('mark');
    this.#pre.scrollTop = first && this.#start === null ? Math.max(0, first.offsetTop - this.#pre.clientHeight / 3) : 0;
  }

  /**
   * @param {TraceStep} place
   * @param {{ step: number, size: number }} layer
   */
  #where({ start, end }, { step, size }) {
    const at = this.#request?.at;
    if (step > 0 || !at) return text.place(start, end, size);
    const place = text.place(at.start + start, at.start + end, this.#reading?.overview.input.bytes ?? at.end);
    return at.path === null ? place : text.within(at.path, place);
  }

  /** @param {HTMLButtonElement} press */
  async #copy(press) {
    const place = this.#places.find(({ step }) => step === this.#step);
    if (!place || !this.#event) return;
    const data = await this.#reading?.ask('bytes', this.#event.request, this.#step, place.start, place.end - place.start) ?? new Uint8Array();
    const hex = Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    await copyText(press, (this.#hex ? null : textOf(data)) ?? hex, text.copy);
  }

  #soon() {
    clearTimeout(this.#selecting);
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !this.#pre.contains(selection.anchorNode) || !this.#pre.contains(selection.focusNode)) return;
    this.#selecting = window.setTimeout(() => void this.#finding.run((signal) => this.#find(selection.getRangeAt(0), signal)), SELECTING);
  }

  /**
   * Says which field stands in the part of the text that was selected.
   *
   * @param {Range} selected
   * @param {AbortSignal} signal
   */
  async #find(selected, signal) {
    const [reading, event] = [this.#reading, this.#event];
    if (!reading || !event || selected.collapsed) return;
    const before = document.createRange();
    before.selectNodeContents(this.#code);
    before.setEnd(selected.startContainer, selected.startOffset);
    const start = before.toString().length;
    const content = this.#code.textContent ?? '';
    const [from, to] = [start, start + selected.toString().length].map((at) => this.#shown + (
      this.#code.className === 'dump' ? dumpOffset(content, at, this.#width) : new TextEncoder().encode(content.slice(0, at)).length));
    const found = await until(signal, reading.ask('fieldAt', event.request, this.#step, from ?? 0, Math.max(to ?? 0, (from ?? 0) + 1)));
    if (!found) {
      this.#found.textContent = text.nothing;
      return;
    }
    this.#found.replaceChildren(
      text.found, placeLink(`${event.request}.${found.event === null ? '' : `${found.event}.`}${found.path}`) ?? '',
      found.more ? text.more : '.');
    if (found.event === event.index) this.dispatchEvent(new SelectField(found.path));
  }
}

/**
 * @param {Uint8Array} data
 * @param {number} from
 * @param {number} to
 */
function written(data, from, to) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return [
    decoder.decode(data.subarray(0, from)),
    ...(to > from ? [element('mark', {}, decoder.decode(data.subarray(from, to), { stream: to === data.length }))] : []),
    decoder.decode(data.subarray(to), { stream: true }),
  ];
}

/**
 * @param {Uint8Array} data
 * @param {number} offset
 * @param {number} from
 * @param {number} to
 * @param {number} width
 */
function dumped(data, offset, from, to, width) {
  const lines = hexLines(data, offset, width).split(/(?<=\n)/);
  return lines.flatMap((line, index) => {
    const first = Math.max(from - index * width, 0);
    const last = Math.min(to - index * width, width);
    if (first >= last) return [line];
    const hex = line.indexOf('  ') + 2;
    const plain = hex + width * 3 + 1;
    const [a, b, c, d] = [hex + first * 3, hex + last * 3 - 1, plain + first, plain + last];
    return [line.slice(0, a), element('mark', {}, line.slice(a, b)), line.slice(b, c), element('mark', {}, line.slice(c, d)), line.slice(d)];
  });
}

/**
 * How many bytes stand before a character of a hex dump.
 *
 * @param {string} dump
 * @param {number} at
 * @param {number} width
 */
function dumpOffset(dump, at, width) {
  const before = dump.slice(0, at).split('\n');
  const line = before.at(-1) ?? '';
  const hex = dump.indexOf('  ') + 2;
  const plain = hex + width * 3 + 1;
  const within = line.length < plain ? Math.trunc((line.length - hex + 1) / 3) : line.length - plain;
  return (before.length - 1) * width + Math.min(Math.max(within, 0), width);
}

define('byte-view', ByteViewElement);
