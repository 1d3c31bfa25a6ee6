// What makes the page handy for those who use it often: links to every place and the way back, forms to copy,
// shortcuts, choices that last.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { passesRules } from "./lib/axe.mjs";
import { evening, person } from "./lib/captures.mjs";
import { engines } from "./lib/engines.mjs";
import { copiedText, dropCapture, eventButton, fieldRows, named, names, openedEvent, pageForAll, putInto, readingDone, withPageOf } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { servePage } from "./lib/server.mjs";
import { formatPlace, parsePlace, placeOf } from "../../www/place.js";

const DEVICE = "properties.$device_id";

let site;
let overshare;
before(async () => {
  overshare = await loadPackage();
  site = await servePage();
});
after(() => site?.close());

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

describe("what stands in the storage", () => {
  for (const [what, stored] of [
    ["choices of another program", '{"theme":["dark"],"order":{"a":1},"shortcuts":"__proto__","x":1}'],
    ["no JSON", "dark"],
    ["a list", "[1]"],
    ["null", "null"],
  ]) {
    test(`counts as no choice where it is ${what}`, async (context) => {
      const kept = new Map([["overshare", stored]]);
      globalThis.localStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
      globalThis.document = { documentElement: { style: {} } };
      context.after(() => {
        delete globalThis.localStorage;
        delete globalThis.document;
      });
      // Read once when the module is loaded, so each time it is another one.
      const { choose, setting } = await import(`../../www/settings.js?${encodeURIComponent(what)}`);
      assert.deepEqual(["theme", "order", "shortcuts"].map(setting), ["system", "telling", "on"]);
      choose("theme", "dark");
      assert.equal(kept.get("overshare"), '{"theme":"dark"}');
      assert.equal(document.documentElement.style.colorScheme, "dark");
    });
  }
});

for (const { name, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
  describe(`a reader with ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /** A test with the capture already read, in a page of its own: it goes through the history. */
    const reading = (inBrowsers, title, use) =>
      inBrowsers(title, () => withPageOf(site.origin, browser, async (tab) => {
        await dropCapture(tab, evening());
        await use(tab);
      }));
    const page = pageForAll(() => site.origin, () => browser);
    /** One in the page that all these have. */
    const using = (inBrowsers, title, use, paste = evening()) =>
      inBrowsers(title, async () => {
        await dropCapture(page(), paste);
        await use(page());
      });

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

    reading(inBothBrowsers, "follows evidence in place, and comes back to where it was", async (tab) => {
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

    inBothBrowsers("goes back from a result to the empty page, and forward to the result", () =>
      withPageOf(site.origin, browser, async (tab) => {
        const state = (wanted) => tab.waitForFunction((one) => document.body.dataset.state === one, {}, wanted);
        const length = await tab.evaluate(() => history.length);
        await (await tab.waitForSelector(named("An evening with Mint Browser", "button"))).click();
        await readingDone(tab);
        const told = await tab.$eval("section.tells", ({ innerText }) => innerText);
        assert.equal(await tab.evaluate(() => history.length), length + 1);
        await tab.evaluate(() => history.back());
        await state("before");
        const box = await tab.waitForSelector(named(names.box, "textbox"), { visible: true });
        await tab.evaluate(() => history.forward());
        await state("after");
        assert.equal(await tab.$eval("section.tells", ({ innerText }) => innerText), told);
        assert.equal(await box.isVisible(), false);
        // What is pasted instead has an entry of its own, and the links in it lead on from there.
        await tab.evaluate(() => history.back());
        await state("before");
        await putInto(tab, evening());
        await readingDone(tab);
        await (await evidence(tab, DEVICE)).click();
        await pointedAt(tab, DEVICE);
        await tab.evaluate(() => history.back());
        await tab.waitForFunction(() => document.querySelector("[data-pointed]") === null);
        assert.equal(await tab.evaluate(() => document.body.dataset.state), "after");
        await tab.evaluate(() => history.back());
        await state("before");
      }));

    reading(inChromium, "gets the address of a field by pressing its own link", async (tab) => {
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
        assert.equal(await destination(other), "This link leads to event 3 of a capture that isn’t in the link. Paste that capture, or ask the sender for a link made under Share.");
        await putInto(other, evening());
        await pointedAt(other, "properties.search_word");
        assert.equal(await other.evaluate(() => location.href), address);
        assert.equal(await destination(other), "");
        // The next capture is another one: the address has nothing to say about it.
        await (await other.waitForSelector(named(names.another, "button"))).click();
        await putInto(other, evening({ later: 60_000 }));
        await readingDone(other);
        // The page rewrites its address at most once a second.
        await other.waitForFunction(() => location.hash === "");
      });
    });

    reading(inChromium, "is led to fields in events and around them by the address, and told where it leads nowhere", async (tab) => {
      for (const address of ["#event-99", "#event-1/properties.nothing", "#request-2"]) {
        await tab.evaluate((to) => { location.hash = to; }, address);
        await tab.waitForFunction(() => document.querySelector("#destination").textContent.includes("does not have"));
        await tab.evaluate(() => { location.hash = "#event-1/event"; });
        await pointedAt(tab, "event");
        assert.equal(await destination(tab), "");
      }
      await tab.evaluate(() => { location.hash = "#request-1"; });
      await tab.waitForFunction(() => document.activeElement.matches("request-list summary[data-pointed]"));
    });

    inChromium("is told of no more than a number by a link that others made", () =>
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
      await button.click();
      const region = await openedEvent(tab, button);
      const press = await region.$(path === "" ? ".raw-actions copy-menu button" : `tr[data-path="${path}"] copy-menu button`);
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

    using(inChromium, "copies a field in every form", async (tab) => {
      const { fields } = JSON.parse(overshare.decode(evening())).requests[0].events[2];
      const { label, value, meaning, matters } = fields.find(({ path }) => path === DEVICE);
      for (const [what, expected] of [
        ["Text of the value", JSON.parse(value)],
        ["Value as sent", value],
        ["Field with its meaning", `${label} (${DEVICE}): ${value}\n  ${meaning}\n  Why it matters: ${matters}`],
        ["JSONPath", "$[2].properties['$device_id']"],
        ["jq expression", '.[2].properties["$device_id"]'],
        ["Link", `${site.origin}/#event-3/properties.%24device_id`],
      ]) {
        await menuOf(tab, 2, DEVICE);
        assert.equal(await copied(tab, what), expected);
      }
      // Copying a link must not put it into this tab's own address.
      assert.equal(await hash(tab), "");
    });

    using(inChromium, "is told why no path leads to a name that is sent again", async (tab) => {
      await menuOf(tab, 0, "properties.wobble");
      assert.ok((await items(tab)).some((label) => label.startsWith("No path leads here")));
      assert.ok(!(await items(tab)).includes("JSONPath"));
      await tab.keyboard.press("Escape");
    }, '{"event":"twice","properties":{"wobble":1,"wobble":2}}');

    using(inChromium, "copies an event in every form", async (tab) => {
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

    using(inFirefoxWithTime, "uses the menu with the keyboard alone", async (tab) => {
      const press = await menuOf(tab, 0, DEVICE);
      await tab.keyboard.press("Escape");
      await focused(tab, press);
      await tab.waitForFunction((button) => !document.querySelector("[role=menu]") && button.ariaExpanded === null, {}, press);
      const active = () => tab.evaluate(() => document.activeElement.textContent);
      await tab.keyboard.press("Enter");
      await tab.waitForSelector("[role=menuitem]:focus");
      const all = await items(tab);
      if (name === "Chromium") await passesRules(tab, "with a menu", "copy-menu");
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

    /** Opens the page as a reader finds it whose browser has something in its storage, or refuses it. */
    const withStorage = (prepare, use) => withPageOf(site.origin, browser, use, { onTab: (tab) => tab.evaluateOnNewDocument(prepare) });
    const scheme = (tab) => tab.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    const stored = (tab) => tab.evaluate(() => Object.entries(localStorage));

    inChromium("keeps the colors, the order of fields and the switch of the shortcuts", () =>
      withPageOf(site.origin, browser, async (tab) => {
        await tab.select("page-settings select", "dark");
        assert.equal(await scheme(tab), "dark");
        await putInto(tab, evening());
        await readingDone(tab);
        const button = await eventButton(tab, 0);
        await button.click();
        const region = await openedEvent(tab, button);
        await (await region.$(".order select")).select("sent");
        await (await tab.waitForSelector(named("Keyboard", "button"))).click();
        await (await tab.waitForSelector(named("Shortcuts are on", "checkbox"))).click();
        assert.deepEqual(await stored(tab), [["overshare", '{"theme":"dark","order":"sent","shortcuts":"off"}']]);
        await tab.reload();
        await tab.waitForSelector("body[data-ready]");
        assert.equal(await scheme(tab), "dark");
        assert.equal(await tab.$eval("page-settings select", ({ value }) => value), "dark");
        await tab.keyboard.press("?");
        assert.equal(await tab.$("dialog[open]"), null);
        await putInto(tab, evening());
        await readingDone(tab);
        const row = await eventButton(tab, 0);
        await row.click();
        const again = await openedEvent(tab, row);
        assert.deepEqual((await fieldRows(again)).map(({ path }) => path), JSON.parse(overshare.decode(evening())).requests[0].events[0].fields.map(({ path }) => path));
        // The usual choices leave nothing behind.
        await (await tab.waitForSelector(named("Keyboard", "button"))).click();
        await (await tab.waitForSelector(named("Shortcuts are on", "checkbox"))).click();
        await tab.keyboard.press("Escape");
        await tab.select("page-settings select", "system");
        await (await again.$(".order select")).select("telling");
        assert.deepEqual(await stored(tab), []);
      }));

    for (const [what, prepare] of [
      ["storage is refused", () => Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } })],
      ["storage is full", () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; }],
    ]) {
      inChromium(`chooses for as long as the page where ${what}`, () =>
        withStorage(prepare, async (tab) => {
          assert.match(await scheme(tab), /light dark/);
          await tab.select("page-settings select", "dark");
          assert.equal(await scheme(tab), "dark");
          await tab.keyboard.press("?");
          await tab.waitForSelector("dialog[open]");
        }));
    }

    using(inChromium, "goes through the capture with single keys", async (tab) => {
      const at = () => tab.evaluate(() => {
        const { activeElement: element } = document;
        return element.dataset.path ?? (element.dataset.index ? `event ${element.dataset.index}` : element.textContent);
      });
      const press = async (key) => {
        await tab.keyboard.press(key);
        return at();
      };
      assert.equal(await press("e"), names.events);
      assert.equal(await press("j"), "event 0");
      assert.equal(await press("j"), "event 1");
      assert.equal(await press("k"), "event 0");
      const row = await eventButton(tab, 0);
      await tab.keyboard.press("Enter");
      const region = await openedEvent(tab, row);
      const paths = (await fieldRows(region)).map(({ path }) => path);
      assert.equal(await press("n"), paths[0]);
      assert.equal(await press("n"), paths[1]);
      assert.equal(await press("p"), paths[0]);
      await tab.keyboard.press("c");
      await tab.waitForSelector("[role=menuitem]:focus");
      // In a menu letters choose.
      await tab.keyboard.press("l");
      assert.equal(await tab.evaluate(() => document.activeElement.textContent), "Link");
      await tab.keyboard.press("Escape");
      assert.match(await press("t"), /^What this tells/);
    });

    inChromium("leaves letters to those who write, and keys to browsers", () =>
      withPageOf(site.origin, browser, async (tab) => {
        await tab.focus("#paste-text");
        await tab.keyboard.type("?ej/");
        assert.equal(await tab.$eval("#paste-text", ({ value }) => value), "?ej/");
        await tab.focus("#main");
        for (const modifier of ["Control", "Alt", "Meta"]) {
          const prevented = await tab.evaluate((name) => !document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key: "?", bubbles: true, cancelable: true, [name]: true })), { Control: "ctrlKey", Alt: "altKey", Meta: "metaKey" }[modifier]);
          assert.equal(prevented, false, modifier);
        }
        assert.equal(await tab.$("dialog[open]"), null);
        await tab.keyboard.press("?");
        const sheet = await tab.waitForSelector("dialog[open]");
          const keys = await sheet.$$eval("dt", (all) => all.map(({ textContent }) => textContent));
        assert.deepEqual(keys, ["j", "k", "n", "p", "c", "/", "t", "e", "u", "s", "m", "?", "Esc"]);
        assert.ok((await sheet.$$eval("dd", (all) => all.map(({ textContent }) => textContent))).every((text) => text.length > 3));
        await passesRules(tab, "with the help sheet", "dialog");
        await tab.keyboard.press("Escape");
        await tab.waitForFunction(() => !document.querySelector("dialog[open]") && document.activeElement.id === "main");
      }));

    reading(inBothBrowsers, "leaves nothing of a capture in the browser’s storage", async (tab) => {
      await tab.select("page-settings select", "light");
      await (await evidence(tab, DEVICE)).click();
      await pointedAt(tab, DEVICE);
      await (await tab.$("[data-pointed] a[rel=bookmark]")).click();
      await tab.waitForFunction(() => location.hash.endsWith("/properties.%24device_id"));
      await menuOf(tab, 1, "properties.search_word");
      await copied(tab, "Text of the value");
      const box = await tab.waitForSelector("own-value input");
      await box.type(person.phone);
      await tab.waitForSelector("own-value li");
      const kept = await tab.evaluate(async () => ({
        local: Object.entries(localStorage),
        session: Object.entries(sessionStorage),
        databases: await indexedDB.databases(),
        caches: await caches.keys(),
        files: await Array.fromAsync((await navigator.storage.getDirectory()).keys()),
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        cookie: document.cookie,
        name: window.name,
        state: Object.keys(history.state),
      }));
      assert.deepEqual(kept, {
        local: [["overshare", '{"theme":"light"}']], session: [], databases: [], caches: [], files: [], workers: 0, cookie: "", name: "", state: ["visit"],
      });
      await tab.evaluate(() => localStorage.clear());
    });
  });
}
