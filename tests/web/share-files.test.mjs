// What is shared as files, and how the part of the page that makes them looks.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { passesInBothWidths } from "./lib/axe.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { evening, person, secrets } from "./lib/captures.mjs";
import { named, putInto, readingDone, withPageOf } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { servePage } from "./lib/server.mjs";

let site;
let overshare;

before(async () => {
  site = await servePage();
  overshare = await loadPackage();
});
after(() => site?.close());

describe("files", () => {
  let browser;
  let folder;
  before(async () => {
    browser = await launchChromium();
    folder = mkdtempSync(join(tmpdir(), "overshare-files-"));
  });
  after(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  test("say in their names whether they are masked, and are what the package makes", () =>
    withPageOf(site.origin, browser, async (tab) => {
      const client = await tab.createCDPSession();
      await client.send("Browser.setDownloadBehavior", { behavior: "allow", browserContextId: tab.browserContext().id, downloadPath: folder, eventsEnabled: true });
      const asked = [];
      await client.send("Network.enable");
      client.on("Network.requestWillBeSent", ({ request }) => asked.push(request.url));
      await putInto(tab, evening());
      await readingDone(tab);
      await tab.$eval("#pass-on", (heading) => heading.scrollIntoView());
      await tab.waitForFunction(() => document.querySelector(".made-link input").value);
      const saved = (press) => new Promise((resolve, reject) => {
        let file;
        AbortSignal.timeout(20_000).onabort = () => reject(new Error(`${press} saves nothing`));
        client.on("Browser.downloadWillBegin", ({ suggestedFilename }) => { file = suggestedFilename; });
        client.on("Browser.downloadProgress", ({ state }) => {
          if (state === "canceled") reject(new Error(file));
          if (state === "completed") resolve({ name: file, bytes: readFileSync(join(folder, file)) });
        });
        tab.evaluate((label) => [...document.querySelectorAll("share-panel button")].find((one) => (one.ariaLabel ?? one.textContent) === label).click(), press).catch(reject);
      }).finally(() => {
        client.removeAllListeners("Browser.downloadWillBegin");
        client.removeAllListeners("Browser.downloadProgress");
      });
      const analysis = new overshare.Analysis(evening());
      const formats = await tab.$$eval(".formats button[aria-label^=Save]", (all) => all.map(({ ariaLabel }) => ariaLabel));
      assert.equal(formats.length, 9);
      const known = { "Save: HTML report": "html", "Save: Markdown": "markdown", "Save: Plain text": "text", "Save: JSON": "json", "Save: NDJSON": "ndjson", "Save: CSV, one row an event": "csv-events", "Save: CSV, one row a field": "csv-fields", "Save: HAR": "har", "Save: Body": "body" };
      for (const label of formats) {
        const { name, bytes } = await saved(label);
        assert.equal(name, analysis.exportName(known[label]));
        assert.match(name, /masked/);
        assert.deepEqual(bytes, Buffer.from(analysis.export(known[label])), label);
        for (const secret of secrets) assert.ok(!bytes.includes(secret), `${secret} in ${name}`);
      }
      // Own values need a tick, and then nothing can be copied.
      await (await tab.waitForSelector(named("With everything, for my own files", "checkbox"))).evaluate((one) => one.click());
      assert.match(await tab.$eval("export-list", ({ innerText }) => innerText), /These files contain all your values/);
      assert.equal(await tab.$$eval(".formats button", (all) => all.filter((one) => one.checkVisibility() && one.textContent === "Copy").length), 0);
      const full = await saved("Save: JSON");
      assert.match(full.name, /full/);
      assert.ok(full.bytes.includes(person.phone) && full.bytes.includes("headache for three days"));
      assert.equal(readdirSync(folder).length, 10);
      // Nothing was asked of any server for it.
      assert.deepEqual(asked.filter((url) => !/^(blob|data):/.test(url)), []);
    }));

  test("and links pass axe and stay inside the page, 1280 and 320 pixels wide", () =>
    withPageOf(site.origin, browser, async (tab) => {
      await putInto(tab, evening());
      await readingDone(tab);
      await tab.$eval("#pass-on", (heading) => heading.scrollIntoView());
      await tab.waitForFunction(() => document.querySelector(".made-link input").value);
      await tab.$$eval("share-panel details", (all) => all.forEach((one) => (one.open = true)));
      await tab.waitForSelector(".qr svg");
      for (let closed; (closed = await tab.$(".preview button[aria-expanded=false]"));) await closed.evaluate((one) => one.click());
      await passesInBothWidths(tab, "the section", { part: "share-panel" });
      const link = await tab.$eval(".made-link input", ({ value }) => value);
      await tab.goto("about:blank");
      await tab.goto(link);
      await readingDone(tab);
      await tab.$eval("shared-banner details", (details) => (details.open = true));
      await passesInBothWidths(tab, "a shared capture", { part: "shared-banner, section.tells" });
    }));

  test("print nothing of what shares them", () =>
    withPageOf(site.origin, browser, async (tab) => {
      await putInto(tab, evening());
      await readingDone(tab);
      await tab.emulateMediaType("print");
      assert.equal(await tab.$eval("share-panel", (one) => one.checkVisibility()), false);
    }));
});
