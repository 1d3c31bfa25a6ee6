// What a capture reveals over time and by kind of data, as a picture and as a table, and how a section is passed on.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { passesRules } from "./lib/axe.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { DAY, evening, person } from "./lib/captures.mjs";
import { engines } from "./lib/engines.mjs";
import { decodeRequest } from "./lib/independent.mjs";
import { chooseCopy as press, copiedText, copySection, dropCapture, eventTable, named, pageForAll, putInto, readingDone, statusSays, withPageOf } from "./lib/journey.mjs";
import { mintLikeUpload } from "./lib/mint-like.mjs";
import { loadPackage } from "./lib/package.mjs";
import { servePage } from "./lib/server.mjs";

/** What the page calls the levels of severity, from the lowest. */
const WORDS = ["Neutral", "Low", "Medium", "High", "Critical"];

/** Three evenings with days between them. */
const days = JSON.stringify([0, 2, 5].flatMap((day) => JSON.parse(evening({ later: day * DAY }))));
const moments = (text) => JSON.parse(text).map(({ time }) => time);
const sendings = (text) => JSON.parse(text).map(({ _flush_time }) => _flush_time);

/** What the page writes as a moment, in milliseconds. */
const parsed = (text) => Date.parse(text.replace(/ \(.*/s, "").replace(",", ""));

let site;
let overshare;

before(async () => {
  site = await servePage();
  overshare = await loadPackage();
});

after(() => site?.close());

/** The rows of the table behind the picture. */
async function tabled(tab) {
  await tab.$eval("event-timeline details", (details) => (details.open = true));
  await tab.waitForSelector("event-timeline td");
  const rows = await tab.$$eval("event-timeline tbody tr", (list) => list.map((row) => [...row.cells].map(({ textContent }) => textContent)));
  return rows.map(([from, to, events, severity, sent]) => ({
    from: parsed(from), to: parsed(to), events: Number(events.replaceAll(",", "")), severity, sent: Number(sent.replaceAll(",", "")),
  }));
}

/** Compares the table with times that nobody but this test counted. */
function expectCounts(rows, times, uploads) {
  assert.ok(rows.length > 0);
  for (const { from, to, events, sent } of rows) {
    const within = (list) => list.filter((time) => from <= time && time < to).length;
    assert.deepEqual([events, sent], [within(times), within(uploads)], new Date(from).toISOString());
  }
}

const slider = "event-timeline [role=slider]";
/** What the slider says of the slots that are chosen. */
const told = (tab) => tab.$eval(slider, ({ ariaValueText }) => ariaValueText);
/** Slots that are drawn. */
const slots = (tab) => tab.$eval(slider, ({ ariaValueMax }) => Number(ariaValueMax) + 1);
/** Does something that has the picture drawn again, and waits until it is. */
async function redrawn(tab, act) {
  const before = await tab.$(`${slider} svg`);
  await act();
  await tab.waitForFunction((old) => !old.isConnected, {}, before);
}
/** Notes what is asked of the list of events. */
const listen = (tab) => tab.evaluate(() => document.addEventListener("filterevents", ({ filter }) => (globalThis.asked = filter)));
const asked = (tab) => tab.evaluate(() => globalThis.asked);
/** Waits until the list holds this many events. */
const listed = async (tab, amount) => {
  const list = await eventTable(tab);
  await tab.waitForFunction((table, rows) => table.ariaRowCount === String(rows), {}, list, amount + 1);
};

/** Labels in the picture whose boxes lie upon each other. */
const collisions = (tab) =>
  tab.$$eval(`${slider} text`, (labels) => labels.flatMap((one, index) => labels.slice(index + 1).flatMap((other) => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    const lies = a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
    return lies ? [`${one.textContent} and ${other.textContent}`] : [];
  })));

for (const { name, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
  describe(`what a capture reveals to a reader with ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    const page = pageForAll(() => site.origin, () => browser);
    /** A test with a capture that is already read. */
    const reading = (inBrowsers, title, paste, use) =>
      inBrowsers(title, async () => {
        await page().setViewport({ width: 1280, height: 800 });
        await dropCapture(page(), paste);
        await use(page());
      });
    /** One that changes more than what is read, in a page of its own. */
    const alone = (inBrowsers, title, paste, use) =>
      inBrowsers(title, () => withPageOf(site.origin, browser, async (tab) => {
        await dropCapture(tab, paste);
        await use(tab);
      }));

    reading(inChromium, "each event is drawn by itself where there are few, in the order of time", evening(), async (tab) => {
      const marks = await tab.$$eval(`${slider} g`, (piles) => piles.map((pile) => {
        const shapes = [...pile.querySelectorAll("use")];
        return { x: pile.getBoundingClientRect().left, shapes: shapes.map((shape) => shape.getAttribute("href")) };
      }));
      const { events } = JSON.parse(overshare.decode(evening())).requests[0];
      assert.deepEqual(marks.flatMap(({ shapes }) => shapes), events.map(({ severity }) => `#severity-${severity}`));
      assert.deepEqual(marks.map(({ x }) => x), marks.map(({ x }) => x).sort((one, other) => one - other));
      const words = await tab.$eval("event-timeline", ({ innerText }) => innerText);
      const levels = WORDS.map((word, level) => [word, events.filter(({ severity }) => severity === level).length]).reverse();
      assert.ok(words.includes(levels.filter(([, amount]) => amount > 0).map(([word, amount]) => `${word} × ${amount}`).join("\n")), words);
      assert.match(words, /5 events, 6 May 2020, 17:02:04 – 18:24:04 UTC, in 2 sessions, sent at 5 moments\./);
      assert.match(words, /76 minutes later/);
      assert.match(words, /sent 17:04:04/);
      assert.equal((await tab.$$(`${slider} .timeline-session`)).length, 2);
      expectCounts(await tabled(tab), moments(evening()), sendings(evening()));
    });

    const { body } = mintLikeUpload(2_000);
    reading(inChromium, "bars count what an independent decoding counts", body, async (tab) => {
      const decoded = JSON.parse(decodeRequest({ target: "/", body: Buffer.from(body) }).text);
      const rows = await tabled(tab);
      expectCounts(rows, decoded.map(({ time }) => time), decoded.map(({ _flush_time }) => _flush_time));
      assert.equal(rows.reduce((sum, { events }) => sum + events, 0), 2_000);
      const heights = await tab.$$eval(`${slider} g`, (bars) => bars.map((bar) => [...bar.querySelectorAll("rect")].reduce((sum, rect) => sum + Number(rect.getAttribute("height")) + 1, 0)));
      const counts = rows.map(({ events }) => events).filter((events) => events > 0);
      assert.equal(heights.length, counts.length);
      for (const [index, height] of heights.entries()) {
        const expected = (counts[index] / Math.max(...counts)) * Math.max(...heights);
        assert.ok(Math.abs(height - expected) <= 2, `${counts[index]} events are ${height} high, expected ${expected}`);
      }
    });

    reading(inChromium, "the keys choose, zoom, move on over a pause, and ask for the events", days, async (tab) => {
      await listen(tab);
      const all = moments(days);
      await tab.focus(slider);
      await tab.keyboard.press("ArrowRight");
      const earliest = JSON.parse(overshare.decode(days)).requests.flatMap(({ events }) => events).toSorted((one, other) => one.time - other.time).slice(0, 3);
      assert.match(await told(tab), new RegExp(`^6 May 2020, 17:00:00 .* 3 events, highest ${WORDS[Math.max(...earliest.map(({ severity }) => severity))]}`));
      await tab.keyboard.press("Enter");
      const first = await asked(tab);
      assert.equal(all.filter((time) => first.from <= time && time <= first.to).length, 3);
      await listed(tab, 3);

      await tab.focus(slider);
      await redrawn(tab, () => tab.keyboard.press("+"));
      await redrawn(tab, () => tab.keyboard.press("+"));
      const near = await tabled(tab);
      assert.ok(near.length >= 1 && near.at(-1).to - near[0].from < 2 * 3_600_000);
      expectCounts(near, all, sendings(days));
      // From the last event that is drawn, an arrow leads to the next one, two days on.
      for (let presses = 0; !/^8 May 2020/.test(await told(tab)); presses += 1) {
        assert.ok(presses < 40, "the arrows never come to the second evening");
        const text = await told(tab);
        await tab.keyboard.press("ArrowRight");
        await tab.waitForFunction((selector, before) => document.querySelector(selector).ariaValueText !== before, {}, slider, text);
      }
      await redrawn(tab, () => tab.keyboard.press("0"));
      assert.match(await told(tab), /^6 – 11 May 2020|^6 May 2020.* 11 May 2020/);
      await tab.keyboard.press("Enter");
      assert.deepEqual(await asked(tab), { from: null, to: null });
      await listed(tab, all.length);
    });

    reading(inBothBrowsers, "a pointer chooses a stretch, zooms with Control, and leaves the page its scrolling", evening(), async (tab) => {
      await listen(tab);
      const plot = await tab.$(slider);
      await plot.scrollIntoView();
      const box = await plot.boundingBox();
      const session = await (await tab.$(`${slider} .timeline-session`)).boundingBox();
      const y = box.y + box.height / 2;
      await tab.mouse.move(session.x + 2, y);
      await tab.mouse.down();
      await tab.mouse.move(session.x + session.width - 2, y, { steps: 5 });
      await tab.mouse.up();
      assert.match(await told(tab), /3 events/);
      const chosen = await (await tab.$(`${slider} .timeline-chosen`)).boundingBox();
      assert.ok(Math.abs(chosen.width - session.width) < 8, `${chosen.width} of ${session.width} pixels are chosen`);

      const wheel = (ctrlKey) => plot.evaluate((element, control, x) =>
        !element.dispatchEvent(new WheelEvent("wheel", { deltaY: -100, ctrlKey: control, clientX: x, bubbles: true, cancelable: true })), ctrlKey, box.x + 4);
      assert.equal(await wheel(false), false, "a plain wheel was kept from the page");
      const before = await tabled(tab);
      await redrawn(tab, async () => assert.equal(await wheel(true), true));
      const closer = await tabled(tab);
      assert.ok(closer.at(-1).to - closer[0].from < before.at(-1).to - before[0].from);
      await redrawn(tab, () => tab.mouse.click(box.x + box.width / 2, y, { count: 2 }));
      assert.deepEqual(await tabled(tab), before);

      await redrawn(tab, async () => (await tab.waitForSelector(named("Zoom in", "button"))).click());
      await redrawn(tab, async () => (await tab.waitForSelector(named("Whole time", "button"))).click());
      await (await tab.waitForSelector(named("Show these events", "button"))).click();
      await listed(tab, 5);
    });

    reading(inChromium, "a kind of data is a bar as long as its share, and leads to its events", evening(), async (tab) => {
      await listen(tab);
      const { categories, counts } = JSON.parse(overshare.decode(evening()));
      const rows = await tab.$$eval("table.categories tbody tr", (list) => list.map((row) => ({
        cells: [...row.cells].map(({ innerText }) => innerText.trim()), share: row.querySelector("meter").value / row.querySelector("meter").max,
        shape: row.querySelector(".severity use").getAttribute("href"), bar: row.querySelector("meter").getBoundingClientRect().width,
      })));
      assert.deepEqual(rows.map(({ cells: [label, , events, values] }) => [label, events, values]),
        categories.map(({ label, events, fields }) => [label, `${events} of ${counts.events}`, String(fields)]));
      assert.deepEqual(rows.map(({ share }) => share), categories.map(({ events }) => events / counts.events));
      assert.deepEqual(rows.map(({ shape }) => shape), categories.map(({ severity }) => `#severity-${severity}`));
      assert.equal(new Set(rows.map(({ bar }) => Math.round(bar))).size, 1, "bars of different length cannot be compared");
      const some = categories.find(({ events }) => events < counts.events);
      await (await tab.waitForSelector(named(some.label, "button"))).click();
      assert.deepEqual(await asked(tab), { category: some.category });
      await listed(tab, some.events);
    });

    for (const [title, paste, words] of [
      ["one moment", JSON.stringify(JSON.parse(evening()).slice(0, 1).map(({ _flush_time, ...event }) => event)), /One event, at 6 May 2020, 17:02:04 UTC\./],
      ["no time", evening({ timeless: true }), /None of the 5 events says when it was recorded\./],
    ]) {
      reading(inChromium, `a capture with ${title} has words and no empty axis`, paste, async (tab) => {
        const timeline = await tab.waitForSelector("event-timeline");
        assert.match(await timeline.evaluate(({ innerText }) => innerText), words);
        assert.equal(await timeline.$eval("[role=slider]", (plot) => plot.checkVisibility()), false);
      });
    }

    for (const width of [1280, 390, 320]) {
      reading(inChromium, `no label lies upon another, ${width} pixels wide`, days, async (tab) => {
        await tab.setViewport({ width, height: 800 });
        await tab.waitForFunction((selector) => {
          const plot = document.querySelector(selector);
          return plot.querySelector("svg").getAttribute("viewBox").split(" ")[2] === String(Math.floor(plot.clientWidth));
        }, {}, slider);
        assert.deepEqual(await collisions(tab), []);
        assert.match(await tab.$eval(slider, ({ textContent }) => textContent), /days later/);
        await redrawn(tab, async () => (await tab.waitForSelector(named("Zoom in", "button"))).click());
        assert.deepEqual(await collisions(tab), []);
        assert.ok(await tab.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
      });
    }

    reading(inChromium, "a section is copied as text, with what it says and without what is pressed", evening(), async (tab) => {
      await copySection(tab, "What it reveals", "Text as shown");
      const text = await copiedText(browser, tab);
      const { categories, counts } = JSON.parse(overshare.decode(evening()));
      const lines = text.trim().split("\n");
      assert.equal(lines[0], "What it reveals");
      assert.ok(lines.includes("1. 6 May 2020, 17:02:04 – 17:04:04 UTC 3 events"), text);
      for (const { label, events, fields } of categories) {
        const line = lines.find((one) => one.startsWith(`Kind of data: ${label}; `));
        assert.match(line ?? "", new RegExp(`Events with it: ${events} of ${counts.events}; Values: ${fields}$`), text);
      }
      // What it points to stands in the names of buttons and in cells of several parts.
      await copySection(tab, "How it identifies you", "Text as shown");
      const points = await copiedText(browser, tab);
      for (const { label } of JSON.parse(overshare.decode(evening())).identifiers) {
        assert.match(points, new RegExp(`^Value: ${label} .*; Restart the app: (stays|changes|depends)`, "m"), points);
      }
      assert.doesNotMatch(text, /Copy|Show these|Zoom|Press|As a table|\n\n\n|  /);
    });

    alone(inChromium, "the first that is offered of a section hides its values", evening(), async (tab) => {
      const secrets = [person.phone, person.browser, "headache for three days"];
      for (const id of ["tells", "points-to", "events"]) {
        const title = await tab.$eval(`#${id}`, ({ textContent }) => textContent);
        await press(tab, title, "Text, values hidden");
        await statusSays(tab, "Copied with hidden values.");
        const text = await copiedText(browser, tab);
        assert.ok(text.startsWith(title), text);
        assert.match(text, /⟦/, title);
        for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} in ${text}`);
        assert.ok(await tab.$eval("run-progress", (bar) => bar.checkVisibility() && bar.innerText.includes("Copied with hidden values.")));
        // The page shows the reader's own values as before, and the focus is where it was.
        assert.match(await tab.$eval("#result", ({ innerText }) => innerText), /headache for three days/);
        assert.equal(await tab.evaluate(() => document.activeElement.ariaLabel), `Copy … “${title}”`);
      }
      await copySection(tab, "How it identifies you", "Text as shown");
      await statusSays(tab, "Copied as shown.");
      assert.ok((await copiedText(browser, tab)).includes(person.phone));
      const offered = async () => {
        await (await tab.waitForSelector(named("Copy … “How it identifies you”", "button"))).press("Enter");
        const items = await tab.$$eval('[role="menuitem"]', (all) => all.map(({ textContent }) => textContent));
        await tab.keyboard.press("Escape");
        return items;
      };
      assert.deepEqual(await offered(), ["Text, values hidden", "Picture, values hidden", "Text as shown", "Picture as shown", "Link to this section"]);
      await tab.keyboard.press("m");
      await statusSays(tab, "Values hidden");
      assert.deepEqual(await offered(), ["Text", "Picture", "Link to this section"]);
      await press(tab, "How it identifies you", "Text");
      await statusSays(tab, "Copied with hidden values.");
    });

    alone(inFirefoxWithTime, "a section is copied as a picture that holds it, in light colors, with the name under it", evening(), async (tab) => {
      // Firefox cannot be told so by its driver.
      if (name === "Chromium") await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
      await tab.evaluate(() => {
        navigator.clipboard.write = async ([item]) => {
          globalThis.copied = await item.getType("image/png");
        };
      });
      await press(tab, "What it reveals", "Picture as shown");
      await tab.waitForFunction(() => globalThis.copied);
      const picture = await tab.evaluate(async () => {
        const image = await createImageBitmap(globalThis.copied);
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
        context.drawImage(image, 0, 0);
        const row = (y, height) => new Uint32Array(context.getImageData(0, y, image.width, height).data.buffer);
        const [ground] = row(0, 1);
        const inked = (pixels) => pixels.filter((pixel) => pixel !== ground).length;
        const bands = Array.from({ length: 20 }, (_, band) => inked(row(Math.floor((band * image.height) / 20), Math.floor(image.height / 20))));
        const foot = inked(row(image.height - 180, 120));
        return { width: image.width, height: image.height, ground, bands, foot, edge: inked(row(image.height - 40, 40)), type: globalThis.copied.type };
      });
      assert.equal(picture.type, "image/png");
      assert.equal(picture.width, 1600);
      assert.ok(picture.height > 1600 && picture.height < 8000, String(picture.height));
      assert.ok((picture.ground & 0xff) > 240, "the ground is dark");
      assert.ok(picture.bands.every((ink) => ink > 100), `a part is empty: ${picture.bands}`);
      assert.ok(picture.foot > 500 && picture.edge === 0, `${picture.foot} and ${picture.edge} pixels at the foot`);
    });

    alone(inChromium, "where the clipboard takes no picture, it is saved as a file", evening(), async (tab) => {
      await tab.evaluate(() => {
        navigator.clipboard.write = () => Promise.reject(new DOMException("", "NotAllowedError"));
        HTMLAnchorElement.prototype.click = function () {
          globalThis.saved = { name: this.download, address: this.href };
        };
      });
      await press(tab, "What it reveals", "Picture as shown");
      await tab.waitForFunction(() => globalThis.saved);
      assert.equal(await tab.evaluate(() => globalThis.saved.name), "overshare-reveals.png");
      assert.match(await tab.evaluate(() => globalThis.saved.address), /^blob:/);
      await statusSays(tab, "Saved as a file.");
    });

    reading(inChromium, "a link to a section holds nothing of the capture", evening(), async (tab) => {
      await press(tab, "What it reveals", "Link to this section");
      await statusSays(tab, "Copied");
      assert.equal(await copiedText(browser, tab), `${site.origin}/#reveals`);
    });
  });
}

describe("what a capture reveals", () => {
  test("passes axe, zoomed in, chosen, and as a table", async () => {
    const browser = await launchChromium();
    try {
      await withPageOf(site.origin, browser, async (tab) => {
        await tab.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
        await putInto(tab, days);
        await readingDone(tab);
        await tabled(tab);
        await tab.focus(slider);
        await redrawn(tab, () => tab.keyboard.press("+"));
        await tab.keyboard.press("ArrowRight");
        await passesRules(tab, "zoomed in", ".reveals");
        assert.ok((await slots(tab)) > 1);
      });
    } finally {
      await browser.close();
    }
  });
});
