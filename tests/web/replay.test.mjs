// Programs that send as MiMo Code and OneTrack do, through a real proxy (mitmproxy): what it records is read by the
// package, as a file of flows and as an HTTP archive, and so is what OneTrack writes to the log of a phone.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createCipheriv, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { pythonWithSdk } from "./lib/python.mjs";

const NOW = 1764000000000;
const KEY = randomBytes(16);
const INSTANCE = "5b2d7c61-0f4e-4a8b-9c3d-7e1f2a3b4c5d";

/** What a command line program sends: the session in the place of an account, and a new ID for each event. */
const mimo = ["tool_call", "model_call"].map((event, index) => ({
  H: { event, app_id: "31000402765", instance_id: INSTANCE.replace("5b", `0${index}`), instance_id_type: "uuid", uid: "ses_0a1b2c", uid_type: "session_id", e_ts: NOW + index },
  B: { tool_name: "bash", input_bytes: 12, tool_call_status: "success" },
}));

/** What an app on a phone sends. */
const phone = Array.from({ length: 30 }, (_, index) => ({
  H: { event: "search", instance_id: INSTANCE, model: "Redmi Note 8", e_ts: NOW + index, pkg: "com.example.app", app_id: "31000000001", sdk_ver: "2.1.0", ot_privacy_policy: "exprience_close" },
  B: { query: `number ${index} räuber 例え ${"x".repeat(150)}` },
}));

function encrypted(records) {
  const cipher = createCipheriv("aes-128-ecb", KEY, null);
  return Buffer.concat([cipher.update(gzipSync(JSON.stringify(records))), cipher.final()]);
}

const sent = [
  { path: "/track/v4/o", headers: { "content-type": "application/json" }, body: Buffer.from(JSON.stringify(mimo)) },
  { path: "/track/v4", headers: { "Content-Type": "application/octet-stream", OT_SID: "s-1", OT_ts: String(NOW), OT_net: "WIFI", OT_sender: "com.miui.analytics", OT_protocol: "3.0" }, body: encrypted(phone) },
];

/** Sends a request by a proxy at this port; resolves when it was answered. */
function send(port, { path, headers, body }) {
  return new Promise((resolve, reject) => {
    const one = request({ host: "127.0.0.1", port, method: "POST", path: `http://tracking.miui.com${path}`, headers: { ...headers, Host: "tracking.miui.com", "Content-Length": body.length } }, (answer) => {
      answer.resume();
      answer.on("end", resolve);
    });
    one.on("error", reject);
    one.end(body);
  });
}

let overshare;
let folder;
before(async () => {
  overshare = await loadPackage();
  folder = mkdtempSync(join(tmpdir(), "overshare-replay-"));
  const python = await pythonWithSdk();
  const [flows, archive] = ["flows", "archive.har"].map((name) => join(folder, name));
  const proxy = spawn(python, ["-u", inClone("tests/web/producers/answering_proxy.py"), flows, archive], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => proxy.on("exit", resolve));
  let said = "";
  const port = await new Promise((resolve, reject) => {
    const hear = (part) => {
      said += part;
      const address = /listening at (?:http:\/\/)?127\.0\.0\.1:(\d+)/.exec(said);
      if (address) resolve(Number(address[1]));
    };
    proxy.stdout.on("data", hear);
    proxy.stderr.on("data", hear);
    ended.then((code) => reject(new Error(`the proxy ended with ${code}: ${said}`)));
  });
  for (const one of sent) await send(port, one);
  proxy.kill("SIGINT");
  await ended;
});
after(() => rmSync(folder, { recursive: true, force: true }));

function read(capture, keys = []) {
  const analysis = new overshare.Analysis(new Uint8Array(capture), JSON.stringify({ keys }));
  try {
    const overview = JSON.parse(analysis.overview());
    const records = Array.from({ length: analysis.eventCount }, (_, index) => JSON.parse(JSON.parse(analysis.event(index)).json));
    return { overview, records };
  } finally {
    analysis.free();
  }
}

/** What is said of the request of the command line program. */
function checkProgram(one) {
  assert.equal(one.protocol.id, "onetrack");
  assert.equal(one.sender.id, "mimo-code");
  assert.match(one.protocol.because, /published analysis/);
}

test("a proxy’s flows are read, the encrypted ones with their key", () => {
  const flows = readFileSync(join(folder, "flows"));
  const locked = read(flows);
  assert.deepEqual(locked.records, mimo);
  const [clear, encrypted] = locked.overview.requests;
  checkProgram(clear);
  assert.match(encrypted.locked.visible, /com\.miui\.analytics/);
  assert.equal(encrypted.fields.find(({ name }) => name === "ot_net").value, '"WIFI"');
  // The session is no account.
  const sessions = locked.overview.identifiers.filter(({ value }) => value.includes("ses_"));
  assert.ok(sessions.every(({ category }) => category !== "account"), JSON.stringify(sessions));
  const opened = read(flows, [KEY.toString("base64")]);
  assert.deepEqual(opened.records, [...mimo, ...phone]);
  // The app that handed its events over is named, not the one that sent them.
  assert.equal(opened.overview.requests[1].sender.name, "com.example.app");
  assert.ok(opened.overview.findings.some(({ id }) => id === "OPT-OUT"));
});

test("a proxy’s archive is read", () => {
  const { overview, records } = read(readFileSync(join(folder, "archive.har")));
  checkProgram(overview.requests[0]);
  assert.deepEqual(records.slice(0, mimo.length), mimo);
  // The archive holds bytes as text, so that the encrypted body can be destroyed; it is no event in any case.
  assert.equal(records.length, mimo.length);
});

test("the log of a phone is read, with lines of others between the pieces", () => {
  const text = ` payload:${JSON.stringify(phone)}`;
  const pieces = Array.from({ length: Math.ceil(text.length / 3000) }, (_, index) => text.slice(index * 3000, (index + 1) * 3000));
  assert.ok(pieces.length > 2);
  const formats = [
    (tag, line) => `11-24 17:00:00.123  4242  4300 D ${tag}: ${line}`,
    (tag, line) => `D/${tag}( 4242): ${line}`,
    (tag, line) => `[ 11-24 17:00:00.123  4242: 4300 D/${tag} ]\n${line}\n`,
  ];
  for (const format of formats) {
    const lines = pieces.flatMap((piece) => [format("OneTrack-Api-UploaderEngine", piece), format("ActivityManager", 'Displayed {"a":1}')]);
    lines.push(format("OneTrack-Api-UploaderEngine", " before zip and encrypt, len=9, after=3"));
    assert.deepEqual(read(Buffer.from(`${lines.join("\n")}\n`)).records, phone);
  }
});
