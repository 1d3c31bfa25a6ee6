/** Saves files that the page makes itself. */

import { element } from './dom.js';

/** How long the browser may take to begin, in milliseconds. */
const TAKEN = 10_000;

/**
 * @param {BlobPart} content
 * @param {string} name
 */
export function saveFile(content, name) {
  // Of no type that a browser would rather show.
  const address = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), TAKEN);
}
