// Passing a capture on: what leaves and what is chosen about it, the link and what becomes of it in another page, the
// masked view.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { passesRules } from "./lib/axe.mjs";
import { evening, person, secrets } from "./lib/captures.mjs";
import { engines } from "./lib/engines.mjs";
import { copiedText, copyText, dropCapture, eventButton, eventTitles, forgetStatus, named, names, pageForAll, pasteInto, putInto, readingDone, shortcut, unfoldAll, withPageOf } from "./lib/journey.mjs";
import { mintLikeUpload } from "./lib/mint-like.mjs";
import { loadPackage } from "./lib/package.mjs";
import { servePage } from "./lib/server.mjs";
import { splitAddress } from "../../www/place.js";

const DEVICE = "properties.$device_id";
const SEARCH = "properties.search_word";

let site;
let overshare;
let payload;

before(async () => {
  site = await servePage();
  overshare = await loadPackage();
  payload = new overshare.Analysis(evening()).share();
});
after(() => site?.close());

for (const { name, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
  describe(`a reader with ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /** A test with a capture already read, and what leaves of it worked out. */
    const sharing = (inBrowsers, title, use, paste = evening()) =>
      inBrowsers(title, () => withPageOf(site.origin, browser, async (tab) => {
        await putInto(tab, paste);
        await readingDone(tab);
        await toSection(tab);
        await use(tab);
      }));
    const page = pageForAll(() => site.origin, () => browser);
    /** One in the page that all these have, each with a capture of its own. */
    const deciding = (title, use, paste = evening()) =>
      inChromium(title, async () => {
        await dropCapture(page(), paste);
        await toSection(page());
        await use(page());
      });
    const opened = (inBrowsers, title, use, address) =>
      inBrowsers(title, () => withPageOf(site.origin, browser, async (tab) => {
        await open(tab, `${site.origin}/${address()}`);
        await use(tab);
      }));

    async function toSection(tab) {
      await tab.$eval("#pass-on", (heading) => heading.scrollIntoView());
      await linkWhere(tab, () => true);
    }
    /** Opens an address as following a link from elsewhere does. */
    async function open(tab, address) {
      await tab.goto("about:blank");
      await tab.goto(address);
      await tab.waitForSelector("body[data-ready]");
    }
    const press = async (tab, label, role = "button") => (await tab.waitForSelector(named(label, role), { visible: true })).evaluate((one) => one.click());
    /** Presses with the mouse: Firefox lets nothing else fill the clipboard. */
    const click = async (tab, label) => (await tab.waitForSelector(named(label, "button"), { visible: true })).click();
    /** Waits until there is a link of which something holds, and gives it. */
    async function linkWhere(tab, holds) {
      let link;
      for (let rounds = 0; rounds < 600; rounds += 1) {
        link = await tab.$eval(".made-link input", ({ value }) => value);
        if (link !== "" && await holds(link)) return link;
        await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
      }
      throw new Error(`the link stayed ${link}`);
    }
    const theLink = (tab) => linkWhere(tab, () => true);
    const otherLink = (tab, before) => linkWhere(tab, (link) => link !== before);
    /** What a link tells, read by the package alone. */
    const told = (link) => {
      const analysis = overshare.openShared(splitAddress(new URL(link).hash).payload);
      return { ...JSON.parse(analysis.overview()), text: JSON.stringify(JSON.parse(analysis.events(0, 1000)).events.map(({ index }) => JSON.parse(analysis.event(index)))) };
    };
    const banner = (tab) => tab.waitForSelector("shared-banner section", { visible: true });
    const bannerText = async (tab) => (await banner(tab)).evaluate(({ innerText }) => innerText);
    const hash = (tab) => tab.evaluate(() => location.hash);
    const mainText = (tab) => tab.$eval("#result", ({ innerText }) => innerText);
    /** The first sentences and the titles of the events. */
    const shown = async (tab) => (await unfoldAll(tab), { tells: await tab.$$eval("section.tells > :not(.provenance)", (all) => all.map(({ innerText }) => innerText).join("\n")), titles: await eventTitles(tab) });

    /** Opens the kind of data that a field belongs to, and gives what its row says. */
    async function row(tab, path) {
      const search = await tab.waitForSelector(named("Find in the fields", "searchbox"));
      await search.evaluate((input, wanted) => {
        input.value = wanted;
        input.dispatchEvent(new Event("input"));
      }, path);
      const found = await tab.waitForFunction((wanted) => [...document.querySelectorAll(".preview tr")]
        .find((one) => [...one.querySelectorAll("th code, th button")].some(({ textContent }) => textContent === wanted)), {}, path);
      return found.asElement();
    }
    const cells = async (tab, path) => (await row(tab, path)).evaluate((one) => [...one.cells].slice(1).map(({ innerText }) => innerText.trim()));
    const decide = async (tab, path, label) => (await (await row(tab, path)).$(`::-p-xpath(.//button[normalize-space()="${label}"])`)).evaluate((one) => one.click());
    const asked = (tab) => tab.waitForSelector(".asking [role=group]", { visible: true });
    async function reveal(tab, path) {
      const before = await theLink(tab);
      await decide(tab, path, "Show");
      await (await (await asked(tab)).$(`::-p-xpath(.//button[.="Show"])`)).evaluate((one) => one.click());
      return otherLink(tab, before);
    }

    sharing(inBothBrowsers, "shares, and somebody else sees the same", async (tab) => {
      const link = await theLink(tab);
      assert.equal(link, `${site.origin}/#${payload}`);
      await click(tab, "Copy link");
      await tab.waitForFunction(() => document.querySelector("#status").textContent === "Copied");
      assert.equal(await copiedText(browser, tab), link);
      for (const secret of secrets) assert.ok(!told(link).text.includes(secret), secret);
      await withPageOf(site.origin, browser, async (other) => {
        await open(other, link);
        assert.match(await readingDone(other), /^5 events in 1 request/);
        assert.equal(await other.$eval("paste-box", (box) => box.checkVisibility()), false);
        const text = await bannerText(other);
        assert.match(text, /You opened this from a link\. Sensitive values were hidden, its maker says: [^]*Times count from the first event\. Whoever made this link says so; Overshare cannot check/);
        await other.$eval("shared-banner details", (details) => (details.open = true));
        const { masking } = told(link);
        assert.ok(masking.placeholders.length > 3);
        const full = await bannerText(other);
        for (const { word, label, count } of masking.placeholders) {
          assert.ok(full.includes(label) && full.includes(`⟦${word}⟧`) && full.includes(`${count} place`), label);
        }
        const theirs = await shown(other);
        const page = await mainText(other);
        for (const secret of secrets) assert.ok(!page.includes(secret), secret);
        assert.match(page, /⟦search-1⟧/);
        // No date is left, and none is made of the times that count from the first event.
        assert.match(page, /T\+1:22/);
        assert.doesNotMatch(page.replace(/\(read on[^)]*\)|Sources[^]*/g, ""), /1970|\b6 May 2020/);
        // Whoever shared it sees exactly that in the masked view.
        await tab.bringToFront();
        await forgetStatus(tab);
        await press(tab, "Hide my values");
        await tab.waitForFunction(() => document.querySelector("#status").textContent === "Values hidden");
        assert.deepEqual(await shown(tab), theirs);
        await other.bringToFront();
      });
    });

    opened(inBothBrowsers, "finds the places of a link, and keeps what it carries in the address", async (tab) => {
      await tab.waitForFunction(() => document.activeElement.matches('[data-pointed][data-path="properties.search_word"]'));
      const carried = `#${payload}`;
      assert.equal(await hash(tab), `${carried}/event-2/properties.search_word`);
      // Following a reference, a section of the page, and the way back.
      await (await tab.$("main a.place")).evaluate((link) => link.click());
      await tab.waitForFunction((start) => location.hash.startsWith(`${start}/event-`) && !location.hash.endsWith("search_word"), {}, carried);
      await tab.$eval('a.anchor[href$="points-to"]', (link) => link.click());
      await tab.waitForFunction((wanted) => location.hash === wanted, {}, `${carried}/points-to`);
      assert.equal(await tab.evaluate(() => document.activeElement.textContent), names.identifiers);
      await tab.evaluate(() => history.back());
      await tab.waitForFunction(() => /event-\d+$/.test(location.hash));
      await tab.evaluate(() => history.back());
      await tab.waitForFunction(() => location.hash.endsWith("/properties.search_word") && document.activeElement.matches("a.place"));
      // What is copied leads others to the capture too.
      await (await eventButton(tab, 1)).click();
      await (await tab.waitForSelector('tr[data-path="properties.search_word"] copy-menu button')).click();
      await (await tab.waitForSelector('::-p-xpath(//*[@role="menuitem"][.="Link"])')).click();
      await tab.waitForFunction(() => document.querySelector("#status").textContent === "Copied: Link");
      assert.equal(await copiedText(browser, tab), `${site.origin}/${carried}/event-2/properties.search_word`);
      // Once removed, it stays removed: in the address, and on the way back.
      await tab.$eval('a.anchor[href$="points-to"]', (link) => link.click());
      await tab.waitForFunction(() => location.hash.endsWith("/points-to"));
      await press(tab, "Remove from this tab’s address");
      await tab.waitForFunction(() => location.hash === "");
      await (await tab.$("main a.place")).evaluate((link) => link.click());
      await tab.waitForFunction(() => /^#event-\d+$/.test(location.hash));
      await tab.evaluate(() => history.go(-2));
      await tab.waitForFunction(() => location.hash === "");
      assert.match(await mainText(tab), /⟦search-1⟧/);
    }, () => `#${payload}/event-2/${SEARCH}`);

    inChromium("rewrites the address at most once a second", () =>
      withPageOf(site.origin, browser, async (tab) => {
        await putInto(tab, evening());
        await readingDone(tab);
        for (let index = 1; index <= 8; index += 1) {
          await tab.evaluate((to) => { location.hash = `#event-${to}`; }, (index % 4) + 1);
          await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
        }
        const times = await tab.evaluate(() => globalThis.rewritten);
        assert.ok(times.length >= 2, String(times));
        for (const [index, time] of times.slice(1).entries()) assert.ok(time - times[index] >= 990, String(times));
      }, {
        onTab: (tab) => tab.evaluateOnNewDocument(() => {
          globalThis.rewritten = [];
          const { replaceState } = history;
          history.replaceState = (...given) => {
            globalThis.rewritten.push(performance.now());
            replaceState.apply(history, given);
          };
        }),
      }));

    inFirefoxWithTime("goes back from a link to the empty page and forward again, and from one link to another", () =>
      withPageOf(site.origin, browser, async (tab) => {
        const other = new overshare.Analysis(evening({ later: 60_000 })).share('{"mode":"structure"}');
        assert.notEqual(other, payload);
        const go = (to) => tab.evaluate((where) => { location.hash = where; }, to);
        const says = (words) => tab.waitForFunction((wanted) => document.querySelector("shared-banner").innerText.includes(wanted), {}, words);
        await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1100)));
        await go(`#${payload}`);
        await says("Sensitive values were hidden");
        await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1100)));
        await go(`#${other}`);
        await says("values were taken out");
        await tab.evaluate(() => history.back());
        await says("Sensitive values were hidden");
        await tab.evaluate(() => history.back());
        await tab.waitForFunction(() => document.body.dataset.state === "before" && document.querySelector("shared-banner").hidden);
        await tab.waitForSelector(named(names.box, "textbox"), { visible: true });
        await tab.evaluate(() => history.forward());
        await says("Sensitive values were hidden");
        // A recording of one's own takes its place, in the address too.
        await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1100)));
        await press(tab, names.another);
        await putInto(tab, evening());
        await readingDone(tab);
        await tab.waitForFunction(() => location.hash === "" && document.querySelector("shared-banner").hidden);
        assert.match(await mainText(tab), /headache for three days/);
      }));

    inChromium("pastes a link, or what stands behind its #", () =>
      withPageOf(site.origin, browser, async (tab) => {
        for (const text of [`https://elsewhere.example/page#${payload}`, payload]) {
          await pasteInto(browser, tab, text);
          assert.match(await readingDone(tab), /^5 events/);
          assert.match(await bannerText(tab), /You opened this from a link/);
          // What nobody put into the address does not get there.
          assert.equal(await hash(tab), "");
          assert.equal(await tab.$(named("Remove from this tab’s address", "button")), null);
          await press(tab, names.another);
        }
        await copyText(browser, `${payload}/event-2/properties.search_word`);
        await tab.bringToFront();
        await tab.focus("#main");
        await shortcut(tab, "KeyV", "Paste");
        await tab.waitForFunction(() => document.querySelector('[data-pointed][data-path="properties.search_word"]'));
      }));

    inChromium("is told what is wrong with a link, and what to do", () =>
      withPageOf(site.origin, browser, async (tab) => {
        const wrong = [
          [payload.slice(0, -20), /end of this link is missing[^]*ask for a file/],
          [payload.replace(/(.{60})(.)/, (_, before, letter) => before + (letter === "A" ? "B" : "A")), /changed on its way/],
          [payload.replace("o1.", "o3."), /later version/],
        ];
        const isTold = async (link, answer) => {
          const text = await bannerText(tab);
          assert.match(text, /This link cannot be opened\./);
          assert.match(text, answer);
          assert.match(text, /Read a capture of your own below/);
          assert.ok(!text.includes(link.slice(5, 40)));
          await tab.waitForSelector(named(names.box, "textbox"), { visible: true });
        };
        // Each answer to a paste takes the place of another one.
        await open(tab, `${site.origin}/`);
        for (const [link, answer] of wrong) {
          await putInto(tab, link);
          await tab.waitForFunction((source) => new RegExp(source).test(document.querySelector("shared-banner").innerText), {}, answer.source);
          await isTold(link, answer);
        }
        for (const [link, answer] of wrong) {
          await open(tab, `${site.origin}/#${link}`);
          await isTold(link, answer);
        }
        await passesRules(tab, "with a link that is wrong");
        await press(tab, "Remove from this tab’s address");
        await tab.waitForFunction(() => location.hash === "");
        await putInto(tab, evening());
        await readingDone(tab);
        assert.equal(await tab.$eval("shared-banner", ({ hidden }) => hidden), true);
      }));

    sharing(inChromium, "locks a link with a passphrase, which opens it and which nothing else holds", async (tab) => {
      const open_ = await theLink(tab);
      await (await tab.waitForSelector("::-p-xpath(//summary[.='Encrypt it with a passphrase'])")).evaluate((one) => one.click());
      const field = await tab.waitForSelector('link-maker input[type="password"]', { visible: true });
      assert.match(await tab.$eval("link-maker", ({ innerText }) => innerText), /AES-256-GCM[^]*PBKDF2-HMAC-SHA-256 in 600,000 rounds/);
      await field.type("four horses");
      await tab.keyboard.press("Enter");
      const link = await otherLink(tab, open_);
      assert.match(link, /#o1\.mp\./);
      assert.ok(!decodeURIComponent(link).includes("horses"));
      assert.equal(await tab.$eval('.made-link label', ({ textContent }) => textContent), "Link, encrypted with your passphrase");
      // What is chosen afterwards is locked too.
      await press(tab, "Structure: names and kinds of fields without their values, for a forum or the press.", "radio");
      const structure = await otherLink(tab, link);
      assert.match(structure, /#o1\.sp\./);
      await withPageOf(site.origin, browser, async (other) => {
        await open(other, `${link}/event-2/${SEARCH}`);
        const text = await bannerText(other);
        assert.match(text, /This link is encrypted/);
        assert.equal(await other.$eval("paste-box", (box) => box.checkVisibility()), false);
        await passesRules(other, "with a locked link");
        assert.equal(await other.evaluate(() => document.activeElement.type), "password");
        await other.keyboard.type("four houses");
        await other.keyboard.press("Enter");
        await other.waitForFunction(() => document.querySelector("shared-banner").innerText.includes("does not fit"));
        await other.keyboard.type("four horses");
        await press(other, "Open link");
        assert.match(await readingDone(other), /^5 events/);
        assert.match(await bannerText(other), /Sensitive values were hidden/);
        await other.waitForFunction((path) => document.querySelector(`[data-pointed][data-path="${path}"]`), {}, SEARCH);
        assert.equal(await other.evaluate(() => location.href), `${link}/event-2/${SEARCH}`);
        assert.ok(!(await other.evaluate(() => document.documentElement.outerHTML)).includes("four horses"));
        await other.bringToFront();
      });
      // Closing the box forgets it.
      await tab.bringToFront();
      await tab.$eval("link-maker .raw", (details) => (details.open = false));
      assert.match(await otherLink(tab, structure), /#o1\.s\./);
      assert.equal(await field.evaluate(({ value }) => value), "");
      assert.match(await tab.$eval("link-maker", ({ textContent }) => textContent), /The link is not encrypted/);
    });

    deciding("sees what leaves beside what stands there, and decides about it", async (tab) => {
      const first = await theLink(tab);
      assert.deepEqual(await cells(tab, DEVICE), [person.phone, "⟦device-1⟧", "hidden", "5", "Show"]);
      assert.match(await tab.$eval("share-panel .status", ({ textContent }) => textContent), /^Of \d+ fields, \d+ shared as sent, \d+ shortened, \d+ hidden/);
      // What tells much is asked back, in place; refusing changes nothing.
      await decide(tab, DEVICE, "Show");
      const question = await asked(tab);
      assert.match(await question.evaluate(({ innerText }) => innerText), new RegExp(`Show “Android ID”\\? Everybody who gets it would read “${person.phone}”\\. How sensitive: Medium`));
      assert.ok(await question.evaluate((one) => one.contains(document.activeElement)));
      await passesRules(tab, "asking back", "share-panel");
      await (await question.$('::-p-xpath(.//button[.="Keep hidden"])')).evaluate((one) => one.click());
      await tab.waitForFunction(() => !document.querySelector(".asking") && document.activeElement.textContent === "Show");
      assert.equal(await theLink(tab), first);
      const revealed = await reveal(tab, DEVICE);
      assert.match(revealed, /#o1\.r\./);
      assert.ok(told(revealed).text.includes(person.phone) && !told(revealed).text.includes("headache"));
      assert.deepEqual(await cells(tab, DEVICE), [person.phone, person.phone, "as it is your choice", "5", "Hide"]);
      assert.equal(await tab.evaluate(() => document.querySelector('input[name="pass-on-mode"]:checked').labels[0].textContent.split(":")[0]), "My own choice");
      // Undone and done again, by button and by key.
      await press(tab, "Undo");
      assert.equal(await linkWhere(tab, (link) => link === first), first);
      await tab.focus('masking-preview select');
      await shortcut(tab, "KeyY", "Redo");
      await linkWhere(tab, (link) => link === revealed);
      await shortcut(tab, "KeyZ", "Undo");
      await linkWhere(tab, (link) => link === first);
      await tab.keyboard.down("Shift");
      await shortcut(tab, "KeyZ", "Redo");
      await tab.keyboard.up("Shift");
      await linkWhere(tab, (link) => link === revealed);
      // What was changed can be listed, masked again, and all of it taken back.
      await tab.$eval('masking-preview input', (input) => {
        input.value = "";
        input.dispatchEvent(new Event("input"));
      });
      await tab.select("masking-preview select", "changed");
      assert.deepEqual(await tab.$$eval(".preview tr:not(.kind) th button", (all) => all.map(({ textContent }) => textContent)), ["Android ID"]);
      await tab.select("masking-preview select", "kept");
      assert.ok((await tab.$$eval(".preview tr:not(.kind) td:nth-child(4)", (all) => all.map(({ textContent }) => textContent))).every((text) => text.startsWith("as it is")));
      await tab.select("masking-preview select", "all");
      await decide(tab, DEVICE, "Hide");
      await linkWhere(tab, (link) => link === first);
      // A field that leaves by rule can be masked.
      await decide(tab, "properties.$os", "Hide");
      const less = await otherLink(tab, first);
      assert.ok(!told(less).text.includes('"$os","value":"\\"Android\\""'));
      await press(tab, "Back to the default");
      await linkWhere(tab, (link) => link === first);
    });

    deciding("decides about a kind of data, and about one value everywhere", async (tab) => {
      const first = await theLink(tab);
      await row(tab, SEARCH);
      await tab.$eval(".preview tr.kind button[data-key^=reveal]", (one) => one.click());
      const question = await asked(tab);
      assert.match(await question.evaluate(({ innerText }) => innerText), /Show all of “.*”\? Everybody who gets it would read: .*Search terms/);
      await (await question.$('::-p-xpath(.//button[.="Show"])')).evaluate((one) => one.click());
      const all = await otherLink(tab, first);
      assert.ok(told(all).text.includes("headache for three days") && told(all).text.includes("guitar lesson"));
      await (await row(tab, SEARCH)).$eval("th button", (one) => one.click());
      const values = await tab.waitForSelector(".preview tr.one-value");
      assert.match(await values.evaluate(({ innerText }) => innerText), /headache for three days/);
      await (await values.$('::-p-xpath(.//button[.="Hide everywhere"])')).evaluate((one) => one.click());
      const fewer = await otherLink(tab, all);
      assert.ok(!told(fewer).text.includes("headache") && told(fewer).text.includes("guitar lesson"));
    });

    deciding("leaves nothing while something that is masked would be seen, and is shown how to mend it", async (tab) => {
      const first = await theLink(tab);
      // A text that holds a number which stays masked where it stands by itself.
      await decide(tab, "properties.leak", "Show");
      const notice = await tab.waitForSelector("share-panel .notice:not([hidden]) ul", { visible: true });
      const id = await notice.evaluate((one) => one.closest(".notice").id);
      const barred = () => tab.$$eval("link-maker button.primary, .formats button, complaint-helper button", (all) => all.filter((one) => one.ariaDisabled === "true").map((one) => one.getAttribute("aria-describedby")));
      assert.ok((await barred()).length >= 18);
      assert.deepEqual([...new Set(await barred())], [id]);
      assert.equal(await tab.$eval(".made-link input", ({ value }) => value), "");
      await press(tab, "Copy link");
      await press(tab, "Save: JSON");
      assert.notEqual(await tab.$eval("#status", ({ textContent }) => textContent), "Copied");
      await passesRules(tab, "with a leak", "share-panel");
      // The place is a link.
      await (await notice.$("a")).evaluate((one) => one.click());
      await tab.waitForFunction(() => document.querySelector('[data-pointed][data-path="properties.leak"]'));
      // Nor does the masked view show it.
      await tab.keyboard.press("m");
      await tab.waitForFunction(() => document.activeElement.querySelector(":scope > #pass-on"));
      assert.equal(await tab.$eval("shared-banner", ({ hidden }) => hidden), true);
      await (await notice.$('::-p-xpath(.//button[.="Hide this field"])')).evaluate((one) => one.click());
      await linkWhere(tab, (link) => link === first);
      assert.deepEqual(await barred(), []);
      // Or the value is revealed wherever it stands.
      await decide(tab, "properties.leak", "Show");
      const again = await tab.waitForSelector("share-panel .notice:not([hidden]) ul", { visible: true });
      await (await again.$('::-p-xpath(.//button[.="Show the value too"])')).evaluate((one) => one.click());
      await (await (await asked(tab)).$('::-p-xpath(.//button[.="Show"])')).evaluate((one) => one.click());
      const mended = await theLink(tab);
      assert.ok(told(mended).text.includes(person.phone));
    }, JSON.stringify(JSON.parse(evening()).map((event) => ({ ...event, properties: { ...event.properties, leak: `seen ${person.phone} here` } }))));

    sharing(inChromium, "shows it masked for pictures of the screen, and copies only what it shows", async (tab) => {
      await tab.$eval("#events", (heading) => heading.scrollIntoView());
      await tab.keyboard.press("m");
      await tab.waitForFunction(() => document.querySelector("#status").textContent === "Values hidden");
      assert.match(await bannerText(tab), /Your values are hidden, as in what you would share/);
      const everything = () => tab.evaluate(() => [document.querySelector("main").innerText, ...[...document.querySelectorAll("input, textarea")].map(({ value }) => value)].join("\n"));
      for (const secret of secrets) assert.ok(!(await everything()).includes(secret), secret);
      assert.equal(await tab.$eval("own-value", (one) => one.checkVisibility()), false);
      assert.equal(await tab.$eval("capture-comparison", (one) => one.checkVisibility()), false);
      await passesRules(tab, "masked");
      // Escape would open the box, in which the recording stood.
      await tab.keyboard.press("Escape");
      assert.equal(await tab.$eval("#paste-text", ({ value }) => value), "");
      await tab.focus("#main");
      await tab.keyboard.press("e");
      const copies = [];
      const rows = await tab.$$('[role="row"][data-index]');
      await rows[1].click();
      await tab.waitForFunction(() => document.querySelector('event-detail tr[data-path="properties.search_word"]'));
      for (const [selector, items] of [['tr[data-path="properties.search_word"] copy-menu button', ["Text of the value", "Field with its meaning"]], [".raw-actions copy-menu button", ["Text as sent", "Event in words"]]]) {
        for (const item of items) {
          await (await tab.$(`event-detail ${selector}`)).click();
          await forgetStatus(tab);
          await (await tab.waitForSelector(`::-p-xpath(//*[@role="menuitem"][.="${item}"])`)).click();
          await tab.waitForFunction(() => document.querySelector("#status").textContent.startsWith("Copied"));
          copies.push(await copiedText(browser, tab));
        }
      }
      await forgetStatus(tab);
      await (await tab.$("section.tells .section-copy copy-menu button")).click();
      await (await tab.waitForSelector('::-p-xpath(//*[@role="menuitem"][.="Text"])')).click();
      await tab.waitForFunction(() => document.querySelector("#status").textContent.startsWith("Copied"));
      copies.push(await copiedText(browser, tab));
      const wholeRequest = async () => {
        await tab.$eval("request-list details", (one) => { one.open = true; });
        const press = await tab.waitForSelector('request-list copy-button button[aria-label$=": the whole request"]', { visible: true });
        await forgetStatus(tab);
        await press.click();
        await tab.waitForFunction(() => document.querySelector("#status").textContent.startsWith("Copied"));
        return copiedText(browser, tab);
      };
      copies.push(await wholeRequest());
      assert.equal(JSON.parse(copies.at(-1)).length, JSON.parse(evening()).length);
      assert.equal(copies[0], "⟦search-1⟧");
      for (const copied of copies) for (const secret of secrets) assert.ok(!copied.includes(secret), `${secret} in ${copied}`);
      // The way back, to the same text in the box.
      await press(tab, "Show my own values");
      await tab.waitForFunction(() => document.querySelector("#status").textContent === "Values shown");
      assert.match(await mainText(tab), /headache for three days/);
      assert.equal(await tab.$eval("#paste-text", ({ value }) => value), evening());
      assert.equal(await tab.$eval("shared-banner", ({ hidden }) => hidden), true);
      assert.equal(await wholeRequest(), evening());
      // The help sheet knows the key.
      await tab.focus("#main");
      await tab.keyboard.press("?");
      assert.match(await tab.$eval("dialog[open]", ({ innerText }) => innerText), /m\s+Hide my values, or show them again/);
    });

    deciding("is told where a link fits, and is offered a file where it does not", async (tab) => {
      const meter = () => tab.$eval("link-maker", ({ innerText }) => innerText);
      const { length } = await theLink(tab);
      assert.match(await meter(), new RegExp(`${length} characters: fits everywhere, also in a Discord message`));
      for (const [events, words] of [[100, /[\d,]+ characters: (fits in most places, some chats cut it|only in e-mail, documents, pages)/], [2500, /too long for a link: it would have more than 32,000/]]) {
        await press(tab, names.another);
        await putInto(tab, mintLikeUpload(events).body);
        await readingDone(tab);
        await tab.$eval("#pass-on", (heading) => heading.scrollIntoView());
        await tab.waitForFunction((source) => new RegExp(source).test(document.querySelector("link-maker").innerText), {}, words.source);
      }
      assert.ok(await tab.$eval("link-maker button.primary", (one) => one.ariaDisabled === "true"));
      await tab.waitForSelector(named("Save it as a file instead (HTML report)", "button"), { visible: true });
    });

    deciding("draws a QR code with a text beside it, for as long as the link fits", async (tab) => {
      await (await tab.waitForSelector("::-p-xpath(//summary[.='QR code'])")).evaluate((one) => one.click());
      const code = await tab.waitForSelector(".qr svg[role=img]");
      const link = await theLink(tab);
      assert.equal(await code.evaluate((one) => one.ariaLabel ?? one.getAttribute("aria-label")), `QR code of the link, ${link.length} characters`);
      const { size } = JSON.parse(overshare.qrCode(link));
      assert.equal(await code.evaluate((one) => one.getAttribute("viewBox")), `0 0 ${size + 8} ${size + 8}`);
    });

    deciding("leads to the event or field that is open, where the link has it", async (tab) => {
      const first = await theLink(tab);
      await (await tab.$$('[role="row"][data-index]'))[1].evaluate((one) => one.click());
      await tab.waitForFunction(() => document.querySelector('event-detail tr[data-path="properties.search_word"]'));
      await tab.$eval('event-detail tr[data-path="properties.search_word"] a[rel=bookmark]', (link) => link.click());
      await tab.waitForFunction(() => document.querySelector("[data-pointed]"));
      await tab.$eval("link-maker input[type=checkbox]", (one) => one.focus());
      await press(tab, "Lead to search_word in event 2", "checkbox");
      const second = await otherLink(tab, first);
      assert.equal(second, `${first}/event-2/properties.search_word`);
      // Another event is opened, and the reader comes back for the link.
      await (await tab.$$('[role="row"][data-index]'))[2].evaluate((one) => one.click());
      await tab.waitForFunction(() => document.querySelector("event-detail").innerText.includes("guitar lesson"));
      await tab.focus("link-maker input[readonly]");
      assert.equal(await otherLink(tab, second), `${first}/event-3`);
    });

    sharing(inFirefoxWithTime, "reaches a copied link with the keyboard alone", async (tab) => {
      await tab.focus("#main");
      await tab.keyboard.press("s");
      await tab.waitForFunction(() => document.activeElement.querySelector(":scope > #pass-on"));
      const seen = [];
      for (let presses = 0; presses < 60; presses += 1) {
        await tab.keyboard.press("Tab");
        const at = await tab.evaluate(() => ({ name: document.activeElement.textContent || document.activeElement.labels?.[0]?.textContent || document.activeElement.type, visible: document.activeElement.checkVisibility() }));
        assert.ok(at.visible, at.name);
        seen.push(at.name);
        if (at.name === "Copy link") break;
      }
      assert.equal(seen.at(-1), "Copy link", seen.join("\n"));
      await tab.keyboard.press("Enter");
      await tab.waitForFunction(() => document.querySelector("#status").textContent === "Copied");
      assert.equal(await copiedText(browser, tab), await theLink(tab));
    });

    deciding("drafts a letter and an annex, with own values or masked", async (tab) => {
      await (await tab.waitForSelector("::-p-xpath(//complaint-helper//summary)")).evaluate((one) => one.click());
      const text = (words) => tab.waitForFunction((source) => {
        const { textContent } = document.querySelector("complaint-helper pre");
        return new RegExp(source).test(textContent) && textContent;
      }, {}, words.source).then((found) => found.jsonValue());
      assert.match(await tab.$eval("complaint-helper", ({ innerText }) => innerText), /not legal advice/);
      const letter = await text(/Article 15/);
      assert.ok(letter.includes(person.phone));
      await tab.select("complaint-helper select", "letter-de");
      assert.match(await text(/DSGVO/), /Art(ikel|\.) 15/);
      await tab.select("complaint-helper select", "annex");
      assert.ok((await text(/^#/)).includes(person.phone));
      await press(tab, "With values hidden, as chosen above", "checkbox");
      const masked = await text(/⟦device-1⟧/);
      for (const secret of secrets) assert.ok(!masked.includes(secret), secret);
      await click(tab, "Copy text");
      await tab.waitForFunction(() => document.querySelector("#status").textContent === "Copied");
      assert.equal(await copiedText(browser, tab), masked);
    });
  });
}
