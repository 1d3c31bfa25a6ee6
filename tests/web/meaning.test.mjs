// What the page says about a capture as a whole, and the reader's own tools: findings, survival, summary, what stands
// inside values, one's own value, a second capture, a knowledge pack.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launchChromium } from "./lib/browser.mjs";
import { DAY, evening, pack, person } from "./lib/captures.mjs";
import { dropped, eventButton, fieldRows, forgetStatus, named, openedEvent, pageForAll, putInto, readingDone, sectionText, statusSays, withPageOf } from "./lib/journey.mjs";
import { loadPackage } from "./lib/package.mjs";
import { servePage } from "./lib/server.mjs";

const severities = ["Neutral", "Low", "Medium", "High", "Critical"];
const bases = { observed: "Observed", inferred: "Inferred", sourced: "Sourced" };
const acts = ["Restart the app", "Clear its data", "Reinstall it", "Reset the ad ID", "Wait 90 days", "Factory reset", "New SIM", "New device"];

let site;
let overshare;
let report;

before(async () => {
  site = await servePage();
  overshare = await loadPackage();
  report = JSON.parse(overshare.decode(evening()));
});

after(() => site?.close());

/** The path of the field that has the focus and stands out, if one does. */
const pointedAt = (tab) =>
  tab.evaluate(() => {
    const rows = document.querySelectorAll("tr[data-pointed]");
    return rows.length === 1 && rows[0] === document.activeElement ? rows[0].querySelector("code").textContent : null;
  });

/** Waits until a field has the focus and stands out. */
const waitForField = (tab, path) =>
  tab.waitForFunction((wanted) => {
    const [row, another] = document.querySelectorAll("tr[data-pointed]");
    return row === document.activeElement && !another && row.querySelector("code").textContent === wanted;
  }, {}, path);

/** What stands out must be in the window and look different from its neighbors. */
const standsOut = (tab) =>
  tab.evaluate(() => {
    const row = document.activeElement;
    const { top, bottom } = row.getBoundingClientRect();
    const other = [...row.parentElement.rows].find((one) => one !== row);
    return top < innerHeight && bottom > 0 && getComputedStyle(row).backgroundColor !== getComputedStyle(other).backgroundColor;
  });

describe("what a reader is told", () => {
  let browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  /** A test that looks at what the page says, and leaves it as it is. */
  const page = pageForAll(() => site.origin, () => browser);
  before(async () => {
    await putInto(page(), evening());
    await readingDone(page());
  });
  const says = (title, use) => test(title, () => use(page()));
  /** A test with the capture already read, in a page of its own. */
  const told = (title, use) =>
    test(title, () => withPageOf(site.origin, browser, async (tab) => {
      await putInto(tab, evening());
      await readingDone(tab);
      await use(tab);
    }));

  says("every finding has its text, labels, sources and evidence", async (tab) => {
    assert.ok(report.findings.length > 3);
    const shown = await tab.$$eval(".follows li", (items) => items.map((item) => ({
      text: item.innerText,
      shapes: item.querySelectorAll("svg").length,
      places: item.querySelectorAll("a.place").length,
      links: [...item.querySelectorAll("a:not(.place)")].map(({ href }) => href),
    })));
    const expected = report.findings.slice(0, shown.length);
    assert.ok(shown.length === report.findings.length || shown.length === 8);
    for (const [index, finding] of expected.entries()) {
      const { text, shapes, places, links } = shown[index];
      for (const part of [finding.title, finding.text, severities[finding.severity], bases[finding.basis]]) {
        assert.ok(text.includes(part), `“${part}” is missing in\n${text}`);
      }
      assert.ok(shapes >= 2 && places >= 1, text);
      assert.deepEqual(links, finding.sources.map((id) => report.sources.find((source) => source.id === id).url));
    }
  });

  told("evidence opens the event, points at the field, and lets go", async (tab) => {
    const places = report.findings.flatMap(({ paths }) => paths).map((path) => path.split(".").slice(2).join("."));
    const [first, second] = [...new Set(places.filter((path) => path !== ""))];
    const press = async (path) => {
      const button = await tab.evaluateHandle((wanted) => {
        const last = wanted.split(".").at(-1);
        const found = [...document.querySelectorAll(".follows code a")].find(({ textContent }) => textContent === last);
        found.focus();
        return found;
      }, path);
      await tab.keyboard.press("Enter");
      await waitForField(tab, path);
      assert.ok(await standsOut(tab));
      return button;
    };
    await press(first);
    const button = await press(second);
    await tab.keyboard.press("Escape");
    assert.equal(await pointedAt(tab), null);
    assert.ok(await button.evaluate((element) => element === document.activeElement && !document.querySelector("[data-pointed]")));
  });

  says("the summary goes by topics, each where it belongs, with one label a sentence and one legend", async (tab) => {
    const shown = await tab.$$eval("#result [data-topic] .sentence", (items) => items.map((item) => [
      item.querySelector("[data-part=text]").textContent, item.querySelector(".basis").textContent,
      [...document.querySelectorAll("#result :is(h2, h3)")].findLast((head) => head.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING).textContent,
    ]));
    const titles = { content: "What this tells Xiaomi", identification: "What this tells Xiaomi", position: "What Xiaomi says about it", limits: "What we cannot know" };
    const expected = Object.keys(titles).flatMap((topic) => report.summary.filter((one) => one.topic === topic)
      .map(({ text, basis }) => [text, bases[basis], titles[topic]]));
    assert.equal(expected.length, report.summary.length);
    assert.deepEqual(shown, expected);
    assert.deepEqual(Object.keys(titles).filter((topic) => !report.summary.some((one) => one.topic === topic)), []);
    assert.deepEqual(await tab.$$eval("dl.legend dt", (items) => items.map(({ textContent }) => textContent)), Object.values(bases));
  });

  says("sessions and the wait for the upload are in plain words", async (tab) => {
    const text = await sectionText(tab, "When it was recorded");
    assert.match(text, /^2 sessions by the device’s clock; a gap of 30 minutes starts a new one\.$/m);
    assert.match(text, /3 events\n.*2 events/);
    assert.match(text, /Uploaded about 2 minutes later\./);
  });

  says("the settings that limit it stand with the versions they are known for", async (tab) => {
    const settings = await tab.$eval(".you-can", ({ innerText }) => innerText);
    assert.match(settings, /Version 3\.4\.0 has no setting that stops this[^]*3\.4\.3[^]*Known for Mint Browser/);
    assert.ok((await tab.$$(".you-can .advice a[href^='https://']")).length >= 2);
  });

  says("each identifier has a row for what it survives, in words and drawn, the longest-lasting first", async (tab) => {
    const table = await tab.waitForSelector("identifier-list table");
    const { heads, rows } = await table.evaluate((element) => ({
      heads: [...element.querySelectorAll("thead th[scope=col]")].map(({ textContent }) => textContent),
      rows: [...element.querySelectorAll("tbody tr:not(.identity)")].map((row) => [...row.cells].map((cell) => ({
        tag: cell.tagName, words: cell.querySelector(".mark, button")?.textContent ?? cell.textContent,
        drawn: getComputedStyle(cell, "::before"), note: cell.querySelector("sup")?.lastChild.textContent,
      })).map(({ drawn, ...cell }) => ({ ...cell, shape: `${drawn.backgroundImage} ${drawn.backgroundColor} ${drawn.height}` }))),
    }));
    assert.deepEqual(heads.slice(1), acts);
    const notes = await tab.$$eval("identifier-list .reasons li", (items) => items.map(({ firstChild }) => firstChild.textContent));
    const weight = { stays: 2, depends: 1, changes: 0 };
    const endurance = ({ survives }) => survives.reduce((sum, { outcome }) => sum + weight[outcome], 0);
    const expected = [...report.identifiers].sort((one, other) => endurance(other) - endurance(one));
    assert.equal(rows.length, expected.length);
    assert.ok(expected.some(({ survives }) => survives.some(({ outcome, because }) => outcome === "depends" && because)));
    const shapes = new Map();
    for (const [index, [head, ...cells]] of rows.entries()) {
      const { label, survives } = expected[index];
      assert.deepEqual([head.tag, head.words], ["TH", label]);
      assert.deepEqual(cells.map(({ words }) => words), survives.map(({ outcome }) => outcome));
      assert.deepEqual(cells.map(({ note }) => (note ? notes[note - 1] : null)), survives.map(({ because }) => because));
      for (const [act, { shape }] of cells.entries()) {
        const { outcome } = survives[act];
        assert.equal(shapes.get(outcome) ?? shape, shape);
        shapes.set(outcome, shape);
      }
    }
    assert.equal(new Set(shapes.values()).size, 3);
    await tab.setViewport({ width: 320, height: 700 });
    const blocks = await table.evaluate((element) => [...element.querySelectorAll("tbody td[data-label]")].map((cell) => ({
      named: getComputedStyle(cell, "::after").content === "none" ? "" : cell.dataset.label, inside: cell.getBoundingClientRect().right <= innerWidth,
    })));
    assert.deepEqual(blocks.slice(0, acts.length).map(({ named: label }) => label), acts);
    assert.ok(blocks.every(({ inside }) => inside));
    assert.ok(await tab.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
  });

  told("what stands inside a value is named, with how to get there and what it equals", async (tab) => {
    const fields = async (index) => {
      const button = await eventButton(tab, index);
      await button.click();
      return openedEvent(tab, button);
    };
    const rows = await fieldRows(await fields(0));
    const { meaning } = rows.find(({ path }) => path === "properties.url");
    assert.match(meaning, /e-mail address/);
    assert.match(meaning, /next › .*cp/);
    assert.ok(meaning.includes(person.mail));
    assert.match(meaning, /Certainly|Probably|Possibly/i);
    const region = await fields(4);
    const link = await region.waitForSelector('tr[data-path="properties.device_hash"] .detections a');
    await link.click();
    await waitForField(tab, "properties.$device_id");
  });

  told("a field shows its meaning, why it matters, its grade in words, and its sources in full", async (tab) => {
    const button = await eventButton(tab, 0);
    await button.click();
    const region = await openedEvent(tab, button);
    const field = JSON.parse(overshare.decode(evening())).requests[0].events[0].fields.find(({ path }) => path === "properties.$device_id");
    const row = await region.waitForSelector('tr[data-path="properties.$device_id"]');
    await (await row.waitForSelector("summary")).click();
    const sources = field.sources.map((id) => report.sources.find((source) => source.id === id));
    await row.waitForSelector("details li");
    const text = await row.evaluate(({ innerText }) => innerText);
    for (const part of [field.meaning, field.matters, `Evidence ${field.grade}, the maker’s own source: ${sources.length} sources`, ...sources.map(({ title }) => title)]) {
      assert.ok(text.includes(part), `“${part}” is missing in\n${text}`);
    }
    assert.equal(text.match(/read on \d+ \w+ \d{4}/g).length, sources.length);
    const addresses = await row.$$eval("td details a", (links) => links.map(({ href }) => href));
    assert.deepEqual(addresses, sources.flatMap(({ url, archive }) => (archive === null ? [url] : [url, archive])));
  });

  told("a value of one’s own is found in all its forms, and kept nowhere", async (tab) => {
    const input = await tab.waitForSelector(named("Something that is yours", "textbox"));
    const said = (words) => tab.waitForFunction((wanted) => new RegExp(wanted).test(document.querySelector("own-value [role=status]").textContent), {}, words);
    assert.deepEqual(await input.evaluate(({ type, autocomplete, spellcheck, name: sent, form }) => [type, autocomplete, spellcheck, sent, form]), ["text", "off", false, "", null]);
    const length = await tab.evaluate(() => history.length);
    await input.type(person.phone);
    await tab.keyboard.press("Enter");
    await said("^Found");
    const { hits } = JSON.parse(new overshare.Analysis(evening()).findValue(person.phone));
    const forms = new Set(hits.map(({ encoding }) => encoding));
    assert.ok(forms.has("plain") && forms.has("md5"), [...forms].join());
    const shown = await tab.$$eval("own-value li", (items) => items.map(({ innerText }) => innerText));
    assert.equal(shown.length, Math.min(hits.length, 10));
    assert.ok(shown.some((text) => /^As text, as typed: it is all of \$device_id in event 1, in 5 events\.$/.test(text)), shown.join("\n"));
    assert.ok(shown.some((text) => /^As its MD5 hash.*device_hash in event 5/.test(text)), shown.join("\n"));
    assert.equal(await tab.evaluate(() => history.length), length);
    await (await tab.waitForSelector("own-value li a")).click();
    await waitForField(tab, "properties.$device_id");
    await tab.keyboard.press("Escape");
    const kept = await tab.evaluate((typed) => [document.title, location.href, JSON.stringify(history.state), document.cookie,
      ...Object.values(localStorage), ...Object.values(sessionStorage)].some((text) => text?.includes(typed)), person.phone);
    assert.equal(kept, false);
    await (await tab.waitForSelector("::-p-xpath(//own-value//button[normalize-space()='Clear'])")).click();
    assert.deepEqual(await tab.evaluate(() => [document.querySelector("own-value input").value, document.querySelectorAll("own-value li").length, document.activeElement.tagName]), ["", 0, "INPUT"]);
    // Typed and left alone, it is looked for after a pause.
    await input.type("nobody@nowhere.example");
    await said(`^Not found, in these forms: ${JSON.parse(new overshare.Analysis(evening()).findValue("nobody@nowhere.example")).searched[0]}`);
  });

  told("a second capture is compared, swapped and removed", async (tab) => {
    await (await tab.waitForSelector("::-p-xpath(//summary[contains(., 'Compare with a second capture')])")).click();
    await putInto(tab, evening({ later: 112 * DAY }), "Second capture");
    await statusSays(tab, "Compared");
    const compare = (one, other) => JSON.parse(new overshare.Analysis(one).compare(new overshare.Analysis(other)));
    const expected = compare(evening(), evening({ later: 112 * DAY }));
    const shown = () => tab.$eval("capture-comparison .compared", (element) => element.innerText);
    let text = await shown();
    assert.equal(expected.rotation?.happened, false);
    for (const part of [...expected.text, expected.rotation.text, bases[expected.rotation.basis]]) assert.ok(text.includes(part), `“${part}” is missing in\n${text}`);
    const rows = await tab.$$eval("capture-comparison .compared table:first-of-type tbody tr", (all) => all.map(({ cells }) => [...cells].map(({ innerText }) => innerText)));
    assert.deepEqual(rows.map(([, outcome]) => outcome.split("\n")[0]), expected.identifiers.map(({ outcome }) => outcome));
    const press = async (label) => (await tab.waitForSelector(`::-p-xpath(//capture-comparison//button[normalize-space()='${label}'])`)).click();
    assert.doesNotMatch(text, /Swap/);
    await press("Remove the second");
    const box = await tab.waitForSelector(named("Second capture", "textbox"), { visible: true });
    assert.deepEqual(await box.evaluate((element) => [element.value, element === document.activeElement]), ["", true]);
    assert.equal(await shown(), "");
    // Only where a capture has no times does the reader say which is the earlier.
    const undated = evening({ timeless: true });
    await putInto(tab, undated, "Second capture");
    await statusSays(tab, "Compared");
    text = await shown();
    assert.match(text, /It is taken as the later one/);
    for (const sentence of compare(evening(), undated).text) assert.ok(text.includes(sentence), sentence);
    await press("Swap earlier and later");
    await tab.waitForFunction(() => /It is taken as the earlier one/.test(document.querySelector(".compared").innerText));
    text = await shown();
    for (const sentence of compare(undated, evening()).text) assert.ok(text.includes(sentence), sentence);
    await press("Remove the second");
    // The first capture is untouched by all that.
    const row = await eventButton(tab, 1);
    await row.click();
    await openedEvent(tab, row);
  });

  told("a knowledge pack that is dropped explains fields until it is removed", async (tab) => {
    const wobble = async (index) => {
      const button = await eventButton(tab, index);
      await button.click();
      const rows = await fieldRows(await openedEvent(tab, button));
      return rows.find(({ path }) => path === "properties.wobble").meaning;
    };
    assert.match(await wobble(4), /no source known/);
    await forgetStatus(tab);
    await dropped(tab, "pack.json", pack);
    await statusSays(tab, "Knowledge pack in use");
    const check = JSON.parse(overshare.checkPack(pack));
    const text = await tab.$eval("knowledge-pack", ({ innerText }) => innerText);
    assert.ok(text.includes(check.name), text);
    assert.ok(check.problems.length > 0);
    for (const { line, message } of check.problems) assert.ok(text.includes(String(line)) && text.includes(message.slice(1)), text);
    const explained = await wobble(4);
    assert.match(explained, /How much the phone wobbles/);
    assert.ok(explained.includes(`from your pack “${check.name}”`), explained);
    await (await tab.waitForSelector(named("Remove the pack", "button"))).click();
    await statusSays(tab, "Knowledge pack removed");
    assert.match(await wobble(4), /no source known/);
    // A capture that is dropped is still read as one.
    await forgetStatus(tab);
    await dropped(tab, "capture.json", evening({ later: DAY }).slice(1, -1).split("},{")[0] + "}");
    await readingDone(tab);
    // Whoever reads a list or a name alone sees whose words they are.
    await forgetStatus(tab);
    await dropped(tab, "pack.json", pack);
    await statusSays(tab, "Knowledge pack in use");
    await forgetStatus(tab);
    await dropped(tab, "capture.json", evening({ later: DAY }).replaceAll('"$SignUp"', '"wobbled"').replaceAll('"track_signup"', '"track"'));
    await readingDone(tab);
    const button = await eventButton(tab, 4);
    const from = `(from the pack “${check.name}”)`;
    const listed = await button.evaluate((own) => own.closest("[role=row], tr, li")?.innerText ?? own.innerText);
    assert.ok(listed.includes(`Apparently ${from}: You wobbled`), listed);
    await button.click();
    const opened = await (await openedEvent(tab, button)).evaluate(({ innerText }) => innerText);
    assert.ok(opened.includes(`Wobble ${from}`), opened);
    assert.ok(opened.includes(`You moved the phone. ${from}`), opened);
  });
});
