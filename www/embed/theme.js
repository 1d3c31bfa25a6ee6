/** Whether the page around a figure is dark, however it says so. */

/** @type {CanvasRenderingContext2D | null | undefined} */
let canvas;

/**
 * The color of an article's text says it for every way of being dark: a scheme, a class, a style sheet.
 *
 * @param {Element} element
 * @param {Element} part of it, with the color of its text
 */
export function isDark(element, part) {
  const theme = element.getAttribute('theme');
  if (theme === 'light' || theme === 'dark') return theme === 'dark';
  canvas ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas) return false;
  // Every form in which a color can be written, turned into three numbers by the browser.
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = '#000';
  canvas.fillStyle = getComputedStyle(part).color;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 127;
}

/** @type {Set<() => void>} */
const listeners = new Set();
let isWatching = false;

/**
 * Calls back whenever the colors around may have changed.
 *
 * @param {() => void} listener
 * @returns {() => void} ends it
 */
export function whenColorsChange(listener) {
  listeners.add(listener);
  if (!isWatching) {
    isWatching = true;
    const tell = () => { for (const one of listeners) one(); };
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell);
    const observer = new MutationObserver(tell);
    for (const root of [document.documentElement, document.body]) observer.observe(root, { attributes: true });
    // Themes that fade.
    document.addEventListener('transitionend', ({ propertyName }) => { if (propertyName === 'color') tell(); });
  }
  return () => listeners.delete(listener);
}
