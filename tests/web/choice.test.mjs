// Which requests of a capture are shared: chosen in the page, followed by the link, the files, the masked view and the search for leaks.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { passesInBothWidths, passesRules } from "./lib/axe.mjs";
import { evening } from "./lib/captures.mjs";
import { engines } from "./lib/engines.mjs";
import { copiedText, dropCapture, forgetStatus, named, pageForAll, shortcut, statusSays, withPageOf } from "./lib/journey.mjs";
import { dayOfMessages } from "./lib/mint-like.mjs";
import { loadPackage } from "./lib/package.mjs";
import { servePage } from "./lib/server.mjs";
import { eventOfChosen, placeInChosen } from "../../www/chosen.js";
import { splitAddress } from "../../www/place.js";

const [UPLOADS, EVENTS] = [12, 3];
const day = dayOfMessages({ uploads: UPLOADS, events: EVENTS });
/** More than a link has room for. */
const LONG = 600;
const long = dayOfMessages({ uploads: LONG, events: EVENTS });

/** An upload of one event, as a message of an archive. */
const upload = (properties) => {
  const body = `data_list=${encodeURIComponent(Buffer.from(JSON.stringify([{ time: 1588784400000, type: "track", event: "search", properties: { $lib: "Android", ...properties } }])).toString("base64"))}`;
  return `POST /sa HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\r\n\r\n`;
};

let site;
let overshare;
before(async () => {
  site = await servePage();
  overshare = await loadPackage();
});
after(() => site?.close());

describe("a place", () => {
  const report = { requests: [[0, 2], [2, 0], [2, 3]].map(([first_event, event_count]) => ({ first_event, event_count })) };
  test("is found in what is shared of a capture, and back", () => {
    for (const [chosen, kind, index, expected] of [
      [null, "event", 4, 4], [[0, 2], "event", 4, 4], [[2], "event", 4, 2], [[2], "event", 1, null], [[1], "event", 2, null], [[0], "event", 9, null],
      [null, "request", 2, 2], [[1, 2], "request", 2, 1], [[1], "request", 2, null],
    ]) {
      const found = placeInChosen(report, chosen, { kind, index, path: "a" });
      assert.deepEqual(found, expected === null ? null : { kind, index: expected, path: "a" }, `${kind} ${index} in ${chosen}`);
      if (kind === "event" && expected !== null) assert.equal(eventOfChosen(report, chosen, expected), index);
    }
    assert.equal(eventOfChosen(report, [1], 0), -1);
  });
});

for (const { name, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
  describe(`which requests are shared, in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    const reading = async (tab, capture, use) => {
      await tab.setViewport({ width: 1280, height: 800 });
      await dropCapture(tab, capture);
      await tab.$eval("#pass-on", (heading) => heading.scrollIntoView());
      await tab.waitForFunction(() => document.querySelector(".made-link input").value !== "");
      await tab.$$eval("request-choice details", ([details]) => { if (details.checkVisibility()) details.open = true; });
      await use(tab);
    };
    const page = pageForAll(() => site.origin, () => browser);
    const sharing = (inBrowsers, title, use, capture = day) => inBrowsers(title, () => reading(page(), capture, use));
    /** One that decides more than which requests are shared, in a page of its own. */
    const alone = (title, use, capture = day) => inChromium(title, () => withPageOf(site.origin, browser, (tab) => reading(tab, capture, use)));
    const press = async (tab, label) => (await tab.waitForSelector(`::-p-xpath(//request-choice//button[normalize-space()="${label}"])`, { visible: true })).evaluate((one) => one.click());
    const tick = (tab, ...numbers) => tab.evaluate((all) => { for (const number of all) document.querySelector(`.choice-list input[data-index="${number - 1}"]`).click(); }, numbers);
    const says = (tab, count) => tab.waitForFunction((wanted) => document.querySelector(".chosen-count").textContent === wanted, {}, count);
    const fits = (tab) => tab.$eval("request-choice legend ~ .quiet", ({ textContent }) => textContent);
    const find = (tab, text) => tab.$eval("request-choice input[type=search]", (input, wanted) => {
      input.value = wanted;
      input.dispatchEvent(new Event("input"));
    }, text);
    const chosen = (tab) => tab.$$eval(".choice-list input", (inputs) => inputs.filter(({ checked }) => checked).map(({ dataset }) => Number(dataset.index) + 1));
    const core = (capture) => new overshare.Analysis(new TextEncoder().encode(capture));
    /** Waits for the link that the core makes of these requests. */
    const linkOf = (tab, capture, numbers) => {
      const payload = core(capture).share(JSON.stringify(numbers ? { requests: numbers.map((number) => number - 1) } : {}));
      return tab.waitForFunction((end) => document.querySelector(".made-link input").value.endsWith(end), {}, `#${payload}`);
    };
    const counted = (tab) => tab.$eval("event-list .count", ({ textContent }) => textContent);

    sharing(inChromium, "is no question where there is one", async (tab) => {
      assert.equal(await tab.$eval("request-choice", (one) => one.checkVisibility()), false);
    }, evening());

    sharing(inFirefoxWithTime, "is all of them until some are left out, and the link, its preview and the files follow", async (tab) => {
      await says(tab, `All ${UPLOADS} requests`);
      assert.equal(await fits(tab), "");
      assert.equal((await chosen(tab)).length, UPLOADS);
      assert.equal(await tab.$eval(".choice-list li:nth-child(3) label", ({ textContent }) => textContent), "3. sa.api.intl.example, POST /sa, Sensors Analytics, 3 events, ");
      await linkOf(tab, day, null);
      await tick(tab, 2, 5);
      const left = [1, 3, 4, 6, 7, 8, 9, 10, 11, 12];
      await says(tab, `10 of ${UPLOADS} requests`);
      await linkOf(tab, day, left);
      const preview = JSON.parse(core(day).preview(JSON.stringify({ requests: left.map((number) => number - 1) })));
      const kinds = await tab.$$eval(".preview tr.kind th .quiet", (all) => all.map(({ textContent }) => Number.parseInt(textContent, 10)).filter(Number.isFinite));
      assert.equal(kinds.reduce((sum, one) => sum + one), preview.rows.length);
      await forgetStatus(tab);
      await (await tab.waitForSelector(named("Copy: JSON", "button"), { visible: true })).click();
      await statusSays(tab, "Copied");
      const copied = JSON.parse(await copiedText(browser, tab));
      assert.equal(copied.requests.length, 10);
      assert.equal(copied.counts.events, 30);
      // All of them again is what it was at first.
      await press(tab, "Choose all");
      await says(tab, `All ${UPLOADS} requests`);
      await linkOf(tab, day, null);
      // Each step is taken back, by keys too.
      await tab.focus(".choice-list input[tabindex='0']");
      await shortcut(tab, "KeyZ", "Undo");
      await says(tab, `10 of ${UPLOADS} requests`);
      await linkOf(tab, day, left);
    });

    sharing(inChromium, "is what was chosen last, however fast", async (tab) => {
      await tick(tab, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2, 4);
      await says(tab, `4 of ${UPLOADS} requests`);
      await linkOf(tab, day, [2, 4, 11, 12]);
      assert.deepEqual(await chosen(tab), [2, 4, 11, 12]);
    });

    sharing(inChromium, "can be none, and then nothing is shared, and it is said why", async (tab) => {
      await press(tab, "Choose none");
      await says(tab, `0 of ${UPLOADS} requests`);
      const notice = await tab.waitForSelector("::-p-xpath(//share-panel//*[@role='alert'][contains(., 'No request is chosen')])", { visible: true });
      const id = await notice.evaluate((one) => one.id);
      const presses = () => tab.$$eval("link-maker button.primary, .formats button", (all) => all.map((one) => [one.ariaDisabled, one.getAttribute("aria-describedby")]));
      await tab.waitForFunction(() => document.querySelector("link-maker button.primary").ariaDisabled === "true");
      assert.deepEqual([...new Set((await presses()).map(String))], [`true,${id}`]);
      assert.equal(await tab.$eval(".made-link input", ({ value }) => value), "");
      assert.equal(await tab.$eval("export-list", ({ innerText }) => innerText.includes("With everything")), false);
      // Nor is it shown masked.
      await tab.focus("#main");
      await tab.keyboard.press("m");
      await tab.waitForFunction(() => document.activeElement.querySelector(":scope > #pass-on"));
      assert.equal(await tab.$eval("shared-banner", ({ hidden }) => hidden), true);
      await tick(tab, 7);
      await says(tab, `1 of ${UPLOADS} requests`);
      await linkOf(tab, day, [7]);
      assert.equal(await notice.evaluate((one) => one.checkVisibility()), false);
      assert.ok((await presses()).every(([disabled]) => disabled === null));
    });

    sharing(inChromium, "is chosen at once of what is found, and of the events that are listed", async (tab) => {
      await find(tab, "intl.example");
      assert.deepEqual(await chosen(tab), [3, 6, 9, 12]);
      await press(tab, "Leave out these 4");
      await says(tab, `8 of ${UPLOADS} requests`);
      await find(tab, "no such host");
      assert.match(await tab.$eval("request-choice", ({ innerText }) => innerText), /No request matches/);
      await find(tab, "");
      assert.deepEqual(await chosen(tab), [1, 2, 4, 5, 7, 8, 10, 11]);
      const filtered = "::-p-xpath(//request-choice//button[.='Only those in the event filter'])";
      assert.equal(await (await tab.$(filtered)).evaluate((one) => one.checkVisibility()), false);
      // A host is known without looking at events; a text is not.
      const select = await tab.waitForSelector(named("Sent to", "combobox"));
      await select.select("sa.api.intl.example");
      await (await tab.waitForSelector(filtered, { visible: true })).evaluate((one) => one.click());
      await says(tab, `4 of ${UPLOADS} requests`);
      assert.deepEqual(await chosen(tab), [3, 6, 9, 12]);
      const all = JSON.parse(core(day).events(0, 1000, JSON.stringify({ text: "youtube" }))).events;
      const wanted = [...new Set(all.map(({ request }) => request + 1))];
      assert.ok(wanted.length > 0 && wanted.length < UPLOADS);
      await tab.evaluate(() => document.querySelector("event-list").narrow({ host: null, text: null }));
      await (await tab.waitForSelector(named("Find in the events", "searchbox"))).type("youtube");
      await tab.waitForFunction((amount) => document.querySelector("event-list .count").textContent.startsWith(`${amount} of `), {}, all.length);
      await press(tab, "Only those in the event filter");
      await linkOf(tab, day, wanted);
      assert.deepEqual(await chosen(tab), wanted);
    });

    sharing(inBothBrowsers, "is chosen by keys, and a range of them with Shift", async (tab) => {
      await tab.focus(".choice-list input[tabindex='0']");
      const at = () => tab.evaluate(() => Number(document.activeElement.dataset.index) + 1);
      for (const [key, number] of [["ArrowDown", 2], ["ArrowDown", 3], ["End", 12], ["ArrowDown", 12], ["Home", 1], ["ArrowUp", 1], ["ArrowDown", 2]]) {
        await tab.keyboard.press(key);
        assert.equal(await at(), number, key);
      }
      await tab.keyboard.press(" ");
      for (let step = 0; step < 3; step += 1) await tab.keyboard.press("ArrowDown");
      await tab.keyboard.down("Shift");
      await tab.keyboard.press(" ");
      await tab.keyboard.up("Shift");
      assert.deepEqual(await chosen(tab), [1, 6, 7, 8, 9, 10, 11, 12]);
      await tab.keyboard.press("Tab");
      assert.equal(await tab.evaluate(() => document.activeElement.closest(".choice-list")), null);
      const label = (number) => tab.waitForSelector(`.choice-list li:nth-child(${number}) label .request-host`);
      await (await label(8)).click();
      await tab.keyboard.down("Shift");
      await (await label(11)).click();
      await tab.keyboard.up("Shift");
      assert.deepEqual(await chosen(tab), [1, 6, 7, 12]);
      await linkOf(tab, day, [1, 6, 7, 12]);
    });

    alone("decides which leak counts", async (tab) => {
      const barred = (is) => tab.waitForFunction((wanted) => (document.querySelector("link-maker button.primary").ariaDisabled === "true") === wanted, {}, is);
      await tab.$eval("masking-preview input", (input) => {
        input.value = "properties.note";
        input.dispatchEvent(new Event("input"));
      });
      const row = await tab.waitForFunction(() => [...document.querySelectorAll(".preview tr:not(.kind) button")].find(({ textContent }) => textContent === "Show"));
      await row.asElement().evaluate((one) => one.click());
      await tab.waitForFunction(() => document.querySelector("share-panel .notice ul")?.checkVisibility());
      await barred(true);
      await tick(tab, 2);
      await barred(false);
      await tick(tab, 2, 1);
      await barred(true);
    }, [{ $device_id: "b3f1a90c27d4e865" }, { note: "my id is b3f1a90c27d4e865" }, { search_word: "guitar" }].map(upload).join(""));

    alone("is what a masked view shows, at the same event, and where a link leads", async (tab) => {
      await tab.evaluate(() => { location.hash = "#event-14"; });
      await tab.waitForFunction(() => document.querySelector("event-detail a[href='#request-5']"));
      const title = await tab.$eval(".event-pane h3", ({ textContent }) => textContent);
      await press(tab, "Choose none");
      await tick(tab, 5, 9);
      await says(tab, `2 of ${UPLOADS} requests`);
      await linkOf(tab, day, [5, 9]);
      await tab.$eval("link-maker .tick input", (box) => box.click());
      const link = await (await tab.waitForFunction(() => /\/event-\d+$/.test(document.querySelector(".made-link input").value) && document.querySelector(".made-link input").value)).jsonValue();
      assert.match(link, /\/event-2$/);
      const shared = overshare.openShared(splitAddress(new URL(link).hash).payload);
      assert.equal(shared.eventCount, 6);
      await tab.focus("#main");
      await tab.keyboard.press("m");
      await statusSays(tab, "Values hidden");
      assert.match(await counted(tab), /^6 events/);
      assert.equal(await tab.$eval('event-table [aria-selected="true"]', ({ dataset }) => dataset.index), "1");
      await tab.keyboard.press("m");
      await statusSays(tab, "Values shown");
      assert.equal(await tab.$eval(".event-pane h3", ({ textContent }) => textContent), title);
      assert.equal(await tab.$eval('event-table [aria-selected="true"]', ({ dataset }) => dataset.index), "13");
      // What is open does not leave.
      await tick(tab, 5);
      await linkOf(tab, day, [9]);
      assert.match(await tab.$eval("link-maker", ({ innerText }) => innerText), /That request isn’t in the link/);
    });

    alone("is as many as a link has room for, and it is said which are not in it, and why", async (tab) => {
      const { requests, link } = JSON.parse(core(long).preview("{}"));
      assert.ok(requests > 100 && requests < LONG && link <= 32_000);
      assert.equal(await fits(tab), `The link has room for the first ${requests} only, because it can’t have more than 32,000 characters or 1,000 requests. Files contain all of them.`);
      await says(tab, `All ${LONG} requests`);
      assert.equal((await tab.$$(".choice-list li")).length, 20);
      await find(tab, `${requests}`);
      assert.equal(await tab.$eval(`.choice-list input[data-index="${requests - 1}"] ~ label .request-state`, ({ textContent }) => textContent), "");
      await find(tab, `${requests + 1}`);
      assert.equal(await tab.$eval(`.choice-list input[data-index="${requests}"] ~ label .request-state`, ({ textContent }) => textContent), "Not in the link");
      // Those can be chosen instead of the first ones.
      await find(tab, "");
      await press(tab, "Choose none");
      await find(tab, `${LONG}`);
      await tick(tab, LONG);
      await linkOf(tab, long, [LONG]);
      assert.equal(await fits(tab), "");
      // Too many of one's own choice are not cut without asking.
      await find(tab, "");
      await press(tab, "Choose all");
      await tick(tab, 1);
      await says(tab, `${LONG - 1} of ${LONG} requests`);
      await tab.waitForFunction(() => document.querySelector("request-choice legend ~ .quiet").textContent.startsWith("This is too much for one link."));
      assert.equal(await tab.$eval(".made-link input", ({ value }) => value), "");
    }, long);

    sharing(inChromium, "passes axe and fits, 1280 and 320 pixels wide", async (tab) => {
      await tick(tab, 2);
      await linkOf(tab, day, [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      await passesInBothWidths(tab, "with a choice", { part: "request-choice", wide: passesRules });
    });
  });
}
