// What the page advises: to whom it applies, for which version, and by which source. No browser is needed.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, test } from "node:test";

import { inClone } from "./lib/paths.mjs";

const { advice } = await import(inClone("www/strings/en.js"));
const read = (name) => readFileSync(inClone(name), "utf8");
const entries = Object.entries(advice.senders).flatMap(([sender, all]) => all.map((one) => ({ sender, ...one })));

describe("the advice", () => {
  test("says for whom, where and for which version it is known", () => {
    const sources = read("src/knowledge/sources.toml");
    const formats = ["mistat", "mistat3", "mi_push", "miui_analytics", "miui_tracks", "onetrack", "sender", "xiaomi_ads"];
    const code = formats.map((name) => read(`src/protocol/${name}.rs`)).join("\n");
    for (const { sender, title, does, not, known, where, on, looked, blocks, sources: cited } of entries) {
      const name = `${sender}: ${title}`;
      assert.match(code, new RegExp(`"${sender}"`), name);
      assert.ok(["phone", "computer"].includes(on), name);
      for (const text of [title, does, not, known]) assert.ok(text.length > 4, name);
      // A version, a year, or the thing itself.
      assert.match(known, /\d|decompiled|the lists/, name);
      // A setting is somewhere, by a source and a version, or nobody says where; the rest is no setting of the phone.
      const isSetting = !blocks && on === "phone" && !title.startsWith("Use another");
      assert.equal(where !== undefined, isSetting, name);
      assert.ok(!where || /^Settings › .*\d.*nobody has verified/.test(where) && cited.some(({ url }) => url.includes("selivan")), name);
      assert.ok(looked === undefined || /\b20\d\d$/.test(looked), name);
      assert.ok(cited.length > 0, name);
      for (const { url } of cited) assert.ok(sources.includes(`url = "${url}"`), `${name}: ${url}`);
    }
  });

  test("says of every sender of Xiaomi something, and that no setting is known where none is", () => {
    for (const sender of ["mint-browser", "mistat", "mistat-3", "mi-push", "miui-analytics", "miui-tracks", "onetrack", "xiaomi-ads"]) {
      const all = advice.senders[sender];
      assert.ok(all.some(({ blocks }) => blocks), sender);
      for (const { blocks, not } of all) assert.ok(!blocks || /another network/.test(not), sender);
    }
    for (const sender of ["mistat-3", "mi-push"]) assert.ok(advice.senders[sender].every(({ blocks }) => blocks), sender);
  });

  test("is in docs/truth.md as it is", () => {
    const [begin, end] = ["<!-- advice -->\n", "<!-- end of advice -->"];
    const stored = read("docs/truth.md");
    const cell = (text) => text.replaceAll("|", "\\|");
    const rows = entries.map(({ sender, title, does, not, known, where, on, looked, sources }) => {
      const links = sources.map(({ title: name, url }) => `[${name}](${url})`).join(", ");
      const known_for = `${known.replace(/\.$/, "")}. ${advice.looked(looked)}`;
      const place = where === undefined ? "" : where ?? advice.nowhere;
      return `| ${[sender, title, does, place, not, on, known_for, links].map(cell).join(" | ")} |`;
    });
    const table = ["", "It is sourced, and shown only where such a sender sent something from such a device.", "",
      "| Sender or format | Advice | What it does | Where | What it does not stop | On a | Known for | Sources |", `|${"---|".repeat(8)}`, ...rows, "", ""].join("\n");
    const [before, rest] = stored.split(begin);
    const fresh = before + begin + table + end + rest.slice(rest.indexOf(end) + end.length);
    if (process.env.UPDATE_EXPECT) writeFileSync(inClone("docs/truth.md"), fresh);
    else assert.equal(stored, fresh, "run with UPDATE_EXPECT=1");
  });
});
