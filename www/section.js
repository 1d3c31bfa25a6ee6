/** How every section of the result begins: its heading, which can be linked to, and a sentence on how to read it. */

import { element } from './dom.js';
import { CopyMenuElement } from './elements/copy-menu.js';
import { excerptOf, plainText } from './excerpt.js';
import { FilterEvents } from './events.js';
import { explained } from './glossary.js';
import { isAbort } from './latest.js';
import { pictureOf } from './picture.js';
import { addressOf } from './place.js';
import { provenance } from './provenance.js';
import { maskable } from './requests.js';
import { saveFile } from './save.js';
import { state } from './state.js';
import { copying as text, trouble } from './text.js';

/** @import { Copy } from './copies.js' */
/** @import { Filter } from './elements/event-filter.js' */

/**
 * What the page as a whole can do: `hidden` gives a section as it would be shared, null where it cannot be; `tell` says
 * something to the reader.
 *
 * @type {{ hidden: (id: string) => Promise<Element | null>, tell: (said: string) => void }}
 */
export const copied = { hidden: async () => null, tell() {} };

/**
 * Whether the values of the capture that is shown are hidden, or can be.
 *
 * @returns {'hidden' | 'shown' | 'unknown'}
 */
export function valuesOfShown() {
  const { shown, masked } = state.now;
  if (!shown) return 'unknown';
  const { overview } = shown;
  // Of what came by a link only its maker knows what is hidden in it.
  if (masked || overview.masking && !overview.provenance) return 'hidden';
  return !overview.provenance && maskable(overview) ? 'shown' : 'unknown';
}

/**
 * @param {string} id the section's anchor, which stays the same for ever
 * @param {string} title
 * @param {string} lead how to read the section, in one sentence; `{words}` in it are explained on demand
 */
export function sectionHead(id, title, lead) {
  const head = headTools(id, title, lead);
  head.prepend(element('h2', { id }, element('a', { href: `#${id}`, class: 'anchor' }, title)));
  return head;
}

/**
 * A section that opens on demand.
 *
 * @param {string} id the section's anchor, which stays the same for ever
 * @param {string} title
 * @param {string} lead how to read the section; `{words}` in it are explained on demand
 * @param {...(Node | string | null)} content
 */
export function foldedSection(id, title, lead, ...content) {
  return element('details', { class: 'fold' }, element('summary', {}, element('h2', { id }, title)), headTools(id, title, lead), ...content);
}

/**
 * What goes with a heading: what can be copied of the section, and how to read it.
 *
 * @param {string} id the section's anchor
 * @param {string} title
 * @param {string} lead how to read the section; `{words}` in it are explained on demand
 */
export function headTools(id, title, lead) {
  const head = element('div', { class: 'section-head' });
  const copies = element('div', { class: 'section-copy' }, CopyMenuElement.of(text.of(title), () => [
    ...copiesOf(id, () => sectionOf(id) ?? head),
    { label: text.link, text: () => new URL(addressOf({ kind: 'section', id }), location.href).href },
  ]));
  head.append(copies, ...(lead === '' ? [] : [element('p', { class: 'lead' }, explained(lead))]));
  return head;
}

/**
 * The section that a heading belongs to, with the heading.
 *
 * @param {string} id of the heading
 */
export function sectionOf(id) {
  const heading = document.getElementById(id);
  return (heading?.closest('summary') ?? heading?.closest('.section-head'))?.parentElement ?? null;
}

/**
 * What can be copied of a section: first what may be shared.
 *
 * @param {string} id
 * @param {() => Element} section
 * @returns {Copy[]}
 */
function copiesOf(id, section) {
  const shown = async () => section();
  const values = valuesOfShown();
  const said = values === 'hidden' ? text.saidHidden : text.saidShown;
  // What the reader typed is not shown where values are hidden, and so neither is where it was found.
  if (values !== 'shown' || id === 'yourself') return [
    { label: text.text, act: () => copyAs('text', id, shown, said) },
    { label: text.picture, act: () => copyAs('picture', id, shown, said) },
  ];
  const hidden = () => copied.hidden(id);
  return [
    { label: text.textHidden, act: () => copyAs('text', id, hidden, text.saidHidden) },
    { label: text.pictureHidden, act: () => copyAs('picture', id, hidden, text.saidHidden) },
    { label: text.textShown, act: () => copyAs('text', id, shown, said) },
    { label: text.pictureShown, act: () => copyAs('picture', id, shown, said) },
  ];
}

/** There is no such section that may be shared. */
class NotHidden extends Error {}

/**
 * Copies a section, or saves a picture where the browser takes none, and says so.
 *
 * @param {'text' | 'picture'} form
 * @param {string} id
 * @param {() => Promise<Element | null>} find
 * @param {string} said
 */
async function copyAs(form, id, find, said) {
  const made = find().then(async (section) => {
    if (section === null) throw new NotHidden();
    return form === 'picture' ? pictureOf(section) : new Blob([[provenance(), plainText(excerptOf(section))].filter(Boolean).join('\n')], { type: 'text/plain' });
  });
  try {
    // The clipboard is asked at once, with content to come: later the press is too long ago for some browsers.
    await navigator.clipboard.write([new ClipboardItem({ [form === 'picture' ? 'image/png' : 'text/plain']: made })]);
  } catch {
    said = await made.then((blob) => {
      if (form === 'text') return trouble.copyRefused;
      saveFile(blob, `overshare-${id}.png`);
      return text.saved;
      // What was stopped was said when it was.
    }, (error) => (isAbort(error) ? '' : error instanceof NotHidden ? text.notHidden : text.failed));
    if (said === '') return;
  }
  copied.tell(said);
}

/**
 * Shows the events that a part of the result speaks of.
 *
 * @param {Element} from
 * @param {Filter} filter null takes a condition away
 */
export function askForEvents(from, filter) {
  from.dispatchEvent(new FilterEvents(filter));
  document.getElementById('events')?.scrollIntoView();
}
