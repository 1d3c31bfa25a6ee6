/** The elements of the page, and what it says beside them. */

import { Fault } from './core-worker.js';
import { LoadFailure } from './core.js';
import { element, only, unfold } from './dom.js';
import { isAbort } from './latest.js';
import { state } from './state.js';
import { paste as pasteText, status as statusText, trouble as troubleText } from './text.js';
import { CaptureComparisonElement } from './elements/capture-comparison.js';
import { EventListElement } from './elements/event-list.js';
import { HelpSheetElement } from './elements/help-sheet.js';
import { IdentifierListElement } from './elements/identifier-list.js';
import { KnowledgePackElement } from './elements/knowledge-pack.js';
import { OwnValueElement } from './elements/own-value.js';
import { PageContentsElement } from './elements/page-contents.js';
import { PasteBoxElement } from './elements/paste-box.js';
import { RequestListElement } from './elements/request-list.js';
import { RunProgressElement } from './elements/run-progress.js';
import { SharePanelElement } from './elements/share-panel.js';
import { SharedBannerElement } from './elements/shared-banner.js';
import { UnwrapStepsElement } from './elements/unwrap-steps.js';
import { UnwrapStripElement } from './elements/unwrap-strip.js';

export const pasteBox = only(document, 'paste-box', PasteBoxElement);
export const progress = only(document, 'run-progress', RunProgressElement);
export const result = only(document, '#result', HTMLElement);
export const statusLine = only(document, '#status', HTMLElement);
export const strip = only(document, 'unwrap-strip', UnwrapStripElement);
export const events = only(document, 'event-list', EventListElement);
export const steps = only(document, 'unwrap-steps', UnwrapStepsElement);
export const requests = only(document, 'request-list', RequestListElement);
export const identifiers = only(document, 'identifier-list', IdentifierListElement);
export const ownValue = only(document, 'own-value', OwnValueElement);
export const contents = only(document, 'page-contents', PageContentsElement);
export const comparison = only(document, 'capture-comparison', CaptureComparisonElement);
export const banner = only(document, 'shared-banner', SharedBannerElement);
export const panel = only(document, 'share-panel', SharePanelElement);
export const knowledgePack = only(document, 'knowledge-pack', KnowledgePackElement);
export const sheet = only(document, 'help-sheet', HelpSheetElement);
const troubleBox = only(document, '#trouble', HTMLElement);

state.subscribe(({ screen, busy, filter }, before) => {
  if (screen !== before.screen) {
    document.body.dataset['state'] = screen === 'before' ? 'before' : 'after';
    result.hidden = screen !== 'after';
  }
  if (busy !== before.busy) result.ariaBusy = String(busy);
  if (filter !== before.filter) panel.filter = filter;
});

/** Whether a result is shown, as a whole. */
export const isShown = () => state.now.screen === 'after' && !state.now.busy;

/** Shows the empty page. */
export const showNothing = () => state.set({ screen: 'before' });

/** Shows the result; one that was not seen before is not whole until that is said. */
export const showResult = () => state.set({ screen: 'after', busy: state.now.screen !== 'after' || state.now.busy });

/** Clears the page for what a link brings. */
export function awaitShared() {
  state.set({ screen: 'awaiting', busy: true });
  pasteBox.folded = true;
}

/** @param {string[] | null} trouble what went wrong, then what to do */
export function showTrouble(trouble) {
  const [wrong = '', help = ''] = trouble ?? [];
  troubleBox.replaceChildren(...(trouble === null ? [] : [element('p', { class: 'notice' }, element('strong', {}, wrong), ` ${help}`)]));
}

/** @param {string} message */
export function announce(message) {
  statusLine.textContent = message;
  progress.announce(message);
}

/** Says that something was stopped and the result is still there. */
export const announceStopped = () => announce(statusText.stopped);

export function failToLoad() {
  showNothing();
  document.body.toggleAttribute('data-failed', true);
  showTrouble(troubleText.loading);
}

/** @param {unknown} error */
export function fail(error) {
  if (isAbort(error)) {
    showTrouble(troubleText.stopped);
    showNothing();
    pasteBox.open();
  } else if (error instanceof Fault) {
    showTrouble(troubleText.fault);
    showNothing();
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

export function openPasteBox() {
  pasteBox.open();
  pasteBox.scrollIntoView({ block: 'nearest' });
}

/** @param {string} id of a section's heading */
export function goToSection(id) {
  const heading = document.getElementById(id);
  unfold(heading);
  if (!heading?.checkVisibility()) return;
  heading.scrollIntoView();
  (heading.querySelector('a') ?? heading.closest('summary'))?.focus({ preventScroll: true });
}
