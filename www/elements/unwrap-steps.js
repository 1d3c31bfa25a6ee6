import { hexLines, textOf } from '../bytes.js';
import { checkMark } from '../checks.js';
import { commandsOf, fileOf, fileOfRequest, stepLine, wholeLine } from '../commands.js';
import { define } from '../define.js';
import { acting, button, element, freshId, statusMark } from '../dom.js';
import { pointAt } from '../evidence.js';
import { sentence, size } from '../format.js';
import { term } from '../glossary.js';
import { unlessStopped } from '../latest.js';
import { ownBytes, pathOf } from '../requests.js';
import { saveFile } from '../save.js';
import { sectionHead } from '../section.js';
import { codecs, codecUses, fields, layerStatus, requests as requestText, steps as text } from '../text.js';
import { CopyButtonElement } from './copy-button.js';

/** @import { Codec, Layer, Request } from '../report.d.ts' */
/** @import { Reading } from '../core.js' */
/** @import { Word } from '../glossary.js' */

/** Bytes shown of each side at once, and added by each press. */
const FIRST = 600;
const STEP = 6000;
/** Narrower than this, in pixels, a line of a dump holds half as many bytes. */
const NARROW = 620;

/** @type {Record<Codec, Word>} */
const WORDS = {
  http: 'HTTP', shell: 'command', chunked: 'HTTP', multipart: 'form', form: 'form', percent: 'percent-encoding', base64: 'Base64', gzip: 'gzip', zlib: 'gzip', deflate: 'gzip', brotli: 'gzip', zstd: 'gzip', json: 'JSON', 'json-string': 'JSON', 'utf-16': 'byte', 'latin-1': 'byte', escapes: 'command', numbers: 'byte', lines: 'command', archive: 'byte', hex: 'byte', aes: 'encryption', rc4: 'encryption', sm4: 'encryption', protobuf: 'byte',
};

/** How a capture was unwrapped, step by step: what went in, what came out, why, and how to do the same by hand. */
export class UnwrapStepsElement extends HTMLElement {
  /** @type {Reading | null} */ #reading = null;
  #request = 0;
  #steps = element('div', {});
  #choice = element('input', { type: 'number', min: 1, id: freshId() });
  #chosenRequest = element('p', { role: 'status', class: 'quiet' });
  /** @type {HTMLButtonElement[]} */ #tabs = [];
  /** @type {HTMLElement[]} */ #panels = [];
  /** @type {(() => void)[]} */ #fills = [];
  #chosen = 0;

  /** @param {Reading} reading */
  show(reading) {
    this.#reading = reading;
    const { requests } = reading.overview;
    const first = requests.findIndex(({ layers }) => layers.length > 0);
    this.hidden = first < 0;
    if (first < 0) return this.replaceChildren();
    this.#choice.max = String(requests.length);
    this.#choice.onchange = () => this.#unwrap(Math.min(Math.max(Math.trunc(this.#choice.valueAsNumber) || 1, 1), requests.length) - 1);
    this.#steps = element('div', {});
    // Before it is in the page, so that nothing is said of it unasked.
    this.#unwrap(first);
    this.replaceChildren(
      sectionHead('unwrapped', text.title, text.lead),
      ...(requests.length > 1 ? [
        element('p', { class: 'order' }, element('label', { for: this.#choice.id }, text.request), ' ', this.#choice), this.#chosenRequest] : []),
      this.#steps);
  }

  /**
   * Leads to a step.
   *
   * @param {number} request
   * @param {number} step counted from 0
   * @param {Element | null} from what led there
   */
  open(request, step, from) {
    if (request !== this.#request) this.#unwrap(request);
    this.#choose(step);
    const tab = this.#tabs[this.#chosen];
    if (tab) pointAt(tab, from);
  }

  /** @param {number} index of the request */
  #unwrap(index) {
    const reading = this.#reading;
    const request = reading?.overview.requests[index];
    if (!reading || !request) return;
    this.#request = index;
    const { layers } = request;
    const { requests } = reading.overview;
    this.#choice.value = String(index + 1);
    this.#chosenRequest.textContent = text.of(index + 1, requests.length, nameOfRequest(request, index));
    if (layers.length === 0) {
      [this.#fills, this.#tabs, this.#panels] = [[], [], []];
      this.#steps.replaceChildren(element('p', {}, text.uncoded));
      return;
    }
    this.#fills = [];
    this.#tabs = layers.map((layer, step) => this.#tab(layer, step));
    this.#panels = layers.map((layer, step) => this.#panel(layer, step, request, reading));
    this.#tabs.forEach((tab, step) => {
      const panel = this.#panels[step];
      if (!panel) return;
      [tab.id, panel.id] = [freshId(), freshId()];
      tab.setAttribute('aria-controls', panel.id);
      panel.setAttribute('aria-labelledby', tab.id);
    });
    const way = element('div', { class: 'whole-way' });
    this.#steps.replaceChildren(
      element('div', { role: 'tablist', class: 'step-tabs', 'aria-label': text.title }, this.#tabs),
      ...this.#panels, this.#moves(layers), checks(request), way);
    this.#choose(0);
    void this.#command(reading, index, layers, way);
  }

  /**
   * @param {Layer} layer
   * @param {number} step
   */
  #tab(layer, step) {
    const tab = element('button', { type: 'button', role: 'tab', class: 'step-tab' },
      element('span', { class: 'step-number', 'aria-hidden': 'true' }, String(step + 1)),
      statusMark(layer.status, codecs[layer.codec] + layerStatus[layer.status]), ' ',
      element('span', { class: 'quiet' }, size(layer.bytes_out)));
    tab.addEventListener('click', () => this.#choose(step));
    tab.addEventListener('keydown', (event) => {
      const last = this.#tabs.length - 1;
      const to = { ArrowRight: Math.min(step + 1, last), ArrowLeft: Math.max(step - 1, 0), Home: 0, End: last }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.#choose(to);
      this.#tabs[to]?.focus();
    });
    return tab;
  }

  /**
   * @param {Layer} layer
   * @param {number} step
   * @param {Request} request
   * @param {Reading} reading
   */
  #panel(layer, step, { layers }, reading) {
    const before = layers[step - 1]?.bytes_out ?? ownBytes(reading.overview, this.#request).size;
    const sides = [
      side(reading, this.#request, step, text.before, before),
      side(reading, this.#request, step + 1, layer.codec === 'json' ? text.laidOut : text.after, layer.bytes_out, layer.codec === 'json'),
    ];
    this.#fills.push(() => sides.forEach(({ fill }) => fill()));
    return element('div', { role: 'tabpanel', class: 'step', tabindex: 0 },
      element('h3', {}, text.step(step + 1, layers.length), ' ', term(WORDS[layer.codec], codecs[layer.codec]), layerStatus[layer.status]),
      element('p', {}, codecUses[layer.codec]),
      element('p', { class: 'quiet' }, `${text.why} ${sentence(layer.because)}`),
      element('div', { class: 'sides' }, sides.map(({ shown }) => shown)),
      element('div', { class: 'by-hand' }));
  }

  /** @param {Layer[]} layers */
  #moves(layers) {
    const position = element('span', { role: 'status', class: 'visually-hidden' });
    /** @param {number} by */
    const move = (by) => {
      const press = button('');
      press.addEventListener('click', () => this.#choose(this.#chosen + by));
      return press;
    };
    const [back, on] = [move(-1), move(1)];
    this.#moved = () => {
      position.textContent = `${text.step(this.#chosen + 1, layers.length)} ${nameOf(layers[this.#chosen])}`;
      for (const [press, to, label] of /** @type {const} */ ([[back, this.#chosen - 1, text.back], [on, this.#chosen + 1, text.on]])) {
        press.textContent = label(nameOf(layers[to]));
        // A disabled button would lose the focus to nowhere.
        press.setAttribute('aria-disabled', String(!layers[to]));
      }
    };
    return element('p', { class: 'step-moves' }, back, on, position);
  }

  #moved = () => {};

  /** @param {number} step */
  #choose(step) {
    if (!this.#tabs[step]) return;
    this.#chosen = step;
    this.#tabs.forEach((tab, index) => {
      tab.setAttribute('aria-selected', String(index === step));
      tab.tabIndex = index === step ? 0 : -1;
    });
    this.#panels.forEach((panel, index) => { panel.hidden = index !== step; });
    this.#moved();
    this.#fills[step]?.();
    this.#fills[step] = () => {};
  }

  /**
   * Adds the command lines, which take a look at the data.
   *
   * @param {Reading} reading
   * @param {number} index
   * @param {Layer[]} layers
   * @param {HTMLElement} way
   */
  async #command(reading, index, layers, way) {
    const at = reading.overview.requests[index]?.at;
    const file = at ? fileOfRequest(index) : fileOf(0);
    const { overview } = reading;
    const request = overview.requests[index]?.short ? await unlessStopped(() => reading.ask('request', index)) : null;
    const report = request ? { ...overview, requests: overview.requests.with(index, request) } : overview;
    const commands = await unlessStopped(() => commandsOf(report, index, (step, start, count) => reading.ask('bytes', index, step, start, count)));
    if (!commands) return;
    layers.forEach((layer, step) => {
      const command = commands[step];
      const place = this.#panels[step]?.querySelector('.by-hand');
      if (!command || !place?.isConnected) return;
      place.append(
        element('h4', {}, text.byHand),
        command.pipe.length > 0 ? commandBox(stepLine(command, layer, step + 1, file), text.copyStep(step + 1)) : '',
        command.note === null ? '' : element('p', { class: 'quiet' }, text.notes[command.note]));
    });
    if (layers.length < 2) return;
    const whole = wholeLine(commands, layers, file);
    // What a link brought, or was masked here, was never pasted; nor was one request of many by itself.
    const { masking } = reading.overview;
    const save = acting(text.save(file), async () => saveFile(await reading.ask('bytes', index, 0, 0, ownBytes(reading.overview, index).size), file), { class: 'as-link' });
    const help = masking ? [text.sharedHelp, ' ', save] : at ? [text.requestHelp(file), ' ', save] : [text.wholeHelp];
    way.append(element('h3', {}, text.whole), ...(whole === null
      ? [element('p', {}, text.noWhole)]
      : [element('p', {}, ...help), commandBox(whole, text.copyWhole)]));
  }
}

/**
 * @param {Request} request
 * @param {number} index
 */
function nameOfRequest({ method, host, url }, index) {
  return [method, `${host ?? ''}${pathOf(url)}`].filter(Boolean).join(' ') || requestText.heading(index + 1);
}

/** @param {Layer | undefined} layer */
function nameOf(layer) {
  return layer ? codecs[layer.codec] : '';
}

/**
 * One side of a step: its size and its beginning, more on demand.
 *
 * @param {Reading} reading
 * @param {number} request
 * @param {number} step
 * @param {string} name
 * @param {number} whole its size in bytes
 * @param {boolean} [json] whether to lay it out as JSON
 */
function side(reading, request, step, name, whole, json = false) {
  const label = text.side(name, size(whole));
  const block = element('pre', { tabindex: 0, role: 'region', 'aria-label': label });
  const more = button('', 'more');
  // What was captured is counted from the beginning of the capture, as other programs do.
  const begins = step === 0 ? ownBytes(reading.overview, request).start : 0;
  const shown = element('div', { class: 'side' }, element('h4', {}, label), block, more);
  let count = 0;
  const fill = async () => {
    count += count === 0 ? FIRST : STEP;
    const bytes = await unlessStopped(() => reading.ask('bytes', request, step, 0, count));
    if (!bytes) return;
    const plain = textOf(bytes);
    block.classList.toggle('dump', plain === null);
    block.textContent = plain === null ? hexLines(bytes, begins, block.clientWidth < NARROW ? 8 : 16) : json ? laidOut(plain) : plain;
    const left = whole - bytes.length;
    // The core may count white space around the data that it leaves out.
    more.hidden = left <= 0 || bytes.length < count;
    if (!more.hidden) block.append('…');
    more.textContent = fields.more(size(Math.min(STEP, left)));
  };
  more.addEventListener('click', () => void fill());
  return { shown, fill: () => void fill() };
}

/**
 * JSON with line breaks and nothing else changed, cut off or not.
 *
 * @param {string} json
 */
function laidOut(json) {
  let depth = 0;
  const wrap = () => `\n${'  '.repeat(Math.min(depth, 20))}`;
  return json.replace(/"(?:[^"\\]|\\[^])*(?:"|$)|[[{]\s*[\]}]|[[{,\]}:]|\s+/g, (piece) => {
    switch (piece[0]) {
      case '[': case '{':
        if (piece.length > 1) return piece;
        depth += 1;
        return piece + wrap();
      case ']': case '}':
        depth = Math.max(0, depth - 1);
        return wrap() + piece;
      case ',': return piece + wrap();
      case ':': return ': ';
      case '"': return piece;
      default: return '';
    }
  });
}

/**
 * @param {string} line
 * @param {string} description
 */
function commandBox(line, description) {
  return element('div', { class: 'command' },
    element('pre', { tabindex: 0, role: 'region', 'aria-label': description }, element('code', {}, line)),
    CopyButtonElement.of(text.copy, description, () => line));
}

/**
 * What the sender's checksum says, beside what it should be.
 *
 * @param {Request} request
 */
function checks({ checks: made }) {
  return element('ul', { class: 'plain checks' }, made.map((check) => element('li', {}, checkMark(check),
    element('span', { class: 'quiet' },
      check.expected !== null && ` ${text.sent} ${check.expected}`, check.actual !== null && `, ${text.computed} ${check.actual}`))));
}

define('unwrap-steps', UnwrapStepsElement);
