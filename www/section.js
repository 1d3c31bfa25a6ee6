/** How every section of the result begins: its heading, which can be linked to, and a sentence on how to read it. */

import { button, element } from './dom.js';
import { CopyButtonElement } from './elements/copy-button.js';
import { excerptOf, plainText } from './excerpt.js';
import { explained } from './glossary.js';
import { pictureOf } from './picture.js';
import { addressOf } from './place.js';
import { saveFile } from './save.js';
import { copying as text, trouble } from './text.js';

/** How long the button says what became of the picture, in milliseconds. */
const SAID_FOR = 1600;

/**
 * @param {string} id the section's anchor, which stays the same for ever
 * @param {string} title
 * @param {string} lead how to read the section, in one sentence; `{words}` in it are explained on demand
 */
export function sectionHead(id, title, lead) {
  const head = element('div', { class: 'section-head' },
    element('h2', { id }, element('a', { href: `#${id}`, class: 'anchor' }, title)));
  const section = () => head.parentElement ?? head;
  const picture = button(text.picture, 'copy');
  picture.setAttribute('aria-label', text.pictureOf(title));
  picture.addEventListener('click', () => void copyPicture(picture, section(), id));
  const copies = element('div', { class: 'section-copy', title: text.note, role: 'group', 'aria-label': text.group(title) },
    CopyButtonElement.of(text.link, text.linkTo(title), () => new URL(addressOf({ kind: 'section', id }), location.href).href),
    CopyButtonElement.of(text.text, text.textOf(title), () => plainText(excerptOf(section()))),
    picture);
  head.append(copies, ...(lead === '' ? [] : [element('p', { class: 'lead' }, explained(lead))]));
  return head;
}

/**
 * Copies a section as a picture, or saves it where the browser takes no picture.
 *
 * @param {HTMLButtonElement} press
 * @param {Element} section
 * @param {string} name of the file
 */
async function copyPicture(press, section, name) {
  /** @type {string} */
  let said = trouble.copied;
  const drawn = pictureOf(section);
  try {
    // The clipboard is asked at once, with a picture to come: later the press is too long ago for some browsers.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': drawn })]);
  } catch {
    said = await drawn.then((picture) => {
      saveFile(picture, `overshare-${name}.png`);
      return text.saved;
    }, () => text.failed);
  }
  press.textContent = said;
  const status = document.getElementById('status');
  if (status) status.textContent = said;
  setTimeout(() => { press.textContent = text.picture; }, SAID_FOR);
}

/**
 * Shows the events that a part of the result speaks of.
 *
 * @param {Element} from
 * @param {{ from?: number | null, to?: number | null, category?: string }} filter null takes a condition away
 */
export function askForEvents(from, filter) {
  from.dispatchEvent(new CustomEvent('filterevents', { bubbles: true, detail: filter }));
  document.getElementById('events')?.scrollIntoView();
}
