// Browsers for a whole run: each test file borrows one for itself, and the next one gets the same process.
//
// A file that borrows connects to the pool, says what it needs as a line of JSON, and is answered with an address.
// It has the browser as long as the connection stands, so one that is killed gives nothing back: its browser is ended.

import { connect as connectTo, createServer } from "node:net";
import { createInterface } from "node:readline";

import puppeteer from "puppeteer-core";

import { allowCopying } from "./clipboard.mjs";

/** The variable that tells test files where the pool listens. */
export const POOL = "OVERSHARE_BROWSER_POOL";

/** How a browser that somebody else has started is talked to. */
const protocols = { chromium: "cdp", wholeChromium: "cdp", firefox: "webDriverBiDi" };

/**
 * Opens a pool. `launch[name]()` starts a browser; `say` is told when one ends by itself.
 * `counts` says how many were started, how many ended by themselves, how often they were borrowed and for how many pages.
 */
export async function openPool(launch, say) {
  const counts = { started: {}, crashed: 0, borrowed: 0, pages: 0 };
  const idle = Object.fromEntries(Object.keys(launch).map((name) => [name, []]));
  const all = new Set();

  async function start(name) {
    const browser = await launch[name]();
    counts.started[name] = (counts.started[name] ?? 0) + 1;
    const started = { name, endpoint: browser.wsEndpoint(), process: browser.process(), user: null, socket: null, wanted: true };
    all.add(started);
    started.ended = new Promise((resolve) => started.process.once("exit", (code, signal) => {
      all.delete(started);
      idle[name] = idle[name].filter((other) => other !== started);
      if (started.wanted) {
        counts.crashed += 1;
        say(`${name} ended by itself (${signal ?? `code ${code}`})${started.user ? ` while ${started.user} used it` : ""}.`);
      }
      started.socket?.write(`${JSON.stringify({ gone: true })}\n`);
      resolve();
    }));
    // Firefox talks to one at a time; Chromium's own connection would hear of every page.
    await browser.disconnect();
    return started;
  }

  function end(started) {
    started.wanted = false;
    started.process.kill("SIGKILL");
    return started.ended;
  }

  const server = createServer((socket) => {
    let started;
    let given = false;
    socket.on("error", () => {});
    createInterface({ input: socket }).on("line", async (line) => {
      const message = JSON.parse(line);
      if (message.borrow) {
        try {
          started = idle[message.borrow].pop() ?? (await start(message.borrow));
          Object.assign(started, { user: message.user, socket });
          counts.borrowed += 1;
          if (socket.destroyed) await end(started);
          else socket.write(`${JSON.stringify({ endpoint: started.endpoint })}\n`);
        } catch (error) {
          socket.end(`${JSON.stringify({ error: error.message })}\n`);
        }
      } else if (message.pages !== undefined) {
        given = true;
        started.socket = null;
        counts.pages += message.pages;
        if (message.state === "gone") {
          // It is about to end; one that only went silent is ended.
          const silent = setTimeout(() => started.process.kill("SIGKILL"), 5_000);
          await started.ended;
          clearTimeout(silent);
        } else if (message.state === "whole" && all.has(started)) {
          started.user = null;
          idle[started.name].push(started);
        } else if (all.has(started)) {
          await end(started);
        }
        socket.end("{}\n");
      }
    });
    socket.on("close", () => {
      if (started && !given && all.has(started)) end(started);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    counts,
    async close() {
      server.close();
      await Promise.all([...all].map(end));
    },
  };
}

/** Asks the pool something and waits for its answer. */
function ask(socket, answers, message) {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    answers.once("line", (line) => {
      const answer = JSON.parse(line);
      if (answer.error) reject(new Error(answer.error));
      else resolve(answer);
    });
    answers.once("close", () => reject(new Error("The pool of browsers has closed.")));
    socket.write(`${JSON.stringify(message)}\n`);
  });
}

async function borrowOnce(name) {
  const socket = connectTo(Number(process.env[POOL]), "127.0.0.1");
  const answers = createInterface({ input: socket });
  const { endpoint } = await ask(socket, answers, { borrow: name, user: process.argv[1] });
  const browser = await puppeteer.connect({ browserWSEndpoint: endpoint, protocol: protocols[name], protocolTimeout: 60_000 });
  const context = await browser.createBrowserContext();
  // With its last page a context of Chromium loses what it has loaded, and opening the next page takes twice the work.
  if (name !== "firefox") await context.newPage();
  if (name === "chromium") await allowCopying(browser, context);
  let told = false;
  /** Puppeteer takes a Firefox that it has not started for connected even when its connection is closed. */
  const isGone = () => told || !browser.connected || browser.connection?.closed === true;
  answers.on("line", (line) => {
    if (!JSON.parse(line).gone) return;
    told = true;
    // By itself Puppeteer would wait for answers of a Firefox that it has not started.
    browser.connection?.dispose();
  });

  async function giveBack(pages) {
    let state = isGone() ? "gone" : "whole";
    if (state === "whole") {
      try {
        for (const other of browser.browserContexts()) if (other !== browser.defaultBrowserContext()) await other.close();
        await browser.disconnect();
      } catch {
        // It is ended, and who comes next gets another one.
        state = isGone() ? "gone" : "spoiled";
      }
    }
    await ask(socket, answers, { pages, state }).catch(() => {});
    socket.destroy();
  }
  return { browser, context, isGone, giveBack };
}

/**
 * A browser of the pool, for this file alone until it closes it: with cookies, storage and permissions of its own.
 * Where the browser ends by itself, that test fails, and the next page is opened in another one.
 */
export async function borrow(name) {
  let borrowed = await borrowOnce(name);
  let pages = 0;
  const renewed = async () => {
    if (borrowed.isGone()) {
      await borrowed.giveBack(0);
      borrowed = await borrowOnce(name);
    }
    return borrowed;
  };
  return {
    async newPage() {
      const { context } = await renewed();
      pages += 1;
      return context.newPage();
    },
    createBrowserContext: async (options) => (await renewed()).browser.createBrowserContext(options),
    waitForTarget: (...parameters) => borrowed.context.waitForTarget(...parameters),
    version: () => borrowed.browser.version(),
    get connected() {
      return !borrowed.isGone();
    },
    close: () => borrowed.giveBack(pages),
  };
}
