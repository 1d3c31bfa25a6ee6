// The result as a document: its order, anchors and contents, what identifiers survive, what one can do, what cannot be
// known, and paper.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { passesNarrow, passesRules } from "./lib/axe.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { evening } from "./lib/captures.mjs";
import { enginesWithTime } from "./lib/engines.mjs";
import { dropCapture, named, pageForAll, putInto, readingSaid, withPageOf } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { servePage } from "./lib/server.mjs";

/** Anchors of the sections from top to bottom; links to them stand in articles, so none may ever be lost. */
const order = [
  "reading", "diagnostics", "tells", "points-to", "follows", "cannot-know", "yourself", "events", "reveals", "you-can",
  "evidence", "unwrapped", "requests", "compare", "words", "sources", "pass-on", "pack",
];
/** Those that the bar leads to, which is always in sight. */
const parts = ["tells", "events", "you-can", "evidence", "pass-on"];
/** Those that every capture with events has. */
const always = ["reading", "tells", "points-to", "reveals", "follows", "cannot-know", "events", "evidence", "requests", "pass-on", "yourself", "compare", "pack", "words", "sources"];

const folder = (path) => readdirSync(inClone(path)).sort();
const pastes = [
  ...folder("www/samples").map((file) => ({ name: file, paste: readFileSync(inClone(`www/samples/${file}`), "utf8") })),
  ...folder("tests/fixtures/stories").filter((name) => !name.includes(".")).map((name) => ({
    name, paste: readFileSync(inClone(`tests/fixtures/stories/${name}/paste.txt`), "utf8"),
  })),
];
const other = (name) => readFileSync(inClone(`tests/fixtures/other-xiaomi/${name}/paste.txt`), "utf8");

let site;
let overshare;

before(async () => {
  site = await servePage();
  overshare = await loadPackage();
});

after(() => site?.close());

const visibleIds = (tab) =>
  tab.evaluate((known) => [...document.querySelectorAll("main [id]")].filter((one) => known.includes(one.id) && one.checkVisibility()).map(({ id }) => id), order);

const contents = (tab) => tab.$$eval("page-contents li:not([hidden]) a", (links) => links.map((link) => ({
  to: link.getAttribute("href"), text: link.textContent, current: link.getAttribute("aria-current"),
})));

for (const { name, launch, inBothBrowsers, inChromium } of enginesWithTime) {
  describe(`the document in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    const page = pageForAll(() => site.origin, () => browser);
    const shown = (inBrowsers, title, use) =>
      inBrowsers(title, async () => {
        await page().setViewport({ width: 1280, height: 720 });
        await page().evaluate(() => scrollTo(0, 0));
        await use(page());
      });

    shown(inChromium, "has every section once, in one order, and draws of each identifier what the report says, whatever is read", async (tab) => {
      for (const { name: capture, paste } of pastes) {
        await dropCapture(tab, paste);
        const ids = await visibleIds(tab);
        assert.deepEqual(ids, order.filter((id) => ids.includes(id)), capture);
        assert.deepEqual(always.filter((id) => !ids.includes(id)), [], capture);
        const headed = await tab.$$eval("#result h2[id], #result ~ * h2[id]", (heads) => heads.filter((head) => head.checkVisibility()).map((head) => head.id));
        assert.deepEqual(headed, ids.filter((id) => id !== "reading"));
        assert.deepEqual((await contents(tab)).map(({ to }) => to), parts.filter((id) => ids.includes(id)).map((id) => `#${id}`), capture);

        const report = JSON.parse(overshare.decode(paste));
        const rows = await tab.$$eval("identifier-list tbody tr:not(.identity)", (all) => all.map((row) => ({
          label: row.querySelector("button").textContent,
          outcomes: [...row.querySelectorAll("[data-label]")].map((cell) => cell.dataset.outcome),
          words: [...row.querySelectorAll("[data-label] .mark")].map(({ textContent }) => textContent),
        })));
        const sorted = (list) => list.map((one) => JSON.stringify(one)).sort();
        assert.deepEqual(sorted(rows), sorted(report.identifiers.map(({ label, survives }) => {
          const outcomes = survives.map(({ outcome }) => outcome);
          return { label, outcomes, words: outcomes };
        })), capture);
        const stays = rows.map(({ outcomes }) => outcomes.reduce((sum, one) => sum + { stays: 2, depends: 1, changes: 0 }[one], 0));
        assert.deepEqual(stays, [...stays].sort((one, another) => another - one), capture);
      }
    });

    shown(inBothBrowsers, "is short at first: a bar that stays in sight leads to its parts, and a link opens what its place is folded in", async (tab) => {
      await tab.reload();
      await tab.waitForSelector("body[data-ready][data-core-whole]");
      for (const [width, height, page, tabs] of [[1280, 900, 3_500, 90], [390, 844, 5_500, 90]]) {
        await tab.setViewport({ width, height });
        await putInto(tab, pastes.find(({ name: capture }) => capture === "mint-browser.txt").paste);
        await readingSaid(tab);
        await tab.waitForFunction(() => document.querySelector("#result").ariaBusy === "false");
        const size = await tab.evaluate(() => ({
          page: document.documentElement.scrollHeight,
          stops: [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
            .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true })).length,
        }));
        assert.ok(size.page <= page, `${size.page} px at ${width}`);
        assert.ok(size.stops <= tabs, `${size.stops} stops at ${width}`);
        await (await tab.waitForSelector(named("Paste another", "button"))).click();
      }
      await tab.setViewport({ width: 1280, height: 720 });
      await putInto(tab, pastes.find(({ name: capture }) => capture === "mint-browser.txt").paste);
      await readingSaid(tab);
      const current = () => tab.waitForFunction(() => document.querySelector("page-contents [aria-current]")?.getAttribute("href"));
      assert.equal(await (await current()).jsonValue(), "#tells");
      for (const id of ["pass-on", "evidence", "events", "you-can"]) {
        await (await tab.waitForSelector(`page-contents a[href="#${id}"]`)).click();
        await tab.waitForFunction((wanted) => document.querySelector("page-contents [aria-current]")?.getAttribute("href") === `#${wanted}`, {}, id);
        const { top, height, isOpen } = await tab.$eval(`#${id}`, (head) => ({ top: head.getBoundingClientRect().top, height: innerHeight, isOpen: head.closest("details")?.open ?? true }));
        assert.ok(top >= 0 && top < height / 3, `${id} is at ${top}`);
        assert.ok(isOpen, id);
        const bar = await tab.$eval("page-contents", (one) => one.getBoundingClientRect().top);
        assert.equal(bar, 0, id);
      }
      assert.equal((await contents(tab)).filter(({ current: mark }) => mark !== null).length, 1);
      // Share asks whom it is for, with a link to begin with, and shows its fields on demand.
      await tab.waitForFunction(() => /^Of/.test(document.querySelector("share-panel .status").textContent));
      assert.deepEqual(await tab.$$eval("share-panel :is(.fold, .way)", (all) => all.map((one) => [one.querySelector("summary").firstChild.textContent, one.open])), [
        ["Review all 49 fields", false], ["A friend or a forum", true], ["An article", false], ["An authority or the company", false], ["Yourself or a program", false]]);
      // Whoever follows a link to a place sees it, wherever it is folded in.
      await tab.$$eval(".part", (all) => all.forEach((one) => { one.open = false; }));
      for (const [place, at] of [["#sources", "#sources"], ["#event-1/properties.%24device_id", 'tr[data-path="properties.$device_id"]'], ["#yourself", "#yourself"], ["#letters", "complaint-helper select"]]) {
        await tab.evaluate((hash) => { location.hash = hash; }, place);
        await tab.waitForFunction((selector) => {
          const found = document.querySelector(selector);
          const { top, bottom } = found?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
          return found?.checkVisibility() && top >= 0 && bottom <= innerHeight;
        }, {}, at);
      }
    });

    shown(inBothBrowsers, "unfolds everything on paper, and there alone", async (tab) => {
      await tab.reload();
      await tab.waitForSelector("body[data-ready][data-core-whole]");
      await putInto(tab, pastes.find(({ name: capture }) => capture === "mint-browser.txt").paste);
      await readingSaid(tab);
      await tab.waitForFunction(() => document.querySelector("#result").ariaBusy === "false");
      const seen = () => tab.evaluate(() => [".finding p", "section.cannot-know p", ".repeated td", "section.you-can p", "unwrap-steps p"].map((one) => document.querySelector(one).checkVisibility()));
      assert.deepEqual(await seen(), [false, false, false, false, false]);
      // Firefox takes no orders to show a page as on paper; it says before that it is going to print.
      if (name === "Chromium") await tab.emulateMediaType("print");
      await tab.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
      assert.deepEqual(await seen(), [true, true, true, true, true]);
      if (name === "Chromium") await tab.emulateMediaType(null);
      await tab.evaluate(() => window.dispatchEvent(new Event("afterprint")));
      assert.deepEqual(await seen(), [false, false, false, false, false]);
    });

    shown(inChromium, "opens an identifier into its whole value, its meaning and its places", async (tab) => {
      await dropCapture(tab, pastes.find(({ name: capture }) => capture === "mint-browser.txt").paste);
      const report = JSON.parse(overshare.decode(pastes.find(({ name: capture }) => capture === "mint-browser.txt").paste));
      const long = report.identifiers.find(({ value }) => value.length > 30);
      const toggle = await tab.waitForSelector(`::-p-xpath(//identifier-list//button[normalize-space()="${long.label}"])`);
      const sent = JSON.parse(long.value);
      assert.ok(!(await tab.$eval("identifier-list", ({ innerText }) => innerText)).includes(sent), "the value is not shortened");
      await toggle.focus();
      await tab.keyboard.press("Enter");
      const text = await toggle.evaluate((one) => document.getElementById(one.getAttribute("aria-controls")).innerText);
      for (const part of [long.value, long.meaning, ...long.names]) assert.ok(text.includes(part), `“${part}” is missing in\n${text}`);
      assert.equal(await toggle.evaluate(({ ariaExpanded }) => ariaExpanded), "true");
    });

    shown(inChromium, "advises only what fits the capture", async (tab) => {
      const advised = async (text) => {
        await dropCapture(tab, text);
        return tab.$eval("section.you-can", (section) => (section.checkVisibility() ? section.innerText : null));
      };
      const none = /We know of no setting/;
      const mint = await advised(pastes.find(({ name: capture }) => capture === "mint-browser.txt").paste);
      assert.match(mint, /Use another browser/);
      // This version has no such setting, so that only what it can do is offered.
      assert.match(mint, /Version 3\.4\.0 has no setting that stops this/);
      assert.doesNotMatch(mint, /Incognito mode on|The two settings/);
      assert.match(mint, /1 of these 2 IDs changes\. Android ID stays\./);
      assert.doesNotMatch(mint, none);
      assert.doesNotMatch(mint, /advertising ID|experience program|OneTrack/);
      const named = (version) => `{"type":"track","event":"search","distinct_id":"","properties":{"miui_region":"DE","internet_status":1,"platform":"AndroidApp","search_word":"x"${version}}}`;
      const versions = { "3.4.3": true, "3.10": true, "4.0.1": true, "3.4": false, "2.9.9": false };
      for (const [version, has] of Object.entries(versions)) {
        const advice = await advised(named(`,"$app_version":"${version}"`));
        assert.equal(/Incognito mode on/.test(advice), has, version);
      }
      assert.match(await advised(named("")), /Incognito mode on[^]*on\s+off\s+can be stopped[^]*3\.4\.3[^]*3\.4\.4[^]*without a date/);
      const bank = await advised(named(',"$app_id":"com.bank.example","uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31"'));
      assert.match(bank, none);
      assert.doesNotMatch(bank, /Mint Browser|incognito|Xiaomi/i);
      const page = await advised(pastes.find(({ name: capture }) => capture === "web-page.txt").paste);
      assert.match(page, none);
      assert.doesNotMatch(page, /Mint Browser|incognito|phone|factory/i);
      assert.match(page, /cookies and the data of this site[^]*The ID changes/);
      const mistat = await advised(other("mistat-records"));
      assert.match(mistat, /experience program[^]*Known for MiStat 1\.9\.19/);
      assert.doesNotMatch(mistat, none);
      const onetrack = await advised(other("onetrack-events"));
      assert.match(onetrack, /Known for OneTrack 1\.2\.9/);
      assert.doesNotMatch(onetrack, /MiStat|Mint Browser/);
      const encrypted = "POST /track/v4 HTTP/1.1\r\nHost: tracking.intl.miui.com\r\nOT_SID: s\r\n\r\n\u0001\u0002\u0003";
      assert.match(await advised(encrypted), /Known for OneTrack 1\.2\.9/);
      assert.match(await advised(other("miui-analytics")), /uploading of logs/);
      assert.equal(await advised("Dear diary, today I bought a phone."), null);
    });

    shown(inChromium, "groups findings by how grave they are where there are many", async (tab) => {
      const many = readFileSync(inClone("tests/fixtures/sensors-analytics/dictionary-android/paste.txt"), "utf8");
      await dropCapture(tab, many);
      const { findings } = JSON.parse(overshare.decode(many));
      assert.ok(findings.length > 8);
      const groups = await tab.$$eval(".follows > h3", (heads) => heads.map((head) => [head.innerText, head.nextElementSibling.querySelectorAll("h4").length]));
      assert.deepEqual(groups, ["Critical", "High", "Medium", "Low", "Neutral"].flatMap((label, index) => {
        const amount = findings.filter(({ severity }) => severity === 4 - index).length;
        return amount === 0 ? [] : [[`${label} (${amount})`, amount]];
      }));
    });

    shown(inChromium, "says what this capture does not show", async (tab) => {
      const limits = async (text) => {
        await dropCapture(tab, text);
        return tab.$eval("section.cannot-know", ({ innerText }) => innerText);
      };
      const whole = await limits(pastes.find(({ name: capture }) => capture === "mint-browser.txt").paste);
      assert.doesNotMatch(whole, /damaged|encrypted|no published meaning/);
      assert.match(await limits(pastes.find(({ name: capture }) => capture === "damaged.txt").paste), /damaged or missing/);
      assert.match(await limits(other("onetrack-batch-encrypted")), /This request.* is encrypted, so what it says can’t be read without a key\./);
      assert.match(await limits(readFileSync(inClone("tests/fixtures/sensors-analytics/android-gzip9-rsa/paste.txt"), "utf8")), /This request.* is encrypted, so what it says can’t be read without a key\./);
      const { counts } = JSON.parse(overshare.decode(evening()));
      assert.ok(counts.fields.unknown > 1);
      assert.match(await limits(evening()), new RegExp(`For ${counts.fields.unknown} fields we know of no published meaning`));
    });
  });
}

describe("the document", () => {
  let chromium;
  before(async () => {
    chromium = await launchChromium();
  });
  after(() => chromium?.close());

  test("cites only addresses that the knowledge has as sources", async () => {
    const { advice } = await import(inClone("www/strings/en.js"));
    const known = readFileSync(inClone("src/knowledge/sources.toml"), "utf8");
    const all = Object.values(advice.senders).flat();
    assert.ok(all.length >= 4);
    for (const { title, does, not, known: version, sources } of all) {
      assert.ok([title, does, not, version].every((text) => text.length > 4), title);
      assert.ok(sources.length > 0, title);
      for (const { url } of sources) assert.ok(known.includes(`url = "${url}"`), url);
    }
  });

  for (const width of [1280, 390]) {
    test(`moves nothing that is shown already while it fills, ${width} pixels wide`, () =>
      withPageOf(site.origin, chromium, async (tab) => {
        await tab.setViewport({ width, height: 720 });
        await tab.evaluate(() => {
          globalThis.shifts = [];
          new PerformanceObserver((list) => {
            // Until the first sentence is there, the page is another one.
            if (!document.querySelector("section.tells h2")) return;
            for (const { value, sources } of list.getEntries()) globalThis.shifts.push({ value, on: sources.map(({ node }) => node?.nodeName) });
          }).observe({ type: "layout-shift" });
        });
        await dropCapture(tab, evening());
        const shifts = await tab.evaluate(() => new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(globalThis.shifts)));
        }));
        assert.deepEqual(shifts, []);
      }));
  }

  for (const width of [1280, 320]) {
    test(`passes axe with identifiers open, ${width} pixels wide`, () =>
      withPageOf(site.origin, chromium, async (tab) => {
        await tab.setViewport({ width, height: 720 });
        await dropCapture(tab, pastes.find(({ name }) => name === "signed-in").paste);
        await tab.$$eval("identifier-list button[aria-expanded=false]", (all) => all.forEach((one) => one.click()));
        assert.ok(await tab.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
        await (width === 1280 ? passesRules : passesNarrow)(tab, "with identifiers open", "main");
      }));
  }

  test("is a report on paper: every section, no controls", () =>
    withPageOf(site.origin, chromium, async (tab) => {
      await tab.setViewport({ width: 800, height: 1100 });
      await dropCapture(tab, pastes.find(({ name }) => name === "damaged.txt").paste);
      await tab.emulateMediaType("print");
      const { ids, controls, text } = await tab.evaluate((known) => ({
        ids: [...document.querySelectorAll("main [id]")].filter((one) => known.includes(one.id) && one.checkVisibility()).map(({ id }) => id),
        controls: [...document.querySelectorAll("main :is(input, textarea, select, button:not(.as-link, .term, .disclosing))")]
          .filter((one) => one.checkVisibility()).map(({ outerHTML }) => outerHTML.slice(0, 80)),
        text: document.body.innerText,
      }), order);
      assert.deepEqual(["tells", "points-to", "reveals", "follows", "you-can", "cannot-know", "events", "requests", "sources"].filter((id) => !ids.includes(id)), []);
      assert.deepEqual(controls, []);
      const { counts } = JSON.parse(overshare.decode(pastes.find(({ name }) => name === "damaged.txt").paste));
      assert.match(text, new RegExp(`^Report on a capture of ${counts.events} events, 6 May 2020$`, "m"));
      assert.match(text, /palant\.info\/2020\/05\/08/);
      const paper = await tab.pdf({ format: "A4" });
      assert.equal(Buffer.from(paper.subarray(0, 5)).toString(), "%PDF-");
    }));
});
