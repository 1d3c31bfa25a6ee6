// The package in the hands of its users: imported by its name in Node.js, in browsers with Vite and without, and the element with it.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { brotliCompressSync } from "node:zlib";

import Ajv from "ajv";
import manifestSchema from "custom-elements-manifest/schema.json" with { type: "json" };
import { build, createServer, preview } from "vite";

import { launchChromium } from "./lib/browser.mjs";
import { enginesWithTime } from "./lib/engines.mjs";
import { installPackage } from "./lib/installed.mjs";
import { inClone, root } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

const capture = JSON.stringify([{ type: "track", event: "search", distinct_id: "1", properties: { search_word: "headache" } }]);
/** What the package exports, by its types. */
const functions = [...readFileSync(inClone("pkg/overshare.d.ts"), "utf8").matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name);
const names = [...functions, "default"].sort();

let project;
let fromNode;

before(async () => {
  project = await installPackage();
  writeFileSync(
    join(project.home, "names.js"),
    `import * as overshare from "overshare";
     console.log(JSON.stringify({ names: Object.keys(overshare), report: overshare.decode(${JSON.stringify(capture)}) }));`,
  );
  fromNode = JSON.parse(await project.node("names.js"));
});
after(() => project?.remove());

/** What a page does with the core: the same everywhere. */
const use = `document.body.dataset.answer = JSON.stringify({ names: Object.keys(overshare), report: overshare.decode(${JSON.stringify(capture)}) });`;
const figure = `<overshare-capture data='${capture}'><p>The figure</p></overshare-capture>`;

/** Writes a page with one script into a folder of the project. */
function write(folder, script, body = "") {
  const path = join(project.home, folder);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "index.html"), `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,"><body>${body}<script type="module" src="./main.js"></script>`);
  writeFileSync(join(path, "main.js"), script);
  return path;
}

/** Opens a page in a browser and returns what `read` finds there, and the paths that were asked for. */
async function opened(browser, address, read) {
  const tab = await browser.newPage();
  const errors = [];
  const paths = [];
  tab.on("pageerror", ({ message }) => errors.push(message));
  tab.on("request", (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol === "http:") paths.push(pathname);
  });
  await tab.goto(address);
  const result = await (await tab.waitForFunction(read)).jsonValue();
  await tab.close();
  assert.deepEqual(errors, []);
  return { result, paths };
}
const answer = () => document.body.dataset.answer;
const shown = () => document.querySelector("overshare-capture").shadowRoot?.querySelector("table")?.textContent;

describe("in Node.js", () => {
  test("every function that has a type is there without a call to start it", () => {
    assert.deepEqual(fromNode.names.sort(), names);
    assert.equal(JSON.parse(fromNode.report).counts.events, 1);
  });

  test("those who start the core themselves find it under a name of its own, and may go on under the old one", async () => {
    writeFileSync(
      join(project.home, "start.js"),
      `import { readFileSync } from "node:fs";
       import { createRequire } from "node:module";
       import start, { decode, initSync } from "overshare";
       import * as core from "overshare/core";
       const capture = ${JSON.stringify(capture)};
       const module = readFileSync(createRequire(import.meta.url).resolve("overshare/overshare_bg.wasm"));
       initSync({ module });
       await start({ module_or_path: module });
       core.initSync({ module });
       console.log(JSON.stringify([decode(capture), core.decode(capture)]));`,
    );
    assert.deepEqual(JSON.parse(await project.node("start.js")), [fromNode.report, fromNode.report]);
  });

  test("the element can be imported where there is no document", async () => {
    writeFileSync(join(project.home, "element.js"), 'import { OvershareCaptureElement } from "overshare/element"; console.log(OvershareCaptureElement.name);');
    assert.equal(await project.node("element.js"), "OvershareCaptureElement\n");
  });

  test("every file that is named in the description is there", () => {
    const { exports, customElements, main, types } = JSON.parse(readFileSync(join(project.installed, "package.json"), "utf8"));
    const files = Object.values(exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
    for (const file of [...files, customElements, main, types]) assert.ok(readFileSync(join(project.installed, file)).length > 0, file);
  });
});

describe("in a build by Vite", () => {
  const pages = {
    decode: [`import { decode } from "overshare"; document.body.dataset.answer = decode(${JSON.stringify(capture)});`],
    all: [`import * as overshare from "overshare"; ${use}`],
    nothing: ['import "overshare"; import { decode } from "overshare"; import { OvershareCaptureElement } from "overshare/element"; document.body.dataset.answer = "nothing";'],
    element: ['import "overshare/embed";', figure],
    class: ['import { OvershareCaptureElement } from "overshare/element"; customElements.define("overshare-capture", class extends OvershareCaptureElement {});', figure],
  };
  const built = {};
  let site;
  before(async () => {
    for (const [name, [script, body]] of Object.entries(pages)) {
      const folder = write(name, script, body);
      const { output } = await build({ root: folder, base: `/${name}/`, configFile: false, logLevel: "error", build: { outDir: join(project.home, "site", name), modulePreload: false } });
      built[name] = output.filter(({ type }) => type === "chunk").map(({ code }) => code).join("\n");
    }
    site = await preview({ root: project.home, configFile: false, logLevel: "error", appType: "mpa", build: { outDir: "site" }, preview: { host: "127.0.0.1", port: 0 } });
  });
  after(() => site?.close());
  const address = (name) => `http://127.0.0.1:${site.httpServer.address().port}/${name}/`;

  test("who imports a function gets nothing of the element", () => {
    assert.match(built.decode, /overshare_bg/);
    for (const trace of ["HTMLElement", "customElements", "overshare-", "IntersectionObserver"]) assert.ok(!built.decode.includes(trace), trace);
  });

  test("who uses nothing gets nothing", () => {
    assert.doesNotMatch(built.nothing, /overshare|wasm|await/i);
  });

  test("who imports the element gets it defined, though nothing is taken from it", () => {
    assert.match(built.element, /customElements\.define\([`"']overshare-capture[`"']/);
    // The core is a file beside it, loaded when a figure comes into view.
    assert.ok(!built.element.includes("__wbindgen"));
  });

  test("it runs", async () => {
    const browser = await launchChromium();
    try {
      const open = (page, read) => opened(browser, address(page), read);
      assert.equal((await open("decode", answer)).result, fromNode.report);
      const all = JSON.parse((await open("all", answer)).result);
      assert.deepEqual({ ...all, names: all.names.sort() }, fromNode);
      const nothing = await open("nothing", answer);
      assert.match(nothing.paths.join(" "), /^\/nothing\/ \/nothing\/assets\/index-[\w-]+\.js$/);
      for (const page of ["element", "class"]) {
        const { result, paths } = await open(page, shown);
        assert.match(result, /headache/);
        assert.ok(paths.some((path) => /^\/\w+\/assets\/overshare_bg-[\w-]+\.wasm$/.test(path)), paths.join());
        assert.ok(paths.some((path) => /^\/\w+\/assets\/overshare-[\w-]+\.js$/.test(path)), paths.join());
      }
    } finally {
      await browser.close();
    }
  });

  test("it runs in Vite's own server while a page is written", async () => {
    const browser = await launchChromium();
    try {
      for (const [page, read, expected] of [["all", answer, /headache/], ["element", shown, /headache/]]) {
        const server = await createServer({ root: join(project.home, page), configFile: false, logLevel: "error", cacheDir: join(project.home, ".vite", page), server: { host: "127.0.0.1", port: 0 } });
        try {
          await server.listen();
          assert.match((await opened(browser, server.resolvedUrls.local[0], read)).result, expected);
        } finally {
          await server.close();
        }
      }
    } finally {
      await browser.close();
    }
  });
});

describe("in browsers without a bundler", () => {
  const pages = {
    "/named": `<script type="importmap">{ "imports": { "overshare": "/overshare/web.js" } }</script><script type="module">import * as overshare from "overshare"; ${use}</script>`,
    "/relative": `<script type="module">import * as overshare from "./overshare/web.js"; ${use}</script>`,
    "/core": `<script type="module">import start, * as overshare from "./overshare/overshare.js"; await start(); document.body.dataset.answer = overshare.decode(${JSON.stringify(capture)});</script>`,
    "/element": `${figure}<script type="module" src="./overshare/embed.js"></script>`,
  };
  let site;
  before(async () => {
    const whole = Object.entries(pages).map(([path, body]) => [path, `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,"><body>${body}`]);
    site = await serveFolders({ "/overshare/": project.installed }, Object.fromEntries(whole));
  });
  after(() => site?.close());

  for (const { name, launch, inBothBrowsers } of enginesWithTime) {
    inBothBrowsers(`it runs in ${name}, by a name of an import map or by its address`, async () => {
      const browser = await launch();
      try {
        const open = async (page, read) => (await opened(browser, `${site.origin}${page}`, read)).result;
        for (const page of ["/named", "/relative"]) {
          const found = JSON.parse(await open(page, answer));
          assert.deepEqual({ ...found, names: found.names.sort() }, fromNode, page);
        }
        assert.equal(await open("/core", answer), fromNode.report);
        assert.match(await open("/element", shown), /headache/);
      } finally {
        await browser.close();
      }
    });
  }
});

describe("the element in the package", () => {
  const manifest = JSON.parse(readFileSync(inClone("pkg/custom-elements.json"), "utf8"));

  test("is described in a manifest that fits the schema of such manifests", () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(manifestSchema);
    assert.ok(validate(manifest), JSON.stringify(validate.errors, null, 1));
    assert.ok(!validate({ ...manifest, modules: [{ kind: "class" }] }));
  });

  test("has the attributes, members and properties of style that its manifest names, and no others", async () => {
    const [{ declarations: [declaration] }] = manifest.modules;
    const { OvershareCaptureElement: element } = await import(new URL("www/embed/element.js", root));
    const style = readFileSync(inClone("www/embed/style.js"), "utf8");
    const named = (list) => list.map(({ name }) => name).sort();
    assert.equal(element.name, declaration.name);
    assert.deepEqual(named(declaration.attributes), [...element.observedAttributes].sort());
    assert.deepEqual(named(declaration.cssProperties), [...new Set(style.match(/--overshare(?:-\w+)+/g))].sort());
    const own = Object.getOwnPropertyNames(element.prototype).filter((name) => !/^constructor$|Callback$/.test(name));
    assert.deepEqual(named(declaration.members), own.sort());
  });

  test("is that of the clone, but for the place of the core", () => {
    const modules = readdirSync(inClone("www/embed")).filter((name) => name.endsWith(".js") && name !== "frame.js");
    assert.deepEqual(readdirSync(inClone("pkg/embed")).sort(), modules.sort());
    for (const name of ["embed.js", ...modules.map((name) => `embed/${name}`)]) {
      assert.equal(readFileSync(inClone(`pkg/${name}`), "utf8"), readFileSync(inClone(`www/${name}`), "utf8").replaceAll("../../pkg/", "../"), name);
    }
  });

  test("needs at most 16 KB beside the core", (context) => {
    const size = (path) => brotliCompressSync(readFileSync(inClone(path))).length;
    const modules = readdirSync(inClone("pkg/embed")).map((name) => `pkg/embed/${name}`);
    const element = ["pkg/embed.js", ...modules].map(size).reduce((sum, one) => sum + one);
    context.diagnostic(`With Brotli, the element has ${element} bytes in ${modules.length + 1} files, the core's JavaScript ${size("pkg/overshare.js")}, frame.html ${size("pkg/frame.html")}.`);
    assert.ok(element <= 16_000, `${element} bytes`);
  });
});
