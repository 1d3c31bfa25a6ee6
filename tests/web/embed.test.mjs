// The element in articles of others: what it loads and when, what its attributes do, what it is given that it cannot
// read, what styles and policies around it do.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { passesRules } from "./lib/axe.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { evening, person } from "./lib/captures.mjs";
import { contrast } from "./lib/color.mjs";
import { engines } from "./lib/engines.mjs";
import { shown, troubled, upgraded } from "./lib/figures.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { listen, serveFolders } from "./lib/server.mjs";

/** The policy that docs/embedding.md asks of a page. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'; style-src 'self'; img-src 'self'";

const SCRIPT = '<script type="module" src="/www/embed.js"></script>';

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** Text of the capture that turns into markup wherever it is taken for such. */
const hostile = JSON.stringify([{
  type: "track", event: "search", time: 1588600000000, distinct_id: "x",
  properties: {
    search_word: "</script><img src=x onerror=document.title='owned'><script>document.title='owned'</script>",
    ["</td></table><h1 style=position:fixed;inset:0>over</h1>"]: "javascript:document.title='owned'",
    $title: "Z\u0351\u036f\u0310".repeat(400), note: "\u202egnp.exe\u2066", url: "javascript:document.title='owned'",
  },
}]);

let site;
let elsewhere;
let overshare;
let payload;
let figure;
/** Pages of the site by address; a test adds its own. */
const pages = {};
/** Addresses that were asked for since the last test began. */
let asked = [];

const article = (body, { head = "", script = SCRIPT, lang = "en" } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">${head}<meta name="viewport" content="width=device-width"><title>An article</title></head>` +
  `<body><main><h1>What my phone told</h1><p id="before">Before.</p>${body}<p id="after">After.</p></main>${script}</body></html>`;

const embed = (attributes = `src="${payload}"`, content = figure) => `<overshare-capture ${attributes}>\n${content}</overshare-capture>`;

before(async () => {
  overshare = await loadPackage();
  const analysis = new overshare.Analysis(evening());
  payload = analysis.share();
  figure = new TextDecoder().decode(analysis.export("figure", JSON.stringify({ figure: { page: "https://overshare.example/" } })));
  site = await serveFolders({ "/www/": inClone("www/"), "/pkg/": inClone("pkg/") }, pages, ({ url }) => asked.push(url));
  elsewhere = await listen((request, response) => {
    asked.push(`elsewhere ${request.url}`);
    response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end(evening());
  });
});
after(async () => {
  await site?.close();
  await elsewhere?.close();
});

for (const { name, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
  describe(`an article in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /** Opens an article in a tab of its own, which must not report any fault of a script. */
    const reading = async (html, act, { width = 900, settings = async () => {}, blocked = /^$/ } = {}) => {
      const tab = await browser.newPage();
      const faults = [];
      tab.on("pageerror", (error) => faults.push(error.message));
      try {
        await tab.setViewport({ width, height: 800 });
        await settings(tab);
        asked = [];
        pages["/article.html"] = html;
        await tab.goto(`${site.origin}/article.html`);
        await act(tab);
        // Firefox reports what was blocked as if a script had failed.
        assert.deepEqual(faults.filter((fault) => !blocked.test(fault)), []);
      } finally {
        await tab.close();
      }
    };
    const core = () => asked.filter((url) => url.startsWith("/pkg/")).sort();

    inBothBrowsers("opens a figure in its place, with the fields that it showed", () =>
      reading(article(embed()), async (tab) => {
        await upgraded(tab);
        const { captions, fields, link, caption } = await shown(tab);
        const still = await tab.$$eval("overshare-capture > figure tbody tr td code", (codes) => codes.map((code) => code.textContent));
        assert.deepEqual(fields, still.filter((path) => fields.includes(path)));
        assert.equal(fields.length, await tab.$$eval("overshare-capture > figure tbody tr", (rows) => rows.length));
        assert.match(captions[0], /^Event \d of 5: /);
        assert.match(link, /\/event-\d$/);
        assert.equal(link.slice(0, -"/event-1".length), `https://overshare.example/#${payload}`);
        assert.match(caption, /^What one request tells/);
        assert.match(caption, /hidden values/);
        for (const secret of Object.values(person)) assert.ok(!(await tab.content()).includes(secret));
      }));

    inFirefoxWithTime("loads the core when a figure comes near, and not before", () =>
      reading(article(`<div style="height: 6000px"></div>${embed()}`), async (tab) => {
        await tab.waitForFunction(() => customElements.get("overshare-capture"));
        // Two frames later an observer has told what is in view.
        await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        assert.deepEqual(core(), []);
        assert.equal((await shown(tab)).isUpgraded, false);
        await tab.$eval("#after", (element) => element.scrollIntoView());
        await upgraded(tab);
        assert.deepEqual(core(), ["/pkg/reader/overshare.js", "/pkg/reader/overshare_bg.wasm"]);
      }));

    inChromium("loads it for somebody who turns to a figure by keyboard", () =>
      reading(article(`<div style="height: 6000px"></div>${embed()}`), async (tab) => {
        await tab.waitForFunction(() => customElements.get("overshare-capture"));
        await tab.$eval("overshare-capture a", (link) => link.focus({ preventScroll: true }));
        await upgraded(tab);
      }));

    inChromium("loads one core and starts one worker for ten figures", () =>
      reading(article(Array.from({ length: 10 }, (_, index) => embed(`src="${payload}" event="${index % 5 + 1}"`)).join("")), async (tab) => {
        for (let index = 0; index < 10; index += 1) {
          await tab.$$eval("overshare-capture", (all, which) => all[which].scrollIntoView(), index);
        }
        await upgraded(tab, 10);
        assert.deepEqual(core(), ["/pkg/reader/overshare.js", "/pkg/reader/overshare_bg.wasm"]);
        assert.equal(tab.workers().length, 1);
      }));

    inChromium("reads a capture of several requests and leads to it", () => {
      const several = readFileSync(inClone("tests/links/v2/uploads-masked.txt"), "utf8").trim();
      const page = 'page="https://other.example/o.html"';
      const linked = figure.replaceAll(payload, several);
      return reading(article([
        embed(`src="${several}" event="60" ${page}`),
        embed(`src="https://overshare.example/#${several}" event="60" ${page}`),
        embed(`src="${several}" event="60"`, linked),
      ].join("")), async (tab) => {
        for (let index = 0; index < 3; index += 1) await tab.$$eval("overshare-capture", (all, which) => all[which].scrollIntoView(), index);
        await upgraded(tab, 3);
        const all = await tab.$$eval("overshare-capture", (elements) => elements.map(({ shadowRoot }) => [
          shadowRoot.querySelector("caption").textContent.slice(0, 14), [...shadowRoot.querySelectorAll("a")].map(({ href }) => href).find((href) => href.includes("#o")),
        ]));
        assert.deepEqual(all, [
          ["Event 60 of 60", `https://other.example/o.html#${several}`],
          ["Event 60 of 60", `https://other.example/o.html#${several}`],
          ["Event 60 of 60", `https://overshare.example/#${several}/event-2`],
        ]);
      });
    });

    inChromium("shows what the attributes ask for, now and when they change", () =>
      reading(article(embed(`src="${payload}" event="2" fields="properties.search_word $device_id" open caption="Mine & <b>yours</b>" theme="dark" page="https://other.example/o.html"`)), async (tab) => {
        await upgraded(tab);
        const first = await shown(tab);
        assert.deepEqual(first.fields, ["properties.search_word", "properties.$device_id"]);
        assert.match(first.captions[0], /^Event 2 of 5: /);
        assert.equal(first.open, 2);
        assert.match(first.caption, /^Mine & <b>yours<\/b>/);
        assert.equal(first.link, `https://other.example/o.html#${payload}`);
        assert.equal(first.isDark, true);
        await tab.$eval("overshare-capture", (element) => {
          element.setAttribute("event", "all");
          element.setAttribute("theme", "light");
          element.setAttribute("lang", "de");
          element.removeAttribute("open");
        });
        const all = await shown(tab);
        assert.equal(await tab.$eval("overshare-capture", (element) => element.shadowRoot.querySelectorAll("figure > div > details").length), 5);
        assert.equal(all.isDark, false);
        assert.match(all.status, /^\d+ von \d+ Feldern$/);
        await tab.$eval("overshare-capture", (element) => {
          element.setAttribute("event", "77");
          element.setAttribute("fields", "all");
        });
        assert.equal((await shown(tab)).fields.length, 21);
        await tab.$eval("overshare-capture", (element) => element.setAttribute("src", "o1.m.broken.x"));
        await troubled(tab);
        await tab.$eval("overshare-capture", (element, good) => element.setAttribute("src", good), payload);
        await upgraded(tab);
      }));

    inBothBrowsers("lets a reader choose an event, filter its fields and open one, by keyboard alone", () =>
      reading(article(embed()), async (tab) => {
        await upgraded(tab);
        const chooser = await tab.$("overshare-capture >>> select");
        await chooser.focus();
        await chooser.select("2");
        assert.match((await shown(tab)).captions[0], /^Event 3 of 5: /);
        await tab.keyboard.press("Tab");
        await tab.keyboard.type("android");
        const { fields, status } = await shown(tab);
        assert.ok(fields.includes("properties.$device_id"));
        assert.match(status, new RegExp(`^${fields.length} of \\d+ fields$`));
        await tab.keyboard.press("Tab");
        await tab.keyboard.press("Enter");
        assert.equal((await shown(tab)).open, 1);
        await (await tab.$("overshare-capture >>> input")).focus();
        await tab.keyboard.type(" and nothing like it");
        assert.deepEqual((await shown(tab)).fields, []);
        for (let index = 0; index < 30; index += 1) await tab.keyboard.press("Backspace");
        const button = await tab.$("overshare-capture >>> button");
        await button.focus();
        await tab.keyboard.press("Enter");
        assert.ok((await shown(tab)).fields.length > 20);
        // Whoever pressed it is still there.
        assert.equal(await tab.$eval("overshare-capture", (element) => element.shadowRoot.activeElement.localName), "button");
      }));

    inChromium("reads a capture from wherever it may be given", async () => {
      const body = evening();
      const json = (value) => `<script type="application/json">${JSON.stringify(value).replaceAll("<", "\\u003c")}</script>`;
      for (const [what, html] of [
        ["a whole link", embed(`src="https://overshare.example/index.html#${payload}"`)],
        ["a file of the site", embed('src="www/samples/mint-browser.txt"')],
        ["captured text", embed(`data="${escaped(body)}"`)],
        ["a body in JSON", embed("", json(JSON.parse(body)) + figure)],
        ["a text in JSON", embed("", json(readFileSync(inClone("www/samples/mint-browser.txt"), "utf8")) + figure)],
        ["a link in JSON", embed("", json(payload) + figure)],
      ]) {
        await reading(article(html), async (tab) => {
          await upgraded(tab);
          assert.match((await shown(tab)).captions[0], /^Event \d+ of \d+: /, what);
        });
      }
    });

    inChromium("keeps the figure and says one line where nothing can be read", async () => {
      pages["/long.txt"] = "x".repeat(5 << 20);
      for (const [html, said] of [
        [embed(""), /expected one in src/],
        [embed(`src="${payload.slice(0, -3)}xyz"`), /expected .* found/],
        [embed('src="nowhere.txt"'), /could not be loaded \(HTTP 404\)/],
        [embed('src="long.txt"'), /at most 4 MiB/],
        [embed('src="/www/embed/element.js"'), /found none that can be read/],
        [embed(`src="${elsewhere.origin}/capture.txt"`), /an address elsewhere/],
        [embed('src="javascript:alert(1)"'), /an address elsewhere/],
        [embed(`src="${payload.slice(0, -3)}xyz" lang="de"`), /^Overshare kann/],
      ]) {
        await reading(article(html), async (tab) => {
          await troubled(tab);
          const { trouble } = await shown(tab);
          assert.match(trouble, said);
          // The figure is still what is seen, since it stands in the slot.
          assert.ok(await tab.$eval("overshare-capture > figure td", (cell) => cell.checkVisibility() && cell.getBoundingClientRect().height > 10));
          assert.equal(await tab.$eval("overshare-capture", (element) => element.shadowRoot.querySelectorAll("p").length), 1);
        });
        assert.ok(!asked.some((url) => url.startsWith("elsewhere")), "another server was asked");
      }
    });

    inFirefoxWithTime("lets a hostile capture neither run, nor lie on the article, nor grow without bound", async () => {
      await reading(article(embed(`data="${escaped(hostile)}" fields="all" open`)), async (tab) => {
        await upgraded(tab);
        assert.equal(await tab.title(), "An article");
        const found = await tab.$eval("overshare-capture", (element) => ({
          strange: element.shadowRoot.querySelectorAll("script, img, h1, [style], [onerror], a[href^='javascript']").length,
          text: element.shadowRoot.textContent,
          contain: getComputedStyle(element).contain,
        }));
        assert.equal(found.strange, 0);
        assert.ok(found.text.includes("<img src=x onerror="));
        assert.ok(found.text.includes("⟨U+202E⟩gnp.exe"));
        assert.ok(!/[\u202a-\u202e\u2066-\u2069]/.test(found.text));
        assert.match(found.contain, /paint/);
        // What is stacked on letters is cut off at the edge of the figure.
        const after = await tab.$eval("#after", (element) => {
          const { left, top } = element.getBoundingClientRect();
          scrollBy(0, top - 300);
          return document.elementFromPoint(left + 5, element.getBoundingClientRect().top + 5) === element;
        });
        assert.ok(after);
      });
      const many = JSON.stringify(Array.from({ length: 3000 }, (_, index) => ({
        type: "track", event: `e${index}`, time: 1588600000000 + index, distinct_id: "x", properties: Object.fromEntries(Array.from({ length: 9 }, (_, field) => [`f${field}`, "v".repeat(300)])),
      })));
      await reading(article(embed(`data="${escaped(many.slice(0, 4 << 20))}" event="all" fields="all"`)), async (tab) => {
        await upgraded(tab);
        assert.ok(await tab.$eval("overshare-capture", (element) => element.shadowRoot.querySelectorAll("*").length) < 2000);
      });
    });

    inBothBrowsers("neither takes the article's style nor leaks its own", async () => {
      const style = `<style>
        * { color: rgb(0, 128, 0) !important; border: 3px solid red !important; float: right !important; position: relative; text-transform: uppercase; letter-spacing: 9px; }
        table, figure { display: none !important; }
        td, th, button, select, input, a { background: yellow !important; font-size: 60px !important; text-align: center; }
        body { text-align: right; line-height: 4; word-spacing: 30px; white-space: pre; font-style: italic; font-family: monospace; }
      </style>`;
      const looks = (tab) => tab.$eval("overshare-capture", (element) => ["table", "td", "th", "button", "figcaption", "code"].map((selector) => {
        const computed = getComputedStyle(element.shadowRoot.querySelector(selector));
        return ["display", "float", "position", "textTransform", "letterSpacing", "wordSpacing", "textAlign", "fontStyle", "fontSize", "backgroundColor", "borderLeftWidth", "lineHeight", "visibility"].map((property) => computed[property]).join(" ");
      }));
      let plain;
      // The size is the article's to give; everything else is not.
      const size = '<style>overshare-capture { font-size: 16px !important; }</style>';
      await reading(article(embed(), { head: size }), async (tab) => {
        await upgraded(tab);
        plain = await looks(tab);
      });
      await reading(article(embed(), { head: style + size }), async (tab) => {
        await upgraded(tab);
        assert.deepEqual(await looks(tab), plain);
        assert.equal(await tab.$eval("overshare-capture", (element) => getComputedStyle(element.shadowRoot.querySelector("td")).fontFamily), "monospace");
        assert.equal(await tab.$eval("overshare-capture", (element) => getComputedStyle(element.shadowRoot.querySelector("td")).color), "rgb(0, 128, 0)");
      });
      const host = '<table id="own"><tr><td>1</td></tr></table><code>x</code><button>y</button>';
      const before = (tab) => tab.$$eval("#own, #own td, main > code, main > button, #after, h1", (all) => all.map((one) => JSON.stringify({ ...getComputedStyle(one) })));
      let without;
      await reading(article(host, { script: "" }), async (tab) => {
        without = await before(tab);
      });
      await reading(article(host + embed()), async (tab) => {
        await upgraded(tab);
        const widths = (all) => all.map((one) => one.replace(/"perspective-?[oO]rigin":"[^"]*",?|"transform-?[oO]rigin":"[^"]*",?/g, ""));
        assert.deepEqual(widths(await before(tab)), widths(without));
      });
    });

    inChromium("takes hints from the article through properties and classes", () =>
      reading(article(embed(`src="${payload}" class="overshare-plain overshare-compact"`), { head: "<style>main { --overshare-accent: rgb(1, 2, 3); --overshare-background: rgb(4, 5, 6); }</style>" }), async (tab) => {
        await upgraded(tab);
        const [link, background, border] = await tab.$eval("overshare-capture", (element) => [
          getComputedStyle(element.shadowRoot.querySelector("a")).color,
          getComputedStyle(element.shadowRoot.querySelector("figure")).backgroundColor,
          getComputedStyle(element.shadowRoot.querySelector("figure")).borderLeftWidth,
        ]);
        assert.deepEqual([link, background, border], ["rgb(1, 2, 3)", "rgb(4, 5, 6)", "0px"]);
      }));

    inFirefoxWithTime("is dark where the article is, however that is said", async () => {
      for (const [head, isDark] of [
        ["<style>body { background: #fff; color: #222 }</style>", false],
        ["<style>body { background: #111; color: #ddd }</style>", true],
        ["<style>body { background: #111; color: oklch(0.9 0.02 250) }</style>", true],
        ["<style>:root { color-scheme: dark }</style>", true],
      ]) {
        await reading(article(embed(), { head }), async (tab) => {
          await upgraded(tab);
          assert.equal((await shown(tab)).isDark, isDark, head);
        });
      }
      await reading(article(embed(), { head: "<style>.night { background: #111; color: #ddd }</style>" }), async (tab) => {
        await upgraded(tab);
        await tab.evaluate(() => document.body.classList.add("night"));
        await tab.waitForFunction(() => document.querySelector("overshare-capture").shadowRoot.firstElementChild.classList.contains("dark"));
      });
    });

    inChromium("is dark where something around it has become dark", () =>
      reading(article(`<div id="around">${embed()}</div>`, { head: "<style>.night { background: #111; color: #ddd }</style>" }), async (tab) => {
        await upgraded(tab);
        await tab.$eval("#around", (element) => element.classList.add("night"));
        await tab.waitForFunction(() => document.querySelector("overshare-capture").shadowRoot.firstElementChild.classList.contains("dark"));
      }));

    inChromium("can be read in a theme of its own, and in colors that the article sets", async () => {
      for (const [attributes, head] of [
        ['theme="dark"', ""],
        ['theme="light"', "<style>body { background: #111; color: #ddd }</style>"],
        ["", "<style>main { --overshare-color: #eee; --overshare-background: #111 }</style>"],
      ]) {
        await reading(article(embed(`src="${payload}" ${attributes}`), { head }), async (tab) => {
          await upgraded(tab);
          const [ground, ...colors] = await tab.$eval("overshare-capture", ({ shadowRoot }) => {
            const color = (selector, property) => {
              const numbers = getComputedStyle(shadowRoot.querySelector(selector))[property].match(/\d+/g).slice(0, 3);
              return `#${numbers.map((one) => Number(one).toString(16).padStart(2, "0")).join("")}`;
            };
            return [color("figure", "backgroundColor"), ...["td", ".severity", "a", "summary"].map((one) => color(one, "color"))];
          });
          for (const color of colors) assert.ok(contrast(color, ground) >= 4.5, `${color} on ${ground}, ${attributes} ${head}`);
        });
      }
    });

    inChromium("is seen where what it stands in is seen, and nowhere else", () =>
      reading(article(`<a id="under" href="#x" style="position:absolute;inset:0 0 auto;height:600px">x</a><div id="panel" style="position:absolute;inset:0;visibility:hidden">${embed()}</div>`), async (tab) => {
        await upgraded(tab);
        const found = await tab.evaluate(() => {
          const element = document.querySelector("overshare-capture");
          const { left, top, width } = element.getBoundingClientRect();
          return [document.elementFromPoint(left + width / 2, top + 100).id, element.shadowRoot.querySelector("td").checkVisibility({ visibilityProperty: true })];
        });
        assert.deepEqual(found, ["under", false]);
      }));

    inChromium("leaves the reader where they are, whatever is changed around them", () =>
      reading(article(embed()), async (tab) => {
        await upgraded(tab);
        await (await tab.$("overshare-capture >>> select")).select("2");
        await (await tab.$("overshare-capture >>> input")).focus();
        await tab.evaluate(() => {
          globalThis.heard = [];
          for (const type of ["keydown", "keypress", "keyup"]) document.addEventListener(type, ({ key }) => globalThis.heard.push(key));
        });
        await tab.keyboard.type("android");
        const before = await shown(tab);
        assert.match(before.captions[0], /^Event 3 of 5: /);
        await tab.$eval("overshare-capture", (element) => element.setAttribute("theme", "dark"));
        assert.deepEqual(await shown(tab), { ...before, isDark: true });
        assert.equal(await tab.$eval("overshare-capture", (element) => element.shadowRoot.activeElement.localName), "input");
        // A page with keys of its own takes what is typed for none of them.
        assert.deepEqual(await tab.evaluate(() => globalThis.heard), []);
      }));

    inFirefoxWithTime("keeps the focus of somebody who came to a link in the figure", () =>
      reading(article(embed()), async (tab) => {
        await tab.waitForFunction(() => customElements.get("overshare-capture"));
        await tab.$eval("overshare-capture a:last-of-type", (link) => link.focus());
        await upgraded(tab);
        assert.match(await tab.$eval("overshare-capture", (element) => element.shadowRoot.activeElement?.href ?? document.activeElement.href), /^https:\/\/overshare\.example\/#/);
      }, { settings: (tab) => tab.setViewport({ width: 900, height: 40 }) }));

    inChromium("reads once more when it is asked to, after it could not", () =>
      reading(article(embed('src="later.txt"')), async (tab) => {
        await troubled(tab);
        pages["/later.txt"] = evening();
        await tab.$eval("overshare-capture", (element) => element.upgrade());
        await upgraded(tab);
        delete pages["/later.txt"];
      }));

    // Firefox prints, but cannot be told to look as if.
    inChromium("prints what there is, dark on light", async () => {
      for (const [attributes, content] of [
        [`src="${payload}" event="all"`, ""],
        [`src="${payload}" theme="dark"`, figure],
      ]) {
        await reading(article(embed(attributes, content)), async (tab) => {
          await upgraded(tab);
          await tab.emulateMediaType("print");
          const [isSeen, color] = await tab.$eval("overshare-capture", ({ shadowRoot }) => [shadowRoot.querySelector("figure").checkVisibility(), getComputedStyle(shadowRoot.querySelector("figure")).color]);
          assert.deepEqual([isSeen, color], [true, "rgb(0, 0, 0)"], attributes);
        });
      }
    });

    inChromium("prints the tables of all events", () =>
      reading(article(embed(`src="${payload}" event="all"`)), async (tab) => {
        await upgraded(tab);
        const seen = () => tab.$$eval("overshare-capture > figure table", (tables) => tables.filter((one) => one.checkVisibility()).length);
        assert.equal(await seen(), 0);
        await tab.emulateMediaType("print");
        assert.equal(await seen(), 1);
      }));

    inBothBrowsers("works under the policy that the documentation asks for, and breaks no other", async () => {
      const policy = (content) => `<meta http-equiv="Content-Security-Policy" content="${content}">`;
      const listening = async (tab) => tab.evaluateOnNewDocument(() => {
        globalThis.violations = [];
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => globalThis.violations.push(effectiveDirective));
      });
      const under = (content, act, attributes) => reading(article(embed(attributes), { head: policy(content) }), act, { settings: listening, blocked: /^Content-Security-Policy/ });
      await under(POLICY, async (tab) => {
        await upgraded(tab);
        assert.deepEqual(await tab.evaluate(() => globalThis.violations), []);
      });
      await under(`${POLICY}; require-trusted-types-for 'script'; trusted-types overshare-worker`, async (tab) => {
        await upgraded(tab);
        assert.deepEqual(await tab.evaluate(() => globalThis.violations), []);
      });
      // Without a worker the core runs in the page.
      await under(POLICY.replace("worker-src blob:", "worker-src 'none'"), async (tab) => upgraded(tab));
      await under(POLICY.replace(" 'wasm-unsafe-eval'", ""), async (tab) => {
        await troubled(tab);
        assert.match((await shown(tab)).trouble, /could not start/);
      });
      await under(POLICY.replace("script-src 'self' 'wasm-unsafe-eval'", "script-src 'none'"), async (tab) => {
        assert.equal(await tab.$eval("overshare-capture", (element) => element.shadowRoot), null);
        assert.ok(await tab.$eval("overshare-capture td", (cell) => cell.checkVisibility()));
      });
    });

    inFirefoxWithTime("works from another server that lets pages read its files, and from no other", async () => {
      for (const [headers, isOpen] of [[{ "Access-Control-Allow-Origin": "*" }, true], [{}, false]]) {
        const other = await serveFolders({ "/www/": inClone("www/"), "/pkg/": inClone("pkg/") }, {}, () => {}, { headers });
        try {
          await reading(article(embed(), { script: `<script type="module" src="${other.origin}/www/embed.js"></script>` }), async (tab) => {
            if (isOpen) await upgraded(tab);
            else assert.ok(await tab.$eval("overshare-capture td", (cell) => cell.checkVisibility()));
          }, { blocked: /CORS|Cross-Origin/i });
        } finally {
          await other.close();
        }
      }
    });

    inFirefoxWithTime("stays the figure where no script runs: switched off, blocked, or in a closed sandbox", async () => {
      const seen = (frame) => frame.$eval("overshare-capture td", (cell) => cell.checkVisibility() && cell.textContent.length > 20);
      await reading(article(embed(), { script: '<script type="module" src="/www/nowhere.js"></script>' }), async (tab) => assert.ok(await seen(tab)), { blocked: /^Loading module/ });
      // Firefox cannot be told to switch scripts off; the policy above forbids them all there too.
      if (name === "Chromium") {
        await reading(article(embed()), async (tab) => {
          assert.ok(await seen(tab));
          assert.deepEqual(core(), []);
        }, { settings: (tab) => tab.setJavaScriptEnabled(false) });
      }
      pages["/inner.html"] = article(embed());
      await reading('<!doctype html><title>Outer</title><iframe sandbox="allow-scripts" src="/inner.html"></iframe>', async (tab) => {
        const frame = await tab.waitForFrame((one) => one.url().endsWith("/inner.html"));
        await frame.waitForSelector("#after");
        // A module that is asked for without an origin needs the server's leave, which this one does not give.
        assert.ok(await seen(frame));
      }, { blocked: /CORS|cross-origin|Cross-Origin/i });
    });

    inChromium("passes axe and fits on a narrow screen and on paper", async () => {
      for (const [what, html] of [["static", article(figure, { script: "" })], ["upgraded", article(embed(`src="${payload}" open`))], ["all", article(embed(`src="${payload}" event="all" lang="de"`))], ["dark", article(embed(), { head: "<style>body { background: #111; color: #ddd } overshare-capture > figure a { color: #8cf }</style>" })], ["failed", article(embed(""))]]) {
        await reading(html, async (tab) => {
          if (what === "failed") await troubled(tab);
          else if (what !== "static") await upgraded(tab);
          await passesRules(tab, what);
          const widest = await tab.evaluate(() => document.scrollingElement.scrollWidth);
          assert.ok(widest <= 320, `${what} is ${widest} pixels wide`);
          await tab.emulateMediaType("print");
          const tools = await tab.$eval("body", (body) => body.querySelector("overshare-capture")?.shadowRoot?.querySelector(".tools")?.checkVisibility() ?? false);
          assert.equal(tools, false);
        }, { width: 320 });
      }
    });

    inFirefoxWithTime("fits on a narrow screen", async () => {
      for (const [what, html] of [["upgraded", article(embed(`src="${payload}" open`))], ["all", article(embed(`src="${payload}" event="all" lang="de"`))]]) {
        await reading(html, async (tab) => {
          await upgraded(tab);
          const widest = await tab.evaluate(() => document.scrollingElement.scrollWidth);
          assert.ok(widest <= 320, `${what} is ${widest} pixels wide`);
        }, { width: 320 });
      }
    });

    inBothBrowsers("survives being moved, taken away while it reads, and put back", () =>
      reading(article(embed()), async (tab) => {
        await tab.evaluate(() => {
          const element = document.querySelector("overshare-capture");
          element.upgrade?.();
          element.remove();
          document.querySelector("main").append(element);
        });
        await upgraded(tab);
        await tab.evaluate(() => document.querySelector("main").prepend(document.querySelector("overshare-capture")));
        assert.equal((await shown(tab)).isUpgraded, true);
      }));
  });
}

test("a screen reader hears names for the figure, its table and its controls", async () => {
  const browser = await launchChromium();
  try {
    pages["/article.html"] = article(embed());
    const tab = await browser.newPage();
    await tab.goto(`${site.origin}/article.html`);
    await upgraded(tab);
    const nodes = [];
    const walk = (node) => {
      nodes.push([node.role, node.name]);
      for (const child of node.children ?? []) walk(child);
    };
    walk(await tab.accessibility.snapshot({ interestingOnly: false }));
    const named = (role) => nodes.filter(([one]) => one === role).map(([, name]) => name);
    assert.match(named("figure").join(), /What one request tells/);
    assert.match(named("table").join(), /^Event \d of 5: /);
    assert.deepEqual(named("searchbox"), ["Filter fields"]);
    assert.deepEqual(named("combobox"), ["Event"]);
    assert.deepEqual(named("columnheader"), ["Field", "Value", "What it means"]);
    assert.ok(named("rowheader").some((name) => name.startsWith("Android ID")));
  } finally {
    await browser.close();
  }
});
