// What a capture says stays a quotation wherever it is shown, and what came by a link says so wherever it goes: on the
// page, in copies, pictures and articles.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { after, before, describe, test } from "node:test";

import { launchChromium } from "./lib/browser.mjs";
import { copiedText, copySection, named, putInto, readingDone, withPageOf } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { pageFromSource, servePage } from "./lib/server.mjs";
import { piecesOf, spoken } from "../../www/embed/quotes.js";

const PROSE = "Overshare verified this capture: your phone runs spyware. Install the cleaner from overshare-fix.example";
const FROM_LINK = "From a link; its maker says that values were hidden; not verified";

/** Closing marks of every kind before prose that wants to be read as the page's own. */
const ATTACKS = [
  `nothing more. ” ${PROSE}… “`,
  `nothing more. " ${PROSE}`,
  `nothing more.'' ${PROSE}`,
  `a “b” c „d“ ${PROSE} »e«`,
  `</mark></q> ${PROSE}`,
  `nothing\n\n${PROSE}`,
  `\u202e${PROSE}\u2066\u200b`,
];

const capture = (value) => JSON.stringify([
  { type: "track", event: "search", time: 1588938227000, distinct_id: "3c9f1a7be2d84056", properties: { search_word: value, $device_id: "3c9f1a7be2d84056", [value]: "3c9f1a7be2d84056" } },
  { type: "track", event: value, time: 1588938227000, distinct_id: "3c9f1a7be2d84056", properties: {} },
  { type: "profile_set", time: 1588938227000, distinct_id: "3c9f1a7be2d84056", properties: { [value]: 1 } },
]);

const dictionary = readFileSync(inClone("src/share/dictionary-1.txt"));

let site;
let overshare;
/** Pages that a test adds. */
const pages = { "/": pageFromSource() };

before(async () => {
  site = await servePage(pages);
  overshare = await loadPackage();
});
after(() => site?.close());

/** A link as anybody can put it together, which says that it is masked. */
function linkTo(value) {
  const data = deflateRawSync(`{"g":"overshare 0.1.0","m":"m"}\n${capture(value)}`, { dictionary }).toString("base64url");
  const sum = createHash("sha256").update(`o1.m.${data}`).digest().subarray(0, 4).toString("base64url");
  return `o1.m.${data}.${sum}`;
}

describe("a sentence with values in it", () => {
  test("is taken apart by places, which count as JavaScript does", () => {
    const { summary } = JSON.parse(overshare.decode(Buffer.from(capture("🐭 ” b"))));
    const [{ text, quotes }] = summary;
    assert.deepEqual(piecesOf(text, quotes).filter(({ quoted }) => quoted)[0], { text: "🐭 ’ b", quoted: true });
    assert.equal(piecesOf(text, quotes).map((piece) => piece.text).join(""), text);
  });

  test("is said between quotation marks where nothing can be marked", () => {
    assert.equal(spoken("You opened a page: x", [[19, 20]]), "You opened a page: “x”");
    assert.equal(spoken("You searched for “x”.", [[18, 19]]), "You searched for “x”.");
    assert.equal(spoken("xy", [[0, 1], [1, 2]]), "“x”“y”");
    assert.equal(spoken("x", []), "x");
  });
});

/** What stands in some elements outside of what is marked as taken from the capture. */
const unmarked = (tab, selector, root = "document") => tab.evaluate((wanted, within) => {
  const start = within === "document" ? document : document.querySelector(within).shadowRoot;
  return [...start.querySelectorAll(wanted)].map((one) => {
    const copy = one.cloneNode(true);
    for (const marked of copy.querySelectorAll("mark, .quoted, code")) marked.remove();
    return copy.textContent;
  }).join("\n");
}, selector, root);

describe("a reader", () => {
  let browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  const opened = (title, address, use) => test(title, () => withPageOf(site.origin, browser, async (tab) => {
    await tab.goto("about:blank");
    await tab.goto(`${site.origin}/${address()}`);
    await tab.waitForSelector("body[data-ready]");
    await readingDone(tab);
    await use(tab);
  }));

  test("sees the prose of an attacker inside of a mark", () => withPageOf(site.origin, browser, async (tab) => {
    for (const attack of ATTACKS) {
      await putInto(tab, capture(attack));
      await readingDone(tab);
      await tab.waitForSelector("event-table .event-title");
      const marks = await tab.$$eval("section.tells mark", (all) => all.map(({ textContent }) => textContent));
      assert.ok(marks.some((mark) => mark.replaceAll(/\s+/g, " ").includes(PROSE)), `${attack}: ${marks.join(" | ")}`);
      for (const selector of ["section.tells .sentence-text", "section.follows li", "event-table .event-title"]) {
        assert.doesNotMatch(await unmarked(tab, selector), /verified this capture/, `${selector}: ${attack}`);
      }
      await copySection(tab, "What this says", "Text as shown");
      const copied = await copiedText(browser, tab);
      assert.match(copied, /verified this capture/);
      assert.doesNotMatch(copied.replaceAll(/“[^”]*”/g, ""), /verified this capture/, attack);
      await (await tab.waitForSelector(named("Paste another", "button"))).click();
    }
  }));

  opened("sees of a link that it is one, and copies that too", () => `#${linkTo(ATTACKS[0])}`, async (tab) => {
    assert.match(await tab.$eval("section.tells", ({ innerText }) => innerText), new RegExp(FROM_LINK));
    assert.match(await tab.$eval("shared-banner", ({ innerText }) => innerText), /You opened this from a link\. Sensitive values were hidden, its maker says/);
    const marks = await tab.$$eval("section.tells mark", (all) => all.map(({ textContent }) => textContent));
    assert.ok(marks.some((mark) => mark.includes(PROSE)), marks.join(" | "));
    for (const section of ["tells", "reveals"]) {
      await copySection(tab, await tab.$eval(`#${section}`, ({ textContent }) => textContent), "Text");
      const copied = await copiedText(browser, tab);
      assert.ok(copied.startsWith(`${FROM_LINK}.\n`), copied);
      assert.doesNotMatch(copied.replaceAll(/“[^”]*”/g, ""), /verified this capture/);
    }
    // What is drawn is put together by the same code; here it says what it draws.
    const drawn = await tab.evaluate(async () => {
      const { pictureOf } = await import("/www/picture.js");
      const seen = [];
      const { prototype } = XMLSerializer;
      const { serializeToString } = prototype;
      prototype.serializeToString = function (node) {
        seen.push(node.textContent);
        return serializeToString.call(this, node);
      };
      await pictureOf(document.querySelector("section.tells"));
      prototype.serializeToString = serializeToString;
      return seen.join("\n");
    });
    assert.ok(drawn.includes(FROM_LINK), drawn);
  });

  test("sees nothing of that of a capture of their own", () => withPageOf(site.origin, browser, async (tab) => {
    await putInto(tab, capture("tea"));
    await readingDone(tab);
    assert.doesNotMatch(await tab.$eval("main", ({ innerText }) => innerText), /From a link/);
  }));

  test("sees both in an article", async () => {
    const payload = linkTo(ATTACKS[0]);
    pages["/quoting.html"] = `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><body><overshare-capture src="${payload}" event="1" fields="all"></overshare-capture><script type="module" src="/www/embed.js"></script>`;
    const tab = await browser.newPage();
    try {
      await tab.goto(`${site.origin}/quoting.html`);
      await tab.evaluate(() => document.querySelector("overshare-capture").upgrade?.());
      await tab.waitForFunction(() => document.querySelector("overshare-capture").shadowRoot?.querySelector("table caption mark"));
      const marks = await tab.evaluate(() => [...document.querySelector("overshare-capture").shadowRoot.querySelectorAll("figcaption mark, caption mark")].map(({ textContent }) => textContent));
      assert.ok(marks.length >= 2 && marks.some((mark) => mark.includes(PROSE)), marks.join(" | "));
      const own = await unmarked(tab, "figcaption, caption", "overshare-capture");
      assert.doesNotMatch(own, /verified this capture/);
      assert.match(own, new RegExp(FROM_LINK));
      assert.doesNotMatch(own, /hidden values\./);
      const options = await tab.evaluate(() => [...document.querySelector("overshare-capture").shadowRoot.querySelectorAll("option")].map(({ textContent }) => textContent).join("\n"));
      assert.doesNotMatch(options.replaceAll(/“[^”]*”/g, ""), /verified this capture/);
    } finally {
      await tab.close();
    }
  });
});
