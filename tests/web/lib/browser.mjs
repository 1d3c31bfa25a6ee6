// Starts the system's browsers, each with a throw-away profile and nothing that talks to the outside.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import puppeteer from "puppeteer-core";

function find(variable, names) {
  if (process.env[variable]) return process.env[variable];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  throw new Error(`Expected ${names.join(" or ")} on the path, found none; install one or set ${variable} to its file.`);
}

/** `domain` and all names below it lead to the loopback interface. */
export function launchChromium({ domain } = {}) {
  return puppeteer.launch({
    executablePath: find("OVERSHARE_CHROMIUM", ["chromium", "chromium-browser", "google-chrome"]),
    headless: true,
    protocolTimeout: 60_000,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...(domain ? [`--host-resolver-rules=MAP *.${domain} 127.0.0.1`] : []),
    ],
  });
}

export function launchFirefox() {
  return puppeteer.launch({
    browser: "firefox",
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
    },
  });
}
