/** Links to the sources of a claim. */

import { element } from './dom.js';
import { fields as text } from './strings/en.js';

/** @import { Source } from './report.d.ts' */

/** @typedef {Map<string, Source>} Sources */

/**
 * @param {Source[]} list
 * @returns {Sources}
 */
export function sourcesById(list) {
  return new Map(list.map((source) => [source.id, source]));
}

/**
 * A link that leaves the page only when it is followed, and takes no referrer along.
 *
 * @param {string} address
 * @param {string} name
 * @param {string} [description]
 */
export function outwardLink(address, name, description) {
  // Sources come from our own tables, but a scheme other than the web's has no business in a link.
  if (!/^https?:\/\//.test(address)) return element('span', {}, name);
  return element('a', {
    href: address, target: '_blank', rel: 'noopener noreferrer', title: description ?? null,
  }, name);
}

/**
 * @param {string[]} ids
 * @param {Sources} sources
 * @returns {(Node | string)[]} nothing where there is no source
 */
export function sourceLinks(ids, sources) {
  return ids.flatMap((id, index) => {
    const source = sources.get(id);
    const link = source ? outwardLink(source.url, id, source.title) : id;
    if (link instanceof HTMLAnchorElement) link.setAttribute('aria-label', `${text.source} ${id}: ${source?.title}`);
    return index === 0 ? [link] : [', ', link];
  });
}
