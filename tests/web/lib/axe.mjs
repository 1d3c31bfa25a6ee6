// What axe finds wrong with a page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * All rules of axe in the light theme, and in the dark one those of colors: the themes differ in nothing else.
 * Firefox has no way to choose a theme, so there it is the one it has.
 */
export async function passesAxe(tab, state) {
  await tab.evaluate(axe);
  const themes = [["light", {}], ["dark", { runOnly: ["color-contrast", "link-in-text-block"] }]];
  for (const [scheme, chosen] of /^Firefox/i.test(await tab.browser().version()) ? [["its own theme", {}]] : themes) {
    if (scheme !== "its own theme") {
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }]);
      // The colors of the other theme come with the next frame.
      await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    }
    const { violations, passes } = await tab.evaluate((some) => globalThis.axe.run(document, { resultTypes: ["violations"], ...some }), chosen);
    assert.ok(passes.some(({ id }) => id === "color-contrast"), `${state}, ${scheme}: contrast was judged`);
    const found = violations.map(({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.slice(0, 5).map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join("\n")}`);
    assert.deepEqual(found, [], `${state}, ${scheme}`);
  }
}
