// The code that a writer puts into an article, as text: for each kind of page, whatever is written into it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import MarkdownIt from "markdown-it";
import { parseFragment } from "parse5";

import { alternativeText, escaped, fileOf, isLocal, pageAddress, snippetOf } from "../../www/embed-code.js";
import { chosenFields } from "../../www/embed/fields.js";
import { embed as text } from "../../www/strings/en.js";
import { launchChromium } from "./lib/browser.mjs";
import { evening } from "./lib/captures.mjs";
import { elementsOf, only, rowsOf, textOf } from "./lib/markup.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { servePage } from "./lib/server.mjs";

const KINDS = Object.keys(text.kinds);
const PAGE = "https://overshare.example/read/";
/** What an evil caption, title or name could be. */
const EVIL = "\"></figcaption></iframe><script>ran = 1</script><img src=x onerror=\"ran = 1\">' onload='ran = 1\n\n{{ site.title }} {% raw %} [gallery] `x` & <!-- -->";

let site;
let overshare;
before(async () => {
  site = await servePage();
  overshare = await loadPackage();
});
after(() => site?.close());

const figureOf = (choice = {}, paste = evening()) => new TextDecoder().decode(new overshare.Analysis(paste).export("figure", JSON.stringify(choice)));
const wantedOf = (others = {}) => ({
  figure: figureOf(), file: "overshare-figure.html", page: PAGE, payload: "o1.m.abc-_.def", event: 2, fields: "telling", caption: "What one upload told.", ownCaption: false,
  theme: "auto", grows: false, title: "One upload", whole: "Read the whole capture", picture: { name: "overshare-figure.png", width: 640, height: 900, alt: "You searched." }, ...others,
});

const wordpress = (figure) => `<!-- wp:html -->\n${figure}<!-- /wp:html -->\n`;

describe("the code for an article", () => {
  test("holds the figure as it is, alone and for WordPress", () => {
    const figure = figureOf();
    assert.equal(snippetOf("static", wantedOf()), figure);
    assert.equal(snippetOf("wordpress", wantedOf()), wordpress(figure));
  });

  test("wraps the whole figure in the element, which says what was chosen and nothing else", () => {
    const snippet = snippetOf("element", wantedOf({ fields: ["properties.search_word", "a b", "$device_id"], theme: "dark", ownCaption: true, caption: "Mine" }));
    assert.ok(snippet.includes(`>\n${figureOf()}</overshare-capture>`));
    assert.deepEqual(only(snippet, "overshare-capture"), { src: "o1.m.abc-_.def", event: "2", fields: "properties.search_word $device_id", theme: "dark", caption: "Mine" });
    assert.deepEqual(only(snippet, "script"), { type: "module", src: `${PAGE}www/embed.js` });
    assert.deepEqual(only(snippetOf("element", wantedOf({ event: "all" })), "overshare-capture"), { src: "o1.m.abc-_.def", event: "all" });
  });

  test("gives a frame everything behind the #, in a closed box and with a name", () => {
    const snippet = snippetOf("frame", wantedOf({ fields: "all", theme: "light" }));
    const { src, ...others } = only(snippet, "iframe");
    const address = new URL(src);
    assert.equal(`${address.origin}${address.pathname}`, `${PAGE}pkg/frame.html`);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(address.hash.slice(1))), { src: "o1.m.abc-_.def", event: "2", fields: "all", theme: "light" });
    assert.deepEqual(others, { sandbox: "allow-scripts", loading: "lazy", title: "One upload", width: "640", height: "480", style: "width:100%;border:0" });
    assert.equal(only(snippet, "a").href, `${PAGE}#o1.m.abc-_.def/event-2`);
    assert.equal(elementsOf(snippet).filter(({ name }) => name === "script").length, 0);
    assert.equal(only(snippetOf("frame", wantedOf({ grows: true })), "script").src, `${PAGE}www/embed/frames.js`);
  });

  test("gives a picture its size, what it says, and a link where there is one", () => {
    const image = { src: "overshare-figure.png", alt: "You searched.", width: "640", height: "900" };
    assert.deepEqual(only(snippetOf("picture", wantedOf()), "img"), image);
    assert.equal(only(snippetOf("picture", wantedOf()), "a").href, `${PAGE}#o1.m.abc-_.def/event-2`);
    assert.deepEqual(elementsOf(snippetOf("picture", wantedOf({ payload: "" }))).map(({ name, attributes }) => [name, attributes]), [["img", image]]);
  });

  test("is one line for a generator, and the figure in a file beside it", () => {
    for (const [kind, line] of [
      ["hugo", '{{< overshare "overshare-figure.html" >}}\n'],
      ["jekyll", '{% include overshare.html file="overshare-figure.html" %}\n'],
      ["eleventy", '{% overshare "overshare-figure.html" %}\n'],
      ["mkdocs", '--8<-- "overshare-figure.html"\n'],
    ]) {
      assert.equal(snippetOf(kind, wantedOf()), line);
      assert.equal(fileOf(kind, wantedOf()), figureOf());
    }
    assert.equal(fileOf("frame", wantedOf()), snippetOf("frame", wantedOf()));
  });

  test("has no empty line, so that engines for Markdown take it as it is", () => {
    const engine = new MarkdownIt({ html: true });
    for (const kind of KINDS) {
      const snippet = snippetOf(kind, wantedOf({ caption: EVIL, ownCaption: true, title: EVIL, grows: true, picture: { name: "a.png", width: 1, height: 1, alt: EVIL } }));
      assert.doesNotMatch(snippet, /\n\s*\n/, kind);
      if (["static", "element", "frame", "wordpress"].includes(kind)) {
        assert.equal(engine.render(`Before.\n\n${snippet}\nAfter.\n`), `<p>Before.</p>\n${snippet}<p>After.</p>\n`, kind);
      }
    }
    assert.match(engine.render(snippetOf("picture", wantedOf())), /^<p><a href="[^"]*"><img [^>]*><\/a><\/p>\n$/);
  });

  test("cannot be turned into something else by what is written into it", () => {
    const evil = wantedOf({ figure: figureOf({ figure: { caption: EVIL } }), caption: EVIL, ownCaption: true, title: EVIL, whole: EVIL, payload: EVIL, fields: [EVIL.replace(/\s/g, "")], grows: true, file: "a.html", picture: { name: EVIL, width: 640, height: 9, alt: EVIL } });
    const plain = wantedOf({ figure: figureOf({ figure: { caption: "x" } }), fields: ["x"], ownCaption: true, grows: true });
    // Long words may break.
    const shape = (html) => elementsOf(html).filter(({ name }) => name !== "wbr").map(({ name, attributes }) => [name, Object.keys(attributes)]);
    for (const kind of ["static", "element", "frame", "picture", "wordpress"]) {
      const snippet = snippetOf(kind, evil);
      assert.deepEqual(shape(snippet), shape(snippetOf(kind, plain)), kind);
      assert.doesNotMatch(snippet, /\{\{|\{%|\[/, kind);
    }
    const said = EVIL.replace(/\s+/g, " ");
    assert.equal(only(snippetOf("element", evil), "overshare-capture").caption, said);
    assert.equal(only(snippetOf("picture", evil), "img").alt, said);
    assert.equal(only(snippetOf("frame", evil), "iframe").title, said);
    assert.equal(textOf(parseFragment(escaped(EVIL))), said);
  });

  test("runs nothing but the scripts of Overshare, in a page without any policy", async () => {
    const browser = await launchChromium();
    try {
      const tab = await browser.newPage();
      const evil = wantedOf({ figure: figureOf({ figure: { caption: EVIL } }), caption: EVIL, ownCaption: true, title: EVIL, whole: EVIL, payload: EVIL, fields: [EVIL.replace(/\s/g, "")], grows: true, page: `${site.origin}/nowhere/`, picture: { name: EVIL, width: 640, height: 9, alt: EVIL } });
      const asked = [];
      tab.on("request", (request) => asked.push(request.url()));
      for (const kind of ["static", "element", "frame", "picture", "wordpress"]) {
        asked.length = 0;
        await tab.goto("about:blank");
        await tab.setContent(`<!doctype html><title>An article</title><p>Before.</p>${snippetOf(kind, evil)}<p id="end">After.</p>`, { waitUntil: "load" });
        assert.equal(await tab.evaluate(() => globalThis.ran), undefined, kind);
        assert.equal(await tab.$eval("#end", ({ parentElement }) => parentElement.localName), "body");
        const scripts = await tab.$$eval("script", (all) => all.map(({ src }) => src));
        assert.ok(scripts.every((src) => src.startsWith(`${site.origin}/nowhere/www/embed`)), scripts.join());
        // The browser draws its own page in a frame that leads nowhere.
        assert.deepEqual(asked.filter((url) => kind !== "picture" && !/^(about|data):/.test(url) && !url.startsWith(`${site.origin}/nowhere/`)), [], kind);
      }
    } finally {
      await browser.close();
    }
  });

  test("takes the address of a page as people write it, and no other", () => {
    for (const [typed, address] of [
      ["https://a.example", "https://a.example/"],
      ["  https://a.example/read ", "https://a.example/read/"],
      ["https://a.example/read/index.html?x=1#o1.m.a.b", "https://a.example/read/index.html"],
      ["http://127.0.0.1:8080/", "http://127.0.0.1:8080/"],
      ["https://me:secret@a.example/v1.2/", "https://a.example/v1.2/"],
      ["a.example", ""], ["", ""], ["javascript:alert(1)", ""], ["file:///home/me/index.html", ""], ["https://", ""],
    ]) assert.equal(pageAddress(typed), address, typed);
    for (const address of ["http://localhost:1/", "http://127.0.0.1/", "http://[::1]/", "http://app.localhost/"]) assert.ok(isLocal(address), address);
    for (const address of ["https://localhost.example/", "https://a.example/"]) assert.ok(!isLocal(address), address);
  });

  test("names the fields that the core's figure shows", () => {
    const pastes = [evening(), ...["mint-browser", "signing-in"].map((name) => readFileSync(inClone(`www/samples/${name}.txt`), "utf8"))];
    for (const paste of pastes) {
      const analysis = new overshare.Analysis(paste);
      const masked = analysis.masked();
      for (let index = 0; index < analysis.eventCount; index += 1) {
        const { fields } = JSON.parse(masked.event(index));
        for (const wanted of ["telling", "all", [fields[0].path, fields.at(-1).name]]) {
          const rows = rowsOf(figureOf({ figure: { event: index + 1, fields: wanted } }, paste));
          const chosen = chosenFields(fields, wanted);
          assert.equal(rows.length, chosen.length);
          for (const [at, { path }] of chosen.entries()) assert.ok(rows[at].includes(path), `${rows[at]} is not ${path}`);
        }
      }
    }
  });

  test("says what the picture says, in whole statements and not without end", () => {
    const more = (left) => `${left} more.`;
    assert.equal(alternativeText(["One.", "Two."], more), "One. Two.");
    const long = alternativeText(["One.", ...Array.from({ length: 50 }, (_, index) => `Statement ${index} about something.`)], more);
    assert.ok(long.length <= 400 && long.length > 350, String(long.length));
    assert.match(long, /^One\. Statement 0 about something\..* Statement \d+ about something\. \d+ more\.$/);
    assert.ok(alternativeText(["x".repeat(900)], more).length <= 400);
  });
});
