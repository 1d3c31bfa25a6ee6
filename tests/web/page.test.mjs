// The shipped page in real browsers: what it shows, that it can be used without a mouse, and that nothing leaves it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { fits, passesAxe, passesInBothWidths, passesRules } from "./lib/axe.mjs";
import { launchChromium, launchFirefox } from "./lib/browser.mjs";
import { DAY, evening, pack, person } from "./lib/captures.mjs";
import { isThorough } from "./lib/effort.mjs";
import { decodeRequest, textAt } from "./lib/independent.mjs";
import {
  copyText,
  disclosed,
  dropped,
  dumpedBytes,
  eventButton,
  expectFields,
  expectReading,
  forgetStatus,
  hexDump,
  named,
  names,
  openedEvent,
  openPage,
  pasteInto,
  putInto,
  readingDone,
  sectionText,
  shortcut,
  statusSays,
  wholeText,
  withPageOf,
} from "./lib/journey.mjs";
import { leaves } from "./lib/json-leaves.mjs";
import { dayOfMessages, mintLikeEvents, mintLikeUpload } from "./lib/mint-like.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders, servePage } from "./lib/server.mjs";
import { recipesDomain, recordWebSdk } from "./producers/web-sdk.mjs";

const samplesFolder = inClone("www/samples");
const sample = (file) => readFileSync(`${samplesFolder}/${file}`, "utf8");
const samples = readdirSync(samplesFolder).sort();

let site;
let chromium;
/** Pastes and what an independent decoding finds in them: `{ name, paste, events }`, and `broken` events. */
let pastes;

before(async () => {
  site = await servePage();
  chromium = await launchChromium({ domain: recipesDomain });
  const overshare = await loadPackage();
  const ofSample = (file) => {
    // Only the core repairs damaged text, so there it is compared with itself: what the page shows of it.
    const report = JSON.parse(overshare.decode(sample(file)));
    const events = report.requests.flatMap((request) => request.events);
    return {
      name: file,
      paste: sample(file),
      events: events.map(({ fields }) => fields.map(({ path, value }) => [path, value])),
      broken: events.flatMap(({ complete, index }) => (complete ? [] : [index])),
    };
  };
  const recorded = await recordWebSdk(chromium, ["image", "batch"]);
  const largest = (producer) =>
    recorded
      .filter((one) => one.producer === producer)
      .map(({ request }) => ({ name: `a request of the web SDK, ${producer}`, paste: request.raw.toString("latin1"), ...decodeRequest(request) }))
      .sort((left, right) => right.text.length - left.text.length)[0];
  pastes = [...samples.map(ofSample), largest("web image"), largest("web batch")];
});

after(async () => {
  await chromium?.close();
  await site?.close();
});

const withPage = (browser, use) => withPageOf(site.origin, browser, use);

/** Hands over a page; fails where it or its workers ask for anything once it is loaded, or it leaves anything in the browser. */
async function withSilentPage(use) {
  const asked = [];
  const onTab = async (tab) => {
    const client = await tab.createCDPSession();
    await client.send("Network.enable");
    client.on("Network.requestWillBeSent", ({ request }) => asked.push(request.url));
    client.on("Network.webSocketCreated", ({ url }) => asked.push(url));
    tab.on("workercreated", async (worker) => {
      await worker.client.send("Network.enable").catch(() => {});
      worker.client.on("Network.requestWillBeSent", ({ request }) => asked.push(request.url));
    });
  };
  const reached = [];
  const counted = await serveFolders({ "/": inClone("") }, {}, (request) => reached.push(request.url));
  try {
    await withPageOf(counted.origin, chromium, async (tab) => {
      assert.ok(reached.length > 3 && asked.length > 3);
      const [before, loaded] = [reached.length, asked.length];
      await use(tab);
      assert.deepEqual(asked.slice(loaded).filter((url) => !/^(blob|data):/.test(url)), []);
      assert.deepEqual(reached.slice(before), []);
      assert.deepEqual(await tab.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
    }, { onTab });
  } finally {
    await counted.close();
  }
}

/** The whole way of a reader: paste, read, open an event, compare with what was sent. */
async function journey(browser, tab, { paste, events, broken = [] }) {
  await pasteInto(browser, tab, paste);
  await expectReading(tab, events);
  for (const index of [0, Math.min(events.length, 50) - 1]) {
    const button = await eventButton(tab, index);
    await button.click();
    const region = await openedEvent(tab, button);
    await expectFields(region, events[index]);
    const json = await wholeText(await disclosed(region, names.json));
    if (broken.includes(index)) assert.throws(() => leaves(json), SyntaxError);
    else assert.deepEqual(leaves(json), events[index]);
    const bytes = Buffer.from(json).subarray(0, 4096);
    assert.deepEqual(dumpedBytes(await hexDump(region, bytes.length)), bytes);
    await (await tab.waitForSelector(named(names.back, "button"))).click();
    await tab.waitForFunction((row) => document.activeElement === row, {}, button);
  }
}

describe("a reader with Chromium", () => {
  test("is offered five samples, one of them damaged, under the headline", () =>
    withPage(chromium, async (tab) => {
      await tab.waitForSelector(named(names.heading, "heading"), { visible: true });
      assert.equal(samples.length, 5);
      assert.equal(pastes.filter(({ broken }) => broken?.length > 0).length, 1);
    }));

  test("reads what was pasted, one after the other, in words and as sent, and nothing is asked for meanwhile", (t) =>
    withSilentPage(async (tab) => {
      for (const paste of pastes) {
        await t.test(paste.name, () => journey(chromium, tab, paste));
        await (await tab.waitForSelector(named(names.another, "button"), { visible: true })).click();
      }
    }));

  test("opens each sample with one press", () =>
    withPage(chromium, async (tab) => {
      const found = [];
      for (let index = 0; index < samples.length; index += 1) {
        await tab.goto(`${site.origin}/`);
        await tab.waitForSelector("body[data-ready]");
        const list = await tab.waitForSelector("::-p-xpath(//h2[contains(., 'Try an example')]/following-sibling::ul)");
        await (await list.$$("button"))[index].click();
        found.push(Number.parseInt(await readingDone(tab), 10));
      }
      const expected = pastes.slice(0, samples.length).map(({ events }) => events.length);
      assert.deepEqual(found.sort(), expected.sort());
    }));

  test("finds events by a word", () =>
    withPage(chromium, async (tab) => {
      const upload = mintLikeUpload(300);
      await putInto(tab, upload.body);
      await readingDone(tab);
      const filter = await tab.waitForSelector(named("Find in the events", "searchbox"));
      await filter.type("download_files");
      const { events } = decodeRequest({ target: "/sa", body: Buffer.from(upload.body) });
      const expected = events.filter((event) => textAt(event, "event") === "download_files").length;
      assert.ok(expected > 50 && expected < 100);
      await tab.waitForFunction((text) => document.body.innerText.includes(text), {}, `${expected} of 300 events`);
      const button = await eventButton(tab, expected - 1);
      await button.click();
      const leavesOfLast = events.findLast((event) => textAt(event, "event") === "download_files");
      await expectFields(await openedEvent(tab, button), leavesOfLast);
    }));

  test("gets a useful answer to a text that is no request", () =>
    withPage(chromium, async (tab) => {
      await putInto(tab, "Dear diary, today I bought a phone.");
      await readingDone(tab);
      const text = await tab.evaluate(() => document.querySelector("main").innerText);
      assert.match(text, /No events found here/);
      assert.match(text, /Copy the whole request/);
    }));
});

describe("a reader without a mouse", () => {
  const focused = (tab) =>
    tab.evaluate(() => {
      const { activeElement: at } = document;
      return {
        tag: at.tagName.toLowerCase(),
        name: (at.labels?.[0] ?? at).textContent.trim(),
        role: at.role,
        visible: at.checkVisibility(),
      };
    });

  /** Presses Tab until the focus is where it should be. */
  async function tabTo(tab, fits, what) {
    const seen = [];
    for (let presses = 0; presses < 200; presses += 1) {
      await tab.keyboard.press("Tab");
      const at = await focused(tab);
      assert.ok(at.visible, `the focus is on something hidden: ${JSON.stringify(at)}`);
      seen.push(`${at.tag} ${at.name.slice(0, 30)}`);
      if (fits(at)) return at;
    }
    throw new Error(`Tab does not reach ${what}; it went through\n${seen.join("\n")}`);
  }

  test("pastes, reads, opens an event, its text and its bytes, and comes back", () =>
    withPage(chromium, async (tab) => {
      const { paste, events } = pastes.find(({ name }) => name === "mint-browser.txt");
      await copyText(chromium, paste);
      await tab.bringToFront();
      await tab.keyboard.press("Tab");
      assert.match((await focused(tab)).name, /^Skip/);
      await tabTo(tab, ({ name }) => name === names.box, "the box");
      await forgetStatus(tab);
      await shortcut(tab, "KeyV", "Paste");
      await expectReading(tab, events);
      await tabTo(tab, ({ role }) => role === "row", "an event");
      const button = await tab.evaluateHandle(() => document.activeElement);
      await tab.keyboard.press("Enter");
      const region = await openedEvent(tab, button);
      await expectFields(region, events[0]);
      for (const name of [names.json, names.bytes]) {
        await tabTo(tab, ({ tag, name: at }) => tag === "summary" && at === name, name);
        await tab.keyboard.press("Enter");
        await tab.waitForFunction(() => document.activeElement.parentElement.open);
      }
      const block = await region.waitForSelector("pre");
      assert.deepEqual(leaves(await wholeText(block)), events[0]);
      await tab.keyboard.press("Escape");
      await tab.waitForFunction((label) => document.activeElement.labels?.[0]?.textContent === label, {}, names.box);
    }));
});

describe("the page", () => {
  test("lets no text become markup or code", async () => {
    const { tab } = await openPage(chromium, site.origin);
    try {
      // What the test runs directly may evaluate text; what it leaves to a timer is held to the policy.
      const outcome = await tab.evaluate(() => new Promise((resolve) => setTimeout(() => {
        const attempt = (action) => {
          try {
            action();
            return "allowed";
          } catch (error) {
            return error.name;
          }
        };
        resolve({
          innerHTML: attempt(() => (document.createElement("p").innerHTML = "<b>x</b>")),
          outerHTML: attempt(() => (document.querySelector("h1").outerHTML = "<b>x</b>")),
          insertAdjacentHTML: attempt(() => document.body.insertAdjacentHTML("beforeend", "<b>x</b>")),
          write: attempt(() => document.write("<b>x</b>")),
          eval: attempt(() => (0, eval)("1")),
          worker: attempt(() => new Worker("/www/worker.js")),
          policy: attempt(() => trustedTypes.createPolicy("another", { createHTML: (text) => text })),
        });
      })));
      for (const [name, result] of Object.entries(outcome)) assert.notEqual(result, "allowed", name);
    } finally {
      await tab.close();
    }
  });

  test("shows markup in a value as the text it is", () =>
    withPage(chromium, async (tab) => {
      const events = [{ event: "<img src=x onerror=alert(1)>", properties: { "<b>": "<script>alert(1)</script>", url: "javascript:alert(1)" } }];
      tab.on("dialog", () => assert.fail("something was run"));
      await putInto(tab, JSON.stringify(events));
      await readingDone(tab);
      const button = await eventButton(tab, 0);
      await button.click();
      const region = await openedEvent(tab, button);
      await expectFields(region, leaves(JSON.stringify(events[0])));
      assert.deepEqual(
        await tab.evaluate(() => [document.images.length, document.querySelectorAll("main script, a[href^='javascript:' i]").length]),
        [0, 0],
      );
    }));

  test("passes axe in both themes and stays inside the window, 1280 and 320 pixels wide", () =>
    withPage(chromium, async (tab) => {
      await passesInBothWidths(tab, "before a paste");
      for (const { name, paste } of [pastes.at(-1), pastes.find((one) => one.name === "damaged.txt")]) {
        await putInto(tab, paste);
        await readingDone(tab);
        const button = await eventButton(tab, 0);
        await button.click();
        const region = await openedEvent(tab, button);
        await disclosed(region, names.json);
        await disclosed(region, names.bytes);
        for (const summary of await tab.$$("main summary")) await summary.evaluate((element) => (element.parentElement.open = true));
        // Where all is read, the colors of both themes are judged with every tool below; here in the one that is on.
        await passesInBothWidths(tab, `with ${name}`, { wide: name === "damaged.txt" || isThorough ? passesAxe : passesRules });
        // Else the next capture would be pasted into the middle of this one.
        const another = await tab.waitForSelector(named(names.another, "button"), { visible: true });
        await another.click();
      }
      await dropped(tab, "pack.json", pack);
      await statusSays(tab, "Knowledge pack in use");
      await putInto(tab, evening());
      await readingDone(tab);
      await (await tab.waitForSelector("own-value input")).type(person.phone);
      await tab.waitForSelector("own-value li");
      await tab.$eval("capture-comparison details", (element) => (element.open = true));
      await putInto(tab, evening({ later: 112 * DAY }), "Second capture");
      await statusSays(tab, "Compared");
      await (await tab.waitForSelector(".follows code a")).click();
      await tab.waitForSelector("tr[data-pointed]");
      for (const summary of await tab.$$("main summary")) await summary.evaluate((element) => (element.parentElement.open = true));
      await passesInBothWidths(tab, "with every tool in use");
    }));
});

describe("a huge capture", () => {
  test("is read like a small one", () =>
    withPage(chromium, async (tab) => {
      await pasteInto(chromium, tab, mintLikeUpload(20_000).body);
      assert.match(await readingDone(tab), /^20,000 events/);
      assert.match(await sectionText(tab, names.events), /^20,000 events from /m);
    }));

  test("shows how far it is, can be stopped, and leaves the page usable", () =>
    withPage(chromium, async (tab) => {
      await forgetStatus(tab);
      // A person is slower than the core: the button is watched for in the page and pressed when it shows.
      const stopped = tab.evaluate(
        (stop) =>
          new Promise((resolve) => {
            const watch = () => {
              const bar = [...document.querySelectorAll("progress")].find((element) => element.checkVisibility());
              const button = [...document.querySelectorAll("button")].find((element) => element.textContent === stop && element.checkVisibility());
              const finished = document.querySelector('[role="status"][aria-live]').textContent !== "";
              if (finished) return resolve("the run had finished before a bar was shown");
              if (!bar || !button || bar.position < 0) return requestAnimationFrame(watch);
              const { position } = bar;
              button.click();
              resolve(position);
            };
            requestAnimationFrame(watch);
          }),
        names.stop,
      );
      // So many parts of one list, all of them the same memory until they are read.
      await tab.evaluate((part, times) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(["[", ...Array.from({ length: times }, () => `${part},`), `${part}]`], "capture.json"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
      }, JSON.stringify(mintLikeEvents(1_000, 1)).slice(1, -1), 150);
      const position = await stopped;
      assert.ok(position >= 0 && position <= 1, String(position));
      await tab.waitForSelector("::-p-xpath(//*[@role='alert'][contains(., 'Stopped')])");
      const { paste, events } = pastes[0];
      await putInto(tab, paste);
      await expectReading(tab, events);
    }));
});

describe("a reader with Firefox", () => {
  let firefox;
  before(async () => {
    firefox = await launchFirefox();
  });
  after(() => firefox?.close());

  test("reads the same", async (t) => {
    for (const paste of isThorough ? [pastes[0], pastes.at(-1)] : [pastes[0]]) {
      await t.test(paste.name, () => withPage(firefox, async (tab) => {
        await tab.waitForSelector(named(names.heading, "heading"), { visible: true });
        await journey(firefox, tab, paste);
      }));
    }
  });

  test("finds every part inside the window", () =>
    withPage(firefox, async (tab) => {
      await dropped(tab, "capture.txt", dayOfMessages({ uploads: 12, events: 3 }));
      await readingDone(tab);
      await (await eventButton(tab, 0)).click();
      await tab.waitForSelector("event-detail tbody tr");
      await tab.$eval("#pass-on", (heading) => heading.scrollIntoView());
      await tab.waitForFunction(() => document.querySelector(".made-link input").value !== "");
      await tab.$$eval("main details", (all) => all.forEach((one) => (one.open = true)));
      await tab.waitForFunction(() => document.querySelector("embed-maker textarea").value !== "");
      for (const width of [1280, 320]) {
        await tab.setViewport({ width, height: 800 });
        await fits(tab, `with everything open, ${width} pixels wide`);
      }
    }));
});
