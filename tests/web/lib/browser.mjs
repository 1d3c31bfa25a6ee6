// Starts the system's browsers, each with a throw-away profile and nothing that talks to the outside.
// Within a whole run they are borrowed from its pool, unless a test needs one that is started in its own way.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

import puppeteer from "puppeteer-core";
import { BidiElementHandle } from "puppeteer-core/internal/bidi/ElementHandle.js";
import { CdpElementHandle } from "puppeteer-core/internal/cdp/ElementHandle.js";
import { CdpPage } from "puppeteer-core/internal/cdp/Page.js";

import { allowCopying } from "./clipboard.mjs";
import { inClone } from "./paths.mjs";
import { POOL, borrow } from "./pool.mjs";

/** Names below this lead to this machine in every Chromium that files borrow. */
export const SITE_DOMAIN = "recipes.example";

/** Where Debian has the shell itself; on the path is a script that starts it and does not end it. */
const DEBIAN = "/usr/lib/chromium";

function lookFor(variable, names, folders = []) {
  if (process.env[variable]) return process.env[variable];
  const places = [...folders, ...(process.env.PATH ?? "").split(delimiter)];
  return places.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
}

function find(variable, names) {
  const file = lookFor(variable, names);
  if (file === undefined) throw new Error(`Expected ${names.join(" or ")} on the path, found none; install one or set ${variable} to its file.`);
  return file;
}

/**
 * Chromium's headless shell, where it is installed: the same engine without the windows of a browser around it, which
 * takes half the processor time. `whole` is the browser that readers have: with its own prefetching, prompts and downloads.
 *
 * `domain` and all names below it lead to the loopback interface; `fonts` is the only folder that fonts are taken from;
 * `log` is a file that tells what the network was asked for.
 */
export function launchChromium({ domain, fonts, log, whole = false } = {}) {
  const special = fonts || log || (domain && domain !== SITE_DOMAIN);
  if (process.env[POOL] && !special) return borrow(whole ? "wholeChromium" : "chromium");
  return startChromium({ domain, fonts, log, whole });
}

/** For the pool. */
export const chromiumForAll = () => startChromium({ domain: SITE_DOMAIN });
export const wholeChromiumForAll = () => startChromium({ domain: SITE_DOMAIN, whole: true });

async function startChromium({ domain, fonts, log, whole }) {
  const shell = whole ? undefined : lookFor("OVERSHARE_HEADLESS_SHELL", ["chromium-headless-shell", "chrome-headless-shell"], [DEBIAN]);
  const browser = await puppeteer.launch({
    env: { ...process.env, ...(fonts ? { FONTCONFIG_FILE: fontConfiguration(fonts) } : {}) },
    executablePath: shell ?? find("OVERSHARE_CHROMIUM", ["chromium", "chromium-browser", "google-chrome"]),
    headless: shell === undefined ? true : "shell",
    protocolTimeout: 60_000,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Pages of one site share a process; every other site still has one of its own.
      ...(shell === undefined ? [] : ["--renderer-process-limit=1"]),
      ...(domain ? [`--host-resolver-rules=MAP *.${domain} 127.0.0.1`] : []),
      ...(log ? [`--log-net-log=${log}`] : []),
    ],
  });
  if (shell !== undefined) await allowCopying(browser);
  return endedInTime(browser);
}

/** How long a browser may take to close, in milliseconds. */
const CLOSING = 15_000;

/** A browser that does not close when it is asked to is ended; by itself Puppeteer would wait for it for ever. */
function endedInTime(browser) {
  const close = browser.close.bind(browser);
  browser.close = async () => {
    const late = setTimeout(() => browser.process().kill("SIGKILL"), CLOSING);
    try {
      await close();
    } finally {
      clearTimeout(late);
    }
  };
  return browser;
}

/** A file that tells fontconfig of one folder and nothing of the machine's own fonts. */
function fontConfiguration(folder) {
  const target = inClone("target/fonts");
  mkdirSync(target, { recursive: true });
  writeFileSync(
    `${target}/fonts.conf`,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${folder}</dir>
<cachedir>${target}/cache</cachedir>
<match target="pattern">
${["sans-serif", "serif", "ui-serif", "monospace", "ui-monospace"].map((family) => `<test qual="all" name="family" compare="not_eq"><string>${family}</string></test>`).join("\n")}
<edit name="family" mode="append_last"><string>sans-serif</string></edit>
</match>
${Object.entries({ "sans-serif": "Sans", serif: "Serif", "ui-serif": "Serif", monospace: "Sans Mono", "ui-monospace": "Sans Mono" })
  .map(([family, font]) => `<alias><family>${family}</family><prefer><family>DejaVu ${font}</family></prefer></alias>`)
  .join("\n")}
</fontconfig>
`,
  );
  return `${target}/fonts.conf`;
}

/** Elements that can have a role. */
const bearers = {
  button: "button, summary",
  checkbox: "input",
  combobox: "select",
  heading: "h1, h2, h3, h4, h5, h6",
  searchbox: "input",
  tab: "",
  textbox: "textarea, input",
};

/**
 * Those elements within one that can have a role and a name.
 *
 * Both browsers compute the role and name of every element of a page, for every look anew, which takes them longer than
 * whatever else a test does. So they are asked for these elements alone.
 */
async function bearing(root, name, role) {
  const selector = [bearers[role], `[role="${role}"]`].filter(Boolean).join();
  const all = await root.evaluateHandle((within, some, wanted) => {
    const plain = (text) => text.replace(/\s+/g, "");
    /** What takes its name from several places is left to the browser. */
    const several = "[aria-label], [aria-labelledby], [title], [alt], input, select, textarea, object";
    const canBeNamed = (element) => {
      if (wanted === undefined || element.matches("[aria-labelledby]") || element.querySelector(several)) return true;
      const { ariaLabel, title, alt, placeholder, value, labels, textContent } = element;
      const said = [ariaLabel, title, alt, placeholder, value, textContent, ...[...(labels ?? [])].map((label) => label.textContent)];
      return said.some((text) => typeof text === "string" && plain(text).includes(plain(wanted)));
    };
    return [...within.querySelectorAll(some)].filter(canBeNamed);
  }, selector, name);
  const handles = [...(await all.getProperties()).values()].map((handle) => handle.asElement()).filter(Boolean);
  await all.dispose();
  return handles;
}

BidiElementHandle.prototype.queryAXTree = async function* (name, role) {
  const candidates = role in bearers ? await bearing(this, name, role) : [this];
  if (candidates.length === 0) return;
  const found = await this.frame.browsingContext.locateNodes(
    { type: "accessibility", value: { role, name } },
    candidates.map((candidate) => candidate.remoteValue()),
  );
  for (const node of found) yield BidiElementHandle.from(node, this.realm);
};

const queryAll = CdpElementHandle.prototype.queryAXTree;
CdpElementHandle.prototype.queryAXTree = async function* (name, role) {
  if (!(role in bearers)) {
    yield* queryAll.call(this, name, role);
    return;
  }
  for (const candidate of await bearing(this, name, role)) {
    // What has been taken out of the page meanwhile has none.
    const [node] = await this.client.send("Accessibility.getPartialAXTree", { objectId: candidate.id, fetchRelatives: false }).then(({ nodes }) => nodes, () => [{ ignored: true }]);
    if (!node.ignored && node.role.value === role && (name === undefined || node.name?.value === name)) yield candidate;
  }
};

const closePage = CdpPage.prototype.close;
/**
 * Closes a page, and asks again until it is closed: what Chromium is asked while it shows the next document is lost
 * (crbug.com/536385539), and Puppeteer waits for ever.
 */
CdpPage.prototype.close = async function () {
  const again = setInterval(() => closePage.call(this).catch(() => {}), 200);
  try {
    await closePage.call(this);
  } finally {
    clearInterval(again);
  }
};

/**
 * `preferences` are Firefox's own, such as `javascript.enabled`, which no command of its remote control switches;
 * `log` is the beginning of the names of files that tell which names were looked up.
 */
export function launchFirefox({ preferences = {}, log } = {}) {
  const special = Object.keys(preferences).length > 0 || log;
  return process.env[POOL] && !special ? borrow("firefox") : startFirefox({ preferences, log });
}

/** For the pool: one process for all pages, and none that is started for a page that may come. */
export const firefoxForAll = () => startFirefox({ preferences: {
  "dom.ipc.processCount": 1, "dom.ipc.processPrelaunch.enabled": false, "fission.webContentIsolationStrategy": 0,
} });

async function startFirefox({ preferences, log }) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    env: { ...process.env, ...(log ? { MOZ_LOG: "sync,nsHostResolver:5", MOZ_LOG_FILE: log } : {}) },
    executablePath: find("OVERSHARE_FIREFOX", ["firefox-esr", "firefox"]),
    headless: true,
    extraPrefsFirefox: {
      "app.normandy.enabled": false,
      "app.update.auto": false,
      "browser.safebrowsing.update.enabled": false,
      "datareporting.policy.dataSubmissionEnabled": false,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "services.settings.server": "http://127.0.0.1:9/",
      ...preferences,
    },
  });
  return endedInTime(browser);
}
