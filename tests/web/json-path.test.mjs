// The paths that the page offers to copy, given to the programs that they are for: jq, and a JSONPath library that
// follows RFC 9535.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { before, describe, test } from "node:test";

import { jsonpath } from "json-p3";

import { addresses, formOf, indented, jq, jsonPath, located } from "../../www/json-path.js";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";

const folder = inClone("tests/fixtures");
const foldersIn = (path) => readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const cases = foldersIn(folder).flatMap((protocol) => foldersIn(join(folder, protocol)).map((name) => join(folder, protocol, name)));

let overshare;
before(async () => {
  overshare = await loadPackage();
});

/** A program that gives the values of several as a list. */
const listOf = (programs) => (programs.length === 1 ? `[${programs[0]}]` : `[${programs.map((one) => `(${one})`).join(",\n")}]`);

/** What jq makes of a text, one value for each program. */
const jqValues = (text, programs, options = []) =>
  JSON.parse(execFileSync("jq", ["--compact-output", ...options, listOf(programs)], { input: text, encoding: "utf8", maxBuffer: 1 << 26 }));

/** How many texts one jq reads: starting it takes longer than most of them do, and it refuses a command that is too long. */
const AT_ONCE = 20;

/** The same for several texts, each of them one value with programs of its own: `[text, programs]`. */
function jqValuesOfAll(texts) {
  const values = [];
  for (let from = 0; from < texts.length; from += AT_ONCE) {
    const some = texts.slice(from, from + AT_ONCE);
    values.push(...jqValues(some.map(([text]) => text).join("\n"), some.map(([, programs], index) => `.[${index}] | ${listOf(programs)}`), ["--slurp"]));
  }
  return values;
}

/** The same where each program begins with all texts of a file, which can be read once: so only the first one is run as it is. */
function jqValuesOfLines(text, programs) {
  const all = "[., inputs]";
  assert.ok(programs.every((one) => one.startsWith(all)), programs.join("\n"));
  const [first] = jqValues(text, programs.slice(0, 1));
  const values = jqValues(text, programs.map((one) => `.${one.slice(all.length)}`), ["--slurp"]);
  assert.deepEqual(values[0], first);
  return values;
}

/** Half of a surrogate pair is no text: jq refuses to read it, or writes another sign for it. */
const isWellFormed = (value) => !/\\ud[89a-f]/.test(JSON.stringify(value));

const odd = ["", " ", ".", "a.b", "[0]", "$", "$device_id", "1", "01", "-", "a-b", "'", "\"", "\\", "\\'\"", "\\(1)", "\n", "\t", "\u0000", "\u001f", "\u007f", "\u2028",
  "数", "😀", "é", "e\u0301", "__proto__", "constructor", "length", "and", "or", "not", "if", "def", "null", "true", "__loc__", "input", "*", "@", "?", "#", "a b", "constructor.name"];

describe("a path that is copied", () => {
  test("leads jq and JSONPath to every value of every fixture", async () => {
    let tried = 0;
    const refused = [];
    const forms = new Set();
    const requests = [];
    for (const path of cases) {
      const paste = readFileSync(["paste.txt", "paste.bin"].map((name) => join(path, name)).find(existsSync));
      const analysis = new overshare.Analysis(new Uint8Array(paste));
      const overview = JSON.parse(analysis.overview());
      const reading = { overview, ask: async (name, ...parameters) => analysis[name](...parameters) };
      for (const [request, { first_event: first, event_count: amount, layers }] of overview.requests.entries()) {
        if (amount === 0) continue;
        const form = await formOf(reading, request);
        const text = new TextDecoder().decode(analysis.bytes(request, layers.length, 0, 1 << 24));
        const found = [];
        for (let index = first; index < first + amount; index += 1) {
          const event = JSON.parse(analysis.event(index));
          assert.ok(text.includes(event.json), `${path}: event ${index} does not stand in the decoded text`);
          addresses(event, form, index - first).forEach((address, at) => {
            if (address && address !== "shadowed") found.push({ ...address, json: event.json, field: event.fields[at] });
          });
        }
        // Where the whole text is damaged no other program reads it.
        let whole;
        try {
          whole = form === "lines" ? null : JSON.parse(text);
        } catch {
          continue;
        }
        forms.add(form);
        tried += found.length;
        if (!isWellFormed(whole)) {
          refused.push(path);
          continue;
        }
        requests.push({ path, form, text, whole, found, programs: found.map((one) => one.jq) });
      }
      analysis.free();
    }
    const [ofLines, ofOne] = [true, false].map((isLines) => requests.filter(({ form }) => (form === "lines") === isLines));
    const byJq = new Map(ofLines.map((request) => [request, jqValuesOfLines(request.text, request.programs)]));
    for (const [index, values] of jqValuesOfAll(ofOne.map(({ text, programs }) => [text, programs])).entries()) byJq.set(ofOne[index], values);
    for (const [{ path, whole, found }, values] of byJq) {
      assert.equal(values.length, found.length, path);
      for (const [at, { json, field, ...address }] of found.entries()) {
        const value = JSON.parse(field.value);
        assert.deepEqual(values[at], value, `${path}: ${field.path} by ${address.jq}`);
        assert.deepEqual(jsonpath.query(address.jsonPath, whole ?? JSON.parse(json)).values(), [value], `${path}: ${field.path} by ${address.jsonPath}`);
      }
    }
    assert.equal(byJq.size, requests.length);
    assert.deepEqual([...forms].sort(), ["lines", "list", "one"]);
    assert.deepEqual(refused.map((path) => basename(path)), ["lone-surrogate"]);
    assert.ok(tried > 1000, `${tried} paths tried`);
  });

  test("is right for any name", () => {
    const text = JSON.stringify([Object.fromEntries(odd.map((name, index) => [name, { [name]: [index, [{ [name]: `“${name}”` }]] }]))]);
    const found = located(text);
    assert.equal(found.length, 2 * odd.length);
    const byJq = jqValues(text, found.map(({ steps }) => jq(steps)));
    for (const [at, { steps, value }] of found.entries()) {
      assert.deepEqual(byJq[at], JSON.parse(value), jq(steps));
      // RFC 9535 allows such an escape; this library does not read it.
      if (jsonPath(steps).includes("\\u00")) continue;
      assert.deepEqual(jsonpath.query(jsonPath(steps), JSON.parse(text)).values(), [JSON.parse(value)], jsonPath(steps));
    }
  });

  test("is written as people write it", () => {
    assert.equal(jsonPath([2, "properties", "$device_id"]), "$[2].properties['$device_id']");
    assert.equal(jq([2, "properties", "$device_id"]), '.[2].properties["$device_id"]');
    assert.equal(jq(["properties", "list", 0, "url"]), ".properties.list[0].url");
  });

  test("is not offered for what others cannot reach", () => {
    const event = (json) => ({ json, fields: located(json).map(({ value }) => ({ value })) });
    const twice = addresses(event('{"a":{"x":1},"b":2,"\\u0061":{"x":3}}'), "list", 0);
    assert.deepEqual(twice.map((one) => one?.jq ?? one), ["shadowed", ".[0].b", ".[0].a.x"]);
    assert.deepEqual(addresses(event('{"\\ud83d":1}'), "one", 0), [null]);
    const [damaged] = addresses({ json: '{"a":1,', fields: [{ value: "1" }] }, "one", 0);
    assert.equal(damaged, null);
  });
});

describe("JSON with a line for each value", () => {
  test("keeps numbers, names and their order, and what is damaged", () => {
    for (const text of ['{"a":{"x":1,"y":[{},[],"s\\"[",null]},"b":{},"c":[1,[2]]}', "7", '"a: [b]"']) {
      assert.equal(indented(text), JSON.stringify(JSON.parse(text), null, 2));
    }
    assert.equal(indented('{"2":9007199254740993,"1":1.0,"2":"\\u0041"}'), '{\n  "2": 9007199254740993,\n  "1": 1.0,\n  "2": "\\u0041"\n}');
    for (const text of ["", '{"a":[1,"cut']) assert.equal(indented(text), text);
  });
});
