/** The parts of a result that only show: what each makes of a report, null where it has nothing to say. */

import { basisMark, button, copyOf, element, part, severityMark, statusMark, table, tableRow } from './dom.js';
import { sourceItem, supports } from './evidence.js';
import { count, moment, roughly, sentence, span } from './format.js';
import { wordList } from './glossary.js';
import { encryptionNote, growing, highlighted } from './pieces.js';
import { provenance } from './provenance.js';
import { askForEvents, foldedSection, headTools, sectionHead } from './section.js';
import {
  basis as bases, categories as categoryText, diagnosticSeverity, diagnostics as diagnosticText, evidence,
  findings as findingText, glossaryText, limits as limitText, reveals as revealText, sources as sourceText, summary as summaryText,
  timing as timingText,
} from './text.js';

/** @import { Basis, Report, Severity, Sentence, Topic } from './report.d.ts' */
/** @import { References } from './evidence.js' */

/** @typedef {(report: Report, references: References) => Node[] | null} Section null where it has nothing to say */

/** Items shown at once, and added by each press. */
const FIRST = 8;
const STEP = 50;

/** @type {Record<Severity, 'info' | 'partial' | 'failed'>} */
const SHAPES = { info: 'info', warning: 'partial', error: 'failed' };

const CATEGORY_COLUMNS = [categoryText.category, categoryText.severity, categoryText.events, categoryText.fields];

/**
 * A sentence with what it rests on in the margin.
 *
 * @param {{ text: string, quotes: [number, number][], basis: Basis }} sentence
 * @param {(Node | string)[]} [support]
 */
function claim({ text, quotes, basis }, support = []) {
  const copy = copyOf('sentence');
  part(copy, 'text').append(...highlighted(text, quotes));
  part(copy, 'note').append(element('p', {}, basisMark(basis), support));
  return copy;
}

/**
 * The sentences of a topic.
 *
 * @param {Sentence[]} summary
 * @param {Topic} topic
 * @param {References} references
 */
function told(summary, topic, references) {
  const sentences = summary.filter((one) => one.topic === topic);
  return sentences.length === 0 ? null : element('div', { class: 'topic', 'data-topic': topic }, sentences.map((one) => {
    const copy = claim(one);
    part(copy, 'note').append(...supports(one, references));
    return copy;
  }));
}

/** @param {(Node | null)[]} nodes */
const present = (nodes) => nodes.filter((node) => node !== null);

/** @type {Record<'diagnostics' | 'tells' | 'reveals' | 'follows' | 'cannot-know' | 'words' | 'sources', Section>} */
export const sections = {
  /** What went wrong or deserves notice: what happened, what was read all the same, what to do. */
  diagnostics({ diagnostics: all, requests, summary }) {
    // That there is nothing but other requests is told in full further down.
    const diagnostics = all.filter(({ code }) => code !== 'no-analytics');
    if (diagnostics.length === 0) return null;
    const list = element('ul', { class: 'plain' });
    const more = growing(diagnostics, FIRST, STEP, diagnosticText.more, (added) => list.append(...added.map(({ severity, message, help, request }) =>
      element('li', { class: 'annotated' },
        element('p', {}, statusMark(SHAPES[severity], diagnosticSeverity[severity]), ' ', message,
          requests.length > 1 && request !== null && element('span', { class: 'quiet' }, ` (${evidence.request(request + 1)})`)),
        help !== '' && element('p', { class: 'margin-note' }, `${diagnosticText.try} ${help}`)))));
    const amounts = /** @type {Severity[]} */ (Object.keys(SHAPES)).reverse().flatMap((severity) => {
      const amount = diagnostics.filter((one) => one.severity === severity).length;
      return amount === 0 ? [] : statusMark(SHAPES[severity], diagnosticText.amount(severity, amount));
    });
    // Where something was read, that comes first.
    return [element('details', { open: summary.length === 0 },
      element('summary', {}, element('h2', { id: 'diagnostics' }, diagnosticText.title), amounts),
      element('p', { class: 'lead' }, diagnosticText.lead), list, more)];
  },

  /** What was sent, in a few sentences set large, and what its recipient says about it. */
  tells({ summary, requests, others }, references) {
    const recipients = new Set(requests.map(({ protocol }) => protocol.recipient));
    const [only = null] = recipients.size === 1 ? recipients : [];
    const title = summaryText.title(only);
    const locked = requests.flatMap((request) => request.locked ?? []);
    const [nothing, help] = locked.length > 0
      ? [summaryText.locked(locked.length), summaryText.lockedHelp]
      : requests.length === 0 && others ? [summaryText.others(others.requests), summaryText.othersHelp] : [summaryText.nothing, summaryText.nothingHelp];
    const tells = told(summary, 'content', references);
    const [encrypted] = requests.length === 1 ? locked : [];
    const empty = [element('p', { class: 'sentence-text' }, nothing), encrypted ? encryptionNote(encrypted) : element('p', {}, help)];
    const came = provenance() === '' ? null : element('p', { class: 'provenance' }, provenance());
    if (summary.length === 0) return present([sectionHead('tells', title, ''), came, ...empty]);
    const recognizes = told(summary, 'identification', references);
    const position = told(summary, 'position', references);
    return present([sectionHead('tells', title, ''), came, ...(tells && !encrypted ? [] : empty), tells, recognizes,
      position && element('details', { class: 'fold' }, element('summary', {}, element('h3', {}, summaryText.position(only))), position),
      (tells ?? recognizes ?? position) && element('dl', { class: 'legend', 'aria-label': summaryText.legend },
        .../** @type {Basis[]} */ (Object.keys(bases)).map((one) =>
          element('div', {}, element('dt', {}, basisMark(one)), ' ', element('dd', {}, bases[one].text))))]);
  },

  /** When the phone was used, and kinds of data with how often each occurs. */
  reveals(report) {
    const parts = present([timing(report), categories(report)]);
    return parts.length === 0 ? null : [headTools('reveals', revealText.title, revealText.lead), ...parts];
  },

  /** What follows from several fields together, grouped by severity where there are many. */
  follows({ findings }, references) {
    if (findings.length === 0) return null;
    const grouped = findings.length > FIRST;
    const levels = grouped ? [...new Set(findings.map((finding) => finding.severity))].sort((one, other) => other - one) : [null];
    return [sectionHead('follows', findingText.title, ''), ...levels.flatMap((level) => {
      const list = element('ul', { class: 'plain' });
      const some = level === null ? findings : findings.filter((finding) => finding.severity === level);
      const more = growing(some, FIRST, STEP, findingText.more, (added) => list.append(...added.map((finding) => {
        const copy = copyOf('finding');
        part(copy, 'title').replaceWith(element(grouped ? 'h4' : 'h3', {}, finding.title));
        part(copy, 'text').append(...highlighted(finding.text, finding.quotes));
        part(copy, 'severity').append(severityMark(finding.severity));
        part(copy, 'note').append(element('p', {}, basisMark(finding.basis)), ...supports(finding, references));
        return copy;
      })));
      return [...(level === null ? [] : [element('h3', {}, severityMark(level), ` (${count(some.length)})`)]), list, more];
    })];
  },

  /** What this capture does not show, by its nature or because of its state. */
  'cannot-know'({ input, summary, diagnostics, requests, counts: { fields } }, references) {
    // What is no recording has no gaps.
    if (requests.length === 0 || input.kind === 'unrecognized') return null;
    const damaged = diagnostics.some(({ severity }) => severity !== 'info');
    // Where all of them are, the summary says so.
    const locked = requests.filter((request) => request.locked !== null).length % requests.length;
    const own = (/** @type {string} */ said, /** @type {Basis} */ basis, /** @type {(Node | string)[]} */ support = []) => claim({ text: said, quotes: [], basis }, support);
    const here = [
      damaged && own(limitText.damaged, 'observed', [', ', element('a', { href: '#diagnostics' }, limitText.notes)]),
      diagnostics.some(({ code }) => code === 'named-only') && own(limitText.unopened, 'inferred'),
      locked > 0 && own(limitText.locked(locked), 'observed', [', ', element('a', { href: '#requests' }, limitText.bodies)]),
      fields.unknown > 0 && own(limitText.unknown(fields.unknown), 'inferred'),
      fields.guessed > 0 && own(limitText.guessed(fields.guessed), 'inferred'),
    ].filter((one) => one !== false);
    const always = told(summary, 'limits', references);
    if (here.length === 0 && always === null) return null;
    return [foldedSection('cannot-know', limitText.title, limitText.lead,
      here.length > 0 ? element('div', { class: 'topic' }, here) : null, always)];
  },

  /** What the words of the trade mean. */
  words() {
    return [sectionHead('words', glossaryText.title, glossaryText.lead), wordList()];
  },

  /** Where the meanings come from. */
  sources({ sources }) {
    if (sources.length === 0) return null;
    return [sectionHead('sources', sourceText.title, sourceText.lead), element('ol', { class: 'references' }, sources.map(sourceItem))];
  },
};

/** @param {Report} report */
function categories({ categories: kinds, counts }) {
  if (kinds.length === 0) return null;
  return element('div', {}, element('h3', {}, categoryText.title), element('p', { class: 'lead' }, categoryText.lead, element('span', { class: 'hint' }, ` ${categoryText.hint}`)),
    table('stacking categories', categoryText.title, CATEGORY_COLUMNS, kinds.map(({ category, label, severity, events, fields }) => {
      const show = button(label, 'as-link');
      show.title = categoryText.show;
      show.addEventListener('click', () => askForEvents(show, { category }));
      return tableRow(CATEGORY_COLUMNS, [
        show,
        severityMark(severity),
        element('span', { class: 'share' },
          element('meter', { min: 0, max: Math.max(counts.events, 1), value: events, 'data-severity': severity, 'aria-hidden': 'true' }),
          element('span', { class: 'share-text' }, categoryText.ofEvents(events, counts.events))),
        count(fields),
      ], 3);
    }), 3));
}

/** @param {Report} report */
function timing({ timing: times, counts }) {
  if (counts.events === 0) return null;
  const picture = [element('h3', {}, timingText.title), document.createElement('event-timeline')];
  if (times === null) return element('div', { class: 'timing' }, picture);
  const { sessions, session_count: total, session_gap_minutes: gap, delay, utc_offset_minutes: offset } = times;
  const list = element('ol', { class: 'sessions' });
  const more = growing(sessions, FIRST, STEP, timingText.more, (added) => list.append(...added.map((session) => {
    const [first, last] = [moment(session.first), moment(session.last)];
    return element('li', {}, first && last && span(first, last), ' ', element('span', { class: 'quiet' }, timingText.events(session.events)));
  })));
  return element('div', { class: 'timing' }, picture,
    element('p', {}, timingText.sessions(total, gap)), total > 1 && [list, more],
    ...[
      total > sessions.length && timingText.left(total - sessions.length),
      delay && timingText.delay(roughly(delay.shortest), roughly(delay.median), roughly(delay.longest)),
      offset !== null && timingText.offset(offset),
    ].filter((text) => typeof text === 'string').map((text) => element('p', {}, text)));
}
