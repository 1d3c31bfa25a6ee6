/** Wires the elements of the page to the core. */

import { adviceOn, versionIn } from './advice.js';
import { Core, Fault, LoadFailure, Stopped, fetchedText } from './core.js';
import { eventOfChosen, placeInChosen } from './chosen.js';
import { element, only, part } from './dom.js';
import { ShowStep, pointAt, pointNowhere, referencesOf } from './evidence.js';
import { excerptOf } from './excerpt.js';
import { bytesOfFile } from './file.js';
import { countTimes } from './format.js';
import { isLocked, unlock } from './passphrase.js';
import { idle, pausing } from './pause.js';
import { parsePlace, sharedLinkIn, splitAddress } from './place.js';
import { copied } from './section.js';
import { sections } from './sections.js';
import './page-text.js';
import { comeFrom } from './provenance.js';
import { ownBytes } from './requests.js';
import { bindShortcuts } from './shortcuts.js';
import { inSite } from './site.js';
import { Visits } from './visits.js';
import { CaptureEvent, PasteBoxElement } from './elements/paste-box.js';
import { CaptureComparisonElement } from './elements/capture-comparison.js';
import { CopyMenuElement } from './elements/copy-menu.js';
import { EventListElement } from './elements/event-list.js';
import { EventTableElement } from './elements/event-table.js';
import { EventTimelineElement } from './elements/event-timeline.js';
import { HelpSheetElement } from './elements/help-sheet.js';
import { IdentifierListElement } from './elements/identifier-list.js';
import { KnowledgePackElement } from './elements/knowledge-pack.js';
import { OwnValueElement } from './elements/own-value.js';
import { PageContentsElement } from './elements/page-contents.js';
import './elements/page-settings.js';
import { PrivacyNoteElement } from './elements/privacy-note.js';
import { ReadingExampleElement } from './elements/reading-example.js';
import { RequestListElement } from './elements/request-list.js';
import { RunProgressElement } from './elements/run-progress.js';
import { SharePanelElement } from './elements/share-panel.js';
import { SharedBannerElement } from './elements/shared-banner.js';
import { UnwrapStepsElement } from './elements/unwrap-steps.js';
import { UnwrapStripElement } from './elements/unwrap-strip.js';
import { paste as pasteText, progress as progressText, samples, shared as sharedText, status as statusText, trouble as troubleText, visits as visitText } from './text.js';

/** @import { Reading } from './core.js' */
/** @import { CapturePlace } from './place.js' */
/** @import { Report } from './report.d.ts' */

const pasteBox = only(document, 'paste-box', PasteBoxElement);
const progress = only(document, 'run-progress', RunProgressElement);
const result = only(document, '#result', HTMLElement);
const troubleBox = only(document, '#trouble', HTMLElement);
const statusLine = only(document, '#status', HTMLElement);
const destination = only(document, '#destination', HTMLElement);
const strip = only(document, 'unwrap-strip', UnwrapStripElement);
const events = only(document, 'event-list', EventListElement);
const steps = only(document, 'unwrap-steps', UnwrapStepsElement);
const requests = only(document, 'request-list', RequestListElement);
const identifiers = only(document, 'identifier-list', IdentifierListElement);
const ownValue = only(document, 'own-value', OwnValueElement);
const contents = only(document, 'page-contents', PageContentsElement);
const comparison = only(document, 'capture-comparison', CaptureComparisonElement);
const banner = only(document, 'shared-banner', SharedBannerElement);
const panel = only(document, 'share-panel', SharePanelElement);
const knowledgePack = only(document, 'knowledge-pack', KnowledgePackElement);

/** The core takes no larger packs, in bytes: a larger file is a capture. */
const LARGEST_PACK = 262_144;

/** @typedef {CaptureEvent['origin'] | 'address' | 'again' | 'view'} Origin the last two show the capture of before anew */

/** What is shown. @type {Reading | null} */
let reading = null;
/** What was read: the same, unless the page shows it masked. @type {Reading | null} */
let own = null;
/** Whether the page shows it masked, and what stood in the box meanwhile. */
let inView = false;
let aside = '';
/** Whether the address carries what was read. */
let carried = false;
/**
 * What was read last, to read it again: the core keeps no copy.
 *
 * @type {string | File | null}
 */
let current = null;
/** The text of the knowledge pack in use. */
let pack = '';
/**
 * The reader's own capture that a link took the place of, for the way back.
 *
 * @type {{ content: string | File, inView: boolean } | null}
 */
let replaced = null;
/** Counts captures, so that an older one that finishes late is not shown. */
let latest = 0;
/** Ends the opening of a file, while one is opened. @type {AbortController | null} */
let opening = null;
/** Whether a capture is read whose place nothing of before can take again. */
let replacing = false;

// A sample that is not there is only missing from the list.
const ready = Core.load(Promise.all(samples.map(({ file }) => fetchedText(inSite(`www/samples/${file}`)).catch(() => ''))));

document.body.toggleAttribute('data-started', true);

/** @param {string[] | null} told what went wrong, then what to do */
function showTrouble(told) {
  const [wrong = '', help = ''] = told ?? [];
  troubleBox.replaceChildren(...(told === null ? [] : [element('p', { class: 'notice' }, element('strong', {}, wrong), ` ${help}`)]));
}

/** @param {'before' | 'after'} state */
function enter(state) {
  if (state === 'after' && result.hidden) result.ariaBusy = 'true';
  document.body.dataset['state'] = state;
  result.hidden = state === 'before';
}

/** Whether a result is shown, as a whole. */
const isShown = () => !result.hidden && result.ariaBusy !== 'true';

/** Clears the page for what a link brings. */
function awaitShared() {
  enter('after');
  result.hidden = true;
  result.ariaBusy = 'true';
  pasteBox.folded = true;
}

/**
 * The bytes of a capture each time anew, the first time those that were read already.
 *
 * @param {string | File} content
 * @param {Uint8Array<ArrayBuffer> | null} first
 */
function bytesAgain(content, first) {
  return async () => {
    const bytes = first ?? await bytesOf(content);
    first = null;
    return bytes;
  };
}

/**
 * @param {string | File} content
 * @param {string} [next] what is done with a file once it is open
 */
async function bytesOf(content, next = progressText.working) {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  opening?.abort();
  const mine = new AbortController();
  opening = mine;
  progress.begin(progressText.opening);
  try {
    const bytes = await bytesOfFile(content, mine.signal, (done, total) => {
      if (mine === opening) progress.advance(done, total, progressText.opened);
    });
    if (mine === opening) progress.begin(next);
    return bytes;
  } finally {
    if (mine === opening) opening = null;
  }
}

/**
 * Takes a file for a knowledge pack if it is one, and reads the captures again with it.
 *
 * @param {Uint8Array} bytes
 * @param {boolean} meant whether the file was chosen as a pack
 */
async function takenAsPack(bytes, meant) {
  // What a pack must have is looked for first: cheaper than to ask the core about every capture.
  const text = meant || bytes.length <= LARGEST_PACK ? new TextDecoder().decode(bytes) : '';
  if (!meant && !/^\s*\{[^]*"(fields|events)"\s*:\s*\[/.test(text)) return false;
  const { core } = await ready;
  const check = await core.checkPack(text);
  if (check.name === '' && !meant) return false;
  knowledgePack.show(check);
  knowledgePack.scrollIntoView({ block: 'nearest' });
  await usePack(check.fields + check.events > 0 ? text : '');
  return true;
}

/** @param {string} text of the pack; an empty one is none */
async function usePack(text) {
  pack = text;
  const [first, second] = [current, comparison.content];
  if (first !== null) await read({ content: first, origin: 'again' });
  if (second !== null && current === first) await readSecond(second, 'again');
  statusLine.textContent = text === '' ? statusText.unpacked : statusText.packed;
}

/**
 * Reads a capture to compare the shown one with.
 *
 * @param {string | File} content
 * @param {CaptureEvent['origin'] | 'again'} origin
 */
async function readSecond(content, origin) {
  if (!own || (typeof content === 'string' && content.trim() === '')) return;
  const run = latest;
  const first = own;
  /** @type {Reading | null} */
  let second = null;
  progress.begin();
  try {
    second = await first.readSecond(() => bytesOf(content, progressText.label), {
      pack,
      onProgress(done, total) {
        if (run === latest) progress.advance(done, total);
      },
    });
    if (run === latest) await comparison.compare(content, first, second, origin === 'typing');
    else second.dispose();
    if (run === latest) statusLine.textContent = statusText.compared;
  } catch (error) {
    second?.dispose();
    if (run === latest && !(error instanceof Stopped)) fail(error);
  } finally {
    if (run === latest) progress.end();
  }
}

/**
 * The bytes of a file; null where that is stopped, overtaken or fails. Until it is open, what was shown before stays.
 *
 * @param {File} file
 * @param {number} run
 */
async function opened(file, run) {
  try {
    return await bytesOf(file, progressText.label);
  } catch (error) {
    if (run !== latest) return null;
    progress.end();
    if (!(error instanceof Stopped && isShown())) fail(error);
    return null;
  }
}

/** Forgets how the capture of before was shown, unless that is shown anew. @param {Origin} origin */
function leave(origin) {
  if (origin === 'again') return;
  inView = false;
  aside = '';
  carried = origin === 'address';
  if (!carried) replaced = null;
}

/** @param {{ content: string | File, origin: Origin }} capture */
async function read({ content, origin }) {
  latest += 1;
  const run = latest;
  replacing = false;
  opening?.abort();
  showTrouble(null);
  const file = content instanceof File ? await opened(content, run) : null;
  if (run !== latest || content instanceof File && file === null) return;
  // Whether a file is a capture at all has to be seen first.
  if (file === null) leave(origin);
  if (typeof content === 'string' && content.trim() === '') {
    void ready.then(({ core }) => core.stop());
    progress.end();
    own?.dispose();
    own = reading = null;
    current = null;
    banner.clear();
    visits.captureGone();
    enter('before');
    pasteBox.folded = false;
    return;
  }
  if (origin === 'address') awaitShared();
  progress.begin();
  try {
    const { core } = await ready;
    const link = typeof content === 'string' ? sharedLinkIn(content) : '';
    if (link !== '') return await readShared(link, run, origin);
    const input = file ?? await bytesOf(content);
    if (run !== latest || (content instanceof File && origin !== 'again' && await takenAsPack(input, origin === 'pack'))) return;
    if (file !== null) leave(origin);
    if (content instanceof File) pasteBox.keepBytes(input);
    current = content;
    replacing = true;
    const finished = await core.analyze(bytesAgain(content, input), {
      pack,
      onProgress(done, total) {
        if (run === latest) progress.advance(done, total);
      },
    });
    if (run !== latest) return;
    own = finished;
    const shown = inView ? await finished.masked(panel.options) : finished;
    if (run === latest) await show(shown, origin);
    else if (shown !== finished) shown.dispose();
  } catch (error) {
    if (run === latest && !(error instanceof Stopped && isShown() && !replacing)) fail(error);
  } finally {
    if (run === latest) {
      progress.end();
      result.ariaBusy = 'false';
      replacing = false;
    }
  }
}

/**
 * Opens what a link carries: asks for its passphrase, says why it cannot be opened, or shows it.
 *
 * @param {string} link
 * @param {number} run
 * @param {Origin} origin
 */
async function readShared(link, run, origin) {
  const { core } = await ready;
  const { payload, place } = splitAddress(link);
  if (place !== '') visits.expect(parsePlace(place));
  current = `#${payload}`;
  replacing = true;
  const finished = await core.openShared(payload);
  if (run !== latest) return;
  const { diagnostics, masking } = finished.overview;
  if (masking) {
    own = finished;
    return show(finished, origin);
  }
  own = reading = current = null;
  // Whoever pastes a link finds it in the banner, not in the box.
  pasteBox.keep('');
  if (isLocked(payload) && diagnostics.some(({ code }) => code === 'link-locked')) {
    awaitShared();
    banner.showLocked(carried, async (passphrase) => {
      const open = await unlock(payload, passphrase);
      if (open !== null && run === latest) void read({ content: `#${open}`, origin: carried ? 'address' : 'paste' });
      return open !== null;
    });
    return;
  }
  visits.expect(null);
  enter('before');
  pasteBox.folded = false;
  banner.showFailed(diagnostics, carried);
}

/** @param {Report} overview */
const maskable = ({ masking, requests, input }) => !masking && requests.length > 0 && input.kind !== 'unrecognized';

/**
 * Shows the reader's capture masked, or as it is, at the same place.
 *
 * @param {boolean} masked
 */
async function view(masked) {
  await unlessStopped(() => viewed(masked)).catch(fail);
}

/** @param {boolean} masked */
async function viewed(masked) {
  if (!own || !maskable(own.overview) || masked === inView) return;
  const [from, capture] = [latest, own];
  let mine = from;
  const { openPlace } = events;
  progress.begin();
  try {
    // Where something masked would be seen all the same, the reader is shown where.
    if (masked && await panel.barred()) return goToSection('pass-on');
    const shown = masked ? await capture.masked(panel.options) : capture;
    if (from !== latest) {
      if (masked) shown.dispose();
      return;
    }
    latest += 1;
    mine = latest;
    inView = masked;
    if (masked) aside = pasteBox.text;
    pasteBox.keep(masked ? '' : aside);
    pasteBox.folded = true;
    const { activeElement } = document;
    const inStrip = strip.contains(activeElement) || banner.contains(activeElement);
    /** @type {NodeListOf<HTMLElement>} */
    const heads = result.querySelectorAll('h2[id]');
    const at = [...heads].findLast((head) => head.checkVisibility() && head.getBoundingClientRect().top < innerHeight / 3);
    const top = at?.getBoundingClientRect().top ?? 0;
    const open = openPlace === null ? -1 : masked ? placeInChosen(capture.overview, panel.chosen, openPlace)?.index ?? -1 : eventOfChosen(capture.overview, panel.chosen, openPlace.index);
    await show(shown, 'view', open);
    if (mine !== latest) return;
    const head = document.getElementById(at?.id ?? '');
    if (head?.checkVisibility()) window.scrollBy(0, head.getBoundingClientRect().top - top);
    const next = inStrip ? (masked ? banner : strip).querySelector('.strip-actions button') : head?.querySelector('a');
    if (next instanceof HTMLElement) next.focus({ preventScroll: !inStrip });
    statusLine.textContent = masked ? statusText.masked : statusText.unmasked;
  } finally {
    if (mine === latest) {
      progress.end();
      result.ariaBusy = 'false';
    }
  }
}

/** @param {() => unknown} act */
async function unlessStopped(act) {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
}

copied.tell = (said) => {
  statusLine.textContent = said;
  progress.tell(said);
};

/**
 * A section as it would be shared: the page shows its capture masked for a moment.
 *
 * @param {string} id of its heading
 */
copied.hidden = async (id) => {
  const head = () => document.getElementById(id)?.closest('.section-head');
  try {
    await viewed(true);
  } catch (error) {
    // To whoever stopped it, nothing is wrong.
    if (error instanceof Stopped) throw error;
    fail(error);
  }
  if (!inView) return null;
  try {
    const section = head()?.parentElement;
    return section?.checkVisibility() ? excerptOf(section) : null;
  } finally {
    await view(false);
    const press = head()?.querySelector('copy-menu button');
    if (press instanceof HTMLElement) press.focus({ preventScroll: true });
  }
};

function failToLoad() {
  enter('before');
  document.body.toggleAttribute('data-failed', true);
  showTrouble(troubleText.loading);
}

/** @param {unknown} error */
function fail(error) {
  if (error instanceof Stopped) {
    showTrouble(troubleText.stopped);
    enter('before');
    pasteBox.open();
  } else if (error instanceof Fault) {
    showTrouble(troubleText.fault);
    enter('before');
    pasteBox.folded = false;
  } else if (error instanceof DOMException) {
    showTrouble(pasteText.fileUnreadable);
  } else if (error instanceof LoadFailure || !document.body.hasAttribute('data-ready')) {
    failToLoad();
  } else {
    showTrouble(troubleText.fault);
    throw error;
  }
}

/**
 * Shows a capture, and frees the one before if it was made to be shown masked.
 *
 * @param {Reading} finished
 * @param {Origin} origin
 * @param {number} [open] event that is shown at first, -1 for none
 */
async function show(finished, origin, open = -1) {
  const before = reading;
  reading = finished;
  try {
    await fillPage(finished, origin, open);
  } finally {
    // Not earlier: until all parts of the page have the new one, they ask about the one before.
    if (before !== reading && before !== own) before?.dispose();
  }
}

/**
 * Shows the first screen, then the rest in small steps, so that the page never stands still.
 *
 * @param {Reading} finished
 * @param {Origin} origin
 * @param {number} open event that is shown at first, -1 for none
 */
async function fillPage(finished, origin, open) {
  const run = latest;
  const { overview } = finished;
  const capture = own ?? finished;
  const same = origin === 'again' || origin === 'view';
  countTimes(overview.masking?.relative_times ?? false);
  comeFrom(overview.provenance?.text ?? '');
  const references = referencesOf(overview);
  /**
   * @param {keyof typeof sections | 'you-can'} name
   * @param {Node[] | null} content
   */
  const put = (name, content) => {
    const section = only(document, `section.${name}`, HTMLElement);
    section.hidden = content === null;
    section.replaceChildren(...content ?? []);
  };
  /** @param {keyof typeof sections} name */
  const fill = (name) => put(name, sections[name](overview, references));
  for (const one of result.children) if (one instanceof HTMLElement && one !== strip) one.hidden = true;
  if (origin !== 'view') comparison.show();
  if (inView) banner.showView();
  else if (overview.provenance) banner.showShared(overview.masking, carried);
  else banner.clear();
  // Of what came by a link only its maker knows what is hidden in it.
  copied.values = inView || overview.masking && !overview.provenance ? 'hidden' : !overview.provenance && maskable(overview) ? 'shown' : 'unknown';
  strip.show(overview, pasteBox.editable, maskable(overview), inView);
  contents.begin();
  fill('diagnostics');
  fill('tells');
  enter('after');
  if (origin !== 'typing' && !same) {
    pasteBox.folded = true;
    window.scrollTo({ top: 0 });
    only(document, '#main', HTMLElement).focus({ preventScroll: true });
  }
  let version = /** @type {ReturnType<typeof versionIn>} */ (null);
  if (finished.eventCount > 0) await unlessStopped(async () => { version = versionIn(await finished.event(0)); });
  if (run !== latest) return;
  const pause = pausing();
  for (const step of [
    () => identifiers.show(overview, references),
    async () => {
      fill('reveals');
      const timeline = result.querySelector('event-timeline');
      const section = timeline?.closest('section');
      if (!(timeline instanceof EventTimelineElement) || !section) return;
      // It is shown when it is whole, so that nothing below it moves.
      section.hidden = true;
      await timeline.show(finished);
      section.hidden = run !== latest;
    },
    () => fill('follows'),
    () => put('you-can', finished.eventCount === 0 ? null : adviceOn(overview, references, version)),
    () => fill('cannot-know'),
    () => events.show(finished, references, open),
    () => steps.show(finished),
    () => requests.show(overview, references, async (index) => new TextDecoder().decode(await finished.bytes(index, 0, 0, ownBytes(overview, index).size)), (index) => finished.request(index)),
    () => panel.show(capture, referencesOf(capture.overview), same, inView),
    () => {
      ownValue.show(finished);
      // What the reader types there, and a second capture, would be seen unmasked.
      ownValue.hidden ||= inView;
      comparison.hidden = overview.requests.length === 0 || inView;
    },
    () => fill('words'),
    () => fill('sources'),
  ]) {
    if (await pause() && run !== latest) return;
    // A part that is stopped is left out, and the rest shown all the same.
    await unlessStopped(step);
    if (run !== latest) return;
  }
  // What follows the result is shown once that is whole.
  result.ariaBusy = 'false';
  contents.show();
  const { events: amount, requests: around, fields } = overview.counts;
  statusLine.textContent = statusText.read(amount, around, fields.unknown, overview.others?.requests ?? 0);
  visits.captureShown(same, origin === 'typing', carried);
}

function openPasteBox() {
  pasteBox.open();
  pasteBox.scrollIntoView({ block: 'nearest' });
}

/** @param {EventTarget | null} target */
function editable(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

document.addEventListener('capture', (event) => {
  if (!(event instanceof CaptureEvent)) return;
  if (event.target instanceof Node && comparison.contains(event.target)) void readSecond(event.content, event.origin);
  else void read(event);
});
knowledgePack.addEventListener('removepack', () => {
  knowledgePack.show(null);
  void usePack('');
});
/** Says that something was stopped and the result is still there. */
function tellStopped() {
  statusLine.textContent = statusText.stopped;
  progress.tell(statusText.stopped);
}

progress.addEventListener('stop', () => {
  if (opening === null) return void ready.then(({ core }) => core.stop() && !replacing && tellStopped());
  opening.abort();
  if (isShown()) tellStopped();
});
for (const one of [strip, banner]) one.addEventListener('pasteanother', () => {
  pasteBox.keep('');
  openPasteBox();
  statusLine.textContent = statusText.cleared;
});
strip.addEventListener('edittext', openPasteBox);
strip.addEventListener('showmasked', () => void view(true));
banner.addEventListener('showown', () => void view(false));
banner.addEventListener('removeaddress', () => visits.removePayload());
panel.open = () => events.openPlace;
panel.filter = () => events.asked;

// The lists ask the core while the reader turns pages; what goes wrong there ends here.
window.addEventListener('unhandledrejection', (event) => {
  if (!(event.reason instanceof Fault || event.reason instanceof Stopped)) return;
  event.preventDefault();
  // What was stopped was said when it was.
  if (event.reason instanceof Fault) fail(event.reason);
});

/**
 * @param {CapturePlace} place
 * @param {Element | null} from what led there
 */
async function goTo({ kind, index, path }, from) {
  const amounts = reading?.overview.counts;
  const exists = amounts !== undefined && index < amounts[`${kind}s`];
  if (exists && kind === 'event') await events.open(index, path, from);
  if (exists && kind === 'request') await requests.open(index, path, from);
  const reached = exists && (path === '' || result.querySelector('[data-path][data-pointed]') !== null);
  destination.textContent = reached ? '' : visitText.missing;
}

const visits = new Visits((place, from) => void unlessStopped(() => goTo(place, from)).catch(fail), (place) => {
  // The name of a field would be a text by whoever made the link.
  if (place === null) destination.textContent = '';
  else destination.textContent = place.kind === 'section' ? visitText.section : visitText[place.kind](place.index + 1);
}, (payload) => {
  if (payload === null) void goBack();
  else void read({ content: `#${payload}`, origin: 'address' });
}, (answers) => {
  if (answers === null) {
    if (inView) banner.showView();
    else if (!own?.overview.masking) banner.clear();
    return;
  }
  statusLine.textContent = sharedText.asked;
  banner.showAsked(() => {
    const kept = current === null ? null : { content: current, inView };
    answers.open();
    replaced = kept;
  }, answers.keep);
});

/** Shows what a link took the place of, or the empty page. */
async function goBack() {
  const { content, inView: masked } = replaced ?? { content: '', inView: false };
  if (typeof content === 'string') pasteBox.keep(content);
  await read({ content, origin: 'paste' });
  if (masked) await view(true);
}

document.addEventListener('showstep', (event) => {
  if (event instanceof ShowStep) steps.open(event.request, event.step, event.target instanceof Element ? event.target : null);
});

document.addEventListener('paste', (event) => {
  if (editable(event.target)) return;
  const file = event.clipboardData?.files[0];
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text !== '') pasteBox.take(text);
  else if (file) pasteBox.dispatchEvent(new CaptureEvent(file, 'file'));
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
  const { target } = event;
  // Escape empties a search box first, as everywhere.
  if (target instanceof HTMLInputElement && target.value !== '') return;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return;
  if (!pointNowhere()) openPasteBox();
});

/** @param {string} id of a section's heading */
function goToSection(id) {
  const heading = document.getElementById(id);
  if (!heading?.checkVisibility()) return;
  heading.scrollIntoView();
  only(heading, 'a', HTMLAnchorElement).focus({ preventScroll: true });
}

/** @param {1 | -1} by */
function stepEvent(by) {
  const list = result.querySelector('event-table');
  if (list instanceof EventTableElement && !events.hidden) list.step(by);
}

/**
 * Goes on from the field that has the focus to the next, or to the first.
 *
 * @param {1 | -1} by
 */
function stepField(by) {
  /** @type {NodeListOf<HTMLElement>} */
  const all = result.querySelectorAll('event-detail tr[data-path]');
  const at = [...all].findIndex((row) => row.contains(document.activeElement));
  const to = all[at < 0 ? 0 : at + by];
  if (to?.checkVisibility()) pointAt(to, null);
}

function openCopyMenu() {
  const { activeElement } = document;
  const near = activeElement?.closest('tr[data-path]') ?? (events.contains(activeElement) ? result.querySelector('event-detail .raw-actions') : null);
  const menu = near?.querySelector('copy-menu');
  if (menu instanceof CopyMenuElement && menu.checkVisibility()) void menu.open();
}

const sheet = only(document, 'help-sheet', HelpSheetElement);
document.addEventListener('showhelp', () => sheet.open());

bindShortcuts({
  nextEvent: () => stepEvent(1),
  previousEvent: () => stepEvent(-1),
  nextField: () => stepField(1),
  previousField: () => stepField(-1),
  copy: openCopyMenu,
  search: () => {
    const box = result.querySelector('event-list input[type=search]');
    if (!(box instanceof HTMLInputElement) || !box.checkVisibility()) return;
    box.scrollIntoView({ block: 'center' });
    box.focus({ preventScroll: true });
  },
  tells: () => goToSection('tells'),
  events: () => goToSection('events'),
  unwrapped: () => goToSection('unwrapped'),
  passOn: () => goToSection('pass-on'),
  masked: () => void view(!inView),
  help: () => sheet.open(),
});

document.addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.toggleAttribute('data-dragging', true);
});
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) document.body.toggleAttribute('data-dragging', false);
});
document.addEventListener('drop', (event) => {
  document.body.toggleAttribute('data-dragging', false);
  const file = event.dataTransfer?.files[0];
  const text = event.dataTransfer?.getData('text/plain') ?? '';
  // A text dropped into a box of the reader's own belongs there.
  if (!file && event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  if (file) {
    const box = event.target instanceof Node && comparison.contains(event.target) ? comparison : pasteBox;
    box.dispatchEvent(new CaptureEvent(file, 'file'));
    if ((event.dataTransfer?.files.length ?? 0) > 1) statusLine.textContent = pasteText.severalFiles;
  } else if (text !== '') {
    pasteBox.take(text);
  }
});

/** @param {number} index of a sample */
function takeSample(index) {
  ready.then(({ loaded }) => { if (loaded[index]) pasteBox.take(loaded[index]); }, () => {});
}

for (const [index, choose] of part(document, 'samples').querySelectorAll('button').entries()) {
  choose.addEventListener('click', () => takeSample(index));
  ready.then(({ loaded }) => { choose.hidden = loaded[index] === ''; }, () => {});
}

// What the reader did before the page had loaded.
const kept = window.overshareKept?.() ?? null;
if (kept !== null) {
  if ('sample' in kept) takeSample(kept.sample);
  else if ('text' in kept) pasteBox.take(kept.text);
  else pasteBox.dispatchEvent(new CaptureEvent(kept.file, 'file'));
}

document.addEventListener('readwhole', () => void ready.then(({ loaded }) => takeSample(loaded.findIndex((one) => one !== ''))));

/** How often a sample is read again while the page is idle: enough for browsers to compile well what each event passes. */
const WARM_UPS = 40;

/** Fills the empty page with a sample, unless the reader was faster, and lets the browser compile the core in pauses. */
async function showExample() {
  const { core, loaded } = await ready;
  const sample = loaded.find((one) => one !== '') ?? '';
  if (latest > 0 || sample === '') return;
  const finished = await core.analyze(() => bytesOf(sample));
  await only(document, 'reading-example', ReadingExampleElement).show(finished);
  for (let round = 0; round < WARM_UPS; round += 1) {
    await idle();
    if (latest > 0) return;
    await core.warmUp(sample);
  }
}

try {
  const { core } = await ready;
  core.onAsking = (asking) => {
    if (asking) progress.begin(progressText.working);
    else progress.end();
  };
  only(document, 'privacy-note', PrivacyNoteElement).locked = true;
  only(document, '#version', HTMLElement).textContent = core.version;
  document.body.toggleAttribute('data-ready', true);
  // An example that was overtaken or broke down is no news to the reader.
  showExample().catch(() => {});
} catch {
  failToLoad();
}
