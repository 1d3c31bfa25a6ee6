// The reader says of a capture what the whole core says, or that it needs the whole core.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { before, test } from "node:test";

import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";

let reader;
let whole;
before(async () => {
  [reader, whole] = [await loadPackage("reader/"), await loadPackage()];
});

/** All files below a folder of the clone, a capture each. */
function captures(folder) {
  const names = readdirSync(inClone(folder), { recursive: true, encoding: "utf8" });
  return names.map((name) => join(inClone(folder), name)).filter((path) => statSync(path).isFile() && !/\.(json|md|rs)$/.test(path));
}

/** Which of some inputs the reader reads. What it says of these is compared. */
function compared(inputs, options = "") {
  return inputs.filter(({ name, input }) => {
    const report = reader.decode(input, options);
    if (report !== undefined) assert.equal(report, whole.decode(input, options), name);
    const analysis = new reader.Analysis(input, options);
    assert.equal(analysis.needsWhole, report === undefined, name);
    analysis.free();
    return report !== undefined;
  });
}

const files = (paths) => paths.map((path) => ({ name: relative(inClone(""), path), input: new Uint8Array(readFileSync(path)) }));
const names = (inputs) => inputs.map(({ name }) => name);

test("samples and links are read by the reader", () => {
  const links = files(captures("tests/links")).flatMap(({ name, input }) => {
    const text = new TextDecoder().decode(input);
    return (text.match(/o[12]\.[\w.-]+/g) ?? []).map((link) => ({ name, input: link }));
  });
  const samples = files(captures("www/samples"));
  assert.ok(links.length >= 5 && samples.length >= 5, `found ${links.length} links and ${samples.length} samples`);
  for (const inputs of [links, samples]) assert.deepEqual(names(compared(inputs)), names(inputs));
});

test("of fixtures and captures the reader says the same, or leaves them to the whole core", (context) => {
  const inputs = files([...captures("tests/fixtures"), ...captures("tests/captures")]);
  const read = compared(inputs);
  context.diagnostic(`The reader reads ${read.length} of ${inputs.length}.`);
  assert.ok(read.length >= 30, `read ${read.length} of ${inputs.length}`);
  assert.ok(read.length < inputs.length);
});

test("a request that is cut off anywhere is read alike or left to the whole core", () => {
  for (const { name, input } of files(captures("www/samples"))) {
    const cuts = Array.from({ length: 60 }, (_, index) => Math.floor((input.length * index) / 60));
    const pieces = cuts.flatMap((cut) => [
      { name: `${name} until ${cut}`, input: input.slice(0, cut) },
      { name: `${name} from ${cut}`, input: input.slice(cut) },
    ]);
    assert.ok(compared(pieces).length >= 40, name);
  }
});

test("keys, packs and a chosen format need the whole core", () => {
  const [{ input }] = files(captures("www/samples"));
  for (const options of [{ as: "har" }, { as: "body" }, { pack: "[pack]" }, { keys: ["00112233445566778899aabbccddeeff"] }]) {
    assert.equal(reader.decode(input, JSON.stringify(options)), undefined);
  }
  // What limits the reading doesn't.
  assert.equal(compared([{ name: "limits", input }], '{"limits":{"nodes":20}}').length, 1);
  assert.equal(compared([{ name: "no options", input }], "no options").length, 1);
});

test("what is asked of a capture is answered alike", () => {
  for (const { name, input } of files(captures("www/samples"))) {
    const [own, other] = [reader, whole].map(({ Analysis }) => new Analysis(input));
    for (const ask of [
      (analysis) => analysis.overview(),
      (analysis) => analysis.events(0, 50, ""),
      (analysis) => analysis.events(0, 50, '{"text":"e"}'),
      (analysis) => analysis.event(0),
      (analysis) => analysis.request(0),
      (analysis) => analysis.timeline(""),
      (analysis) => analysis.eventCount,
      (analysis) => [0, 1, 2, 9].map((step) => analysis.bytes(0, step, 3, 200)).join(),
    ]) assert.equal(ask(own), ask(other), name);
    own.free();
    other.free();
  }
  for (const name of ["version", "bounds", "formats"]) assert.equal(reader[name](), whole[name](), name);
});

test("what only the whole core reads is not in the reader", () => {
  const [part, all] = ["reader/", ""].map((folder) => statSync(inClone(`pkg/${folder}overshare_bg.wasm`)).size);
  assert.ok(part < 0.55 * all, `the reader has ${part} bytes, the whole core ${all}`);
});
