// Makes uploads of any size, shaped like the fixture `mint-like-android-gzip1`, with invented, varied values.

import { gzipSync } from "node:zlib";

import { javaHash } from "./independent.mjs";

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

const words = (
  "apple bicycle candle danube ember fjord garden harbor island jasmine kettle lantern meadow needle orchard " +
  "pebble quartz river saffron thistle umbrella violet willow xenon yarrow zephyr größe rösti 麻婆豆腐 crème"
).split(" ");

const SEED = 20200508;

/** `count` events as the JavaScript objects that the JSON is made of. Other seeds give other events of the same person. */
export function mintLikeEvents(count, seed) {
  let next = random(SEED);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const text = (length) => Array.from({ length }, () => pick(words)).join(" ");
  const hex = (length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join("");
  const person = `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  const device = hex(16);
  if (seed !== SEED) next = random(seed);
  let time = 1588600000000 + (seed - SEED) * 60_000;
  const kinds = [
    ["page_load_event_start", () => ({ url: `https://${pick(words.slice(0, 26))}.example/${hex(6)}?q=${pick(words.slice(0, 26))}` })],
    ["page_load_event_finish", () => ({ url: `https://${pick(words.slice(0, 26))}.example/${hex(6)}` })],
    ["search", () => ({
      used_searchengine: pick(["google", "yandex", "bing"]),
      search_position: pick(["navigation", "home"]),
      search_method: "input",
      search_word: text(1 + Math.floor(next() * 5)),
    })],
    ["youtube_search_op", () => ({ op: "search", search_word: text(2), search_type: pick(["1", "2"]), page: "home" })],
    ["download_files", () => ({ op: "start", suffix: "pdf", url: `https://files.example/${hex(12)}.pdf`, type: pick(["privacy", "general"]) })],
  ];
  return Array.from({ length: count }, () => {
    const [event, properties] = pick(kinds);
    time += Math.floor(next() * 60_000);
    return {
      _track_id: Math.floor(next() * 2 ** 32) - 2 ** 31,
      time,
      type: "track",
      distinct_id: person,
      lib: {
        $lib: "Android",
        $lib_version: "3.2.10",
        $app_version: "3.4.0",
        $lib_method: "code",
        $lib_detail: `miui.globalbrowser.common_business.g.i##a##SourceFile##${100 + Math.floor(next() * 40)}`,
      },
      event,
      properties: {
        $lib: "Android",
        $lib_version: "3.2.10",
        $os: "Android",
        $os_version: "9",
        $manufacturer: "Xiaomi",
        $model: "Redmi Note 8",
        $app_version: "3.4.0",
        $screen_width: 1080,
        $screen_height: 2340,
        $carrier: "Example Telecom",
        $device_id: device,
        uuid: person,
        internet_status: 1,
        platform: "AndroidApp",
        miui_version: "V11.0.0.0.EXAMPLE",
        miui_region: "DE",
        system_language: "de_DE",
        $wifi: next() < 0.7,
        $network_type: next() < 0.7 ? "WIFI" : "4G",
        ...properties(),
        $is_first_day: false,
      },
      _flush_time: time + 15_000,
    };
  });
}

/** An upload with this many events: the JSON text's size in bytes, and the form body. */
export function mintLikeUpload(count, seed = SEED) {
  const json = Buffer.from(JSON.stringify(mintLikeEvents(count, seed)));
  const payload = gzipSync(json).toString("base64");
  return {
    jsonBytes: json.length,
    body: `crc=${javaHash(payload)}&gzip=1&data_list=${encodeURIComponent(payload)}`,
  };
}

/**
 * The archive of a day, as messages with their responses below each other: uploads of such events, and between them
 * requests to other hosts.
 */
export function dayOfMessages({ uploads, events: count, others = 0, hosts = 1 }) {
  const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\r\n\r\n";
  const between = Math.ceil(others / uploads);
  const parts = [];
  for (let at = 0; at < uploads; at += 1) {
    const { body } = mintLikeUpload(count, SEED + at);
    const host = at % 3 === 2 ? "sa.api.intl.example" : "sa.api.intl.miui.com";
    parts.push(`POST /sa?project=global_browser_mini&r=DE HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n${answer}`);
    for (let other = at * between; other < Math.min(others, (at + 1) * between); other += 1) {
      parts.push(`GET /page/${other} HTTP/1.1\r\nHost: host-${other % hosts}.example\r\nAccept: */*\r\n\r\n${answer}`);
    }
  }
  return parts.join("");
}
