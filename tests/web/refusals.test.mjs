// Who hides nothing but what is hidden by rule is never refused: everyday words go through as hidden
// values of every capture, and a long day of events goes into every format.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Analysis } from "../../pkg/node.js";
import { isThorough } from "./lib/effort.mjs";
import { mintLikeUpload } from "./lib/mint-like.mjs";

const FORMATS = ["json", "ndjson", "csv-fields", "csv-events", "markdown", "text", "html", "har", "body",
  "annex-markdown", "annex-html", "figure", "figure-markdown", "letter-en", "letter-de"];
const MODES = ["", '{"mode":"structure"}', '{"mode":"masked","times":"exact"}'];
/** @param {number} index @param {object} details */
const event = (index, details) => ({
  type: "track", event: "search", time: 1588938227000 + 61007 * index, distinct_id: "9774d56d682e549d",
  properties: { $lib: "Android", request: { method: "POST" }, ...details },
});
const read = (paste) => new Analysis(Buffer.from(paste));

/** A word a line; a line that begins with `# ` and a capital says what follows. */
const words = readFileSync(new URL("../properties/everyday-words.txt", import.meta.url), "utf8")
  .trimEnd().split("\n").filter((line) => !/^# \p{Lu}/u.test(line));

/** Where a word stands: what was searched for, a value that nobody has explained, or both. */
const places = [
  (word) => ({ search_word: word }),
  (word) => ({ nobody_knows: word }),
  (word) => ({ search_word: word, nobody_knows: { inner: [word] } }),
];

/** The same events as a request, as its body, and as a body of JSON. */
function capturesOf(events) {
  const head = "POST /sa?project=global_browser&r=IN HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\r\nAccept-Encoding: gzip\r\n\r\n";
  const coded = Buffer.from(JSON.stringify(events)).toString("base64");
  return [`${head}data_list=${encodeURIComponent(coded)}&gzip=0`, coded, JSON.stringify({ data_list: coded, gzip: 0 })];
}

test("everyday words are never refused, in every format and mode", () => {
  assert.ok(words.length >= 500);
  for (const [number, details] of places.entries()) {
    for (const [other, capture] of capturesOf(words.map((word, index) => event(index, details(word)))).entries()) {
      // Every kind of capture, place, format and mode is among the first ones; where there is time, every pair of them.
      if (!isThorough && other !== number) continue;
      const analysis = read(capture);
      for (const mode of MODES) analysis.share(mode);
      // Each format with each mode, with each place and with each kind of capture.
      for (const [index, format] of FORMATS.entries()) {
        if ((number + other) % 3 === index % 3) analysis.export(format, MODES[(number + Math.trunc(index / 3)) % 3]);
      }
      analysis.free();
    }
  }
});

test("everyday words are never refused one by one", () => {
  for (const [number, word] of words.entries()) {
    // Alone, and with no other method than that of the request.
    const alone = event(0, { ...places[number % 3](word), ...(number % 2 ? { request: undefined } : {}) });
    const analysis = read(capturesOf([alone])[Math.trunc(number / 3) % 3]);
    const mode = MODES[Math.trunc(number / 9) % 3];
    assert.doesNotThrow(() => analysis.share(mode), `${word} ${mode}`);
    assert.doesNotThrow(() => analysis.export("text", mode), `${word} ${mode}`);
    analysis.free();
  }
});

test("what files say themselves is never refused", () => {
  const first = read(JSON.stringify([event(0, { search_word: "anything" })]));
  const empty = read("");
  for (const [number, format] of FORMATS.entries()) {
    const lines = [empty, first].flatMap((analysis) => Buffer.from(analysis.export(format, "")).toString().split("\n"));
    const texts = lines.flatMap((line) => {
      const words = line.trim().split(/\s+/);
      const pairs = words.map((word, index) => `${word} ${words[index + 1] ?? ""}`.trim());
      return [line.trim(), ...words, ...pairs];
    });
    // Plain text breaks long addresses, and no half of one is a name of ours.
    const isWhole = (text) => format !== "text" || !/[0-9a-f]{6}/.test(text);
    const own = [...new Set(texts)].filter((text) => text.length < 400 && !text.includes("⟦") && isWhole(text));
    const analysis = read(JSON.stringify(own.map((text, index) => event(index, { search_word: text, nobody_knows: [text] }))));
    assert.doesNotThrow(() => analysis.export(format, MODES[number % 3]), format);
    analysis.free();
  }
});

test("thousands of events go into a format that has them all, and many into the others", () => {
  // A report, a document, and what was sent; the others say the same in other words.
  const kinds = ["json", "html", "body"];
  const alike = ["ndjson", "csv-events", "har"];
  const others = FORMATS.filter((format) => ![...kinds, ...alike].includes(format));
  // What is masked is the same for all of them, and most of the time goes there.
  for (const [amount, formats] of /** @type {const} */ (isThorough
    ? [[20_000, ["csv-events", ...kinds]], [5_000, alike], [2_000, others]]
    : [[4_000, ["csv-events"]], [200, [...kinds, ...alike, ...others]]])) {
    const analysis = read(mintLikeUpload(amount).body);
    for (const format of formats) {
      const file = Buffer.from(analysis.export(format, ""));
      assert.ok(file.length > 0);
      // A header, and a line for each event.
      if (format === "csv-events") assert.equal(file.toString().trimEnd().split("\r\n").length, amount + 1);
    }
    analysis.free();
  }
});

test("masking takes time by the number of names, and not by its square", () => {
  const took = (amount) => Math.min(...Array.from({ length: 2 }, () => {
    const names = Array.from({ length: amount }, (_, index) => `"q${index.toString(36)}z${index}":0`);
    const analysis = read(`[{"type":"track","event":"search","properties":{${names.join(",")}}}]`);
    // Of the processor: other programs take theirs too.
    const start = process.cpuUsage();
    analysis.preview("");
    const { user: time } = process.cpuUsage(start);
    analysis.free();
    return time;
  }));
  // Eight times as many: about eight times as long, where the square would be sixty-four.
  const [few, many] = [took(5_000), took(40_000)];
  assert.ok(many < 24 * few, `${many} µs for eight times what took ${few} µs`);
});
