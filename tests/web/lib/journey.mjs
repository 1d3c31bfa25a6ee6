// Reads the page as its readers do: by role and accessible name, with mouse or keyboard.

import assert from "node:assert/strict";
import { after, before } from "node:test";

/** What the page calls its parts. */
export const names = {
  heading: "See what your phone tells Xiaomi",
  box: "Captured request",
  status: /^(no|[\d,]+) events? in ([\d,]+) requests? read/,
  identifiers: "How it identifies you",
  events: "The events",
  field: ["Field", "Value", "What it means"],
  json: "Text as sent",
  bytes: "Bytes, layer by layer",
  hex: "As a hex dump",
  back: "Back to the list",
  another: "Paste another",
  stop: "Stop",
  progress: "Reading",
};

/** Selector of what has this accessible name and role. */
export const named = (name, role) => `::-p-aria(${name}${role ? `[role="${role}"]` : ""})`;

/** Opens the page and waits until it has loaded everything. */
export async function openPage(browser, origin, { onTab } = {}) {
  const tab = await browser.newPage();
  const problems = [];
  tab.on("pageerror", (error) => problems.push(`page error: ${error.message}`));
  tab.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  tab.setDefaultTimeout(60_000);
  await onTab?.(tab);
  await tab.goto(`${origin}/`);
  // With the reader alone the page can be used before: builds.test.mjs does.
  await tab.waitForSelector("body[data-ready][data-core-whole]");
  return { tab, problems };
}

/** Opens the page, hands it over, and closes it; fails where the console complains. */
export async function withPageOf(origin, browser, use, options) {
  const { tab, problems } = await openPage(browser, origin, options);
  try {
    await use(tab);
    assert.deepEqual(problems, []);
  } finally {
    await tab.close();
  }
}

/**
 * One tab for all tests of the suite around it, which loads the page anew for each of them; fails where the console
 * complains. For tests that leave neither a size nor a theme behind, nor look at the history.
 */
export function pageAnew(origin, browser, options) {
  let page;
  return async (use) => {
    if (page === undefined) {
      page = await openPage(browser(), origin(), options);
    } else {
      page.problems.length = 0;
      await page.tab.bringToFront();
      await page.tab.goto(`${origin()}/`);
      await page.tab.waitForSelector("body[data-ready][data-core-whole]");
    }
    await use(page.tab);
    assert.deepEqual(page.problems, []);
  };
}

/**
 * One page for all tests of the suite around it, each of which puts a capture of its own into it or leaves it as it is.
 * `browser` gives the one that the suite has by then. Fails at the end where the console complains.
 */
export function pageForAll(origin, browser, options) {
  let page;
  before(async () => {
    page = await openPage(browser(), origin(), options);
  });
  // It is closed with its browser.
  after(() => assert.deepEqual(page?.problems ?? [], []));
  return () => page.tab;
}

/** Drops a capture on a page, whatever it shows and whichever tab is in front, and waits for the result. */
export async function dropCapture(tab, text) {
  await tab.bringToFront();
  await forgetStatus(tab);
  await dropped(tab, "capture.txt", text);
  await readingDone(tab);
  await tab.waitForFunction(() => document.querySelector("#result").ariaBusy === "false");
}

/** Pastes into a box with the mouse and the clipboard. */
export async function pasteInto(browser, tab, text, box = names.box) {
  await copyText(browser, text);
  await tab.bringToFront();
  const area = await tab.waitForSelector(named(box, "textbox"), { visible: true });
  await area.click();
  await forgetStatus(tab);
  await shortcut(tab, "KeyV", "Paste");
}

/** Gives a box a text as a paste does, where the way into the box is not what is tested. */
export async function putInto(tab, text, box = names.box) {
  await forgetStatus(tab);
  await tab.waitForFunction((label, pasted) => {
    const area = [...document.querySelectorAll("textarea")].find((one) => one.labels[0]?.textContent === label && one.checkVisibility());
    if (!area) return false;
    area.focus();
    area.closest("paste-box").take(pasted);
    return true;
  }, {}, box, text);
}

/** The tab of another program, one for each browser, by which the clipboard is filled and read. */
const others = new WeakMap();
async function otherProgram(browser) {
  let tab = others.get(browser);
  if (tab === undefined || tab.isClosed()) {
    tab = await browser.newPage();
    await tab.setContent("<textarea></textarea>");
    others.set(browser, tab);
  }
  await tab.bringToFront();
  return tab;
}

/** Puts a text on the clipboard, as copying from another program does. */
export async function copyText(browser, text) {
  const other = await otherProgram(browser);
  await other.$eval("textarea", (area, content) => {
    area.value = content;
    area.focus();
    area.select();
  }, text);
  await shortcut(other, "KeyC", "Copy");
}

/** The text on the clipboard, as pasting it into another program shows it. */
export async function copiedText(browser, tab) {
  const other = await otherProgram(browser);
  await other.$eval("textarea", (area) => {
    area.value = "";
    area.focus();
  });
  await shortcut(other, "KeyV", "Paste");
  const pasted = await other.waitForFunction(() => document.querySelector("textarea").value);
  const text = await pasted.jsonValue();
  await tab.bringToFront();
  return text;
}

/** Presses Control and a key; Chromium wants to be told the editing command as well. */
export async function shortcut(tab, key, command) {
  await tab.keyboard.down("Control");
  await tab.keyboard.press(key, { commands: [command] });
  await tab.keyboard.up("Control");
}

/** Drops a file on the page, or on a part of it. */
export const dropped = (tab, name, text, on = "body") =>
  tab.$eval(on, (part, file, content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], file, { type: "application/json" }));
    part.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, name, text);

/** Waits until the last thing that the page said begins with these words. */
export const statusSays = (tab, words) =>
  tab.waitForFunction((wanted) => document.querySelector("#status").textContent.startsWith(wanted), {}, words);

/** Waits until the page says that it has read something, opens all of it, and says what. */
export async function readingDone(tab) {
  const said = await readingSaid(tab);
  await unfoldAll(tab);
  return said;
}

/** Waits until the page says that it has read something, and says what. */
export async function readingSaid(tab) {
  const status = await tab.waitForFunction(
    (source) => {
      const said = document.querySelector('[role="status"][aria-live]').textContent;
      return new RegExp(source).test(said) && said;
    },
    {},
    names.status.source,
  );
  return status.jsonValue();
}

/**
 * Opens all parts of a result, as a reader does who wants to see everything: what is open stays open for the next
 * capture and the next event. document.test.mjs sees how the page is before.
 */
export const unfoldAll = (tab) =>
  tab.evaluate(() => {
    for (const fold of document.querySelectorAll("#result :is(.part, .fold, .finding > details, .repeated):not([open]) > summary")) fold.click();
  });

/** Clears what the page has said last, so that the next reading can be told from it. */
export const forgetStatus = (tab) =>
  tab.evaluate(() => document.querySelector('[role="status"][aria-live]').replaceChildren());

/** The section under a heading. */
export async function sectionOf(tab, heading) {
  const found = await tab.waitForSelector(named(heading, "heading"), { visible: true });
  return found.evaluateHandle((element) => (element.closest(".section-head") ?? element).parentElement);
}

/** The text of the section under a heading. */
export const sectionText = async (tab, heading) => (await sectionOf(tab, heading)).evaluate(({ innerText }) => innerText);

/** The list of events; on narrow screens it comes back from behind the event that is shown. */
export async function eventTable(tab) {
  const table = await tab.waitForSelector(`[role="grid"][aria-label="${names.events}"]`);
  await tab.evaluate((list, label) => {
    if (list.checkVisibility()) return;
    [...document.querySelectorAll("button")].find((button) => button.textContent === label && button.checkVisibility()).click();
  }, table, names.back);
  return table;
}

/** What the rows of the list say that are laid out, in order. */
export async function eventTitles(tab) {
  const table = await eventTable(tab);
  return table.$$eval('[role="row"][aria-rowindex]:not([aria-rowindex="1"])', (rows) => rows.map((row) => row.innerText.trim()));
}

/** The row of the event at a place in the list, scrolled into view. */
export async function eventButton(tab, index) {
  const table = await eventTable(tab);
  const row = `[role="row"][aria-rowindex="${index + 2}"]`;
  await table.evaluate((list, selector, at) => {
    if (!list.querySelector(selector)) list.scrollTop = (list.scrollHeight * at) / (Number(list.ariaRowCount) - 1);
  }, row, index);
  return table.waitForSelector(`${row}:not([aria-busy])`);
}

/** What a chosen event shows, once it shows its fields. */
export async function openedEvent(tab, row) {
  const shown = await tab.waitForFunction(
    (chosen, columns) => {
      const region = document.getElementById(chosen.parentElement.closest("[aria-controls]").getAttribute("aria-controls"));
      if (chosen.ariaSelected !== "true" || !region.checkVisibility()) return null;
      const table = region.querySelector("table");
      const heads = [...(table?.querySelectorAll("thead th") ?? [])].map((cell) => cell.textContent);
      return heads.join() === columns.join() && region;
    },
    {},
    row,
    names.field,
  );
  await unfoldAll(tab);
  return shown.asElement();
}

/** The rows of the field table in a region: path, value as sent in full, meaning. */
export const fieldRows = (region) =>
  region.$$eval("tbody tr", (rows) =>
    rows.map((row) => {
      const [head, value, meaning] = row.cells;
      for (let more; (more = value.querySelector("code button")); ) more.click();
      return {
        path: [...head.querySelectorAll("code")].at(-1).textContent,
        value: value.querySelector("code").textContent,
        meaning: meaning.innerText.trim(),
      };
    }),
  );

/** Opens a disclosure inside a region by its name and gives what it holds. */
export async function disclosed(region, name) {
  const summary = await region.waitForSelector(`::-p-xpath(.//summary[normalize-space()="${name}"])`);
  await summary.click();
  const details = await summary.evaluateHandle((element) => element.parentElement);
  return details.asElement().waitForSelector("pre");
}

/** Presses Show more until all of a text is shown, and gives it. */
export const wholeText = (block) =>
  block.evaluate((element) => {
    for (let more; (more = element.querySelector("button")); ) more.click();
    return element.textContent;
  });

/** The hex dump of the JSON text of an event, of which so many bytes are shown, from the disclosure of its bytes. */
export async function hexDump(region, length) {
  await disclosed(region, names.bytes);
  // The button moves down when the bytes come, and a click on where it was is lost.
  await region.waitForSelector("byte-view [role=tabpanel]:not([aria-busy]) code:not(:empty)");
  const button = await region.waitForSelector(`::-p-xpath(.//button[normalize-space()="${names.hex}"])`, { visible: true });
  await button.click();
  // Until the place of the event is known, the beginning of all data stands there.
  const dump = await region.frame.waitForFunction((within, lines) => {
    const text = within.querySelector("byte-view code.dump")?.textContent ?? "";
    return text.trimEnd().split("\n").length === lines && text;
  }, {}, region, Math.ceil(length / 16));
  return dump.jsonValue();
}

/** The bytes of a hex dump. */
export function dumpedBytes(dump) {
  const bytes = dump
    .trimEnd()
    .split("\n")
    .flatMap((line) => line.slice(8).split("  ")[0].trim().split(" "))
    .map((hex) => Number.parseInt(hex, 16));
  return Buffer.from(bytes);
}

/**
 * Checks that the page shows what an independent decoding found.
 * `expected` contains the events, each as leaves.
 */
export async function expectReading(tab, expected) {
  const said = await readingDone(tab);
  assert.match(said, new RegExp(`^${expected.length.toLocaleString("en")} event`));
  const summary = await tab.waitForSelector("section.tells", { visible: true });
  const sentences = await summary.$$eval(".sentence-text", (items) => items.map(({ innerText }) => innerText));
  assert.ok(sentences.length > 0, "no sentence in the summary");
  assert.ok(sentences.every((sentence) => sentence.length > 3), sentences.join("\n"));

  const identifiers = await sectionOf(tab, names.identifiers);
  for (const closed of await identifiers.$$("button[aria-expanded=false]")) await closed.click();
  const shown = await identifiers.evaluate(({ innerText }) => innerText);
  const distinct = expected[0].find(([path]) => path === "distinct_id");
  if (distinct) assert.ok(shown.includes(JSON.parse(distinct[1])), `${distinct[1]} is not among\n${shown}`);

  const titles = await eventTitles(tab);
  if (expected.length <= 50) assert.equal(titles.length, expected.length);
  else assert.ok(titles.length >= 5 && titles.length < 100, `${titles.length} of ${expected.length} rows are in the page`);
  for (const title of titles) assert.ok(title.length > 3, `an event is called “${title}”`);
}

/** Checks an opened event against its leaves. */
export async function expectFields(region, leaves) {
  const rows = await fieldRows(region);
  const shown = rows.map(({ path, value }) => `${path} = ${value}`).sort();
  assert.deepEqual(shown, leaves.map(([path, lexeme]) => `${path} = ${lexeme}`).sort());
  for (const { path, meaning } of rows) assert.notEqual(meaning, "", `nothing stands beside ${path}`);
}

/** Chooses what to copy of a section, by the keyboard. */
export async function chooseCopy(tab, title, item) {
  await forgetStatus(tab);
  await (await tab.waitForSelector(named(`Copy … “${title}”`, "button"))).press("Enter");
  await (await tab.waitForSelector(`::-p-xpath(//*[@role="menuitem"][.="${item}"])`, { visible: true })).press("Enter");
}

export async function copySection(tab, title, item) {
  await chooseCopy(tab, title, item);
  await statusSays(tab, "Copied");
}
