// How long a fresh browser takes to load the page and to show what is pasted first.

import { PredefinedNetworkConditions } from "puppeteer-core";

import { launchChromium } from "./browser.mjs";

/** Runs in the page before its own scripts: notes when it can be pasted into, pastes then, and notes when the summary stands. */
function pasteWhenReady({ text, settled }) {
  const times = {};
  globalThis.loading = new Promise((resolve) => {
    const paste = () => {
      times.pasted = performance.now();
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    };
    /** When the example is there and the browser has nothing to do any more. */
    const whenSettled = (then) => {
      if (document.querySelector("reading-example tbody tr") === null) return requestAnimationFrame(() => whenSettled(then));
      let idle = 0;
      const look = (deadline) => {
        idle = deadline.timeRemaining() > 40 ? idle + 1 : 0;
        if (idle === 20) then();
        else requestIdleCallback(look);
      };
      requestIdleCallback(look);
    };
    const observer = new MutationObserver(() => {
      const { body } = document;
      if (!body) return;
      if (times.ready === undefined && body.hasAttribute("data-ready")) {
        times.ready = performance.now();
        if (settled) whenSettled(paste);
        else paste();
      }
      if (times.pasted !== undefined && body.dataset.state === "after") {
        times.shown = performance.now();
        observer.disconnect();
        const [paint] = performance.getEntriesByName("first-contentful-paint");
        resolve({ ...times, painted: paint?.startTime });
      }
    });
    observer.observe(document, { attributes: true, childList: true, subtree: true });
  });
  // What a worker is asked with the paste, and its answer; noted before the page has it, which shows it at once.
  globalThis.Worker = class extends Worker {
    #call;
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (this.#call !== undefined && data.call === this.#call && "result" in data) times.answered ??= performance.now();
      });
    }
    postMessage(message, ...rest) {
      if (times.pasted !== undefined && times.asked === undefined && message.as !== undefined) {
        times.asked = performance.now();
        this.#call = message.call;
      }
      super.postMessage(message, ...rest);
    }
  };
}

/**
 * Opens the page in a browser that has never seen it, pastes a text as soon as the page can take it, and gives the
 * milliseconds since the navigation began until it was painted, was ready, and showed the summary.
 *
 * `slow` is a phone on a bad line: Chromium's Slow 4G, and a processor four times slower. `settled` waits with the
 * paste until the page has nothing to do any more.
 */
export async function firstResult(address, text, { slow = false, settled = false } = {}) {
  const browser = await launchChromium({ whole: true });
  try {
    const tab = await browser.newPage();
    const client = await tab.createCDPSession();
    await client.send("Network.enable");
    let requests = 0;
    let bytes = 0;
    client.on("Network.requestWillBeSent", ({ request }) => {
      if (request.url.startsWith("http")) requests += 1;
    });
    client.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    if (slow) {
      await tab.emulateNetworkConditions(PredefinedNetworkConditions["Slow 4G"]);
      await tab.emulateCPUThrottling(4);
    }
    await tab.evaluateOnNewDocument(pasteWhenReady, { text, settled });
    await tab.goto(address, { waitUntil: "domcontentloaded" });
    const times = await tab.evaluate(() => globalThis.loading);
    return { ...times, requests, bytes };
  } finally {
    await browser.close();
  }
}
