// The frame: one file that shows a capture on pages of others, what it may not do there, and how it gets its height.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { passesRules } from "./lib/axe.mjs";
import { engines } from "./lib/engines.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

const payload = readFileSync(inClone("tests/links/v1/bare-base64.txt"), "utf8").trim();
const SEARCH = "⟦search-1⟧";

/** Answers a message with the same message. */
const ECHO = "<!doctype html><script>addEventListener('message', ({ data }) => parent.postMessage(data, '*'))</script>";

let frames;
let host;
let asked = [];

before(async () => {
  frames = await serveFolders({ "/pkg/": inClone("pkg") }, { "/other.html": ECHO, "/frame.html": ECHO }, ({ url }) => asked.push(url));
  const grown = `<!doctype html><script>
    setInterval(() => parent.postMessage({ type: 'overshare-height', height: innerHeight + 100 }, '*'), 20);
  </script>`;
  host = await serveFolders(
    { "/embed/frames.js": inClone("www/embed/frames.js") },
    {
      "/": "<!doctype html><title>An article</title><body>",
      "/script": '<!doctype html><title>An article</title><body><script type="module" src="/embed/frames.js"></script>',
      "/frame.html": ECHO,
      "/leaving/frame.html": `<!doctype html><script>location.replace(${JSON.stringify(`${frames.origin}/frame.html`)})</script>`,
      "/growing/frame.html": grown,
    },
  );
});
after(async () => {
  await host?.close();
  await frames?.close();
});

for (const { name, launch, inBothBrowsers, inFirefoxWithTime, inChromium } of engines) {
  describe(`in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /** Opens a page of the host that notes every message. */
    async function inHost(path, use) {
      const tab = await browser.newPage();
      try {
        // Where no worker could be started, the core would run in the frame itself, and no answer would come from one.
        await tab.evaluateOnNewDocument(() => {
          globalThis.answers = [];
          globalThis.Worker = class extends Worker {
            constructor(...given) {
              super(...given);
              this.addEventListener("message", ({ data }) => globalThis.answers.push(...Object.keys(data).filter((key) => key !== "call")));
            }
          };
        });
        await tab.goto(`${host.origin}${path}`);
        await tab.evaluate(() => {
          globalThis.told = [];
          globalThis.noted = () => {};
          addEventListener("message", ({ data, origin }) => {
            globalThis.told.push({ data, origin });
            globalThis.noted();
          });
        });
        await use(tab);
      } finally {
        await tab.close();
      }
    }

    /** Puts a frame into the page and hands over what is in it. */
    async function framed(tab, src, attributes = { sandbox: "allow-scripts" }) {
      const element = await tab.evaluateHandle(
        (attributes) =>
          new Promise((resolve) => {
            const frame = document.createElement("iframe");
            for (const [name, value] of Object.entries({ width: "100%", height: 480, style: "border:0", ...attributes })) frame.setAttribute(name, value);
            frame.addEventListener("load", () => resolve(frame), { once: true });
            document.body.append(frame);
          }),
        { ...attributes, src },
      );
      return { element, frame: await element.contentFrame() };
    }

    const capture = (hash) => `${frames.origin}/pkg/frame.html#${hash}`;

    /** Waits until the figure is there, and returns its text. */
    async function shown(frame) {
      const text = await frame.waitForFunction(() => {
        const shadow = document.querySelector("overshare-capture")?.shadowRoot;
        return shadow?.querySelector("figcaption") && shadow.textContent;
      });
      return text.jsonValue();
    }

    /** Waits until a line stands there instead, and returns it. */
    async function refused(frame) {
      const line = await frame.waitForFunction(() => document.querySelector("body > p:only-child")?.textContent);
      return line.jsonValue();
    }

    inBothBrowsers("shows a capture on a page of another origin, with its core in a worker and without a further request", () =>
      inHost("/", async (tab) => {
        asked = [];
        const { frame } = await framed(tab, capture(`src=${payload}&event=2&open&theme=dark`));
        const text = await shown(frame);
        assert.ok(text.includes(SEARCH), text);
        assert.equal(await frame.evaluate(() => globalThis.origin), "null");
        assert.equal(await frame.evaluate(() => document.querySelector("overshare-capture").shadowRoot.querySelector("select").value), "1");
        assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "dark");
        assert.deepEqual(await frame.evaluate(() => globalThis.answers), ["ready", "report"]);
        assert.deepEqual(asked, ["/pkg/frame.html"]);
      }));

    inChromium("passes axe in both themes and fits into a narrow column", () =>
      inHost("/", async (tab) => {
        for (const theme of ["light", "dark"]) {
          const { frame } = await framed(tab, capture(`src=${payload}&open&theme=${theme}`), { sandbox: "allow-scripts", width: "300", title: "A capture" });
          await shown(frame);
          // What belongs to a whole page is the host's.
          await passesRules(frame, theme, null, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
          assert.ok(await frame.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
        }
      }));

    inChromium("shows the capture of another address when its address changes", () =>
      inHost("/", async (tab) => {
        const { element, frame } = await framed(tab, capture(""));
        assert.match(await refused(frame), /^Expected a capture in the address of this frame/);
        await element.evaluate((element, src) => void (element.src = src), capture(`src=${payload}`));
        assert.ok((await shown(frame)).includes(SEARCH));
      }));

    inFirefoxWithTime("opened by itself it asks for nothing either, and tells nobody", async () => {
      const tab = await browser.newPage();
      asked = [];
      await tab.goto(capture(`src=${payload}`));
      assert.ok((await shown(tab)).includes(SEARCH));
      assert.deepEqual(asked, ["/pkg/frame.html"]);
      await tab.close();
    });

    inFirefoxWithTime("has nowhere to keep anything", () =>
      inHost("/", async (tab) => {
        const { frame } = await framed(tab, capture(`src=${payload}`));
        await shown(frame);
        const kept = await frame.evaluate(async () => {
          const tried = {
            local: () => localStorage.setItem("a", "b"),
            session: () => sessionStorage.setItem("a", "b"),
            cookie: () => (document.cookie = "a=b"),
            caches: () => caches.open("a"),
            database: () => new Promise((resolve, reject) => Object.assign(indexedDB.open("a"), { onsuccess: resolve, onerror: () => reject(new Error("refused")) })),
          };
          const kept = [];
          for (const [name, keep] of Object.entries(tried)) {
            try {
              await keep();
              kept.push(name);
            } catch {}
          }
          return kept;
        });
        assert.deepEqual(kept, []);
      }));

    inBothBrowsers("asks nobody and runs nothing that is not its own", () =>
      inHost("/", async (tab) => {
        asked = [];
        const { frame } = await framed(tab, capture(`src=${payload}`));
        await shown(frame);
        const done = await frame.evaluate(async (origin) => {
          const done = [];
          const link = Object.assign(document.createElement("a"), { href: "javascript:void foreign('address')", target: "_self" });
          document.body.append(link);
          // It is followed in a later turn: until then it has either run or been refused.
          await new Promise((resolve) => {
            globalThis.foreign = (name) => resolve(done.push(name));
            addEventListener("securitypolicyviolation", resolve, { once: true });
            link.click();
          });
          globalThis.foreign = (name) => done.push(name);
          const arrived = (name, element) =>
            new Promise((resolve) => {
              element.addEventListener("load", () => resolve(done.push(name)));
              element.addEventListener("error", resolve);
              document.body.append(element);
            });
          await fetch(`${origin}/fetched`, { mode: "no-cors" }).then(() => done.push("fetch"), () => {});
          await arrived("image", Object.assign(new Image(), { src: `${origin}/image` }));
          await arrived("style", Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${origin}/style` }));
          const script = document.createElement("script");
          // Trusted Types refuse the text of a script, the policy its being run.
          try { script.textContent = "foreign('inline')"; } catch {}
          document.body.append(script);
          const button = document.createElement("button");
          try { button.setAttribute("onclick", "foreign('handler')"); } catch {}
          button.click();
          return done;
        }, frames.origin);
        assert.deepEqual(done, []);
        assert.deepEqual(asked, ["/pkg/frame.html"]);
      }));

    inFirefoxWithTime("shows what a hostile capture holds and does none of it", () =>
      inHost("/", async (tab) => {
        asked = [];
        const hostile = `<img src=${frames.origin}/image onerror=foreign()><script>foreign()</script>`;
        const data = JSON.stringify([{ type: "track", event: hostile, distinct_id: hostile, properties: { search_word: hostile, [hostile]: "javascript:foreign()" } }]);
        const wanted = new URLSearchParams({ data, caption: hostile, page: "javascript:foreign()", fields: "all", lang: hostile, theme: hostile });
        // In a sandbox there are no links, since they would lead into the frame.
        for (const [attributes, links] of [[{ sandbox: "allow-scripts" }, []], [{}, ["https:"]]]) {
          const { frame } = await framed(tab, capture(wanted), attributes);
          assert.ok((await shown(frame)).includes(hostile));
          const made = await frame.evaluate(() => {
            const { shadowRoot } = document.querySelector("overshare-capture");
            const links = [...shadowRoot.querySelectorAll("a")].map(({ protocol }) => protocol);
            return { elements: shadowRoot.querySelectorAll("img, script").length, links: [...new Set(links)], language: document.documentElement.lang };
          });
          assert.deepEqual(made, { elements: 0, links, language: "en" });
        }
        assert.deepEqual(asked, ["/pkg/frame.html", "/pkg/frame.html"]);
      }));

    inFirefoxWithTime("stays where it is when a link in it is followed, which opens a page of its own", () =>
      inHost("/", async (tab) => {
        const page = `${frames.origin}/other.html`;
        const { frame } = await framed(tab, capture(`src=${payload}&page=${encodeURIComponent(page)}`), {});
        await shown(frame);
        const link = await frame.evaluateHandle(() => document.querySelector("overshare-capture").shadowRoot.querySelector("figcaption a"));
        const target = browser.waitForTarget((target) => target.url().startsWith(page));
        await link.click();
        const opened = await (await target).page();
        assert.ok(opened.url().startsWith(`${page}#${payload}`), opened.url());
        await opened.close();
        assert.ok(frame.url().startsWith(`${frames.origin}/pkg/frame.html#`), frame.url());
        assert.ok((await shown(frame)).includes(SEARCH));
      }));

    inChromium("says in one line what was expected where its address holds no capture", () =>
      inHost("/", async (tab) => {
        const nonsense = [
          "", "#", "src", "src=", "src=%20", "src=o1.", "src=%", "src=%ff%00", "src=o1.m.AAAA.BBBB", "src=%F0%9F%98%80", "src=elsewhere.json",
          `src=${payload.slice(0, -9)}`, `src=${frames.origin}/other.html`, "src=https://elsewhere.example/", "src=data:,x", "data=%00", "nonsense",
          "__proto__=1&constructor=2&src=", "event=NaN&src=o2.m.A.B", `src=o1.${"a".repeat(100_000)}`, `&&&=&=${"%3C".repeat(1000)}`,
        ];
        for (const hash of nonsense) {
          const { element, frame } = await framed(tab, capture(hash));
          assert.match(await refused(frame), /^(Expected a capture|Overshare cannot open this capture here: (expected|the file))/, hash.slice(0, 100));
          await element.evaluate((element) => element.remove());
        }
        const { frame } = await framed(tab, capture("lang=de-AT&event=1"));
        assert.match(await refused(frame), /^Erwartet wurde eine Aufzeichnung/);
      }));

    describe("its height", () => {
      inFirefoxWithTime("is the one that was given where the page has no script", () =>
        inHost("/", async (tab) => {
          const { element, frame } = await framed(tab, capture(`src=${payload}`));
          await shown(frame);
          await tab.waitForFunction(() => globalThis.told.some(({ data }) => data.height > 480));
          assert.equal(await element.evaluate(({ offsetHeight }) => offsetHeight), 480);
        }));

      inBothBrowsers("is that of what stands in it where the page has it", () =>
        inHost("/script", async (tab) => {
          const { element, frame } = await framed(tab, capture(`src=${payload}`));
          const fits = async () => {
            await frame.waitForFunction(() => innerHeight === Math.ceil(document.documentElement.getBoundingClientRect().height));
            return element.evaluate(({ offsetHeight }) => offsetHeight);
          };
          await shown(frame);
          const first = await fits();
          await frame.evaluate(() => document.querySelector("overshare-capture").shadowRoot.querySelector("button").click());
          await frame.waitForFunction((first) => innerHeight > first, {}, first);
          assert.ok((await fits()) > first);
        }));

      inFirefoxWithTime("is asked for by a script that comes after the frame has told it", () =>
        inHost("/", async (tab) => {
          const { frame } = await framed(tab, capture(`src=${payload}`));
          await shown(frame);
          await tab.waitForFunction(() => globalThis.told.some(({ data }) => data.height > 480));
          await tab.addScriptTag({ url: "/embed/frames.js", type: "module" });
          await frame.waitForFunction(() => innerHeight > 480 && innerHeight === Math.ceil(document.documentElement.getBoundingClientRect().height));
        }));

      /** Has a frame tell something, and returns the height that it has when that has been heard. */
      const afterTelling = (element, data) =>
        element.evaluate(
          (element, data) =>
            new Promise((resolve) => {
              globalThis.noted = () => resolve(element.style.height);
              // JSON has no words for these.
              const numbers = { NaN, Infinity, "-Infinity": -Infinity };
              if (data && typeof data.height === "object") data.height = numbers[data.height?.number] ?? data.height;
              element.contentWindow.postMessage(data, "*");
            }),
          data,
        );
      const told = (height) => ({ type: "overshare-height", height });

      inChromium("follows numbers only, and within bounds", () =>
        inHost("/script", async (tab) => {
          const { element } = await framed(tab, `${frames.origin}/frame.html`);
          const heights = [
            [told(500), "500px"], [told(500.2), "501px"], [told(4001), "4000px"], [told(1e300), "4000px"], [told(-1), "120px"], [told(0), "120px"],
            [told(333), "333px"],
            [told({ number: "NaN" }), "333px"], [told({ number: "Infinity" }), "333px"], [told({ number: "-Infinity" }), "333px"],
            [told("900"), "333px"], [told("900px;position:fixed"), "333px"], [told(null), "333px"], [told([900]), "333px"], [told({}), "333px"], [told(true), "333px"],
            [{ type: "overshare-height" }, "333px"], [{ type: "height", height: 900 }, "333px"], [{ height: 900 }, "333px"], [900, "333px"], ["overshare-height", "333px"], [null, "333px"],
          ];
          for (const [data, height] of heights) assert.equal(await afterTelling(element, data), height, JSON.stringify(data));
        }));

      inFirefoxWithTime("follows nothing but the frame itself, where it came from", () =>
        inHost("/script", async (tab) => {
          const same = await framed(tab, `${host.origin}/frame.html`, {});
          assert.equal(await afterTelling(same.element, told(600)), "600px", "without a sandbox, of the frame's own origin");
          const other = await framed(tab, `${frames.origin}/other.html`);
          assert.equal(await afterTelling(other.element, told(700)), "", "a page that is none of ours");
          const left = await framed(tab, `${host.origin}/leaving/frame.html`, {});
          await left.frame.waitForFunction((origin) => location.origin === origin, {}, frames.origin).catch(() => {});
          await tab.waitForFrame((frame) => frame.url() === `${frames.origin}/frame.html` && frame.parentFrame() === tab.mainFrame());
          assert.equal(await afterTelling(left.element, told(800)), "", "a page of another origin in the place of ours");
          const own = await tab.evaluate(
            (data) =>
              new Promise((resolve) => {
                globalThis.noted = () => resolve([...document.querySelectorAll("iframe")].map(({ style }) => style.height));
                postMessage(data, "*");
              }),
            told(900),
          );
          assert.deepEqual(own, ["600px", "", ""], "the page itself");
        }));

      inFirefoxWithTime("ends somewhere even where a frame always wants more", () =>
        inHost("/script", async (tab) => {
          const growing = await framed(tab, `${host.origin}/growing/frame.html`);
          // A page that is not in front gets no frames to be asked in.
          await tab.bringToFront();
          await growing.frame.waitForFunction(() => innerHeight >= 4000, { polling: 50 });
          const eager = await framed(tab, `${frames.origin}/frame.html`);
          await eager.element.evaluate(
            ({ contentWindow }) =>
              new Promise((resolve) => {
                const last = 5000;
                globalThis.noted = () => globalThis.told.at(-1).data.height === last && resolve();
                for (let height = 4001; height <= last; height += 1) contentWindow.postMessage({ type: "overshare-height", height }, "*");
              }),
          );
          for (const { element } of [growing, eager]) assert.equal(await element.evaluate(({ offsetHeight }) => offsetHeight), 4000);
        }));
    });
  });
}

describe("the file", () => {
  const page = readFileSync(inClone("pkg/frame.html"), "utf8");

  test("lets run what its own policy names, and names no address", () => {
    const [, policy] = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/);
    assert.match(policy, /^default-src 'none'; script-src 'sha256-[\w+/]{43}=' blob: 'wasm-unsafe-eval'; style-src 'sha256-[\w+/]{43}='; worker-src blob:; img-src data:; /);
    assert.ok(!policy.includes("http"));
    assert.ok(!/(?:src|href)="(?!data:)/.test(page));
  });
});
