// Links: those that were made once open for ever, their lengths, their format as other tools read it, links that were altered,
// and their QR codes. `tests/links/v1` and `v2` are never written again: what is in them was posted.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createDecipheriv, createHash, pbkdf2Sync } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { brotliCompressSync, constants, deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from "node:zlib";

import jsQR from "jsqr";
import lzString from "lz-string";

import { decrypt } from "../../www/passphrase.js";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { mintLikeUpload } from "./lib/mint-like.mjs";
import { pythonWithSdk } from "./lib/python.mjs";

const run = promisify(execFile);
const page = inClone("docs/links.md");
const [words, more] = ["1", "2"].map((number) => readFileSync(inClone(`src/share/dictionary-${number}.txt`)));
const dictionaries = { o1: words, o2: Buffer.concat([words, more]) };
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const sample = (name) => readFileSync(inClone(`www/samples/${name}.txt`));

const keptIn = (folder) => readdirSync(folder).filter((file) => file.endsWith(".txt")).map((file) => ({
  name: file.slice(0, -4),
  payload: readFileSync(join(folder, file), "utf8").trim(),
  expected: JSON.parse(readFileSync(join(folder, file.replace(/txt$/, "json")), "utf8")),
}));
const [first, second] = ["v1", "v2"].map((version) => keptIn(inClone(`tests/links/${version}`)));
const kept = [...first, ...second];

let overshare;
let memory;
before(async () => {
  overshare = await loadPackage();
  memory = overshare.initSync().memory;
});

/** Runs something with a link that was opened, and frees it. */
function opened(payload, use) {
  const analysis = overshare.openShared(payload);
  try {
    return use(analysis, JSON.parse(analysis.overview()));
  } finally {
    analysis.free();
  }
}

const codes = ({ diagnostics }) => diagnostics.map(({ code }) => code);
const signature = (text) => createHash("sha256").update(text).digest().subarray(0, 4).toString("base64url");
const signed = (text) => `${text}.${signature(text)}`;

/** A link's text, read without the package. */
function textIn(payload) {
  const [version, flags, data, checksum] = payload.split(".");
  assert.ok(version in dictionaries, version);
  assert.equal(checksum, signature(`${version}.${flags}.${data}`));
  return utf8.decode(inflateRawSync(Buffer.from(data, "base64url"), { dictionary: dictionaries[version] }));
}

/** A link that holds a text, made without the package. */
function linkOf(text, flags = "m", version = "o1") {
  return signed(`${version}.${flags}.${deflateRawSync(text, { dictionary: dictionaries[version], level: 9 }).toString("base64url")}`);
}

/** Packed records unpacked where they stand: a compressor may find another way to the same text, which must stay the same. */
const unpacked = (text) => text?.replace(/H4sI(?:[\w+/=-]|%2[BF]|%3D)+/gi, (packed) => `{${gunzipSync(Buffer.from(decodeURIComponent(packed), "base64")).toString("utf8")}}`) ?? null;

/** A file of one request of a link, with its records packed as their sender packed them. */
const packed = (analysis, index, format) => utf8.decode(analysis.export(format, JSON.stringify({ mode: "full", requests: [index] })));

/** The address of a request, with packed records in it where it has some. */
function address(analysis, index, url) {
  return /%[57]B/i.test(url ?? "") ? JSON.parse(packed(analysis, index, "har")).log.entries[0].request.url : url;
}

/** A request of a link as its sender would have sent it, where it is read with its records unpacked: head and body, or an address alone. */
function sentAgain(analysis, index) {
  const [head, ...rest] = utf8.decode(analysis.bytes(index, 0, 0, 1 << 30)).split("\r\n\r\n");
  const body = packed(analysis, index, "body");
  return rest.length > 0 ? [`${head}\r\n\r\n`, body] : ["", body || address(analysis, index, head)];
}

describe("links that were made once", () => {
  test("are kept in every mode", () => {
    for (const [version, links, least] of [["o1", first, 5], ["o2", second, 2]]) {
      for (const mode of ["masked", "structure", "reviewed"]) assert.ok(links.filter(({ expected }) => expected.mode === mode).length >= least, mode);
      for (const { payload } of links) assert.ok(payload.startsWith(`${version}.`), payload);
      assert.ok(links.some(({ payload }) => payload.startsWith(`${version}.mp.`)));
    }
    assert.ok(first.length >= 40, `found ${first.length}`);
    assert.equal(["v1", "v2"].flatMap((version) => readdirSync(inClone(`tests/links/${version}`))).length, kept.length * 2);
  });

  test("are read with the words that they were made with", () => {
    const sums = [words, more].map((dictionary) => createHash("sha256").update(dictionary).digest("hex"));
    assert.deepEqual(sums, ["6bacd1a228c2e81281145a4500c070f76b9d86c4eeb6bc6db06bbc71c154254d", "8bc93dddb9d7d4c2b81a82e00f1ab9ef1a54e2f70cdd2b999b0264d7152b0ffd"]);
  });

  for (const { name, payload, expected } of kept) {
    test(`${name} opens as it did`, async () => {
      let open = payload;
      if (expected.passphrase !== undefined) {
        opened(payload, (_, report) => assert.deepEqual(codes(report), ["link-locked"]));
        assert.equal(await decrypt(payload, `${expected.passphrase}.`), null);
        open = await decrypt(payload, expected.passphrase);
        assert.equal(open, unlockedByNode(payload, expected.passphrase));
      }
      opened(open, (analysis, report) => {
        assert.deepEqual(codes(report).filter((code) => code.startsWith("link-")), []);
        assert.equal(report.input.kind, "shared-link");
        assert.equal(report.masking.mode, expected.mode);
        assert.equal(report.masking.relative_times, expected.relative_times);
        const pastes = report.requests.map((_, index) => unpacked(sentAgain(analysis, index).join("")));
        assert.deepEqual(pastes, expected.pastes ?? [expected.paste]);
        // Of senders that are not known yet, a later version may know more.
        if (expected.events === undefined) return;
        assert.deepEqual(report.requests.map(({ method, url, host }, index) => ({ method, url: unpacked(address(analysis, index, url)), host })), expected.requests);
        assert.equal(analysis.eventCount, expected.events.length);
        assert.deepEqual(expected.events.map((_, index) => JSON.parse(analysis.event(index)).json), expected.events);
      });
    });
  }

  test("lead to the same as whole addresses, with a place behind them, and as pasted text", () => {
    const { payload } = kept.find(({ name }) => name === "mint-browser-masked");
    const read = (text) => opened(text, (_, report) => report);
    const expected = read(payload);
    for (const text of [`#${payload}`, `https://overshare.example/#${payload}`, `https://overshare.example/#${payload}/event-3/properties.url`, ` ${payload}\n`]) {
      assert.deepEqual(read(text), expected, text);
    }
    assert.deepEqual(JSON.parse(new overshare.Analysis(`https://overshare.example/#${payload}`).overview()).requests, expected.requests);
  });
});

/** The same as the page's `unlock`, with Node's own cryptography. */
function unlockedByNode(payload, passphrase) {
  const [version, flags, data] = payload.split(".");
  const bytes = Buffer.from(data, "base64url");
  const key = pbkdf2Sync(passphrase.normalize("NFC"), bytes.subarray(0, 16), 600_000, 32, "sha256");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(16, 28)).setAuthTag(bytes.subarray(-16));
  const plain = Buffer.concat([decipher.update(bytes.subarray(28, -16)), decipher.final()]);
  return signed(`${version}.${flags.replace("p", "")}.${plain.toString("base64url")}`);
}

/** A request like the sample's, around this many events of the generator. */
function requestWith(count) {
  const text = sample("mint-browser").toString("latin1");
  const head = text.slice(0, text.indexOf("\r\n\r\n") < 0 ? text.indexOf("\n\n") + 2 : text.indexOf("\r\n\r\n") + 4);
  return head + mintLikeUpload(count).body;
}

/** A link of somebody else's, in which nothing is masked, to this many requests of one phone with five events each. */
function linkOfSeveral(count) {
  const packed = new URLSearchParams(mintLikeUpload(count * 5).body).get("data_list");
  const events = JSON.parse(gunzipSync(Buffer.from(packed, "base64")));
  const head = JSON.stringify({
    request: true,
    method: "POST",
    address: "//sa.api.intl.miui.com/sa",
    query: [["project", "global_browser_mini"], ["r", "DE"]],
    headers: [
      ["content-type", "application/x-www-form-urlencoded"],
      ["user-agent", "Dalvik/2.1.0 (Linux; U; Android 9; Redmi Note 8 Build/EXAMPLE)"],
      ["connection", "Keep-Alive"],
      ["accept-encoding", "gzip"],
    ],
    form: [["gzip", "1"], ["data_list", null]],
    codings: "bg",
  });
  const requests = Array.from({ length: count }, (_, index) => `${index === 0 ? head : "{}"}\n${JSON.stringify(events.slice(index * 5, index * 5 + 5))}`);
  return linkOf(`{"g":"x","m":"m","exact":true}\n${requests.join("\n\n")}`, "m", "o2");
}

/** What other ways make of the same: a text for those that compress; the body, or the address without one, for CyberChef's. */
function lengths(paste, mode) {
  const analysis = new overshare.Analysis(paste);
  const choice = JSON.stringify({ mode });
  const payload = analysis.share(choice);
  const text = textIn(payload);
  const base64url = (bytes) => bytes.toString("base64url").length;
  const masked = analysis.masked(choice);
  const { requests } = JSON.parse(masked.overview());
  const bodies = requests.map((_, index) => sentAgain(masked, index)[1]);
  const all = {
    ours: payload.length,
    lz: lzString.compressToEncodedURIComponent(text).length,
    deflate: base64url(deflateRawSync(text, { level: 9 })),
    gzip: base64url(gzipSync(text, { level: 9 })),
    brotli: base64url(brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text) } })),
    base64: base64url(Buffer.from(bodies.join("\n"))),
  };
  const events = analysis.eventCount;
  masked.free();
  analysis.free();
  return { events, all };
}

const measured = [
  ...[1, 3, 10, 50].map((count) => [`made, ${count} event${count === 1 ? "" : "s"}`, () => requestWith(count)]),
  ...["mint-browser", "signing-in", "walk", "damaged", "web-page"].map((name) => [`sample \`${name}\``, () => sample(name)]),
  ...[2, 12, 40].map((count) => [`made, ${count} requests`, () => linkOfSeveral(count)]),
];

describe("lengths of links", () => {
  test("keep what is promised", () => {
    for (const mode of ["masked", "structure"]) {
      for (const [paste, most] of [[sample("mint-browser"), 1_000], [requestWith(10), 1_000], [requestWith(1), 300], [sample("web-page"), 300]]) {
        const { all: { ours } } = lengths(paste, mode);
        assert.ok(ours <= most, `${ours} characters, ${mode}, expected at most ${most}`);
      }
    }
    // Twelve uploads of one session fit into a message on Discord.
    const { events, all: { ours } } = lengths(linkOfSeveral(12), "masked");
    assert.equal(events, 60);
    assert.ok(ours <= 2_000, `${ours} characters`);
    assert.match(readFileSync(page, "utf8"), /\*\*Up to 2,000 characters\*\*.*\n  A masked link to 12 requests with 60 events of one session is no longer than that\./);
  });

  test("are what the page says, beside those of other ways", () => {
    const rows = measured.flatMap(([name, paste]) => ["masked", "structure"].map((mode) => {
      const { events, all } = lengths(paste(), mode);
      return [name, events, mode, ...Object.values(all)];
    }));
    const table = [
      "| Capture | Events | Mode | Link | lz-string | raw DEFLATE | gzip | Brotli 11 | Base64 of the body |",
      "|---|---:|---|---:|---:|---:|---:|---:|---:|",
      ...rows.map((row) => `| ${row.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en-GB") : cell)).join(" | ")} |`),
    ].join("\n");
    const between = /(<!-- Lengths, written by the test `links` -->\n\n)([^]*?)(\n\n<!-- End of the lengths -->)/;
    const text = readFileSync(page, "utf8");
    const stored = between.exec(text);
    assert.ok(stored, "expected a place for the lengths in docs/links.md");
    const close = (one, other) => one === other || Math.abs(one - other) <= 0.02 * other;
    const same = () => {
      const found = stored[2].split("\n").slice(2).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
      // Other versions of Node.js compress a little otherwise; our own package does not.
      return found.length === rows.length && rows.every((row, at) => row.every((cell, column) => {
        const there = found[at][column];
        return typeof cell === "string" ? cell === there : column <= 3 ? cell.toLocaleString("en-GB") === there : close(Number(there?.replaceAll(",", "")), cell);
      }));
    };
    if (process.env.UPDATE_EXPECT === "1") {
      if (!same() || stored[2].split("\n", 1)[0] !== table.split("\n", 1)[0]) writeFileSync(page, text.replace(between, (_, start, __, end) => `${start}${table}${end}`));
    } else {
      assert.ok(same(), `docs/links.md is out of date; UPDATE_EXPECT=1 writes:\n${table}`);
    }
  });
});

describe("what docs/links.md says", () => {
  let text;
  before(() => {
    text = readFileSync(page, "utf8");
  });

  test("of reading a link with Python works on every kept link", async () => {
    const [, program] = /```python\n([^]*?)```/.exec(text) ?? [];
    assert.ok(program, "expected a program in docs/links.md");
    assert.ok(program.trim().split("\n").filter((line) => line !== "").length <= 12);
    const python = await pythonWithSdk();
    const temporary = mkdtempSync(join(tmpdir(), "overshare-links-"));
    after(() => rmSync(temporary, { recursive: true, force: true }));
    const script = join(temporary, "read.py");
    writeFileSync(script, program);
    for (const { name, payload, expected } of kept) {
      if (expected.passphrase !== undefined) continue;
      const { stdout } = await run(python, [script, `https://overshare.example/#${payload}/event-1`], { cwd: inClone(""), env: { ...process.env, PYTHONIOENCODING: "utf-8" } });
      assert.equal(stdout, `${textIn(payload)}\n`, name);
      const [, ...records] = stdout.slice(0, -1).split("\n");
      for (const event of expected.events ?? []) assert.ok(records.join("\n").includes(event.trim()), `${name}: ${event.slice(0, 80)}`);
    }
    await assert.rejects(run(python, [script, kept[0].payload.replace(/.$/, (last) => (last === "A" ? "B" : "A"))], { cwd: inClone("") }));
  });

  test("of the head's members is what the core writes", () => {
    const told = [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const source = readFileSync(inClone("src/share/head.rs"), "utf8");
    const lists = [...source.matchAll(/-> \[Member; \d+\] \{([^]*?)\n\}/g)].map(([, list]) => list).join("");
    assert.deepEqual(told, [...lists.matchAll(/\(\s*"(\w+)",/g)].map(([, name]) => name));
    // In the second version each request has a head, the first of them below that of the whole.
    const heads = (text, isSecond) => text.split("\n\n").flatMap((part, index) => part.split("\n").slice(0, isSecond && index === 0 ? 2 : 1));
    const written = new Set(kept.filter(({ expected }) => expected.passphrase === undefined)
      .flatMap(({ payload }) => heads(textIn(payload), payload.startsWith("o2.")).slice(0, payload.startsWith("o2.") ? undefined : 1).flatMap((head) => Object.keys(JSON.parse(head)))));
    for (const name of written) assert.ok(told.includes(name), `${name} is not told`);
    assert.deepEqual(told.filter((name) => !written.has(name)), [], "no kept link has these members");
  });

  test("of the limits and of the passphrase is what the code has", () => {
    const core = ["link", "head", "version_2"].map((file) => readFileSync(inClone(`src/share/${file}.rs`), "utf8")).join("");
    const locks = readFileSync(inClone("www/passphrase.js"), "utf8");
    for (const [source, pattern, says] of [
      [core, /LONGEST: usize = 32_000;/, "32,000 characters"],
      [core, /TEXT: usize = 4 << 20;/, "4 MiB"],
      [core, /output: 16 << 20,/, "16 MiB"],
      [core, /nodes: 100_000,/, "100,000 values"],
      [core, /REQUESTS: usize = 1_000;/, "1,000 requests"],
      [core, /HEADS: usize = 4 << 20;/, "written out, at most 4 MiB"],
      [core, /CODINGS: usize = 4;/, "four codings"],
      [locks, /ROUNDS = 600_000;/, "600,000 rounds"],
      [locks, /SALT = 16;/, "16 bytes of salt"],
      [locks, /INITIAL = 12;/, "12 bytes of initial value"],
    ]) {
      assert.match(source, pattern);
      assert.ok(text.includes(says), `docs/links.md does not say “${says}”`);
    }
  });
});

/** Numbers in [0, 1) that look random and are the same in every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What opening a link may lead to at most, besides a report. */
function withinLimits(payload, name) {
  opened(payload, (analysis, report) => {
    assert.equal(report.counts.events, analysis.eventCount, name);
    assert.ok(analysis.eventCount <= 100_000, name);
    assert.ok(report.input.bytes <= 16 << 20, `${name}: a paste of ${report.input.bytes} bytes`);
    for (const { layers } of report.requests) assert.ok(layers.reduce((sum, { bytes_out: bytes }) => sum + bytes, 0) <= 24 << 20, name);
    if (analysis.eventCount > 0) assert.ok(JSON.parse(analysis.event(analysis.eventCount - 1)).fields.length <= 100_000, name);
    assert.ok(memory.buffer.byteLength <= 256 << 20, `${name}: ${memory.buffer.byteLength} bytes of memory`);
  });
}

describe("altered links", () => {
  const links = kept.map(({ payload }) => payload);
  const alphabet = "ABCXYZabcxyz0189-_.=+/%~#ö ";

  test("never throw, always give a report, and say what is wrong", () => {
    const next = random(1);
    const pick = (list) => list[Math.floor(next() * list.length)];
    const said = {};
    const ways = {
      cut: (link) => link.slice(0, Math.floor(next() * link.length)),
      beheaded: (link) => link.slice(1 + Math.floor(next() * (link.length - 1))),
      flipped: (link) => {
        const at = Math.floor(next() * link.length);
        return link.slice(0, at) + pick(alphabet) + link.slice(at + 1);
      },
      spliced: (link) => link.slice(0, Math.floor(next() * link.length)) + pick(links).slice(Math.floor(next() * 20)),
      doubled: (link) => link + pick(["", ".", "#", "/"]) + link,
    };
    for (let round = 0; round < 1_000; round += 1) {
      const way = pick(Object.keys(ways));
      const link = pick(links);
      const altered = ways[way](link);
      const name = `${way}: ${altered}`;
      withinLimits(altered, name);
      const found = opened(altered, (_, report) => codes(report).filter((code) => code.startsWith("link-")));
      // Some are whole again, or have a whole one in them.
      if (links.includes(altered.slice(altered.lastIndexOf("#") + 1).split("/")[0].trim())) continue;
      const [code = "none"] = found;
      assert.match(code, /^link-(cut|altered|newer|unknown|locked)$/, name);
      (said[way] ??= new Set()).add(code);
    }
    assert.deepEqual(Object.keys(said).sort(), Object.keys(ways).sort());
  });

  test("whose checksum was made to fit are read within the limits", () => {
    const next = random(2);
    const pick = (list) => list[Math.floor(next() * list.length)];
    const open = links.filter((link) => !/^o\d\.mp\./.test(link));
    let read = 0;
    for (let round = 0; round < 1_000; round += 1) {
      const [version, flags, data] = pick(open).split(".");
      const dictionary = dictionaries[version];
      let altered;
      if (round % 2 === 0) {
        const bytes = Buffer.from(data, "base64url");
        for (let times = 1 + Math.floor(next() * 3); times > 0; times -= 1) bytes[Math.floor(next() * bytes.length)] ^= 1 << Math.floor(next() * 8);
        altered = signed(`${version}.${flags}.${bytes.subarray(0, next() < 0.2 ? Math.floor(next() * bytes.length) : bytes.length).toString("base64url")}`);
      } else {
        // The text is altered and packed again, so that the head and the records are read.
        const text = inflateRawSync(Buffer.from(data, "base64url"), { dictionary });
        const other = Buffer.from(textIn(pick(open)));
        const at = Math.floor(next() * text.length);
        const mixed = pick([
          () => Buffer.concat([text.subarray(0, at), other.subarray(Math.floor(next() * other.length))]),
          () => Buffer.concat([text.subarray(0, at), text.subarray(at + Math.floor(next() * 9))]),
          () => (text.fill(pick([0, 10, 34, 44, 91, 92, 123, 125, 255]), at, at + 1), text),
          () => Buffer.concat([text.subarray(0, at), text.subarray(0, at), text.subarray(at)]),
        ])();
        altered = linkOf(mixed, pick([flags, flags, "m", "s", "r", "x", ""]), version);
      }
      withinLimits(altered, `round ${round}: ${altered}`);
      read += opened(altered, (_, report) => (codes(report).some((code) => code.startsWith("link-")) ? 0 : 1));
    }
    assert.ok(read > 100, `only ${read} were read at all`);
  });

  test("that were made to unpack to too much are read within the limits", () => {
    const head = (members) => `${JSON.stringify({ g: "x", m: "m", ...members })}\n`;
    const limit = 4 << 20;
    const made = {
      "text of the most bytes": [head({}) + " ".repeat(limit - head({}).length), null],
      "text of a byte more": [head({}) + " ".repeat(limit - head({}).length + 1), "link-limit"],
      "text without end": [head({}) + "a".repeat(64 << 20), "link-limit"],
      "many values": [`${head({})}[${"0,".repeat(1_500_000)}0]`, null],
      "many events": [`${head({ form: [["data_list", null]], codings: "bg" })}[${"{\"event\":\"a\",\"time\":1},".repeat(150_000)}{}]`, null],
      "a deep list": [head({}) + "[".repeat(1 << 20), null],
      "a deep head": [`{"g":"x","m":"m","query":${"[".repeat(100_000)}`, "link-altered"],
      "wrapped often": [`${head({ codings: "bgbg" })}${"[1]".repeat(1 << 20)}`, null],
      "wrapped too often": [`${head({ codings: "bgbgb" })}[1]`, "link-altered"],
      "Base64 that grows": [`${head({ codings: "bbbb" })}${"a".repeat(2 << 20)}`, null],
      "many parameters": [head({ query: Array.from({ length: 50_000 }, (_, at) => [`name${at}`, "x"]) }), null],
      "records in many places": [head({ form: Array.from({ length: 20 }, () => ["data_list", null]) }) + "%".repeat(3 << 20), "link-altered"],
      "no head": ["\n[1]", "link-altered"],
      "nothing": ["", "link-altered"],
    };
    const several = (first, again, count) => `{"g":"x","m":"m"}\n${first}${again.repeat(count - 1)}`;
    Object.assign(made, {
      "as many requests as there may be": [several("{}\n[{}]", "\n\n{}\n[{}]", 1_000), null, "o2"],
      "a request more": [several("{}\n[{}]", "\n\n{}\n[{}]", 1_001), "link-limit", "o2"],
      "requests without end": [several("{}", "\n\n{}", 1_000_000), "link-limit", "o2"],
      "a long head again and again": [several(`{"query":[["a","${"b".repeat(1 << 20)}"]]}`, "\n\n{}", 1_000), "link-limit", "o2"],
      "many parameters again and again": [several(JSON.stringify({ form: Array.from({ length: 4_000 }, () => ["", ""]) }), "\n\n{}", 1_000), "link-limit", "o2"],
      "many values in many requests": [several(`{}\n[${"0,".repeat(1_000)}0]`, `\n\n{}\n[${"0,".repeat(1_000)}0]`, 1_000), null, "o2"],
      "packed records in many requests": [several(`{"codings":"bgbg"}\n[${"0,".repeat(1_000)}0]`, `\n\n{}\n[${"0,".repeat(1_000)}0]`, 1_000), null, "o2"],
      "records in many places of many requests": [several(JSON.stringify({ query: [["a", null]], form: [["b", null]] }), "\n\n{}", 9), "link-altered", "o2"],
    });
    for (const [name, [text, code, version]] of Object.entries(made)) {
      const payload = linkOf(text, "m", version);
      withinLimits(payload, name);
      opened(payload, (_, report) => assert.deepEqual(codes(report).filter((one) => one.startsWith("link-")), code === null ? [] : [code], name));
    }
  });
});

/** What a reader of QR codes sees: dark modules on light ones, with a margin. */
function picture({ size, rows }, scale = 3) {
  const side = (size + 8) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < size * scale; y += 1) {
    for (let x = 0; x < size * scale; x += 1) {
      if (rows[Math.floor(y / scale)][Math.floor(x / scale)] === "1") pixels.fill(0, ((y + 4 * scale) * side + x + 4 * scale) * 4, ((y + 4 * scale) * side + x + 4 * scale) * 4 + 3);
    }
  }
  return [pixels, side, side];
}

describe("QR codes", () => {
  test("are read by another decoder as the same link", () => {
    const longest = "a".repeat(1_465);
    const texts = [...kept.map(({ payload }) => `https://overshare.example/#${payload}`), `https://overshare.example/#${kept[0].payload}/event-3/properties.url`, "a", longest];
    for (const text of texts.filter(({ length }) => length <= longest.length)) {
      const code = JSON.parse(overshare.qrCode(text));
      assert.equal(code.rows.length, code.size);
      assert.equal(jsQR(...picture(code), { inversionAttempts: "dontInvert" })?.data, text, text.slice(0, 80));
    }
    assert.ok(texts.length > 40);
  });

  test("are none where a text is too long", () => {
    for (const length of [1_466, 2_953, 32_000, 1_000_000]) assert.equal(overshare.qrCode("a".repeat(length)), "null");
    assert.equal(overshare.qrCode("ö".repeat(733)), "null");
  });
});
