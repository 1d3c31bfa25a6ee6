// Nothing leaves: every known way out is tried after the lock, in the page, its worker, the frame and an exported document, beside servers and a log of names that would notice.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { ELEMENTS } from "../../www/proof/elements.js";
import { page as pageText, proof as proofText } from "../../www/strings/en.js";
import { WAYS } from "../../www/ways-out.js";
import { passesRules } from "./lib/axe.mjs";
import { isThorough } from "./lib/effort.mjs";
import { dropped, eventButton, forgetStatus, named, names, openPage, openedEvent, readingDone, statusSays } from "./lib/journey.mjs";
import { LEAVING, POINTING, STAYING } from "./lib/leaving.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { pageProgram, workerProgram } from "./lib/proof.mjs";
import { serveFolders } from "./lib/server.mjs";
import { startWatch } from "./lib/watch.mjs";

const read = (path) => readFileSync(inClone(path), "utf8");
const policyOf = (html) => /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)[1];

/** Ways that end in the page's own worker. */
const ofWorker = WAYS.filter(({ id }) => id.startsWith("worker-") && !(id in ELEMENTS));
const tried = WAYS.filter(({ leaves }) => !leaves);
const leaving = WAYS.filter(({ leaves }) => leaves);
/** A cookie goes to no server by itself. */
const sent = (ways) => ways.filter(({ id }) => id !== "cookie").map(({ id }) => id);
const openIn = (browser, ways) => sent(ways.filter(({ open }) => open.includes(browser))).sort();

/**
 * What does not even leave a page without any policy: the browser does not know it, wants a person, a server that is
 * not this one, or an encrypted page. All the others are seen to leave there, so that they are tried rightly.
 */
const NOWHERE = {
  chromium: ["media-session", "xslt", "prerender", "icon", "icon-touch", "manifest", "attribution-image", "attribution-script", "policy-report"],
  firefox: [
    "web-socket-stream", "worker-web-socket-stream", "paint-worklet", "prerender", "speculation-prefetch", "speculation-prerender", "manifest", "dictionary",
    "ping", "fetch-later", "attribution-image", "attribution-script", "federated-identity", "payment", "policy-report",
  ],
};

/** A pack of a stranger who wants to know which fields a capture has: each has a source on a server of its own. */
const fieldsOfPack = ["diagnosis", "pregnant", "salary", "partner"];
const strangersPack = (domain) => JSON.stringify({
  name: "Example Health 2",
  sources: fieldsOfPack.map((field) => ({ id: field, title: `Notes on ${field}`, url: `http://has-${field}.pack.${domain}/`, read: "2026-11-22", archive: `http://kept-${field}.pack.${domain}/` })),
  fields: fieldsOfPack.map((field) => ({ place: "properties", key: field, label: `The ${field}`, category: "content", content: 4, meaning: `It says the ${field}.`, grade: "A", sources: [field] })),
  events: [{ name: "visit", title: "You opened a page", category: "browsing", meaning: "You opened a page.", grade: "A", sources: ["diagnosis"] }],
});
const strangersCapture = JSON.stringify([{ type: "track", event: "visit", time: 1588620000000, distinct_id: "d1f0c2", properties: { diagnosis: "x", pregnant: true, $os: "Android", search_word: "zephyr" } }]);

describe("the list", () => {
  test("has every known way once, each with a way to try it", () => {
    const ids = WAYS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length >= 81, String(ids.length));
    assert.equal(leaving.filter(({ promised }) => promised === "navigation").length, 10);
    assert.deepEqual([...Object.keys(LEAVING), ...Object.keys(POINTING)].sort(), leaving.map(({ id }) => id).sort());
    const functions = [...Object.keys(ELEMENTS), ...ofWorker.map(({ id }) => id)];
    assert.deepEqual([...new Set(functions)].sort(), tried.map(({ id }) => id).sort());
    for (const { id, open, promised, group } of WAYS) {
      assert.equal(open.length > 0, promised !== null, id);
      assert.ok((group === "open") === (promised !== null), id);
    }
  });

  test("is what README.md and the pages say of ways that stay open", () => {
    const promised = [...new Set(WAYS.flatMap((way) => way.promised ?? []))];
    const sentences = promised.map((name) => pageText[name]);
    const markdown = sentences.map((text) => `- ${text.replace(/<\/?strong>/g, "**").replace(/<\/?em>/g, "*").replace(/<\/?code>/g, "`")}\n`).join("");
    const file = inClone("README.md");
    const readme = readFileSync(file, "utf8");
    const expected = readme.replace(/(<!-- ways out -->\n)[^]*?(<!-- until here -->)/, (_, start, end) => `${start}${markdown}${end}`);
    if (process.env.UPDATE_EXPECT) writeFileSync(file, expected);
    else assert.equal(readme, expected);
    assert.ok(expected.includes(markdown));
    for (const path of ["index.html", "www/proof.html"]) {
      assert.deepEqual([...read(path).matchAll(/data-text="page\.(\w+)">(?=<strong>)/g)].map(([, name]) => name).filter((name) => promised.includes(name)), promised, path);
    }
  });

  test("is tried under the policy of the page itself", () => {
    assert.equal(policyOf(read("www/proof.html")), policyOf(read("index.html")));
  });
});

/** A lock that does not lock, so that proof.html has something to find. */
const UNLOCKED = "export const lock = () => {};\n";

describe("after the lock", { concurrency: 2 }, () => {
  for (const name of ["chromium", "firefox"]) {
    describe(`in ${name}`, { concurrency: 1 }, () => {
      /** Firefox tries the ways out of the page itself every time, and those of its other contexts where there is time. */
      const hasContexts = name === "chromium" || isThorough;
      const inContexts = hasContexts ? test : () => {};
      let watch;
      let site;
      /** Signs that a page itself sees, by context: the way and its sign, for its own server and for another one. */
      const signs = {};
      /** Of whose servers the reader has asked for a link. */
      let pressed = [];

      before(async () => {
        watch = await startWatch(name);
        const { Analysis } = await loadPackage();
        const exported = new Analysis(Buffer.from(strangersCapture), JSON.stringify({ pack: strangersPack(watch.domain) })).export("html", JSON.stringify({ mode: "full" }));
        const payload = read("tests/links/v1/bare-base64.txt").trim();
        const pages = {
          "/control.html": `<!doctype html><title>No policy</title><body><a href="http://link.control.${watch.domain}/">x</a>`,
          "/host.html": `<!doctype html><title>An article</title><body><iframe sandbox="allow-scripts" width="600" height="400" src="/pkg/frame.html#src=${payload}"></iframe>`,
          "/export.html": Buffer.from(exported).toString(),
          // On its way to the browser the page's own workers learn to try.
          "/pkg/page/reader.js": read("pkg/page/reader.js") + workerProgram,
          "/pkg/page/worker.js": read("pkg/page/worker.js") + workerProgram,
          "/unlocked/www/lock.js": UNLOCKED,
        };
        site = await serveFolders({ "/": inClone(""), "/a/folder/": inClone(""), "/unlocked/": inClone("") }, pages, ({ url, headers }) => {
          const [, context, way] = /target\.txt\?([a-z]+)\.([a-z-]+)/.exec(url) ?? [];
          if (way) watch.arrive(context, way);
          if (/\bkept=1\b/.test(headers.cookie ?? "")) watch.arrive("leaving", "cookie");
          if (url.startsWith("/a/folder/www/proof/target.txt?")) watch.arrive("proof", url);
          if (url === "/?leaving") watch.arrive("leaving", "reload");
        });
      });

      after(async () => {
        await watch?.close();
        await site?.close();
      });

      /** Opens the page so that the test can speak to its worker. */
      const open = () =>
        openPage(watch.browser, site.origin, {
          onTab: (tab) => tab.evaluateOnNewDocument(() => {
            globalThis.Worker = class extends Worker {
              constructor(...given) {
                super(...given);
                globalThis.worker ??= this;
              }
            };
          }),
        });

      /** Tries ways in a page that may be locked already; nothing else goes on meanwhile. */
      async function tryIn(context, frame, ways) {
        watch.enter(context);
        await frame.evaluate(pageProgram);
        const tries = ways.flatMap(({ id }) => [
          { way: id, address: `${site.origin}/www/proof/target.txt?${context}.${id}` },
          { way: id, address: watch.address(context, id) },
        ]);
        const found = await frame.evaluate(async (all) => [...(await globalThis.attempted(all, globalThis.worker ?? null))], tries);
        signs[context] = found.map(([key, sign]) => [key.split(" ")[0], sign]);
        // What is known to get out may be on its way still, and would be taken for the next context's.
        if (context !== "control") for (const way of expected(context, ways)) await watch.until(context, way, { byName: true });
      }

      /** The ways that get out of a context. */
      const expected = (context, ways) => {
        if (context === "control") return sent(ways).filter((id) => !NOWHERE[name].includes(id));
        // A sandbox sends no form.
        return openIn(name, ways).filter((id) => context !== "frame" || !id.startsWith("form"));
      };

      /** The ways that a page itself saw answered. */
      const answered = (context) => [...new Set(signs[context].flatMap(([way, sign]) => (sign === "answered" ? [way] : [])))].sort();
      const answering = (ways) => ways.filter(({ promised, open }) => open.length > 0 && promised !== "hints").map(({ id }) => id).sort();

      test("the page shows a capture, and sources of a pack without a link", async () => {
        const { tab } = await open();
        await dropped(tab, "mint-browser.txt", read("www/samples/mint-browser.txt"));
        await readingDone(tab);
        await tab.waitForSelector(".references a[href^='https://']");
        await forgetStatus(tab);
        await dropped(tab, "pack.json", strangersPack(watch.domain));
        await statusSays(tab, "Knowledge pack in use");
        await forgetStatus(tab);
        await dropped(tab, "capture.json", strangersCapture);
        await readingDone(tab);
        const row = await eventButton(tab, 0);
        await row.click();
        await openedEvent(tab, row);
        await tab.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
        await tab.waitForFunction((text) => document.querySelector("event-detail .field-sources").innerText.includes(text), {}, `has-diagnosis.pack.${watch.domain}`);
        const strange = () => tab.$$eval("a[href]", (links) => links.map(({ href }) => href).filter((href) => href.includes(".pack.way.")));
        assert.deepEqual(await strange(), []);
        const text = await tab.$eval(".references", ({ innerText }) => innerText);
        for (const address of [`http://has-diagnosis.pack.${watch.domain}/`, `http://kept-diagnosis.pack.${watch.domain}/`]) assert.ok(text.includes(address), text);
        // Asked for, each becomes a link that has the focus; a field that the capture has not is not in the list at all.
        assert.ok(!text.includes("salary"), text);
        const press = await tab.waitForSelector(named(`Show link to http://kept-pregnant.pack.${watch.domain}/`, "button"));
        await press.click();
        assert.equal(await tab.evaluate(() => document.activeElement.href), `http://kept-pregnant.pack.${watch.domain}/`);
        assert.deepEqual(await strange(), [`http://kept-pregnant.pack.${watch.domain}/`]);
        pressed = ["kept-pregnant", "has-diagnosis"];
        for (const button of await tab.$$("event-detail button[aria-label^='Source ']")) {
          await button.click();
          assert.match(await tab.evaluate(() => document.activeElement.textContent), /^\[\d+\] has-\w+\.pack\.way\./);
        }
        await tryIn("page", tab, tried);
        await tab.close();
        assert.deepEqual(answered("page"), answering(tried));
      });

      inContexts("the frame and an exported document are tried", async () => {
        const host = await watch.browser.newPage();
        await host.goto(`${site.origin}/host.html`);
        const frame = await (await host.waitForSelector("iframe")).contentFrame();
        await frame.waitForFunction(() => document.querySelector("overshare-capture")?.shadowRoot?.querySelector("figcaption"));
        const ways = tried.filter((way) => !ofWorker.includes(way));
        await tryIn("frame", frame, ways);
        await host.close();
        // It has no origin, so no cookie either.
        assert.deepEqual(answered("frame"), answering(ways).filter((id) => id !== "cookie"));

        const document = await watch.browser.newPage();
        await document.goto(`${site.origin}/export.html`);
        const links = await document.$$eval("a[href]", (all) => all.map(({ href }) => href));
        assert.ok(links.some((href) => href.startsWith("https://")) && !links.some((href) => href.includes(".pack.way.")), links.join("\n"));
        assert.ok((await document.$eval("body", ({ innerText }) => innerText)).includes(`http://has-diagnosis.pack.${watch.domain}/`));
        await tryIn("export", document, ways);
        await document.close();
        assert.deepEqual(answered("export"), answering(ways));
      });

      inContexts("a page without a policy lets the same ways out", async () => {
        // Firefox drops a way now and then when all are tried at once.
        let missing = tried;
        for (let tries = 0; missing.length > 0 && tries < 3; tries += 1) {
          const tab = await watch.browser.newPage();
          await tab.goto(`${site.origin}/control.html`);
          await tab.evaluate((program) => {
            globalThis.worker = new Worker(URL.createObjectURL(new Blob([program], { type: "text/javascript" })), { type: "module" });
          }, workerProgram);
          await tryIn("control", tab, missing);
          await tab.close();
          missing = tried.filter(({ id }) => expected("control", tried).includes(id) && !watch.hasArrived("control", id));
        }
      });

      inContexts("whatever takes the reader away does so, and empty windows are as locked as the page", async () => {
        watch.enter("leaving");
        let { tab } = await open();
        for (const way of STAYING) {
          await tab.evaluate(LEAVING[way], watch.address("leaving", way)).catch(() => {});
          if (openIn(name, leaving).includes(way)) await watch.until("leaving", way);
        }
        for (const [way, point] of Object.entries(POINTING)) {
          await tab.bringToFront();
          await tab.evaluate((address, id) => document.body.prepend(Object.assign(document.createElement("a"), { href: address, id, textContent: id })), watch.address("leaving", way), way);
          await point(tab, `#${way}`);
          if (openIn(name, leaving).includes(way)) await watch.until("leaving", way, { byName: true });
        }
        await tab.close();
        for (const way of Object.keys(LEAVING).filter((one) => !STAYING.includes(one) && one !== "reload")) {
          ({ tab } = await open());
          // It may be gone before it can answer, and then nobody answers for a long time.
          tab.evaluate(LEAVING[way], watch.address("leaving", way)).catch(() => {});
          await watch.until("leaving", way);
          await tab.close();
        }
        ({ tab } = await open());
        await tab.evaluate(() => {
          document.cookie = "kept=1";
          history.replaceState(null, "", "/?leaving");
        });
        tab.evaluate(LEAVING.reload).catch(() => {});
        await watch.until("leaving", "reload");
        await watch.until("leaving", "cookie");
        await tab.close();
      });

      inContexts("the proof page shows all that in any folder, and asks for nothing but its own files", async () => {
        const tab = await watch.browser.newPage();
        const verdict = async (path) => {
          await tab.goto(`${site.origin}${path}`);
          await tab.waitForSelector("#groups details");
          return tab.evaluate(() => ({
            told: document.querySelector("#verdict").innerText,
            out: [...document.querySelectorAll("#groups tbody tr")].filter((row) => row.textContent.includes("Got out")).map((row) => row.cells[0].textContent),
            rows: document.querySelectorAll("#groups tbody tr").length,
            open: [...document.querySelectorAll("[data-promised] p")].map(({ textContent }) => textContent),
            cookie: document.cookie.includes("proof"),
          }));
        };
        const { told, out, rows, open, cookie } = await verdict("/a/folder/www/proof.html");
        assert.match(told, /^Your browser refused \d+ of \d+ ways out\./);
        assert.deepEqual({ out, rows, cookie }, { out: [], rows: tried.filter(({ promised }) => promised === null).length, cookie: false });
        assert.ok(open.some((text) => text.includes(`document.cookie ${proofText.tried.answered}`)) && open.at(-1).includes(proofText.notTried), open.join("\n"));
        if (name === "chromium") {
          await tab.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
          for (const [scheme, width] of [["light", 1280], ["dark", 320]]) {
            await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
            await tab.setViewport({ width, height: 800 });
            await passesRules(tab, `${scheme}, ${width}`);
            assert.ok(await tab.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), String(width));
          }
        }
        const unlocked = await verdict("/unlocked/www/proof.html");
        assert.match(unlocked.told, /^Something got out: /);
        assert.ok(unlocked.out.includes("fetch()") && unlocked.out.includes("Worker: fetch()") && unlocked.out.includes("<img src>") === false, unlocked.out.join());
        await tab.close();
      });

      test("nothing but the ways that are known to be open has reached a server or asked for a name", async () => {
        await watch.close();
        const reached = (context) => [...watch.reached(context)].sort();
        const ways = tried.filter((way) => !ofWorker.includes(way));
        assert.deepEqual(reached("pack").filter((one) => !pressed.includes(one)), [], "sources of a pack");
        assert.deepEqual(reached("page"), expected("page", tried), "page");
        assert.deepEqual(watch.strangers(), []);
        if (!hasContexts) return;
        assert.deepEqual(reached("frame"), expected("frame", ways), "frame");
        assert.deepEqual(reached("export"), expected("export", ways), "export");
        assert.deepEqual(reached("leaving"), ["cookie", ...openIn(name, leaving)].sort(), "leaving");
        assert.deepEqual(reached("proof"), []);
        assert.deepEqual(watch.proved().filter((id) => !openIn(name, tried).includes(id)), [], "proof page");
        // The same ways leave a page without a policy, so each was tried rightly.
        assert.deepEqual(sent(tried).filter((id) => !reached("control").includes(id)), NOWHERE[name], "control");
      });
    });
  }
});
