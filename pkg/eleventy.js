/**
 * Overshare in Eleventy: the shortcode `overshare` puts a decoded capture into a page as a static figure, masked,
 * made while the site is built. Where the script of the element is named, the element stands around the figure, and
 * its script at the end of the pages that have one. Feeds take the text of a page without that script.
 *
 * @typedef {object} Options
 * @property {string} [folder] Where files are looked for that do not stand beside the page; `captures` by default.
 * @property {string} [page] Address of the full page, to which the figures link.
 * @property {string} [script] Address of `embed.js`. Without it there is the figure alone.
 *
 * @typedef {object} Wishes What a shortcode may ask for; the figure and the element take them alike.
 * @property {number | string} [event] Counted from 1, or `all`.
 * @property {string | string[]} [fields] `telling`, `all`, or names and paths, separated by spaces where it is one text.
 * @property {string} [caption]
 * @property {string} [page]
 * @property {string} [mode] How much is masked: `masked` by default, or `structure`.
 * @property {string} [times]
 * @property {object} [reveal] What is shown although it would be masked.
 * @property {object} [mask] What is masked although it would be shown.
 * @property {string} [src] What the element reads instead of the capture that the figure was made of.
 * @property {string} [theme]
 * @property {string} [lang]
 * @property {boolean} [open]
 */

import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { Analysis, openShared } from 'overshare';

const OPENING = '<overshare-capture ';
/** A page. Feeds hand the bare text of an article to the same transforms, and must not get the script. */
const DOCUMENT = /^\s*<!doctype html/i;
/** A link, or what it carries, and the event to which it leads. */
const LINK = /^(?:\S+#)?(o[12]\.[\w.-]+)(?:\/event-(\d+)\S*)?$/;
const LINK_OF_FIGURE = /href="[^"#]*#(o[12]\.[\w.-]+)(?:\/event-(\d+)[^"]*)?"/;

/**
 * @param {any} eleventy The configuration of the site.
 * @param {Options} [options]
 */
export default function overshare(eleventy, options = {}) {
  const { folder = 'captures', page, script } = options;

  /** @this {any} */
  async function shortcode(/** @type {string} */ file, /** @type {unknown[]} */ ...given) {
    const wishes = { page, ...wishesOf(given) };
    const { bytes, path } = await found(file, [dirname(this.page?.inputPath ?? '.'), folder]);
    const text = bytes.toString('utf8').trim();
    const { figure, payload, event } = text.startsWith('<figure') ? saved(text) : made(bytes, text, path, wishes);
    const source = wishes.src ?? payload;
    return script && source ? inElement(figure, { ...wishes, src: source, event: wishes.event ?? event }) : figure;
  }

  eleventy.addAsyncShortcode('overshare', shortcode);
  eleventy.addWatchTarget(folder);
  // A saved figure is HTML, which would be taken for a page, and a capture is nobody's to read unmasked.
  eleventy.ignores.add(`${folder}/**`);
  if (!script) return;
  eleventy.addTransform('overshare-script', (/** @type {unknown} */ content) => {
    return typeof content === 'string' && DOCUMENT.test(content) && content.includes(OPENING) ? withScript(content, script) : content;
  });
}

/**
 * Every language of templates passes wishes by place, or an object of them; Nunjucks by name too.
 *
 * @param {any[]} given
 * @returns {Wishes}
 */
function wishesOf(given) {
  const areNamed = (/** @type {any} */ one) => typeof one === 'object' && !Array.isArray(one);
  const [event, fields] = given.filter((one) => !areNamed(one));
  const all = Object.assign({ event, fields }, ...given.filter(areNamed));
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''));
}

/**
 * @param {string} file
 * @param {string[]} folders
 */
async function found(file, folders) {
  if (!file) throw new Error('overshare: expected the name of a file, as in {% overshare "capture.txt" %}, found none');
  const paths = folders.map((folder) => resolve(folder, file));
  for (const path of paths) {
    try {
      return { path, bytes: await readFile(path) };
    } catch (error) {
      if (/** @type {any} */ (error).code !== 'ENOENT') throw error;
    }
  }
  throw new Error(`overshare: expected a capture, a link or a saved figure, found no file ${paths.join(' or ')}`);
}

/** @param {string} figure */
function saved(figure) {
  const [, payload, event] = LINK_OF_FIGURE.exec(figure) ?? [];
  return { figure, payload, event };
}

/**
 * @param {Uint8Array} bytes
 * @param {string} text
 * @param {string} path
 * @param {Wishes} wishes
 */
function made(bytes, text, path, { event: wanted, fields, caption, page, mode, times, reveal, mask }) {
  const [link, , place] = LINK.exec(text) ?? [];
  const analysis = link ? openShared(link) : new Analysis(bytes);
  if (analysis.eventCount === 0) {
    const [problem] = JSON.parse(analysis.overview()).diagnostics;
    throw new Error(`overshare: expected events in ${path}, found none${problem ? `: ${problem.message}` : ''}`);
  }
  const event = wanted ?? place;
  const choice = JSON.stringify({
    mode, times, reveal, mask,
    figure: { event: event === undefined || event === 'all' ? event : Number(event), fields: fieldsOf(fields), caption, page },
  });
  const figure = new TextDecoder().decode(analysis.export('figure', choice)).trim();
  return { figure, payload: payloadOf(analysis, choice), event: event ?? saved(figure).event };
}

/** @param {Wishes['fields']} fields */
const fieldsOf = (fields) => (typeof fields === 'string' && fields !== 'telling' && fields !== 'all' ? fields.split(/\s+/) : fields);

/**
 * What a link carries of the same masked capture; nothing where that would be too long for a link.
 *
 * @param {Analysis} analysis
 * @param {string} choice
 */
function payloadOf(analysis, choice) {
  try {
    return analysis.share(choice);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} figure
 * @param {Wishes} wishes
 */
function inElement(figure, { src, event, fields, theme, lang, caption, page, open }) {
  const names = Array.isArray(fields) ? fields.join(' ') : fields;
  const attributes = Object.entries({ src, event, fields: names, theme, lang, caption, page })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  return `<overshare-capture${attributes.join('')}${open ? ' open' : ''}>\n${figure}\n</overshare-capture>`;
}

/** @param {string} page @param {string} address */
function withScript(page, address) {
  const end = page.toLowerCase().lastIndexOf('</body');
  const place = end < 0 ? page.length : end;
  return `${page.slice(0, place)}<script type="module" src="${escaped(address)}"></script>\n${page.slice(place)}`;
}

/** A text as an attribute in one line: Markdown takes a tag over several lines for a paragraph. @param {string} text */
const escaped = (text) => text.replace(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
