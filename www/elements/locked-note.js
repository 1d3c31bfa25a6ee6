import { element } from '../dom.js';
import { locked as text } from '../strings/en.js';

/** @import { Locked } from '../report.d.ts' */

/** An encrypted body: what can be seen, and what would open it. */
export class LockedNoteElement extends HTMLElement {
  /** @param {Locked} locked */
  static of(locked) {
    const made = new LockedNoteElement();
    made.append(
      element('h4', {}, `${text.title}: ${locked.scheme}`),
      element('p', {}, element('strong', {}, `${text.visible}: `), locked.visible),
      ...(locked.needs.length === 0 ? [] : [
        element('p', {}, element('strong', {}, `${text.needs}:`)),
        element('ul', {}, ...locked.needs.map((need) => element('li', {}, need))),
      ]));
    return made;
  }
}

customElements.define('locked-note', LockedNoteElement);
