/** The reader's capture as it would leave, in the place of what it is. */

import { eventOfChosen, placeInChosen } from './chosen.js';
import { unfold } from './dom.js';
import { excerptOf } from './excerpt.js';
import { isAbort, unlessStopped } from './latest.js';
import { banner, fail, goToSection, panel, pasteBox, progress, result, statusLine, strip } from './page.js';
import { maskable } from './requests.js';
import { maskedOf, runs, show } from './result.js';
import { copied, sectionOf } from './section.js';
import { state } from './state.js';
import { status as statusText } from './text.js';

/**
 * Shows the reader's capture masked, or as it is, at the same place.
 *
 * @param {boolean} masked
 */
export async function view(masked) {
  await unlessStopped(() => viewed(masked)).catch(fail);
}

/** @param {boolean} masked */
async function viewed(masked) {
  const { capture, open: place } = state.now;
  if (!capture || !maskable(capture.overview) || masked === state.now.masked) return;
  // What was begun before ends only when there is something to show in its place.
  let { signal } = runs;
  progress.begin();
  try {
    // Where something masked would be seen all the same, the reader is shown where.
    if (masked && await panel.barred()) return goToSection('pass-on');
    const shown = masked ? await maskedOf(capture, signal) : capture;
    signal.throwIfAborted();
    signal = runs.begin();
    state.set({ masked, ...(masked && { aside: pasteBox.text }) });
    pasteBox.keep(masked ? '' : state.now.aside);
    pasteBox.folded = true;
    const { activeElement } = document;
    const inStrip = strip.contains(activeElement) || banner.contains(activeElement);
    /** @type {NodeListOf<HTMLElement>} */
    const heads = result.querySelectorAll('h2[id]');
    const at = [...heads].findLast((head) => head.checkVisibility() && head.getBoundingClientRect().top < innerHeight / 3);
    const top = at?.getBoundingClientRect().top ?? 0;
    const open = place === null ? -1 : masked ? placeInChosen(capture.overview, panel.chosen, place)?.index ?? -1 : eventOfChosen(capture.overview, panel.chosen, place.index);
    await show(shown, 'view', signal, open);
    const head = document.getElementById(at?.id ?? '');
    if (head?.checkVisibility()) window.scrollBy(0, head.getBoundingClientRect().top - top);
    const next = inStrip ? (masked ? banner : strip).querySelector('.strip-actions button') : head?.querySelector('a');
    if (next instanceof HTMLElement) next.focus({ preventScroll: !inStrip });
    statusLine.textContent = masked ? statusText.masked : statusText.unmasked;
  } finally {
    if (!signal.aborted) {
      progress.end();
      state.set({ busy: false });
    }
  }
}

/**
 * A section as it would be shared: the page shows its capture masked for a moment.
 *
 * @param {string} id of its heading
 */
copied.hidden = async (id) => {
  try {
    await viewed(true);
  } catch (error) {
    // To whoever stopped it, nothing is wrong.
    if (isAbort(error)) throw error;
    fail(error);
  }
  if (!state.now.masked) return null;
  try {
    const section = sectionOf(id);
    return section?.checkVisibility() ? excerptOf(section) : null;
  } finally {
    await view(false);
    const press = sectionOf(id)?.querySelector('.section-copy copy-menu button');
    unfold(press ?? null);
    if (press instanceof HTMLElement) press.focus({ preventScroll: true });
  }
};
