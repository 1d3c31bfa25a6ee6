// Captures for the tests of what the page says about them. Nobody in them exists.

import { createHash } from "node:crypto";

const md5 = (text) => createHash("md5").update(text).digest("hex");

/** What the person of these captures could type. */
export const person = {
  account: "2718281828",
  browser: "4b7c1d52-93a0-4e1f-8c64-5d0e2f7a9b13",
  mail: "rosa.example@post.example",
  phone: "b3f1a90c27d4e865",
};

/** What nobody else may learn of the person whose evening it is. */
export const secrets = [person.account, person.browser, person.mail, person.phone, "headache for three days", "bank.example"];

/** The address of a page that carries another address, and in that an e-mail address. */
export const nested = `https://shop.example/login?next=${encodeURIComponent(`https://shop.example/return?cp=${encodeURIComponent(person.mail)}`)}`;

const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
const BEGIN = Date.UTC(2020, 4, 6, 17, 2, 4, 318);

const event = (name, at, properties, others = {}) => ({
  _track_id: 1000 + at / MINUTE,
  time: BEGIN + at,
  type: "track",
  distinct_id: person.browser,
  event: name,
  properties: {
    $lib: "Android",
    $lib_version: "3.2.10",
    $os: "Android",
    $os_version: "9",
    $manufacturer: "Xiaomi",
    $model: "Redmi Note 8",
    $app_version: "3.4.0",
    $carrier: "Example Telecom",
    $device_id: person.phone,
    uuid: person.browser,
    miui_region: "DE",
    system_language: "de_DE",
    $network_type: "WIFI",
    ...properties,
  },
  _flush_time: BEGIN + at + 2 * MINUTE,
  ...others,
});

/** Pages, searches, a sign-in and a pause of more than half an hour. */
export function evening({ later = 0, browser = person.browser, timeless = false } = {}) {
  const events = [
    event("page_load_event_start", later, { url: nested }),
    event("search", later + MINUTE, { used_searchengine: "google", search_word: "headache for three days", search_position: "navigation" }),
    event("youtube_search_op", later + 2 * MINUTE, { op: "search", search_word: "guitar lesson for beginners", page: "home" }),
    event("download_files", later + 80 * MINUTE, { op: "start", suffix: "pdf", url: "https://bank.example/statements/2020-04.pdf", type: "privacy" }),
    event("$SignUp", later + 82 * MINUTE, { device_hash: md5(person.phone), wobble: 7 }, {
      type: "track_signup", distinct_id: person.account, original_id: browser,
    }),
  ];
  const text = JSON.stringify(events).replaceAll(person.browser, browser);
  return timeless ? text.replace(/"(_flush_)?time":\d+,?/g, "").replaceAll(",}", "}") : text;
}

/** A pack that explains the field `wobble` of the capture above and an event, and one entry that has no business there. */
export const pack = JSON.stringify({
  name: "Wobble 1",
  fields: [
    { place: "properties", key: "wobble", label: "Wobble", category: "interaction", content: 1, meaning: "How much the phone wobbles.", grade: "C" },
    { place: "properties", key: "$device_id", label: "Harmless", category: "transport", meaning: "Nothing at all.", grade: "C" },
  ],
  events: [{ name: "wobbled", title: "You wobbled", category: "interaction", content: 1, meaning: "You moved the phone.", grade: "C" }],
}, null, 2);
