// How the page looks: fourteen states in two themes and three widths, compared with the pictures in screenshots/. Every
// time each state is compared in each width and in each theme; where there is time, in each theme at each width.
//
// `UPDATE_EXPECT=1 node --test tests/web/screenshots.test.mjs` stores them anew where they differ: look at them before they are committed.
// The fonts are those of a package of npm, so that the pictures do not depend on what the machine has.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { launchChromium } from "./lib/browser.mjs";
import { evening } from "./lib/captures.mjs";
import { isThorough } from "./lib/effort.mjs";
import { named, openPage, putInto, readingDone } from "./lib/journey.mjs";
import { embed, passOn } from "../../www/strings/en.js";
import { inClone } from "./lib/paths.mjs";
import { difference } from "./lib/pictures.mjs";
import { servePage } from "./lib/server.mjs";

const WIDTHS = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 }, narrow: { width: 320, height: 640 } };
const THEMES = ["light", "dark"];
/** Whether a theme is compared at a width. */
const isCompared = (theme, width) => isThorough || process.env.UPDATE_EXPECT === "1" || (theme === "light" ? width !== "narrow" : width === "narrow");
const stored = inClone("tests/web/screenshots");
const found = inClone("target/screenshots");

const fixture = (path) => readFileSync(inClone(`tests/fixtures/${path}/paste.txt`), "utf8");

let site;
let chromium;

before(async () => {
  rmSync(found, { recursive: true, force: true });
  site = await servePage();
  chromium = await launchChromium({ fonts: inClone("tests/web/node_modules/dejavu-fonts-ttf/ttf") });
});

after(async () => {
  await chromium?.close();
  await site?.close();
});

const pasted = (text) => async (tab) => {
  await putInto(tab, text);
  await readingDone(tab);
};

/** Opens the first sample, as a visitor without a recording does. */
async function sample(tab) {
  const list = await tab.waitForSelector('[data-part="samples"]');
  await (await list.$("button")).click();
  await readingDone(tab);
}

/** Reads the first sample, and goes to where it is shared. */
async function passingOn(tab) {
  await sample(tab);
  await at("pass-on")(tab);
  await tab.waitForFunction((working) => {
    const said = document.querySelector("share-panel .status").textContent;
    return said !== "" && said !== working;
  }, {}, passOn.working);
}

/** Makes code for an article with an address that is the same on every machine. */
async function article(tab) {
  await tab.$eval("embed-maker details", (details) => (details.open = true));
  const address = await tab.waitForSelector(named(embed.address, "textbox"));
  await address.evaluate((input) => {
    input.value = "https://overshare.example/";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await tab.waitForFunction(() => {
    const made = document.querySelector("embed-maker .made-code");
    return !made.ariaBusy && made.querySelector("textarea").value.includes("https://overshare.example/#");
  });
}

/** Brings a section to the top of the window. */
const at = (id) => (tab) => tab.$eval(`#${id}`, (heading) => (heading.closest("section, [id] > *") ?? heading).scrollIntoView({ block: "start" }));
const top = (tab) => tab.evaluate(() => scrollTo(0, 0));

async function help(tab) {
  await tab.keyboard.press("?");
  await tab.waitForSelector("dialog[open]");
}

/**
 * Pages with what is done in each first, and with the states that it is pictured in: what is done before that, and where
 * the reader then looks.
 */
const pages = [
  { states: { opening: { look: top }, example: { look: (tab) => tab.$eval("reading-example", (example) => example.scrollIntoView({ block: "start" })) } } },
  {
    first: sample,
    states: {
      result: { look: top },
      "points-to": { look: at("points-to") },
      "you-can": { look: at("you-can") },
      events: { look: at("events") },
      unwrapped: { look: at("unwrapped") },
      help: { prepare: async (tab) => (await top(tab), await help(tab)), look: async () => {} },
    },
  },
  {
    first: passingOn,
    states: {
      "pass-on": { look: at("pass-on") },
      article: { prepare: article, look: (tab) => tab.$eval("embed-maker", (maker) => maker.scrollIntoView({ block: "start" })) },
    },
  },
  { first: pasted(evening()), states: { reveals: { look: at("reveals") } } },
  { first: pasted(fixture("sensors-analytics/damaged-thrice")), states: { damaged: { look: top } } },
  { first: pasted(fixture("sensors-analytics/android-gzip9-rsa")), states: { locked: { look: top } } },
  { first: pasted("The weather is nice today."), states: { unrecognized: { look: top } } },
];

describe("the page looks as it did", () => {
  for (const { first, states } of pages) {
    test(Object.keys(states).join(", "), async () => {
      const { tab, problems } = await openPage(chromium, site.origin, {
        async onTab(tab) {
          await tab.emulateTimezone("Europe/Berlin");
          await tab.setViewport(WIDTHS.wide);
        },
      });
      try {
        await tab.waitForSelector("reading-example h2", { visible: true });
        await first?.(tab);
        const different = [];
        for (const [name, { prepare, look }] of Object.entries(states)) {
          await tab.setViewport(WIDTHS.wide);
          await prepare?.(tab);
          for (const theme of THEMES) {
            await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }, { name: "prefers-reduced-motion", value: "reduce" }]);
            for (const [width, viewport] of Object.entries(WIDTHS).filter(([one]) => isCompared(theme, one))) {
              await tab.setViewport(viewport);
              await look(tab);
              // A cursor blinks, and the mouse rests on something.
              await tab.mouse.move(0, 0);
              await tab.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
              const picture = `${name}-${width}-${theme}`;
              const report = await difference(await tab.screenshot({ captureBeyondViewport: false }), `${stored}/${picture}.png`, `${found}/${picture}`);
              if (report) different.push(`${picture}: ${report}`);
            }
          }
        }
        assert.deepEqual(problems, []);
        assert.deepEqual(different, [], "Look at target/screenshots/; where the change is meant, run this again with UPDATE_EXPECT=1.");
      } finally {
        await tab.close();
      }
    });
  }

  test("and no picture is stored of what is gone", () => {
    const wanted = pages.flatMap(({ states }) => Object.keys(states)).flatMap((name) => Object.keys(WIDTHS).flatMap((width) => THEMES.map((theme) => `${name}-${width}-${theme}.png`)));
    assert.deepEqual(readdirSync(stored).sort(), wanted.sort());
  });
});
