// The text of a link: how the page finds it in an address and in what is pasted, and how a passphrase locks it.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { evening } from "./lib/captures.mjs";
import { loadPackage } from "./lib/package.mjs";
import { decrypt, encrypt } from "../../www/passphrase.js";
import { sharedLinkIn, splitAddress } from "../../www/place.js";

let overshare;
let payload;

before(async () => {
  overshare = await loadPackage();
  payload = new overshare.Analysis(evening()).share();
});

describe("what a link carries", () => {
  test("is told apart from the place in it", () => {
    for (const [hash, expected] of [
      ["#o1.m.abc.def", { payload: "o1.m.abc.def", place: "" }],
      ["#o1.m.abc.def/event-3", { payload: "o1.m.abc.def", place: "#event-3" }],
      ["#o1.m.abc.def/event-3/properties.url", { payload: "o1.m.abc.def", place: "#event-3/properties.url" }],
      ["#o1.m.abc.def/points-to", { payload: "o1.m.abc.def", place: "#points-to" }],
      // A character that was exchanged on the way does not make it shorter.
      ["#o1.m.ab/C.def/event-3", { payload: "o1.m.ab/C.def", place: "#event-3" }],
      ["#o27.x.abc.def", { payload: "o27.x.abc.def", place: "" }],
      ["#event-3", { payload: "", place: "#event-3" }],
      ["", { payload: "", place: "" }],
    ]) {
      assert.deepEqual(splitAddress(hash), expected, hash);
    }
  });

  test("is found in what is pasted, whole or alone, and in nothing else", () => {
    for (const text of [
      `https://overshare.example/#${payload}`, `http://127.0.0.1:8080/page?x=1#${payload}`, `<https://overshare.example/#${payload}>.`, `#${payload}`, payload, `  ${payload}\n`,
      `https://overshare.example/#${payload.slice(0, 70)}\n${payload.slice(70)}`,
    ]) assert.equal(sharedLinkIn(text), `#${payload}`, text);
    assert.equal(sharedLinkIn(`https://overshare.example/#${payload}/event-3/properties.url`), `#${payload}/event-3/properties.url`);
    for (const text of ["", "o1", "Dear diary, o1.m.abc", evening(), `[{"event":"x","properties":{"url":"https://overshare.example/#${payload}"}}]`, `GET /sa?data=x#${payload} HTTP/1.1`]) {
      assert.equal(sharedLinkIn(text), "", text.slice(0, 60));
    }
  });

  test("is locked and unlocked by a passphrase, and only by that one", async () => {
    const locked = await encrypt(payload, "four Käse horses");
    assert.match(locked, /^o1\.mp\.[\w-]+\.[\w-]{6}$/);
    assert.ok(!locked.includes(payload.split(".")[2].slice(0, 40)));
    assert.notEqual(await encrypt(payload, "four Käse horses"), locked);
    assert.equal(await decrypt(locked, "four Käse horses"), payload);
    // The same letter, as another keyboard writes it.
    assert.equal(await decrypt(locked, "four Käse horses".normalize("NFD")), payload);
    for (const wrong of ["four Kase horses", "Four Käse horses", ""]) assert.equal(await decrypt(locked, wrong), null);
    for (const damaged of [locked.slice(0, 40), "o1.mp..x", "o1.mp.$$$.x", "o1"]) assert.equal(await decrypt(damaged, "four Käse horses"), null);
    const [diagnostic] = JSON.parse(overshare.openShared(locked).overview()).diagnostics;
    assert.equal(diagnostic.code, "link-locked");
  });

  test("is locked in a way that others can follow", async () => {
    // By the description alone: salt, initial value, ciphertext with its tag.
    const { createDecipheriv, createHash, pbkdf2Sync } = await import("node:crypto");
    const locked = await encrypt(payload, "secret");
    const [, , data, sum] = locked.split(".");
    const bytes = Buffer.from(data, "base64url");
    const key = pbkdf2Sync("secret", bytes.subarray(0, 16), 600_000, 32, "sha256");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(16, 28));
    decipher.setAuthTag(bytes.subarray(-16));
    const plain = Buffer.concat([decipher.update(bytes.subarray(28, -16)), decipher.final()]);
    assert.equal(plain.toString("base64url"), payload.split(".")[2]);
    assert.equal(createHash("sha256").update(locked.slice(0, locked.lastIndexOf("."))).digest().subarray(0, 4).toString("base64url"), sum);
  });
});
