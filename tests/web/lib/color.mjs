// What eyes make of colors: contrast as WCAG measures it, and how far two colors are apart for each kind of color vision.

/** Light of a channel, 0 to 1, from its byte in sRGB. */
function light(byte) {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** The light of red, green and blue in a color such as `#0a5a73`. */
export const lightOf = (color) => [1, 3, 5].map((at) => light(Number.parseInt(color.slice(at, at + 2), 16)));

function luminance(color) {
  const [red, green, blue] = lightOf(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio. */
export function contrast(one, other) {
  const [brighter, darker] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (brighter + 0.05) / (darker + 0.05);
}

/**
 * Kinds of color vision: what is seen of red, green and blue light.
 * Machado, Oliveira and Fernandes 2009, at full severity.
 */
export const vision = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

const times = (matrix, values) => matrix.map((row) => row.reduce((sum, factor, at) => sum + factor * values[at], 0));

/** Björn Ottosson's OKLab, in which equal distances look equally large. */
function oklab(seen) {
  const cones = times([
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ], seen).map(Math.cbrt);
  return times([
    [0.2104542553, 0.793617785, -0.0040720468],
    [1.9779984951, -2.428592205, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.808675766],
  ], cones);
}

/** How far apart two colors are for a kind of vision; about 0.02 is just noticed. */
export function distance(one, other, matrix) {
  const [left, right] = [one, other].map((color) => oklab(times(matrix, lightOf(color)).map((channel) => Math.min(Math.max(channel, 0), 1))));
  return Math.hypot(...left.map((value, at) => value - right[at]));
}
