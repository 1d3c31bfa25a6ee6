/** Fills the page with a capture: the first screen, then the rest in small steps, so that the page never stands still. */

import { adviceOn, versionIn } from './advice.js';
import { only } from './dom.js';
import { partsOf } from './files.js';
import { referencesOf } from './evidence.js';
import { Latest, unlessStopped, until } from './latest.js';
import { banner, comparison, contents, events, identifiers, ownValue, panel, pasteBox, requests, result, showResult, statusLine, steps, strip } from './page.js';
import { pausing } from './pause.js';
import { maskable } from './requests.js';
import { sections } from './sections.js';
import { state } from './state.js';
import { status as statusText } from './text.js';
import { visits } from './visits.js';
import { EventTimelineElement } from './elements/event-timeline.js';

/** @import { Reading } from './core.js' */
/** @import { CaptureEvent } from './elements/paste-box.js' */

/** @typedef {CaptureEvent['origin'] | 'address' | 'again' | 'view'} Origin the last two show the capture of before anew */

const main = only(document, '#main', HTMLElement);

/** What is read or shown: of several captures the newest. */
export const runs = new Latest();

/**
 * A capture as it would leave by the choices in force; freed where nobody waits for it any more.
 *
 * @param {Reading} reading
 * @param {AbortSignal} signal
 */
export async function maskedOf(reading, signal) {
  const masked = await reading.derived('masked', panel.options);
  if (signal.aborted) masked.dispose();
  signal.throwIfAborted();
  return masked;
}

/**
 * Shows a capture, and frees the one before if it was made to be shown masked.
 *
 * @param {Reading} finished
 * @param {Origin} origin
 * @param {AbortSignal} signal
 * @param {number} [open] event that is shown at first, -1 for none
 */
export async function show(finished, origin, signal, open = -1) {
  const before = state.now.shown;
  state.set({ shown: finished });
  try {
    await fill(finished, origin, signal, open);
  } finally {
    // Not earlier: until all parts of the page have the new one, they ask about the one before.
    const { shown, capture } = state.now;
    if (before !== shown && before !== capture) before?.dispose();
  }
}

/**
 * @param {Reading} finished
 * @param {Origin} origin
 * @param {AbortSignal} signal
 * @param {number} open
 */
async function fill(finished, origin, signal, open) {
  const pause = pausing();
  const { overview } = finished;
  const { masked, carried, capture, content } = state.now;
  const whole = capture ?? finished;
  const same = origin === 'again' || origin === 'view';
  const references = referencesOf(overview);
  /**
   * @param {keyof typeof sections | 'you-can'} name
   * @param {Node[] | null} content
   */
  const put = (name, content) => {
    const section = only(document, `section.${name}`, HTMLElement);
    section.hidden = content === null;
    section.replaceChildren(...content ?? []);
    return section;
  };
  /** @param {keyof typeof sections} name */
  const fillSection = (name) => put(name, sections[name](overview, references));
  for (const one of result.querySelectorAll(':scope > :not(unwrap-strip, .part), .part > :not(summary)')) if (one instanceof HTMLElement) one.hidden = true;
  if (origin !== 'view') {
    state.set({ second: null });
    comparison.begin();
  }
  if (masked) banner.showView();
  else if (overview.provenance) banner.showShared(overview.masking, carried);
  else banner.clear();
  showResult();
  // Before there is much to lay out: both ask for where everything is.
  if (origin !== 'typing' && !same) {
    pasteBox.folded = true;
    window.scrollTo({ top: 0 });
    main.focus({ preventScroll: true });
  }
  const { replaced } = state.now;
  const isOwn = !masked && !overview.provenance;
  /** @param {(() => unknown)[]} steps */
  const inPieces = async (steps) => {
    for (const step of steps) {
      if (await pause()) signal.throwIfAborted();
      // A part that is stopped is left out, and the rest shown all the same.
      await until(signal, unlessStopped(step));
    }
  };
  await inPieces([
    () => strip.show(overview, {
      editable: pasteBox.editable,
      maskable: maskable(overview),
      masked,
      formats: isOwn ? finished.core.formats : [],
      parts: content instanceof File ? partsOf(content).length : 1,
      replaced: isOwn ? replaced : null,
    }),
    () => contents.begin(),
    () => fillSection('diagnostics'),
    () => fillSection('tells'),
  ]);
  const first = finished.eventCount > 0 ? await until(signal, unlessStopped(() => finished.ask('event', 0))) : null;
  const version = first ? versionIn(first) : null;
  await inPieces([
    // In the order in which they are on the page, so that nothing that is shown moves.
    () => identifiers.show(overview, references),
    () => fillSection('follows'),
    () => fillSection('cannot-know'),
    () => {
      ownValue.show(finished);
      // What the reader types there, and a second capture, would be seen unmasked.
      ownValue.hidden ||= masked;
    },
    () => events.show(finished, references, open),
    async () => {
      const timeline = fillSection('reveals').querySelector('event-timeline');
      if (timeline instanceof EventTimelineElement) await timeline.show(finished, main.clientWidth);
    },
    () => put('you-can', adviceOn(overview, references, version)),
    () => steps.show(finished),
    () => requests.show(finished, references),
    () => { comparison.hidden = overview.requests.length === 0 || masked; },
    () => fillSection('words'),
    () => fillSection('sources'),
    () => panel.show(whole, referencesOf(whole.overview), { same, masked }),
  ]);
  // What follows the result is shown once that is whole.
  state.set({ busy: false });
  contents.show();
  // The browser lays out all of the page to note where it is in its history.
  if (await pause()) signal.throwIfAborted();
  const { events: amount, requests: around, fields } = overview.counts;
  statusLine.textContent = statusText.read(amount, around, fields.unknown, overview.others?.requests ?? 0);
  visits.captureShown(same, origin === 'typing', carried);
}
