// What a writer puts into an article: the code for each kind of page, and the picture. As texts, and in the page.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import MarkdownIt from "markdown-it";
import { parseFragment } from "parse5";
import sharp from "sharp";

import { alternativeText, escaped, fileOf, isLocal, pageAddress, snippetOf } from "../../www/embed-code.js";
import { chosenFields } from "../../www/embed/fields.js";
import { embed as text } from "../../www/strings/en.js";
import { passesAxe, passesRules } from "./lib/axe.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { evening, person } from "./lib/captures.mjs";
import { engines } from "./lib/engines.mjs";
import { copiedText, forgetStatus, named, putInto, readingDone, withPageOf } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { servePage } from "./lib/server.mjs";


const secrets = [person.account, person.browser, person.mail, person.phone, "headache for three days", "bank.example"];
const KINDS = Object.keys(text.kinds);
const PAGE = "https://overshare.example/read/";
/** What an evil caption, title or name could be. */
const EVIL = "\"></figcaption></iframe><script>ran = 1</script><img src=x onerror=\"ran = 1\">' onload='ran = 1\n\n{{ site.title }} {% raw %} [gallery] `x` & <!-- -->";

let site;
let overshare;
before(async () => {
  site = await servePage({ "/article": "<!doctype html><title>An article</title><link rel=\"icon\" href=\"data:,\">" });
  overshare = await loadPackage();
});
after(() => site?.close());

/** All elements of a piece of HTML, with their attributes. */
function elementsOf(html) {
  const found = [];
  const visit = (node) => {
    if (node.tagName) found.push({ name: node.tagName, attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])), node });
    for (const child of node.childNodes ?? []) visit(child);
  };
  visit(parseFragment(html));
  return found;
}
const only = (html, name) => {
  const found = elementsOf(html).filter((one) => one.name === name);
  assert.equal(found.length, 1, `${found.length} ${name} in\n${html}`);
  return found[0].attributes;
};
/** What the rows of a figure say. */
const rowsOf = (html) => elementsOf(html).filter(({ name, node }) => name === "tr" && node.parentNode.tagName === "tbody").map(({ node }) => textOf(node));
const textOf = (node) => (node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(textOf).join(""));

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

const MADE = "embed-maker .made-code";
/** Waits until nothing is being made, and gives the code; empty where there is none. */
async function code(tab) {
  await tab.waitForFunction((made) => !document.querySelector(made).ariaBusy, {}, MADE);
  return tab.$eval(`${MADE} textarea`, ({ value, parentElement }) => (parentElement.hidden ? "" : value));
}
/** Waits until the code is another one. */
async function otherCode(tab, before) {
  await tab.waitForFunction((made, old) => !document.querySelector(made).ariaBusy && document.querySelector(`${made} textarea`).value !== old, {}, MADE, before);
  return code(tab);
}
const control = (tab, label) =>
  tab.evaluateHandle((wanted) => [...document.querySelectorAll("embed-maker label")].find((one) => one.textContent === wanted && one.checkVisibility()).control, label);
/** Chooses from a list by its label, and gives the code. */
async function choose(tab, label, value) {
  await (await control(tab, label)).asElement().select(value);
  return code(tab);
}
/** Writes into a field as if it had been typed, and gives the code. */
async function write(tab, label, value) {
  await (await control(tab, label)).evaluate((one, wanted) => {
    one.value = wanted;
    one.dispatchEvent(new Event("input", { bubbles: true }));
  }, value);
  return code(tab);
}
const said = (tab) => tab.$eval("embed-maker [role=status]", ({ textContent }) => textContent);
const press = (tab, label) => tab.evaluate((wanted) => [...document.querySelectorAll("embed-maker button")].find((one) => one.textContent === wanted && one.checkVisibility()).click(), label);

async function toSection(tab) {
  await tab.$eval("#pass-on", (heading) => heading.scrollIntoView());
  await tab.waitForFunction(() => document.querySelector("share-panel .said").textContent.startsWith("Of "));
}
async function opened(browser, tab, paste = evening()) {
  await putInto(tab, paste);
  await readingDone(tab);
  await toSection(tab);
  await tab.$eval("embed-maker summary", (summary) => summary.click());
  await tab.waitForFunction((made) => document.querySelector(`${made} textarea`).value !== "", {}, MADE);
  return code(tab);
}

/** Opens the section unless it is open, and gives the code. */
async function codeAgain(tab) {
  await tab.$eval("embed-maker details", (details) => { details.open = true; });
  await tab.waitForFunction((made) => document.querySelector(`${made} textarea`).value !== "", {}, MADE);
  return code(tab);
}

for (const { name, launch, inBothBrowsers, inChromium } of engines) {
  describe(`a writer with ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    inBothBrowsers("gets the code with nothing but the keyboard", () =>
      withPageOf(site.origin, browser, async (tab) => {
        await putInto(tab, evening());
        await readingDone(tab);
        await toSection(tab);
        await tab.focus("embed-maker summary");
        await tab.keyboard.press("Enter");
        await tab.waitForFunction((made) => document.querySelector(`${made} textarea`).value !== "", {}, MADE);
        const focused = () => tab.evaluate(() => (document.activeElement.labels?.[0] ?? document.activeElement).textContent);
        const visited = [];
        for (let presses = 0; presses < 12 && visited.at(-1) !== text.copy; presses += 1) {
          await tab.keyboard.press("Tab");
          visited.push(await focused());
          if (visited.at(-1) === text.kind) {
            // Letters choose in a list.
            await tab.keyboard.type("Frame");
            await code(tab);
          }
        }
        assert.deepEqual(visited, [text.event, text.fields, text.caption, text.kind, text.grows, text.theme, text.address, text.code, text.copy]);
        await forgetStatus(tab);
        await tab.keyboard.press("Enter");
        await tab.waitForFunction(() => document.querySelector("#status").textContent === "Copied");
        const copied = await copiedText(browser, tab);
        assert.equal(copied.trim(), (await code(tab)).trim());
        const payload = new overshare.Analysis(evening()).share();
        assert.equal(only(copied, "iframe").src, `${site.origin}/pkg/frame.html#${new URLSearchParams({ src: payload, event: "1" })}`);
        assert.equal(only(copied, "a").href, `${site.origin}/#${payload}/event-1`);
        assert.match(await said(tab), /^[\d,.]+ k?B to paste\.$/);
        for (const secret of secrets) assert.ok(!copied.includes(secret), secret);
      }));

    inBothBrowsers("gets nothing that was made by choices of before, however quick the hand", () =>
      withPageOf(site.origin, browser, async (tab) => {
        await opened(browser, tab);
        await forgetStatus(tab);
        const structure = new overshare.Analysis(evening()).share(JSON.stringify({ mode: "structure" }));
        await tab.evaluate((label) => {
          document.querySelector("share-panel input[type=radio]").click();
          [...document.querySelectorAll("embed-maker button")].find((one) => one.textContent === label).click();
        }, text.copy);
        await tab.waitForFunction(() => document.querySelector("#status").textContent === "Copied");
        assert.ok((await copiedText(browser, tab)).includes(`href="${site.origin}/#${structure}/event-1"`));
        await forgetStatus(tab);
        await tab.evaluate(() => {
          document.querySelectorAll("share-panel input[type=radio]")[1].click();
          document.querySelector("link-maker button.primary").click();
        });
        await tab.waitForFunction(() => document.querySelector("#status").textContent === "Copied");
        assert.equal((await copiedText(browser, tab)).trim(), `${site.origin}/#${new overshare.Analysis(evening()).share()}`);
      }));

    inChromium("gets for each kind what it should be", () =>
      withPageOf(site.origin, browser, async (tab) => {
        await opened(browser, tab);
        const analysis = new overshare.Analysis(evening());
        const payload = analysis.share();
        const choice = (others = {}) => JSON.stringify({ figure: { event: 1, fields: "telling", page: `${site.origin}/`, ...others } });
        const figure = new TextDecoder().decode(analysis.export("figure", choice()));
        const file = analysis.exportName("figure", choice());
        assert.equal(await choose(tab, text.kind, "static"), figure);
        assert.ok(figure.includes(`${site.origin}/#${payload}`));
        const element = await choose(tab, text.kind, "element");
        assert.deepEqual(only(element, "overshare-capture"), { src: payload, event: "1" });
        assert.ok(element.includes(figure));
        assert.equal(await choose(tab, text.kind, "markdown"), new TextDecoder().decode(analysis.export("figure-markdown", choice())));
        assert.equal(await choose(tab, text.kind, "wordpress"), wordpress(figure));
        assert.equal(await choose(tab, text.kind, "hugo"), `{{< overshare "${file}" >}}\n`);
        assert.equal(await choose(tab, text.kind, "jekyll"), `{% include overshare.html file="${file}" %}\n`);
        assert.equal(await choose(tab, text.kind, "eleventy"), `{% overshare "${file}" %}\n`);
        assert.equal(await choose(tab, text.kind, "mkdocs"), `--8<-- "${file}"\n`);
        const picture = await choose(tab, text.kind, "picture");
        assert.equal(only(picture, "a").href, `${site.origin}/#${payload}/event-1`);
        const { alt, src, width, height } = only(picture, "img");
        assert.equal(src, file.replace(/html$/, "png"));
        assert.equal(width, "640");
        assert.ok(Number(height) > 300);
        assert.match(alt, /^Event 1 of 5: A page began to load: “https:\/\/⟦site-1⟧\/…”\. Page address: https:\/\/⟦site-1⟧\/… \(High\)\. User ID: ⟦install-1⟧ \(High\)\./);
        assert.ok(alt.length <= 400);
        // Each says where it works.
        for (const kind of KINDS) {
          await choose(tab, text.kind, kind);
          assert.ok((await tab.$eval("embed-maker", ({ innerText }) => innerText)).includes(text.kinds[kind].text), kind);
        }
      }));

    inChromium("chooses the event, the fields, the caption, the colors and the address", () =>
      withPageOf(site.origin, browser, async (tab) => {
        await opened(browser, tab);
        await choose(tab, text.kind, "element");
        const attributes = async () => only(await code(tab), "overshare-capture");
        const rows = async () => rowsOf(await code(tab)).length;
        const events = await (await control(tab, text.event)).evaluate(({ options }) => [...options].map(({ value }) => value));
        assert.deepEqual(events, ["1", "2", "3", "4", "5", "all"]);
        await choose(tab, text.event, "2");
        assert.equal((await attributes()).event, "2");
        assert.match(await code(tab), /Event 2 of 5: You searched for “<mark class="overshare-quote">⟦search-1⟧<\/mark>”/);
        const telling = await rows();
        await choose(tab, text.fields, "all");
        assert.equal((await attributes()).fields, "all");
        assert.ok(await rows() > telling);
        await choose(tab, text.fields, "own");
        assert.equal((await attributes()).fields.split(" ").length, telling);
        for (const box of await tab.$$(".maker-fields input:checked")) await box.evaluate((one) => one.click());
        assert.deepEqual([await code(tab), await said(tab)], ["", text.noFields]);
        const tick = await tab.waitForSelector("::-p-xpath(//fieldset[contains(@class, 'maker-fields')]//label[contains(., 'properties.search_word')])");
        await tick.evaluate((one) => one.click());
        await code(tab);
        assert.equal((await attributes()).fields, "properties.search_word");
        assert.equal(await rows(), 1);
        // Of all events, what was ticked of one says nothing.
        await choose(tab, text.event, "all");
        assert.deepEqual([(await attributes()).event, (await attributes()).fields], ["all", undefined]);
        await choose(tab, text.event, "2");
        assert.equal((await attributes()).caption, undefined);
        await write(tab, text.caption, "What a  headache\ntells");
        assert.equal((await attributes()).caption, "What a headache tells");
        assert.match(await code(tab), /<figcaption>What a headache tells/);
        await choose(tab, text.theme, "dark");
        assert.equal((await attributes()).theme, "dark");
        // The address: this page's own, until somebody says where it is published.
        const note = () => tab.$eval("embed-maker", ({ innerText }) => innerText);
        assert.ok((await note()).includes(text.local));
        const published = await write(tab, text.address, "https://overshare.example/read");
        assert.ok(!(await note()).includes(text.local) && (await note()).includes(text.addressNote));
        assert.equal(only(published, "script").src, `${PAGE}www/embed.js`);
        assert.ok(published.includes(`href="${PAGE}#o1.`));
        assert.equal(await write(tab, text.address, "overshare"), "");
        assert.equal(await said(tab), text.noAddress);
        await write(tab, text.address, PAGE);
        assert.equal(await code(tab), published);
      }));

    inBothBrowsers("gets a picture that is drawn twice as sharp as it is shown", () =>
      withPageOf(site.origin, browser, async (tab) => {
        await opened(browser, tab);
        const { width, height } = only(await choose(tab, text.kind, "picture"), "img");
        // The file as it is handed to the browser to save.
        const saved = await tab.evaluate((label) => new Promise((resolve, reject) => {
          const { createObjectURL } = URL;
          URL.createObjectURL = (blob) => {
            URL.createObjectURL = createObjectURL;
            createImageBitmap(blob).then((picture) => {
              const canvas = new OffscreenCanvas(picture.width, picture.height);
              const context = canvas.getContext("2d");
              context.drawImage(picture, 0, 0);
              resolve({ width: picture.width, height: picture.height, colors: new Set(new Uint32Array(context.getImageData(0, 0, picture.width, picture.height).data.buffer)).size });
            }, reject);
            return createObjectURL(blob);
          };
          [...document.querySelectorAll("embed-maker button")].find((one) => one.textContent === label).click();
        }), text.savePng);
        assert.deepEqual([saved.width, saved.height], [2 * Number(width), 2 * Number(height)]);
        assert.ok(saved.colors > 50, `${saved.colors} colors`);
      }));

    inChromium("makes of an opened link, and of the masked view, what they show", () =>
      withPageOf(site.origin, browser, async (tab) => {
        const own = await opened(browser, tab);
        await tab.focus("#main");
        await tab.keyboard.press("m");
        await tab.waitForFunction(() => document.querySelector("#status").textContent === "Shown masked");
        await toSection(tab);
        assert.equal(await codeAgain(tab), own);
        await tab.goto("about:blank");
        await tab.goto(`${site.origin}/#${new overshare.Analysis(evening()).share()}`);
        await readingDone(tab);
        await toSection(tab);
        // What came by a link says so, here and in the link that is made of it.
        const again = await codeAgain(tab);
        assert.ok(again.includes(" From a link; its maker says it was masked; not verified."));
        const alike = (code) => code.replace(" From a link; its maker says it was masked; not verified.", "").replace(" masked values, its maker says.", " masked values.").replaceAll(/#o1\.[\w.-]+/g, "#");
        assert.equal(alike(again), alike(own));
      }));

    inBothBrowsers("gets what the panel's choices leave, and takes nothing back by undoing in the caption", () =>
      withPageOf(site.origin, browser, async (tab) => {
        const masked = await opened(browser, tab);
        assert.match(await (await control(tab, text.caption)).evaluate(({ value }) => value), /^What one request tells Xiaomi\. This request apparently tells Xiaomi which account was in use and that you loaded a page on “⟦site-1⟧”/);
        await tab.$eval('input[name="pass-on-mode"]', (one) => one.click());
        const structure = await otherCode(tab, masked);
        assert.equal(structure, new TextDecoder().decode(new overshare.Analysis(evening()).export("figure", JSON.stringify({ mode: "structure", figure: { event: 1, page: `${site.origin}/` } }))));
        // The caption follows, as long as it is ours.
        assert.doesNotMatch(await (await control(tab, text.caption)).evaluate(({ value }) => value), /⟦site-1⟧/);
        await (await control(tab, text.caption)).asElement().focus();
        // Without something to undo in it, a browser looks for it elsewhere in the page.
        await tab.keyboard.type("x");
        await tab.keyboard.down("Control");
        await tab.keyboard.press("KeyZ");
        await tab.keyboard.up("Control");
        assert.equal(await tab.$eval('input[name="pass-on-mode"]', ({ checked }) => checked), true);
        assert.equal(await code(tab), structure);
        await tab.focus('input[name="pass-on-mode"]');
        await tab.keyboard.down("Control");
        await tab.keyboard.press("KeyZ");
        await tab.keyboard.up("Control");
        assert.equal(await otherCode(tab, structure), masked);
        // Another capture begins anew.
        await write(tab, text.caption, "Mine");
        await pasteAnother(browser, tab, evening({ later: 60_000 }));
        await toSection(tab);
        assert.equal(await tab.$eval("embed-maker details", ({ open }) => open), false);
        assert.equal(await tab.$eval("embed-maker textarea", ({ value }) => value), "");
      }));

    inChromium("gets nothing that would show what is masked, and is told why", () =>
      withPageOf(site.origin, browser, async (tab) => {
        const first = await opened(browser, tab);
        for (const kind of ["static", "element", "frame", "picture", "markdown", "hugo"]) {
          await write(tab, text.caption, "");
          await choose(tab, text.kind, kind);
          assert.notEqual(await code(tab), "");
          assert.equal(await write(tab, text.caption, "My headache for three days"), "", kind);
          assert.ok((await said(tab)).startsWith(text.refused), await said(tab));
          assert.ok(!(await said(tab)).includes("headache"));
          assert.equal(await tab.$eval(MADE, (made) => made.checkVisibility()), false);
          assert.equal(await tab.$eval(`${MADE} textarea`, ({ value }) => value), "");
          assert.equal(await tab.$(".maker-picture"), null);
        }
        await passesRules(tab, "with a caption that tells too much", "embed-maker");
        await choose(tab, text.kind, "static");
        await write(tab, text.caption, "");
        assert.notEqual(await code(tab), "");
        assert.ok(first.length > 0);
      }));
  });
}

/** Puts another capture in the place of the one that is shown. */
async function pasteAnother(browser, tab, paste) {
  await (await tab.waitForSelector(named("Paste another", "button"), { visible: true })).evaluate((one) => one.click());
  await putInto(tab, paste);
  await readingDone(tab);
}

describe("an article in Chromium", () => {
  let browser;
  let folder;
  before(async () => {
    browser = await launchChromium();
    folder = mkdtempSync(join(tmpdir(), "overshare-article-"));
  });
  after(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  /** Saves by a button, and gives the file. */
  const saving = async (tab) => {
    const client = await tab.createCDPSession();
    await client.send("Browser.setDownloadBehavior", { behavior: "allow", browserContextId: tab.browserContext().id, downloadPath: folder, eventsEnabled: true });
    return (label) => new Promise((resolve, reject) => {
      let file;
      AbortSignal.timeout(20_000).onabort = () => reject(new Error(`${label} saves nothing`));
      client.on("Browser.downloadWillBegin", ({ suggestedFilename }) => { file = suggestedFilename; });
      client.on("Browser.downloadProgress", ({ state }) => {
        if (state === "canceled") reject(new Error(file));
        if (state === "completed") resolve({ name: file, bytes: readFileSync(join(folder, file)) });
      });
      press(tab, label).catch(reject);
    }).finally(() => {
      client.removeAllListeners("Browser.downloadWillBegin");
      client.removeAllListeners("Browser.downloadProgress");
    });
  };

  test("is saved as a file with the core's name", () =>
    withPageOf(site.origin, browser, async (tab) => {
      const figure = await opened(browser, tab);
      const saved = await saving(tab);
      const name = new overshare.Analysis(evening()).exportName("figure");
      assert.deepEqual(await saved(text.save), { name, bytes: Buffer.from(figure) });
      const frame = await choose(tab, text.kind, "frame");
      assert.equal((await saved(text.save)).bytes.toString(), frame);
      await choose(tab, text.kind, "markdown");
      assert.equal((await saved(text.save)).name, name.replace(/html$/, "md"));
      // For a generator it is the figure that is saved.
      await choose(tab, text.kind, "hugo");
      assert.deepEqual((await saved(text.saveFigure)).bytes, Buffer.from(figure));
    }));

  test("has a picture that is whole, sharp, and says in words what it shows", () =>
    withPageOf(site.origin, browser, async (tab) => {
      await opened(browser, tab);
      await choose(tab, text.event, "2");
      await write(tab, text.caption, "Hello & <b>welcome</b>");
      const saved = await saving(tab);
      for (const theme of ["light", "dark"]) {
        await choose(tab, text.kind, "picture");
        const { alt, height, src } = only(await choose(tab, text.theme, theme), "img");
        const { name, bytes } = await saved(text.saveSvg);
        assert.equal(name, src.replace(/png$/, "svg"));
        const svg = bytes.toString();
        const read = await inEmptyPage(browser, (tabOfOthers) => tabOfOthers.evaluate((source) => {
          const drawing = new DOMParser().parseFromString(source, "image/svg+xml");
          return {
            error: drawing.querySelector("parsererror")?.textContent ?? null,
            names: [...new Set([...drawing.querySelectorAll("*")].map(({ localName }) => localName))].sort(),
            attributes: [...drawing.querySelectorAll("*")].flatMap(({ attributes }) => [...attributes].map((one) => one.name)),
            families: [...new Set([...drawing.querySelectorAll("text")].map((one) => one.getAttribute("font-family")))],
            lines: [...drawing.querySelectorAll("text")].map(({ textContent }) => textContent),
            description: drawing.querySelector("desc").textContent,
          };
        }, svg));
        assert.equal(read.error, null);
        assert.deepEqual(read.names, ["desc", "g", "path", "rect", "svg", "text", "title"]);
        assert.ok(!read.attributes.some((one) => /href|^on|style|src/i.test(one)), read.attributes.join());
        assert.doesNotMatch(svg, /url\(|@import|https?:\/\/(?!www\.w3\.org|⟦)/);
        assert.ok(read.families.every((family) => /^(system-ui, sans-serif|ui-monospace, monospace)$/.test(family)), read.families.join());
        assert.equal(read.description, alt);
        // Every text is there: of the fields as the masked capture has them.
        const masked = new overshare.Analysis(evening()).masked();
        const { title, fields } = JSON.parse(masked.event(1));
        const whole = read.lines.join(" ").replace(/\s+/g, " ");
        for (const { label, path, meaning, value } of chosenFields(fields, "telling")) {
          for (const one of [label, path, meaning, JSON.parse(value)]) assert.ok(whole.includes(one), `${one} is not in ${whole}`);
        }
        for (const one of [title, "Event 2 of 5", "High", "Medium", "Hello & <b>welcome</b>", "Read with Overshare"]) assert.ok(whole.includes(one), one);
        for (const secret of secrets) assert.ok(!svg.includes(secret) && !alt.includes(secret), secret);
        const png = await saved(text.savePng);
        assert.equal(png.name, src);
        const { width, height: high, format } = await sharp(png.bytes).metadata();
        assert.deepEqual([format, width, high], ["png", 1280, 2 * Number(height)]);
        const { channels, entropy } = await sharp(png.bytes).stats();
        assert.ok(entropy > 0.3, `entropy ${entropy}`);
        assert.ok(channels.slice(0, 3).every(({ max, min }) => max - min > 150));
        assert.ok(theme === "light" ? channels[0].mean > 180 : channels[0].mean < 80, `mean ${channels[0].mean}`);
      }
    }));

  test("has a picture in which nothing stands over the edge, whatever was sent", () =>
    withPageOf(site.origin, browser, async (tab) => {
      const long = { $title: "这是一个非常长的中文标题，用来检查换行是否正确。".repeat(4), search_word: "شراء هاتف جديد في برلين بسعر جيد ومناسب للجميع", url: `https://shop.example/${"a1b2c3".repeat(60)}`, $model: "W".repeat(200), [`n${"a".repeat(120)}`]: "\u0000\u0001\ud800 x", $device_id: person.phone };
      const paste = JSON.stringify([{ type: "track", time: 1588784524318, distinct_id: person.browser, event: "search", properties: long }]);
      await putInto(tab, paste);
      await readingDone(tab);
      await toSection(tab);
      // Drawn with fields as they came: the page would mask most of them.
      // A page that is locked fetches no module any more.
      await tab.goto(`${site.origin}/article`);
      const svg = await tab.evaluate(async (make, fields) => {
        const { drawCapture } = await import(make);
        const { shownOf } = await import(new URL("embed-code.js", make).href);
        const shown = shownOf({ index: 0, title: `You searched for “${fields.find(({ name }) => name === "search_word").value}”`, fields, omitted: 0 }, "all");
        return drawCapture({ events: [shown], count: 1, left: 0, caption: `${"long".repeat(100)} ${"自由".repeat(80)}`, alternative: "x", masked: false, theme: "light" }).svg;
      }, `${site.origin}/www/capture-picture.js`, JSON.parse(new overshare.Analysis(paste).event(0)).fields);
      const boxes = await inEmptyPage(browser, (other) => other.evaluate((source) => {
        document.body.innerHTML = source;
        return [...document.querySelectorAll("svg text")].map((one) => {
          const { x, width, y, height } = one.getBBox();
          return { left: x, right: x + width, top: y, bottom: y + height, said: one.textContent };
        });
      }, svg));
      assert.ok(boxes.length > 40);
      for (const { left, right, said: line } of boxes) assert.ok(left >= 31 && right <= 640 - 31, `${left} to ${right}: ${line}`);
    }));

  test("falls back to what needs no link where the capture is too long for one", () =>
    withPageOf(site.origin, browser, async (tab) => {
      const one = JSON.parse(evening())[1];
      // Versions stay as they are.
      const random = (seed) => Array.from({ length: 5 }, (_, index) => 1_000 + (Math.imul(seed * 31 + index, 2654435761) >>> 8) % 9_000).join(".");
      const many = JSON.stringify(Array.from({ length: 900 }, (_, index) => ({ ...one, time: one.time + index * 61_000, properties: { ...one.properties, $app_version: random(index), $lib_version: random(index + 9_999) } })));
      await putInto(tab, many);
      await readingDone(tab);
      await toSection(tab);
      assert.throws(() => new overshare.Analysis(many).share(JSON.stringify({ mode: "masked", times: "exact" })), /32000/);
      await tab.$$eval('input[name="pass-on-times"]', (all) => all.at(-1).click());
      await tab.waitForFunction(() => document.querySelector(".made-link input").value === "" && document.querySelector("link-maker [role=status]").textContent !== "");
      await tab.$eval("embed-maker summary", (summary) => summary.click());
      await tab.waitForFunction((made) => document.querySelector(`${made} textarea`).value !== "", {}, MADE);
      assert.ok((await tab.$eval("embed-maker", ({ innerText }) => innerText)).includes(text.tooLong));
      const disabled = await (await control(tab, text.kind)).evaluate(({ options }) => [...options].filter((option) => option.disabled).map(({ value }) => value));
      assert.deepEqual(disabled, ["element", "frame"]);
      assert.doesNotMatch(await code(tab), /#o1\./);
      assert.deepEqual(elementsOf(await choose(tab, text.kind, "picture")).map(({ name }) => name), ["img"]);
      assert.ok((await tab.$eval("embed-maker", ({ innerText }) => innerText)).includes(text.unlisted(800)));
    }));

  test("waits for the panel where something masked would be seen", () =>
    withPageOf(site.origin, browser, async (tab) => {
      await opened(browser, tab, JSON.stringify(JSON.parse(evening()).map((event) => ({ ...event, properties: { ...event.properties, leak: `seen ${person.phone} here` } }))));
      await tab.$$eval('masking-preview .kind button[aria-expanded="false"]', (all) => all.forEach((closed) => closed.click()));
      const decide = await tab.waitForSelector('::-p-xpath(//masking-preview//button[starts-with(@aria-label, "Reveal: ") and contains(@aria-label, "leak")])');
      await decide.evaluate((one) => one.click());
      await tab.waitForSelector("share-panel .notice:not([hidden]) ul", { visible: true });
      assert.equal(await code(tab), "");
      assert.equal(await said(tab), text.barred);
    }));

  test("is made of what leaves now, whatever was masked meanwhile", () =>
    withPageOf(site.origin, browser, async (tab) => {
      await opened(browser, tab);
      const picture = await choose(tab, text.kind, "picture");
      await tab.$eval("embed-maker details", (details) => { details.open = false; });
      const link = () => tab.$eval(".made-link input", ({ value }) => value);
      const masked = await link();
      await tab.$eval('input[name="pass-on-mode"]', (one) => one.click());
      await tab.waitForFunction((before) => ![before, ""].includes(document.querySelector(".made-link input").value), {}, masked);
      for (const view of ["Shown masked", "Shown unmasked"]) {
        await tab.focus("#main");
        await tab.keyboard.press("m");
        await tab.waitForFunction((words) => document.querySelector("#status").textContent === words, {}, view);
      }
      await toSection(tab);
      await tab.focus('input[name="pass-on-mode"]');
      await tab.keyboard.down("Control");
      await tab.keyboard.press("KeyZ");
      await tab.keyboard.up("Control");
      await tab.waitForFunction((before) => document.querySelector(".made-link input").value === before, {}, masked);
      assert.equal(await codeAgain(tab), picture);
    }));

  test("shows what was chosen where scripts run and frames are allowed", () =>
    withPageOf(site.origin, browser, async (tab) => {
      await opened(browser, tab);
      await choose(tab, text.event, "2");
      await choose(tab, text.fields, "own");
      for (const kind of ["element", "frame"]) {
        const snippet = await choose(tab, text.kind, kind);
        await inEmptyPage(browser, async (article) => {
          await article.goto(`${site.origin}/article`);
          await article.setContent(`<!doctype html><html lang="en"><title>An article</title><p>Before.</p>${snippet}<p>After.</p>`);
          const shown = kind === "element" ? article : await (await article.waitForSelector("iframe")).contentFrame();
          await shown.waitForFunction(() => document.querySelector("overshare-capture")?.shadowRoot?.textContent.includes("You searched for “⟦search-1⟧”"));
          const said = await shown.$eval("overshare-capture", ({ shadowRoot }) => shadowRoot.textContent);
          for (const secret of secrets) assert.ok(!said.includes(secret), secret);
        });
      }
    }));

  for (const width of [1280, 320]) {
    test(`is made in a part of the page that passes axe and stays inside it, ${width} pixels wide`, () =>
      withPageOf(site.origin, browser, async (tab) => {
        await tab.setViewport({ width, height: 800 });
        await tab.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
        await opened(browser, tab);
        for (const [fields, kind] of [["own", "frame"], ["all", "picture"], ["telling", "hugo"]]) {
          await choose(tab, text.fields, fields);
          await choose(tab, text.kind, kind);
          assert.equal(await tab.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), true, kind);
          await (width === 1280 ? passesAxe : passesRules)(tab, kind, "embed-maker");
        }
      }));
  }
});

/** A page of nobody, without a policy. */
async function inEmptyPage(browser, use) {
  const tab = await browser.newPage();
  try {
    await tab.setContent("<!doctype html><title>Empty</title>");
    return await use(tab);
  } finally {
    await tab.close();
  }
}
