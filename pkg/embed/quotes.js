/** Sentences of the core with values of a capture in them, which it hands out with their places. Nothing is told by its quotation marks. */
import { make } from './make.js';

/** @typedef {[number, number][]} Quotes where values stand */

/**
 * @param {string} sentence
 * @param {Quotes} quotes
 * @returns {{ text: string, quoted: boolean }[]}
 */
export function piecesOf(sentence, quotes) {
  let at = 0;
  const pieces = quotes.flatMap(([start, end]) => {
    const before = sentence.slice(at, start);
    at = end;
    return [{ text: before, quoted: false }, { text: sentence.slice(start, end), quoted: true }];
  });
  return [...pieces, { text: sentence.slice(at), quoted: false }].filter(({ text }) => text !== '');
}

/**
 * A sentence with what it quotes marked, along with the quotation marks around it.
 *
 * @param {string} sentence
 * @param {Quotes} quotes
 * @param {(text: string) => (Node | string)[]} [own] how our own words are shown
 */
export function marked(sentence, quotes, own = (text) => [text]) {
  /** @type {Quotes} */
  const places = quotes.map(([start, end]) => (sentence[start - 1] === '“' && sentence[end] === '”' ? [start - 1, end + 1] : [start, end]));
  return piecesOf(sentence, places).flatMap(({ text, quoted }) => (quoted ? make('mark', {}, text) : own(text)));
}

/**
 * A sentence for where nothing can be marked: what it quotes stands between quotation marks, which no value holds.
 *
 * @param {string} sentence
 * @param {Quotes} quotes
 */
export function spoken(sentence, quotes) {
  let said = '';
  let opened = false;
  for (const { text, quoted } of piecesOf(sentence, quotes)) {
    if (opened) said += '”';
    opened = quoted && !said.endsWith('“');
    said += opened ? `“${text}` : text;
  }
  return opened ? `${said}”` : said;
}
