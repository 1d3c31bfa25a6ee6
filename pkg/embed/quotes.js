/** Sentences of the core, which says where in them values stand. */
import { make } from './make.js';

/** @typedef {[number, number][]} Quotes */

/** @param {string} sentence @param {Quotes} quotes */
export function piecesOf(sentence, quotes) {
  let at = 0;
  const pieces = quotes.flatMap(([start, end]) => {
    const before = sentence.slice(at, start);
    at = end;
    return [{ text: before, quoted: false }, { text: sentence.slice(start, end), quoted: true }];
  });
  return [...pieces, { text: sentence.slice(at), quoted: false }].filter(({ text }) => text);
}

/**
 * With values marked, and the quotation marks around them.
 *
 * @param {string} sentence
 * @param {Quotes} quotes
 * @param {(text: string) => (Node | string)[]} [own] how our own words are shown
 */
export function marked(sentence, quotes, own = (text) => [text]) {
  const places = quotes.map(([start, end]) => /** @type {[number, number]} */ (sentence[start - 1] === '“' && sentence[end] === '”' ? [start - 1, end + 1] : [start, end]));
  return piecesOf(sentence, places).flatMap(({ text, quoted }) => (quoted ? make('mark', {}, text) : own(text)));
}

/** Where nothing can be marked: values between quotation marks, which no value holds. @param {string} sentence @param {Quotes} quotes */
export const spoken = (sentence, quotes) => piecesOf(sentence, quotes)
  .map(({ text, quoted }, index, all) => (quoted && !all[index - 1]?.text.endsWith('“') ? `“${text}”` : text)).join('');
