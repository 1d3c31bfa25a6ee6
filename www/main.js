/** Wires the elements of the page to the core. */

import './page-text.js';
import { goBack, read, readAs, readBoth, readSecond, readWith, stopOpening, usePack } from './captures.js';
import { Fault } from './core-worker.js';
import { only, part } from './dom.js';
import { ChooseFormat, FilterChange, FilterEvents, GiveKey, OpenChange, PageCommand } from './events.js';
import { ShowStep, pointNowhere } from './evidence.js';
import { filesIn, oneOf } from './files.js';
import { isAbort, unlessStopped } from './latest.js';
import { view } from './masked-view.js';
import { announce, announceStopped, banner, comparison, events, fail, failToLoad, isShown, knowledgePack, openPasteBox, panel, pasteBox, progress, requests, result, sheet, showNothing, showResult, statusLine, steps } from './page.js';
import { unfoldOnPaper } from './paper.js';
import { idle } from './pause.js';
import { ready } from './ready.js';
import { runs } from './result.js';
import { copied } from './section.js';
import { state } from './state.js';
import './keyboard.js';
import { visits } from './visits.js';
import { CaptureEvent } from './elements/paste-box.js';
import './elements/page-settings.js';
import { PrivacyNoteElement } from './elements/privacy-note.js';
import { ReadingExampleElement } from './elements/reading-example.js';
import { paste as pasteText, progress as progressText, shared as sharedText, status as statusText, visits as visitText } from './text.js';

/** @import { Command } from './events.js' */
/** @import { CapturePlace } from './place.js' */

const destination = only(document, '#destination', HTMLElement);

/** Ends with the first capture that is read. */
const { signal: untouched } = runs;

document.body.toggleAttribute('data-started', true);

/** @param {EventTarget | null} target */
function editable(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** @type {Record<Command, () => void>} */
const commands = {
  'paste-another'() {
    pasteBox.keep('');
    openPasteBox();
    statusLine.textContent = statusText.cleared;
  },
  'edit-text': openPasteBox,
  'show-masked': () => void view(true),
  'show-own': () => void view(false),
  'remove-address': () => visits.removePayload(),
  'remove-pack'() {
    knowledgePack.show(null);
    void usePack('');
  },
  'remove-second'() {
    state.set({ second: null });
    comparison.begin();
    comparison.unfold();
  },
  'go-back': () => void goBack(),
  'read-both': () => void readBoth(),
  stop() {
    if (!stopOpening()) void ready.then(({ core }) => core.stop() && !state.now.replacing && announceStopped());
    else if (isShown()) announceStopped();
  },
  'read-whole': () => void ready.then(({ loaded }) => takeSample(loaded.findIndex((one) => one !== ''))),
  'show-help': () => sheet.open(),
};

document.addEventListener('pagecommand', (event) => {
  if (event instanceof PageCommand) commands[event.command]();
});
document.addEventListener('capture', (event) => {
  if (!(event instanceof CaptureEvent)) return;
  if (event.target instanceof Node && comparison.contains(event.target)) void readSecond(event.content, event.origin);
  else void read(event);
});
document.addEventListener('chooseformat', (event) => {
  if (event instanceof ChooseFormat) void readAs(event.format);
});
document.addEventListener('givekey', (event) => {
  if (event instanceof GiveKey) void readWith(event.key);
});
document.addEventListener('filterevents', (event) => {
  if (event instanceof FilterEvents) events.narrow(event.filter);
});
events.addEventListener('filterchange', (event) => {
  if (event instanceof FilterChange) state.set({ filter: event.filter });
});
events.addEventListener('openchange', (event) => {
  if (event instanceof OpenChange) state.set({ open: event.open });
});
document.addEventListener('showstep', (event) => {
  if (event instanceof ShowStep) steps.open(event.request, event.step, event.target instanceof Element ? event.target : null);
});
unfoldOnPaper();
copied.tell = announce;
panel.open = () => state.now.open;

// The lists ask the core while the reader turns pages; what goes wrong there ends here.
window.addEventListener('unhandledrejection', (event) => {
  if (!(event.reason instanceof Fault || isAbort(event.reason))) return;
  event.preventDefault();
  // What was stopped was said when it was.
  if (event.reason instanceof Fault) fail(event.reason);
});

/**
 * @param {CapturePlace} place
 * @param {Element | null} from what led there
 */
async function goTo({ kind, index, path }, from) {
  const amounts = state.now.shown?.overview.counts;
  const exists = amounts !== undefined && index < amounts[`${kind}s`];
  if (exists) await (kind === 'event' ? events : requests).open(index, path, from);
  const reached = exists && (path === '' || result.querySelector('[data-path][data-pointed]') !== null);
  destination.textContent = reached ? '' : visitText.missing;
}

visits.begin({
  open: (place, from) => void unlessStopped(() => goTo(place, from)).catch(fail),
  announce(place) {
    // The name of a field would be a text by whoever made the link.
    if (place === null) destination.textContent = '';
    else destination.textContent = place.kind === 'section' ? visitText.section : visitText[place.kind](place.index + 1);
  },
  shared(payload) {
    if (payload === null) void goBack();
    else void read({ content: `#${payload}`, origin: 'address' });
  },
  leave() {
    runs.abort();
    showNothing();
    pasteBox.folded = false;
    window.scrollTo({ top: 0 });
  },
  comeBack() {
    showResult();
    pasteBox.folded = true;
  },
  ask(answers) {
    if (answers === null) {
      if (state.now.masked) banner.showView();
      else if (!state.now.capture?.overview.masking) banner.clear();
      return;
    }
    statusLine.textContent = sharedText.asked;
    banner.showAsked(() => {
      const { content, masked, format } = state.now;
      answers.open();
      state.set({ replaced: content === null ? null : { content, masked, format, addable: false } });
    }, answers.keep);
  },
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
    void filesIn(/** @type {DataTransfer} */ (event.dataTransfer)).then((files) => {
      const one = oneOf(files, pasteText.several);
      if (one) box.dispatchEvent(new CaptureEvent(one, 'file'));
    }).catch(fail);
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

/** How often a sample is read again while the page is idle: enough for browsers to compile well what each event passes. */
const WARM_UPS = 40;

/** Fills the empty page with a sample, unless the reader was faster, and lets the browser compile the core in pauses. */
async function showExample() {
  const { core, loaded } = await ready;
  const sample = loaded.find((one) => one !== '') ?? '';
  if (untouched.aborted || sample === '') return;
  const finished = await core.analyze(async () => new TextEncoder().encode(sample));
  await only(document, 'reading-example', ReadingExampleElement).show(finished);
  // The reader has done its part: what comes now is read by the whole core.
  await core.whole;
  for (let round = 0; round < WARM_UPS; round += 1) {
    await idle();
    if (untouched.aborted) return;
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
  core.whole.then(() => document.body.toggleAttribute('data-core-whole', true), () => {});
  // An example that was overtaken or broke down is no news to the reader.
  showExample().catch(() => {});
} catch {
  failToLoad();
}
