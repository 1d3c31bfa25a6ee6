// The gallery: it holds what the page and the package make today, and every kind in it works.
//
// `UPDATE_EXPECT=1 node --test tests/web/gallery.test.mjs` makes it and its pictures anew: look at them before they are committed.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { HtmlValidate } from "html-validate";

import { passesRules } from "./lib/axe.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { enginesWithTime } from "./lib/engines.mjs";
import { galleryPage, pictured, POLICY } from "./lib/gallery.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

const file = inClone("www/gallery.html");

let site;

before(async () => {
  // The colors and the shapes of the page, and nothing else of it.
  const [shapes] = /<svg class="sprite"[^]*?<\/svg>/.exec(readFileSync(inClone("index.html"), "utf8"));
  site = await serveFolders({ "/": inClone("") }, { "/blank.html": `<!doctype html><link rel="stylesheet" href="/www/style/base.css">${shapes}` });
});
after(() => site?.close());

/** Draws the picture of the gallery as the page does, with the fonts that the other pictures have. */
async function drawn() {
  const { Analysis } = await loadPackage();
  const masked = new Analysis(readFileSync(inClone("www/samples/mint-browser.txt"))).masked();
  const report = JSON.parse(masked.overview());
  const event = JSON.parse(masked.event(pictured.event - 1));
  const browser = await launchChromium({ fonts: inClone("tests/web/node_modules/dejavu-fonts-ttf/ttf") });
  try {
    const tab = await browser.newPage();
    await tab.goto(`${site.origin}/blank.html`);
    return await tab.evaluate(async ({ event, count }) => {
      const [{ shownOf, alternativeText }, { drawCapture, pngOf }, { embed: text, severity }] = await Promise.all(
        ["/www/embed-code.js", "/www/capture-picture.js", "/www/text.js"].map((address) => import(address)));
      const shown = shownOf(event, "telling");
      const caption = text.told("Xiaomi");
      const alternative = alternativeText([shown.title, ...shown.rows.map(({ label, value, severity: level }) => text.statement(label, value, severity[level]))], text.furtherFields);
      const drawing = drawCapture({ events: [shown], count, left: 0, caption, alternative, masked: true, theme: "light" });
      return { ...drawing, alt: alternative, png: [...new Uint8Array(await (await pngOf(drawing)).arrayBuffer())] };
    }, { event, count: report.counts.events });
  } finally {
    await browser.close();
  }
}

test("the gallery is what the page and the package make", async () => {
  const { svg, png, width, height, alt } = await drawn();
  const page = await galleryPage({ width, height, alt });
  if (process.env.UPDATE_EXPECT) {
    writeFileSync(file, page);
    writeFileSync(inClone(`${pictured.file}.svg`), svg);
    writeFileSync(inClone(`${pictured.file}.png`), new Uint8Array(png));
  }
  assert.equal(readFileSync(file, "utf8"), page);
  // What the picture says, not where each letter of it stands.
  const said = (drawing) => [...drawing.matchAll(/<(?:text|tspan|title|desc)[^>]*>([^<]*)/g)].map(([, words]) => words).join(" ").replace(/\s+/g, " ");
  assert.equal(said(readFileSync(inClone(`${pictured.file}.svg`), "utf8")), said(svg));
});

test("the gallery is valid HTML", async () => {
  const report = await new HtmlValidate({ extends: ["html-validate:standard"], rules: { "no-inline-style": "off" } }).validateFile(file);
  assert.deepEqual(report.results.flatMap(({ messages }) => messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`)), []);
});

for (const { name, launch, inBothBrowsers } of enginesWithTime) {
  describe(`the gallery in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    inBothBrowsers("shows every kind, at both widths, and passes axe", async () => {
      for (const width of [1100, 320]) {
        const tab = await browser.newPage();
        const faults = [];
        tab.on("pageerror", (error) => faults.push(error.message));
        await tab.evaluateOnNewDocument(() => {
          globalThis.violations = [];
          document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => globalThis.violations.push(`${violatedDirective} ${blockedURI}`));
        });
        await tab.setViewport({ width, height: 900 });
        await tab.goto(`${site.origin}/www/gallery.html`);
        assert.equal(await tab.$eval("meta[http-equiv=Content-Security-Policy]", (meta) => meta.content), POLICY);
        for (const element of await tab.$$("overshare-capture")) {
          await element.evaluate((one) => one.scrollIntoView());
          await tab.waitForFunction((one) => one.report, {}, element);
        }
        await tab.$eval("iframe", (one) => one.scrollIntoView());
        const frame = await tab.waitForFrame((one) => one.url().includes("/pkg/frame.html"));
        await frame.waitForFunction(() => document.querySelector("overshare-capture")?.shadowRoot?.querySelector("td"));
        // The frame has told how high it is.
        await tab.waitForFunction(() => document.querySelector("iframe").style.height.endsWith("px"));
        assert.ok(await tab.$eval("img", (image) => image.decode().then(() => image.naturalWidth > 600 && image.alt.includes("⟦search-1⟧"))));
        assert.match(await tab.$eval("overshare-capture[lang=de]", (element) => element.shadowRoot.textContent), /Felder filtern/);
        assert.ok(await tab.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), `scrolls sideways at ${width}`);
        if (name === "Chromium") await passesRules(tab, `${width} pixels wide`, null, { iframes: false });
        assert.deepEqual(await tab.evaluate(() => globalThis.violations), []);
        assert.deepEqual(faults, []);
        await tab.close();
      }
    });
  });
}
