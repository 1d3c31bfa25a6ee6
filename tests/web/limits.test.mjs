// Lists of bare values are cut by the length of their text. It takes a debug build of the core twenty times as long.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { Analysis } from "../../pkg/node.js";

const times = (amount, text) => Array.from({ length: amount }, () => text).join(",");

/** The codes of what is said of a text, and how many events it has. */
function read(text) {
  const analysis = new Analysis(text);
  const found = { codes: JSON.parse(analysis.overview()).diagnostics.map(({ code }) => code), events: analysis.eventCount };
  analysis.free();
  return found;
}

for (const [element, most] of /** @type {const} */ ([["1", 120_000], ["{}", 130_000], ['""', 130_000]])) {
  test(`of very many records ${element} the first are read`, () => {
    const { codes, events } = read(`[${times(300_000, element)}]`);
    assert.ok(codes.includes("limit-rows"), codes.join());
    assert.ok(events >= 100_000 && events <= most, String(events));
  });
}

test("of very many values in one record the first are read", () => {
  assert.ok(read(`[{"a":[${times(1_000_000, "1")}]}]`).codes.includes("limit-nodes"));
});

test("what has the length of events is read to its end", () => {
  const events = Array.from({ length: 150_000 }, (_, index) => `{"n":${index},"t":"${"text of event ".repeat(8)} ${index}"}`);
  assert.deepEqual(read(`[${events}]`), { codes: ["unknown-format"], events: 150_000 });
});
