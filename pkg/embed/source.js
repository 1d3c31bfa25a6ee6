/** Where an element has its capture from. */

/** Bytes of a capture that an article may show: some uploads. A whole day is for the full page. */
const LONGEST = 4 << 20;

/** Why a capture cannot be shown. */
export class Unreadable extends Error {
  /**
   * @param {'none' | 'otherSite' | 'notFound' | 'tooLong' | 'empty' | 'fault'} reason
   * @param {string} [detail] nothing of the capture
   */
  constructor(reason, detail = '') {
    super(detail || reason);
    this.reason = reason;
    this.detail = detail;
  }
}

/**
 * The captured text, what a link carries, or the bytes of a file on the same site.
 *
 * @param {Element} element
 * @returns {Promise<string | Uint8Array>}
 */
export async function captureOf(element) {
  const source = element.getAttribute('src')?.trim();
  if (source) return /(?:^|#)o\d+\./.test(source) ? bounded(source) : fetched(source);
  const data = element.getAttribute('data') ?? '';
  if (data.trim()) return bounded(data);
  const script = element.querySelector(':scope > script[type="application/json"]');
  const text = script?.textContent ?? '';
  if (text.trim() === '') throw new Unreadable('none');
  return bounded(unquoted(text));
}

/**
 * A string in JSON holds any captured text; all other JSON is itself what was captured.
 *
 * @param {string} text
 */
function unquoted(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    // Damaged JSON is a capture too, and the core says what is wrong with it.
    return text;
  }
}

/** @param {string} text */
function bounded(text) {
  if (text.length > LONGEST) throw new Unreadable('tooLong');
  return text;
}

/** @param {string} source */
async function fetched(source) {
  const address = URL.parse(source, document.baseURI);
  // Whoever writes an article must not make its readers ask other servers.
  if (!address || address.origin !== location.origin) throw new Unreadable('otherSite');
  const response = await fetch(address, { mode: 'same-origin' }).catch(() => null);
  if (!response?.ok || !response.body) throw new Unreadable('notFound', response ? `HTTP ${response.status}` : '');
  const pieces = [];
  let length = 0;
  const reader = response.body.getReader();
  const next = () => reader.read().catch(() => { throw new Unreadable('notFound'); });
  for (let piece = await next(); !piece.done; piece = await next()) {
    length += piece.value.length;
    if (length > LONGEST) {
      void reader.cancel();
      throw new Unreadable('tooLong');
    }
    pieces.push(piece.value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
