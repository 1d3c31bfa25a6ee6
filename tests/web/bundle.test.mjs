// The bundle of the page in pkg/page/ is the page that stands in www/, and needs few requests.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { enginesWithTime } from "./lib/engines.mjs";
import { inClone } from "./lib/paths.mjs";
import { pageFromSource, serveFolders } from "./lib/server.mjs";

/** Requests until the first result; on a slow line each costs more than most files. */
const MOST = 15;

const sample = readFileSync(inClone("www/samples/signing-in.txt"), "utf8");

/** Opens a site, reads the second sample there, and gives what the page says, and what it asked for until then. */
async function read(browser, folder, pages) {
  const asked = [];
  const site = await serveFolders({ [folder]: inClone("") }, pages, ({ url }) => asked.push(url.slice(folder.length)));
  const tab = await browser.newPage();
  const problems = [];
  tab.on("pageerror", (error) => problems.push(error.message));
  tab.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) problems.push(message.text());
  });
  try {
    await tab.goto(`${site.origin}${folder}`);
    await tab.evaluate((text) => {
      const box = document.querySelector("#paste-text");
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    }, sample);
    await tab.waitForSelector("body[data-ready] #result:not([hidden], [aria-busy=true])");
    const text = await tab.$eval("#result", ({ innerText }) => innerText);
    const style = await tab.evaluate(() =>
      [...document.querySelectorAll("body, h1, .sentence-text, unwrap-strip, event-list, .masthead")].map((one) => {
        const { color, fontSize, display, marginBlockStart, width } = getComputedStyle(one);
        return [one.localName, color, fontSize, display, marginBlockStart, width].join(" ");
      }));
    assert.deepEqual(problems, []);
    return { text, style, asked };
  } finally {
    await tab.close();
    await site.close();
  }
}

for (const { name, launch } of enginesWithTime) {
  describe(`in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    test(`the page needs at most ${MOST} requests until its first result, none of them twice, in any folder`, async (context) => {
      const { asked } = await read(browser, "/in/a/folder/");
      context.diagnostic(`${asked.length} requests: ${asked.join(" ")}`);
      assert.deepEqual([...new Set(asked)], asked);
      assert.ok(asked.length <= MOST, `${asked.length} requests`);
      // Firefox takes the icon for the home screen of a phone, too.
      assert.deepEqual(asked.filter((path) => path.startsWith("www/") && !/^www\/(samples\/|icon\.png$)/.test(path)), []);
    });

    test("the bundle says and looks what its source does", async () => {
      const bundled = await read(browser, "/");
      const source = await read(browser, "/", { "/": pageFromSource() });
      assert.ok(source.asked.includes("www/elements/event-list.js") && !source.asked.some((path) => path.startsWith("pkg/page/")), source.asked.join());
      assert.match(bundled.text, /account this probably belongs to/i);
      assert.equal(bundled.text, source.text);
      assert.deepEqual(bundled.style, source.style);
    });
  });
}
