// How a capture was unwrapped: every command that the page shows does in bash what the core did, byte for byte; the
// steps and the glossary by mouse and keyboard.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { deflateSync, gzipSync } from "node:zlib";

import { commandsOf, fileOf, fileOfRequest, stepLine, wholeLine } from "../../www/commands.js";
import * as english from "../../www/strings/en.js";
import { passesNarrow, passesRules } from "./lib/axe.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { isThorough } from "./lib/effort.mjs";
import { named, pageForAll, putInto, readingDone } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { servePage } from "./lib/server.mjs";

const WHOLE = 1 << 30;

const samples = readdirSync(inClone("www/samples")).map((file) => [file, readFileSync(inClone(`www/samples/${file}`))]);
const fixtures = readdirSync(inClone("tests/fixtures")).flatMap((protocol) =>
  readdirSync(inClone(`tests/fixtures/${protocol}`), { withFileTypes: true }).filter((one) => one.isDirectory())
    .map(({ name }) => {
      const file = (own) => inClone(`tests/fixtures/${protocol}/${name}/${own}`);
      const keys = existsSync(file("keys.txt")) ? readFileSync(file("keys.txt"), "utf8") : "";
      return [`${protocol}/${name}`, readFileSync(["paste.txt", "paste.bin"].map(file).find((one) => existsSync(one))), keys];
    }));

const records = JSON.stringify([1, 2, 3].map((number) => ({
  type: "track", event: "search", distinct_id: "b3f1a90c27d4e865", time: 1588938227000 + number, properties: { $lib: "Android", words: "räuber?>~" },
})));
const form = (value, before = "") => `${before}crc=1&gzip=1&data_list=${value}`;
const packed = gzipSync(records).toString("base64");
/** An archive whose second entry has the events, in the address where it has no body. */
const archive = (postData, more = {}) => JSON.stringify({ log: { version: "1.2", creator: {}, entries: [
  { request: { method: "GET", url: "https://news.example/", headers: [] } },
  { request: { method: "POST", url: `https://sa.example/sa.gif?project=x${postData || more._content ? "" : `&data=${encodeURIComponent(packed)}`}`, headers: [], postData, ...more } },
] } });
const head = "POST /sa?project=x HTTP/1.1\r\nHost: sa.example\r\n\r\n";
/** What no fixture has. */
const made = Object.entries({
  "zlib": form(encodeURIComponent(deflateSync(records).toString("base64"))),
  "URL-safe without padding": form(Buffer.from(records).toString("base64url")),
  "URL-safe with lost plus signs": form(Buffer.from(records).toString("base64").replaceAll("/", "_").replaceAll("+", " ")),
  "Base64 without padding": form(Buffer.from(records + " ").toString("base64").replaceAll("=", "")),
  "Base64 in lines with returns": packed.replace(/.{60}/g, "$&\r\n"),
  "Base64 with a foreign character": form(`${packed.slice(0, 202)}*${packed.slice(203)}`),
  "Base64 with a lone character": form(packed.slice(0, 201)),
  "a form that begins with a question mark": form(encodeURIComponent(packed), "?"),
  "a form with separators of HTML": form(encodeURIComponent(packed)).replaceAll("&", "&amp;"),
  "a form field at the end of a line": `gzip=1&\ndata_list=${encodeURIComponent(packed)}\n`,
  "blank lines before a request": `\n\n${head}${form(encodeURIComponent(packed))}`,
  "an address with a fragment": `https://sa.example/sa.gif?project=x&data=${encodeURIComponent(packed)}#data=there`,
  "a request whose address contains the events": `GET /sa.gif?project=x&data=${encodeURIComponent(packed)} HTTP/1.1\nHost: sa.example\n\n`,
  "pseudo headers whose path contains the events": `:method: GET\n:path: /sa.gif?project=x&data=${encodeURIComponent(packed)}\n:authority: sa.example\n`,
  "events in the address beside a body": `POST /sa.gif?project=x&data=${encodeURIComponent(packed)} HTTP/1.1\nHost: sa.example\n\nhello`,
  "a quoted command in a log": `ran "curl" 'https://sa.example/sa.gif?data=${encodeURIComponent(packed)}' at noon`,
  "a broken escape": form(encodeURIComponent(`${Buffer.from(records).toString("base64")}%zz`)).replace("%25zz", "%zz"),
  "a cut escape": form("%7B%22event%22%3A%22search%22%2"),
  "noise instead of gzip": form(Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), Buffer.alloc(40, 0xff)]).toString("base64")),
  "a damaged end": form(Buffer.concat([gzipSync(records).subarray(0, 60), Buffer.alloc(40, 0xff)]).toString("base64")),
  "nothing that decodes": form("****"),
  "a compressed archive": gzipSync(archive({ text: form(encodeURIComponent(packed)) })),
  "an archive with one character for each byte": archive({ text: gzipSync(form(encodeURIComponent(packed))).toString("latin1") }),
  "an archive with Base64 that jq takes elsewhere": archive(undefined, { _content: { text: Buffer.from(form(encodeURIComponent(packed))).toString("base64"), encoding: "base64" } }),
  "an archive in UTF-16 with a form taken apart": Buffer.from(archive({ params: [{ name: "crc", value: "1" }, { name: "data_list", value: packed }] }), "utf16le"),
  "an archive in UTF-16 with events in the address": Buffer.from(archive(), "utf16le").swap16(),
}).map(([name, paste]) => [name, Buffer.from(paste)]);
/** One sample with every coding, and the others at fewer places. */
const cuts = samples.flatMap(([file, paste]) => {
  const amount = file === "mint-browser.txt" ? 16 : 6;
  return Array.from({ length: amount }, (_, cut) => {
    const length = paste.length - 1 - Math.floor((paste.length * 0.55 * cut) / amount);
    return [`${file} up to ${length}`, paste.subarray(0, length)];
  });
});

let overshare;
before(async () => {
  overshare = await loadPackage();
});

const isPacked = (paste) => ["\x1f\x8b", "PK\x03\x04", "{\"constants\""].some((begin) => paste.toString("latin1", 0, begin.length) === begin);

/** Python itself: what chooses among several of them takes longer than a line does. */
const python = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** Without what is installed beside its standard library, of which no line makes use, Python starts in a third of the time. */
const PYTHON = `python3() { ${quoted(python)} -S "$@"; }\n`;

/** Runs lines, each in its folder, all in one bash one after the other; gives what each printed, complained about, and ended with. */
function runLines(lines) {
  const script = PYTHON + lines.map(({ folder, line }, index) => `cd ${quoted(folder)}\n(\nif [ -f key ]; then KEY=$(cat key); fi\n${line}\n) < /dev/null > .${index}.out 2> .${index}.err\necho $? > .${index}.code\n`).join("");
  const { status, stderr } = spawnSync("bash", { input: script });
  assert.deepEqual([status, String(stderr)], [0, ""]);
  return lines.map(({ folder }, index) => {
    const [output, complaints, code] = ["out", "err", "code"].map((kind) => readFileSync(join(folder, `.${index}.${kind}`)));
    return { output, complaints: String(complaints), code: Number(code) };
  });
}

const PRIVATE_KEYS = /-----BEGIN [A-Z\d ]*PRIVATE KEY[^]*?-----END [^-]*-----/g;

/** Lines that differ in nothing but the data are run as often as this in each group of captures: each starts a program or several. */
const ALIKE = 12;
/** The lines for all steps, which are as many as there are sequences of programs. */
const wholes = new Map();
/** Counts a line by its text without its numbers, and says whether it is one of the first of those that are alike. */
function isAmong(forms, line, first) {
  const form = line.replace(/\d+/g, "");
  forms.set(form, (forms.get(form) ?? 0) + 1);
  return isThorough || forms.get(form) <= first;
}

/**
 * Writes what the commands of a capture read into a folder. Gives each line, and what it has to print or to leave in a file.
 * The line for all steps is made of the programs that do them one by one: of those that are alike, the first is run.
 * What no line leaves in a file, since enough of its kind were run, is there for the next one all the same.
 */
async function commandsFor({ name, paste, keys: given = "", folder, forms }) {
  // Private keys can lie among the captures, and are blanked there; a certificate is no such key.
  const [among = ""] = String(paste).match(PRIVATE_KEYS) ?? [];
  const keys = given || among;
  const analysis = new overshare.Analysis(new Uint8Array(paste), JSON.stringify({ keys: given === "" ? [] : given }));
  const seen = { notes: new Set(), codecs: new Set(), whole: 0 };
  const lines = [];
  try {
    const report = JSON.parse(analysis.overview());
    for (const [index, { layers, at }] of report.requests.entries()) {
      const place = join(folder, String(index));
      mkdirSync(place, { recursive: true });
      const data = (step) => Buffer.from(analysis.bytes(index, step, 0, WHOLE));
      const commands = await commandsOf(report, index, async (step, start, count) => analysis.bytes(index, step, start, count));
      assert.equal(commands.length, layers.length);
      const { start, end } = at ?? { start: 0, end: paste.length };
      // In a file that is compressed, or that has it in many pieces, a request has no bytes of its own; the page saves what came of it.
      const captured = Buffer.from(paste.toString("latin1").replace(PRIVATE_KEYS, (block) => " ".repeat(block.length)), "latin1");
      const own = isPacked(paste) ? data(0) : captured.subarray(start, end);
      assert.deepEqual(data(0), own);
      // One request of many is saved by itself.
      const file = at ? fileOfRequest(index) : fileOf(0);
      writeFileSync(join(place, file), data(0));
      // The reader's key is where the page says that it has to be.
      if (keys.startsWith("-----BEGIN")) writeFileSync(join(place, "private.pem"), keys);
      else if (keys !== "") {
        writeFileSync(join(place, "key"), keys.trim());
        writeFileSync(join(place, "private.pem"), readFileSync(inClone("tests/keys/sm2-pkcs8.pem")));
      }
      for (const [step, layer] of layers.entries()) {
        const command = commands[step];
        if (command.note !== null) seen.notes.add(command.note);
        const isShown = layer.codec === "json";
        // What no command leaves in a file is there for the next one.
        if (command.pipe.length === 0 || isShown) writeFileSync(join(place, fileOf(step + 1)), data(step + 1));
        if (command.pipe.length === 0) {
          assert.notEqual(command.note, null, `${name}: step ${step + 1} has neither a command nor a reason`);
          continue;
        }
        seen.codecs.add(layer.codec);
        const line = stepLine(command, layer, step + 1, file);
        for (const piece of ["b3f1a90c27d4e865", packed.slice(0, 20), ...(keys === "" ? [] : keys.trim().split("\n"))]) assert.ok(!line.includes(piece));
        if (isAmong(forms, line, ALIKE)) {
          lines.push({ name, folder: place, line, note: command.note, expected: data(step + 1), isJson: isShown, file: isShown ? null : fileOf(step + 1) });
        } else if (!isShown) writeFileSync(join(place, fileOf(step + 1)), data(step + 1));
      }
      const whole = wholeLine(commands, layers, file);
      if (whole === null) continue;
      seen.whole += 1;
      if (!isAmong(wholes, whole, 1)) continue;
      const note = commands.some((command) => command.note === "checksum") ? "checksum" : null;
      lines.push({ name, folder: place, line: whole, note, expected: data(layers.length), isJson: /\bjq \./.test(whole), file: null });
    }
    return { lines, seen };
  } finally {
    analysis.free();
  }
}

/** Compares what a line did with what the core did. */
function expectSame({ name, folder, line, note, expected, isJson, file }, { output, complaints, code }) {
  if (note !== "checksum") assert.deepEqual([complaints, code], ["", 0], `${name}\n${line}`);
  const actual = file === null ? output : readFileSync(join(folder, file));
  if (isJson) assert.deepEqual(json(actual), json(expected), `${name}\n${line}`);
  else assert.ok(actual.equals(expected), `${name}\n${line}\ngave\n${actual.toString("latin1")}\ninstead of\n${expected.toString("latin1")}`);
}

/** One or several JSON values after each other. */
function json(bytes) {
  const text = String(bytes);
  try {
    return [JSON.parse(text)];
  } catch {
    return text.trim().split(/\n(?=[{[])/).map((one) => JSON.parse(one));
  }
}

const notes = new Set();
const codecs = new Set();
/** Every line that was run. */
const ran = [];
for (const [title, pastes] of Object.entries({ "the samples": samples, "the fixtures": fixtures, "what no fixture has": made, "samples cut off anywhere": cuts })) {
  test(`the commands do what the core did: ${title}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "overshare-steps-"));
    try {
      const lines = [];
      const forms = new Map();
      let whole = 0;
      for (const [index, [name, paste, keys]] of pastes.entries()) {
        const { lines: ofCapture, seen } = await commandsFor({ name, paste, keys, folder: join(folder, String(index)), forms });
        lines.push(...ofCapture);
        for (const note of seen.notes) notes.add(note);
        for (const codec of seen.codecs) codecs.add(codec);
        whole += seen.whole;
      }
      for (const [index, done] of runLines(lines).entries()) expectSame(lines[index], done);
      ran.push(...lines.map(({ line }) => line));
      assert.ok(whole > pastes.length / 3, `${whole} of ${pastes.length} captures have a command for the whole way`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test("every command in the pages of the formats is one of those", () => {
  const pages = readdirSync(inClone("docs/protocols")).map((file) => readFileSync(inClone(`docs/protocols/${file}`), "utf8"));
  const commands = pages.flatMap((page) => [...page.matchAll(/^ {7}(?:key=)?(.+)$/gm)].map(([, command]) => command));
  assert.ok(commands.length > 8);
  for (const command of commands) assert.ok(ran.some((line) => line.includes(command)), command);
});

test("every coding has been done by hand, and everything that can be said of a command was said", () => {
  assert.deepEqual([...codecs].sort(), ["aes", "base64", "brotli", "deflate", "form", "gzip", "hex", "http", "json", "json-string", "latin-1", "percent", "rc4", "sm4", "utf-16", "zlib", "zstd"]);
  assert.deepEqual([...notes].sort(), Object.keys(english.steps.notes).filter((note) => note !== "limit").sort());
});

test("words are explained in short sentences, in words that are explained themselves or need no explanation", () => {
  const told = [...Object.values(english.glossary).map(({ text }) => text), ...Object.values(english.codecUses), ...Object.values(english.steps.notes)];
  for (const text of told) {
    assert.match(text, /^[A-Za-z].*\.$/);
    for (const sentence of text.split(/(?<=\.) /)) assert.ok(sentence.split(" ").length <= 25, sentence);
  }
});

let site;
before(async () => {
  site = await servePage();
});
after(() => site?.close());

describe("how it was decoded", () => {
  let browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  /** Tests one after the other in a page with a capture that is already read. */
  const unwrapped = (file, tests) => describe(file, () => {
    const page = pageForAll(() => site.origin, () => browser);
    const paste = String(samples.find(([name]) => name === file)[1]);
    before(async () => {
      await putInto(page(), paste);
      await readingDone(page());
      await page().waitForSelector(".whole-way pre");
      await (await page().waitForSelector("unwrap-strip summary")).click();
    });
    for (const [title, use] of tests) test(title, () => use(page(), paste));
  });

  /** What the chosen step shows, once both sides are filled. */
  const chosen = async (tab) => {
    const shown = await tab.waitForFunction(() => {
      const [tabs, panels] = ["tab", "tabpanel"].map((role) => [...document.querySelectorAll(`unwrap-steps [role=${role}]`)]);
      const open = panels.filter((one) => one.checkVisibility());
      const selected = tabs.filter((one) => one.ariaSelected === "true");
      if (open.length !== 1 || selected.length !== 1 || selected[0].getAttribute("aria-controls") !== open[0].id) throw new Error("not one step is chosen");
      const [before, after] = open[0].querySelectorAll(".side pre");
      if (before.textContent === "" || after.textContent === "") return null;
      return {
        name: selected[0].textContent, step: tabs.indexOf(selected[0]), stops: tabs.filter(({ tabIndex }) => tabIndex === 0).length,
        heading: open[0].querySelector("h3").textContent, text: open[0].innerText, before: before.textContent, after: after.textContent,
      };
    });
    return shown.jsonValue();
  };

  /** The data after each step, by the package itself. */
  const layersOf = (paste) => {
    const analysis = new overshare.Analysis(paste, "");
    const { layers } = JSON.parse(analysis.overview()).requests[0];
    const data = [...layers, null].map((_, step) => Buffer.from(analysis.bytes(0, step, 0, WHOLE)));
    analysis.free();
    return { layers, data };
  };

  /** Where a heading does not say it, a section says in one short sentence how to read it. */
  const sectionsSay = async (tab) => {
    const sections = await tab.$$eval(":is(#result, #result ~ :is(knowledge-pack, section)) h2", (heads) => heads.filter((head) => head.checkVisibility()).map((head) => {
      const around = head.closest("summary")?.parentElement ?? head.closest(".section-head") ?? head.parentElement;
      return [head.textContent, [...around.querySelectorAll(":scope > .lead")].map(({ textContent }) => textContent)];
    }));
    assert.ok(sections.length >= 12, `${sections.length} sections`);
    for (const [title, leads] of sections) {
      assert.ok(leads.length <= 1, `“${title}” has ${leads.length} sentences under it`);
      if (leads.length === 0) continue;
      assert.match(leads[0], /^[^{}]+\.$/, title);
      assert.ok(!/[.!?] \p{L}/u.test(leads[0]), `“${title}”: ${leads[0]} has several sentences`);
      assert.ok(leads[0].split(" ").length <= 25, `“${title}”: ${leads[0]} is long`);
    }
  };

  const fits = (width) => async (tab) => {
    await tab.setViewport({ width, height: 800 });
    const check = async () => {
      await (width === 1280 ? passesRules : passesNarrow)(tab, "with steps", "unwrap-strip, unwrap-steps");
      assert.ok(await tab.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), "it scrolls sideways");
    };
    const tabs = await tab.$$("unwrap-steps [role=tab]");
    for (const one of [tabs[3], tabs.at(-1)]) {
      await one.click();
      await chosen(tab);
      await check();
    }
    await tab.click("unwrap-steps [role=tabpanel]:not([hidden]) .term");
    const place = await tab.waitForSelector(".explanation").then((box) => box.evaluate((element) => element.getBoundingClientRect().toJSON()));
    assert.ok(place.left >= 0 && place.right <= width, `from ${place.left} to ${place.right}`);
    await check();
    await tab.keyboard.press("Escape");
  };

  unwrapped("mint-browser.txt", [
    ["a word opens its explanation beside it, and Escape leads back", async (tab) => {
      const word = "unwrap-steps [role=tabpanel]:not([hidden]) .term";
      const heading = await tab.$eval("unwrap-steps h3", ({ textContent }) => textContent);
      await tab.focus(word);
      await tab.keyboard.press("Enter");
      const open = await tab.waitForFunction(() => {
        const box = document.activeElement;
        return box.matches(".explanation") && { text: box.innerText, name: box.ariaLabel, place: box.getBoundingClientRect().toJSON(), by: box.previousElementSibling.getBoundingClientRect().toJSON(), expanded: box.previousElementSibling.ariaExpanded };
      });
      const { text, name, place, by, expanded } = await open.jsonValue();
      assert.ok(text.includes(english.glossary.HTTP.text));
      assert.ok(name.includes(english.glossary.HTTP.text), "a screen reader that moves there hears the explanation");
      assert.equal(expanded, "true");
      assert.ok(Math.abs(place.top - by.bottom) < 24 || Math.abs(by.top - place.bottom) < 24, "the explanation is not beside the word");
      await tab.keyboard.press("Escape");
      assert.deepEqual(await tab.evaluate(() => [document.activeElement.className, document.activeElement.ariaExpanded, document.querySelectorAll(".explanation").length, document.querySelector("#paste-text").checkVisibility()]),
        ["term", "false", 0, false]);
      assert.equal(await tab.$eval("unwrap-steps h3", ({ textContent }) => textContent), heading);
      // By mouse: a press elsewhere closes it, and so does another press on the word.
      for (const close of [word, "unwrap-steps .lead"]) {
        await tab.click(word);
        await tab.waitForSelector(".explanation");
        await tab.click(close);
        await tab.waitForFunction(() => !document.querySelector(".explanation"));
      }
    }],
    ["all words stand in a list that is closed until it is asked for", async (tab) => {
      assert.equal(await tab.$eval("section.words", (section) => section.querySelectorAll("dt").length), 0);
      await (await tab.waitForSelector("section.words summary")).click();
      await tab.waitForSelector("section.words dd");
      const listed = await tab.$$eval("section.words dl > div", (items) => items.map(({ children }) => [...children].map(({ textContent }) => textContent)));
      const expected = Object.values(english.glossary).map(({ name, text }) => [name, text]);
      assert.deepEqual([...listed].sort(), expected.sort());
    }],
    ["a section says in one short sentence how to read it, or its heading does", sectionsSay],
    ["steps are walked through by arrows and by buttons, without losing the focus", async (tab, paste) => {
      const { layers } = layersOf(paste);
      const last = layers.length - 1;
      await tab.focus("unwrap-steps [role=tab][aria-selected=true]");
      const at = async (step) => {
        const { step: shown, stops } = await chosen(tab);
        assert.deepEqual([shown, stops], [step, 1]);
      };
      await at(0);
      for (const [key, step] of [["ArrowRight", 1], ["End", last], ["ArrowRight", last], ["ArrowLeft", last - 1], ["Home", 0], ["ArrowLeft", 0]]) {
        await tab.keyboard.press(key);
        await at(step);
        assert.ok(await tab.evaluate(() => document.activeElement.ariaSelected === "true"));
      }
      await tab.focus(".step-moves button:nth-of-type(2)");
      for (let step = 1; step <= last; step += 1) {
        await tab.keyboard.press("Enter");
        await at(step);
      }
      const inside = () => tab.evaluate(() => [document.activeElement.ariaDisabled, document.activeElement.matches(".step-moves button")]);
      assert.deepEqual(await inside(), ["true", true]);
      await tab.keyboard.press("Enter");
      await at(last);
    }],
    ["the strip leads to a step, which shows what went in, what came out and why", async (tab, paste) => {
      const { layers, data } = layersOf(paste);
      const index = layers.findIndex(({ codec }) => codec === "base64");
      await (await tab.waitForSelector(`unwrap-strip ${named(english.codecs.base64, "button")}`)).click();
      const base64 = await chosen(tab);
      assert.equal(base64.step, index);
      assert.match(base64.heading, new RegExp(`^Step ${index + 1} of ${layers.length}: Base64$`));
      for (const part of [english.codecUses.base64, layers[index].because.slice(1), "base64 -d"]) assert.ok(base64.text.includes(part), part);
      assert.equal(base64.before, `${data[index].toString("latin1").slice(0, 600)}…`);
      assert.match(base64.after, /^000000 {2}1f 8b 08/);
      assert.ok(await tab.evaluate(() => document.activeElement.role === "tab" || document.activeElement.getAttribute("role") === "tab"));
      await tab.keyboard.press("Escape");
      assert.ok(await tab.evaluate(() => document.activeElement.closest("unwrap-strip") !== null));
    }],
    ["more of both sides is shown on demand, to the last byte", async (tab, paste) => {
      const { layers, data } = layersOf(paste);
      await (await tab.waitForSelector(`unwrap-strip ${named(english.codecs.gzip, "button")}`)).click();
      await chosen(tab);
      const step = layers.findIndex(({ codec }) => codec === "gzip");
      /** Presses until there is no more. */
      const whole = async (side) => {
        for (;;) {
          const shown = await tab.evaluate((at) => {
            const one = document.querySelectorAll("unwrap-steps [role=tabpanel]:not([hidden]) .side")[at];
            const [text, more] = [one.querySelector("pre").textContent, one.querySelector("button")];
            if (more.hidden) return { whole: text };
            more.click();
            return { part: text };
          }, side);
          if ("whole" in shown) return shown.whole;
          await tab.waitForFunction((at, old) =>
            document.querySelectorAll("unwrap-steps [role=tabpanel]:not([hidden]) .side pre")[at].textContent !== old, {}, side, shown.part);
        }
      };
      const dump = await whole(0);
      const bytes = dump.trimEnd().split("\n").flatMap((line) => line.slice(8).split("  ")[0].trim().split(" ")).map((pair) => Number.parseInt(pair, 16));
      assert.deepEqual(Buffer.from(bytes), data[step]);
      assert.equal(await whole(1), String(data[step + 1]));
    }],
    ["passes axe and fits, 1280 pixels wide", fits(1280)],
    ["passes axe and fits, 320 pixels wide", fits(320)],
    // Last, since for some seconds a button says then that something was copied.
    ["what is shown as a command is what is copied", async (tab) => {
      await tab.evaluate(() => {
        globalThis.copied = [];
        Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { globalThis.copied.push(text); } } });
      });
      const shown = await tab.$$eval("unwrap-steps .command", (boxes) => boxes.map((box) => {
        box.querySelector("button").click();
        return [box.querySelector("pre").textContent, box.querySelector("button").ariaLabel];
      }));
      assert.ok(shown.length >= 6);
      assert.deepEqual(await tab.evaluate(() => globalThis.copied), shown.map(([line]) => line));
      assert.equal(new Set(shown.map(([, name]) => name)).size, shown.length);
    }],
  ]);

  unwrapped("damaged.txt", [
    ["a section says in one short sentence how to read it, or its heading does", sectionsSay],
    ["a damaged capture says where a command cannot follow", async (tab) => {
      const text = await tab.evaluate(() => {
        for (const panel of document.querySelectorAll("unwrap-steps [role=tabpanel]")) panel.hidden = false;
        return document.querySelector("unwrap-steps").innerText;
      });
      for (const note of ["part", "cut", "stops"]) assert.ok(text.includes(english.steps.notes[note]), `${note} is missing in\n${text}`);
      assert.ok(text.includes("crc does not match"));
    }],
  ]);
});
