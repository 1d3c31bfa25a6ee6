// Captures of many requests in the page: their list, what narrows the events to one of them, what else was captured, and large files.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { passesNarrow, passesRules } from "./lib/axe.mjs";
import { evening } from "./lib/captures.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { engines } from "./lib/engines.mjs";
import { copiedText, copySection, dropCapture, dropped, named, names, pageForAll, putInto, readingDone, sectionOf, statusSays, withPageOf } from "./lib/journey.mjs";
import { dayOfMessages } from "./lib/mint-like.mjs";
import { inClone } from "./lib/paths.mjs";
import { servePage } from "./lib/server.mjs";

/** Three uploads in two formats, and a page of the news. */
const messages = readFileSync(inClone("tests/fixtures/several-requests/messages/paste.txt"), "utf8");
const [UPLOADS, EVENTS, OTHERS, HOSTS] = [45, 3, 130, 65];
const day = dayOfMessages({ uploads: UPLOADS, events: EVENTS, others: OTHERS, hosts: HOSTS });
const news = "GET /a HTTP/1.1\r\nHost: news.example\r\n\r\nHTTP/1.1 200 OK\r\n\r\nok\r\n\r\nGET /b HTTP/1.1\r\nHost: shop.example\r\n\r\nHTTP/1.1 200 OK\r\n\r\nok\r\n";

let site;
before(async () => {
  site = await servePage();
});
after(() => site?.close());

const HEADING = "Details of the requests";
const textOf = (tab, selector) => tab.$eval(selector, ({ innerText }) => innerText.replace(/\s+/g, " ").trim());
const rowsOf = (tab) => tab.$$eval(".requests > li > details > summary", (rows) => rows.map(({ textContent }) => textContent));
const press = async (tab, name) => (await tab.waitForSelector(named(name, "button"), { visible: true })).click();
const countSays = (tab, text) => tab.waitForFunction((wanted) => document.querySelector("event-list .count").textContent === wanted, {}, text);
const origins = (tab) => tab.$$eval("event-table [data-part=origin]", (cells) => cells.filter((cell) => cell.checkVisibility()).map(({ textContent }) => textContent));

/** Opens a request of the list. */
async function opened(tab, index) {
  await tab.evaluate((at) => document.querySelectorAll(".requests > li > details > summary")[at].click(), index);
  return tab.waitForSelector(`.requests > li:nth-child(${index + 1}) > details[open] dl`, { visible: true });
}

/** What is said of an opened request, by its name. */
const facts = (list) => list.evaluate((dl) =>
  Object.fromEntries([...dl.querySelectorAll("dt")].map((term) => [term.innerText, term.nextElementSibling.innerText.replace(/\s+/g, " ").trim()])));

/** A report of what no capture here has: an archive with places and times, and requests that could not be read. */
const archive = (() => {
  const request = (host, others) => ({
    sender: null, device: "unknown", protocol: { id: "sensors-analytics", name: "Sensors Analytics", certainty: "certain", because: "of its host", recipient: null },
    at: { start: 1000, end: 3000, path: "log.entries[17].request" },
    started: Date.UTC(2020, 4, 6, 18, 14, 2),
    method: "POST", url: `https://${host}/sa?project=x`, host, role: null, state: "read", layers: [], checks: [], fields: [], first_event: 0, event_count: 0, locked: null,
    ...others,
  });
  const layer = { codec: "gzip", because: "", bytes_in: 9, bytes_out: 9, status: "partial" };
  return {
    input: { kind: "har", because: "", bytes: 5000 },
    counts: { events: 0 },
    requests: [
      request("read.example", { event_count: 2 }),
      request("cut.example", { state: "partial", layers: [layer] }),
      request("encrypted.example", { state: "encrypted", locked: { scheme: "AES", visible: "the app", quotes: [], needs: [] }, started: Date.UTC(2020, 4, 7, 9, 0, 0) }),
      request("unknown.example", { state: "unknown", sender: null, device: "unknown", protocol: { id: "unknown", name: "unknown", certainty: "possible", because: "", recipient: null }, method: null, url: null, host: null, started: undefined }),
    ],
  };
})();

describe("many requests", () => {
  let browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  const page = pageForAll(() => site.origin, () => browser);
  const withCapture = async (text, use) => {
    await page().setViewport({ width: 1280, height: 800 });
    await dropCapture(page(), text);
    await use(page());
  };

  test("are a line each, with where each went, what it held and how far it was read", () => withCapture(messages, async (tab) => {
    assert.deepEqual(await rowsOf(tab), [
      "1. sa.api.intl.miui.com, POST /sa, Sensors Analytics, 2 events, Read",
      "2. tracking.intl.miui.com, POST /track/v4/o, OneTrack, 1 event, Read",
      "3. sa.api.intl.miui.com, POST /sa, Sensors Analytics, 1 event, Read",
    ]);
    // What is heard is what is seen.
    const { name: heard } = await tab.accessibility.snapshot({ root: await tab.$(".requests summary"), interestingOnly: false });
    assert.equal(heard.replace(/\s+/g, " ").replaceAll(" ,", ","), "1. sa.api.intl.miui.com, POST /sa, Sensors Analytics, 2 events, Read");
    const heights = await tab.$$eval(".requests summary", (rows) => rows.map((row) => row.getBoundingClientRect().height));
    assert.ok(heights.every((height) => height >= 38 && height <= 42), heights.join());
    assert.equal(await textOf(tab, ".strip-kind"), "HTTP requests (1.7 kB): 3 requests with analytics, formats Sensors Analytics and OneTrack. 1 other request.");
    assert.match(await tab.$eval("#status", ({ textContent }) => textContent), /^4 events in 3 requests read, .*; 1 other request$/);
  }));

  test("are made when they are shown, and opened when they are asked for", () => withCapture(day, async (tab) => {
    const made = () => tab.$$eval("request-list details.request", (all) => [all.length, all.filter(({ children }) => children.length > 1).length]);
    assert.deepEqual(await made(), [20, 0]);
    await press(tab, `Show more requests (${UPLOADS - 20} left)`);
    assert.deepEqual(await made(), [40, 0]);
    await opened(tab, 1);
    assert.deepEqual(await made(), [40, 1]);
  }));

  test("say when they were sent, what could not be read, and which path in a file is theirs", () => withCapture(messages, async (tab) => {
    await tab.evaluate((overview) => document.querySelector("request-list").show({ overview, ask: async () => null }, { sources: new Map(), categories: new Map() }), archive);
    assert.deepEqual(await rowsOf(tab), [
      "1. read.example, POST /sa, Sensors Analytics, 2 events, 6 May, 18:14, Read",
      "2. cut.example, POST /sa, Sensors Analytics, 0 events, 6 May, 18:14, Partly read",
      "3. encrypted.example, POST /sa, Sensors Analytics, 0 events, 7 May, 09:00, Encrypted",
      "4. no host, 0 events, Unknown format",
    ]);
    assert.equal((await facts(await opened(tab, 0)))["In the capture"], "log.entries[17].request: Bytes 1,001 to 3,000 of 5,000.");
  }));

  test("show their events, and those of their host, until the reader takes that back", () => withCapture(day, async (tab) => {
    const all = UPLOADS * EVENTS;
    // Something that hides some of them is in the way.
    await (await tab.waitForSelector(named("Find in the events", "searchbox"))).type("no such text");
    await countSays(tab, "No event matches. Clear a filter to see more.");
    await opened(tab, 2);
    await press(tab, "Show its events");
    await countSays(tab, `${EVENTS} of ${all} events`);
    assert.deepEqual(new Set(await origins(tab)), new Set(["request 3, sa.api.intl.example"]));
    assert.equal(await tab.evaluate(() => document.activeElement.closest("h2")?.id), "events");
    await press(tab, "Remove: in request 3");
    await countSays(tab, `${all} events on 4 May 2020, by the device’s clock.`);
    await press(tab, "Show the host’s events");
    await countSays(tab, `${(UPLOADS / 3) * EVENTS} of ${all} events`);
    assert.ok((await origins(tab)).every((origin) => /^request \d+, sa\.api\.intl\.example$/.test(origin)));
    const select = await tab.waitForSelector(named("Sent to", "combobox"));
    assert.equal(await select.evaluate(({ value }) => value), "sa.api.intl.example");
    await press(tab, "Clear filters");
    await tab.waitForFunction(() => document.querySelector("event-list .filter-set").hidden);
  }));

  test("are named by each event, which leads to its own", () => withCapture(messages, async (tab) => {
    assert.deepEqual(await origins(tab), ["request 1, sa.api.intl.miui.com", "request 1, sa.api.intl.miui.com", "request 2, tracking.intl.miui.com", "request 3, sa.api.intl.miui.com"]);
    await tab.evaluate(() => { location.hash = "#event-3"; });
    const link = await tab.waitForSelector('event-detail a[href="#request-2"]', { visible: true });
    assert.equal(await link.evaluate(({ textContent }) => textContent), "2, to tracking.intl.miui.com");
    await link.click();
    await tab.waitForFunction(() => document.activeElement.matches("request-list li:nth-child(2) > details[open] > summary[data-pointed]"));
  }));

  test("have addresses, however far down the list", () => withCapture(day, async (tab) => {
    await tab.evaluate(() => { location.hash = "#request-43/query.project"; });
    await tab.waitForFunction(() => document.activeElement.matches("request-list li:nth-child(43) tr[data-pointed][data-path='query.project']"));
    assert.equal(await tab.$eval("#destination", ({ textContent }) => textContent), "");
    await tab.evaluate((beyond) => { location.hash = `#request-${beyond}`; }, UPLOADS + 1);
    await tab.waitForFunction(() => document.querySelector("#destination").textContent !== "");
  }));

  test("are gone through by keys", () => withCapture(day, async (tab) => {
    await tab.focus(".requests li:first-child summary");
    const at = () => tab.evaluate(() => [...document.querySelectorAll(".requests summary")].indexOf(document.activeElement));
    for (const [key, row] of [["ArrowDown", 1], ["ArrowDown", 2], ["ArrowUp", 1], ["End", 19], ["ArrowDown", 20], ["Home", 0], ["ArrowUp", 0]]) {
      await tab.keyboard.press(key);
      assert.equal(await at(), row, key);
    }
    await tab.keyboard.press("Enter");
    await tab.waitForSelector(".requests li:first-child details[open] dl");
    await tab.keyboard.press("Enter");
    await tab.waitForSelector(".requests li:first-child details:not([open])");
  }));

  test("have an address that is shown as the capture says it, and no scheme is made up", () => withCapture(messages, async (tab) => {
    const list = await opened(tab, 0);
    assert.match((await facts(list)).Address, /^sa\.api\.intl\.miui\.com\/sa\?project=global_browser_mini&r=DE/);
    await (await list.$('button[aria-label*="the address"]')).click();
    await statusSays(tab, "Copied");
    assert.equal(await copiedText(browser, tab), "//sa.api.intl.miui.com/sa?project=global_browser_mini&r=DE");
  }));

  test("are copied one by one, as they were captured", () => withCapture(messages, async (tab) => {
    const list = await opened(tab, 1);
    await (await list.$('button[aria-label*="the whole request"]')).click();
    await statusSays(tab, "Copied");
    const from = messages.indexOf("POST /track/v4/o");
    assert.equal((await copiedText(browser, tab)).replaceAll("\r", ""), messages.slice(from, messages.indexOf("HTTP/1.1 200", from)).replaceAll("\r", "").replace(/\n$/, ""));
  }));

  test("keep the bytes of an event where they are in the capture", () => withCapture(messages, async (tab) => {
    await tab.evaluate(() => { location.hash = "#event-4"; });
    // Until then the one before may be shown, and go away.
    await tab.waitForSelector('event-detail a[href="#request-3"]', { visible: true });
    await (await tab.waitForSelector('::-p-xpath(//event-detail//summary[.="Bytes, layer by layer"])', { visible: true })).click();
    await (await tab.waitForSelector(named("In the capture", "tab"), { visible: true })).click();
    const said = await tab.waitForFunction((all) => {
      const told = document.querySelector("byte-view [role=status]").textContent;
      return told.includes(`of ${all}.`) && told;
    }, {}, messages.length.toLocaleString("en"));
    const [, first, last] = /^Bytes ([\d,]+) to ([\d,]+) of /.exec(await said.jsonValue()).map((number) => Number(number.replaceAll(",", "")));
    // The third request is the last; its events are in its only long value.
    const value = messages.indexOf("data_list=", messages.lastIndexOf("POST /sa")) + "data_list=".length;
    assert.ok(first > value && last <= messages.indexOf("\n", value), `${first} to ${last} is not in the value that begins at ${value}`);
    assert.equal(await tab.$eval("byte-view mark", ({ textContent }) => textContent), messages.slice(first - 1, last));
    await press(tab, names.hex);
    const dump = await tab.waitForFunction(() => document.querySelector("byte-view code.dump")?.textContent);
    const [offset, digits] = (await dump.jsonValue()).split("  ");
    assert.equal(Buffer.from(digits.trim().replaceAll(" ", ""), "hex").toString(), messages.slice(Number.parseInt(offset, 16), Number.parseInt(offset, 16) + 16));
  }));

  test("are decoded one at a time, each by its number", () => withCapture(messages, async (tab) => {
    const choice = await tab.waitForSelector('unwrap-steps input[type="number"]');
    const said = () => textOf(tab, "unwrap-steps .order + p");
    assert.equal(await said(), "Request 1 of 3: POST sa.api.intl.miui.com/sa");
    for (const [wanted, expected] of [["2", "Request 2 of 3: POST tracking.intl.miui.com/track/v4/o"], ["99", "Request 3 of 3: POST sa.api.intl.miui.com/sa"]]) {
      await choice.evaluate((input, value) => {
        input.value = value;
        input.dispatchEvent(new Event("change"));
      }, wanted);
      assert.equal(await said(), expected);
    }
    await tab.waitForFunction(() => document.querySelector("unwrap-steps .whole-way pre")?.textContent.includes("< request-3.txt"));
  }));

  test("leave what else was captured to a sentence, with its hosts on demand", () => withCapture(day, async (tab) => {
    assert.equal(await textOf(tab, ".others > p"),
      `Also in this capture: ${OTHERS} requests to ${HOSTS} hosts. Overshare found no analytics it knows there, and kept only the names of the hosts.`);
    assert.equal(await tab.$(".hosts"), null);
    await (await tab.waitForSelector(`::-p-xpath(//summary[.="Hosts (${HOSTS})"])`)).click();
    const hosts = () => tab.$$eval(".hosts li", (items) => items.map(({ innerText }) => innerText));
    await tab.waitForSelector(".hosts li");
    assert.deepEqual([(await hosts()).length, (await hosts())[0]], [20, "host-0.example 2 requests"]);
    await press(tab, `Show more hosts (${HOSTS - 20} left)`);
    assert.equal((await hosts()).length, 40);
  }));

  test("that are all no analytics are told of calmly", () => withCapture(news, async (tab) => {
    assert.equal(await textOf(tab, "section.tells .sentence-text"), "None of the 2 requests in this capture sends analytics that Overshare knows.");
    assert.equal(await textOf(tab, ".strip-kind"), "HTTP requests (126 B): 2 requests, none with analytics that Overshare knows.");
    assert.equal(await tab.$eval("section.diagnostics", ({ hidden }) => hidden), true);
    assert.match(await textOf(tab, ".others > p"), /^In this capture: 2 requests to 2 hosts\./);
    assert.deepEqual(await tab.$$eval("event-list, unwrap-steps, share-panel, own-value, capture-comparison", (parts) => parts.filter(({ hidden }) => !hidden).map(({ localName }) => localName)), []);
    assert.deepEqual(await sectionOf(tab, "The requests").then((section) => section.$$eval(".requests", (lists) => lists.length)), 0);
  }));

  for (const width of [1280, 320]) {
    test(`passes axe and fits, ${width} pixels wide`, () => withCapture(day, async (tab) => {
      await tab.setViewport({ width, height: 800 });
      await opened(tab, 1);
      await tab.$eval(".others details", (details) => (details.open = true));
      await tab.waitForSelector(".hosts li");
      assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
      await (width === 1280 ? passesRules : passesNarrow)(tab, "with many requests", "request-list, event-list, unwrap-strip, unwrap-steps");
    }));
  }

  test("are copied as a list, those that are open with what is in them", () => withCapture(messages, async (tab) => {
    await opened(tab, 1);
    await copySection(tab, HEADING, "Text as shown");
    const lines = (await copiedText(browser, tab)).split("\n").map((line) => line.trim());
    const rows = lines.flatMap((line, at) => (/^\d\. /.test(line) ? [[at, line]] : []));
    assert.deepEqual(rows.map(([, line]) => line), [
      "1. sa.api.intl.miui.com POST /sa Sensors Analytics 2 events Read",
      "2. tracking.intl.miui.com POST /track/v4/o OneTrack 1 event Read",
      "3. sa.api.intl.miui.com POST /sa Sensors Analytics 1 event Read",
    ]);
    assert.equal(rows[1][0], rows[0][0] + 1);
    assert.ok(lines.indexOf("Address: tracking.intl.miui.com/track/v4/o") > rows[1][0]);
  }));

  test("that are one look as one did", () => withCapture(`${messages.slice(messages.indexOf("POST /track"), messages.lastIndexOf("HTTP/1.1 200", messages.lastIndexOf("POST /sa")))}`, async (tab) => {
    assert.equal(await tab.$(".requests > li"), null);
    assert.deepEqual(await origins(tab), []);
    assert.equal(await tab.$('unwrap-steps input[type="number"]'), null);
    assert.match(await textOf(tab, ".requests > details > summary"), /^POST tracking\.intl\.miui\.com OneTrack, 1 event$/);
  }));
});

for (const { name, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
  describe(`a file, in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /** Lets a file give its first piece and then nothing, as a slow disk does. */
    const stall = (tab) => tab.evaluate(() => {
      const { slice } = Blob.prototype;
      Blob.prototype.slice = function (start, end) {
        return start === 0 ? slice.call(this, start, end) : { arrayBuffer: () => new Promise(() => {}) };
      };
    });
    const large = "x".repeat(9_000_000);
    const state = (tab, text) => tab.waitForFunction((wanted) => document.querySelector("run-progress").checkVisibility() && document.querySelector("run-progress").textContent.includes(wanted), {}, text);

    inBothBrowsers("that is slow to open says how far it has come, and Stop ends it at once", () => withPageOf(site.origin, browser, async (tab) => {
      await stall(tab);
      await dropped(tab, "capture.txt", large);
      await state(tab, "4.2 MB of 9 MB");
      await state(tab, "Opening the file");
      await press(tab, names.stop);
      await tab.waitForFunction(() => document.querySelector("#trouble").textContent.startsWith("Stopped. Nothing"));
      assert.equal(await tab.$eval("run-progress", ({ hidden }) => hidden), true);
    }));

    inChromium("that is stopped leaves the result before it", () => withPageOf(site.origin, browser, async (tab) => {
      await dropped(tab, "capture.txt", evening());
      await readingDone(tab);
      await tab.waitForFunction(() => document.querySelector("#result").ariaBusy === "false");
      await stall(tab);
      await dropped(tab, "capture.txt", large);
      await state(tab, "Opening the file");
      await press(tab, names.stop);
      await statusSays(tab, "Stopped. Your result is still here.");
      assert.equal(await tab.$eval("#result", ({ hidden }) => hidden), false);
      await tab.evaluate(() => { location.hash = "#event-2"; });
      await tab.waitForFunction(() => document.querySelector(".event-pane h3").textContent.includes("headache"));
    }));

    inChromium("that is overtaken by a paste is not read", () => withPageOf(site.origin, browser, async (tab) => {
      await stall(tab);
      await dropped(tab, "capture.txt", large);
      await state(tab, "Opening the file");
      await putInto(tab, evening());
      assert.match(await readingDone(tab), /^5 events/);
      assert.equal(await tab.$eval("#trouble", ({ textContent }) => textContent), "");
    }));

    inFirefoxWithTime("is read with a progress that goes from nothing to all", () => withPageOf(site.origin, browser, async (tab) => {
      await tab.evaluate(() => {
        globalThis.said = [];
        new MutationObserver(() => said.push(document.querySelector("run-progress .quiet").textContent)).observe(document.querySelector("run-progress"), { childList: true, characterData: true, subtree: true });
      });
      await dropped(tab, "capture.txt", dayOfMessages({ uploads: 240, events: 200 }));
      await readingDone(tab);
      const shares = (await tab.evaluate(() => globalThis.said)).filter((one) => one !== "" && !/ of /.test(one));
      assert.ok(shares.length > 3, shares.join());
      assert.ok(shares.every((one) => /^\d{1,3}%$/.test(one)), shares.join());
      const numbers = shares.map((one) => Number.parseInt(one, 10));
      assert.deepEqual(numbers, [...numbers].sort((one, other) => one - other));
    }));
  });
}

test("a file is read as far as the core looks", () => {
  const [, megabytes] = /input: (\d+) << 20,/.exec(readFileSync(inClone("src/limits.rs"), "utf8"));
  const [, own] = /LARGEST = (\d+) << 20;/.exec(readFileSync(inClone("www/file.js"), "utf8"));
  assert.equal(own, megabytes);
});
