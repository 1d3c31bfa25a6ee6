// Twenty thousand events in the page: filtered, scrolled, chosen and printed, compared with an independent reading.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { passesNarrow, passesRules } from "./lib/axe.mjs";
import { engines } from "./lib/engines.mjs";
import { decodeRequest, textAt } from "./lib/independent.mjs";
import { dropCapture, eventTable, named, names, pageForAll } from "./lib/journey.mjs";
import { mintLikeUpload } from "./lib/mint-like.mjs";
import { servePage } from "./lib/server.mjs";

const TOTAL = 20_000;
const upload = mintLikeUpload(TOTAL).body;
/** What an independent decoder reads: each event's name, its time, and all names and values in it as people read them. */
const sent = decodeRequest({ target: "/sa", body: Buffer.from(upload) }).events.map((leaves) => ({
  name: textAt(leaves, "event"),
  time: Number(textAt(leaves, "time")),
  words: leaves.flatMap(([path, lexeme]) => [...path.split("."), String(JSON.parse(lexeme))]).map((word) => word.toLowerCase()),
  has: (path) => leaves.some(([own]) => own === path),
}));

/** What is said of the list where nothing is filtered. */
const ALL = "20,000 events from 4 May 2020 to 11 May 2020, by the device’s clock.";

const number = (value) => value.toLocaleString("en");

let site;
before(async () => {
  site = await servePage();
});
after(() => site?.close());

const countSays = (tab, text) => tab.waitForFunction((wanted) => document.querySelector("event-list .count").textContent === wanted, {}, text);
const found = (tab, events) => countSays(tab, events.length === 0 ? "No event matches. Clear a filter to see more." : `${number(events.length)} of ${number(TOTAL)} events`);
const search = (tab) => tab.waitForSelector(named("Find in the events", "searchbox"));

async function choose(tab, label, beginning) {
  const select = await tab.waitForSelector(named(label, "combobox"));
  await select.evaluate((element, wanted) => {
    element.selectedIndex = [...element.options].findIndex(({ text }) => text.startsWith(wanted));
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }, beginning);
}

/** What the timeline and the kinds of data do. */
const askFor = (tab, filter) =>
  tab.evaluate((wanted) => document.querySelector("event-list").narrow(wanted), filter);

/** The rows in the page, once all of those that are seen hold their events: position, name, time, and whether they are seen. */
const rows = (tab) =>
  tab.waitForFunction(() => {
    const table = document.querySelector("event-table");
    const box = table.getBoundingClientRect();
    const all = [...table.querySelectorAll("[data-position]")];
    const seen = all.filter((row) => row.getBoundingClientRect().bottom > box.top + 1 && row.getBoundingClientRect().top < box.bottom - 1);
    const height = seen.reduce((sum, row) => sum + row.getBoundingClientRect().height, 0);
    if (all.some((row) => row.ariaBusy !== null) || height < box.height - 4) return null;
    return all.map((row) => ({
      index: Number(row.getAttribute("aria-rowindex")) - 2,
      name: row.querySelector("code").textContent,
      time: Date.parse(row.querySelector("time").dateTime),
      isSeen: seen.includes(row),
    }));
  }).then((handle) => handle.jsonValue());

/** Checks that the rows in the page are those of the list, that they are few, and answers the positions that are seen. */
async function expectRows(tab, events) {
  const shown = await rows(tab);
  assert.ok(shown.length < 60, `${shown.length} rows are in the page`);
  assert.ok(shown.every(({ index }, at) => at === 0 || index > shown[at - 1].index), "the rows are out of order");
  for (const { index, name, time } of shown) assert.deepEqual([name, time], [events[index].name, events[index].time], `row ${index}`);
  const table = await eventTable(tab);
  assert.equal(await table.evaluate((element) => element.ariaRowCount ?? element.getAttribute("aria-rowcount")), String(events.length + 1));
  return shown.filter(({ isSeen }) => isSeen).map(({ index }) => index);
}

const focusedRow = (tab) => tab.evaluate(() => Number(document.activeElement.getAttribute("aria-rowindex")) - 2);

const detailSays = (tab, position) =>
  tab.waitForFunction((index) => {
    const row = document.querySelector(`event-table [aria-rowindex="${index + 2}"]`);
    return row?.ariaSelected === "true" && document.querySelector(".event-pane h3").textContent === row.querySelector(".event-title").textContent;
  }, {}, position);

for (const { name: browserName, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
  describe(`twenty thousand events with ${browserName}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    const page = pageForAll(() => site.origin, () => browser);
    before(() => dropCapture(page(), upload));
    /** A test of the list as it is at first: nothing is filtered or scrolled. */
    const read = (inBrowsers, title, width, use) =>
      inBrowsers(title, async () => {
        const tab = page();
        await tab.setViewport({ width, height: 800 });
        await askFor(tab, {});
        await countSays(tab, ALL);
        await (await eventTable(tab)).evaluate((table) => { table.scrollTop = 0; });
        // The list draws itself for another size and place with the next frame, and until then its rows move.
        await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        await use(tab);
      });

    read(inBothBrowsers, "the list is right wherever it is scrolled to, by keys and by the scroll bar", 1280, async (tab) => {
      assert.equal((await expectRows(tab, sent))[0], 0);
      const table = await eventTable(tab);
      await (await search(tab)).focus();
      // The list is one stop on the way through the page.
      for (let presses = 0; presses < 6 && !(await focusedRow(tab) >= 0); presses += 1) await tab.keyboard.press("Tab");
      assert.equal(await focusedRow(tab), 0);
      await tab.keyboard.press("End");
      assert.equal(await focusedRow(tab), TOTAL - 1);
      assert.equal((await expectRows(tab, sent)).at(-1), TOTAL - 1);
      await detailSays(tab, TOTAL - 1);
      await tab.keyboard.press("PageUp");
      const page = TOTAL - 1 - (await focusedRow(tab));
      assert.ok(page >= 3 && page <= 20, `a page is ${page} rows`);
      await tab.keyboard.press("ArrowUp");
      assert.equal(await focusedRow(tab), TOTAL - 2 - page);
      await tab.keyboard.press("Home");
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("PageDown");
      assert.equal(await focusedRow(tab), 1 + page);
      assert.ok((await expectRows(tab, sent)).includes(1 + page));
      for (const share of [0.5, 0.123, 0.999]) {
        await table.evaluate((element, part) => { element.scrollTop = element.scrollHeight * part; }, share);
        const seen = await expectRows(tab, sent);
        assert.ok(Math.abs(seen[0] - TOTAL * share) < 20, `row ${seen[0]} at ${share}`);
        // The row with the focus stays in the page and keeps it.
        assert.equal(await focusedRow(tab), 1 + page);
      }
      await tab.keyboard.press("ArrowDown");
      assert.equal(await focusedRow(tab), 2 + page);
      assert.ok((await expectRows(tab, sent)).includes(2 + page));
    });

    read(inChromium, "every combination of filters lets through what fits all of them", 1280, async (tab) => {
      let events = sent;
      const narrow = async (fits) => {
        events = events.filter(fits);
        await found(tab, events);
        if (events.length > 0) await expectRows(tab, events);
      };
      const input = await search(tab);
      await input.type("GRÖSSE");
      await found(tab, []);
      await tab.keyboard.press("Escape");
      await countSays(tab, ALL);
      // Typed without a pause: only what is there at the end counts.
      await input.type("größe");
      await narrow(({ words }) => words.some((word) => word.includes("größe")));
      await choose(tab, "Kind of data", "Search");
      await narrow(({ has }) => has("properties.search_word"));
      await choose(tab, "Name of the event", "youtube_search_op");
      await narrow(({ name }) => name === "youtube_search_op");
      const [from, to] = [events[20].time, events[80].time];
      await askFor(tab, { from, to });
      await narrow(({ time }) => time >= from && time <= to);
      assert.equal(events.length, 61);
      await (await tab.waitForSelector(`::-p-xpath(//button[starts-with(@aria-label, 'Remove: between')])`)).focus();
      await tab.keyboard.press("Enter");
      await tab.waitForFunction(() => !document.querySelector(".filter-set .chip"));
      await askFor(tab, {});
      await countSays(tab, ALL);
      assert.deepEqual(await expectRows(tab, sent).then(([first]) => first), 0);
      assert.equal(await input.evaluate(({ value }) => value), "");
      await choose(tab, "How sensitive", "High");
      await askFor(tab, { category: "search", text: "search_wo" });
      events = sent;
      await narrow(({ words }) => words.some((word) => word.includes("search_wo")));
      await (await tab.waitForSelector(named("Clear filters", "button"))).focus();
      await tab.keyboard.press("Enter");
      await countSays(tab, ALL);
      assert.ok(await tab.evaluate(() => document.activeElement.type === "search"), "the focus is lost");
    });

    read(inChromium, "the chosen event stands beside the list and follows the arrow keys", 1280, async (tab) => {
      const row = await tab.waitForSelector('event-table [aria-rowindex="4"]');
      await row.click();
      await detailSays(tab, 2);
      await row.focus();
      for (let presses = 0; presses < 3; presses += 1) await tab.keyboard.press("ArrowDown");
      await detailSays(tab, 5);
      assert.equal(await focusedRow(tab), 5);
      assert.equal(await tab.$$eval('event-table [aria-selected="true"]', ({ length }) => length), 1);
      await tab.keyboard.press("Enter");
      await tab.waitForFunction(() => document.activeElement === document.querySelector(".event-pane h3"));
      const boxes = await tab.evaluate(() => [document.querySelector("event-table"), document.querySelector(".event-pane")].map((one) => one.getBoundingClientRect()).map(({ left, right }) => [left, right]));
      assert.ok(boxes[0][1] <= boxes[1][0], "list and event stand side by side");
    });

    read(inChromium, "on a narrow screen the event takes the list’s place until the reader goes back", 390, async (tab) => {
      const row = await tab.waitForSelector('event-table [aria-rowindex="5"]');
      await row.click();
      await detailSays(tab, 3);
      assert.equal(await tab.$eval("event-table", (element) => element.checkVisibility()), false);
      await (await tab.waitForSelector(named(names.back, "button"))).click();
      assert.equal(await focusedRow(tab), 3);
      assert.ok(await tab.$eval("event-table", (element) => element.checkVisibility()));
      assert.ok((await expectRows(tab, sent)).includes(3));
    });

    read(inFirefoxWithTime, "what is looked for is marked in the rows and in the event’s values", 1280, async (tab) => {
      await (await search(tab)).type("Zephyr");
      await found(tab, sent.filter(({ words }) => words.some((word) => word.includes("zephyr"))));
      const marks = await tab.$$eval("event-table mark", (all) => all.map(({ textContent }) => textContent));
      assert.ok(marks.length > 5 && marks.every((text) => text.toLowerCase() === "zephyr"), marks.join());
      const row = await tab.waitForSelector('event-table [aria-rowindex="3"]');
      await row.click();
      await detailSays(tab, 1);
      const inValues = () => tab.evaluate(() => [...(CSS.highlights.get("found") ?? [])].map((range) => [range.toString().toLowerCase(), range.startContainer.parentElement.closest("tr")?.dataset.path ?? ""]));
      const marked = await inValues();
      assert.ok(marked.length > 0 && marked.every(([text, path]) => text === "zephyr" && path !== ""), JSON.stringify(marked));
      await (await tab.waitForSelector(named("Clear filters", "button"))).press("Enter");
      await tab.waitForFunction(() => document.querySelectorAll("event-table mark").length === 0);
      assert.deepEqual(await inValues(), []);
    });

    read(inChromium, "evidence leads to its row and field, past a filter that hides it", 1280, async (tab) => {
      await choose(tab, "Name of the event", "download_files");
      await found(tab, sent.filter(({ name }) => name === "download_files"));
      const place = await tab.evaluate(() => [...document.querySelectorAll("a[href^='#event-']")].map((link) => link.getAttribute("href")).find((address) => Number(/\d+/.exec(address)[0]) > 1));
      const index = Number(/\d+/.exec(place)[0]) - 1;
      await tab.evaluate((address) => document.querySelector(`a[href="${address}"]`).click(), place);
      await tab.waitForSelector("[data-pointed]");
      await detailSays(tab, index);
      assert.ok((await rows(tab)).find((row) => row.index === (sent[index].name === "download_files" ? row.index : index))?.isSeen);
      // An event at the very end is found as well.
      await askFor(tab, { text: "no such text" });
      await found(tab, []);
      await tab.evaluate((last) => {
        history.pushState(null, "", `#event-${last}/properties.%24device_id`);
        dispatchEvent(new PopStateEvent("popstate"));
      }, TOTAL);
      await tab.waitForSelector('tr[data-pointed][data-path="properties.$device_id"]');
      await detailSays(tab, TOTAL - 1);
      assert.equal((await expectRows(tab, sent)).at(-1), TOTAL - 1);
    });

    read(inChromium, "on paper stand the first hundred and how many there are besides", 1280, async (tab) => {
      const printed = await tab.evaluate(() => {
        dispatchEvent(new Event("beforeprint"));
        const table = document.querySelector("event-table");
        return [table.querySelectorAll("[data-position]").length, table.querySelector(".print-only").textContent];
      });
      assert.deepEqual(printed, [100, "19,900 further events not printed."]);
      await tab.evaluate(() => dispatchEvent(new Event("afterprint")));
      assert.equal((await expectRows(tab, sent))[0], 0);
    });

    for (const width of [1280, 320]) {
      read(inChromium, `passes axe, ${width} pixels wide`, width, async (tab) => {
        await (await search(tab)).type("river");
        await askFor(tab, { from: sent[1000].time, to: sent[9000].time });
        await tab.waitForSelector("event-table mark");
        await (width === 1280 ? passesRules : passesNarrow)(tab, "filtered", "event-list");
        await (await tab.waitForSelector('event-table [aria-rowindex="3"]')).click();
        await detailSays(tab, 1);
        await (width === 1280 ? passesRules : passesNarrow)(tab, "with an event", "event-list");
        assert.ok(await tab.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), "scrolls sideways");
      });
    }
  });
}
