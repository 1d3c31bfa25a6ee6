// What Lighthouse finds in the page. Times are for `bench.mjs`: a test asserts none.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launchChromium } from "./lib/browser.mjs";
import { audited } from "./lib/audit.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

let site;
let chromium;

before(async () => {
  site = await serveFolders({ "/": inClone("") });
  chromium = await launchChromium();
});

after(async () => {
  await chromium?.close();
  await site?.close();
});

describe("Lighthouse gives full marks", () => {
  const marks = async (form, categories, options) => {
    const { scores, problems } = await audited(chromium, `${site.origin}/`, form, categories, options);
    assert.deepEqual(problems, []);
    assert.deepEqual(scores, Object.fromEntries(categories.map((category) => [category, 100])));
  };

  for (const form of ["mobile", "desktop"]) {
    test(`for accessibility and practices, on a ${form} screen`, () => marks(form, ["accessibility", "best-practices"]));
  }

  test("for being found", () => marks("mobile", ["seo"], { unlocked: true }));
});
