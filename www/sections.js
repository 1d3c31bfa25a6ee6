/** The parts of a result that only show: what each makes of a report, null where it has nothing to say. */

import { basisMark, copyOf, element, part, severityMark, statusMark, table, tableRow } from './dom.js';
import { sourceItem, supports } from './evidence.js';
import { count, duration, moment, sentence, span } from './format.js';
import { growing } from './pieces.js';
import {
  basis as bases, categories as categoryText, diagnosticSeverity, diagnostics as diagnosticText, evidence, findings as findingText,
  sources as sourceText, summary as summaryText, timing as timingText,
} from './text.js';

/** @import { Basis, Report, Severity, Topic } from './report.d.ts' */
/** @import { References } from './evidence.js' */

/** Items shown at once, and added by each press. */
const FIRST = 8;
const STEP = 50;

/** @type {Topic[]} */
const TOPICS = ['tells', 'recognises', 'position', 'limits'];

/** @type {Record<Severity, 'info' | 'partial' | 'failed'>} */
const SHAPES = { info: 'info', warning: 'partial', error: 'failed' };

const CATEGORY_COLUMNS = [categoryText.category, categoryText.severity, categoryText.events, categoryText.fields];

/** @type {Record<'diagnostics' | 'summary' | 'findings' | 'categories' | 'timing' | 'sources', (report: Report, references: References) => Node[] | null>} */
export const sections = {
  /** What went wrong or deserves notice: what was expected, what was found, what to try. */
  diagnostics({ diagnostics, requests }) {
    if (diagnostics.length === 0) return null;
    const list = element('ul', { class: 'plain' });
    const more = growing(diagnostics, FIRST, STEP, diagnosticText.more, (added) => list.append(...added.map(({ severity, message, help, request }) =>
      element('li', { class: 'annotated' },
        element('p', {}, statusMark(SHAPES[severity], diagnosticSeverity[severity]), ' ', sentence(message),
          requests.length > 1 && request !== null && element('span', { class: 'quiet' }, ` (${evidence.request(request + 1)})`)),
        help !== '' && element('p', { class: 'margin-note' }, `${diagnosticText.try} ${sentence(help)}`)))));
    return [element('h2', { class: 'small-title' }, diagnosticText.title), list, more];
  },

  /** The report in a few sentences, by topic, each with what it rests on. */
  summary({ summary, requests }, references) {
    const recipients = new Set(requests.map(({ protocol }) => protocol.recipient));
    const [only = null] = recipients.size === 1 ? recipients : [];
    const title = element('h2', {}, summaryText.topics.tells(only));
    if (summary.length === 0) {
      return [title, element('p', { class: 'sentence-text' }, summaryText.nothing), element('p', {}, summaryText.nothingHelp)];
    }
    return [title, ...TOPICS.flatMap((topic) => {
      const sentences = summary.filter((one) => one.topic === topic);
      return sentences.length === 0 ? [] : [element('div', { class: 'topic', 'data-topic': topic },
        topic !== 'tells' && element('h3', {}, summaryText.topics[topic](only)),
        sentences.map((one) => {
          const copy = copyOf('sentence');
          part(copy, 'text').append(one.text);
          part(copy, 'note').append(element('p', {}, basisMark(one.basis)), ...supports(one, references));
          return copy;
        }))];
    }), element('dl', { class: 'legend', 'aria-label': summaryText.legend },
      .../** @type {Basis[]} */ (Object.keys(bases)).map((one) =>
        element('div', {}, element('dt', {}, basisMark(one)), ' ', element('dd', {}, bases[one].text))))];
  },

  /** What follows from several fields together. */
  findings({ findings }, references) {
    if (findings.length === 0) return null;
    const list = element('ul', { class: 'plain' });
    const more = growing(findings, FIRST, STEP, findingText.more, (added) => list.append(...added.map((finding) => {
      const copy = copyOf('finding');
      part(copy, 'title').append(finding.title);
      part(copy, 'text').append(finding.text);
      part(copy, 'note').append(
        element('p', { class: 'labels' }, severityMark(finding.severity), basisMark(finding.basis)), ...supports(finding, references));
      return copy;
    })));
    return [element('h2', {}, findingText.title), list, more];
  },

  /** What the data reveals: kinds of data with how often each occurs. */
  categories({ categories, counts }) {
    if (categories.length === 0) return null;
    return [element('h2', {}, categoryText.title),
      table('stacking categories', categoryText.title, CATEGORY_COLUMNS, categories.map((category) => tableRow(CATEGORY_COLUMNS, [
        category.label,
        severityMark(category.severity),
        element('span', { class: 'share' },
          element('meter', {
            min: 0, max: Math.max(counts.events, 1), value: category.events, 'data-severity': category.severity, 'aria-hidden': 'true',
          }),
          categoryText.ofEvents(category.events, counts.events)),
        count(category.fields),
      ], 3)), 3)];
  },

  /** When the phone was used, and how long the records waited to be sent. */
  timing({ timing }) {
    if (timing === null) return null;
    const { sessions, session_count: sittings, session_gap_minutes: gap, delay, utc_offset_minutes: offset } = timing;
    const list = element('ol', { class: 'sessions' });
    const more = growing(sessions, FIRST, STEP, timingText.more, (added) => list.append(...added.map((session) => {
      const [first, last] = [moment(session.first), moment(session.last)];
      return element('li', {}, first && last && span(first, last), ' ', element('span', { class: 'quiet' }, timingText.events(session.events)));
    })));
    return [element('h2', {}, timingText.title),
      ...(sittings > 0 ? [element('p', { class: 'lead' }, timingText.sessions(sittings, gap)), list, more] : []),
      ...[
        sittings > sessions.length && timingText.left(sittings - sessions.length),
        delay && timingText.delay(duration(delay.shortest), duration(delay.median), duration(delay.longest)),
        offset !== null && timingText.offset(offset),
      ].filter((text) => typeof text === 'string').map((text) => element('p', {}, text))];
  },

  /** Where the meanings come from. */
  sources({ sources }) {
    if (sources.length === 0) return null;
    return [element('h2', {}, sourceText.title), element('ol', { class: 'references' }, sources.map(sourceItem))];
  },
};
