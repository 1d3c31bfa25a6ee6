// What Lighthouse finds in the page. Times are for `bench.mjs`: a test asserts none.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launchChromium } from "./lib/browser.mjs";
import { isThorough } from "./lib/effort.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

let site;
let chromium;

before(async () => {
  site = await serveFolders({ "/": inClone("") });
  if (isThorough) chromium = await launchChromium({ whole: true });
});

after(async () => {
  await chromium?.close();
  await site?.close();
});

test("no robots.txt keeps those away who search", async () => {
  assert.equal((await fetch(`${site.origin}/robots.txt`)).status, 404);
});

// Its rules of accessibility are those of axe, by which page.test.mjs judges the page every time; the rest seldom changes.
if (isThorough) {
  describe("Lighthouse gives full marks", () => {
    const marks = async (form, categories) => {
      // Loading it takes seconds.
      const { audited } = await import("./lighthouse/audit.mjs");
      const { scores, problems } = await audited(chromium, `${site.origin}/`, form, categories);
      assert.deepEqual(problems, []);
      assert.deepEqual(scores, Object.fromEntries(categories.map((category) => [category, 100])));
    };

    test("for accessibility, practices and being found, on a mobile screen", () => marks("mobile", ["accessibility", "best-practices", "seo"]));

    test("for accessibility and practices, on a desktop screen", () => marks("desktop", ["accessibility", "best-practices"]));
  });
}
