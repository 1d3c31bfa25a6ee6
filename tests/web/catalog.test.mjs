// All texts of the interface stand in one catalog, so that a second language is a file: shown with one that is made up.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import * as english from "../../www/strings/en.js";
import { launchChromium } from "./lib/browser.mjs";
import { evening } from "./lib/captures.mjs";
import { openPage, putInto } from "./lib/journey.mjs";
import { inClone } from "./lib/paths.mjs";
import { loadPackage } from "./lib/package.mjs";
import { pageFromSource, serveFolders, servePage } from "./lib/server.mjs";

let browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser?.close());

const textOf = (name) => name.split(".").reduce((found, step) => found[step], english);

/** The pages, with the part of the catalog that is theirs. */
for (const [page, part] of [["index.html", "page"], ["www/proof.html", "proofPage"]]) {
  test(`${page} says in English what the catalog says, and nothing else`, async () => {
    const site = await servePage();
    const tab = await browser.newPage();
    try {
      await tab.setJavaScriptEnabled(false);
      await tab.goto(`${site.origin}/${page}`);
      const { marked, attributes, loose } = await tab.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          // Without scripts nothing can be translated: what says so stays as it is.
          if (node.data.trim() !== "" && !node.parentElement.closest("[data-text], noscript, .before-start")) found.push(node.data.trim());
        }
        for (const element of document.querySelectorAll("body [aria-label], body [title], body [alt], body [placeholder]")) {
          if (!element.hasAttribute("data-text-of") && element.ariaLabel !== "Overshare") found.push(element.outerHTML);
        }
        return {
          marked: [...document.querySelectorAll("[data-text]")].map((element) => [element.dataset.text, element.innerHTML]),
          attributes: [...document.querySelectorAll("[data-text-of]")].map((element) => {
            const [attribute, name] = element.dataset.textOf.split(" ");
            return [name, element.getAttribute(attribute)];
          }),
          loose: found,
        };
      });
      assert.deepEqual(loose.filter((text) => text !== "Overshare"), []);
      const told = [...marked, ...attributes];
      for (const [name, text] of told) assert.equal(text, textOf(name), name);
      assert.deepEqual(Object.keys(english[part]).filter((key) => !told.some(([name]) => name === `${part}.${key}`)), []);
    } finally {
      await tab.close();
      await site.close();
    }
  });
}

test("no module says something that is not in the catalog", () => {
  const modules = ["www", "www/elements"].flatMap((folder) => readdirSync(inClone(folder)).filter((name) => name.endsWith(".js")).map((name) => `${folder}/${name}`));
  assert.ok(modules.length > 30);
  const said = modules.flatMap((module) => {
    const code = readFileSync(inClone(module), "utf8")
      .replace(/\/\*[^]*?\*\//g, "")
      .replace(/^\s*\/\/.*$/gm, "")
      // What is thrown is for us, and policies and selectors are for browsers.
      .replace(/new \w*(Error|LoadFailure)\([^\n]*/g, "");
    return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
      .map(([, plain, template]) => (plain ?? template).replace(/\$\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, " "))
      // Two words of prose: a capital or a small letter, then more of them, without the signs of code.
      .filter((text) => /(^|\s)[A-Za-z’]{2,}[,.:]? [a-z’]{2,}/.test(text) && !/[=;{}[\]<>#()]|--|px|\bvar\b|^[.\w-]+(, [.\w-]+)+$/.test(text))
      .map((text) => `${module}: ${text}`);
  });
  assert.deepEqual(said.filter((one) => !/: ([a-z]+(-[a-z]+)* )*[a-z]+(-[a-z]+)*$/.test(one) || /: [a-z]+ [a-z]+ [a-z]+ [a-z]+/.test(one)), []);
});

describe("a second language", () => {
  let folder;
  let site;
  let haystack;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "overshare-language-"));
    for (const part of ["www", "pkg"]) cpSync(inClone(part), join(folder, part), { recursive: true });
    writeFileSync(join(folder, "www/strings/eo.js"), [
      'import * as english from "./en.js";',
      // Every text between brackets; addresses and names of files are none.
      "const made = (told, key) => typeof told === 'string' ? (told.trim() === '' || key === 'url' || key === 'file' ? told : `⟦${told}⟧`)",
      "  : typeof told === 'function' ? (...given) => made(told(...given))",
      "  : Array.isArray(told) ? told.map((one) => made(one))",
      "  : told && typeof told === 'object' && !(told instanceof Node) ? Object.fromEntries(Object.entries(told).map(([name, one]) => [name, made(one, name)])) : told;",
      ...Object.keys(english).map((name) => `export const ${name} = made(english.${name}, "${name}");`),
    ].join("\n"));
    for (const [list, before, after] of [
      ["language.js", "{ en: 'en-GB' }", "{ en: 'en-GB', eo: 'de-DE' }"],
      ["text.js", "import * as en from './strings/en.js';", "import * as en from './strings/en.js';\nimport * as eo from './strings/eo.js';"],
      ["text.js", "{ en }", "{ en, eo }"],
    ]) {
      const file = join(folder, "www", list);
      const text = readFileSync(file, "utf8");
      assert.ok(text.includes(before), before);
      writeFileSync(file, text.replace(before, after));
    }
    writeFileSync(join(folder, "index.html"), pageFromSource());
    site = await serveFolders({ "/": folder });
    const { decode } = await loadPackage();
    const reports = [evening(), readFileSync(inClone("www/samples/mint-browser.txt"))].map((paste) => JSON.parse(decode(paste)));
    const strings = [];
    JSON.stringify(reports, (_, value) => {
      if (typeof value === "string") {
        strings.push(value);
        try { strings.push(decodeURIComponent(value)); } catch { /* It is no part of an address. */ }
      }
      return value;
    });
    const names = new Intl.DisplayNames("de-DE", { type: "language" });
    strings.push(evening(), JSON.stringify(JSON.parse(evening()), null, 2), names.of("de-DE"), new Intl.DisplayNames("de-DE", { type: "region" }).of("DE"));
    haystack = strings.join("\n").toLowerCase();
  });
  after(async () => {
    await site?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  /** Whether a text is what was sent, what the core says of it, or a date or size as the language writes them. */
  const isExempt = (text) => text.split(" › ").every((piece) => haystack.includes(piece.trim().toLowerCase())
    || !/\p{L}{2}/u.test(piece.replace(/\d+\. Mai 2020|\bUTC\b|\d k?B\b/g, "")));

  /** Texts that show and are not between brackets. */
  const untold = (tab) => tab.evaluate(() => {
    const found = [];
    // A text may be in pieces, with a word between them that can be pressed.
    const begun = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const block = element.closest("p, li, td, th, dt, dd, h2, h3, h4, caption, summary, label");
      const inside = begun.get(block) ?? 0;
      if (block) begun.set(block, inside + node.data.split("⟦").length - node.data.split("⟧").length);
      if (inside > 0) continue;
      if (!element.checkVisibility() || element.closest("time, .local-time, kbd, .command, masking-preview code, complaint-helper pre")) continue;
      if (/[⟦⟧]/.test(node.data) || !/\p{L}{2}/u.test(node.data)) continue;
      if (element.closest("[data-text]")) continue;
      found.push([node.data.trim(), element.outerHTML.slice(0, 200)]);
    }
    return found;
  });

  test("speaks everywhere in the page, but for what the core says and what was sent", async () => {
    const { tab, problems } = await openPage(browser, site.origin, {
      onTab: (page) => page.evaluateOnNewDocument(() => Object.defineProperty(navigator, "languages", { get: () => ["eo-XX", "en"] })),
    });
    try {
      await tab.setViewport({ width: 1280, height: 900 });
      assert.equal(await tab.evaluate(() => document.documentElement.lang), "eo");
      assert.match(await tab.title(), /^⟦.*⟧$/);
      const check = async (state) => {
        const texts = (await untold(tab)).filter(([text]) => !isExempt(text));
        assert.deepEqual(texts, [], state);
        for (const name of ["aria-label", "title", "placeholder"]) {
          const labels = await tab.$$eval(`[${name}]`, (all, attribute) => all.filter((one) => one.checkVisibility()).map((one) => one.getAttribute(attribute)), name);
          assert.deepEqual(labels.filter((label) => /\p{L}{2}/u.test(label) && !/[⟦⟧]/.test(label) && label !== "Overshare" && !isExempt(label)), [], `${state}, ${name}`);
        }
      };
      await tab.waitForSelector("reading-example table");
      assert.equal(await tab.$$eval("[data-text]", (all) => all.filter((one) => !/^⟦[^]*⟧$/.test(one.textContent)).length), 0);
      await check("before a paste");
      await putInto(tab, evening(), "⟦Captured request⟧");
      await tab.waitForFunction(() => /read/.test(document.querySelector("#status").textContent));
      await tab.evaluate(() => { for (const one of document.querySelectorAll("main details")) one.open = true; });
      await tab.waitForSelector("event-detail table");
      await check("with a capture");
      await tab.focus("#main");
      await tab.keyboard.press("?");
      await tab.waitForSelector("dialog[open]");
      await check("with the sheet of shortcuts");
      assert.deepEqual(problems, []);
    } finally {
      await tab.close();
    }
  });
});
