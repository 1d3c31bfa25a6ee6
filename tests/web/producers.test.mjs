// Runs real SDKs, records what they send, and compares what Overshare reads there with two other decoders.
//
// The share of explained fields counts what an SDK sends by itself.
// All that the test events define by themselves begins with `our_` and is left out: nobody can know it.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { launchChromium } from "./lib/browser.mjs";
import { eventDifferences, leafDifferences } from "./lib/compare.mjs";
import { decodeRequest } from "./lib/independent.mjs";
import { loadPackage } from "./lib/package.mjs";
import { pythonWithSdk, runPython } from "./lib/python.mjs";
import { recordMiniProgramSdk } from "./producers/mini-program-sdk.mjs";
import { recordPythonSdk } from "./producers/python-sdk.mjs";
import { recordWebSdk, recipesDomain } from "./producers/web-sdk.mjs";

const ownLeaf = /^properties\.our_/;

let recorded;
let python;

before(async () => {
  python = await pythonWithSdk();
  const browser = await launchChromium({ domain: recipesDomain });
  try {
    const all = await Promise.all([recordWebSdk(browser), recordPythonSdk(python), recordMiniProgramSdk()]);
    recorded = all.flat().map((one) => ({ ...one, decoded: decodeRequest(one.request) }));
  } finally {
    await browser.close();
  }
});

/** Runs `differences` on everything recorded and fails with the first of them. */
function expectNone(differences) {
  const all = recorded.flatMap((one) =>
    differences(one).map((text) => `${one.producer}, ${one.request.method} ${one.request.target.slice(0, 60)}: ${text}`),
  );
  assert.equal(all.length, 0, `${all.length} differences:\n${all.slice(0, 40).join("\n")}`);
}

describe("the recorded requests", () => {
  test("come from every way of sending", () => {
    const producers = new Map();
    for (const { producer, decoded } of recorded) {
      const entry = producers.get(producer) ?? { requests: 0, events: 0, leaves: 0 };
      entry.requests += 1;
      entry.events += decoded.events.length;
      entry.leaves += decoded.events.flat().length;
      producers.set(producer, entry);
    }
    for (const name of [
      "web image", "web ajax", "web beacon", "web batch", "web debug", "web autotrack", "web aes", "web sm", "web general",
      "python default", "python batch", "python async", "python debug", "python debug-dry", "mini program",
    ]) {
      assert.ok(producers.has(name), `${name} sent nothing`);
    }
    console.table(Object.fromEntries(producers));
  });

  test("carry the checksum that the senders call crc", () => {
    expectNone(({ decoded: { crc } }) =>
      crc && crc.sent !== crc.computed ? [`expected crc ${crc.sent}, computed ${crc.computed}`] : [],
    );
    assert.ok(recorded.filter(({ decoded }) => decoded.crc).length > 50);
  });

  test("read the same in Node and in Python", async () => {
    const lines = recorded.map(({ request }) =>
      JSON.stringify({ target: request.target, body: request.body.toString("base64") }),
    );
    const answers = (await runPython(python, "tests/web/producers/decode.py", [], lines.join("\n"))).trim().split("\n");
    assert.equal(answers.length, recorded.length);
    const byRequest = new Map(recorded.map((one, index) => [one, JSON.parse(answers[index])]));
    const plain = (lexeme) => (lexeme.startsWith('"') ? JSON.stringify(JSON.parse(lexeme)) : lexeme);
    expectNone((one) => {
      const answer = byRequest.get(one);
      const inNode = one.decoded.events.map((event) => event.map(([path, lexeme]) => [path, plain(lexeme)]));
      const inPython = answer.events.map((event) =>
        event.map(([path, kind, value]) => [path, kind === "string" ? JSON.stringify(value) : value]),
      );
      return [
        ...leafDifferences(one.decoded.query, answer.query),
        ...leafDifferences(one.decoded.form, answer.form),
        ...eventDifferences(inPython, inNode),
      ];
    });
  });
});

describe("Overshare", () => {
  let overshare;
  before(async () => {
    overshare = await loadPackage();
  });

  const read = (paste) => JSON.parse(overshare.decode(paste));
  const eventsOf = (report) =>
    report.requests.flatMap((request) => request.events).map((event) => event.fields.map(({ path, value }) => [path, value]));

  test("finds every leaf of the raw request, exactly as sent, and adds none", () => {
    expectNone(({ request, decoded }) => eventDifferences(decoded.events, eventsOf(read(request.raw))));
  });

  test("finds the same in the bare body", () => {
    expectNone(({ request, decoded }) =>
      request.body.length === 0 ? [] : eventDifferences(decoded.events, eventsOf(read(request.body.toString("latin1")))),
    );
  });

  test("finds the same in the address, and nothing where it holds no events", () => {
    expectNone(({ request, decoded }) =>
      eventDifferences(request.method === "GET" ? decoded.events : [], eventsOf(read(request.url))),
    );
  });

  test("names sender, method and address", () => {
    expectNone(({ request }) => {
      const { requests } = read(request.raw);
      if (requests.length !== 1) return [`expected one request, found ${requests.length}`];
      const [{ protocol, method, url, host }] = requests;
      const found = { id: protocol.id, method, host, path: new URL(url, "https://unknown.invalid").pathname };
      const { hostname, pathname } = new URL(request.url);
      const expected = { id: "sensors-analytics", method: request.method, host: hostname, path: pathname };
      return leafDifferences(Object.entries(expected), Object.entries(found));
    });
  });

  test("shows what stands around the events, exactly as sent", () => {
    expectNone(({ request, decoded }) => {
      const [{ fields }] = read(request.raw).requests;
      const named = (segment, pairs) => pairs.map(([name, value]) => [`${segment}.${name}`, value]);
      // Members of an encrypted envelope lie within the payload, whose own decoding is not looked at here.
      const isAround = (path) => path.split(".")[1] !== decoded.payloadName && !path.startsWith("locked.");
      const isCookie = (path) => /^header\.cookie$/i.test(path) || path.startsWith("cookie.");
      const expected = [
        ...named("query", decoded.query),
        // The case of a header's name means nothing, and HTTP/2 has none.
        ...named("header", request.headers.map(([name, value]) => [name.toLowerCase(), value])),
        ...named("form", decoded.form),
      ].filter(([path]) => !isCookie(path) && isAround(path));
      const found = fields
        .filter(({ path }) => !isCookie(path) && isAround(path))
        .map(({ path, value }) => [path, JSON.parse(value)]);
      const sortedByPath = (pairs) => [...pairs].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
      const differences = leafDifferences(sortedByPath(expected), sortedByPath(found));
      const sentCookie = request.headers.some(([name]) => name.toLowerCase() === "cookie");
      if (sentCookie && !fields.some(({ path }) => isCookie(path))) differences.push("the cookies are missing");
      return differences;
    });
  });

  test("verifies the crc where the SDK sends one, and claims none where it does not", () => {
    expectNone(({ request, decoded }) => {
      const [{ checks }] = read(request.raw).requests;
      const check = checks.find(({ name }) => name === "crc");
      if (!decoded.crc) return check && check.status !== "absent" ? [`crc is ${check.status}, but none was sent`] : [];
      const expected = { status: "pass", expected: decoded.crc.sent, actual: decoded.crc.computed };
      return leafDifferences(Object.entries(expected), Object.entries({ ...check }).filter(([name]) => name in expected));
    });
  });

  test("says of encrypted bodies what would open them", () => {
    const sealed = recorded.filter(({ decoded }) => decoded.encrypted);
    assert.ok(sealed.length >= 6);
    for (const { producer, request } of sealed) {
      const [{ locked, events }] = read(request.raw).requests;
      assert.ok(locked, `${producer} is encrypted, but locked is null`);
      assert.ok(locked.scheme && locked.visible && locked.needs.length > 0, `${producer}: ${JSON.stringify(locked)}`);
      assert.deepEqual(events, [], producer);
    }
  });

  test("warns of nothing in an unharmed request", () => {
    expectNone(({ request }) =>
      read(request.raw).diagnostics.filter(({ severity }) => severity !== "info").map(({ code, message }) => `${code}: ${message}`),
    );
  });

  test("explains at least 98 % of what the SDKs send by themselves", () => {
    const counts = { explained: 0, guessed: 0, unknown: 0 };
    const own = { explained: 0, guessed: 0, unknown: 0 };
    const notExplained = new Map();
    for (const { request } of recorded) {
      for (const event of read(request.raw).requests.flatMap(({ events }) => events)) {
        for (const { path, known } of event.fields) {
          (ownLeaf.test(path) ? own : counts)[known] += 1;
          if (known !== "explained" && !ownLeaf.test(path)) notExplained.set(path, known);
        }
      }
    }
    console.table({ "made by the SDKs": counts, "made by the test": own });
    const all = counts.explained + counts.guessed + counts.unknown;
    assert.ok(all > 1000, `${all} fields are too few to judge by`);
    const share = counts.explained / all;
    const rest = [...notExplained].map(([path, known]) => `${path} (${known})`).join(", ");
    assert.ok(share >= 0.98, `explained ${(share * 100).toFixed(1)} %; not explained: ${rest}`);
    console.log(`${(share * 100).toFixed(2)} % explained; not explained: ${rest || "none"}`);
  });
});
