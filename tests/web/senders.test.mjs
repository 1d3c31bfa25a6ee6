// Bodies of Xiaomi's senders, read by the package: those that the core is tested with natively, and messages of
// Protocol Buffers that another program (protoc, Google's compiler) wrote and reads too.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createCipheriv, createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";

import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";

let overshare;
before(async () => {
  overshare = await loadPackage();
});

function read(paste, keys = []) {
  const analysis = new overshare.Analysis(new Uint8Array(paste), JSON.stringify({ keys }));
  try {
    const overview = JSON.parse(analysis.overview());
    const events = Array.from({ length: analysis.eventCount }, (_, index) => JSON.parse(analysis.event(index)));
    return { overview, events, records: events.map(({ json }) => JSON.parse(json)) };
  } finally {
    analysis.free();
  }
}

/** Whether all that is expected is in a value: of objects more may be there. */
function holds(value, expected) {
  if (Array.isArray(expected)) return expected.length === value?.length && expected.every((one, index) => holds(value[index], one));
  if (expected && typeof expected === "object") return Object.entries(expected).every(([name, one]) => holds(value?.[name], one));
  return value === expected;
}

for (const body of JSON.parse(readFileSync(inClone("tests/senders/bodies.json"), "utf8"))) {
  test(`the package reads what was sent: ${body.name}`, () => {
    const paste = body.bytes ? Buffer.from(body.bytes, "base64") : Buffer.from(body.paste);
    const { overview, events, records } = read(paste, body.keys);
    const [request] = overview.requests;
    const isSure = request.protocol.certainty !== "possible";
    if (body.isNot) return assert.ok(request.protocol.id !== body.isNot || !isSure);
    assert.equal(request.protocol.id, body.format);
    assert.ok(isSure, request.protocol.because);
    assert.equal(Boolean(request.locked), Boolean(body.isLocked));
    if (body.records) assert.deepEqual(records, body.records);
    if (body.holds) assert.ok(holds(records, body.holds), JSON.stringify(records));
    for (const [name, value] of Object.entries(body.fields ?? {})) {
      assert.ok(request.fields.some((field) => field.name === name && JSON.parse(field.value) === value), name);
    }
    for (const [name, text] of Object.entries(body.shows ?? {})) {
      const fields = events.flatMap((event) => event.fields);
      assert.ok(fields.some((field) => field.name === name && field.display?.includes(text)), name);
    }
    for (const [name, status] of Object.entries(body.checks ?? {})) {
      assert.equal(request.checks.find((check) => check.name === name)?.status, status, name);
    }
  });
}

/** Numbers that are the same in every run (xorshift). */
let state = 0x1f123bb5;
function below(end) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % end;
}

/** The messages of a schema: name, then fields as `[repeated, type, name]`. */
function schema(path) {
  const messages = {};
  let fields;
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const message = /^message (\w+)/.exec(line);
    if (message) fields = messages[message[1]] = [];
    const field = /^ {2}(repeated )?(\w+) (\w+) = \d+;/.exec(line);
    if (field) fields.push([Boolean(field[1]), field[2], field[3]]);
  }
  return messages;
}

const word = () => ["räuber?>~", "例え", 'a"b\\c', "line\nline", "пример", "x"][below(6)] + "y".repeat(below(30));
/** A message as protoc's text and as the object that JSON should hold. Proto3 leaves out zero and the empty text. */
function message(messages, name, depth = 0) {
  const text = [];
  const object = {};
  for (const [isRepeated, type, field] of messages[name]) {
    if (below(3) === 0) continue;
    const one = () => {
      if (type === "string") return [word()].map((value) => [JSON.stringify(value), value])[0];
      if (type === "bool") return ["true", true];
      if (type === "int32") return [below(2) ? 1 + below(1e9) : -1 - below(1e9)].map((value) => [String(value), value])[0];
      if (type === "int64") return [1764000000000 + below(1e9)].map((value) => [String(value), value])[0];
      const inner = message(messages, type, depth + 1);
      return [`{ ${inner.text} }`, inner.object];
    };
    const values = Array.from({ length: isRepeated ? 1 + below(3) : 1 }, one);
    for (const [written] of values) text.push(`${field}${written.startsWith("{") ? " " : ": "}${written}`);
    object[field] = isRepeated ? values.map(([, value]) => value) : values[0][1];
  }
  return { text: text.join("\n"), object };
}

const protoc = (file, action, name, input) =>
  execFileSync("protoc", [`--${action}=${name}`, `--proto_path=${inClone("src/protocol")}`, file], { input, cwd: inClone("src/protocol"), maxBuffer: 1 << 26 });

const ROUNDS = 25;

test("what protoc writes for Mi Store is read to the letter", () => {
  const messages = schema(inClone("src/protocol/mi_store.proto"));
  for (let round = 0; round < ROUNDS; round += 1) {
    const { text, object } = message(messages, "Stat");
    const body = protoc("mi_store.proto", "encode", "Stat", text);
    const head = Buffer.from("POST /app/stat HTTP/1.1\r\nHost: in.stat.appmifile.com\r\n\r\n");
    const { records, overview } = read(Buffer.concat([head, body]));
    // What has no field at its beginning that only this sender has is not opened.
    if (body[0] !== 0x0a) continue;
    assert.deepEqual(records, [object], JSON.stringify(overview.diagnostics));
    // And protoc reads what it wrote as that: the same names, in the same order.
    const names = [...protoc("mi_store.proto", "decode", "Stat", body).toString().matchAll(/^(\w+)/gm)].map(([, name]) => name);
    assert.deepEqual([...new Set(names)], Object.keys(object).filter((name) => names.includes(name)));
  }
});

test("what protoc writes for the shop is read to the letter", () => {
  const messages = schema(inClone("src/protocol/mi_shop.proto"));
  const types = { PageMsg: 5, EventMsg: 7, ClientMsg: 9, ErrorMsg: 11, CrashMsg: 13, ViewMsg: 17 };
  for (const [name, type] of Object.entries(types)) {
    const [[, inner, field]] = messages[name];
    for (let round = 0; round < ROUNDS / 5; round += 1) {
      const made = Array.from({ length: 1 + below(3) }, () => message(messages, inner));
      // The software always says which type a record has.
      const records = made.map(({ object }) => ({ ...object, type: "made" }));
      const text = made.map((one) => `${field} { ${one.text.split("\n").filter((line) => !line.startsWith("type:")).join("\n")}\ntype: "made" }`).join("\n");
      const data = protoc("mi_shop.proto", "encode", name, text);
      const vector = createHash("md5").update(text).digest("hex").slice(0, 16);
      const cipher = createCipheriv("aes-128-cbc", "*7^%4)KIjh17sd98", vector);
      const payload = Buffer.concat([Buffer.from(vector), cipher.update(data), cipher.final()]);
      const head = Buffer.alloc(8);
      head.writeUInt16BE(1, 0);
      head.writeUInt16BE(type, 2);
      head.writeUInt32BE(payload.length, 4);
      const body = Buffer.concat([head, payload]);
      const digest = createHash("md5").update(body).update("1sjkd830)8&jfh^%$#d").digest();
      const signing = createCipheriv("aes-128-cbc", "uiodj*7^5%$4)(!~", "mki*&^1dbriieye8");
      const sign = Buffer.concat([signing.update(digest), signing.final()]).toString("base64");
      const request = Buffer.from(`POST /m HTTP/1.1\r\nHost: a.hl.mi.com\r\nMishop-Sign: ${sign}\r\n\r\n`);
      const found = read(Buffer.concat([request, body]));
      assert.deepEqual(found.records, records, JSON.stringify(found.overview.diagnostics));
      assert.deepEqual(found.overview.requests[0].checks.map(({ status }) => status), ["pass"]);
      // One byte that changed on its way is seen.
      const changed = Buffer.from(body);
      changed[8 + below(changed.length - 8)] ^= 1 + below(255);
      const [{ checks }] = read(Buffer.concat([request, changed])).overview.requests;
      assert.deepEqual(checks.map(({ status }) => status), ["fail"]);
    }
  }
});
