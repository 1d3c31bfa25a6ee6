// The first ten seconds: what a visitor sees without doing anything, and that nothing moves while the page fills.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { samples } from "../../www/strings/en.js";
import { launchChromium } from "./lib/browser.mjs";
import { isThorough } from "./lib/effort.mjs";
import { engines } from "./lib/engines.mjs";
import { copyText, named, names, pasteInto, putInto, readingDone, readingSaid, shortcut, withPageOf } from "./lib/journey.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

const windows = [{ width: 1280, height: 720 }, { width: 390, height: 844 }];
const sample = (name) => readFileSync(inClone(`www/samples/${name}`), "utf8");

let site;
let chromium;

before(async () => {
  site = await serveFolders({ "/": inClone("") });
  chromium = await launchChromium();
});

after(async () => {
  await chromium?.close();
  await site?.close();
});

/** Opens the page in a window of a size, and hands it over with a way to learn what has moved. */
const inWindow = (viewport, use) =>
  withPageOf(site.origin, chromium, use, {
    onTab: async (tab) => {
      await tab.setViewport(viewport);
      await tab.evaluateOnNewDocument(() => {
        globalThis.moved = [];
        const note = (entries) => {
          for (const { value, sources } of entries) {
            // Where the browser paints while it still reads the document, a space at the end of what it has so far gets its height only with the next word.
            if (sources.length > 0 && sources.every(({ node }) => node?.nodeType === Node.TEXT_NODE && node.data.trim() === "")) continue;
            const what = sources.map(({ node, previousRect, currentRect }) =>
              `${previousRect.y} to ${currentRect.y}, ${(node?.outerHTML ?? node?.textContent ?? "gone").replace(/\s+/g, " ").slice(0, 90)}`);
            globalThis.moved.push(`${value.toFixed(4)}: ${what.join("; ")}`);
          }
        };
        const observer = new PerformanceObserver((list) => note(list.getEntries()));
        observer.observe({ type: "layout-shift", buffered: true });
        globalThis.movedSoFar = () => (note(observer.takeRecords()), globalThis.moved);
      });
    },
  });

/** Waits until the example is there, and all that follows from it is drawn. */
async function exampleShown(tab) {
  await tab.waitForSelector("reading-example table tbody tr");
  await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** What has moved since the page was opened, in the eyes of the browser, whether a press preceded it or not. */
const moved = (tab) =>
  tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(globalThis.movedSoFar())))));

for (const [size, viewport] of [...windows, { width: 1280, height: 2400 }, { width: 390, height: 3600 }].entries()) {
  describe(`in a window of ${viewport.width} by ${viewport.height}`, () => {
    const arrivals = {
      "is pasted into the box": (tab) => pasteInto(chromium, tab, sample("mint-browser.txt")),
      "is pasted beside the box": async (tab) => {
        await copyText(chromium, sample("damaged.txt"));
        await tab.bringToFront();
        await shortcut(tab, "KeyV", "Paste");
      },
      "is chosen": async (tab) => (await tab.waitForSelector(named(samples[2].name, "button"))).click(),
    };
    for (const [index, [way, arrive]] of Object.entries(arrivals).entries()) {
      // Each window with a way, and each way in a wide window and a narrow one; where there is time, each with each.
      if (!isThorough && (size + index) % 4 > 1) continue;
      test(`nothing moves while the page loads and its example comes, nor what stays when a capture ${way} and its result comes`, () =>
        inWindow(viewport, async (tab) => {
          await exampleShown(tab);
          assert.deepEqual(await moved(tab), []);
          const place = () => tab.$eval("header", (element) => element.getBoundingClientRect().toJSON());
          const before = await place();
          await arrive(tab);
          await readingSaid(tab);
          assert.deepEqual(await moved(tab), []);
          assert.deepEqual(await place(), before);
        }));
    }
  });
}

for (const viewport of windows) {
  test(`headline and box stand above the fold at ${viewport.width} by ${viewport.height}, and the example opens as a whole`, () =>
    inWindow(viewport, async (tab) => {
      for (const part of [named(names.heading, "heading"), named(names.box, "textbox"), named("Choose a file", "button"), named(samples[0].name, "button")]) {
        const { x, y, width, height } = await (await tab.waitForSelector(part)).boundingBox();
        assert.ok(x >= 0 && y >= 0 && x + width <= viewport.width && y + height <= viewport.height, `${part}: ${[x, y, width, height]}`);
      }
      await exampleShown(tab);
      await (await tab.waitForSelector(named("Read the whole example", "button"))).click();
      assert.match(await readingDone(tab), /^10 events in 1 request read, no field unknown/);
    }));
}

test("the example shows what a reading looks like before anything is pressed, beside the samples as the catalog tells them", () =>
  inWindow(windows[0], async (tab) => {
    await exampleShown(tab);
    const text = await tab.$eval("reading-example", (element) => element.innerText);
    const told = await tab.$$eval("reading-example mark", (marks) => marks.map((mark) => mark.textContent));
    assert.match(text, /This request tells Xiaomi that you searched for “headache for three days”/);
    assert.ok(told.includes("“headache for three days”") && told.includes('"headache for three days"'), told.join());
    assert.equal(await tab.$$eval("reading-example tbody tr", (rows) => rows.length), 3);
    const { y } = await (await tab.$(".example-sentence")).boundingBox();
    assert.ok(y < windows[0].height - 24, `its sentence begins at ${y}`);
    const listed = await tab.$$eval(".samples li", (items) => items.map((item) => [...item.children].map((child) => child.textContent)));
    assert.deepEqual(listed, samples.map(({ name, text: story }) => [name, story]));
  }));

describe("where there is nothing to show, the page says", () => {
  /** Opens the page, pastes, and gives what the first section says. */
  const says = (paste, use) =>
    inWindow(windows[0], async (tab) => {
      await putInto(tab, paste);
      await readingDone(tab);
      await use(await tab.$eval("section.tells", (section) => section.innerText));
    });

  test("that an encrypted body is one", () =>
    says(readFileSync(inClone("tests/fixtures/sensors-analytics/android-gzip9-rsa/paste.txt"), "utf8"), (text) => {
      assert.match(text, /The content of this request is encrypted\./);
      assert.doesNotMatch(text, /No events found here/);
    }));

  test("that no event was found, and what to copy", () =>
    says("[]", (text) => assert.match(text, /No events found here[^]*Copy the whole request/)));

  test("that it could not load, and offers nothing that would not work", async () => {
    const tab = await chromium.newPage();
    try {
      await tab.setRequestInterception(true);
      tab.on("request", (request) => (request.url().endsWith(".wasm") ? request.abort() : request.continue()));
      await tab.goto(`${site.origin}/`);
      const trouble = await tab.waitForSelector("#trouble p");
      assert.match(await trouble.evaluate((element) => element.innerText), /couldn’t load\. Reload the page\./);
      assert.equal(await tab.evaluate(() => [...document.querySelectorAll("main :is(button, textarea)")].some((one) => one.checkVisibility())), false);
    } finally {
      await tab.close();
    }
  });
});

test("the core is warmed up in pieces, and a paste waits for no more than one of them", () =>
  withPageOf(site.origin, chromium, async (tab) => {
    await readingDone(tab);
    const asked = await tab.evaluate(() => globalThis.asked);
    const pasted = asked.indexOf("paste");
    assert.deepEqual(asked.slice(pasted - 3, pasted), ["warmUp", "warmUp", "warmUp"], asked.join());
    // It is read by the same worker, next after the piece that was asked for before.
    assert.deepEqual(asked.slice(pasted).filter((name) => ["start", "warmUp"].includes(name)), [], asked.join());
    assert.ok(asked.slice(pasted).includes("analyze"), asked.join());
    assert.match(await tab.$eval("#result", ({ textContent }) => textContent), /shop\.example/);
  }, {
    onTab: (tab) => tab.evaluateOnNewDocument((text) => {
      globalThis.asked = [];
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message, ...rest) {
        asked.push(message.name);
        postMessage.call(this, message, ...rest);
        if (asked.filter((name) => name === "warmUp").length !== 3 || asked.includes("paste")) return;
        asked.push("paste");
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      };
    }, sample("web-page.txt")),
  }));

describe("before the page has loaded", () => {
  /** A page whose main module comes only once it is let go. */
  const slowly = async (launch, use) => {
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    const slow = await serveFolders({ "/": inClone("") }, {}, ({ url }) => (url.startsWith("/pkg/page/main.js") ? held : null));
    const browser = await launch();
    const tab = await browser.newPage();
    try {
      const loaded = tab.goto(slow.origin);
      await tab.waitForSelector("[data-part=samples] li:last-child button");
      await use(tab, async () => {
        letGo();
        await loaded;
      });
    } finally {
      letGo();
      await tab.close();
      await browser.close();
      await slow.close();
    }
  };
  const seen = (tab, selector) => tab.$eval(selector, (one) => getComputedStyle(one).visibility === "visible" && getComputedStyle(one).display !== "none");

  for (const { name, launch, inBothBrowsers, inFirefoxWithTime } of engines) {
    inBothBrowsers(`a press on a sample is kept and read, in ${name}`, () =>
      slowly(launch, async (tab, letGo) => {
        assert.equal(await seen(tab, ".not-started"), false);
        await (await tab.$("[data-part=samples] li:nth-child(4) button")).click();
        await tab.waitForFunction(() => getComputedStyle(document.querySelector(".still-loading")).visibility === "visible");
        assert.equal(await seen(tab, ".not-started"), false);
        await letGo();
        await readingDone(tab);
        assert.match(await tab.$eval("#result", ({ textContent }) => textContent), /shop\.example/);
        assert.equal(await seen(tab, ".still-loading"), false);
      }));

    inFirefoxWithTime(`what is pasted is kept and read, in ${name}`, async () => {
      // Firefox takes no text into an event that a script makes.
      for (const isInBox of name === "Chromium" ? [true, false] : [true]) {
        await slowly(launch, async (tab, letGo) => {
          await tab.evaluate((text, inside) => {
            const box = document.querySelector("#paste-text");
            if (inside) {
              // As a browser does what follows from a paste into a box.
              box.value = text;
              box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
              return;
            }
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
          }, sample("web-page.txt"), isInBox);
          await letGo();
          await readingDone(tab);
          assert.match(await tab.$eval("#result", ({ textContent }) => textContent), /shop\.example/);
        });
      }
    });
  }

  test("a file that is dropped is kept and read", () =>
    slowly(launchChromium, async (tab, letGo) => {
      await tab.evaluate((text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "capture.txt", { type: "text/plain" }));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      }, sample("web-page.txt"));
      await letGo();
      await readingDone(tab);
      assert.match(await tab.$eval("#result", ({ textContent }) => textContent), /shop\.example/);
    }));

  test("a page whose theme fails to load reads all the same", async () => {
    const broken = await serveFolders({ "/": inClone("") }, { "/pkg/page/settings.js": "export const broken = ;" });
    const tab = await chromium.newPage();
    try {
      await tab.goto(broken.origin);
      await (await tab.waitForSelector(named(samples[3].name, "button"), { visible: true })).click();
      await readingDone(tab);
      assert.equal(await seen(tab, ".not-started"), false);
      assert.equal(await tab.$eval("unwrap-strip", (strip) => strip.checkVisibility()), true);
      await (await tab.waitForSelector(named(names.another, "button"))).click();
      await tab.waitForSelector(named(names.box, "textbox"), { visible: true });
    } finally {
      await tab.close();
      await broken.close();
    }
  });

  test("only a page that fails to load says that it did", async () => {
    const broken = await serveFolders({ "/": inClone("") }, { "/pkg/page/main.js": "export const broken = ;" });
    const tab = await chromium.newPage();
    try {
      await tab.goto(broken.origin);
      await tab.waitForFunction(() => getComputedStyle(document.querySelector(".not-started")).display === "block");
      assert.equal(await seen(tab, ".still-loading"), false);
    } finally {
      await tab.close();
      await broken.close();
    }
  });
});
