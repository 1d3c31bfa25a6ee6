// In which browsers a test runs.
//
// Firefox has the journeys every time: somebody's whole way through one part of the page, with the clipboard, history,
// files, workers, policies and drawing on it. What else depends on the browser runs in Chromium every time, and in
// Firefox by `cargo xtask test --thorough`. What the page makes of a report is made by the same code in each of them, so
// one is enough: Chromium, which is quicker and tells more.

import { test } from "node:test";

import { launchChromium, launchFirefox } from "./browser.mjs";
import { isThorough } from "./effort.mjs";

const never = () => {};

/**
 * Each of `inBothBrowsers`, `inFirefoxWithTime` and `inChromium` takes what `test` takes. All of them run it in Chromium;
 * in Firefox the first one does, the second one where there is time, and the third one never.
 */
export const engines = [
  { name: "Chromium", launch: launchChromium, inBothBrowsers: test, inFirefoxWithTime: test, inChromium: test },
  { name: "Firefox", launch: launchFirefox, inBothBrowsers: test, inFirefoxWithTime: isThorough ? test : never, inChromium: never },
];

/** For files without a journey: Chromium, and Firefox where there is time. */
export const enginesWithTime = isThorough ? engines : engines.slice(0, 1);
