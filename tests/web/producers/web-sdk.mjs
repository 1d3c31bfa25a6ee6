// Runs the unmodified web SDK in a browser and lets it send everything it can send.
//
// Every property that these events define by themselves begins with `our_`; all the rest is made by the SDK.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { SITE_DOMAIN } from "../lib/browser.mjs";
import { decodeRequest, textAt } from "../lib/independent.mjs";
import { startRecorder } from "../lib/recorder.mjs";
import { serveFolders } from "../lib/server.mjs";

const sdkFolder = join(dirname(createRequire(import.meta.url).resolve("sa-sdk-javascript/package.json")), "dist/web");

/** The invented site that uses the SDK; the browser has to map its names to the loopback interface. */
export const recipesDomain = SITE_DOMAIN;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Crème “brûlée” &amp; 麻婆豆腐 🥘</title>
<body style="min-height: 5000px">
<h1>Recipes</h1>
<button id="open" class="recipe large" name="open">Open the “secret” recipe</button>
<a id="next" href="#next">Next &gt;</a>
<p data-sensors-exposure-event-name="our_recipe_seen" data-sensors-exposure-config-stay_duration="0"
   data-sensors-exposure-property-our_place="kitchen &amp; garden">Seen</p>
</body>
</html>`;

/** What the page does with the SDK. Runs in the browser, so it may use nothing from here. */
async function act({ options, plugins, script, server }) {
  const { default: sensors } = await import("/sdk/sensorsdata.es6.js");
  for (const [name, config] of plugins) {
    const { default: plugin } = await import(`/sdk/plugin/${name}/index.es6.js`);
    const functions = { encryptEvent: (data) => `sealed:${JSON.stringify(data).length}`, encryptSymmetricKeyWithPublicKey: () => "sealed-key" };
    sensors.use(plugin, name === "general-encryption" ? { ...config, encrypt_utils: functions } : config);
  }
  const serverUrl = Array.isArray(server) ? server : `${server}/sa?project=recipes`;
  sensors.init({ server_url: serverUrl, show_log: false, ...options });
  globalThis.sensors = sensors;
  const scripts = {
    everything() {
      sensors.registerPage({ our_section: "kitchen", our_visit: 3 });
      sensors.register({ our_plan: "free “forever”" });
      sensors.registerOnce({ our_first_seen: "2020-05-08" });
      sensors.quick("autoTrack", { our_from: "start" });
      sensors.track("our_recipe_opened", {
        our_title: "Crème brûlée “à l’ancienne” – 麻婆豆腐 🥘👩🏽‍🍳 مرحبا",
        our_price: 12.5,
        our_servings: 4,
        our_vegetarian: false,
        our_tags: ["sweet", "très bon", "🍮", ""],
        our_empty: "",
        our_opened: new Date(1588938227123),
        our_nested: { deep: { deeper: [1, { two: 2 }] } },
        our_nothing: null,
        our_list: [],
      });
      sensors.track("our_odd_text", {
        our_quotes: `"double" 'single' \\backslash\\ /slash/ <\/script>`,
        our_form: "a=1&b=2+3%2B%26 100%;?#",
        our_control: "\u0000\u0001\b\t\n\v\f\r\u001f\u007f\u2028\u2029\ufeff",
        our_half: "cut in the middle \ud83e",
        "our_größe": "groß",
        our_json: '{"not":"an object","n":1}',
        our_long: "é🍮".repeat(300),
      });
      sensors.track("our_numbers", {
        our_big: 9007199254740993,
        our_tenth: 0.1 + 0.2,
        our_huge: 1.7976931348623157e308,
        our_tiny: 5e-324,
        our_exponent: 1e21,
        our_minus_zero: -0,
        our_negative: -273.15,
        our_time: Date.now(),
      });
      sensors.identify("invented-anonymous-id");
      sensors.login("invented-user-7");
      sensors.bind("$identity_email", "maja.invented@example.com");
      sensors.unbind("$identity_email", "maja.invented@example.com");
      sensors.setProfile({ our_city: "Zürich", $name: "Maja Invented" });
      sensors.setOnceProfile({ our_joined: new Date(1588938227123) });
      sensors.appendProfile({ our_dishes: ["Rösti", "麻婆豆腐"] });
      sensors.incrementProfile({ our_cooked: 2 });
      sensors.unsetProfile(["our_city"]);
      sensors.setItem("our_recipe", "recipe-1", { our_name: "Rösti" });
      sensors.deleteItem("our_recipe", "recipe-1");
      sensors.track("our_own_time", { $time: new Date(1588938227000), $project: "other", $token: "invented-token" });
      sensors.deleteProfile();
      sensors.logout(true);
      sensors.track("our_last", {});
    },
    click() {
      sensors.quick("autoTrack");
      document.querySelector("#open").click();
      sensors.quick("trackHeatMap", document.querySelector("#next"), { our_extra: "yes" });
      history.pushState({}, "", "?second=page%20🥘");
      sensors.track("our_last", {});
    },
    short() {
      sensors.track("our_first", { our_text: "naïve 🍮", our_number: 1.5 });
      sensors.track("our_last", {});
    },
  };
  scripts[script]();
}

const everything = [
  "$pageview", "our_recipe_opened", "our_odd_text", "our_numbers", "$SignUp", "$BindID", "$UnbindID",
  "profile_set", "profile_set_once", "profile_append", "profile_increment", "profile_unset",
  "item_set", "item_delete", "our_own_time", "profile_delete", "our_last",
];

/** Ways in which the SDK sends, and the events (by name, else by type) that each must get through. */
const modes = {
  image: { options: { send_type: "image" }, script: "everything", events: everything },
  ajax: { options: { send_type: "ajax" }, script: "everything", events: everything },
  beacon: { options: { send_type: "beacon" }, script: "everything", events: everything },
  batch: { options: { batch_send: { send_interval: 300 } }, script: "everything", events: everything },
  debug: { options: { debug_mode: true, debug_mode_upload: true }, script: "short", events: ["our_first", "our_last"] },
  "two-servers": { options: { send_type: "image" }, servers: 2, script: "short", events: ["our_first", "our_last"] },
  "encrypted-cookie": { options: { send_type: "ajax", enc_cookie: true }, script: "short", events: ["our_first", "our_last"] },
  autotrack: {
    options: {
      send_type: "beacon",
      is_track_single_page: true,
      is_track_device_id: true,
      heatmap: { clickmap: "default", scroll_notice_map: "default", scroll_delay_time: 1, get_vtrack_config: false },
      preset_properties: { latest_landing_page: true, latest_referrer_host: true, latest_wx_ad_click_id: true },
    },
    plugins: [
      ["pageleave", {}], ["pageload", {}], ["session-event", {}], ["register-property-page-height", {}],
      ["exposure", { stay_duration: 0 }], ["utm", {}], ["channel-utm", {}], ["deeplink", {}],
    ],
    script: "click",
    query: "?utm_source=newsletter&utm_campaign=spring%20soup&utm_medium=mail&utm_term=r%C3%B6sti&utm_content=a",
    events: ["$pageview", "$WebClick", "$WebPageLoad", "our_recipe_seen", "our_last"],
    onLeaving: ["$WebPageLeave", "$WebStay"],
  },
  "instant-image": {
    options: { send_type: "image" },
    plugins: [["sf-instant-event", { instant_events: ["our_first"] }]],
    script: "short",
    events: ["our_first", "our_last"],
  },
  "instant-ajax": {
    options: { send_type: "ajax" },
    plugins: [["sf-instant-event", { instant_events: ["our_first"] }]],
    script: "short",
    events: ["our_first", "our_last"],
  },
  aes: {
    options: { send_type: "image" },
    plugins: [["aes-encryption", { k: "00112233445566778899aabbccddeeff", kid: 1, khash: "invented" }]],
    script: "short",
    sealed: 2,
  },
  sm: {
    options: { send_type: "ajax" },
    plugins: [
      ["sm-encryption", {
        pkv: 1,
        // The base point of the curve is a valid public key whose private key is 1.
        pub_key: "0432c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0",
      }],
    ],
    script: "short",
    sealed: 2,
  },
  general: {
    options: { send_type: "ajax" },
    plugins: [["general-encryption", { pkv: 2, pub_key: "invented" }]],
    script: "short",
    sealed: 2,
  },
};

/** A server under a name, because the SDK treats a bare address as a broken domain. */
const named = (host, server) => server.origin.replace("127.0.0.1", `${host}.${recipesDomain}`);

const nameOf = (event) => textAt(event, "event") ?? textAt(event, "type");

async function record(browser, site, name, mode) {
  const recorders = await Promise.all(Array.from({ length: mode.servers ?? 1 }, startRecorder));
  const context = await browser.createBrowserContext();
  try {
    const tab = await context.newPage();
    // The tab may be gone before its last dialog is answered.
    tab.on("dialog", (dialog) => dialog.accept().catch(() => {}));
    const problems = [];
    tab.on("pageerror", (error) => problems.push(String(error)));
    await tab.goto(`${named("www", site)}/recipes/${mode.query ?? ""}`, {
      referer: "https://www.google.com/search?q=invented+soup",
      referrerPolicy: "unsafe-url",
    });
    const origins = recorders.map((recorder, index) => named(`sa${index}`, recorder));
    await tab.evaluate(act, {
      options: mode.options,
      plugins: mode.plugins ?? [],
      script: mode.script,
      server: mode.servers ? origins.map((origin) => `${origin}/sa?project=recipes`) : origins[0],
    });
    const arrive = (expected) =>
      Promise.all(recorders.map((recorder) => {
        const missing = () => {
          if (mode.sealed) return recorder.requests.length < mode.sealed ? ["more sealed requests"] : [];
          const seen = new Set(recorder.requests.flatMap((request) => decodeRequest(request).events.map(nameOf)));
          return expected.filter((event) => !seen.has(event));
        };
        const describe = () => `${name}: ${missing().join(", ")}${problems.map((problem) => `; page says ${problem}`).join("")}`;
        return recorder.until(() => missing().length === 0, describe);
      }));
    await arrive(mode.events);
    if (mode.onLeaving) {
      await tab.goto("about:blank");
      await arrive(mode.onLeaving);
    }
    return recorders.flatMap((recorder) => recorder.requests).map((request) => ({ producer: `web ${name}`, request }));
  } finally {
    await context.close();
    await Promise.all(recorders.map((recorder) => recorder.close()));
  }
}

/** All requests that the SDK sends in all its modes, or in those named: `{ producer, request }`. */
export async function recordWebSdk(browser, only = Object.keys(modes)) {
  const site = await serveFolders({ "/sdk/": sdkFolder }, { "/recipes/": page });
  try {
    const recorded = [];
    for (const name of only) recorded.push(...(await record(browser, site, name, modes[name])));
    return recorded;
  } finally {
    await site.close();
  }
}
