/** Reads captures: what was pasted or dropped, what a link carries, a second one to compare with; and knowledge packs. */

import { bytesOfFile } from './file.js';
import { oneOf, partsOf } from './files.js';
import { isAbort, until } from './latest.js';
import { view } from './masked-view.js';
import { awaitShared, banner, comparison, fail, isShown, knowledgePack, pasteBox, progress, showNothing, showTrouble, statusLine, strip } from './page.js';
import { decrypt, isEncrypted } from './passphrase.js';
import { parsePlace, sharedLinkIn, splitAddress } from './place.js';
import { ready } from './ready.js';
import { maskedOf, runs, show } from './result.js';
import { state } from './state.js';
import { paste as pasteText, progress as progressText, status as statusText } from './text.js';
import { visits } from './visits.js';

/** @import { Reading } from './core.js' */
/** @import { CaptureEvent } from './elements/paste-box.js' */
/** @import { Origin } from './result.js' */

/** @typedef {{ content: string | File, origin: Origin, format?: string, isBoth?: boolean }} Capture with the ID of its format, where the reader said it; and whether the one of before is in it */

/** Ends the opening of a file, while one is opened. @type {AbortController | null} */
let opening = null;

/** @returns {boolean} whether a file was being opened, which has an end now */
export function stopOpening() {
  opening?.abort();
  return opening !== null;
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
      if (!mine.signal.aborted) progress.advance(done, total, progressText.opened);
    });
    mine.signal.throwIfAborted();
    progress.begin(next);
    return bytes;
  } finally {
    if (mine === opening) opening = null;
  }
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
 * The core's progress, as long as somebody waits for it.
 *
 * @param {AbortSignal} signal
 * @returns {(done: number, total: number) => void}
 */
const advancing = (signal) => (done, total) => {
  if (!signal.aborted) progress.advance(done, total);
};

/**
 * Takes a file for a knowledge pack if it is one, and reads the captures again with it.
 *
 * @param {Uint8Array} bytes
 * @param {boolean} meant whether the file was chosen as a pack
 */
async function takenAsPack(bytes, meant) {
  const { core } = await ready;
  // What a pack must have is looked for first: cheaper than to ask the core about every capture.
  const text = meant || bytes.length <= core.bounds.pack ? new TextDecoder().decode(bytes) : '';
  if (!meant && !/^\s*\{[^]*"(fields|events)"\s*:\s*\[/.test(text)) return false;
  const check = await core.ask('checkPack', text);
  if (check.name === '' && !meant) return false;
  knowledgePack.show(check);
  knowledgePack.scrollIntoView({ block: 'nearest' });
  await usePack(check.fields + check.events > 0 ? text : '');
  return true;
}

/** @param {string} pack its text; an empty one is none */
export async function usePack(pack) {
  state.set({ pack });
  const { content: first, second } = state.now;
  if (first !== null) await read({ content: first, origin: 'again' });
  if (second !== null && state.now.content === first) await readSecond(second, 'again');
  statusLine.textContent = pack === '' ? statusText.unpacked : statusText.packed;
}

/**
 * Reads a capture to compare the shown one with.
 *
 * @param {string | File} content
 * @param {CaptureEvent['origin'] | 'again'} origin
 */
export async function readSecond(content, origin) {
  const { capture: first, pack } = state.now;
  if (!first || (typeof content === 'string' && content.trim() === '')) return;
  // It belongs to what is shown, and ends with that.
  const { signal } = runs;
  /** @type {Reading | null} */
  let second = null;
  progress.begin();
  try {
    second = await first.readSecond(() => bytesOf(content, progressText.label), { pack, onProgress: advancing(signal) });
    signal.throwIfAborted();
    state.set({ second: content });
    await until(signal, comparison.compare(first, second, { typing: origin === 'typing' }));
    statusLine.textContent = statusText.compared;
  } catch (error) {
    second?.dispose();
    if (!signal.aborted && !isAbort(error)) fail(error);
  } finally {
    if (!signal.aborted) progress.end();
  }
}

/**
 * The bytes of a file; null where that is stopped or fails. Until it is open, what was shown before stays.
 *
 * @param {File} file
 * @param {AbortSignal} signal
 */
async function opened(file, signal) {
  try {
    return await until(signal, bytesOf(file, progressText.label));
  } catch (error) {
    signal.throwIfAborted();
    progress.end();
    if (!(isAbort(error) && isShown())) fail(error);
    return null;
  }
}

/**
 * Forgets how the capture of before was shown, unless that is shown anew, and sets it aside.
 *
 * @param {Capture} capture that takes its place
 */
function leave({ content: next, origin, format = '', isBoth = false }) {
  if (origin === 'again') return;
  const carried = origin === 'address';
  const { content, masked, format: before, replaced } = state.now;
  const isOther = origin !== 'typing' && content !== null && content !== next;
  const addable = !isBoth && [content, next].every((one) => one instanceof File || (one !== null && sharedLinkIn(one) === ''));
  const own = isOther ? { content, masked, format: before, addable } : null;
  state.set({ masked: false, aside: '', carried, format, key: '', replaced: carried ? replaced : own });
}

/** Goes back to the empty page. */
function clear() {
  void ready.then(({ core }) => core.stop());
  progress.end();
  state.now.capture?.dispose();
  state.set({ capture: null, shown: null, content: null, open: null });
  banner.clear();
  visits.captureGone();
  showNothing();
  pasteBox.folded = false;
}

/** @param {Capture} capture */
export function read(capture) {
  return runs.run((signal) => readCapture(capture, signal));
}

/**
 * @param {Capture} capture
 * @param {AbortSignal} signal
 */
async function readCapture(capture, signal) {
  const { content, origin } = capture;
  state.set({ replacing: false });
  opening?.abort();
  showTrouble(null);
  const file = content instanceof File ? await opened(content, signal) : null;
  if (content instanceof File && file === null) return;
  // Whether a file is a capture at all has to be seen first.
  if (file === null) leave(capture);
  if (typeof content === 'string' && content.trim() === '') return clear();
  if (origin === 'address') awaitShared();
  progress.begin();
  try {
    const { core } = await until(signal, ready);
    const link = typeof content === 'string' ? sharedLinkIn(content) : '';
    if (link !== '') return await readShared(link, origin, signal);
    const input = file ?? await until(signal, bytesOf(content));
    if (content instanceof File && origin !== 'again' && await until(signal, takenAsPack(input, origin === 'pack'))) return;
    if (file !== null) leave(capture);
    if (content instanceof File) pasteBox.keepBytes(input);
    state.set({ content, replacing: true });
    const { pack, format, key } = state.now;
    const reading = await until(signal, core.analyze(bytesAgain(content, input), { pack, format, key, onProgress: advancing(signal) }));
    state.set({ capture: reading });
    await show(state.now.masked ? await maskedOf(reading, signal) : reading, origin, signal);
  } catch (error) {
    if (!signal.aborted && !(isAbort(error) && isShown() && !state.now.replacing)) fail(error);
  } finally {
    if (!signal.aborted) {
      progress.end();
      state.set({ busy: false, replacing: false });
    }
  }
}

/**
 * Opens what a link carries: asks for its passphrase, says why it cannot be opened, or shows it.
 *
 * @param {string} link
 * @param {Origin} origin
 * @param {AbortSignal} signal
 */
async function readShared(link, origin, signal) {
  const { core } = await ready;
  const { payload, place } = splitAddress(link);
  if (place !== '') visits.expect(parsePlace(place));
  state.set({ content: `#${payload}`, replacing: true });
  const capture = await until(signal, core.openShared(payload));
  const { diagnostics, masking } = capture.overview;
  if (masking) {
    state.set({ capture });
    return show(capture, origin, signal);
  }
  const { carried } = state.now;
  state.set({ capture: null, shown: null, content: null });
  // Whoever pastes a link finds it in the banner, not in the box.
  pasteBox.keep('');
  if (isEncrypted(payload) && diagnostics.some(({ code }) => code === 'link-locked')) {
    awaitShared();
    banner.showEncrypted(carried, async (passphrase) => {
      const open = await decrypt(payload, passphrase);
      if (open !== null && !signal.aborted) void read({ content: `#${open}`, origin: carried ? 'address' : 'paste' });
      return open !== null;
    });
    return;
  }
  visits.expect(null);
  showNothing();
  pasteBox.folded = false;
  banner.showFailed(diagnostics, carried);
}

/** Shows what the capture took the place of, or the empty page. */
export async function goBack() {
  const { content, masked, format } = state.now.replaced ?? { content: '', masked: false };
  if (typeof content === 'string') pasteBox.keep(content);
  await read({ content, origin: 'paste', ...(format && { format }) });
  if (masked) await view(true);
}

/** Reads the capture together with the one that it took the place of. */
export async function readBoth() {
  const { content, replaced } = state.now;
  if (content === null || replaced === null) return;
  const both = oneOf([...partsOf(replaced.content), ...partsOf(content)], pasteText.several);
  if (both) await read({ content: both, origin: 'file', isBoth: true });
}

/** @param {string} given keys with which the capture is read, beside those that opened something; empty where it is read without any */
export async function readWith(given) {
  const { content, capture, key } = state.now;
  if (content === null) return;
  const isOfUse = capture?.overview.keys?.some((one) => !one.in_capture && one.opened.length > 0);
  state.set({ key: given !== '' && isOfUse ? `${key}\n\n${given}` : given });
  await read({ content, origin: 'again' });
  strip.focusKey();
}

/**
 * Reads the capture in the format that the reader says it is in.
 *
 * @param {string} format its ID; empty where it is to be found by what the capture looks like
 */
export async function readAs(format) {
  const { content } = state.now;
  if (content === null) return;
  state.set({ format });
  await read({ content, origin: 'again' });
  strip.focusFormat();
}
