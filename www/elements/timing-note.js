import { element } from '../dom.js';
import { duration, moment, span } from '../format.js';
import { growing } from '../pieces.js';
import { timing as text } from '../strings/en.js';

/** @import { Report } from '../report.d.ts' */

/** Sittings listed at once, and added by each press. */
const FIRST = 5;
const STEP = 50;

/** When the phone was used, and how long the records waited to be sent. */
export class TimingNoteElement extends HTMLElement {
  /** @param {Report} report */
  show({ timing }) {
    this.hidden = timing === null;
    if (timing === null) {
      this.replaceChildren();
      return;
    }
    const { sessions, session_count: sittings, session_gap_minutes: gap, delay, utc_offset_minutes: offset } = timing;
    const list = element('ol', { class: 'sessions' });
    const more = growing(sessions, FIRST, STEP, text.more, (added) => list.append(...added.map((session) => {
      const [first, last] = [moment(session.first), moment(session.last)];
      return element('li', {}, first && last ? span(first, last) : '', ' ', element('span', { class: 'quiet' }, text.events(session.events)));
    })));
    this.replaceChildren(
      element('h2', {}, text.title),
      ...(sittings > 0 ? [element('p', { class: 'lead' }, text.sessions(sittings, gap)), list, more] : []),
      ...(sittings > sessions.length ? [element('p', { class: 'quiet' }, text.left(sittings - sessions.length))] : []),
      ...(delay ? [element('p', {}, text.delay(duration(delay.shortest), duration(delay.median), duration(delay.longest)))] : []),
      ...(offset === null ? [] : [element('p', {}, text.offset(offset))]),
    );
  }
}

customElements.define('timing-note', TimingNoteElement);
