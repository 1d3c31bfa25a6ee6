// Draws the pictures that others need as PNG from their SVG: `node tests/web/draw.mjs` after a change of either drawing.

import { readFileSync, writeFileSync } from "node:fs";

import { launchChromium } from "./lib/browser.mjs";
import { inClone } from "./lib/paths.mjs";

/** Icons stand on paper: where PNG is used, nothing else is behind them. */
const pictures = [
  { from: "www/social-card.svg", to: "www/social-card.png", width: 1200, height: 630, padding: 0 },
  { from: "www/icon.svg", to: "www/icon.png", width: 180, height: 180, padding: 28 },
];

const browser = await launchChromium({ whole: true });
try {
  const tab = await browser.newPage();
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  for (const { from, to, width, height, padding } of pictures) {
    await tab.setViewport({ width, height });
    await tab.setContent(`<style>body { margin: 0; padding: ${padding}px; background: #fcfbf8 } svg { display: block; width: 100% }</style>${readFileSync(inClone(from), "utf8")}`);
    writeFileSync(inClone(to), await tab.screenshot({ optimizeForSpeed: false }));
  }
} finally {
  await browser.close();
}
