/** Puts the texts of another language into index.html, which is written in English; in English there is nothing to do. */

import { language } from './language.js';
import { catalog } from './text.js';

/** @param {string} name for example `samples.0.text` */
function textOf(name) {
  let found = /** @type {any} */ (catalog);
  for (const step of name.split('.')) found = found[step];
  return String(found);
}

/**
 * A text in which parts may be `strong`, `em` or `code`, and nothing else is markup.
 *
 * @param {string} text
 */
function written(text) {
  return text.split(/(<(?:strong|em|code)>[^<]*<\/\w+>)/).map((piece) => {
    const [, tag, inner] = /^<(\w+)>([^<]*)</.exec(piece) ?? [];
    if (tag === undefined) return piece;
    const node = document.createElement(tag);
    node.textContent = inner ?? '';
    return node;
  });
}

if (language !== document.documentElement.lang) {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll('[data-text]')) one.replaceChildren(...written(textOf(one.getAttribute('data-text') ?? '')));
  for (const one of document.querySelectorAll('[data-text-of]')) {
    const [attribute = '', name = ''] = (one.getAttribute('data-text-of') ?? '').split(' ');
    one.setAttribute(attribute, textOf(name));
  }
}
