/** What a writer puts into an article: a figure of the core, wrapped for one kind of page. Texts in, text out. */

import { chosenFields, contentOf, labelOf } from './embed/fields.js';
import { spoken } from './embed/quotes.js';

/** @import { Event as CapturedEvent, Field } from './report.d.ts' */

/** @typedef {'static' | 'element' | 'frame' | 'picture' | 'wordpress' | 'markdown' | 'hugo' | 'jekyll' | 'eleventy' | 'mkdocs'} Kind */
/** @typedef {'auto' | 'light' | 'dark'} Theme */
/** @typedef {'telling' | 'all' | string[]} Fields */
/** @typedef {{ name: string, width: number, height: number, alt: string }} Picture */

/**
 * @typedef {object} Wanted
 * @property {string} figure made by the core, HTML or Markdown
 * @property {string} file name under which the figure is saved
 * @property {string} page address of Overshare
 * @property {string} payload what a link carries, empty where none can be made
 * @property {number | 'all'} event counted from 1
 * @property {Fields} fields
 * @property {string} caption
 * @property {string | undefined} [provenance] where the capture came from, empty where nobody passed it on
 * @property {boolean} ownCaption whether somebody wrote it
 * @property {Theme} theme
 * @property {boolean} grows whether a frame gets as high as what it shows, by a script
 * @property {string} title of a frame
 * @property {string} whole name of the link to the whole capture
 * @property {Picture | null} picture
 */

/** What lives of the link's payload, and hence is not to be had where that is too long. @type {readonly Kind[]} */
export const LINKED = ['element', 'frame'];

/** Pieces for generators that take the saved figure by its name. */
export const PIECES = {
  hugo: (/** @type {string} */ file) => `{{< overshare "${file}" >}}`,
  jekyll: (/** @type {string} */ file) => `{% include overshare.html file="${file}" %}`,
  eleventy: (/** @type {string} */ file) => `{% overshare "${file}" %}`,
  mkdocs: (/** @type {string} */ file) => `--8<-- "${file}"`,
};

/** Size of a frame that does not grow, in pixels: as wide as a column of text where styles are not allowed. */
const [WIDTH, FRAME] = ['640', '480'];
/** Characters of a text in place of a picture: what a screen reader says in one breath or two. */
const ALTERNATIVE = 400;

/** Characters of a value that are shown. */
export const SHOWN = 240;

/** Braces and brackets too: what writes pages from templates takes some of them for its own. */
const ENTITIES = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '{': '&#123;', '}': '&#125;', '[': '&#91;', ']': '&#93;', '`': '&#96;' });

/**
 * A text as content or attribute of HTML, in one line, so that no engine for Markdown sees a paragraph end in it.
 *
 * @param {string} text
 */
export const escaped = (text) => text.replace(/[&<>"'{}[\]`]/g, (one) => ENTITIES[one] ?? '').replace(/\s+/g, ' ').trim();

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes one that is empty is left out
 */
const tag = (name, attributes) => `<${name}${Object.entries(attributes).filter(([, value]) => value !== '').map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join('')}>`;

/**
 * The address of a page that somebody typed, as one to which other addresses are relative.
 *
 * @param {string} typed
 * @returns {string} empty where it is none that a reader's browser could open
 */
export function pageAddress(typed) {
  if (!URL.canParse(typed.trim())) return '';
  const { protocol, origin, pathname } = new URL(typed.trim());
  if (!/^https?:$/.test(protocol)) return '';
  // A folder is often written without the slash at its end.
  return `${origin}${pathname}${/(^|\/)[^/.]+$/.test(pathname) ? '/' : ''}`;
}

/** @param {string} address */
export const isLocal = (address) => /^((.*\.)?localhost|127\.[\d.]+|\[::1\])$/.test(new URL(address).hostname);

/**
 * The link to the capture, at the event that is shown, as in the figure.
 *
 * @param {Wanted} wanted
 */
const linkOf = ({ page, payload, event }) => (payload === '' ? '' : `${page}#${payload}${event === 'all' ? '' : `/event-${event}`}`);

/**
 * What was chosen as attributes, without what holds anyway. Spaces stand between the paths of fields.
 *
 * @param {number | 'all'} event
 * @param {Fields} fields
 * @param {Theme} theme
 */
const unusual = (event, fields, theme) => ({
  event: String(event),
  ...(fields !== 'telling' && { fields: typeof fields === 'string' ? fields : fields.filter((path) => !/\s/.test(path)).join(' ') }),
  ...(theme !== 'auto' && { theme }),
});

/** @type {Record<Kind, (wanted: Wanted) => string[]>} */
const LINES = {
  static: ({ figure }) => [figure],
  wordpress: ({ figure }) => ['<!-- wp:html -->', figure, '<!-- /wp:html -->'],
  markdown: ({ figure }) => [figure],
  // Within a block that every engine for Markdown knows, since none knows ours.
  element: ({ figure, page, payload, event, fields, theme, caption, ownCaption }) => ['<div>',
    tag('overshare-capture', { src: payload, ...unusual(event, fields, theme), caption: ownCaption ? caption : '' }),
    figure,
    '</overshare-capture>',
    `${tag('script', { type: 'module', src: new URL('www/embed.js', page).href })}</script>`,
    '</div>'],
  frame(wanted) {
    const { page, payload, event, fields, theme, caption, provenance = '', title, grows, whole } = wanted;
    const address = new URL('pkg/frame.html', page);
    address.hash = new URLSearchParams({ src: payload, ...unusual(event, fields, theme) }).toString();
    return [
      '<figure class="overshare-figure">',
      `${tag('iframe', { src: address.href, sandbox: 'allow-scripts', loading: 'lazy', title, width: WIDTH, height: FRAME, style: 'width:100%;border:0' })}</iframe>`,
      ...(grows ? [`${tag('script', { type: 'module', src: new URL('www/embed/frames.js', page).href })}</script>`] : []),
      `<figcaption>${escaped([caption, provenance].filter(Boolean).join(' '))} ${tag('a', { href: linkOf(wanted) })}${escaped(whole)}</a></figcaption>`,
      '</figure>'];
  },
  picture(wanted) {
    const { picture } = wanted;
    if (picture === null) return [];
    const image = tag('img', { src: picture.name, alt: picture.alt, width: picture.width, height: picture.height });
    const link = linkOf(wanted);
    return [link === '' ? image : `${tag('a', { href: link })}${image}</a>`];
  },
  hugo: ({ file }) => [PIECES.hugo(file)],
  jekyll: ({ file }) => [PIECES.jekyll(file)],
  eleventy: ({ file }) => [PIECES.eleventy(file)],
  mkdocs: ({ file }) => [PIECES.mkdocs(file)],
};

/**
 * What is pasted into the article.
 *
 * @param {Kind} kind
 * @param {Wanted} wanted
 */
export const snippetOf = (kind, wanted) => `${LINES[kind]({ ...wanted, figure: wanted.figure.trim() }).join('\n')}\n`;

/**
 * What is saved as a file: the snippet, or the figure that it names.
 *
 * @param {Kind} kind
 * @param {Wanted} wanted
 */
export const fileOf = (kind, wanted) => snippetOf(kind in PIECES ? 'static' : kind, wanted);

/** @typedef {{ label: string, path: string, value: string, display: string, severity: number, known: Field['known'], meaning: string }} Row */
/** @typedef {{ index: number, title: string, rows: Row[], all: number }} Shown an event with what is shown of it */

/**
 * @param {CapturedEvent} event with its fields
 * @param {Fields} wanted
 * @returns {Shown}
 */
export function shownOf({ index, title, quotes = [], fields = [], omitted }, wanted) {
  return { index, title: spoken(title, quotes), all: fields.length + omitted, rows: chosenFields(fields, wanted).map(({ label, pack, path, name, value, display, severity, known, meaning }) => ({
    label: labelOf({ label, pack }) ?? name, path, value: cut(contentOf(value)), display: display !== null && display.length <= SHOWN ? display : '', severity, known, meaning: meaning ?? '',
  })) };
}

/** @param {string} value */
function cut(value) {
  const letters = [...value.slice(0, 2 * SHOWN + 2)];
  return letters.length <= SHOWN ? value : `${letters.slice(0, SHOWN).join('')} …`;
}

/**
 * What a picture says, for those who do not see it: whole statements up to a length.
 *
 * @param {string[]} statements the first of which is said in any case
 * @param {(left: number) => string} more how many fields are left out
 */
export function alternativeText([first = '', ...others], more) {
  const room = ALTERNATIVE - more(others.length).length - 1;
  let said = [...first].slice(0, room).join('');
  for (const [index, one] of others.entries()) {
    if (said.length + 1 + one.length > room) return `${said} ${more(others.length - index)}`;
    said += ` ${one}`;
  }
  return said;
}
