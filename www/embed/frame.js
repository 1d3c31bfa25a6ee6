/**
 * A page of nothing but one capture, for pages of others: what to show stands behind the `#` of its address, as the
 * attributes of the element.
 *
 * It runs as part of pkg/frame.html only, into which `cargo xtask build` puts this module with all that it imports, and
 * the core, and which can ask no server for anything.
 */
import { OvershareCaptureElement } from './element.js';
import { provideCore } from './reader.js';

/** What stands there until the capture does, and where there is none. */
const WORDS = {
  en: {
    reading: 'Reading the capture…',
    expected: 'Expected a capture in the address of this frame, as in frame.html#src=o1.…, found none.',
  },
  de: {
    reading: 'Die Aufzeichnung wird gelesen …',
    expected: 'Erwartet wurde eine Aufzeichnung in der Adresse dieses Rahmens, wie in frame.html#src=o1.…, gefunden keine.',
  },
};

/**
 * The core that the file carries.
 *
 * @param {string} text Base64 of gzip
 * @returns {Promise<WebAssembly.Module>}
 */
async function unpacked(text) {
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const bytes = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  return WebAssembly.compile(await bytes);
}

/** Shows what the address says. */
function show() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const root = document.documentElement;
  const language = /^de\b/i.test(wanted.get('lang') ?? '') ? 'de' : 'en';
  root.lang = language;
  root.dataset.theme = wanted.get('theme') ?? 'auto';
  const capture = document.createElement('overshare-capture');
  for (const name of OvershareCaptureElement.observedAttributes) {
    const value = wanted.get(name);
    if (value !== null) capture.setAttribute(name, value);
  }
  const line = document.createElement('p');
  line.append(WORDS[language].reading);
  capture.append(line);
  capture.addEventListener('overshare-error', (event) => {
    const isAsked = wanted.get('src') || wanted.get('data');
    line.replaceChildren(isAsked && event instanceof CustomEvent ? event.detail.message : WORDS[language].expected);
    capture.replaceWith(line);
  });
  document.body.replaceChildren(capture);
}

/** Tells the page around the frame how high the document is, which only the frame can know. */
function tellHeight() {
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    // To whatever page it is: a height says nothing.
    parent.postMessage({ type: 'overshare-height', height }, '*');
  };
  new ResizeObserver(tell).observe(document.documentElement);
  // Asked by a page whose script came later than what it told.
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || data?.type !== 'overshare-height?') return;
    told = 0;
    tell();
  });
}

/** What a block of the file holds. @param {string} id */
const content = (id) => document.getElementById(id)?.textContent ?? '';

// Nothing can be fetched from here, so the core's JavaScript gets an address by which the worker can import it.
const glue = URL.createObjectURL(new Blob([JSON.parse(content('glue'))], { type: 'text/javascript' }));
const core = content('core');
/** @type {Promise<WebAssembly.Module> | undefined} */
let module;
provideCore(async () => ({ glue, module: await (module ??= unpacked(core)) }));
customElements.define('overshare-capture', OvershareCaptureElement);
show();
addEventListener('hashchange', show);
if (parent !== window) tellHeight();
