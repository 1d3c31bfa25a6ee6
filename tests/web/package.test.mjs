// The package as somebody meets it who installs it from npm.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { installPackage } from "./lib/installed.mjs";
import { inClone } from "./lib/paths.mjs";

const run = promisify(execFile);
const folder = inClone("pkg");
const inPackage = (name) => readFileSync(join(folder, name));
const manifest = JSON.parse(inPackage("package.json"));
const wasm = inPackage("overshare_bg.wasm");

/** The page lies in the package for those who serve the clone; npm gets the rest. */
const isPage = (name) => name === "page" || name.startsWith("page/");

describe("the files", () => {
  test("all have the sum that SHA256SUMS gives, and none is left out", () => {
    const listed = new Map(
      ["", "page/"].flatMap((place) =>
        inPackage(`${place}SHA256SUMS`)
          .toString()
          .trimEnd()
          .split("\n")
          .map((line) => line.split("  "))
          .map(([sum, name]) => [`${place}${name}`, sum]),
      ),
    );
    const present = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "SHA256SUMS")
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
    assert.deepEqual([...listed.keys()].sort(), present.sort());
    for (const [name, sum] of listed) {
      assert.equal(createHash("sha256").update(inPackage(name)).digest("hex"), sum, name);
    }
  });

  test("of the page name the sources that they were made of, and no folder of whoever built them", () => {
    const maps = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".map"));
    assert.ok(maps.includes("page/main.js.map") && maps.includes("page/worker.js.map") && maps.includes("page/style/page.css.map"), maps.join());
    for (const map of maps) {
      const { sources, sourcesContent } = JSON.parse(inPackage(map));
      for (const [index, source] of sources.entries()) {
        const path = join("pkg", map, "..", source);
        assert.equal(sourcesContent[index], readFileSync(inClone(path), "utf8"), path);
      }
    }
  });

  test("are described as Cargo.toml describes the crate, without a dependency", () => {
    const cargo = readFileSync(inClone("Cargo.toml"), "utf8");
    const fromCargo = (field) => cargo.match(new RegExp(`^${field} = "(.*)"$`, "m"))[1];
    for (const field of ["name", "version", "description", "license"]) {
      assert.equal(manifest[field], fromCargo(field), field);
    }
    const kinds = ["dependencies", "peerDependencies", "optionalDependencies", "scripts"];
    assert.deepEqual(kinds.filter((kind) => kind in manifest), []);
  });
});

describe("the WebAssembly", () => {
  const module = new WebAssembly.Module(wasm);

  test("imports from its own JavaScript only", () => {
    const modules = new Set(WebAssembly.Module.imports(module).map((entry) => entry.module));
    assert.deepEqual([...modules], ["./overshare_bg.js"]);
  });

  test("names neither its functions nor the tools or folders of whoever built it", () => {
    for (const section of ["name", "producers", ".debug_info", "sourceMappingURL"]) {
      assert.equal(WebAssembly.Module.customSections(module, section).length, 0, section);
    }
    const text = wasm.toString("latin1");
    for (const trace of [".cargo/registry", ".rustup/", "rustlib/", inClone("")]) {
      assert.ok(!text.includes(trace), `found ${trace}`);
    }
  });
});

describe("installed from npm", () => {
  let project;
  before(async () => {
    project = await installPackage();
  });
  after(() => project?.remove());

  test("everything arrives that the clone has, but the page", () => {
    const files = readdirSync(folder, { recursive: true }).filter((name) => !isPage(name)).sort();
    assert.deepEqual(readdirSync(project.installed, { recursive: true }).sort(), files);
    for (const name of ["overshare.js", "overshare_bg.wasm", "index.d.ts", "embed/reader.js", "frame.html"]) {
      assert.deepEqual(readFileSync(join(project.installed, name)), inPackage(name), name);
    }
  });

  test("it reads a capture by its name alone", async () => {
    writeFileSync(
      join(project.home, "use.js"),
      `import { decode, version } from "overshare";
       console.log(JSON.stringify({ version: version(), report: JSON.parse(decode("{}")) }));`,
    );
    const answer = JSON.parse(await project.node("use.js"));
    assert.equal(answer.version, manifest.version);
    assert.equal(answer.report.schema, 2);
    assert.equal(answer.report.generator, `overshare ${manifest.version}`);
  });

  for (const resolution of ["bundler", "nodenext"]) {
    test(`its types hold for TypeScript that resolves modules as ${resolution} does`, async () => {
      writeFileSync(
        join(project.home, "use.ts"),
        `import overshare, { Analysis, decode, version, type Json } from "overshare";
         import start, { initSync } from "overshare/core";
         import "overshare/embed";
         import { OvershareCaptureElement } from "overshare/element";
         import plugin from "overshare/eleventy";
         import type { Report } from "overshare/report";
         await start();
         await overshare({ module_or_path: initSync.length > 0 ? new Uint8Array() : "core.wasm" });
         plugin({}, { folder: "captures" });
         const report: string = decode(new Uint8Array());
         const analysis = new Analysis("{}", undefined, (done: number, total: number) => void (done / total));
         const texts: string[] = [version(), report, analysis.overview(), analysis.events(0, analysis.eventCount)];
         const parsed = <T>(json: Json<T>): T => JSON.parse(json);
         const total: number = parsed(analysis.events(0, 1)).total;
         const title: string | undefined = parsed(analysis.event(total))?.title;
         // @ts-expect-error: there may be no such event.
         texts.push(title ?? "", parsed(analysis.event(0)).title);
         analysis.free();
         const { schema, requests }: Report = JSON.parse(report);
         const events: number = requests.reduce((sum, { event_count }) => sum + event_count, schema);
         const figure: OvershareCaptureElement = document.createElement("overshare-capture");
         const summary: string | undefined = figure.report?.summary[0]?.text;
         figure.addEventListener("overshare-error", ({ detail }) => texts.push(detail.message, summary ?? ""));
         // @ts-expect-error: a capture is text or bytes.
         decode(42);
         export { events, texts };`,
      );
      const compiler = inClone("tests/web/node_modules/typescript/bin/tsc");
      await run(
        process.execPath,
        [
          compiler, "--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2023",
          "--lib", "es2023,esnext.disposable,dom", "--types", "", "--moduleResolution", resolution,
          "--module", resolution === "nodenext" ? "nodenext" : "esnext", "use.ts",
        ],
        { cwd: project.home },
      ).catch((error) => assert.fail(error.stdout || error.message));
    });
  }
});
