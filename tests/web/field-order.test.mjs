// In which order the fields of an event are shown. No browser is needed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { inClone } from "./lib/paths.mjs";

const { bySensitivity } = await import(inClone("www/embed/fields.js"));

/** The labels of the first event with this name, in the order in which the page shows them. */
function labels(fixture, name) {
  const { requests } = JSON.parse(readFileSync(inClone(`tests/fixtures/${fixture}/report.json`), "utf8"));
  const event = requests.flatMap(({ events }) => events).find((one) => one.name === name);
  return event.fields.toSorted(bySensitivity).map(({ label }) => label);
}

test("a search begins with what was searched for, whoever searched", () => {
  assert.equal(labels("stories/signed-in", "search")[0], "Search terms");
  assert.equal(labels("sensors-analytics/sender-mint-names", "search")[0], "Search terms");
  assert.equal(labels("sensors-analytics/sender-one-name", "search")[0], "Search terms");
});

test("a place comes before the ID of a phone", () => {
  assert.match(labels("stories/location-on", "page_load_event_start")[0], /itude/);
});
