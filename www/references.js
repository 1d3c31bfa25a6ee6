/** What fields refer to: sources and names of categories. */

import { element } from './dom.js';
import { fields as text } from './strings/en.js';

/** @import { Report, Source } from './report.d.ts' */

/** @typedef {{ sources: Map<string, { number: number, source: Source }>, categories: Map<string, string> }} References */

/** @type {References} */
export const NO_REFERENCES = { sources: new Map(), categories: new Map() };

/**
 * @param {Report} report
 * @returns {References}
 */
export function referencesOf(report) {
  return {
    sources: new Map(report.sources.map((source, index) => [source.id, { number: index + 1, source }])),
    categories: new Map(report.categories.map(({ category, label }) => [category, label])),
  };
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
 * The numbers of the sources in the list at the end, each a link to the source itself.
 *
 * @param {string[]} ids
 * @param {References} references
 * @returns {(Node | string)[]} nothing where there is no source
 */
export function sourceLinks(ids, { sources }) {
  return ids.flatMap((id, index) => {
    const entry = sources.get(id);
    const link = entry ? outwardLink(entry.source.url, `[${entry.number}]`, entry.source.title) : element('span', {}, id);
    if (entry) link.setAttribute('aria-label', `${text.source} ${entry.number}: ${entry.source.title}`);
    return index === 0 ? [link] : [' ', link];
  });
}
