// A link that comes into the address while a result is on screen, as the page that opened this one can put it there.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { evening } from "./lib/captures.mjs";
import { engines } from "./lib/engines.mjs";
import { forgetStatus, named, openPage, putInto, readingDone } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { servePage } from "./lib/server.mjs";

const foreign = JSON.stringify([{ type: "track", event: "foreign_event", distinct_id: "1", properties: { $os: "Android" } }]);

let site;
let links;
before(async () => {
  site = await servePage();
  const overshare = await loadPackage();
  links = [foreign, foreign.replaceAll("foreign_event", "other_event")].map((text) => new overshare.Analysis(new TextEncoder().encode(text)).share(""));
});
after(() => site?.close());

for (const { name, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
  describe(name, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /** A page that another one has opened, with a result of the reader's own. */
    async function withOwn(use) {
      const { tab, problems } = await openPage(browser, site.origin);
      tab.setDefaultTimeout(20_000);
      try {
        await putInto(tab, evening());
        await readingDone(tab);
        await use(tab);
        assert.deepEqual(problems, []);
      } finally {
        await tab.close();
      }
    }

    const come = (tab, link) => tab.evaluate((hash) => { location.hash = hash; }, link);
    const shown = (tab) => tab.$eval("#result", ({ innerText }) => innerText);
    const press = async (tab, label) => (await tab.waitForSelector(named(label, "button"), { visible: true })).click();
    const isOwn = (tab) => tab.waitForFunction(() => {
      const result = document.querySelector("#result");
      return result.checkVisibility() && result.ariaBusy === "false" && result.innerText.includes("headache for three days");
    });
    const opened = (tab) => tab.waitForFunction(() => document.querySelector("#result").checkVisibility() && document.querySelector("#status").textContent.startsWith("1 event in"));

    inChromium("is asked about, and the own result stays as long as nobody answers", () => withOwn(async (tab) => {
      const before = await shown(tab);
      await come(tab, links[0]);
      await tab.waitForSelector(named("Open it", "button"), { visible: true });
      assert.equal(await shown(tab), before);
      assert.equal(await tab.$eval("#status", ({ textContent }) => textContent), "A link was opened in this tab.");
      await come(tab, links[1]);
      assert.equal(await shown(tab), before);
      await press(tab, "Keep my result");
      await tab.waitForFunction(() => location.hash === "" && !document.querySelector("shared-banner").checkVisibility());
      assert.equal(await shown(tab), before);
    }));

    inBothBrowsers("is opened when the reader wants it, and Back leads to the own result", () => withOwn(async (tab) => {
      await come(tab, links[0]);
      await press(tab, "Open it");
      await opened(tab);
      assert.ok(!(await shown(tab)).includes("headache"));
      await forgetStatus(tab);
      await tab.evaluate(() => history.back());
      await isOwn(tab);
      assert.equal(await tab.$eval("#paste-text", ({ value }) => value), evening());
    }));

    inFirefoxWithTime("is forgotten with Back", () => withOwn(async (tab) => {
      await come(tab, links[0]);
      await tab.waitForSelector(named("Open it", "button"), { visible: true });
      await tab.evaluate(() => history.back());
      await tab.waitForFunction(() => !document.querySelector("shared-banner").checkVisibility());
      await isOwn(tab);
    }));

    inChromium("is opened at once where nothing of the reader's own is shown", async () => {
      const { tab } = await openPage(browser, site.origin);
      tab.setDefaultTimeout(20_000);
      try {
        await come(tab, links[0]);
        await opened(tab);
      } finally {
        await tab.close();
      }
    });
  });
}
