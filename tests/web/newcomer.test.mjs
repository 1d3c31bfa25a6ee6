// How far a newcomer has to go from a pasted capture: every press, every key and every scroll is a step, and an answer counts once it can be seen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { launchChromium } from "./lib/browser.mjs";
import { openPage, putInto, readingDone } from "./lib/journey.mjs";
import { inClone } from "./lib/paths.mjs";
import { servePage } from "./lib/server.mjs";

const paste = readFileSync(inClone("www/samples/mint-browser.txt"), "utf8");

let site;
let chromium;

before(async () => {
  site = await servePage();
  chromium = await launchChromium({ whole: true });
});

after(async () => {
  await chromium?.close();
  await site?.close();
});

/** Somebody who sees the window and nothing else. */
class Newcomer {
  steps = 0;

  constructor(tab) {
    this.tab = tab;
  }

  /** Presses something that can be seen now. */
  async press(selector) {
    const target = await this.tab.waitForSelector(selector, { visible: true });
    assert.ok(await this.#isSeen(target), `${selector} is outside the window`);
    this.steps += 1;
    await target.click();
  }

  /** Waits until a text can be read in the window. */
  async sees(selector, pattern) {
    await this.tab.waitForFunction(
      (wanted, source) =>
        [...document.querySelectorAll(wanted)].some((element) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          const lines = [];
          for (let node; (node = walker.nextNode()); ) {
            const range = document.createRange();
            range.selectNodeContents(node);
            const seen = [...range.getClientRects()].some(({ top, bottom, width }) => width > 0 && top >= 0 && bottom <= innerHeight);
            if (seen && node.parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true })) lines.push(node.data);
          }
          return new RegExp(source, "su").test(lines.join(" "));
        }),
      { timeout: 10_000 },
      selector,
      pattern.source,
    );
  }

  #isSeen(target) {
    return target.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    });
  }
}

/** What a newcomer wants to know, what leads there, where it then stands, and how many steps it may take. */
const tasks = [
  {
    title: "what was searched for",
    most: 3,
    path: [],
    answer: [".tells", /“headache for three days”/],
  },
  {
    title: "which identifier survives a reset of the app",
    most: 0,
    path: [],
    answer: [".tells", /Android ID.*stays the same until a reset to factory settings/],
  },
  {
    title: "what can be done about it",
    most: 1,
    path: ['page-contents a[href="#you-can"]'],
    answer: ["section.you-can", /Another browser|another browser/],
  },
  {
    title: "how the body was unwrapped",
    most: 2,
    path: ["unwrap-strip summary", "unwrap-strip .chain button"],
    answer: ["unwrap-steps", /HTTP.*Base64.*gzip.*JSON/],
  },
  {
    title: "the raw JSON of an event",
    most: 2,
    path: ['.tells a[href="#event-1"]', "event-detail .raw summary"],
    answer: ["event-detail pre", /"event":"search"/],
  },
];

describe("a newcomer finds", () => {
  for (const { title, most, path, answer } of tasks) {
    test(`${title} in at most ${most} steps`, async () => {
      const { tab, problems } = await openPage(chromium, site.origin, { onTab: (tab) => tab.setViewport({ width: 1280, height: 720 }) });
      try {
        await putInto(tab, paste);
        await readingDone(tab);
        const newcomer = new Newcomer(tab);
        for (const selector of path) await newcomer.press(selector);
        await newcomer.sees(...answer);
        assert.ok(newcomer.steps <= most, `it took ${newcomer.steps} steps`);
        assert.deepEqual(problems, []);
      } finally {
        await tab.close();
      }
    });
  }
});
