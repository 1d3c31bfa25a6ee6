// The page begins with the reader, and goes over to the whole core once that has come.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe } from "node:test";

import { engines } from "./lib/engines.mjs";
import { named, names, putInto } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

const [READER, WHOLE] = ["/pkg/reader/overshare_bg.wasm", "/pkg/overshare_bg.wasm"];
const sample = readFileSync(inClone("www/samples/signing-in.txt"), "utf8");
/** Two samples as a program that records traffic exports them, which only the whole core reads. */
const archive = JSON.stringify({
  log: {
    version: "1.2",
    entries: ["?project=a", "?project=b"].map((query) => ({
      request: {
        method: "POST",
        url: `https://sa.api.intl.miui.com/sa${query}`,
        headers: [],
        postData: { mimeType: "application/json", text: '[{"type":"track","event":"open","distinct_id":"1","lib":{},"properties":{}}]' },
      },
    })),
  },
});

let whole;
before(async () => {
  whole = await loadPackage();
});

const done = "body[data-ready] #result:not([hidden], [aria-busy=true])";

for (const { name, launch, inBothBrowsers } of engines) {
  describe(`in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /** Opens a page from a server that keeps the whole core back until `release` is called. */
    async function withHeldBack(path, use) {
      let release;
      const released = new Promise((resolve) => { release = resolve; });
      const asked = [];
      const site = await serveFolders({ "/": inClone("") }, { "/bare.html": "<!doctype html><title>The core without its page</title>" }, ({ url }) => {
        asked.push(url);
        return url === WHOLE ? released : undefined;
      });
      const tab = await browser.newPage();
      try {
        tab.setDefaultTimeout(20_000);
        await tab.goto(`${site.origin}${path}`);
        await use(tab, release, asked);
      } finally {
        release();
        await tab.close();
        await site.close();
      }
    }

    inBothBrowsers("reads a request before the whole core has come, and an archive afterward", () =>
      withHeldBack("/", async (tab, release, asked) => {
        await tab.waitForSelector("body[data-ready]");
        await putInto(tab, sample);
        await tab.waitForSelector(done);
        assert.match(await tab.$eval("#result", ({ innerText }) => innerText), /account this probably belongs to/i);
        assert.ok(asked.includes(READER) && asked.includes(WHOLE), asked.join());
        assert.equal(await tab.$("body[data-core-whole]"), null);
        await (await tab.waitForSelector(named(names.another, "button"), { visible: true })).click();
        await putInto(tab, archive);
        release();
        await tab.waitForFunction((ready) => document.querySelector(ready)?.innerText.includes("2 requests"), {}, done);
        // It came after the lock, and was asked for before.
        assert.equal(asked.filter((url) => url === WHOLE).length, 1);
      }));

    inBothBrowsers("what only the whole core can answer waits for it", () =>
      withHeldBack("/bare.html", async (tab, release) => {
        const events = await tab.evaluate(async (text) => {
          const { Core } = await import("/www/core.js");
          globalThis.core = (await Core.load(Promise.resolve())).core;
          globalThis.reading = await core.analyze(async () => new TextEncoder().encode(text));
          globalThis.state = "waiting";
          globalThis.trace = reading.ask("trace", 0, "", 0).finally(() => { globalThis.state = "answered"; });
          return (await reading.ask("events", 0, 10)).events.length;
        }, sample);
        const analysis = new whole.Analysis(sample);
        assert.equal(events, analysis.eventCount);
        assert.equal(await tab.evaluate(() => state), "waiting");
        release();
        assert.deepEqual(await tab.evaluate(() => trace), JSON.parse(analysis.trace(0, "", 0)));
        assert.deepEqual(await tab.evaluate(() => reading.ask("event", 0)), JSON.parse(analysis.event(0)));
        analysis.free();
      }));

    inBothBrowsers("where the whole core doesn't come, the reader goes on, and what needs it fails", () =>
      withHeldBack("/bare.html", async (tab) => {
        const outcome = await tab.evaluate(async (text) => {
          const { fetch } = globalThis;
          globalThis.fetch = (url) => (String(url).endsWith("/pkg/overshare_bg.wasm") ? Promise.reject(new TypeError("no network")) : fetch(url));
          const { Core } = await import("/www/core.js");
          const { core } = await Core.load(Promise.resolve());
          const reading = await core.analyze(async () => new TextEncoder().encode(text));
          const failure = await reading.ask("trace", 0, "", 0).catch(({ message }) => message);
          return [failure, (await reading.ask("event", 0)).index];
        }, sample);
        assert.deepEqual(outcome, ["no network", 0]);
      }));
  });
}
