// A project into which the package was installed as npm does it.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { inClone } from "./paths.mjs";

const run = promisify(execFile);

/** Packs `pkg/` and installs the archive, without a network, into a new project in a temporary folder. */
export async function installPackage() {
  const home = mkdtempSync(join(tmpdir(), "overshare-package-"));
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", home], { cwd: inClone("pkg") });
  const [{ filename }] = JSON.parse(stdout);
  writeFileSync(join(home, "package.json"), '{ "private": true, "type": "module" }');
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${filename}`], { cwd: home });
  return {
    home,
    installed: join(home, "node_modules/overshare"),
    /** Runs a program in the project and returns what it prints. */
    async node(file) {
      return (await run(process.execPath, [file], { cwd: home })).stdout;
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
