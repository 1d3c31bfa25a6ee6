/** The value of a field in its best form, beside which the text as sent always stands. */

import { button, element } from './dom.js';
import { stringIn } from './embed/fields.js';
import { distance, languageName, momentIn, regionName } from './format.js';
import { growing, momentText, piecewise } from './pieces.js';
import { fields as text } from './text.js';

/** @import { Field } from './report.d.ts' */

/** Characters of a value shown at once, and added by each press. */
const FIRST = 600;
const STEP = 20_000;
/** Characters shown at once of a parameter, and parameters. */
const PARAMETER = 200;
const PARAMETERS = 12;
/** Identifiers from this length on are shown by their beginning and end, of these lengths. */
const LONG = 16;
const BEGINNING = 8;
const END = 4;

/** @param {Field} field */
export function valueForms(field) {
  const best = bestForm(field);
  return [
    best.length === 0 ? null : element('div', { class: 'display' }, best),
    element('div', {},
      best.length === 0 ? null : element('span', { class: 'as-sent' }, `${text.asSent} `),
      element('code', { class: 'value' }, ...asSent(field))),
  ];
}

/** @param {Field} field */
function asSent({ value, identifiability }) {
  if (value === '') return [element('span', { class: 'quiet' }, text.empty)];
  return identifiability >= 2 && /^"(?=.*\d)[\w-]+"$/.test(value) && value.length >= LONG + 2 ? middleLeftOut(value) : piecewise(value, FIRST, STEP);
}

/** @param {string} value */
function middleLeftOut(value) {
  // The quotes are no part of the identifier.
  const [start, end] = [BEGINNING + 1, value.length - END - 1];
  const middle = element('span', { hidden: true, class: 'middle' }, value.slice(start, end));
  const more = button('…', 'middle-more');
  more.setAttribute('aria-label', text.whole(value.length - 2));
  more.addEventListener('click', () => {
    middle.replaceWith(...middle.childNodes);
    more.remove();
  });
  return [value.slice(0, start), middle, more, value.slice(end)];
}

/**
 * @param {Field} field
 * @returns {(Node | string)[]} nothing where the value speaks for itself
 */
function bestForm({ value, display, category, known, name }) {
  const content = stringIn(value);
  const date = display === null ? null : momentIn(display);
  if (display !== null && date) return [momentText(date, display)];
  const address = content === null ? null : partsOf(content);
  if (address) return [address];
  const digits = category === 'precise_location' ? /^-?\d{1,3}\.(\d+)°?$/.exec(display ?? value)?.[1] : undefined;
  if (digits !== undefined) {
    return [element('span', {}, display ?? `${value}°`), element('span', { class: 'precision' }, ` ${text.precision(distance(DEGREE / 10 ** digits.length))}`)];
  }
  if (display !== null) return piecewise(display, FIRST, STEP);
  const words = known === 'explained' ? inWords(value, content ?? '', name) : null;
  if (words !== null) return [words];
  return content !== null && content !== value.slice(1, -1) ? piecewise(content, FIRST, STEP) : [];
}

/** Meters that a degree of latitude is long; one of longitude is never longer. */
const DEGREE = 111_320;

/**
 * Codes that have a name in every language.
 *
 * @param {string} value
 * @param {string} content
 * @param {string} name
 */
function inWords(value, content, name) {
  if (value === 'true' || value === 'false') return value === 'true' ? text.yes : text.no;
  if (/lang/i.test(name) && /^[a-z]{2,3}([-_][A-Za-z]{2,4})*$/.test(content)) return languageName(content);
  return /region|country/i.test(name) && /^[A-Za-z]{2}$/.test(content) ? regionName(content) : null;
}

/**
 * The parts of an address, its parameters decoded.
 *
 * @param {string} address
 */
function partsOf(address) {
  const [whole, scheme = '', host = '', path = '', query = '', fragment = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s]*)([^?#\s]*)(?:\?([^#\s]*))?(?:#(\S*))?$/i.exec(address) ?? [];
  if (whole === undefined || host === '') return null;
  const list = element('dl', { class: 'parts' });
  /** @param {[string, string, boolean][]} pairs names, values, and whether the name is the sender's */
  const add = (pairs) => list.append(...pairs.flatMap(([name, value, isTheirs]) => [
    element('dt', { class: isTheirs ? 'parameter' : null }, ...piecewise(name, PARAMETER)), element('dd', {}, ...piecewise(value, PARAMETER))]));
  add([[text.scheme, scheme, false], [text.host, host, false]]);
  if (path.length > 1) add([[text.path, decoded(path), false]]);
  const parameters = query.split('&').filter(Boolean).map((pair) => /** @type {[string, string, boolean]} */ (
    [decoded(pair.replace(/=.*/s, '').replaceAll('+', ' ')), decoded(pair.replace(/^[^=]*=?/, '').replaceAll('+', ' ')), true]));
  const more = growing(parameters, PARAMETERS, PARAMETERS, text.moreParameters, add);
  if (fragment !== '') add([[text.fragment, decoded(fragment), false]]);
  return element('div', {}, list, more);
}

/** @param {string} encoded */
function decoded(encoded) {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
