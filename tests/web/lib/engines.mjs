// In which browsers a test runs.
//
// Both run what depends on the browser: a person's whole way through the page, the clipboard, storage, history, files,
// workers, policies, drawing, the focus, and where lines break. What the page makes of a report is made by the same code
// in each of them, so one is enough: Chromium, which is quicker and tells more.

import { test } from "node:test";

import { launchChromium, launchFirefox } from "./browser.mjs";

/** Each of `inBothBrowsers` and `inChromium` takes what `test` takes; the latter does nothing in Firefox. */
export const engines = [
  { name: "Chromium", launch: launchChromium, inBothBrowsers: test, inChromium: test },
  { name: "Firefox", launch: launchFirefox, inBothBrowsers: test, inChromium: () => {} },
];
