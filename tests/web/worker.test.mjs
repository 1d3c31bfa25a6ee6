// The worker that holds the core: every call can be stopped, a worker that ends is started again, and captures are held side by side.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { samples } from "../../www/strings/en.js";
import { launchChromium } from "./lib/browser.mjs";
import { DAY, evening, pack, person } from "./lib/captures.mjs";
import { isThorough } from "./lib/effort.mjs";
import { engines } from "./lib/engines.mjs";
import { chooseCopy, dropped, forgetStatus, named, names, openPage, pageAnew, putInto, readingDone, sectionText, statusSays } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders, servePage } from "./lib/server.mjs";

const STOPPED = "Stopped. Your result is still here.";

let site;
let overshare;
before(async () => {
  overshare = await loadPackage();
  site = await servePage({ "/bare.html": "<!doctype html><title>The core without its page</title>" });
});
after(() => site?.close());

/**
 * Runs in a worker before its program: lets a test end it, have it work on one call without end, or count the captures
 * that it holds. The core's package registers each one, until it is freed.
 */
const prelude = `{
  let lock = '';
  let stalled = '';
  let captures = 0;
  const { register, unregister } = FinalizationRegistry.prototype;
  FinalizationRegistry.prototype.register = function (...given) {
    captures += 1;
    return register.apply(this, given);
  };
  FinalizationRegistry.prototype.unregister = function (...given) {
    captures -= 1;
    return unregister.apply(this, given);
  };
  addEventListener('message', (event) => {
    const { data } = event;
    if (data.name === 'start') lock = data.lock;
    if (data.test !== undefined) event.stopImmediatePropagation();
    if (data.test === 'close') close();
    if (data.test === 'stall') stalled = data.call;
    if (data.test === 'count') postMessage({ captures });
    if (stalled !== '' && data.name === stalled) {
      navigator.locks?.request(lock, () => new Promise(() => {}));
      navigator.locks?.request('stalled', () => new Promise(() => {}));
      // One of them keeps its processor busy, the others leave it to the rest of the tests.
      if (stalled === 'findValue') for (;;);
      Atomics.wait(new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer), 0, 0);
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

/** How many captures the worker holds, once it has done what it was asked before. */
const captures = (tab) => tab.evaluate(() => new Promise((counted) => {
  const worker = globalThis.workers.at(-1);
  worker.addEventListener("message", function heard({ data }) {
    if (data.captures === undefined) return;
    worker.removeEventListener("message", heard);
    counted(data.captures);
  });
  worker.postMessage({ test: "count" });
}));

/** The page waits for a worker that works on a call without end. */
const stalled = (tab) => tab.waitForFunction(async () => {
  const { held, pending } = await navigator.locks.query();
  const worker = held.find(({ name }) => name === "stalled");
  return worker !== undefined && pending.some(({ clientId }) => clientId !== worker.clientId);
});

/** The core in a tab of its own, with a capture that it has read as `reading`. */
async function withCore(browser, use) {
  const tab = await browser.newPage();
  try {
    tab.setDefaultTimeout(20_000);
    await instrumented(tab);
    await tab.goto(`${site.origin}/bare.html`);
    await tab.evaluate(async (text) => {
      const { Core } = await import("/www/core.js");
      globalThis.content = (capture) => async () => new TextEncoder().encode(capture);
      globalThis.core = (await Core.load(Promise.resolve())).core;
      await core.whole;
      globalThis.reading = await core.analyze(content(text));
    }, evening());
    await use(tab);
  } finally {
    await tab.close();
  }
}

const MODES = ["masked", "structure"].map((mode) => JSON.stringify({ mode }));
/** The second event of the evening, as it leaves in a mode. */
const leaving = (options) => JSON.parse(new overshare.Analysis(evening()).masked(options).event(1));
const eventOf = (tab, name) => tab.evaluate((one) => globalThis[one].ask("event", 1), name);

/** Makes the capture masked in two ways, one after the other. */
const mask = (tab) => tab.evaluate(async (modes) => {
  globalThis.masked = await reading.derived("masked", modes[0]);
  globalThis.structure = await reading.derived("masked", modes[1]);
}, MODES);

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

for (const { name, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
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
    const withPage = pageAnew(() => site.origin, () => browser, { onTab });
    const withCapture = (use) => withPage(async (tab) => {
      await putInto(tab, evening());
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
      async findValue(tab) {
        await (await tab.waitForSelector("own-value input")).type(person.phone);
      },
      async events(tab) {
        await search(tab, "search");
      },
      async compare(tab) {
        await tab.$eval("capture-comparison details", (element) => (element.open = true));
        await putInto(tab, evening({ later: 5 }), "Second capture");
      },
      async masked(tab) {
        await tab.keyboard.press("m");
      },
    };

    for (const [call, ask] of Object.entries(calls)) {
      inChromium(`${call} can be stopped, and the result stays`, () => withCapture(async (tab) => {
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

    const view = async (tab, status) => {
      await tab.keyboard.press("m");
      await statusSays(tab, status);
    };

    const resultStays = async (tab) => {
      await told(tab, STOPPED);
      assert.equal(await tab.$eval("#status", ({ textContent }) => textContent), STOPPED);
      assert.equal(await tab.$eval("#trouble", ({ textContent }) => textContent), "");
      assert.equal(await tab.$eval("#result", ({ hidden }) => hidden), false);
      await expectUsable(tab);
    };

    inBothBrowsers("a jump to an event can be stopped, and the result stays", () => withCapture(async (tab) => {
      await tell(tab, { test: "stall", call: "event" });
      await tab.evaluate(() => { location.hash = "#event-4"; });
      await stop(tab);
      await resultStays(tab);
      await tab.evaluate(() => { location.hash = "#event-5"; });
      await tab.waitForFunction(() => document.activeElement.matches(".event-pane h3") && document.querySelector("event-table [aria-selected=true]")?.ariaRowIndex === "6");
    }));

    inChromium("a pack that is looked at can be stopped, and the result stays", () => withCapture(async (tab) => {
      await tell(tab, { test: "stall", call: "checkPack" });
      await dropped(tab, "pack.json", pack);
      await stop(tab);
      await resultStays(tab);
    }));

    inChromium("copying with hidden values can be stopped, and nothing is said to be wrong", () => withCapture(async (tab) => {
      await tell(tab, { test: "stall", call: "masked" });
      await chooseCopy(tab, names.identifiers, "Text, values hidden");
      await stop(tab);
      await resultStays(tab);
    }));

    inFirefoxWithTime("a file that is opened again for a question can be stopped, and is opened for the next", () => withPage(async (tab) => {
      await dropped(tab, "capture.json", evening());
      await readingDone(tab);
      await tab.waitForFunction(() => document.querySelector("#result").ariaBusy === "false");
      await tell(tab, { test: "close" });
      await tab.evaluate(() => {
        globalThis.slice = Blob.prototype.slice;
        Blob.prototype.slice = () => ({ arrayBuffer: () => new Promise(() => {}) });
        location.hash = "#event-4";
      });
      await tab.waitForFunction(() => document.querySelector("run-progress").checkVisibility() && document.querySelector("run-progress").textContent.includes("Opening the file"));
      await stop(tab);
      await tab.evaluate(() => { Blob.prototype.slice = globalThis.slice; });
      await resultStays(tab);
    }));

    inChromium("a pack that is put to use leaves a masked view masked", () => withCapture(async (tab) => {
      await view(tab, "Values hidden");
      await dropped(tab, "pack.json", pack);
      await statusSays(tab, "Knowledge pack in use");
      const page = await tab.$eval("#result", ({ innerText }) => innerText);
      assert.ok(page.includes("⟦account-1⟧") && !page.includes(person.account), page);
      await view(tab, "Values shown");
      assert.ok((await tab.$eval("#result", ({ innerText }) => innerText)).includes(person.account));
    }));

    inChromium("a masked view that is stopped while a pack is put to use shows nothing, and says so", () => withCapture(async (tab) => {
      await view(tab, "Values hidden");
      await tell(tab, { test: "stall", call: "masked" });
      await dropped(tab, "pack.json", pack);
      await stop(tab);
      await tab.waitForFunction(() => document.querySelector("#trouble").textContent.startsWith("Stopped. Nothing"));
      assert.notEqual(await tab.$eval("#status", ({ textContent }) => textContent), STOPPED);
      assert.equal(await tab.$eval("#result", ({ hidden }) => hidden), true);
    }));

    inChromium("what was stopped can be asked again", () => withCapture(async (tab) => {
      await tell(tab, { test: "stall", call: "preview" });
      await calls.preview(tab);
      await stop(tab);
      await (await tab.waitForSelector(named("Try again", "button"), { visible: true })).click();
      await tab.waitForFunction(() => document.querySelector("link-maker input").value.includes("#o1."));
    }));

    inChromium("a comparison that was stopped can be made again", () => withCapture(async (tab) => {
      await tell(tab, { test: "stall", call: "compare" });
      await calls.compare(tab);
      await stop(tab);
      await told(tab, STOPPED);
      await tab.$eval("capture-comparison textarea", (box) => box.select());
      await putInto(tab, evening({ later: 5 }), "Second capture");
      await statusSays(tab, "Compared");
    }));

    inFirefoxWithTime("a worker that ends while it waits is started again by the next question", () => withCapture(async (tab) => {
      await tell(tab, { test: "close" });
      await expectUsable(tab);
    }));

    inChromium("a worker that ends while it waits is started again by the next paste", () => withCapture(async (tab) => {
      await tell(tab, { test: "close" });
      await (await tab.waitForSelector(named(names.another, "button"), { visible: true })).click();
      await putInto(tab, evening());
      assert.match(await readingDone(tab), /events? in/);
      await expectUsable(tab);
    }));

    inBothBrowsers("a worker that ends while it reads does not keep the page waiting", () => withPage(async (tab) => {
      // Not the example, which is read first.
      await tab.waitForSelector("reading-example tbody tr");
      await tell(tab, { test: "stall", call: "analyze" });
      await putInto(tab, evening());
      await tab.waitForSelector(named(names.stop, "button"), { visible: true });
      await stalled(tab);
      await tab.evaluate(() => globalThis.workers.at(-1).terminate());
      await tab.waitForSelector("::-p-xpath(//*[@role='alert'][contains(., 'our mistake')])");
      assert.equal(await tab.$eval("run-progress", (bar) => bar.checkVisibility()), false);
      await forgetStatus(tab);
      await tab.$eval("#paste-text", (box) => box.select());
      await putInto(tab, evening());
      assert.match(await readingDone(tab), /events? in/);
      await expectUsable(tab);
    }));

    inChromium("a newer capture does not wait for one that is read to be compared", () => withCore(browser, async (tab) => {
      await tell(tab, { test: "stall", call: "analyze" });
      await tab.evaluate((text) => {
        globalThis.second = reading.readSecond(content(text), {}).catch(({ name }) => name);
      }, evening({ later: DAY }));
      await stalled(tab);
      const newer = evening({ later: 2 * DAY });
      assert.deepEqual(await tab.evaluate(async (text) => {
        globalThis.reading = await core.analyze(content(text));
        return [await second, await reading.ask("event", 1)];
      }, newer), ["AbortError", JSON.parse(new overshare.Analysis(newer).event(1))]);
      assert.equal(await captures(tab), 1);
    }));

    inChromium("each masked version is of its own choices, whichever was made last or is asked first", () => withCore(browser, async (tab) => {
      assert.notDeepEqual(leaving(MODES[0]), leaving(MODES[1]));
      await mask(tab);
      for (const order of [["masked", "structure"], ["structure", "masked"]]) {
        const both = await tab.evaluate((names) => Promise.all(names.map((one) => globalThis[one].ask("event", 1))), order);
        assert.deepEqual(Object.fromEntries(order.map((one, at) => [one, both[at]])), { masked: leaving(MODES[0]), structure: leaving(MODES[1]) });
      }
    }));

    inChromium("a capture is compared with the one that is named, the earlier or the later", () => withCore(browser, async (tab) => {
      const texts = [evening({ later: DAY, timeless: true }), evening({ browser: "another-browser", timeless: true })];
      const compared = await tab.evaluate(async (others) => {
        const [one, other] = [await reading.readSecond(content(others[0]), {}), await reading.readSecond(content(others[1]), {})];
        return [await reading.ask("compare", one), await reading.ask("compare", other), await other.ask("compare", reading), await one.ask("compare", other)];
      }, texts);
      const [own, one, other] = [evening(), ...texts].map((text) => new overshare.Analysis(text));
      assert.notEqual(own.compare(one), own.compare(other));
      assert.deepEqual(compared, [own.compare(one), own.compare(other), other.compare(own), one.compare(other)].map((text) => JSON.parse(text)));
    }));

    inFirefoxWithTime("what is disposed of is freed, with what was made of it, and nothing else", () => withCore(browser, async (tab) => {
      await mask(tab);
      assert.equal(await captures(tab), 3);
      await tab.evaluate(() => masked.dispose());
      assert.equal(await captures(tab), 2);
      assert.deepEqual(await eventOf(tab, "structure"), leaving(MODES[1]));
      assert.equal(await tab.evaluate(() => masked.ask("event", 1).catch(({ name }) => name)), "AbortError");
      await tab.evaluate(() => masked.dispose());
      assert.equal(await captures(tab), 2);
      await tab.evaluate(() => reading.dispose());
      assert.equal(await captures(tab), 0);
    }));

    inChromium("a newer capture takes the place of all that were held", () => withCore(browser, async (tab) => {
      await mask(tab);
      const newer = evening({ later: DAY });
      const [told, event] = await tab.evaluate(async (text) => {
        const read = await core.analyze(content(text));
        const asked = [reading, masked, structure].map((one) => one.ask("event", 1).catch(({ name }) => name));
        return [await Promise.all(asked), await read.ask("event", 1)];
      }, newer);
      assert.deepEqual(told, ["AbortError", "AbortError", "AbortError"]);
      assert.deepEqual(event, JSON.parse(new overshare.Analysis(newer).event(1)));
      assert.equal(await captures(tab), 1);
    }));

    const endings = {
      async "was stopped"(tab) {
        await tell(tab, { test: "stall", call: "preview" });
        await tab.evaluate(() => {
          globalThis.asked = reading.ask("preview", "").catch(({ name }) => name);
        });
        await stalled(tab);
        assert.equal(await tab.evaluate(() => core.stop()), true);
        assert.equal(await tab.evaluate(() => asked), "AbortError");
      },
      async "has ended"(tab) {
        await tell(tab, { test: "close" });
      },
    };
    for (const [ending, end] of Object.entries(endings)) {
      inFirefoxWithTime(`where a worker ${ending}, the next one is given what is asked about, and no more`, () => withCore(browser, async (tab) => {
        await mask(tab);
        const before = await workers(tab);
        await end(tab);
        assert.deepEqual(await eventOf(tab, "masked"), leaving(MODES[0]));
        assert.equal(await workers(tab), before + 1);
        assert.equal(await captures(tab), 2);
        assert.deepEqual(await eventOf(tab, "structure"), leaving(MODES[1]));
        assert.deepEqual(await eventOf(tab, "masked"), leaving(MODES[0]));
        assert.equal(await captures(tab), 3);
      }));
    }

    inChromium("the page frees a masked view that it leaves, and a second capture", () => withCapture(async (tab) => {
      for (let time = 0; time < 3; time += 1) {
        await view(tab, "Values hidden");
        assert.equal(await captures(tab), 2);
        await view(tab, "Values shown");
        assert.equal(await captures(tab), 1);
      }
      await tab.$eval("capture-comparison details", (element) => (element.open = true));
      for (const later of [5, 2 * DAY, DAY]) {
        await forgetStatus(tab);
        await dropped(tab, "capture.json", evening({ later }), "capture-comparison");
        await statusSays(tab, "Compared");
        assert.equal(await captures(tab), 2);
      }
      await (await tab.waitForSelector(named("Remove the second", "button"))).click();
      assert.equal(await captures(tab), 1);
    }));

    inChromium("the page frees what its link and its figure were made of", () => withCapture(async (tab) => {
      await tab.$eval("share-panel", (panel) => panel.scrollIntoView());
      const link = (wanted) => tab.waitForFunction((end) => document.querySelector("link-maker input").value.endsWith(end), {}, wanted);
      await tab.waitForFunction(() => document.querySelector("link-maker input").value.includes("#o1."));
      assert.equal(await captures(tab), 1);
      await expectUsable(tab);
      await tab.$eval('event-detail tr[data-path="properties.search_word"] a[rel=bookmark]', (anchor) => anchor.click());
      await tab.$eval("link-maker input[type=checkbox]", (box) => box.click());
      await link("/event-2/properties.search_word");
      assert.equal(await captures(tab), 1);
      const code = async (before) => {
        await tab.waitForFunction((old) => {
          const made = document.querySelector("embed-maker .made-code");
          return !made.ariaBusy && !["", old].includes(made.querySelector("textarea").value);
        }, {}, before);
        return tab.$eval("embed-maker .made-code textarea", ({ value }) => value);
      };
      await tab.$eval("embed-maker details", (details) => (details.open = true));
      const first = await code("");
      assert.equal(await captures(tab), 2);
      await tab.$eval("share-panel input[type=radio]", (radio) => radio.click());
      await code(first);
      assert.equal(await captures(tab), 2);
      await tab.$eval("embed-maker details", (details) => (details.open = false));
      await tab.waitForFunction(() => document.querySelector("embed-maker .made-code").hidden);
      assert.equal(await captures(tab), 1);
    }));
  });
}

describe("samples", () => {
  let browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  // The first one is the example that the page reads when it opens; the others are alike.
  for (const { file: missing } of isThorough ? samples : [samples[0], samples.at(-1)]) {
    test(`without ${missing} the page reads all the same`, async () => {
      const poorer = await serveFolders({ "/": inClone(""), [`/www/samples/${missing}`]: inClone("nowhere") });
      try {
        const { tab } = await openPage(browser, poorer.origin);
        const shown = await tab.$$eval(".samples button", (buttons) => buttons.filter((button) => button.checkVisibility()).length);
        assert.equal(shown, samples.length - 1);
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
