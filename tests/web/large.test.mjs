// Large archives in the page: it never stands still while one is read, whatever is in it, and Stop ends that at once.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { enginesWithTime } from "./lib/engines.mjs";
import { names, readingSaid, unfoldAll, withPageOf } from "./lib/journey.mjs";
import { mintLikeUpload } from "./lib/mint-like.mjs";
import { servePage } from "./lib/server.mjs";

/** Requests, events and least megabytes of the archives. */
const archives = { "3,000 requests with 102,000 events": [3_000, 102_000, 0], "100 MB of which little is analytics": [300, 3_000, 100] };

/** Milliseconds for which no task may keep the page from answering, counted in time of the processor: other programs take theirs too. */
const TASK = 50;
/** Characters of JSON that are read at once. */
const AT_ONCE = 320_000;

const reply = (size, mimeType, others) => ({
  status: 200, statusText: "OK", httpVersion: "HTTP/1.1", cookies: [], headers: [], content: { size, mimeType, ...others }, redirectURL: "", headersSize: -1, bodySize: size,
});
const entry = (index, request, response) => JSON.stringify({
  startedDateTime: new Date(1588600000000 + index * 1000).toISOString(), time: 1,
  request: { httpVersion: "HTTP/1.1", cookies: [], headers: [], queryString: [], headersSize: -1, ...request }, response, cache: {}, timings: { send: 0, wait: 1, receive: 0 },
});

/** A HAR file of so many uploads with so many events in all, filled up with pictures between them. */
function archive(requests, events, megabytes) {
  // Two hundred different ones look like all different ones.
  const bodies = Array.from({ length: Math.min(requests, 200) }, (_, seed) => mintLikeUpload(events / requests, 20200508 + seed).body);
  const picture = "QUJD".repeat(50_000);
  const uploads = Array.from({ length: requests }, (_, index) => {
    const text = bodies[index % bodies.length];
    const url = `https://sa.api.intl.${index % 3 === 2 ? "example" : "miui.com"}/sa?project=global_browser_mini&r=DE&n=${index}`;
    return entry(index, { method: "POST", url, bodySize: text.length, postData: { mimeType: "application/x-www-form-urlencoded", text } }, reply(2, "text/plain", { text: "ok" }));
  });
  const own = uploads.reduce((sum, { length }) => sum + length, 0);
  const pictures = Math.max(0, Math.ceil((megabytes * 1e6 - own) / picture.length));
  const entries = uploads.flatMap((upload, index) => [upload, ...Array.from(
    { length: Math.floor(((index + 1) * pictures) / requests) - Math.floor((index * pictures) / requests) },
    (_, at) => entry(index, { method: "GET", url: `https://images.example/${index}/${at}.png`, bodySize: 0 }, reply(150_000, "image/png", { encoding: "base64", text: picture })))]);
  return `{"log":{"version":"1.2","creator":{"name":"made","version":"1"},"entries":[${entries.join(",")}]}}`;
}

/** Name of a mark by which the page's own thread is known: the browser shows pages of its own, too. */
const MARK = "the page under test";

/**
 * What the main thread of the page does while something is done: the processor's milliseconds of each task, the longest
 * first. What the browser does there by itself, such as looking for forms to fill in, is none of the page's.
 */
async function tasksOf(tab, act) {
  const client = await tab.createCDPSession();
  await client.send("Tracing.start", { transferMode: "ReturnAsStream", traceConfig: { includedCategories: ["toplevel", "blink.user_timing"] } });
  await tab.evaluate((mark) => { performance.mark(mark); }, MARK);
  await act();
  const complete = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  await client.send("Tracing.end");
  const { stream } = await complete;
  let text = "";
  for (let eof = false; !eof;) {
    const piece = await client.send("IO.read", { handle: stream });
    text += piece.base64Encoded ? Buffer.from(piece.data, "base64").toString() : piece.data;
    ({ eof } = piece);
  }
  await client.detach();
  const { traceEvents } = JSON.parse(text);
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const own = traceEvents.find(({ name }) => name === MARK);
  const tasks = traceEvents.filter((event) => event.name.includes("RunTask") && event.tdur > 0 && thread(event) === thread(own) && !event.args.src_file?.startsWith("components/"));
  return tasks.map(({ tdur }) => tdur / 1000).sort((one, other) => other - one);
}

let site;
let folder;
const files = {};
before(async () => {
  site = await servePage();
  folder = mkdtempSync(join(tmpdir(), "overshare-large-"));
  for (const [name, sizes] of Object.entries(archives)) {
    files[name] = join(folder, `${sizes.join("-")}.har`);
    writeFileSync(files[name], archive(...sizes));
  }
});
after(async () => {
  await site?.close();
  if (folder) rmSync(folder, { recursive: true });
});

for (const { name, launch, inBothBrowsers, inChromium } of enginesWithTime) {
  describe(`a large archive, in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /** A page that notes how much JSON it reads at once. */
    const withPage = (use) => withPageOf(site.origin, browser, use, {
      onTab: (tab) => tab.evaluateOnNewDocument(() => {
        const { parse } = JSON;
        globalThis.longest = 0;
        JSON.parse = (text, ...others) => {
          globalThis.longest = Math.max(globalThis.longest, text.length);
          return parse(text, ...others);
        };
      }),
    });
    const open = async (tab, archive) => (await tab.$("paste-box [data-part=file]")).uploadFile(files[archive]);

    for (const [archive, [requests, events, megabytes]] of Object.entries(archives)) {
      const inBrowsers = megabytes > 0 ? inBothBrowsers : inChromium;
      inBrowsers(`of ${archive} is read without standing still`, (context) => withPage(async (tab) => {
        const start = performance.now();
        const read = async (tab) => {
          await open(tab, archive);
          const said = await readingSaid(tab);
          assert.ok(said.startsWith(`${events.toLocaleString("en")} events in ${requests.toLocaleString("en")} requests read`), said);
          await tab.waitForFunction(() => document.querySelector("#result").ariaBusy === "false");
        };
        let [longest] = name === "Chromium" ? await tasksOf(tab, () => read(tab)) : [await read(tab)];
        // What the page itself does too long is so in every page; a pause of the machine is not.
        if (longest >= TASK) await withPage(async (other) => { longest = Math.min(longest, (await tasksOf(other, () => read(other)))[0]); });
        context.diagnostic(`${archive}: ${Math.round(performance.now() - start)} ms${longest ? `, longest task ${longest.toFixed(1)} ms of the processor` : ""}, load ${loadavg()[0].toFixed(1)}`);
        if (longest) assert.ok(longest < TASK, `a task of ${longest} ms`);
        assert.ok(await tab.evaluate(() => globalThis.longest) <= AT_ONCE);
        await unfoldAll(tab);
        // Lists begin with a few of them, and any can be reached.
        const rows = () => tab.$$eval(".requests > li, .choice-list > li", ({ length }) => length);
        await tab.$eval("request-choice details", (details) => (details.open = true));
        await tab.waitForSelector(".choice-list li");
        assert.ok(await rows() <= 40);
        await tab.$eval("request-choice input[type=search]", (input, text) => {
          input.value = text;
          input.dispatchEvent(new Event("input"));
        }, `${requests} sa.api`);
        assert.deepEqual(await tab.$$eval(".choice-list input", (inputs) => inputs.map(({ dataset }) => Number(dataset.index) + 1)), [requests]);
        await tab.evaluate((last) => { location.hash = `#event-${last}`; }, events);
        await tab.waitForFunction((wanted) => document.querySelector("event-detail a[href^='#request-']")?.textContent.startsWith(wanted), {}, requests.toLocaleString("en"));
      }));

      let took;
      const stopped = (context) => withPage(async (tab) => {
        // Pressed from within: on a fast machine, the button is soon gone again.
        await tab.evaluate((label) => {
          const [bar, trouble] = [document.querySelector("run-progress"), document.querySelector("#trouble")];
          let start = 0;
          new MutationObserver((_, observer) => {
            const stop = [...bar.querySelectorAll("button")].find(({ textContent }) => textContent === label);
            if (!stop?.checkVisibility() || !(bar.querySelector("progress").value > 0)) return;
            observer.disconnect();
            start = performance.now();
            stop.click();
          }).observe(bar, { attributes: true, childList: true, characterData: true, subtree: true });
          new MutationObserver(() => requestAnimationFrame(() => { globalThis.took ??= performance.now() - start; })).observe(trouble, { childList: true });
        }, names.stop);
        await open(tab, archive);
        const ended = await tab.waitForFunction(() => {
          const result = document.querySelector("#result");
          if (globalThis.took !== undefined) return { took: globalThis.took };
          return !result.hidden && result.ariaBusy === "false" && {};
        });
        ({ took } = await ended.jsonValue());
        if (took === undefined) return;
        context.diagnostic(`${archive}: stopped after ${Math.round(took)} ms, load ${loadavg()[0].toFixed(1)}`);
        assert.match(await tab.$eval("#trouble", ({ textContent }) => textContent), /^Stopped\. Nothing/);
        assert.equal(await tab.$eval("run-progress", ({ hidden }) => hidden), true);
        assert.equal(await tab.$eval("#result", ({ hidden }) => hidden), true);
      });
      inBrowsers(`of ${archive} can be stopped at once`, async (context) => {
        // A fast machine may have read it before the button could be pressed.
        for (let tries = 0; took === undefined && tries < 5; tries += 1) await stopped(context);
        assert.notEqual(took, undefined, "never stopped");
      });
    }
  });
}
