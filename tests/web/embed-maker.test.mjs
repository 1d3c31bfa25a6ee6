// What a writer puts into an article, made in the page: the code for each kind of page, and the picture.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import sharp from "sharp";

import { chosenFields } from "../../www/embed/fields.js";
import { embed as text } from "../../www/strings/en.js";
import { passesAxe, passesNarrow, passesRules } from "./lib/axe.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { evening, person, secrets } from "./lib/captures.mjs";
import { engines } from "./lib/engines.mjs";
import { copiedText, forgetStatus, named, pageAnew, putInto, readingDone, withPageOf } from "./lib/journey.mjs";
import { elementsOf, only, rowsOf } from "./lib/markup.mjs";
import { loadPackage } from "./lib/package.mjs";
import { servePage } from "./lib/server.mjs";

let site;
let overshare;
before(async () => {
  site = await servePage({ "/article": "<!doctype html><title>An article</title><link rel=\"icon\" href=\"data:,\">" });
  overshare = await loadPackage();
});
after(() => site?.close());

const KINDS = Object.keys(text.kinds);
const PAGE = "https://overshare.example/read/";
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
  await tab.waitForFunction(() => document.querySelector("share-panel .status").textContent.startsWith("Of "));
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

for (const { name, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
  describe(`a writer with ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());
    const inPage = pageAnew(() => site.origin, () => browser);

    inFirefoxWithTime("gets the code with nothing but the keyboard", () =>
      inPage(async (tab) => {
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
        assert.equal(only(copied, "iframe").src, `${site.origin}/pkg/frame.html#${new URLSearchParams({ src: payload, event: "2" })}`);
        assert.equal(only(copied, "a").href, `${site.origin}/#${payload}/event-2`);
        assert.match(await said(tab), /^[\d,.]+ k?B to paste\.$/);
        for (const secret of secrets) assert.ok(!copied.includes(secret), secret);
      }));

    inFirefoxWithTime("gets nothing that was made by choices of before, however quick the hand", () =>
      inPage(async (tab) => {
        await opened(browser, tab);
        await forgetStatus(tab);
        const structure = new overshare.Analysis(evening()).share(JSON.stringify({ mode: "structure" }));
        await tab.evaluate((label) => {
          document.querySelector("share-panel input[type=radio]").click();
          [...document.querySelectorAll("embed-maker button")].find((one) => one.textContent === label).click();
        }, text.copy);
        await tab.waitForFunction(() => document.querySelector("#status").textContent === "Copied");
        assert.ok((await copiedText(browser, tab)).includes(`href="${site.origin}/#${structure}/event-2"`));
        await forgetStatus(tab);
        await tab.evaluate(() => {
          document.querySelectorAll("share-panel input[type=radio]")[1].click();
          document.querySelector("link-maker button.primary").click();
        });
        await tab.waitForFunction(() => document.querySelector("#status").textContent === "Copied");
        assert.equal((await copiedText(browser, tab)).trim(), `${site.origin}/#${new overshare.Analysis(evening()).share()}`);
      }));

    inChromium("gets for each kind what it should be", () =>
      inPage(async (tab) => {
        await opened(browser, tab);
        const analysis = new overshare.Analysis(evening());
        const payload = analysis.share();
        const choice = (others = {}) => JSON.stringify({ figure: { event: 2, fields: "telling", page: `${site.origin}/`, ...others } });
        const figure = new TextDecoder().decode(analysis.export("figure", choice()));
        const file = analysis.exportName("figure", choice());
        assert.equal(await choose(tab, text.kind, "static"), figure);
        assert.ok(figure.includes(`${site.origin}/#${payload}`));
        const element = await choose(tab, text.kind, "element");
        assert.deepEqual(only(element, "overshare-capture"), { src: payload, event: "2" });
        assert.ok(element.includes(figure));
        assert.equal(await choose(tab, text.kind, "markdown"), new TextDecoder().decode(analysis.export("figure-markdown", choice())));
        assert.equal(await choose(tab, text.kind, "wordpress"), `<!-- wp:html -->\n${figure}<!-- /wp:html -->\n`);
        assert.equal(await choose(tab, text.kind, "hugo"), `{{< overshare "${file}" >}}\n`);
        assert.equal(await choose(tab, text.kind, "jekyll"), `{% include overshare.html file="${file}" %}\n`);
        assert.equal(await choose(tab, text.kind, "eleventy"), `{% overshare "${file}" %}\n`);
        assert.equal(await choose(tab, text.kind, "mkdocs"), `--8<-- "${file}"\n`);
        const picture = await choose(tab, text.kind, "picture");
        assert.equal(only(picture, "a").href, `${site.origin}/#${payload}/event-2`);
        const { alt, src, width, height } = only(picture, "img");
        assert.equal(src, file.replace(/html$/, "png"));
        assert.equal(width, "640");
        assert.ok(Number(height) > 300);
        assert.match(alt, /^Event 2 of 5: You searched for “⟦search-1⟧”\. Search terms: ⟦search-1⟧ \(High\)\. User ID: ⟦install-1⟧ \(Medium\)\./);
        assert.ok(alt.length <= 400);
        // Each says where it works.
        for (const kind of KINDS) {
          await choose(tab, text.kind, kind);
          assert.ok((await tab.$eval("embed-maker", ({ innerText }) => innerText)).includes(text.kinds[kind].text), kind);
        }
      }));

    inChromium("chooses the event, the fields, the caption, the colors and the address", () =>
      inPage(async (tab) => {
        await opened(browser, tab);
        await choose(tab, text.kind, "element");
        const attributes = async () => only(await code(tab), "overshare-capture");
        const rows = async () => rowsOf(await code(tab)).length;
        const events = await (await control(tab, text.event)).evaluate(({ options }) => [...options].map(({ value }) => value));
        assert.deepEqual(events, ["2", "3", "5", "1", "4", "all"]);
        assert.equal((await attributes()).event, "2", "the most sensitive one");
        await choose(tab, text.event, "1");
        assert.equal((await attributes()).event, "1");
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
      inPage(async (tab) => {
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
      inPage(async (tab) => {
        const own = await opened(browser, tab);
        await tab.focus("#main");
        await tab.keyboard.press("m");
        await tab.waitForFunction(() => document.querySelector("#status").textContent === "Values hidden");
        await toSection(tab);
        assert.equal(await codeAgain(tab), own);
        await tab.goto("about:blank");
        await tab.goto(`${site.origin}/#${new overshare.Analysis(evening()).share()}`);
        await readingDone(tab);
        await toSection(tab);
        // What came by a link says so, here and in the link that is made of it.
        const again = await codeAgain(tab);
        assert.ok(again.includes(" From a link; its maker says that values were hidden; not verified."));
        const alike = (code) => code.replace(" From a link; its maker says that values were hidden; not verified.", "").replace(" hidden values, its maker says.", " hidden values.").replaceAll(/#o1\.[\w.-]+/g, "#");
        assert.equal(alike(again), alike(own));
      }));

    inFirefoxWithTime("gets what the panel's choices leave, and takes nothing back by undoing in the caption", () =>
      inPage(async (tab) => {
        const masked = await opened(browser, tab);
        assert.match(await (await control(tab, text.caption)).evaluate(({ value }) => value), /^What one request tells Xiaomi\. This request apparently tells Xiaomi which account this belongs to and that you loaded a page on “⟦site-1⟧”/);
        await tab.$eval('input[name="pass-on-mode"]', (one) => one.click());
        const structure = await otherCode(tab, masked);
        assert.equal(structure, new TextDecoder().decode(new overshare.Analysis(evening()).export("figure", JSON.stringify({ mode: "structure", figure: { event: 2, page: `${site.origin}/` } }))));
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
      inPage(async (tab) => {
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
  const inPage = pageAnew(() => site.origin, () => browser);

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
    inPage(async (tab) => {
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
    inPage(async (tab) => {
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
    inPage(async (tab) => {
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
    inPage(async (tab) => {
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
    inPage(async (tab) => {
      await opened(browser, tab, JSON.stringify(JSON.parse(evening()).map((event) => ({ ...event, properties: { ...event.properties, leak: `seen ${person.phone} here` } }))));
      await tab.$$eval('masking-preview .kind button[aria-expanded="false"]', (all) => all.forEach((closed) => closed.click()));
      const decide = await tab.waitForSelector('::-p-xpath(//masking-preview//button[starts-with(@aria-label, "Show: ") and contains(@aria-label, "leak")])');
      await decide.evaluate((one) => one.click());
      await tab.waitForSelector("share-panel .notice:not([hidden]) ul", { visible: true });
      assert.equal(await code(tab), "");
      assert.equal(await said(tab), text.barred);
    }));

  test("is made of what leaves now, whatever was masked meanwhile", () =>
    inPage(async (tab) => {
      await opened(browser, tab);
      const picture = await choose(tab, text.kind, "picture");
      await tab.$eval("embed-maker details", (details) => { details.open = false; });
      const link = () => tab.$eval(".made-link input", ({ value }) => value);
      const masked = await link();
      await tab.$eval('input[name="pass-on-mode"]', (one) => one.click());
      await tab.waitForFunction((before) => ![before, ""].includes(document.querySelector(".made-link input").value), {}, masked);
      for (const view of ["Values hidden", "Values shown"]) {
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
    inPage(async (tab) => {
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
          await (width === 1280 ? passesAxe : passesNarrow)(tab, kind, "embed-maker");
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
