// The pool that lends browsers to the test files of a run: one process for many of them, and none of them spoils another.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { chromiumForAll, firefoxForAll } from "./lib/browser.mjs";
import { isThorough } from "./lib/effort.mjs";
import { POOL, borrow, openPool } from "./lib/pool.mjs";
import { serveFolders } from "./lib/server.mjs";

// Every file of a run borrows from such a pool; what it does besides that, it does alike for both browsers.
for (const [name, launch] of [["chromium", chromiumForAll], ...(isThorough ? [["firefox", firefoxForAll]] : [])]) {
  describe(`a pool of ${name}`, () => {
    const said = [];
    const processes = [];
    const keeping = async () => {
      const browser = await launch();
      processes.push(browser.process());
      return browser;
    };
    const outer = process.env[POOL];
    const borrowed = new Set();
    let site;
    let pool;
    before(async () => {
      site = await serveFolders({}, { "/": "<title>here</title>" });
      pool = await openPool({ [name]: keeping }, (words) => said.push(words));
      process.env[POOL] = String(pool.port);
    });
    after(async () => {
      for (const browser of borrowed) await browser.close();
      if (outer === undefined) delete process.env[POOL];
      else process.env[POOL] = outer;
      await pool?.close();
      await site?.close();
    });

    const borrowing = async () => {
      const browser = await borrow(name);
      borrowed.add(browser);
      return browser;
    };
    const closing = (browser) => (borrowed.delete(browser), browser.close());

    /** What the page of the site finds in its storage and in a cookie, and leaves there. */
    const visit = async (browser) => {
      const tab = await browser.newPage();
      await tab.goto(`${site.origin}/`);
      const found = await tab.evaluate(() => [localStorage.getItem("left"), document.cookie]);
      await tab.evaluate(() => {
        localStorage.setItem("left", "behind");
        document.cookie = "left=behind";
      });
      return found;
    };

    test("lends the same process again, without what was left in it", async () => {
      for (let time = 0; time < 2; time += 1) {
        const browser = await borrowing();
        assert.deepEqual(await visit(browser), [null, ""]);
        assert.deepEqual(await visit(browser), ["behind", "left=behind"]);
        await closing(browser);
      }
      assert.deepEqual(pool.counts, { started: { [name]: 1 }, crashed: 0, borrowed: 2, pages: 4 });
    });

    test("lends each process to one at a time", async () => {
      const both = [await borrowing(), await borrowing()];
      assert.equal(pool.counts.started[name], 2);
      for (const browser of both) assert.deepEqual(await visit(browser), [null, ""]);
      for (const browser of both) await closing(browser);
    });

    test("tells of one that ends by itself, and lends another", async () => {
      const browser = await borrowing();
      assert.deepEqual(await visit(browser), [null, ""]);
      const tab = await browser.newPage();
      const waiting = assert.rejects(tab.evaluate(() => new Promise(() => {})));
      for (const one of processes) one.kill("SIGKILL");
      await waiting;
      await Promise.all(processes.map((one) => one.exitCode ?? one.signalCode ?? new Promise((resolve) => one.once("exit", resolve))));
      assert.deepEqual(await visit(browser), [null, ""]);
      await closing(browser);
      assert.ok(said.some((words) => words.startsWith(`${name} ended by itself (SIGKILL) while `) && words.includes("pool.test.mjs")), said.join("\n"));
      assert.equal(pool.counts.crashed, 2);
    });
  });
}

test("a browser that cannot be started is an error where it is borrowed", async () => {
  const outer = process.env[POOL];
  const pool = await openPool({ chromium: () => Promise.reject(new Error("no such program")) }, () => {});
  process.env[POOL] = String(pool.port);
  try {
    await assert.rejects(borrow("chromium"), /no such program/);
  } finally {
    if (outer === undefined) delete process.env[POOL];
    else process.env[POOL] = outer;
    await pool.close();
  }
});
