import { define } from '../define.js';
import { acting, actionMark, element, freshId, severityMark, tableRow } from '../dom.js';
import { count } from '../format.js';
import { preview as text, severity as severities } from '../text.js';

/** @import { Preview, PreviewName, PreviewRow } from '../report.d.ts' */
/** @import { Choices, Level, Named } from '../choices.js' */

/** Characters shown of a value; the whole of it stands with the event. */
const SHOWN = 160;
/** What the core calls the kind of what it does not know. */
const UNKNOWN = 'unknown';
/** The group of the names of fields, which is no kind of data. */
const NAMES = 'names of fields';

/**
 * @typedef {{ level: Level, name: string, path: string, key: string, within: Partial<Named>, enough: boolean, risk: number, question: string, what: string }} Subject
 *   what can be revealed or masked: its name for the core and for people, and what is asked before it is revealed
 * @typedef {{ name: string, rows: PreviewRow[], severity: number }} Group of the rows with one kind of data
 */

/** What would leave beside what stands in the capture, field by field, and what the reader decides about it. */
export class MaskingPreviewElement extends HTMLElement {
  /** @type {Choices | null} */ #choices = null;
  /** @type {Preview | null} */ #preview = null;
  /** @type {Map<string, string>} */ #kinds = new Map();
  /** Risk from which revealing something is asked back. */ #severe = 0;
  /** Paths, and names behind the name of their group, that leave as they are where nothing was decided. @type {Set<string>} */ #free = new Set();
  /** Keys of what is folded open. @type {Set<string>} */ #open = new Set();
  /** @type {Subject | null} what is asked about */ #asked = null;
  #search = element('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', id: freshId() });
  #filter = element('select', { id: freshId() }, ...Object.entries(text.filters).map(([value, name]) => element('option', { value }, name)));
  #undo = acting(text.undo, () => this.#choices?.step(-1));
  #redo = acting(text.redo, () => this.#choices?.step(1));
  #reset = acting(text.reset, () => this.#choices?.reset());
  #count = element('p', { class: 'quiet', role: 'status' });
  #table = element('table', { role: 'table', class: 'stacking preview' },
    element('caption', { class: 'visually-hidden' }, text.title),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, text.columns.map((name) => element('th', { role: 'columnheader', scope: 'col' }, name)))));

  constructor() {
    super();
    this.#search.addEventListener('input', () => this.#render());
    this.#search.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#search.value === '') return;
      event.preventDefault();
      this.#search.value = '';
      this.#render();
    });
    this.#filter.addEventListener('change', () => this.#render());
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.#asked || event.defaultPrevented) return;
      event.preventDefault();
      this.#answer(false);
    });
  }

  connectedCallback() {
    if (this.firstChild) return;
    this.append(
      element('div', { class: 'preview-tools' },
        element('p', {}, element('label', { for: this.#search.id }, text.search), this.#search),
        element('p', {}, element('label', { for: this.#filter.id }, text.show), this.#filter),
        element('div', { class: 'row' }, this.#undo, this.#redo, this.#reset)),
      this.#count, this.#table);
  }

  /**
   * Begins with a capture about which nothing was decided.
   *
   * @param {Choices} choices
   * @param {Map<string, string>} kinds of data, with their names for people
   * @param {number} severe risk from which revealing something is asked back
   */
  begin(choices, kinds, severe) {
    this.#choices = choices;
    this.#kinds = kinds;
    this.#severe = severe;
    this.#preview = null;
    this.#open.clear();
    this.#search.value = '';
    this.#filter.selectedIndex = 0;
  }

  /** @param {Preview} preview */
  show(preview) {
    const first = this.#preview === null;
    this.#preview = preview;
    this.#asked = null;
    if (!this.#choices?.now.own) {
      const kept = (/** @type {{ action: PreviewRow['action'] }} */ { action }) => action === 'kept';
      this.#free = new Set([...preview.rows.filter(kept).map(({ path }) => path), ...preview.names.filter(kept).map(({ before }) => NAMES + before)]);
    }
    const [gravest] = this.#groups();
    if (first && gravest) this.#open.add(gravest.name);
    this.#render();
  }

  /**
   * The value that a placeholder stands for, as far as the preview knows it.
   *
   * @param {string} token
   */
  revealing(token) {
    for (const row of this.#preview?.rows ?? []) {
      const value = row.values.find(({ after }) => after === token);
      if (value) return this.#ofValue(row, value.before);
    }
    return null;
  }

  /** @param {string} path @returns {Subject} */
  masking(path) {
    const row = this.#preview?.rows.find((one) => one.path === path);
    return row ? this.#ofRow(row) : { level: 'fields', name: path, path, key: '', within: {}, enough: false, risk: 0, question: '', what: path };
  }

  /**
   * Masks or reveals; what is grave is asked first, in place.
   *
   * @param {'reveal' | 'mask'} decision
   * @param {Subject} subject
   */
  decide(decision, subject) {
    if (decision === 'mask' || subject.risk < this.#severe) {
      this.#choices?.decide(decision, subject.level, subject.name, subject.within, decision === 'mask' || subject.enough);
      return;
    }
    this.#asked = subject;
    // It is asked where it stands, which may have been filtered or folded away.
    const { path, level } = subject;
    const has = (/** @type {Group} */ { rows }) => rows.some((row) => row.path === path);
    if (path !== '' && !this.#listed().some(has)) {
      this.#search.value = '';
      this.#filter.selectedIndex = 0;
    }
    for (const group of this.#groups()) if (has(group)) this.#open.add(group.name);
    if (level === 'values') this.#open.add(`values:${path}`);
    this.#render();
    /** @type {HTMLElement | null} */
    const question = this.querySelector('.asking p');
    question?.focus({ preventScroll: true });
    question?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {boolean} reveal */
  #answer(reveal) {
    const subject = this.#asked;
    this.#asked = null;
    if (!subject) return;
    if (reveal) this.#choices?.decide('reveal', subject.level, subject.name, subject.within, subject.enough);
    this.#render(`reveal:${subject.key}`);
  }

  /** All rows by kind of data, the gravest first. @returns {Group[]} */
  #groups() {
    /** @type {Map<string, PreviewRow[]>} */
    const groups = new Map();
    for (const row of this.#preview?.rows ?? []) groups.set(row.category ?? UNKNOWN, [...groups.get(row.category ?? UNKNOWN) ?? [], row]);
    return [...groups].map(([name, rows]) => ({
      name,
      rows: rows.toSorted((one, other) => other.severity - one.severity),
      severity: Math.max(...rows.map(({ severity }) => severity)),
    })).sort((one, other) => other.severity - one.severity);
  }

  /** What the filter lets through. */
  #listed() {
    const wanted = this.#search.value.trim().toLowerCase();
    const { value: filter } = this.#filter;
    return this.#groups().map((group) => ({ ...group, rows: group.rows.filter(({ path, label, action, choice, values }) =>
      (filter === 'all' || (filter === 'kept' ? action === 'kept' : choice !== 'rule'))
      && (wanted === '' || [path, label ?? '', this.#kind(group.name), ...values.flatMap(({ before, after }) => [before, after ?? ''])].some((one) => one.toLowerCase().includes(wanted)))),
    })).filter(({ rows }) => rows.length > 0);
  }

  /** The names that the filter lets through. */
  #listedNames() {
    const wanted = this.#search.value.trim().toLowerCase();
    const { value: filter } = this.#filter;
    return (this.#preview?.names ?? []).filter(({ before, after, action, choice }) =>
      (filter === 'all' || (filter === 'kept' ? action === 'kept' : choice !== 'rule'))
      && (wanted === '' || `${before} ${after} ${text.names}`.toLowerCase().includes(wanted)));
  }

  /** @param {string} category */
  #kind(category) {
    return category === UNKNOWN ? text.unknown : this.#kinds.get(category) ?? category.replaceAll('_', ' ');
  }

  /** @param {string} [focus] key of what gets the focus */
  #render(focus) {
    const { activeElement } = document;
    const key = focus ?? (activeElement instanceof HTMLElement && this.#table.contains(activeElement) ? activeElement.dataset['key'] ?? '' : '');
    const choices = this.#choices;
    for (const [press, can] of /** @type {const} */ ([[this.#undo, choices?.canUndo], [this.#redo, choices?.canRedo], [this.#reset, !choices?.usual]])) press.ariaDisabled = can ? null : 'true';
    const groups = this.#listed();
    // Whoever looks for something wants to see what was found.
    const narrowed = this.#search.value.trim() !== '' || this.#filter.value !== 'all';
    const all = this.#preview?.rows.length ?? 0;
    const names = this.#listedNames();
    this.#count.textContent = [
      narrowed ? text.found(groups.reduce((sum, { rows }) => sum + rows.length, 0), all) : '',
      this.#preview?.omitted ? text.omitted(this.#preview.omitted) : '',
    ].join(' ');
    this.#table.hidden = groups.length === 0 && names.length === 0;
    for (const body of [...this.#table.tBodies]) body.remove();
    this.#table.append(...groups.map((group) => this.#group(group, narrowed || this.#open.has(group.name))),
      ...(names.length > 0 ? [this.#names(names, narrowed || this.#open.has(NAMES))] : []));
    if (key === '') return;
    const again = [...this.#table.querySelectorAll('button')].find((one) => one.dataset['key'] === key)
      ?? [...this.#table.querySelectorAll('button')].find((one) => one.dataset['key']?.split(':').slice(1).join(':') === key.split(':').slice(1).join(':'));
    again?.focus({ preventScroll: true });
  }

  /**
   * @param {Group} group
   * @param {boolean} open
   */
  #group({ name, rows, severity }, open) {
    const kind = this.#kind(name);
    const subject = this.#ofGroup(name);
    const amounts = /** @type {PreviewRow['action'][]} */ (Object.keys(text.actions))
      .map((action) => ({ action, amount: rows.filter((row) => row.action === action).length })).filter(({ amount }) => amount > 0);
    const head = element('tr', { role: 'row', class: 'kind' },
      element('th', { role: 'rowheader', scope: 'rowgroup', colspan: 3 }, this.#toggle(name, kind, open), ' ', markOf(name, severity), ' ', element('span', { class: 'quiet' }, text.fields(rows.length))),
      element('td', { role: 'cell', colspan: 2 }, amounts.flatMap(({ action, amount }) => [element('span', {}, actionMark(action), ` × ${count(amount)}`), ' '])),
      element('td', { role: 'cell' }, element('div', { class: 'deciding' }, [
        rows.some((row) => row.action !== 'kept' && row.can_reveal) && this.#press('reveal', subject, text.revealAll),
        rows.some(({ action }) => action === 'kept' || action === 'reduced') && this.#press('mask', subject, text.maskAll)])));
    return element('tbody', { role: 'rowgroup' }, head, ...this.#question(subject), open && rows.flatMap((row) => this.#row(row)));
  }

  /**
   * Names of fields that nobody has explained: each could be a value.
   *
   * @param {PreviewName[]} names
   * @param {boolean} open
   */
  #names(names, open) {
    const { names_kept: kept = 0, names_omitted: omitted = 0 } = this.#preview ?? {};
    const head = element('tr', { role: 'row', class: 'kind' },
      element('th', { role: 'rowheader', scope: 'rowgroup', colspan: 3 }, this.#toggle(NAMES, text.names, open), ' ', element('span', { class: 'quiet' }, text.namesLead)),
      element('td', { role: 'cell', colspan: 3 }, kept > 0 ? text.namesKept(kept) : text.noNameKept));
    return element('tbody', { role: 'rowgroup' }, head, ...(open ? [
      ...names.flatMap(({ before, shortened, after, action, choice }) => {
        const subject = this.#ofName(before);
        return [tableRow(text.columns, [
          element('code', {}, cut(before)), '', leaving(after),
          element('div', {}, actionMark(action), choice !== 'rule' && element('span', { class: 'quiet' }, ` ${text.changed}`)), '',
          shortened ? '' : element('div', { class: 'deciding' }, action === 'kept' ? this.#press('mask', subject, text.mask) : this.#press('reveal', subject, text.reveal)),
        ]), ...this.#question(subject)];
      }),
      ...(omitted > 0 ? [element('tr', { role: 'row' }, element('td', { role: 'cell', colspan: text.columns.length, class: 'quiet' }, text.namesOmitted(omitted)))] : []),
    ] : []));
  }

  /**
   * @param {string} key
   * @param {string} name
   * @param {boolean} open
   */
  #toggle(key, name, open) {
    return acting(name, () => {
      if (open) this.#open.delete(key);
      else this.#open.add(key);
      this.#render();
    }, { class: 'disclosing', 'aria-expanded': String(open), 'data-key': `toggle:${key}` });
  }

  /** @param {PreviewRow} row */
  #row(row) {
    const { path, name_after: nameAfter, label, severity, events, action, choice, values, more } = row;
    const subject = this.#ofRow(row);
    const key = `values:${path}`;
    const open = this.#open.has(key);
    const [first] = values;
    const others = values.length - 1 + more;
    return [
      tableRow(text.columns, [
        element('div', {}, this.#toggle(key, label ?? path, open), label !== null && element('code', { class: 'quiet' }, path), nameAfter !== null && element('span', { class: 'quiet' }, ` ${text.nameAfter(nameAfter)}`), markOf(row.category ?? UNKNOWN, severity)),
        element('div', {}, shown(first?.before ?? ''), others > 0 && element('span', { class: 'quiet' }, ` ${text.others(others)}`)),
        leaving(first?.after),
        element('div', {}, actionMark(action), choice !== 'rule' && element('span', { class: 'quiet' }, ` ${text.changed}`)),
        events > 0 ? count(events) : text.around,
        element('div', { class: 'deciding' }, action !== 'kept' && row.can_reveal && this.#press('reveal', subject, text.reveal), (action === 'kept' || action === 'reduced') && this.#press('mask', subject, text.mask)),
      ]),
      ...this.#question(subject),
      ...(open ? [
        ...values.flatMap((value, index) => {
          const one = this.#ofValue(row, value.before);
          const made = tableRow(text.columns, [
            element('span', { class: 'quiet' }, text.times(value.count)), shown(value.before), leaving(value.after), '', '',
            element('div', { class: 'deciding' }, value.shortened ? null : [
              value.after !== value.before && row.can_reveal && this.#press('reveal', one, `${text.reveal} ${text.everywhere}`), value.after !== null && this.#press('mask', one, `${text.mask} ${text.everywhere}`)]),
          ]);
          made.className = 'one-value';
          made.toggleAttribute('data-last', index === values.length - 1 && more === 0);
          return [made, ...this.#question(one)];
        }),
        more > 0 && element('tr', { role: 'row', class: 'one-value' }, element('td', { role: 'cell', colspan: text.columns.length, class: 'quiet' }, text.unlisted(more))),
      ].filter((one) => one !== false) : []),
    ];
  }

  /**
   * @param {'reveal' | 'mask'} decision
   * @param {Subject} subject
   * @param {string} name
   */
  #press(decision, subject, name) {
    return acting(name, () => this.decide(decision, subject), { 'aria-label': text.decide(name, subject.what), 'data-key': `${decision}:${subject.key}` });
  }

  /** @param {Subject} subject */
  #question(subject) {
    if (this.#asked?.key !== subject.key) return [];
    const asked = element('p', { tabindex: -1, id: freshId() }, subject.question);
    return [element('tr', { role: 'row', class: 'asking' }, element('td', { role: 'cell', colspan: text.columns.length },
      element('div', { role: 'group', 'aria-labelledby': asked.id }, asked,
        element('div', { class: 'row' }, acting(text.yes, () => this.#answer(true)), acting(text.no, () => this.#answer(false), { class: 'primary' })))))];
  }

  /** @param {string} category @returns {Subject} */
  #ofGroup(category) {
    // What is filtered away belongs to the kind too.
    const rows = this.#groups().find(({ name }) => name === category)?.rows ?? [];
    const hidden = rows.filter((row) => row.action !== 'kept' && row.can_reveal);
    return {
      level: 'categories', name: category, path: '', key: `kind:${category}`, what: this.#kind(category), enough: false,
      within: { fields: rows.map(({ path }) => path), values: rows.flatMap(({ values }) => values.map(({ before }) => before)) },
      risk: Math.max(0, ...hidden.map(({ risk }) => risk)),
      question: text.askAll(this.#kind(category), [...new Set(hidden.map(({ label, path }) => label ?? path))]),
    };
  }

  /** @param {PreviewRow} row @returns {Subject} */
  #ofRow(row) {
    const { path, label, severity, risk, category, values } = row;
    return {
      level: 'fields', name: path, path, key: `field:${path}`, what: label === null ? path : `${label} (${path})`, risk,
      enough: this.#free.has(path), within: { values: values.map(({ before }) => before) },
      question: text.ask(label ?? path, cut(values[0]?.before ?? ''), severities[severity] ?? '', category === null ? '' : this.#kind(category)),
    };
  }

  /** @param {string} name @returns {Subject} */
  #ofName(name) {
    return { level: 'names', name, path: '', key: `name:${name}`, what: cut(name), within: {}, enough: this.#free.has(NAMES + name), risk: 0, question: '' };
  }

  /** @param {PreviewRow} row @param {string} value @returns {Subject} */
  #ofValue(row, value) {
    return { ...this.#ofRow(row), level: 'values', name: value, key: `value ${value}:${row.path}`, what: cut(value), enough: false, within: {} };
  }
}

/**
 * To call neutral what is not known would be a claim.
 *
 * @param {string} kind
 * @param {number} severity
 */
const markOf = (kind, severity) => (kind === UNKNOWN && severity === 0 ? null : severityMark(severity));

/** @param {string} value */
const cut = (value) => (value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);

/** @param {string} value */
const shown = (value) => element('code', { class: 'value' }, cut(value));

/** @param {string | null | undefined} value */
const leaving = (value) => (value === null || value === undefined ? element('span', { class: 'quiet' }, text.nothing) : shown(value));

define('masking-preview', MaskingPreviewElement);
