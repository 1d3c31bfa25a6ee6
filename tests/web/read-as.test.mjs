// What the reader knows better than the page: what format a capture is in, which part of a text it is, and that it
// belongs to the one before.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { launchChromium } from "./lib/browser.mjs";
import { eventTitles, forgetStatus, named, names, openPage, putInto, readingDone } from "./lib/journey.mjs";
import { inClone } from "./lib/paths.mjs";
import { servePage } from "./lib/server.mjs";

const event = (name) => JSON.stringify([{ type: "track", event: name, time: 1_588_938_227_000, distinct_id: "anna-1", properties: { search_word: "tea" } }]);
const request = (name) => `POST /sa?project=p HTTP/1.1\nHost: sa.api.intl.miui.com\nContent-Type: application/json\n\n${event(name)}`;

let site;
let browser;
before(async () => {
  site = await servePage();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** A page of its own. */
async function withPage(use) {
  const { tab, problems } = await openPage(browser, site.origin);
  try {
    await use(tab);
    assert.deepEqual(problems, []);
  } finally {
    await tab.close();
  }
}

/** Puts a text in the place of what is shown. */
async function putAnother(tab, text) {
  await press(tab, "Paste another");
  await putInto(tab, text);
  await readingDone(tab);
}

const press = async (tab, name) => (await tab.waitForSelector(named(name, "button"), { visible: true })).click();
const kind = (tab) => tab.$eval(".strip-kind", ({ innerText }) => innerText);
const isDone = (tab) => tab.waitForFunction(() => document.querySelector("#result").ariaBusy === "false");

describe("a capture", () => {
  test("is read in the format that the reader chooses, and as it looks again", () => withPage(async (tab) => {
    await putInto(tab, request("first"));
    await readingDone(tab);
    assert.match(await kind(tab), /^An HTTP request /);
    await tab.$eval("unwrap-strip details", (details) => { details.open = true; });
    const select = await tab.waitForSelector(named("Read it as", "combobox"), { visible: true });
    assert.ok((await select.$$("option")).length > 30);
    await forgetStatus(tab);
    await select.select("har");
    await readingDone(tab);
    await isDone(tab);
    assert.match(await kind(tab), /^A HAR file /);
    assert.match(await tab.$eval("section.diagnostics", ({ innerText }) => innerText), /format that was chosen/);
    // The choice is still there to be changed, with the cursor on it.
    assert.equal(await tab.evaluate(() => document.activeElement.value), "har");
    await forgetStatus(tab);
    await tab.select("unwrap-strip select", "search");
    await readingDone(tab);
    assert.deepEqual((await eventTitles(tab)).length, 1);
    await forgetStatus(tab);
    await tab.select("unwrap-strip select", "");
    await readingDone(tab);
    assert.match(await kind(tab), /^An HTTP request /);
  }));

  test("is the selected part of a text", () => withPage(async (tab) => {
    const text = `${request("first")}\n\n\nMia wrote:\n${event("second")}`;
    await putInto(tab, text);
    await readingDone(tab);
    await press(tab, "Edit the text");
    const box = await tab.waitForSelector(named(names.box, "textbox"), { visible: true });
    const selection = 'paste-box [data-part="selection"]';
    assert.equal(await tab.$eval(selection, ({ hidden }) => hidden), true);
    await box.evaluate((area, start) => area.setSelectionRange(start, area.value.length), text.indexOf("[", text.indexOf("Mia")));
    await tab.waitForSelector(selection, { visible: true });
    await forgetStatus(tab);
    await tab.click(selection);
    await readingDone(tab);
    assert.match(await kind(tab), /^JSON /);
    // What was selected comes of a text, which is there to be read whole again.
    await forgetStatus(tab);
    await press(tab, "Undo");
    await readingDone(tab);
    assert.equal(await box.evaluate(({ value }) => value), text);
  }));

  test("takes the place of another one, which comes back, or is read with it", () => withPage(async (tab) => {
    await putInto(tab, request("first"));
    await readingDone(tab);
    assert.equal(await tab.$(".strip-before"), null);
    await putAnother(tab, `Mia wrote: ${event("second")}`);
    await isDone(tab);
    await forgetStatus(tab);
    await press(tab, "Read both");
    assert.match(await readingDone(tab), /^2 events in 2 requests/);
    await isDone(tab);
    assert.match(await kind(tab), /^2 captures /);
    await putAnother(tab, request("third"));
    await isDone(tab);
    await forgetStatus(tab);
    await press(tab, "Read both");
    assert.match(await readingDone(tab), /^3 events in 3 requests/);
    await isDone(tab);
    assert.match(await kind(tab), /^3 captures /);
    assert.equal(await tab.$(named("Read both", "button")), null);
    await forgetStatus(tab);
    await press(tab, "Undo");
    assert.match(await readingDone(tab), /^1 event in 1 request/);
    await isDone(tab);
    await forgetStatus(tab);
    await press(tab, "Undo");
    assert.match(await readingDone(tab), /^3 events in 3 requests/);
  }));

  test("that is encrypted opens with several keys, from lines and from files", () => withPage(async (tab) => {
    const fixture = (name) => inClone(`tests/fixtures/sensors-analytics/${name}`);
    await putInto(tab, readFileSync(fixture("batches-session-keys/paste.txt"), "utf8"));
    assert.match(await readingDone(tab), /^0 events in 1 request /);
    await isDone(tab);
    const keys = readFileSync(fixture("batches-session-keys/keys.txt"), "utf8");
    const give = async (text, ...files) => {
      const field = await tab.waitForSelector(named("Key, if you have it:", "textbox"), { visible: true });
      await field.evaluate((area, value) => { area.value = value; }, text);
      if (files.length > 0) await (await tab.$(".strip-key input[type=file]")).uploadFile(...files);
      await forgetStatus(tab);
      await press(tab, "Open");
      const said = await readingDone(tab);
      await isDone(tab);
      return [said, await tab.$eval(".strip-key [role=status]", ({ textContent }) => textContent)];
    };
    const [both, ofBoth] = await give(`${keys}hello`);
    assert.match(both, /^2 events in 1 request/);
    assert.equal(ofBoth, "Key 1: The key opened 1 request. Key 2: The key opened 1 request. Key 3: That is no key that Overshare can read.");
    await forgetStatus(tab);
    await press(tab, "Remove the keys");
    assert.match(await readingDone(tab), /^0 events in 1 request /);
    await isDone(tab);
    // One after the other: what opened something stays.
    const [one, ofOne] = await give("", inClone("tests/keys/aes-key.hex"));
    assert.match(one, /^1 event in 1 request/);
    assert.equal(ofOne, "The key opened 1 request.");
    const [two, ofTwo] = await give("", inClone("tests/keys/rsa2048-pkcs1.pem"));
    assert.match(two, /^2 events in 1 request/);
    assert.equal(ofTwo, "Key 1: The key opened 1 request. Key 2: The key opened 1 request.");
    const page = await tab.content();
    for (const secret of keys.trim().split("\n")) assert.ok(!page.includes(secret));
  }));

  test("that is encrypted opens with a key, which is shown nowhere", () => withPage(async (tab) => {
    const give = async (key) => {
      const field = await tab.waitForSelector(named("Key, if you have it:", "textbox"), { visible: true });
      await forgetStatus(tab);
      await field.type(`${key}\n`);
      const said = await readingDone(tab);
      await isDone(tab);
      return [said, await tab.$eval(".strip-key [role=status]", ({ textContent }) => textContent)];
    };
    await putInto(tab, request("first"));
    await readingDone(tab);
    assert.equal(await tab.$(".strip-key"), null);
    await press(tab, "Paste another");
    await putInto(tab, readFileSync(inClone("tests/fixtures/other-xiaomi/mistat-3-agreed-key/paste.txt"), "utf8"));
    await readingDone(tab);
    // The keys are those of the test captures.
    const [nothing, wrong] = await give("00000000000000000000000000000000");
    assert.match(nothing, /^0 events in 1 request /);
    assert.equal(wrong, "This key opens nothing here.");
    assert.equal((await give("my password"))[1], "That is no key that Overshare can read.");
    const key = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    const [one, right] = await give(key);
    assert.match(one, /^1 event in 1 request/);
    assert.equal(right, "The key opened 1 request.");
    assert.ok(!(await tab.content()).includes(key));
    assert.equal(await tab.evaluate(() => document.activeElement.value), "");
    await forgetStatus(tab);
    await press(tab, "Remove the key");
    assert.match(await readingDone(tab), /^0 events in 1 request /);
  }));
});
