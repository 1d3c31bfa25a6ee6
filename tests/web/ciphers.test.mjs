// What Xiaomi's senders encrypt, made here with OpenSSL (node:crypto) and an RC4 of its own, and read by the package.

import assert from "node:assert/strict";
import { createCipheriv, createHash } from "node:crypto";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { loadPackage } from "./lib/package.mjs";

let overshare;
before(async () => {
  overshare = await loadPackage();
});

/** Numbers that are the same in every run (xorshift). */
let state = 0x2545f491;
function below(end) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % end;
}
const randomBytes = (length) => Buffer.from(Array.from({ length }, () => below(256)));
const word = () => ["räuber?>~", "例え", "a+b c%", "\\\"", "пример", ""][below(6)] + "x".repeat(below(40));

const md5 = (text) => createHash("md5").update(text).digest("hex");
const aes = (name, key, vector, data) => {
  const cipher = createCipheriv(name, key, vector);
  return Buffer.concat([cipher.update(data), cipher.final()]);
};
/** RC4 that passes over 1,024 bytes of its stream. */
function rc4(key, data) {
  const s = Array.from({ length: 256 }, (_, at) => at);
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + s[i] + key[i % key.length]) & 255;
    [s[i], s[j]] = [s[j], s[i]];
  }
  let [i, j] = [0, 0];
  const next = () => {
    i = (i + 1) & 255;
    j = (j + s[i]) & 255;
    [s[i], s[j]] = [s[j], s[i]];
    return s[(s[i] + s[j]) & 255];
  };
  for (let passed = 0; passed < 1024; passed += 1) next();
  return Buffer.from(data.map((byte) => byte ^ next()));
}
const form = (fields) => Buffer.from(new URLSearchParams(fields).toString());
const request = (path, body, head = "") => Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\nHost: sender.example\r\n${head}\r\n`), body]);

const VECTOR = "cfbsdfgsdfxccvd1";
/** Each makes a request with these records, and says what keys it needs and which checks must pass. */
const senders = {
  ...Object.fromEntries([3, 4, 5].map((version) => [`MiStat ${version}`, () => {
    const record = { endTS: below(1e9), content: [{ category: word(), values: [word()] }], startTS: 1 };
    const text = JSON.stringify(record);
    const [app, key, device] = [String(below(1e9)), String(below(1e9)), randomBytes(16).toString("hex").toUpperCase()];
    const half = (...parts) => md5(`seed:${parts.join("-")}`).toUpperCase().slice(0, 16);
    const data = version < 5 ? aes("aes-128-ecb", half(app, key, device), null, `[${text}]`)
      : aes("aes-128-cbc", half(app, key, device), half(device, key, app), `[${text}]`);
    const fields = { app_id: app, app_key: key, channel: word(), device_id: device, mistatv: String(version), stat_value: data.toString("hex") };
    const signed = Object.entries(fields).map(([name, value]) => name + value).join("");
    return { text, checks: ["sign"], paste: form({ ...fields, sign: md5(`${signed}mistats_sdkconfig_jafej!@#)(*e@!#`) }) };
  }])),
  "MiStat 3": () => {
    const text = JSON.stringify({ id: word(), aii: word(), es: [{ e: "search", ps: { words: word() } }] });
    const key = randomBytes(16);
    const sid = aes("aes-128-cbc", Buffer.from("4ef8b4ac42dbc3f95320b73ae0edbd43", "hex"), VECTOR, `${key.toString("hex")}_${1588848000000 + below(1e9)}`);
    const p = aes("aes-128-cbc", key, VECTOR, gzipSync(text)).toString("base64");
    return { text, paste: request("/mistats/v3", form({ ai: "1", pv: "3.0", p, fc: String(below(2)), sid: sid.toString("hex"), sn: md5(text) })) };
  },
  "MiStat 3 with an agreed key": () => {
    const text = JSON.stringify({ id: word(), aii: word(), es: [{ e: "search", ps: { words: word() } }] });
    const key = randomBytes(16);
    const p = aes("aes-128-cbc", key, VECTOR, gzipSync(text)).toString("base64");
    const paste = request("/mistats/v3", form({ p, fc: "0", sid: randomBytes(48).toString("hex"), sn: md5(text) }));
    return { text, paste, keys: [randomBytes(16).toString("hex"), key.toString(["hex", "base64", "base64url"][below(3)])] };
  },
  "OneTrack": () => {
    const text = JSON.stringify({ H: { event: word(), e_ts: below(1e9) }, B: { words: word() } });
    const key = randomBytes(16);
    const paste = request("/track/v4", aes("aes-128-ecb", key, null, gzipSync(`[${text}]`)), "OT_SID: s\r\n");
    return { text, paste, keys: [key.toString("base64")] };
  },
  "OneTrack on a phone": () => {
    const text = JSON.stringify({ H: { event: word() }, B: { words: word() } });
    const data = aes("aes-256-ecb", md5("T{dev!Pdett%^4MI"), null, text);
    return { text, paste: below(2) ? data : Buffer.from(data.toString("base64")) };
  },
  "Mi Home": () => {
    const text = JSON.stringify({ ver: "v2", msid: word(), rd: [{ key: word() }] });
    const [secret, minute] = [randomBytes(16), Buffer.alloc(4)];
    minute.writeUInt32BE(26480800 + below(1e6));
    const nonce = Buffer.concat([randomBytes(8), minute]);
    const key = createHash("sha256").update(secret).update(nonce).digest();
    const sign = (fields) => createHash("sha1").update(["POST", "/stat/stat_info_p", ...Object.entries(fields).map((field) => field.join("=")), key.toString("base64")].join("&")).digest("base64");
    const hash = sign({ data: text });
    const data = rc4(key, Buffer.from(text)).toString("base64");
    const stream = rc4(key, Buffer.concat([Buffer.from(text), Buffer.from(hash)]));
    const locked = below(2) ? stream.subarray(Buffer.byteLength(text)) : rc4(key, Buffer.from(hash));
    const fields = { data, rc4_hash__: locked.toString("base64") };
    const isBeside = below(2);
    const paste = request("/app/stat/stat_info_p", form({ ...fields, signature: sign(fields), _nonce: nonce.toString("base64"), ...(isBeside ? { ssecurity: secret.toString("base64") } : {}) }));
    return { text, paste, keys: isBeside ? [] : [secret.toString("base64")], checks: ["signature", "rc4_hash__"] };
  },
};

function read(paste, keys = []) {
  const analysis = new overshare.Analysis(new Uint8Array(paste), JSON.stringify({ keys }));
  try {
    const overview = JSON.parse(analysis.overview());
    return { overview, event: analysis.eventCount > 0 ? JSON.parse(analysis.event(0)) : null };
  } finally {
    analysis.free();
  }
}

for (const [name, make] of Object.entries(senders)) {
  test(`what OpenSSL encrypted is read to the letter: ${name}`, () => {
    for (let round = 0; round < 60; round += 1) {
      const { text, paste, keys, checks = [] } = make();
      const { overview, event } = read(paste, keys);
      assert.equal(event?.json, text, JSON.stringify(overview.diagnostics));
      const made = overview.requests[0].checks.filter(({ status }) => status === "pass").map((check) => check.name);
      assert.deepEqual(made, checks);
    }
  });

  test(`damage is told, and ends nothing: ${name}`, () => {
    for (let round = 0; round < 60; round += 1) {
      const { text, paste, keys } = make();
      const damaged = Buffer.from(paste);
      for (let change = 0; change <= below(4); change += 1) damaged[below(damaged.length)] = below(256);
      const cut = below(2) ? damaged.subarray(0, below(damaged.length)) : damaged;
      const { overview, event } = read(cut, keys);
      const isSame = event?.json === text;
      const isTold = overview.diagnostics.length > 0 || overview.requests.some((one) => one.checks.some(({ status }) => status === "fail"));
      // Without a signature or a sum nobody can see that another letter was sent.
      const isRead = event !== null && overview.requests[0].layers.every(({ status }) => status === "ok");
      assert.ok(isSame || isTold || isRead || overview.requests.length === 0, String(cut));
    }
  });
}
