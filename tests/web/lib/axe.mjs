// What axe finds wrong with a page, and whether it stays inside its window.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { isThorough } from "./effort.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules that look at every letter take most of the time. */
const COLORS = ["color-contrast", "link-in-text-block"];
const WITHOUT_COLORS = { rules: Object.fromEntries(COLORS.map((id) => [id, { enabled: false }])) };

/**
 * A page or a frame as it is, or the `part` of it that has a selector, passes all rules of axe, or those that axe's own
 * `options` name.
 */
export async function passesRules(frame, state, part = null, options = {}) {
  // The page's policy forbids what an injected script does by itself, so axe runs beside it.
  if (!(await frame.evaluate(() => "axe" in globalThis))) await frame.evaluate(axe);
  const { violations, passes } = await frame.evaluate(
    (within, some) => globalThis.axe.run(within ?? document, { resultTypes: ["violations"], selectors: false, ...some }), part, options);
  assert.ok(options === WITHOUT_COLORS ? passes.length >= 5 : passes.some(({ id }) => id === "color-contrast"), `${state} was judged`);
  const found = violations.map(({ id, help, nodes }) =>
    `${id}: ${help}\n${nodes.slice(0, 5).map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join("\n")}`);
  assert.deepEqual(found, [], state);
}

/** All rules of axe in the light theme, and in the dark one those of colors: the themes differ in nothing else. */
export async function passesAxe(tab, state, part = null) {
  for (const [scheme, options] of [["light", {}], ["dark", { runOnly: COLORS }]]) {
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }]);
    // The colors of the other theme come with the next frame.
    await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await passesRules(tab, `${state}, ${scheme}`, part, options);
  }
}

/** All rules of axe but those of colors, which a narrow page has from the wide one; where there is time those as well. */
export const passesNarrow = (tab, state, part = null) => passesRules(tab, state, part, isThorough ? {} : WITHOUT_COLORS);

/** The page is not wider than its window. */
export async function fits(tab, state) {
  const overflow = await tab.evaluate(() => {
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .slice(-5)
      .map((element) => `${scrollWidth} pixels: ${element.outerHTML.slice(0, 200)}`);
  });
  assert.deepEqual(overflow, [], `${state} scrolls sideways`);
}

/**
 * A page as it is, or a `part` of it, passes axe and stays inside its window, 1280 pixels wide and then 320, which it
 * stays afterwards. `wide` judges it in the wide window.
 */
export async function passesInBothWidths(tab, state, { part = null, wide = passesAxe } = {}) {
  for (const [width, passes] of [[1280, wide], [320, passesNarrow]]) {
    const named = `${state}, ${width} pixels wide`;
    await tab.setViewport({ width, height: 800 });
    await tab.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await passes(tab, named, part);
    await fits(tab, named);
  }
}
