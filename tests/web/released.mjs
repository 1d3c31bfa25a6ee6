// Tries the files of a release as those who get them do: installs the package from its archive into a new project and
// reads a sample with it, unpacks the site, opens it in Chromium and reads a sample there.
//
// node tests/web/released.mjs FOLDER SITE.zip PACKAGE.tgz

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launchChromium } from "./lib/browser.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

const [folder, site, archive] = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), "overshare-released-"));
try {
  const project = join(home, "project");
  execFileSync("mkdir", [project]);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, archive)], { cwd: project });
  writeFileSync(join(project, "capture.txt"), readFileSync(inClone("www/samples/mint-browser.txt")));
  writeFileSync(join(project, "read.mjs"), `
    import { readFileSync } from "node:fs";
    import { decode } from "overshare";
    console.log(JSON.parse(decode(readFileSync("capture.txt"))).requests[0].protocol.id);
  `);
  assert.equal(execFileSync(process.execPath, ["read.mjs"], { cwd: project, encoding: "utf8" }).trim(), "sensors-analytics");
  console.log(`${archive} installs, and reads a sample in Node.js.`);

  const unpacked = join(home, "site");
  execFileSync("python3", ["-m", "zipfile", "-e", join(folder, site), unpacked]);
  const server = await serveFolders({ "/": unpacked });
  const browser = await launchChromium({ whole: true });
  try {
    const tab = await browser.newPage();
    await tab.goto(server.origin);
    await (await tab.waitForSelector("[data-part=samples] button")).click();
    await tab.waitForSelector("#result:not([hidden], [aria-busy=true])");
    assert.match(await tab.$eval("#result", ({ textContent }) => textContent), /headache/);
    console.log(`${site} opens in Chromium, and reads a sample there.`);
  } finally {
    await browser.close();
    await server.close();
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
