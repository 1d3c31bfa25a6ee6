/**
 * A section of the page as a picture. The browser draws it itself, as it would draw the page: the section and the
 * page's own styles are put into an SVG image, and that onto a canvas. Nothing is loaded for it.
 */

import { element } from './dom.js';
import { excerptOf } from './excerpt.js';
import { provenance } from './provenance.js';
import { SVG } from './svg.js';
import { copying as text } from './text.js';

/** Width of the picture, and the largest height that browsers draw, in CSS pixels. */
const WIDTH = 800;
const TALLEST = 7000;
/** Pixels of the picture to a CSS pixel, so that it is sharp on every screen. */
const SCALE = 2;
const MARGIN = 32;
/** A list that scrolls in the page ends here, in CSS pixels: only what is in sight of it is laid out. */
const LONGEST_LIST = 640;

const XHTML = 'http://www.w3.org/1999/xhtml';

/**
 * The rules of a style sheet and of those that it imports.
 *
 * @param {CSSStyleSheet} sheet
 * @returns {CSSRule[]}
 */
const rulesOf = ({ cssRules }) => [...cssRules].flatMap((rule) => (rule instanceof CSSImportRule ? (rule.styleSheet ? rulesOf(rule.styleSheet) : []) : [rule]));

/** The rules of the page's own style sheets, those for paper aside. */
function styles() {
  return [...document.styleSheets].filter(({ media }) => !media.mediaText.includes('print'))
    .flatMap(rulesOf).map(({ cssText }) => cssText).join('\n');
}

/** What XML has no place for, or no browser can encode. */
export const UNWRITABLE = /[\0-\x08\v\f\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** @param {Element} section */
async function imageOf(section) {
  const foot = element('p', { class: 'picture-foot' });
  const [sprite, wordmark] = [document.querySelector('.sprite'), document.querySelector('.wordmark')];
  foot.append(...(wordmark ? [excerptOf(wordmark)] : []), location.protocol === 'https:' ? `${text.origin} ${location.host}${location.pathname}` : text.origin);
  if (provenance() !== '') foot.append(` · ${provenance()}`);
  const content = [sprite, excerptOf(section), foot].map((one) => (one ? new XMLSerializer().serializeToString(one) : '')).join('');
  // Light for everybody, and as large as the page, whose root is html.
  const style = `${styles()}
    :root { color-scheme: light; font-size: 17px; }
    [role="grid"] { max-height: ${LONGEST_LIST}px; overflow: hidden; }
    body { min-height: ${TALLEST}px; margin: 0; padding: ${MARGIN}px; }`.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  // Put together as text: a style element of this document would be refused by its policy.
  const drawing = `<svg xmlns="${SVG}" width="${WIDTH}" height="${TALLEST}"><style>${style}</style>
    <foreignObject width="${WIDTH}" height="${TALLEST}"><body xmlns="${XHTML}">${content}</body></foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.replace(UNWRITABLE, '\uFFFD'))}`;
  await image.decode();
  return image;
}

/**
 * @param {number} height
 * @param {number} scale
 * @param {HTMLImageElement | HTMLCanvasElement} image
 */
export function painted(height, scale, image) {
  const canvas = element('canvas', { width: image.width * scale, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  return { canvas, context };
}

/** @param {ReturnType<typeof painted>} drawing @returns {number} the row with which what is drawn ends */
function end({ canvas: { width, height }, context }) {
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const ground = pixels.at(-1);
  return Math.ceil((pixels.findLastIndex((pixel) => pixel !== ground) + 1) / width);
}

/**
 * @param {Element} section
 * @returns {Promise<Blob>} a PNG
 */
export async function pictureOf(section) {
  const image = await imageOf(section);
  // How high the section is at this width only a drawing knows. A small one says it roughly: letters grow in steps.
  const roughly = end(painted(TALLEST, 1, image)) + 4 * MARGIN;
  const large = painted(Math.min(roughly, TALLEST) * SCALE, SCALE, image);
  const { canvas } = painted(Math.min(end(large) + MARGIN * SCALE, large.canvas.height), 1, large.canvas);
  return encoded(canvas);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>} a PNG
 */
export function encoded(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}
