/**
 * Events with their telling fields as a picture that stands alone: SVG with real text and nothing from outside, and the
 * same as PNG. It shows what was masked before, never the capture itself.
 */

import { encoded, painted, UNWRITABLE } from './picture.js';
import { drawn } from './svg.js';
import { embed as text, known as knownNames, severity as severities } from './text.js';

/** @import { Row, Shown } from './embed-code.js' */

/**
 * @typedef {object} Scene what is drawn
 * @property {Shown[]} events
 * @property {number} count of events in the capture
 * @property {number} left events that were asked for and are not among these
 * @property {string} caption
 * @property {string} alternative text that says the same
 * @property {boolean} masked
 * @property {string | undefined} [provenance] where the capture came from, empty where nobody passed it on
 * @property {'light' | 'dark'} theme
 */

/** Width in CSS pixels: that of a column of text, so that letters stay as large as those around it. */
export const WIDTH = 640;
/** The largest height, in CSS pixels: twice as many in both directions is what every browser draws. */
const TALLEST = 6000;
/** Pixels of a PNG to a CSS pixel, so that it is sharp on every screen. */
const SCALE = 2;
const MARGIN = 32;
/** Where fields begin; before it stands how much each tells. */
const COLUMN = 138;
/** Sizes of text. */
const [SMALL, NOTE, TEXT, TITLE] = [12.5, 14, 16, 22];
const LINE = 1.45;
/** Where the letters of a line stand on it, and how large a mark is beside them. */
const BASELINE = 0.79;
const MARK = 15;
/** Lines of a value, of its better form, and of a title or caption. */
const [VALUE_LINES, DISPLAY_LINES, WORD_LINES] = [6, 2, 8];
/** How wide the small letters are in the widest fonts that are common, those of DejaVu, at one pixel: elsewhere another font may be used than here. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';
const WIDEST = { words: 14.65, code: 15.66 };
/** How much of a line may be filled in those. */
const FILLED = 0.97;

const FAMILIES = { words: 'system-ui, sans-serif', code: 'ui-monospace, monospace' };

/** Scripts without spaces between words: a line may end after every letter, but not before what closes. */
const LOOSE = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const CLOSING = String.raw`[\p{Pe}\p{Pf}\p{M}、。，．：；！？ー]*`;
const WORDS = new RegExp(String.raw`\s+|${LOOSE}${CLOSING}|(?:(?!${LOOSE})\S)+`, 'gu');
/** Addresses and names may also end a line after their signs. */
const PARTS = new RegExp(String.raw`\s+|${LOOSE}${CLOSING}|(?:(?!${LOOSE})[^\s/?&=_.,:;-])*[/?&=_.,:;-]+|(?:(?!${LOOSE})[^\s/?&=_.,:;-])+`, 'gu');
/** The first letter that has a direction. */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The colors of the page in a theme.
 *
 * @param {'light' | 'dark'} theme
 */
function colorsOf(theme) {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.colorScheme = theme;
  document.body.append(probe);
  const color = (/** @type {string} */ name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    paper: color('paper'), raised: color('raised'), ink: color('ink'), quiet: color('quiet'), rule: color('rule'), edge: color('edge'), accent: color('accent'),
    severities: severities.map((_, level) => color(`severity-${level}`)),
  };
  probe.remove();
  return colors;
}

/** Draws from the top to the bottom. */
class Sheet {
  y = MARGIN;
  /** @type {Node[]} */ nodes = [];
  #context = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));

  /**
   * A text in as many lines as it needs.
   *
   * @param {string} content
   * @param {{ x?: number, end?: number, size: number, color: string, weight?: number, family?: keyof typeof FAMILIES, most?: number }} how
   */
  write(content, { x = MARGIN, end = WIDTH - MARGIN, size, color, weight = 400, family = 'words', most = WORD_LINES }) {
    const clean = content.replace(UNWRITABLE, '\uFFFD').replace(/\s+/g, ' ').trim();
    this.#context.font = `${size}px ${FAMILIES[family]}`;
    const room = (end - x) * FILLED * Math.min(1, this.#context.measureText(ALPHABET).width / (size * WIDEST[family]));
    this.#context.font = `${weight} ${size}px ${FAMILIES[family]}`;
    // It stands at the same edge in both directions of writing.
    const direction = RIGHT_TO_LEFT.test(clean) ? { direction: 'rtl', 'text-anchor': 'end' } : {};
    for (const line of this.#lines(clean, family === 'code' ? PARTS : WORDS, room, most)) {
      this.nodes.push(drawn('text', { x, y: round(this.y + size * BASELINE * LINE), 'font-family': FAMILIES[family], 'font-size': size, 'font-weight': weight, fill: color, ...direction }, line));
      this.y += size * LINE;
    }
  }

  /**
   * @param {string} content
   * @param {RegExp} chunks between which a line may end
   * @param {number} room
   * @param {number} most
   */
  #lines(content, chunks, room, most) {
    const fits = (/** @type {string} */ line) => this.#context.measureText(line.trimEnd()).width <= room;
    /** @type {string[]} */
    const lines = [];
    let line = '';
    for (const chunk of content.match(chunks) ?? []) {
      if (lines.length >= most) break;
      if (fits(line + chunk)) {
        line += chunk;
        continue;
      }
      if (line.trim() !== '') lines.push(line.trimEnd());
      line = '';
      for (const { segment } of letters.segment(chunk.trimStart())) {
        if (!fits(line + segment)) {
          lines.push(line);
          line = '';
        }
        line += segment;
      }
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    if (lines.length <= most) return lines;
    let last = lines[most - 1] ?? '';
    while (last !== '' && !fits(`${last} …`)) last = last.slice(0, -1);
    return [...lines.slice(0, most - 1), `${last} …`];
  }

  /**
   * @param {string} color
   * @param {number} x
   * @param {number} [width]
   */
  rule(color, x = MARGIN, width = 1) {
    this.nodes.push(drawn('path', { d: `M${x} ${round(this.y)}H${WIDTH - MARGIN}`, stroke: color, 'stroke-width': width }));
  }
}

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/**
 * A shape from the sprite in index.html, drawn where it is needed: a picture refers to nothing.
 *
 * @param {string} id
 * @param {number} x
 * @param {number} y
 * @param {string} color
 */
function shapeAt(id, x, y, color) {
  const children = [...document.getElementById(id)?.children ?? []].map((one) => one.cloneNode(true));
  return drawn('g', { transform: `translate(${x} ${round(y)}) scale(${MARK / 16})`, color }, ...children);
}

/**
 * @param {Sheet} sheet
 * @param {Row} row
 * @param {ReturnType<typeof colorsOf>} colors
 */
function drawRow(sheet, { label, path, value, display, severity, known, meaning }, colors) {
  // To call an unknown field neutral would be a claim.
  const isUnknown = known === 'unknown' && severity === 0;
  const color = isUnknown ? colors.quiet : colors.severities[severity] ?? colors.ink;
  const top = sheet.y;
  // On one line with the name.
  sheet.y += (TEXT - NOTE) * BASELINE * LINE;
  sheet.nodes.push(shapeAt(isUnknown ? 'known-unknown' : `severity-${severity}`, MARGIN, sheet.y + (NOTE * LINE - MARK) / 2, color));
  sheet.write((isUnknown ? knownNames.unknown : severities[severity]) ?? '', { x: MARGIN + MARK + 6, end: COLUMN + 60, size: NOTE, color, weight: 600, most: 1 });
  sheet.y = top;
  sheet.write(label, { x: COLUMN, size: TEXT, color: colors.ink, weight: 600 });
  sheet.write(path, { x: COLUMN, size: SMALL, color: colors.quiet, family: 'code', most: 2 });
  sheet.y += 7;
  const box = drawn('rect', { x: COLUMN, y: round(sheet.y), width: WIDTH - MARGIN - COLUMN, rx: 4, fill: colors.raised });
  sheet.nodes.push(box);
  const start = sheet.y;
  sheet.y += 6;
  const inside = { x: COLUMN + 10, end: WIDTH - MARGIN - 4 };
  if (value === '') sheet.write(text.empty, { ...inside, size: NOTE, color: colors.quiet });
  else sheet.write(value, { ...inside, size: NOTE, color: colors.ink, family: 'code', most: VALUE_LINES });
  if (display !== '') sheet.write(`= ${display}`, { ...inside, size: NOTE, color: colors.quiet, most: DISPLAY_LINES });
  sheet.y += 6;
  box.setAttribute('height', String(round(sheet.y - start)));
  sheet.y += 6;
  sheet.write(meaning === '' ? text.unexplained : `${known === 'guessed' ? `${text.apparently} ` : ''}${meaning}`, { x: COLUMN, size: NOTE, color: meaning === '' ? colors.quiet : colors.ink });
}

/**
 * @param {Scene} scene
 * @returns {{ svg: string, width: number, height: number }}
 */
export function drawCapture({ events, count, left, caption, alternative, masked, provenance = '', theme }) {
  const colors = colorsOf(theme);
  const sheet = new Sheet();
  let [hidden, unseen] = [0, left];
  for (const [index, { index: at, title, rows, all }] of events.entries()) {
    if (sheet.y > TALLEST) {
      unseen += events.length - index;
      break;
    }
    if (index > 0) sheet.y += 28;
    if (count > 1) sheet.write(text.eventOf(at + 1, count), { size: NOTE, color: colors.quiet, weight: 600 });
    sheet.write(title, { size: events.length > 1 ? 18 : TITLE, color: colors.ink, weight: 700 });
    sheet.y += 14;
    sheet.rule(colors.edge);
    let shown = 0;
    for (const row of rows) {
      if (sheet.y > TALLEST) break;
      if (shown > 0) sheet.rule(colors.rule, COLUMN);
      sheet.y += 14;
      drawRow(sheet, row, colors);
      sheet.y += 14;
      shown += 1;
    }
    hidden = all - shown;
    if (hidden > 0) {
      if (shown > 0) sheet.rule(colors.rule, COLUMN);
      sheet.y += 12;
      sheet.write(text.furtherFields(hidden), { x: COLUMN, size: NOTE, color: colors.quiet });
    }
  }
  if (unseen > 0) {
    sheet.y += 20;
    sheet.write(text.furtherEvents(unseen), { size: NOTE, color: colors.quiet });
  }
  sheet.y += 18;
  sheet.rule(colors.edge);
  sheet.y += 16;
  if (caption !== '') {
    sheet.write(caption, { size: NOTE, color: colors.ink });
    sheet.y += 10;
  }
  const foot = sheet.y;
  sheet.nodes.push(drawn('path', {
    // The icon of Overshare.
    d: 'M16 5A11.5 11.5 0 1 0 27.5 16.5V5Z', transform: `translate(${MARGIN - 2} ${round(foot)}) scale(0.56)`, fill: 'none', stroke: colors.accent, 'stroke-width': 5.5, 'stroke-linejoin': 'round',
  }));
  sheet.write(provenance !== '' ? `${provenance} ${text.footFromLink}` : masked ? text.footMasked : text.foot, { x: MARGIN + 22, size: SMALL, color: colors.quiet });
  const height = Math.ceil(sheet.y + MARGIN - 6);
  const drawing = drawn('svg', { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: 'img' },
    drawn('title', {}, (events.length === 1 ? events[0]?.title ?? '' : caption).replace(UNWRITABLE, '\uFFFD')),
    drawn('desc', {}, alternative.replace(UNWRITABLE, '\uFFFD')),
    drawn('rect', { width: WIDTH, height, fill: colors.paper }), ...sheet.nodes);
  return { svg: new XMLSerializer().serializeToString(drawing), width: WIDTH, height };
}

/** @param {string} svg */
export const addressOfPicture = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/**
 * @param {{ svg: string, height: number }} drawing
 * @returns {Promise<Blob>} a PNG
 */
export async function pngOf({ svg, height }) {
  const image = new Image();
  image.src = addressOfPicture(svg);
  await image.decode();
  return encoded(painted(height * SCALE, SCALE, image).canvas);
}
