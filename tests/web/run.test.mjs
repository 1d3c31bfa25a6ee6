// A run of test files ends, whatever a test leaves open and whatever a browser does not answer.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { launchChromium, wholeChromiumForAll } from "./lib/browser.mjs";
import { isThorough } from "./lib/effort.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

test("a file that is at work for too long is ended, and the run says which and what it was at", () => {
  const folder = mkdtempSync(join(tmpdir(), "overshare-run-"));
  const file = (name, text) => {
    writeFileSync(join(folder, name), `import { test } from "node:test";\n${text}`);
    return join(folder, name);
  };
  const files = [
    file("open.test.mjs", 'import { createServer } from "node:net";\ntest("leaves a server open", (_, done) => createServer().listen(0, done));\n'),
    file("waiting.test.mjs", 'test("waits for what never comes", () => new Promise((resolve) => setTimeout(resolve, 1e9)));\n'),
    file("quick.test.mjs", 'test("passes", () => {});\n'),
  ];
  // Inside a test file Node.js would run no other.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const { status, stdout } = spawnSync("node", [inClone("tests/web/run.mjs"), "--limit=1", "--at-once=3", ...files], { env, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  assert.equal(status, 1, stdout);
  for (const words of [/open\.test\.mjs was ended after 1 seconds, with these still open: .*\bTCPServerWrap\b/, /# Begun and never ended:\n# {3}waiting\.test\.mjs:2: waits for what never comes\n/, /^# pass 2$/m, /^# fail 2$/m]) {
    assert.match(stdout, words);
  }
});

test("a page is closed also while it goes elsewhere", { timeout: 30_000 }, async () => {
  let arrive;
  const site = await serveFolders({}, { "/": "here", "/there": "there" }, ({ url }) => {
    if (url === "/there") arrive();
  });
  const browser = await launchChromium();
  try {
    for (let time = 0; time < 6; time += 1) {
      const tab = await browser.newPage();
      await tab.goto(`${site.origin}/`);
      const arrived = new Promise((resolve) => (arrive = resolve));
      tab.evaluate(() => location.replace("/there")).catch(() => {});
      await arrived;
      await tab.close();
      assert.ok(tab.isClosed());
    }
  } finally {
    await browser.close();
    await site.close();
  }
});

if (isThorough) {
  test("a browser that does not answer is closed", async () => {
    const browser = await wholeChromiumForAll();
    browser.process().kill("SIGSTOP");
    await browser.close();
    assert.equal(browser.process().signalCode, "SIGKILL");
  });
}
