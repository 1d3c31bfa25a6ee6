import { copyOf, element, part } from '../dom.js';
import { referencesOf, supports } from '../evidence.js';
import { basisMark } from '../marks.js';
import { basis, summary as text } from '../strings/en.js';

/** @import { Basis, Report, Topic } from '../report.d.ts' */

/** @type {Topic[]} */
const TOPICS = ['tells', 'recognises', 'position', 'limits'];
/** @type {Basis[]} */
const BASES = ['in-the-data', 'derived', 'reported'];

/** The report in a few sentences, by topic, each with what it rests on. */
export class ReportSummaryElement extends HTMLElement {
  /** @param {Report} report */
  show(report) {
    const references = referencesOf(report);
    const recipients = new Set(report.requests.map((request) => request.protocol.recipient));
    const [only = null] = recipients.size === 1 ? recipients : [];
    this.replaceChildren(element('h2', {}, text.title(only)));
    if (report.summary.length === 0) {
      this.append(element('p', { class: 'sentence-text' }, text.nothing), element('p', {}, text.nothingHelp));
      return;
    }
    for (const topic of TOPICS) {
      const sentences = report.summary.filter((sentence) => sentence.topic === topic);
      if (sentences.length === 0) continue;
      this.append(element('div', { class: 'topic', 'data-topic': topic },
        topic === 'tells' ? null : element('h3', {}, text.topics[topic](only)),
        ...sentences.map((sentence) => {
          const copy = copyOf('sentence');
          part(copy, 'text').append(sentence.text);
          part(copy, 'note').append(element('p', {}, basisMark(sentence.basis)), ...supports(sentence, references));
          return copy;
        })));
    }
    this.append(element('dl', { class: 'legend', 'aria-label': text.legend },
      ...BASES.map((one) => element('div', {}, element('dt', {}, basisMark(one)), ' ', element('dd', {}, basis[one].text)))));
  }
}

customElements.define('report-summary', ReportSummaryElement);
