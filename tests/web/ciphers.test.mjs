// What Xiaomi's senders and Sensors Analytics encrypt, made here with OpenSSL (node:crypto), an RC4 and an SM2 of its
// own, and read by the package.

import assert from "node:assert/strict";
import { constants, createCipheriv, createHash, generateKeyPairSync, publicEncrypt } from "node:crypto";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { isThorough } from "./lib/effort.mjs";
import { loadPackage } from "./lib/package.mjs";
import { pythonWithSdk, runPython } from "./lib/python.mjs";

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
/** The curve of SM2: its prime, and a point of it by its coordinates. */
const PRIME = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const BASE = [0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n, 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n];
const modulo = (number) => ((number % PRIME) + PRIME) % PRIME;
function inverse(number) {
  let [a, b, x, y] = [modulo(number), PRIME, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return modulo(x);
}
function plus(one, other) {
  if (one === null) return other;
  const slope = one[0] === other[0] ? (3n * one[0] * one[0] - 3n) * inverse(2n * one[1]) : (other[1] - one[1]) * inverse(other[0] - one[0]);
  const x = modulo(slope * slope - one[0] - other[0]);
  return [x, modulo(slope * (one[0] - x) - one[1])];
}
function times(number, point) {
  let sum = null;
  for (let doubled = point; number > 0n; number >>= 1n, doubled = plus(doubled, doubled)) if (number & 1n) sum = plus(sum, doubled);
  return sum;
}
const wide = (number) => Buffer.from(number.toString(16).padStart(64, "0"), "hex");
const sm3 = (...parts) => createHash("sm3").update(Buffer.concat(parts)).digest();
const secretNumber = () => BigInt(`0x${randomBytes(31).toString("hex")}`) + 1n;
/** What SM2 makes of a short text for a public key: a point, a digest, the text. */
function sm2(key, text) {
  const number = secretNumber();
  const [x, y] = times(number, key).map(wide);
  const mask = sm3(x, y, Buffer.from([0, 0, 0, 1]));
  return Buffer.concat([...times(number, BASE).map(wide), sm3(x, text, y), text.map((byte, at) => byte ^ mask[at])]);
}

/** Keys of servers, each as a text that the reader can give, and what encrypts for it. */
const rsaKeys = Object.fromEntries([1024, 2048, 3072, 4096].map((bits) => [bits, generateKeyPairSync("rsa", { modulusLength: bits })]));
const rsaServer = (padding) => () => {
  const { publicKey, privateKey } = rsaKeys[below(16) ? [1024, 2048][below(2)] : [3072, 4096][below(2)]];
  const der = privateKey.export({ type: ["pkcs1", "pkcs8"][below(2)], format: "der" });
  const written = [
    () => privateKey.export({ type: "pkcs8", format: "pem" }), () => privateKey.export({ type: "pkcs1", format: "pem" }).replaceAll("\n", "\\n"),
    () => der.toString("base64"), () => der.toString("hex"), () => der.toString("hex").toUpperCase(),
  ][below(5)]();
  return { wrap: (key) => publicEncrypt({ key: publicKey, padding, oaepHash: "sha1" }, key), written };
};
const sm2Server = () => {
  const number = secretNumber();
  const key = times(number, BASE);
  return { wrap: (text) => Buffer.concat([...(below(2) ? [Buffer.from([4])] : []), sm2(key, text)]), written: wide(number).toString(["hex", "base64"][below(2)]) };
};
/** One whose key nobody has. */
const strangeServer = () => ({ wrap: () => randomBytes([256, 113, 101][below(3)]), written: "" });
/** A body with encrypted events of an app: of each event by itself, or of the batch; in several batches with keys of their own. */
const ofApp = (cipher, server, isGiven = false) => () => {
  const { wrap, written } = server();
  const keys = [];
  const texts = [];
  const batches = Array.from({ length: 1 + below(3) }, () => {
    // A key of letters, as iOS makes one, or of any bytes.
    const key = below(3) ? randomBytes(16) : Buffer.from(randomBytes(8).toString("hex"));
    const seal = (data) => {
      const vector = randomBytes(16);
      return Buffer.concat([vector, aes(cipher, key, vector, data)]).toString("base64");
    };
    const own = Array.from({ length: 1 + below(3) }, () => JSON.stringify({ type: "track", event: word(), distinct_id: word(), time: 1588938227000 + below(1e9), properties: { $lib: "Android", words: word() } }));
    texts.push(...own);
    keys.push(key.toString(["hex", "base64"][below(2)]));
    const payloads = below(3) ? own.map((text) => seal(gzipSync(text))) : seal(gzipSync(`[${own.join(",")}]`));
    return { ekey: wrap(key).toString("base64"), pkv: below(9), payloads, flush_time: 1588938227000 };
  });
  const plain = JSON.stringify(batches);
  const list = below(2) ? plain : plain.replaceAll("/", "\\/");
  const body = form({ crc: String(javaHash(list)), gzip: "9", data_list: list });
  return { text: texts[0], texts, paste: below(2) ? request("/sa?project=x", body) : body, keys: isGiven ? keys : [written] };
};
/** Java's `String.hashCode`. */
const javaHash = (text) => [...text].reduce((hash, sign) => (hash * 31 + sign.charCodeAt(0)) | 0, 0);
const form = (fields) => Buffer.from(new URLSearchParams(fields).toString());
const request = (path, body, head = "") => Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\nHost: sender.example\r\n${head}\r\n`), body]);

const VECTOR = "cfbsdfgsdfxccvd1";
/** Each makes a request with these records, and says what keys it needs and which checks must pass. */
const senders = {
  ...Object.fromEntries([3, 4, 5].map((version) => [`MiStat 1 or 2, mistatv ${version}`, () => {
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
    return { text, paste, key, keys: isBeside ? [] : [secret.toString("base64")], checks: ["signature", "rc4_hash__"] };
  },
};

/** What Sensors Analytics sends, which apps of many makers use. */
const apps = {
  "Sensors Analytics with RSA": ofApp("aes-128-cbc", rsaServer(constants.RSA_PKCS1_PADDING)),
  "Sensors Analytics with RSA and OAEP": ofApp("aes-128-cbc", rsaServer(constants.RSA_PKCS1_OAEP_PADDING)),
  "Sensors Analytics with SM2 and SM4": ofApp("sm4-cbc", sm2Server),
  "Sensors Analytics with the keys of sessions, AES": ofApp("aes-128-cbc", strangeServer, true),
  "Sensors Analytics with the keys of sessions, SM4": ofApp("sm4-cbc", strangeServer, true),
  "Sensors Analytics in a page": () => {
    const key = randomBytes([16, 32][below(2)]);
    const text = JSON.stringify({ type: "track", event: word(), distinct_id: word(), lib: {}, properties: { words: word() } });
    const vector = Buffer.from(randomBytes(16).map((byte) => byte & 127));
    const payload = Buffer.concat([vector, aes(`aes-${key.length * 8}-cbc`, key, vector, text)]).toString("base64");
    const list = below(2) ? { payload } : { payloads: [payload], flush_time: 1588938227000 };
    return { text, paste: form({ data: JSON.stringify({ key_id: below(9), key_hash: "abcd", nc: 1, ...list }), gzip: "9" }), keys: [key.toString("hex")] };
  },
};
for (const [name, make] of Object.entries(apps)) senders[name] = make;

/** Bodies of each kind, and fewer of those whose keys take long. */
const rounds = (name) => (isThorough ? 1000 : name in apps ? 15 : 60);

function read(paste, keys = []) {
  const analysis = new overshare.Analysis(new Uint8Array(paste), JSON.stringify({ keys }));
  try {
    const overview = JSON.parse(analysis.overview());
    return { overview, event: analysis.eventCount > 0 ? JSON.parse(analysis.event(0)) : null };
  } finally {
    analysis.free();
  }
}

test("another library decrypts what is encrypted here", async () => {
  const text = () => Buffer.from(JSON.stringify({ words: word(), more: word() }));
  const made = [
    () => {
      const [key, plain] = [randomBytes(32), text()];
      return { name: "rc4", key, plain, data: rc4(key, plain) };
    },
    ...["aes-128-ecb", "aes-256-ecb", "aes-128-cbc", "aes-256-cbc", "sm4-cbc"].map((name) => () => {
      const [key, vector, plain] = [randomBytes(name.includes("256") ? 32 : 16), randomBytes(16), text()];
      return { name, key, vector, plain, data: aes(name, key, name.endsWith("ecb") ? null : vector, plain) };
    }),
    ...[["rsa", constants.RSA_PKCS1_PADDING], ["rsa-oaep", constants.RSA_PKCS1_OAEP_PADDING]].map(([name, padding]) => () => {
      const { publicKey, privateKey } = rsaKeys[1024];
      const plain = randomBytes(16);
      return { name, key: privateKey.export({ type: "pkcs8", format: "der" }), plain, data: publicEncrypt({ key: publicKey, padding, oaepHash: "sha1" }, plain) };
    }),
  ];
  const base64 = (one) => JSON.stringify(Object.fromEntries(["key", "vector", "plain", "data"].map((name) => [name, Buffer.from(one[name] ?? "").toString("base64")]).concat([["name", one.name]])));
  const lines = Array.from({ length: (isThorough ? 1000 : 60) * made.length }, (_, number) => base64(made[number % made.length]()));
  const found = JSON.parse(await runPython(await pythonWithSdk(), "tests/web/producers/other_ciphers.py", [], lines.join("\n")));
  assert.deepEqual(found, { read: lines.length, wrong: [] });
});

test("what the server of Mi Home answers is read to the letter", () => {
  for (let round = 0; round < (isThorough ? 1000 : 60); round += 1) {
    const { paste, keys, key } = senders["Mi Home"]();
    const name = word();
    const plain = JSON.stringify({ code: 0, result: { list: [{ did: String(below(1e9)), name }] } });
    const body = rc4(key, below(2) ? gzipSync(plain) : Buffer.from(plain)).toString("base64");
    const answer = `\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const { overview } = read(Buffer.concat([paste, Buffer.from(answer)]), keys);
    const told = overview.requests[0].fields.filter(({ path }) => path.startsWith("answer."));
    assert.deepEqual(told.map(({ path }) => path), ["answer.code", "answer.result.list[0].did", "answer.result.list[0].name"]);
    assert.equal(JSON.parse(told[2].value), name);
    assert.equal(overview.counts.events, 1);
  }
});

for (const [name, make] of Object.entries(senders)) {
  test(`what OpenSSL encrypted is read to the letter: ${name}`, () => {
    for (let round = 0; round < rounds(name); round += 1) {
      const { text, texts, paste, keys, checks = [] } = make();
      const { overview, event } = read(paste, keys);
      assert.equal(event?.json, text, JSON.stringify(overview.diagnostics));
      if (texts) assert.equal(overview.counts.events, texts.length);
      const made = overview.requests[0].checks.filter(({ status }) => status === "pass").map((check) => check.name);
      assert.deepEqual(made.filter((one) => one !== "crc"), checks);
    }
  });

  test(`damage is told, and ends nothing: ${name}`, () => {
    for (let round = 0; round < rounds(name); round += 1) {
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
