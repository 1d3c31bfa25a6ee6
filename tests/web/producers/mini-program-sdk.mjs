// Runs the unmodified SDK for WeChat mini programs, with the least of WeChat around it that it asks for.
//
// Xiaomi's apps hold no such program; it is run because its names are the vendor's own.

import { request as send } from "node:http";
import { createRequire } from "node:module";

import { decodeRequest, textAt } from "../lib/independent.mjs";
import { startRecorder } from "../lib/recorder.mjs";

const phone = {
  brand: "Xiaomi", model: "Redmi Note 8", platform: "android", system: "Android 9", language: "de_DE",
  version: "8.0.20", SDKVersion: "2.19.4", deviceOrientation: "portrait", host: { env: "WeChat" },
  pixelRatio: 2.75, screenWidth: 393, screenHeight: 851, windowWidth: 393, windowHeight: 760,
};

const start = { path: "pages/recipes", query: { utm_source: "newsletter" }, scene: 1001 };

/** WeChat as far as the SDK needs it; requests go out over the loopback interface. */
function weChat(life) {
  const stored = new Map();
  const answer = (value) => ({ success, complete }) => {
    success?.(value);
    complete?.(value);
  };
  return {
    getAccountInfoSync: () => ({ miniProgram: { appId: "wx0000000000000000", version: "1.2.3", envVersion: "release" } }),
    getSystemInfo: answer(phone),
    getNetworkType: answer({ networkType: "wifi" }),
    getStorageSync: (key) => stored.get(key) ?? "",
    setStorageSync: (key, value) => stored.set(key, value),
    getStorage: ({ key, success, complete }) => answer({ data: stored.get(key) ?? "" })({ success, complete }),
    getLaunchOptionsSync: () => start,
    login() {},
    onAppShow: (listener) => { life.show = listener; },
    onAppHide: (listener) => { life.hide = listener; },
    onNetworkStatusChange() {},
    setNavigationBarTitle() {},
    request({ url, method = "GET", header = {}, data, success, complete }) {
      const outgoing = send(url, { method, headers: header }, (response) => {
        response.resume().on("end", () => answer({ statusCode: 200, data: {} })({ success, complete }));
      });
      outgoing.end(data);
    },
  };
}

/** Everything that one visit to a page of recipes makes the SDK send. */
function visit(sensors, life, page) {
  life.show(start);
  page.onLoad(start.query);
  page.onShow();
  sensors.track("our_recipe_opened", { our_title: "Rösti" });
  sensors.login("invented-user-7");
  sensors.bind("$identity_mobile", "+41000000000");
  sensors.unbind("$identity_mobile", "+41000000000");
  sensors.setProfile({ our_city: "Zürich" });
  sensors.incrementProfile({ our_cooked: 2 });
  sensors.appendProfile({ our_dishes: ["Rösti"] });
  page.onShareAppMessage({ from: "menu" });
  page.onAddToFavorites({});
  const button = { id: "open", dataset: { type: "button", content: "Open", name: "open" } };
  page.opened({ type: "tap", target: button, currentTarget: button, detail: {} });
  page.onHide();
  life.hide();
}

const events = [
  "$MPLaunch", "$MPShow", "$MPViewScreen", "our_recipe_opened", "$SignUp", "$BindID", "$UnbindID",
  "profile_set", "profile_set_once", "profile_increment", "profile_append",
  "$MPShare", "$MPAddFavorites", "$MPClick", "$MPPageLeave", "$MPHide",
];

const namesOf = (request) =>
  decodeRequest(request).events.map((event) => textAt(event, "event") ?? textAt(event, "type"));

/** All requests that the SDK sends: `{ producer, request }`. */
export async function recordMiniProgramSdk() {
  const recorder = await startRecorder();
  const before = Object.keys(globalThis);
  try {
    const life = {};
    const page = { onLoad() {}, onShow() {}, onHide() {}, opened() {}, onAddToFavorites: () => ({}), onShareAppMessage: () => ({ path: "pages/recipes" }) };
    Object.assign(globalThis, {
      wx: weChat(life),
      App() {},
      Page() {},
      Component() {},
      getCurrentPages: () => [{ ...page, route: "pages/recipes" }],
    });
    const sensors = createRequire(import.meta.url)("sa-sdk-miniprogram");
    sensors.setPara({
      server_url: `${recorder.origin}/sa?project=recipes`,
      batch_send: false,
      autoTrack: { appLaunch: true, appShow: true, appHide: true, pageShow: true, pageShare: true, mpClick: true, mpFavorite: true, pageLeave: true },
    });
    globalThis.App({});
    globalThis.Page(page);
    sensors.init();
    visit(sensors, life, page);
    const missing = () => {
      const seen = new Set(recorder.requests.flatMap(namesOf));
      return events.filter((event) => !seen.has(event));
    };
    await recorder.until(() => missing().length === 0, () => missing().join(", "));
    return recorder.requests.map((request) => ({ producer: "mini program", request }));
  } finally {
    for (const name of Object.keys(globalThis)) if (!before.includes(name)) delete globalThis[name];
    await recorder.close();
  }
}
