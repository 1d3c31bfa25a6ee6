import { define } from '../define.js';
import { checkMark } from '../checks.js';
import { acting, button, element, statusMark } from '../dom.js';
import { ChooseFormat, GiveKey, PageCommand } from '../events.js';
import { ShowStep } from '../evidence.js';
import { moment, size } from '../format.js';
import { term } from '../glossary.js';
import { formatsOf, isArchive, ownBytes } from '../requests.js';
import { codecs, formats as formatNames, kinds, kindsOfMany, layerStatus, strip as text } from '../text.js';

/** @import { CaptureFormat, Input, InputKind, Report } from '../report.d.ts' */
/** @import { Word } from '../glossary.js' */

/** @type {Partial<Record<InputKind, Word>>} */
const KIND_WORDS = { 'http-request': 'request', url: 'query', form: 'form', json: 'JSON', base64: 'Base64', gzip: 'gzip' };

/** The formats in which any text can be read, which the core names. */
const WHATEVER = ['search', 'body'];

/** What the paste was taken for and how it was unwrapped. */
export class UnwrapStripElement extends HTMLElement {
  /**
   * @param {Report} report
   * @param {object} options
   * @param {boolean} options.editable whether its text can be edited in the box
   * @param {boolean} options.maskable whether it could be shown masked
   * @param {boolean} options.masked whether it is the reader's own, shown masked
   * @param {CaptureFormat[]} options.formats that it can be read as; none where that is not for the reader to say
   * @param {number} options.parts of which it was put together
   * @param {{ addable: boolean } | null} options.replaced what it took the place of, and whether the two can be read together
   */
  show(report, { editable, maskable, masked: isMasked, formats, parts, replaced }) {
    const { counts, period } = report;
    const another = button(text.another, 'primary');
    another.addEventListener('click', () => this.dispatchEvent(new PageCommand('paste-another')));
    const edit = editable ? button(text.edit) : null;
    edit?.addEventListener('click', () => this.dispatchEvent(new PageCommand('edit-text')));
    const masked = maskable ? acting(text.masked, () => this.dispatchEvent(new PageCommand('show-masked'))) : null;
    // Whoever knows better than a page that recognized nothing is led to the choice.
    const opened = report.input.chosen !== undefined || report.requests.every(({ protocol, locked }) => protocol.id === 'unknown' && locked === null);
    this.replaceChildren(
      element('p', { class: 'print-only report-title' }, text.report(counts.events, period && moment(period.first), period && moment(period.last))),
      element('p', { class: 'strip-kind' }, ...kind(report, isMasked, parts)),
      element('details', { open: opened },
        element('summary', {}, text.title),
        ...reasons(report),
        report.requests.length === 1 ? chain(report) : null,
        formats.length > 0 ? choice(report.input, formats) : null),
      ...(replaced ? [element('p', { class: 'strip-actions strip-before' }, text.replaced,
        acting(text.back, () => this.dispatchEvent(new PageCommand('go-back'))),
        replaced.addable ? acting(text.both, () => this.dispatchEvent(new PageCommand('read-both'))) : null)] : []),
      ...keyForm(report, formats.length > 0),
      element('p', { class: 'strip-actions' }, masked, edit, another),
    );
  }

  /** Puts the cursor back to where the key was given. */
  focusKey() {
    this.querySelector('textarea')?.focus({ preventScroll: true });
  }

  /** Puts the cursor back to where the format was chosen. */
  focusFormat() {
    this.querySelector('select')?.focus({ preventScroll: true });
  }
}

/**
 * Takes keys where something is encrypted, and says what each opened. No key is shown anywhere.
 *
 * @param {Report} report
 * @param {boolean} isOwn whether it is for the reader to say
 */
function keyForm({ keys = [], requests }, isOwn) {
  if (!isOwn || (keys.length === 0 && requests.every(({ locked }) => locked === null))) return [];
  const given = keys.filter((one) => !one.in_capture);
  const told = keys.map((one) => {
    const status = text.keys[one.kind] ?? text.opened(one.opened.length);
    return one.in_capture ? text.foundKey(status) : given.length > 1 ? text.ofKey(given.indexOf(one) + 1, status) : status;
  });
  const status = told.length > 0 ? element('span', { role: 'status' }, told.join(' ')) : null;
  const input = element('textarea', { rows: 1, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', class: 'code', title: text.keyHelp });
  const files = element('input', { type: 'file', multiple: true });
  const remove = given.length > 0 ? acting(given.length > 1 ? text.removeKeys : text.removeKey, () => input.dispatchEvent(new GiveKey(''))) : null;
  const form = element('form', { class: 'strip-actions strip-key' },
    element('label', {}, `${text.key} `, input), element('label', {}, `${text.keyFiles} `, files), element('button', { type: 'submit' }, text.open), status, remove);
  // As in a field of one line; what is pasted has its line ends.
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const all = [input.value, ...await Promise.all([...files.files ?? []].map(keyText))];
    const key = all.filter((one) => one.trim() !== '').join('\n\n');
    if (key !== '') form.dispatchEvent(new GiveKey(key));
  });
  return [form];
}

/** Bytes of a file that can be a key. */
const LONGEST_KEY = 1 << 16;

/**
 * The text of a file with a key; of one that is no text, in Base64.
 *
 * @param {File} file
 */
async function keyText(file) {
  const bytes = new Uint8Array(await file.slice(0, LONGEST_KEY).arrayBuffer());
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return btoa(String.fromCharCode(...bytes));
  }
}

/**
 * The formats in which it can be read, those first whose signs it has.
 *
 * @param {Input} input
 * @param {CaptureFormat[]} formats
 */
function choice({ chosen = '', could_be: likely = [] }, formats) {
  const named = formats.map(({ id, name }) => ({ id, name: formatNames[id] ?? name ?? id }));
  const of = (/** @type {(id: string) => boolean} */ isIn) => named.filter(({ id }) => isIn(id))
    .sort((one, other) => one.name.localeCompare(other.name))
    .map(({ id, name }) => element('option', { value: id }, name));
  const select = element('select', {},
    element('option', { value: '' }, text.detected),
    likely.length > 0 && element('optgroup', { label: text.likely }, ...of((id) => likely.includes(id))),
    element('optgroup', { label: text.whatever }, ...of((id) => WHATEVER.includes(id))),
    element('optgroup', { label: text.formats }, ...of((id) => !likely.includes(id) && !WHATEVER.includes(id))));
  select.value = chosen;
  select.addEventListener('change', () => select.dispatchEvent(new ChooseFormat(select.value)));
  return element('p', { class: 'strip-format' }, element('label', {}, `${text.format} `, select));
}

/**
 * What the paste is, in one line.
 *
 * @param {Report} report
 * @param {boolean} masked
 * @param {number} parts
 */
function kind(report, masked, parts) {
  const { input, requests, others } = report;
  const [first] = requests;
  const many = isArchive(report);
  const called = input.name ?? formatNames[input.chosen ?? ''] ?? kinds[input.kind];
  const phrase = masked ? text.inView : parts > 1 ? text.parts(parts) : many ? kindsOfMany[input.kind] ?? called : called;
  const name = phrase.charAt(0).toUpperCase() + phrase.slice(1);
  const word = KIND_WORDS[input.kind];
  return [
    element('strong', {}, word ? term(word, name) : name), ` (${size(input.bytes)})`,
    ...(many ? [first ? text.holds(requests.length, [...formatsOf(requests).keys()]) : '', others ? (first ? text.others : text.onlyOthers)(others.requests) : '']
      : !first || input.kind === 'unrecognized' ? [] : first.protocol.id === 'unknown' ? [text.unknownFormat]
        : [`${text.inFormat} `, element('strong', {}, first.protocol.name)]),
  ];
}

/**
 * Why it was taken for that.
 *
 * @param {Report} report
 */
function reasons({ input, requests }) {
  const [first] = requests;
  const kind = element('p', {}, `${text.whyKind} ${input.because}.`);
  if (!first || input.kind === 'unrecognized') return [kind];
  if (requests.length === 1) return [kind, element('p', {}, `${text.whyFormat} ${first.protocol.because}.`)];
  return [kind,
    ...[...formatsOf(requests)].map(([name, { protocol }]) => element('p', {}, `${name}: ${protocol.because}.`)),
    requests.some(({ layers }) => layers.length > 0) && element('p', {}, text.steps, ' ', element('a', { href: '#unwrapped' }, text.seeSteps))];
}

/**
 * The steps of the only request in one line, each with the size it left; each leads to what it did.
 *
 * @param {Report} report
 */
function chain(report) {
  const [request] = report.requests;
  if (!request || request.layers.length === 0) return null;
  const steps = request.layers.map((layer, step) => {
    const press = button('', 'as-link');
    press.append(statusMark(layer.status, codecs[layer.codec] + layerStatus[layer.status]));
    press.addEventListener('click', () => press.dispatchEvent(new ShowStep(0, step)));
    return element('li', { 'data-status': layer.status }, press, ' ', element('span', { class: 'quiet' }, size(layer.bytes_out)));
  });
  const checks = request.checks.map((check) => element('li', { class: 'chain-check' }, checkMark(check)));
  return element('ol', { class: 'chain', 'aria-label': text.title },
    element('li', {}, request.at ? text.captured : text.pasted, ' ', element('span', { class: 'quiet' }, size(ownBytes(report, 0).size))),
    ...steps, ...checks);
}

define('unwrap-strip', UnwrapStripElement);
