// What makes the page handy for those who use it often: links to every place and the way back, forms to copy.
// In Chromium and Firefox.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launchChromium, launchFirefox } from "./lib/browser.mjs";
import { evening, person } from "./lib/captures.mjs";
import { copiedText, eventButton, named, names, openedEvent, pasteInto, readingDone, withPageOf } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";
import { indented } from "../../www/json-path.js";
import { formatPlace, parsePlace, placeOf } from "../../www/place.js";

const DEVICE = "properties.$device_id";

let site;
let overshare;
before(async () => {
  overshare = await loadPackage();
  site = await serveFolders({ "/": inClone("") });
});
after(() => site?.close());

describe("JSON with a line for each value", () => {
  test("keeps numbers, names and their order, and what is damaged", () => {
    for (const text of ['{"a":{"x":1,"y":[{},[],"s\\"[",null]},"b":{},"c":[1,[2]]}', "7", '"a: [b]"']) {
      assert.equal(indented(text), JSON.stringify(JSON.parse(text), null, 2));
    }
    assert.equal(indented('{"2":9007199254740993,"1":1.0,"2":"\\u0041"}'), '{\n  "2": 9007199254740993,\n  "1": 1.0,\n  "2": "\\u0041"\n}');
    for (const text of ["", '{"a":[1,"cut']) assert.equal(indented(text), text);
  });
});

describe("an address in the page", () => {
  const paths = ["", "event", DEVICE, "properties.list[0]", "a/b c#d%e?f", "“q”.[\"'\\]", "数据.😀", "..", "value"];

  test("leads to the place that it was made for", () => {
    for (const kind of ["event", "request"]) {
      for (const index of [0, 2, 19_999]) {
        for (const path of paths) {
          const hash = formatPlace({ kind, index, path });
          // What a browser makes of the address must be what was written.
          assert.equal(new URL(hash, "https://overshare.example/").hash, hash);
          assert.deepEqual(parsePlace(hash), { kind, index, path });
        }
      }
    }
    for (const id of ["events", "points-to", "cannot-know"]) assert.deepEqual(parsePlace(formatPlace({ kind: "section", id })), { kind: "section", id });
  });

  test("is nothing where it leads nowhere", () => {
    for (const hash of ["", "#", "#event-0", "#event-01", "#event-1e9", "#event--1", "#event-9999999999", "#event-1/%zz", "#o1.5.abc", "#Events", "#-", "event-1", "#request-"]) {
      assert.equal(parsePlace(hash), null, hash);
    }
  });

  test("comes from the core’s own", () => {
    assert.deepEqual(placeOf("0.3.properties.$device_id"), { kind: "event", index: 3, path: DEVICE });
    assert.deepEqual(placeOf("1.query.project"), { kind: "request", index: 1, path: "query.project" });
    assert.deepEqual(placeOf("0.3"), { kind: "event", index: 3, path: "" });
    assert.equal(placeOf("nowhere"), null);
  });
});

for (const [name, launch] of [["Chromium", launchChromium], ["Firefox", launchFirefox]]) {
  describe(`a reader with ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /** A test with the capture already read. */
    const reading = (title, use) =>
      test(title, () => withPageOf(site.origin, browser, async (tab) => {
        await pasteInto(browser, tab, evening());
        await readingDone(tab);
        await use(tab);
      }));

    const hash = (tab) => tab.evaluate(() => location.hash);
    /** Waits until a field of an event stands out. */
    const pointedAt = (tab, path) =>
      tab.waitForFunction((wanted) => {
        const [row, another] = document.querySelectorAll("[data-pointed]");
        return row === document.activeElement && !another && row.dataset.path === wanted;
      }, {}, path);
    /** A link in what follows from the capture, to a field of this name. */
    const evidence = async (tab, path) => {
      const link = await tab.evaluateHandle((last) => [...document.querySelectorAll("main code a.place")].find(({ textContent }) => textContent === last), path.split(".").at(-1));
      return link.asElement();
    };
    const focused = (tab, link) => tab.waitForFunction((element) => element === document.activeElement, {}, link);
    const destination = (tab) => tab.$eval("#destination", ({ textContent }) => textContent);

    reading("follows evidence in place, and comes back to where it was", async (tab) => {
      const link = await evidence(tab, DEVICE);
      assert.match(await link.evaluate((element) => element.getAttribute("href")), /^#event-\d+\/properties\.%24device_id$/);
      await link.click();
      await pointedAt(tab, DEVICE);
      // The name of a field is the capture's: no more than the event's number gets into the address.
      assert.match(await hash(tab), /^#event-\d+$/);
      assert.ok(!(await tab.evaluate(() => JSON.stringify(history.state))).includes("device"));
      await tab.evaluate(() => history.back());
      await focused(tab, link);
      assert.equal(await hash(tab), "");
      assert.ok(await link.isIntersectingViewport());
      assert.equal(await tab.$("[data-pointed]"), null);
      await tab.evaluate(() => history.forward());
      await pointedAt(tab, DEVICE);
    });

    reading("gets the address of a field by pressing its own link", async (tab) => {
      const button = await eventButton(tab, 2);
      await button.click();
      const region = await openedEvent(tab, button);
      await (await region.$('tr[data-path="properties.search_word"] a[rel=bookmark]')).click();
      await pointedAt(tab, "properties.search_word");
      assert.equal(await hash(tab), "#event-3/properties.search_word");
      const address = await tab.evaluate(() => location.href);
      // In another tab the address waits for the capture.
      await withPageOf(site.origin, browser, async (other) => {
        await other.goto("about:blank");
        await other.goto(address);
        await other.waitForSelector("body[data-ready]");
        assert.equal(await destination(other), "This link leads to event 3. Paste the recording that it belongs to.");
        await pasteInto(browser, other, evening());
        await pointedAt(other, "properties.search_word");
        assert.equal(await other.evaluate(() => location.href), address);
        assert.equal(await destination(other), "");
        // The next capture is another one: the address has nothing to say about it.
        await (await other.waitForSelector(named(names.another, "button"))).click();
        await pasteInto(browser, other, evening({ later: 60_000 }));
        await readingDone(other);
        assert.equal(await hash(other), "");
      });
    });

    reading("is told where a link leads nowhere", async (tab) => {
      for (const address of ["#event-99", "#event-1/properties.nothing", "#request-2"]) {
        await tab.evaluate((to) => { location.hash = to; }, address);
        await tab.waitForFunction(() => document.querySelector("#destination").textContent.includes("does not have"));
        await tab.evaluate(() => { location.hash = "#event-1/event"; });
        await pointedAt(tab, "event");
        assert.equal(await destination(tab), "");
      }
    });

    test("is told of no more than a number by a link that others made", () =>
      withPageOf(site.origin, browser, async (tab) => {
        for (const address of ["#event-3/Call%20555%20now", "#request-1/Call%20555%20now"]) {
          await tab.evaluate((to) => { location.hash = to; }, address);
          await tab.waitForFunction(() => document.querySelector("#destination").textContent.startsWith("This link leads to"));
          assert.ok(!(await tab.evaluate(() => document.body.innerText)).includes("555"));
        }
      }));

    /** Opens an event, and the menu of one of its fields or its own. */
    async function menuOf(tab, index, path) {
      const button = await eventButton(tab, index);
      if (await button.evaluate((element) => element.ariaExpanded !== "true")) await button.click();
      const region = await openedEvent(tab, button);
      const press = await region.$(path === "" ? "copy-menu:not(td *) button" : `tr[data-path="${path}"] copy-menu button`);
      await press.click();
      await tab.waitForSelector("[role=menuitem]", { visible: true });
      return press;
    }
    const items = (tab) => tab.$$eval("[role=menuitem]", (all) => all.map(({ textContent }) => textContent));
    const saysCopied = (tab, what) => tab.waitForFunction((words) => document.querySelector("#status").textContent === words, {}, `Copied: ${what}`);
    /** Chooses from the open menu and gives what is on the clipboard then. */
    async function copied(tab, what) {
      await (await tab.waitForSelector(`::-p-xpath(//*[@role="menuitem"][.="${what}"])`)).click();
      await saysCopied(tab, what);
      return copiedText(browser, tab);
    }

    reading("copies a field in every form", async (tab) => {
      const { fields } = JSON.parse(overshare.decode(evening())).requests[0].events[2];
      const { label, value, meaning, matters } = fields.find(({ path }) => path === DEVICE);
      for (const [what, expected] of [
        ["Text of the value", JSON.parse(value)],
        ["Value as sent", value],
        ["Field with its meaning", `${label} (${DEVICE}): ${value}\n  ${meaning}\n  Why it matters: ${matters}`],
        ["Link", `${site.origin}/#event-3/properties.%24device_id`],
      ]) {
        await menuOf(tab, 2, DEVICE);
        assert.equal(await copied(tab, what), expected);
      }
      // Copying a link must not put it into this tab's own address.
      assert.equal(await hash(tab), "");
    });

    reading("copies an event in every form", async (tab) => {
      const event = JSON.parse(overshare.decode(evening())).requests[0].events[2];
      const sent = JSON.stringify(JSON.parse(evening())[2]);
      const read = async (what) => {
        await menuOf(tab, 2, "");
        return copied(tab, what);
      };
      assert.equal(await read("Text as sent"), sent);
      assert.equal(await read("Indented JSON"), JSON.stringify(JSON.parse(sent), null, 2));
      assert.equal(await read("Link"), `${site.origin}/#event-3`);
      const words = await read("Event in words");
      assert.ok(words.startsWith(`${event.title}\n6 May 2020, 17:04:04 UTC\n${event.meaning}\n\n`), words);
      for (const { path, value, meaning } of event.fields) {
        assert.ok(words.includes(`${path}`) && words.includes(value) && words.includes(meaning ?? "No source"), path);
      }
    });

    reading("uses the menu with the keyboard alone", async (tab) => {
      const press = await menuOf(tab, 0, DEVICE);
      await tab.keyboard.press("Escape");
      await focused(tab, press);
      await tab.waitForFunction((button) => !document.querySelector("[role=menu]") && button.ariaExpanded === "false", {}, press);
      const active = () => tab.evaluate(() => document.activeElement.textContent);
      await tab.keyboard.press("Enter");
      await tab.waitForSelector("[role=menuitem]:focus");
      const all = await items(tab);
      for (const [key, index] of [["ArrowDown", 1], ["End", all.length - 1], ["ArrowDown", 0], ["ArrowUp", all.length - 1], ["Home", 0], ["v", 1]]) {
        await tab.keyboard.press(key);
        assert.equal(await active(), all[index], key);
      }
      await tab.keyboard.press("Enter");
      await saysCopied(tab, all[1]);
      await focused(tab, press);
      await tab.keyboard.press("ArrowDown");
      await tab.waitForSelector("[role=menuitem]:focus");
      await tab.keyboard.press("Tab");
      await tab.waitForFunction(() => !document.querySelector("[role=menu]"));
      // Tab goes on from the button.
      assert.ok(await press.evaluate((element) => element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING));
      assert.equal(await copiedText(browser, tab), `"${person.phone}"`);
    });

    reading("opens a field around the events by its address", async (tab) => {
      await tab.evaluate(() => { location.hash = "#request-1"; });
      await tab.waitForFunction(() => document.activeElement.matches("request-list summary[data-pointed]"));
    });
  });
}
