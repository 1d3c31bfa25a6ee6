// The look as it is written down: colors that can be read and told apart, one scale of type, one of spaces.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, test } from "node:test";

import { contrast, distance, vision } from "./lib/color.mjs";
import { inClone } from "./lib/paths.mjs";

const folder = inClone("www/style");
const styles = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}/${name}`, "utf8").replace(/\/\*[^]*?\*\//g, "") }));
const base = styles.find(({ name }) => name === "base.css").text;
const tokens = new Map([...base.matchAll(/^ +--([\w-]+): (.+);$/gm)].map(([, name, value]) => [name, value]));

/** Colors by theme: `{ light: { paper: "#…", … }, dark: { … } }`. */
const themes = { light: {}, dark: {} };
for (const [name, value] of tokens) {
  const [, light, dark] = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value) ?? [];
  if (light) Object.assign(themes.light, { [name]: light }) && Object.assign(themes.dark, { [name]: dark });
}

const severities = [0, 1, 2, 3, 4].map((level) => `severity-${level}`);
/** What a color is for. Text stands on every ground; what stands on a color of its own is a pair. */
const roles = {
  grounds: ["paper", "raised", "pointed"],
  text: ["ink", "quiet", "accent", "good", ...severities],
  marks: ["edge"],
  ornament: ["rule"],
  pairs: [["on-accent", "accent"], ["ink", "marker"]],
};

describe("colors", () => {
  test("have a role, each of them", () => {
    const known = new Set([...roles.grounds, ...roles.text, ...roles.marks, ...roles.ornament, ...roles.pairs.flat()]);
    assert.deepEqual(Object.keys(themes.light).filter((name) => !known.has(name)), []);
    assert.deepEqual([...known].filter((name) => !Object.hasOwn(themes.light, name)), []);
  });

  for (const [theme, colors] of Object.entries(themes)) {
    const pairs = (names) => names.flatMap((name) => roles.grounds.map((ground) => [name, ground]));
    const weak = (wanted, least) =>
      wanted
        .map(([name, ground]) => ({ pair: `${name} on ${ground}`, ratio: contrast(colors[name], colors[ground]) }))
        .filter(({ ratio }) => ratio < least)
        .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);

    test(`of text have a contrast of 4.5 to every ground, ${theme}`, () => {
      assert.deepEqual(weak([...pairs(roles.text), ...roles.pairs], 4.5), []);
    });

    test(`of marks have a contrast of 3 to every ground, ${theme}`, () => {
      assert.deepEqual(weak(pairs(roles.marks), 3), []);
    });

    for (const [kind, matrix] of Object.entries(vision)) {
      test(`of severity can be told apart, ${theme}, ${kind}`, () => {
        // Between three and four times what is just noticed.
        const close = severities
          .flatMap((one, at) => severities.slice(at + 1).map((other) => [`${one} and ${other}`, distance(colors[one], colors[other], matrix)]))
          .filter(([, apart]) => apart < 0.07);
        assert.deepEqual(close, []);
      });
    }
  }

  test("stand in base.css only", () => {
    for (const { name, text } of styles) {
      const rules = name === "base.css" ? text.replace(/^:root \{[^]*?^\}/m, "") : text;
      assert.deepEqual(rules.match(/#[0-9a-f]{3,8}\b(?=[^{]*[;}])|\b(rgba?|hsla?|oklch|lab|lch)\(/gi) ?? [], [], name);
    }
  });
});

describe("sizes", () => {
  const STEP = Math.sqrt(1.25);
  /** Smallest and largest size of a token, in rem. */
  const ends = (value) => (value.startsWith("clamp(") ? [value.slice(6), value.slice(0, -1)] : [value]).map((text, last) =>
    Number(/([\d.]+)(rem|em)/.exec(last ? text.slice(text.lastIndexOf(",")) : text)[1]));

  test("of type are steps of one scale", () => {
    const sizes = [...tokens].filter(([name]) => name.startsWith("size-"));
    assert.ok(sizes.length >= 8);
    for (const [name, value] of sizes) {
      for (const end of ends(value)) {
        const steps = Math.log(end) / Math.log(STEP);
        assert.ok(Math.abs(steps - Math.round(steps)) < 0.01, `--${name}: ${end} is ${steps.toFixed(2)} steps`);
      }
    }
  });

  test("of spaces grow, in quarters of the text size", () => {
    const spaces = [...tokens].filter(([name]) => name.startsWith("space-")).map(([, value]) => ends(value)[0] * 4);
    assert.ok(spaces.length >= 7);
    for (const [at, space] of spaces.entries()) assert.ok(Number.isInteger(space) && space > (spaces[at - 1] ?? 0), `${space}`);
  });

  test("of type come from the scale everywhere", () => {
    for (const { name, text } of styles) {
      if (name === "print.css") continue;
      const sizes = [...text.matchAll(/[{;\s](font(?:-size)?):\s*([^;}]+)/g)].filter(([, , value]) => !/var\(--size-|^inherit$/.test(value));
      assert.deepEqual(sizes.map(([, property, value]) => `${property}: ${value}`), name === "base.css" ? ["font-size: 106.25%"] : [], name);
    }
  });
});

test("every token that is used exists", () => {
  for (const { name, text } of styles) {
    const own = new Set([...text.matchAll(/--([\w-]+):/g)].map(([, token]) => token));
    const used = [...text.matchAll(/var\(--([\w-]+)(?=\))/g)].map(([, token]) => token);
    assert.deepEqual(used.filter((token) => !tokens.has(token) && !own.has(token)), [], name);
  }
});

describe("the identity", () => {
  const page = readFileSync(inClone("index.html"), "utf8");
  const icon = readFileSync(inClone("www/icon.svg"), "utf8").trim();
  const card = readFileSync(inClone("www/social-card.svg"), "utf8");
  /** Width and height that a PNG states. */
  const pixels = (file) => {
    const bytes = readFileSync(inClone(file));
    assert.equal(bytes.toString("latin1", 1, 4), "PNG");
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  };
  const drawn = (text) => [...text.matchAll(/<path[^>]* d="([^"]+)"/g)].map(([, d]) => d);

  test("is the same in the page, on the icon and on the card", () => {
    const [, inPage] = /rel="icon" href="data:image\/svg\+xml,([^"]+)"/.exec(page);
    assert.equal(decodeURIComponent(inPage).replaceAll("'", '"'), icon);
    const wordmark = drawn(/<svg class="wordmark"[^]*?<\/svg>/.exec(page)[0]);
    assert.equal(wordmark.length, 2);
    assert.deepEqual(drawn(card), wordmark);
    assert.deepEqual(pixels("www/social-card.png"), [1200, 630]);
    assert.deepEqual(pixels("www/icon.png"), [180, 180]);
  });

  test("has the colors of the page", () => {
    const light = new Set(Object.values(themes.light));
    const used = [...card.matchAll(/#[0-9a-f]{6}/g)].map(([color]) => color);
    assert.ok(used.length > 3);
    assert.deepEqual(used.filter((color) => !light.has(color)), []);
    assert.deepEqual(icon.match(/#[0-9a-f]{6}/g), [themes.light.accent, themes.dark.accent]);
    for (const [theme, { paper }] of Object.entries(themes)) {
      assert.ok(page.includes(`<meta name="theme-color" content="${paper}" media="(prefers-color-scheme: ${theme})">`), theme);
    }
  });
});
