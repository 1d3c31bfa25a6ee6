// From a value to its bytes at every layer and back, compared with an independent computation.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { constants, gunzipSync } from "node:zlib";

import { passesNarrow, passesRules } from "./lib/axe.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { isThorough } from "./lib/effort.mjs";
import { enginesWithTime } from "./lib/engines.mjs";
import { eventButton, named, openedEvent, putInto, readingDone, withPageOf } from "./lib/journey.mjs";
import { placedLeaves } from "./lib/json-leaves.mjs";
import { inClone } from "./lib/paths.mjs";
import { servePage } from "./lib/server.mjs";
import { recipesDomain, recordWebSdk } from "./producers/web-sdk.mjs";

let site;
let chromium;
let captures;

before(async () => {
  site = await servePage();
  chromium = await launchChromium({ domain: recipesDomain });
  const recorded = await recordWebSdk(chromium, ["image", "batch"]);
  const largest = (producer) =>
    recorded
      .filter((one) => one.producer === producer)
      .map(({ request }) => request.raw.toString("latin1"))
      .sort((left, right) => right.length - left.length)[0];
  captures = [
    unwrapped(readFileSync(inClone("www/samples/mint-browser.txt"), "utf8")),
    unwrapped(largest("web image")),
    unwrapped(largest("web batch")),
  ];
  assert.equal(captures.filter(({ packed }) => packed).length, 1, "one of them is compressed");
});

after(async () => {
  await chromium?.close();
  await site?.close();
});

/** What lies in a paste: the coded value and where it begins, the compressed data if any, and the JSON text. */
function unwrapped(recorded) {
  // A text box writes all ends of lines the same way.
  const paste = recorded.replaceAll("\r\n", "\n");
  const [whole, value] = /(?:^|[?&\n])(?:data|data_list)=([^&\s]+)/.exec(paste);
  const at = paste.indexOf(whole) + whole.length - value.length;
  const bytes = Buffer.from(decodeURIComponent(value), "base64");
  const packed = bytes[0] === 0x1f ? bytes : null;
  const json = (packed ? gunzipSync(packed) : bytes).toString("utf8");
  const fields = placedLeaves(json)
    .map(([path, lexeme, start]) => ({ path: path.replace(/^\[0\]\.?/, ""), lexeme, start, first: !/^\[[1-9]/.test(path) }))
    .filter(({ first }) => first)
    .map((field) => {
      const from = Buffer.byteLength(json.slice(0, field.start));
      return { ...field, from, to: from + Buffer.byteLength(field.lexeme) };
    });
  return { paste, value, at, packed, json, fields };
}

/** Where bytes of what was coded stand in the paste: three bytes are four characters, and each may be percent-encoded. */
function inPaste({ value, at }, from, to) {
  const starts = [];
  for (let position = 0; position < value.length; position += value[position] === "%" ? 3 : 1) starts.push(position);
  starts.push(value.length);
  return [at + starts[Math.floor((from * 8) / 6)], at + starts[Math.ceil((to * 8) / 6)]];
}

/** How much comes out of compressed data that break off. */
const outOf = (packed) => (packed.length < 18 ? 0 : gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).length);

async function opened(tab, { paste }) {
  await putInto(tab, paste);
  await readingDone(tab);
  const button = await eventButton(tab, 0);
  await button.click();
  return openedEvent(tab, button);
}

/** A handful of fields; every field of every fixture is followed in the core's own tests. */
const some = (fields) => fields.filter((_, index) => index % Math.ceil(fields.length / (isThorough ? 8 : 4)) === 0);

/** Presses Show the bytes of a field. */
async function mark(tab, region, path) {
  await region.$$eval("tbody tr", (rows, wanted) => rows.find((row) => row.dataset.path === wanted).querySelector("copy-menu button").click(), path);
  await (await tab.waitForSelector('::-p-xpath(//*[@role="menuitem"][.="Show the bytes"])')).evaluate((item) => item.click());
  await tab.waitForFunction((wanted) => {
    const view = document.querySelector("byte-view");
    return view.querySelector(".byte-field code").textContent === wanted && !view.querySelector('[role="tabpanel"]').ariaBusy;
  }, {}, path);
}

/** Turns to a layer; gives the marked text, and the offsets that stand above it. */
async function layer(tab, name) {
  const handle = await tab.waitForFunction((wanted) => {
    const view = document.querySelector("byte-view");
    const tab = [...view.querySelectorAll('[role="tab"]')].find(({ textContent }) => textContent === wanted);
    const pre = view.querySelector("pre");
    if (tab.ariaSelected !== "true" || pre.ariaLabel !== `Data of the layer ${wanted}`) {
      tab.click();
      return null;
    }
    if (view.querySelector('[role="tabpanel"]').ariaBusy) return null;
    const told = view.querySelector('[role="tabpanel"] [role="status"]').textContent;
    return { told, text: [...pre.querySelectorAll("mark")].map(({ textContent }) => textContent).join("") };
  }, {}, name);
  const { told, text } = await handle.jsonValue();
  const numbers = /^Bytes? ([\d,]+)(?: to ([\d,]+))? of ([\d,]+)\./.exec(told).slice(1).map((part) => Number((part ?? "").replaceAll(",", "")));
  return { told, text, from: numbers[0] - 1, to: numbers[1] || numbers[0], all: numbers[2] };
}

/** Selects characters of what is shown, and waits for the link to the field that stands there. */
async function selectText(tab, from, to) {
  await tab.evaluate((start, end) => {
    const code = document.querySelector("byte-view pre code");
    const place = (at) => {
      const nodes = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
      for (let left = at, node = nodes.nextNode(); node; node = nodes.nextNode()) {
        if (left <= node.length) return [node, left];
        left -= node.length;
      }
      throw new Error("expected so much text");
    };
    document.getSelection().setBaseAndExtent(...place(start), ...place(end));
  }, from, to);
}

const foundField = async (tab, path) => {
  const name = path.split(".").at(-1);
  await tab.waitForFunction((wanted) => document.querySelector("byte-view a.place")?.textContent === `${wanted} in event 1`, {}, name);
  await tab.waitForFunction((wanted) => document.querySelector("tr[data-pointed]")?.dataset.path === wanted, {}, path);
};

for (const { name, launch, inBothBrowsers, inChromium } of enginesWithTime) {
  describe(`the bytes in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /** Those of a field are its text in the JSON, and what it was coded as in the paste. */
    async function leadToBytes(tab, region, { fields, paste, packed, ...capture }) {
      assert.ok(fields.length > 10);
      for (const { path, lexeme, from, to } of some(fields)) {
        await mark(tab, region, path);
        const inner = await layer(tab, "JSON");
        assert.equal(inner.text, lexeme, path);
        assert.deepEqual([inner.from, inner.to], [from, to], path);
        const outer = await layer(tab, "As pasted");
        assert.equal(outer.text, paste.slice(outer.from, outer.to), path);
        if (!packed) {
          assert.deepEqual([outer.from, outer.to], inPaste(capture, from, to), path);
          continue;
        }
        const range = await layer(tab, "gzip");
        assert.match(range.told, /Approximate: compression/);
        assert.deepEqual([outer.from, outer.to], inPaste(capture, range.from, range.to), path);
        assert.ok(outOf(packed.subarray(0, range.to)) >= to, `${path} has not come out`);
        assert.ok(outOf(packed.subarray(0, range.to - 1)) < to, `${path} ends too late`);
        assert.ok(outOf(packed.subarray(0, range.from)) <= from, `${path} begins too late`);
      }
    }

    async function leadBack(tab, region, { fields, packed }) {
      for (const { path, lexeme } of [fields.at(-2), fields[1], fields[Math.trunc(fields.length / 2)]]) {
        // From another field, so that it is this one that is found.
        await mark(tab, region, fields[0].path);
        await layer(tab, "JSON");
        const at = await tab.$eval("byte-view pre code", ({ textContent }, text) => textContent.indexOf(text), `"${path.split(".").at(-1)}":${lexeme}`);
        const start = at + path.split(".").at(-1).length + 3;
        await selectText(tab, start, start + Math.max(1, lexeme.length - 1));
        await foundField(tab, path);
      }
      const { path } = fields[1];
      await mark(tab, region, path);
      const outer = await layer(tab, "As pasted");
      const shown = Math.max(0, outer.from - 256);
      await selectText(tab, outer.from - shown, outer.to - shown);
      // Compressed bytes carry neighbors too.
      if (packed) await tab.waitForFunction(() => document.querySelector("byte-view a.place"));
      else await foundField(tab, path);
    }

    for (const [index, what] of ["the sample", "the web SDK, image", "the web SDK, batch"].entries()) {
      // What is selected is the browser's; what it leads to is not.
      const inBrowsers = index === 0 ? inBothBrowsers : inChromium;
      inBrowsers(`of a field of ${what} are those of its text at every layer, and lead back to it`, () => withPageOf(site.origin, browser, async (tab) => {
        const region = await opened(tab, captures[index]);
        await leadToBytes(tab, region, captures[index]);
        await leadBack(tab, region, captures[index]);
      }));
    }
  });
}

describe("the view of the bytes", () => {
  test("finds the field that the mouse is drawn over", () =>
    withPageOf(site.origin, chromium, async (tab) => {
      const region = await opened(tab, captures[1]);
      const { path } = captures[1].fields[2];
      await mark(tab, region, path);
      await layer(tab, "JSON");
      const marked = await tab.waitForSelector("byte-view mark");
      await marked.scrollIntoView();
      const box = await marked.evaluate((element) => {
        const { left, right, top, bottom } = element.getClientRects()[0];
        return { left, right, middle: (top + bottom) / 2 };
      });
      await tab.mouse.move(box.left + 2, box.middle);
      await tab.mouse.down();
      await tab.mouse.move(box.right - 4, box.middle, { steps: 4 });
      await tab.mouse.up();
      await foundField(tab, path);
    }));

  test("goes from field to field and from layer to layer by keyboard", () =>
    withPageOf(site.origin, chromium, async (tab) => {
      const region = await opened(tab, captures[0]);
      const { fields } = captures[0];
      await mark(tab, region, fields[0].path);
      await (await tab.waitForSelector(named("Next field", "button"))).focus();
      for (const { path, lexeme } of fields.slice(1, 4)) {
        await tab.keyboard.press("Enter");
        await tab.waitForFunction((wanted, text) => {
          const view = document.querySelector("byte-view");
          return view.querySelector(".byte-field code").textContent === wanted && view.querySelector("mark")?.textContent === text;
        }, {}, path, lexeme);
      }
      await (await tab.waitForSelector(named("JSON", "tab"))).focus();
      await tab.keyboard.press("ArrowRight");
      await tab.waitForFunction(() => document.activeElement.textContent === "gzip" && document.activeElement.ariaSelected === "true");
      await tab.waitForFunction(() => document.querySelector("byte-view code.dump mark"));
      await tab.keyboard.press("End");
      await tab.waitForFunction(() => document.activeElement.textContent === "As pasted" && document.activeElement.ariaSelected === "true");
    }));

  test("follows who is faster than it", () =>
    withPageOf(site.origin, chromium, async (tab) => {
      const region = await opened(tab, captures[0]);
      const { fields } = captures[0];
      await mark(tab, region, fields[0].path);
      await layer(tab, "JSON");
      await tab.evaluate(() => {
        const view = document.querySelector("byte-view");
        const press = (name) => [...view.querySelectorAll("button")].find(({ textContent }) => textContent === name).click();
        for (const name of ["Next field", "gzip", "Next field", "JSON"]) press(name);
      });
      await tab.waitForFunction(() => !document.querySelector('byte-view [role="tabpanel"]').ariaBusy);
      const [name, marked] = await tab.$eval("byte-view", (view) => [".byte-field code", "mark"].map((part) => view.querySelector(part).textContent));
      assert.deepEqual([name, marked], [fields[2].path, fields[2].lexeme]);
    }));

  test("is accessible, and fits a narrow screen", () =>
    withPageOf(site.origin, chromium, async (tab) => {
      await tab.setViewport({ width: 320, height: 700 });
      const region = await opened(tab, captures[0]);
      await mark(tab, region, captures[0].fields[4].path);
      // The colors of a text and of a dump are those of every layer.
      for (const [name, passes] of [["JSON", passesRules], ["gzip", passesRules], ["Base64", passesNarrow], ["As pasted", passesNarrow]]) {
        await layer(tab, name);
        assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), 320, name);
        await passes(tab, name, "event-detail");
      }
    }));
});
