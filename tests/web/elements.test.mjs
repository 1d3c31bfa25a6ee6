// Every element of the page: what it listens to and watches while it is in the page, it lets go of when it is taken out, and it works again when it is put back.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { enginesWithTime } from "./lib/engines.mjs";
import { evening } from "./lib/captures.mjs";
import { pasteInto, readingDone, withPageOf } from "./lib/journey.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

let site;
before(async () => {
  site = await serveFolders({ "/": inClone("") }, { "/bare.html": "<!doctype html><title>An element without its page</title>" });
});
after(() => site?.close());

/** Counts what is listened to outside of elements and what is watched, and keeps the elements of index.html as they are written there. */
const counting = (tab) => tab.evaluateOnNewDocument(() => {
  const listened = new Map();
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const isOutside = (target) => [window, document, document.documentElement, document.body].includes(target) || target instanceof MediaQueryList;
  const keyOf = (type, options) => `${type} ${options === true || options?.capture === true}`;
  const forget = (target, key, heard) => listened.get(target)?.get(key)?.delete(heard);
  EventTarget.prototype.addEventListener = function (type, heard, options) {
    const target = this ?? window;
    if (isOutside(target) && !options?.once && !options?.signal?.aborted) {
      const [types, key] = [listened.get(target) ?? new Map(), keyOf(type, options)];
      listened.set(target, types.set(key, (types.get(key) ?? new Set()).add(heard)));
      if (options?.signal) add.call(options.signal, "abort", () => forget(target, key, heard));
    }
    return add.call(target, type, heard, options);
  };
  EventTarget.prototype.removeEventListener = function (type, heard, options) {
    const target = this ?? window;
    forget(target, keyOf(type, options), heard);
    return remove.call(target, type, heard, options);
  };
  const watched = new Map();
  // How often something was to be watched that was watched already.
  globalThis.twice = 0;
  for (const name of ["ResizeObserver", "IntersectionObserver", "MutationObserver"]) {
    const { observe, disconnect, unobserve } = globalThis[name].prototype;
    Object.assign(globalThis[name].prototype, {
      observe(target, ...others) {
        if (watched.get(this)?.has(target)) globalThis.twice += 1;
        watched.set(this, (watched.get(this) ?? new Set()).add(target));
        return observe.call(this, target, ...others);
      },
      disconnect() {
        watched.delete(this);
        return disconnect.call(this);
      },
      ...(unobserve && {
        unobserve(target) {
          watched.get(this)?.delete(target);
          return unobserve.call(this, target);
        },
      }),
    });
  }
  const sizes = (sets) => sets.reduce((sum, { size }) => sum + size, 0);
  globalThis.held = () => sizes([...listened.values()].flatMap((types) => [...types.values()])) + sizes([...watched.values()]);
  // What watches parts of other elements too is not this one's.
  globalThis.watchedIn = (element) => sizes([...watched.values()].filter((targets) => [...targets].every((target) => element.contains(target))));

  globalThis.defined = [];
  const define = customElements.define.bind(customElements);
  customElements.define = (name, type) => {
    globalThis.defined.push(name);
    define(name, type);
  };
  globalThis.written = new Map();
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    for (const one of document.querySelectorAll(":not(:defined)")) globalThis.written.set(one.localName, one.cloneNode(true));
  });
});

for (const { name, launch } of enginesWithTime) {
  describe(name, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());
    const withPage = (use) => withPageOf(site.origin, browser, use, { onTab: counting });

    test("no element leaves anything behind", () => withPage(async (tab) => {
      const counts = await tab.evaluate(() => globalThis.defined.map((name) => {
        const made = globalThis.written.get(name)?.cloneNode(true) ?? document.createElement(name);
        const counts = [globalThis.held()];
        for (let time = 0; time < 3; time += 1) {
          document.body.append(made);
          counts.push(globalThis.held());
          made.remove();
          counts.push(globalThis.held());
        }
        return { name, counts };
      }));
      assert.ok(counts.length >= 30, `${counts.length} elements`);
      for (const { name: element, counts: [none, some, ...others] } of counts) {
        assert.deepEqual(others, [none, some, none, some, none], `${element}: held while it was out, in, out, in, out, in, out`);
      }
      const holding = counts.filter(({ counts: [none, some] }) => some > none).map(({ name: element }) => element);
      for (const known of ["event-table", "byte-view", "page-contents"]) assert.ok(holding.includes(known), `${known} listens to nothing`);
    }));

    test("an element that shows a capture watches nothing while it is out of the page, and the same as before when it is back", () => withPage(async (tab) => {
      await pasteInto(browser, tab, evening());
      await readingDone(tab);
      await tab.$eval("share-panel", (panel) => panel.scrollIntoView());
      await tab.waitForFunction(() => document.querySelector("link-maker input").value !== "");
      const moved = await tab.evaluate(() => globalThis.defined.flatMap((name) => {
        const element = document.querySelector(name);
        if (!element) return [];
        const counts = [globalThis.held()];
        let watched = 0;
        globalThis.twice = 0;
        for (let time = 0; time < 2; time += 1) {
          const [parent, next] = [element.parentNode, element.nextSibling];
          element.remove();
          watched += globalThis.watchedIn(element);
          parent.insertBefore(element, next);
          counts.push(globalThis.held());
        }
        return [{ name, watched, counts, twice: globalThis.twice }];
      }));
      assert.ok(moved.length >= 20, `${moved.length} elements`);
      for (const { name: element, watched, twice, counts: [first, ...others] } of moved) {
        assert.equal(watched, 0, `${element} is watched while it is out of the page`);
        assert.equal(twice, 0, `${element} went on watching while it was out of the page`);
        assert.deepEqual(others, [first, first], element);
      }
    }));

    test("a module that is loaded twice defines its element once", async () => {
      const tab = await browser.newPage();
      try {
        await tab.goto(`${site.origin}/bare.html`);
        assert.equal(await tab.evaluate(async () => {
          const first = await import("/www/elements/copy-button.js");
          await import("/www/elements/copy-button.js?again");
          return customElements.get("copy-button") === first.CopyButtonElement;
        }), true);
      } finally {
        await tab.close();
      }
    });
  });
}
