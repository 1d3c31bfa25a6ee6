// The worker that holds the core: every call can be stopped, and a worker that ends is started again.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { launchChromium, launchFirefox } from "./lib/browser.mjs";
import { evening, person } from "./lib/captures.mjs";
import { forgetStatus, named, names, openPage, pasteInto, readingDone, sectionText, statusSays, withPageOf } from "./lib/journey.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

const STOPPED = "Stopped. Your result is still here.";

let site;
before(async () => {
  site = await serveFolders({ "/": inClone("") });
});
after(() => site?.close());

/** Runs in a worker before its program: lets a test end it, or have it work on one call without end. */
const prelude = `{
  let lock = '';
  let stalled = '';
  addEventListener('message', (event) => {
    const { data } = event;
    if (data.name === 'start') lock = data.lock;
    if (data.test !== undefined) event.stopImmediatePropagation();
    if (data.test === 'close') close();
    if (data.test === 'stall') stalled = data.call;
    if (stalled !== '' && data.name === stalled) {
      navigator.locks?.request(lock, () => new Promise(() => {}));
      navigator.locks?.request('stalled', () => new Promise(() => {}));
      for (;;);
    }
  });
}
`;

/** Puts the prelude before every program that a worker is made of, and gives a test the workers. */
const instrumented = (tab) =>
  tab.evaluateOnNewDocument((before) => {
    const made = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => made(blob.type.includes("javascript") ? new Blob([before, blob], { type: blob.type }) : blob);
    const Original = Worker;
    globalThis.workers = [];
    globalThis.Worker = class extends Original {
      constructor(...given) {
        super(...given);
        globalThis.workers.push(this);
      }
    };
  }, prelude);

const tell = (tab, message) => tab.evaluate((told) => globalThis.workers.at(-1).postMessage(told), message);
const workers = (tab) => tab.evaluate(() => globalThis.workers.length);

/** Presses Stop as soon as it shows. */
async function stop(tab) {
  const button = await tab.waitForSelector(named(names.stop, "button"), { visible: true });
  await button.click();
}

const told = (tab, text) => tab.waitForFunction((wanted) => {
  const bar = document.querySelector("run-progress");
  return bar.checkVisibility() && bar.innerText.includes(wanted);
}, {}, text);

/** The page still answers about the capture that was read. */
async function expectUsable(tab) {
  await tab.waitForFunction(() => {
    const row = document.querySelector('event-table [role="row"][aria-rowindex="3"]:not([aria-busy])');
    if (row?.ariaSelected !== "true") row?.click();
    return row?.ariaSelected === "true" && document.querySelector("event-detail")?.innerText.includes("distinct_id");
  });
}

const search = (tab, text) => tab.evaluate((wanted) => {
  const box = document.querySelector("event-list input[type=search]");
  box.value = wanted;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}, text);

for (const [name, launch] of [["Chromium", launchChromium], ["Firefox", launchFirefox]]) {
  describe(name, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    const onTab = async (tab) => {
      tab.setDefaultTimeout(20_000);
      await instrumented(tab);
    };
    const withPage = (use) => withPageOf(site.origin, browser, use, { onTab });
    const withCapture = (use) => withPage(async (tab) => {
      await pasteInto(browser, tab, evening());
      await readingDone(tab);
      await use(tab);
    });

    /** What asks each question that can take long. */
    const calls = {
      async preview(tab) {
        await tab.$eval("share-panel", (panel) => panel.scrollIntoView());
      },
      async share(tab) {
        await tab.$eval("share-panel", (panel) => panel.scrollIntoView());
      },
      async export(tab) {
        await tab.$eval("share-panel", (panel) => panel.scrollIntoView());
        await tab.waitForFunction(() => document.querySelector("link-maker input").value !== "");
        await (await tab.waitForSelector(named("Save: JSON", "button"))).click();
      },
      async recognise(tab) {
        await (await tab.waitForSelector("own-value input")).type(person.phone);
      },
      async events(tab) {
        await search(tab, "search");
      },
      async compare(tab) {
        await tab.$eval("capture-comparison details", (element) => (element.open = true));
        await pasteInto(browser, tab, evening({ later: 5 }), "The second recording");
      },
      async masked(tab) {
        await tab.keyboard.press("m");
      },
    };

    for (const [call, ask] of Object.entries(calls)) {
      test(`${call} can be stopped, and the result stays`, () => withCapture(async (tab) => {
        const before = await workers(tab);
        await tell(tab, { test: "stall", call });
        await ask(tab);
        await stop(tab);
        await told(tab, STOPPED);
        if (call === "events") await search(tab, "");
        await expectUsable(tab);
        assert.equal(await workers(tab), before + 1);
        assert.equal(await tab.$eval("#trouble", ({ textContent }) => textContent), "");
      }));
    }

    test("what was stopped can be asked again", () => withCapture(async (tab) => {
      await tell(tab, { test: "stall", call: "preview" });
      await calls.preview(tab);
      await stop(tab);
      await (await tab.waitForSelector(named("Try again", "button"), { visible: true })).click();
      await tab.waitForFunction(() => document.querySelector("link-maker input").value.includes("#o1."));
    }));

    test("a comparison that was stopped can be made again", () => withCapture(async (tab) => {
      await tell(tab, { test: "stall", call: "compare" });
      await calls.compare(tab);
      await stop(tab);
      await told(tab, STOPPED);
      await tab.$eval("capture-comparison textarea", (box) => box.select());
      await pasteInto(browser, tab, evening({ later: 5 }), "The second recording");
      await statusSays(tab, "Compared");
    }));

    test("a worker that ends while it waits is started again by the next question", () => withCapture(async (tab) => {
      await tell(tab, { test: "close" });
      await expectUsable(tab);
    }));

    test("a worker that ends while it waits is started again by the next paste", () => withCapture(async (tab) => {
      await tell(tab, { test: "close" });
      await (await tab.waitForSelector(named(names.another, "button"), { visible: true })).click();
      await pasteInto(browser, tab, evening());
      assert.match(await readingDone(tab), /events? in/);
      await expectUsable(tab);
    }));

    test("a worker that ends while it reads does not keep the page waiting", () => withPage(async (tab) => {
      await tell(tab, { test: "stall", call: "analyze" });
      await pasteInto(browser, tab, evening());
      await tab.waitForSelector(named(names.stop, "button"), { visible: true });
      // The page has seen the worker at its work once it waits for the lock that the worker holds.
      await tab.waitForFunction(async () => {
        const { held, pending } = await navigator.locks.query();
        const worker = held.find(({ name }) => name === "stalled");
        return worker !== undefined && pending.some(({ clientId }) => clientId !== worker.clientId);
      });
      await tab.evaluate(() => globalThis.workers.at(-1).terminate());
      await tab.waitForSelector("::-p-xpath(//*[@role='alert'][contains(., 'our mistake')])");
      assert.equal(await tab.$eval("run-progress", (bar) => bar.checkVisibility()), false);
      await forgetStatus(tab);
      await tab.$eval("#paste-text", (box) => box.select());
      await pasteInto(browser, tab, evening());
      assert.match(await readingDone(tab), /events? in/);
      await expectUsable(tab);
    }));
  });
}

describe("samples", () => {
  let browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  for (const missing of readdirSync(inClone("www/samples"))) {
    test(`without ${missing} the page reads all the same`, async () => {
      const poorer = await serveFolders({ "/": inClone(""), [`/www/samples/${missing}`]: inClone("nowhere") });
      try {
        const { tab } = await openPage(browser, poorer.origin);
        const shown = await tab.$$eval(".samples button", (buttons) => buttons.filter((button) => button.checkVisibility()).length);
        assert.equal(shown, readdirSync(inClone("www/samples")).length - 1);
        await tab.waitForFunction(() => document.querySelector("reading-example mark") !== null);
        await (await tab.waitForSelector("reading-example button")).click();
        await readingDone(tab);
        assert.match(await sectionText(tab, names.events), /event/);
        await tab.close();
      } finally {
        await poorer.close();
      }
    });
  }
});
