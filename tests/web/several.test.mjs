// Several files at once are one capture, read in the order of their names.

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";

import { evening, DAY } from "./lib/captures.mjs";
import { engines } from "./lib/engines.mjs";
import { forgetStatus, readingDone, withPageOf } from "./lib/journey.mjs";
import { servePage } from "./lib/server.mjs";

let site;
before(async () => {
  site = await servePage();
});
after(() => site?.close());

const dropAll = (tab, files) =>
  tab.evaluate((all) => {
    const transfer = new DataTransfer();
    for (const [name, text] of all) transfer.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, files);

for (const { name, launch, inBothBrowsers } of engines) {
  describe(name, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    inBothBrowsers("files that are dropped together are read one after the other", () => withPageOf(site.origin, browser, async (tab) => {
      await forgetStatus(tab);
      await dropAll(tab, [["b-10.txt", evening({ later: DAY })], ["b-9.txt", evening()]]);
      assert.match(await readingDone(tab), /events? in 2 requests read/);
      const places = await tab.$$eval("request-list summary", (all) => all.length);
      assert.equal(places, 2);
    }));
  });
}
