// Stored pictures of the page, compared with a tolerance.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import pixelmatch from "pixelmatch";
import sharp from "sharp";

/** Pixels of a hundred that may differ: the edges of letters do from one version of the browser to the next. */
const TOLERANCE = 1;
/** How different a pixel may look, from 0 to 1, before it counts; the stored ones have few colors. */
const THRESHOLD = 0.2;
/** Colors of a stored picture: enough for text and shapes, and a third of the bytes. */
const COLORS = 48;

const raw = async (png) => {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};

/**
 * Compares a picture with the stored one; with `UPDATE_EXPECT=1` stores it where they differ.
 * Answers null where they agree, else what differs.
 * The new picture and the differences are left at `found`, without its ending.
 */
export async function difference(png, stored, found) {
  const now = await raw(png);
  const before = await read(stored);
  let report = "no picture is stored";
  if (before && before.width === now.width && before.height === now.height) {
    const marked = Buffer.alloc(now.data.length);
    const pixels = pixelmatch(before.data, now.data, marked, now.width, now.height, { threshold: THRESHOLD });
    const percent = (pixels / (now.width * now.height)) * 100;
    if (percent <= TOLERANCE) return null;
    report = `${percent.toFixed(1)} % of the pixels differ`;
    mkdirSync(dirname(found), { recursive: true });
    await sharp(marked, { raw: { width: now.width, height: now.height, channels: 4 } }).png().toFile(`${found}-differences.png`);
  } else if (before) {
    report = `it is ${now.width} × ${now.height}, not ${before.width} × ${before.height}`;
  }
  const small = await sharp(png).png({ palette: true, colors: COLORS, dither: 0, effort: 10 }).toBuffer();
  if (process.env.UPDATE_EXPECT === "1") {
    mkdirSync(dirname(stored), { recursive: true });
    writeFileSync(stored, small);
    rmSync(`${found}-differences.png`, { force: true });
    return null;
  }
  mkdirSync(dirname(found), { recursive: true });
  writeFileSync(`${found}.png`, small);
  return report;
}

async function read(file) {
  let bytes;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
  return raw(bytes);
}
