// How much memory captures take that are made to take much: each is read in a process of its own by the package.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

import { isThorough } from "./lib/effort.mjs";
import { inClone } from "./lib/paths.mjs";

/** What the smallest capture takes: values are kept for a text however short it is. */
const FREE = 32e6;
const TIMES = 4;

const list = (amount, element) => `[${Array.from({ length: amount }, (_, index) => element(index)).join(",")}]`;
const word = (index) => index.toString(36);
const tree = (depth) => (depth === 0 ? "1" : `{"left":${tree(depth - 1)},"right":${tree(depth - 1)}}`);
const fields = Array.from("abcdefghijklmnopqrst", (name) => `"${name}":"x"`).join(",");

/** Texts, and whether they are packed. Every hundredth space keeps the packed one plausible. */
const captures = {
  "six million numbers": () => list(6e6, () => "1"),
  "six million empty records": () => list(6e6, () => "{}"),
  "six million numbers in one value": () => `[{"a":${list(6e6, () => "1")}}]`,
  "six million names": () => `[{${Array.from({ length: 6e6 }, (_, index) => `"${word(index)}":0`).join(",")}}]`,
  "long names": () => `[{${Array.from({ length: 3e5 }, (_, index) => `"${word(index).padStart(200, "x")}":0`).join(",")}}]`,
  "a million records with names of their own": () => list(1e6, (index) => `{"${word(index)}":1}`),
  "a million events of different names": () => list(1e6, (index) => `{"event":"${word(index)}"}`),
  "twenty fields in events of different names": () => list(1e5, (index) => `{"event":"${word(index)}",${fields}}`),
  "a tree of places": () => `[${tree(20)}]`,
  "six million records, packed": () => gzipSync(list(5_949_001, (index) => (index * 2_654_435_761 % 4_294_967_296 < 0.008 * 4_294_967_296 ? "{ }" : "{}"))),
};

/** Those that another one of the list is close to, for when there is time. */
const WITH_TIME = ["six million numbers", "six million empty records", "six million numbers in one value", "long names", "a million records with names of their own"];

async function measured(name) {
  const { stdout } = await promisify(execFile)(process.execPath, ["--max-old-space-size=4000", fileURLToPath(import.meta.url), name]);
  return JSON.parse(stdout);
}

if (process.argv[2] === undefined) {
  for (const name of Object.keys(captures).filter((one) => isThorough || !WITH_TIME.includes(one))) {
    test(`memory stays near the size of the text: ${name}`, async (context) => {
      const { text, taken, events, codes } = await measured(name);
      context.diagnostic(`${name}: ${(text / 1e6).toFixed(1)} MB of text, ${(taken / 1e6).toFixed(0)} MB of memory, ${events} events`);
      assert.ok(taken <= TIMES * text + FREE, `${taken} bytes for ${text}`);
      assert.ok(events > 0, codes.join());
    });
  }
} else {
  const made = captures[process.argv[2]]();
  const input = typeof made === "string" ? new TextEncoder().encode(made) : made;
  const { Analysis, initSync } = await import(inClone("pkg/overshare.js"));
  const { memory } = initSync({ module: new WebAssembly.Module(readFileSync(inClone("pkg/overshare_bg.wasm"))) });
  const before = memory.buffer.byteLength;
  const analysis = new Analysis(input, "");
  const { diagnostics, requests } = JSON.parse(analysis.overview());
  const text = Math.max(input.length, ...requests[0].layers.map(({ bytes_out: bytes }) => bytes));
  console.log(JSON.stringify({ text, taken: memory.buffer.byteLength - before, events: analysis.eventCount, codes: diagnostics.map(({ code }) => code) }));
}
