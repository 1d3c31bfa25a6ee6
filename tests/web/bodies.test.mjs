// Bodies that real programs compressed: Node's Brotli and the program zstd, at every setting, whole and damaged. What
// comes out is what went in; of damaged data it is a beginning of that, with a message.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { mintLikeEvents } from "./lib/mint-like.mjs";
import { loadPackage } from "./lib/package.mjs";

let overshare;
before(async () => {
  overshare = await loadPackage();
});

/** Numbers below a bound that look random and are the same in every run. */
const random = ((state) => (bound) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * bound);
})(20200508);

/** Lists of events: few and many, words that Brotli knows, long runs, and letters that no coding shortens. */
const texts = Array.from({ length: 60 }, (_, index) => {
  const events = mintLikeEvents(1 + random(index % 6 === 0 ? 400 : 8), 1 + index);
  const note = ["the quick national government ", "x".repeat(random(70_000)), Array.from({ length: random(3_000) }, () => String.fromCodePoint(0x4e00 + random(20_000))).join("")][index % 3];
  return JSON.stringify([...events, { type: "track", event: "search", distinct_id: "made", time: 1588600000000, properties: { note } }]);
});

/** A request with a body, and what is read of it: the text after the step of this coding, its end and the messages. */
function read(body, coding) {
  const head = `POST /sa?project=p HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\nContent-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const analysis = new overshare.Analysis(Buffer.concat([Buffer.from(head), body]), "");
  try {
    const { requests: [{ layers }], diagnostics } = JSON.parse(analysis.overview());
    const at = layers.findIndex(({ codec }) => codec === (coding === "br" ? "brotli" : coding));
    return { text: at < 0 ? null : Buffer.from(analysis.bytes(0, at + 1, 0, 1 << 30)), status: layers[at]?.status, codes: diagnostics.map(({ code }) => code) };
  } finally {
    analysis.free();
  }
}

/** Compressed texts with what they are made of, in Brotli of every quality and window. */
const brotli = () => texts.flatMap((text, index) => [0, 5, 11].map((offset) => {
  const quality = (index + offset) % 12;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: 10 + (index % 15),
    [constants.BROTLI_PARAM_MODE]: index % 3,
    [constants.BROTLI_PARAM_NPOSTFIX]: index % 4,
    [constants.BROTLI_PARAM_NDIRECT]: (index % 16) << (index % 4),
  };
  return { name: `text ${index}, quality ${quality}`, text, body: brotliCompressSync(text, { params }) };
}));

/** The same in Zstandard of every level, with and without a checksum. */
function zstd() {
  const folder = mkdtempSync(join(tmpdir(), "overshare-bodies-"));
  try {
    const paths = texts.map((text, index) => {
      const path = join(folder, `${index}.json`);
      writeFileSync(path, text);
      return path;
    });
    return ["--fast=5", "-1", "-3", "-7", "-12", "-19", "-3 --no-check", "-3 --no-content-size", "-19 --long=20"].flatMap((options) => {
      const { status, stderr } = spawnSync("zstd", ["--quiet", "--force", ...options.split(" "), ...paths], { encoding: "utf8" });
      assert.equal(status, 0, stderr);
      return paths.map((path, index) => ({ name: `text ${index}, ${options}`, text: texts[index], body: readFileSync(`${path}.zst`) }));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Of Zstandard only whole blocks come out, of up to 128 KiB.
for (const [coding, bodies, least] of [["br", brotli(), 100], ["zstd", zstd(), 20]]) {
  test(`what was compressed comes out again: ${coding}`, () => {
    assert.ok(bodies.length >= 180);
    for (const { name, text, body } of bodies) {
      const { text: found, status } = read(body, coding);
      assert.ok(found?.equals(Buffer.from(text)), name);
      assert.equal(status, "ok", name);
    }
  });

  test(`what was cut off gives what came before: ${coding}`, () => {
    let beginnings = 0;
    for (const { name, text, body } of bodies) {
      const { text: found, status } = read(body.subarray(0, Math.floor(body.length * (0.2 + 0.75 * (random(100) / 100)))), coding);
      // So little of it can be left that nothing tells what it was.
      if (found === null) continue;
      assert.notEqual(status, "ok", name);
      assert.ok(Buffer.from(text).subarray(0, found.length).equals(found), name);
      beginnings += Number(found.length > 0);
    }
    assert.ok(beginnings > least, `${beginnings}`);
  });

  test(`what was changed on the way ends with a message or is what it was: ${coding}`, () => {
    for (const { name, text, body } of bodies) {
      const changed = Buffer.from(body);
      for (let times = 1 + random(3); times > 0; times -= 1) changed[random(changed.length)] ^= 1 << random(8);
      const { text: found, status, codes } = read(changed, coding);
      if (coding === "zstd" && !name.includes("--no-check") && status === "ok") assert.ok(found.equals(Buffer.from(text)), name);
      if (status !== undefined && status !== "ok") assert.ok(codes.length > 0, name);
    }
  });
}
