/** What the reader can do: settings that limit the sending, and actions that change what recognizes them. */

import { element, table, tableRow } from './dom.js';
import { outwardLink, sourceLinks } from './evidence.js';
import { headTools } from './section.js';
import { advice as text, incognito } from './text.js';

/** @import { UserAction, Identifier, Report } from './report.d.ts' */
/** @import { References } from './evidence.js' */

/**
 * What a reader may want to do; the other actions are no remedy. A page has a browser around it and no phone of its own; what a server
 * or a program of a desktop sends, nobody can reset so.
 *
 * @param {import('./report.d.ts').Request[]} requests
 * @returns {[UserAction, string][]}
 */
function remediesFor(requests) {
  const devices = new Set(requests.map(({ device }) => device));
  if (devices.has('phone')) return /** @type {[UserAction, string][]} */ (Object.entries(text.remedies));
  if (devices.has('browser')) return [['clear-data', text.siteData]];
  return devices.has('unknown') ? [['clear-data', text.remedies['clear-data']]] : [];
}

/**
 * The version of the app that a record names.
 *
 * @param {import('./report.d.ts').Event} event
 */
export function versionIn({ fields = [] }) {
  const field = fields.find(({ name }) => name === '$app_version');
  return field ? field.value.replace(/^"(.*)"$/, '$1') : null;
}

/**
 * @param {string} one numbers with points between them
 * @param {string} other
 * @returns {boolean} whether the first is the older version
 */
function isOlder(one, other) {
  const numbers = (/** @type {string} */ version) => version.split('.').map((number) => Number.parseInt(number, 10) || 0);
  const [own, others] = [numbers(one), numbers(other)];
  for (const [index, number] of others.entries()) {
    const same = own[index] ?? 0;
    if (same !== number) return same < number;
  }
  return false;
}

/**
 * What applies to those who sent this: by what is known of the sender, else by the format, and only where it can be done on what sent it.
 *
 * @param {import('./report.d.ts').Request[]} requests
 */
export function adviceFor(requests) {
  const all = requests.flatMap(({ sender, protocol, device }) => {
    const known = text.senders[sender && sender.id in text.senders ? sender.id : protocol.id] ?? [];
    return known.filter(({ on }) => on === device || device === 'unknown');
  });
  return [...new Set(all)];
}

/**
 * @param {Report} report
 * @param {References} references
 * @param {string | null} version of the app
 */
export function adviceOn({ requests, identifiers, counts, input, masking, provenance }, references, version) {
  const all = adviceFor(requests);
  // What could not be read has advice too, where its sender is known.
  if (requests.length === 0 || input.kind === 'unrecognized' || (counts.events === 0 && all.length === 0)) return null;
  const [later] = version === null ? [] : all.flatMap(({ since }) => (since !== undefined && isOlder(version, since) ? since : []));
  const known = all.filter(({ since }) => since === undefined || since !== later);
  return [headTools('you-can', text.title, text.lead),
    element('h3', {}, text.settings),
    ...(known.every(({ blocks }) => blocks) ? [element('p', {}, text.none)] : []),
    ...(version === null || all.length === 0 ? [] : [element('p', {}, later === undefined ? text.version(version) : text.tooOld(version, later))]),
    ...known.map((one) => setting(one, references)),
    ...remedies(identifiers, references, requests),
    // Where the page shows a capture masked, nothing is written of it.
    ...(masking && !provenance ? [] : [element('h3', {}, text.letters), element('p', {}, `${text.lettersText} `, element('a', { href: '#letters' }, text.lettersLink))])];
}

/**
 * @param {import('./strings/en.js').Advice} advice
 * @param {References} references
 */
function setting(advice, references) {
  const listed = new Set([...references.sources.values()].map(({ source }) => source.url));
  const { title, does, not, known, where, looked, sources } = advice;
  const matrix = advice.since !== undefined && table('', incognito.title, incognito.columns,
    incognito.rows.map((cells) => tableRow(incognito.columns, cells)));
  return element('div', { class: 'annotated advice' },
    element('div', {}, element('h4', {}, title), element('p', {}, does), where !== undefined && element('p', {}, element('strong', {}, text.where), ` ${where ?? text.nowhere}`), matrix, element('p', {}, element('strong', {}, text.not), ` ${not}`)),
    element('div', { class: 'margin-note' },
      element('p', {}, element('strong', {}, text.known), ` ${known}`, known.endsWith('.') ? '' : '.', ` ${text.looked(looked)}`),
      element('p', {}, sources.flatMap(({ title: name, url }, index) => {
        const link = outwardLink(url, name);
        link.classList.toggle('unlisted', !listed.has(url));
        return [index === 0 ? '' : '; ', link];
      }))));
}

/**
 * What each act changes of the values found here.
 *
 * @param {Identifier[]} identifiers
 * @param {References} references
 * @param {import('./report.d.ts').Request[]} requests
 */
function remedies(identifiers, references, requests) {
  const lasting = identifiers.filter(({ survives }) => survives.length > 0);
  const columns = [text.value, text.becomes];
  const rows = remediesFor(requests).flatMap(([act, name]) => {
    /** @param {string} wanted */
    const having = (wanted) => lasting.filter(({ survives }) => survives.some((one) => one.action === act && one.outcome === wanted));
    /** @param {Identifier[]} some */
    const names = (some) => [...new Set(some.map(({ label }) => label))];
    const [changing, staying, depending] = [having('changes'), having('stays'), having('depends')];
    // That clearing the data helps nothing is worth knowing; of the others it would be noise.
    if (changing.length === 0 && (act !== 'clear-data' || staying.length === 0)) return [];
    const sources = [...new Set(lasting.flatMap(({ survives }) => survives.filter((one) => one.action === act).flatMap(({ source }) => source ?? [])))];
    return tableRow(columns, [name, element('div', {},
      element('strong', {}, `${text.changes(changing.length, lasting.length)}.`),
      staying.length > 0 ? ` ${text.stay(names(staying))}` : '',
      depending.length > 0 ? ` ${text.depend(names(depending))}` : '',
      act === 'ad-id-reset' && changing.some((one) => one.names.some((sent) => /gaid/i.test(sent))) ? ` ${text.zeros}` : '',
      ' ', ...sourceLinks(sources, references))]);
  });
  return rows.length === 0 ? [] : [element('h3', {}, text.acts), element('p', {}, text.actsLead), table('stacking', text.acts, columns, rows)];
}
