// The shipped package against the stored reports, and what its interface promises.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";

import { isThorough } from "./lib/effort.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";

const folder = inClone("tests/fixtures");
const foldersIn = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** A paste as text, or null where it is none. */
function textOf(paste) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(paste);
  } catch {
    return null;
  }
}

const cases = foldersIn(folder).flatMap((protocol) =>
  foldersIn(join(folder, protocol)).map((name) => {
    const path = join(folder, protocol, name);
    const file = ["paste.txt", "paste.bin"].map((candidate) => join(path, candidate)).find(existsSync);
    assert.ok(file, `expected paste.txt or paste.bin in ${path}`);
    const paste = new Uint8Array(readFileSync(file));
    const keys = join(path, "keys.txt");
    const options = existsSync(keys) ? JSON.stringify({ keys: readFileSync(keys, "utf8") }) : "";
    return { name: `${protocol}/${name}`, paste, text: textOf(paste), options, report: join(path, "report.json") };
  }),
);

let overshare;
before(async () => {
  overshare = await loadPackage();
});

const read = (input, options) => JSON.parse(overshare.decode(input, options));

/** Runs something with an analysis and frees it. */
function withAnalysis(parameters, use) {
  const analysis = new overshare.Analysis(...parameters);
  try {
    return use(analysis);
  } finally {
    analysis.free();
  }
}

/** What an event looks like in a list: without its fields and its text. */
const listed = ({ fields, json, ...event }) => event;

test("there are stored reports to compare with", () => {
  assert.ok(cases.length >= 15, `found ${cases.length}`);
});

test("the version is that of the crate", () => {
  const manifest = readFileSync(inClone("Cargo.toml"), "utf8");
  const version = /^\[package\][^[]*?^version = "([^"]+)"/ms.exec(manifest)[1];
  assert.equal(overshare.version(), version);
  assert.equal(read("").generator, `overshare ${version}`);
});

for (const { name, paste, text, options, report } of cases) {
  describe(name, () => {
    test("decodes to the stored report", () => {
      assert.deepEqual(read(paste, options), JSON.parse(readFileSync(report, "utf8")));
    });

    test("is analyzed in parts that make up the whole report", () => {
      const whole = read(paste, options);
      const events = whole.requests.flatMap((request) => request.events);
      withAnalysis([paste, options], (analysis) => {
        assert.equal(analysis.eventCount, events.length);
        const overview = JSON.parse(analysis.overview());
        for (const request of overview.requests) assert.equal(request.events, undefined);
        const joined = {
          ...overview,
          requests: overview.requests.map((request) => ({
            ...request,
            events: Array.from({ length: request.event_count }, (_, index) => {
              const { json, ...event } = JSON.parse(analysis.event(request.first_event + index));
              return event;
            }),
          })),
        };
        assert.deepEqual(joined, whole);
        assert.deepEqual(JSON.parse(analysis.events(0, events.length)), {
          total: events.length,
          events: events.map(listed),
        });
      });
    });

    if (text !== null) {
      test("reads the same from text and from bytes", () => {
        assert.equal(overshare.decode(text, options), overshare.decode(paste, options));
      });
    }
  });
}

/** A form body with this many events. */
function batch(count) {
  const events = Array.from({ length: count }, (_, index) => ({
    type: "track",
    event: index % 3 === 0 ? "search" : "page_load_event_start",
    time: 1588938227000 + index,
    distinct_id: "invented",
    properties: { $lib: "Android", url: `https://example.com/${index}` },
  }));
  return `data_list=${encodeURIComponent(Buffer.from(JSON.stringify(events)).toString("base64"))}`;
}

describe("an analysis", () => {
  test("gives events page by page, and with a filter only those that match", () => {
    withAnalysis([batch(100)], (analysis) => {
      const all = JSON.parse(analysis.events(0, 100));
      assert.equal(all.total, 100);
      assert.deepEqual(all.events.map(({ index }) => index), Array.from({ length: 100 }, (_, index) => index));
      assert.deepEqual(JSON.parse(analysis.events(40, 7)).events, all.events.slice(40, 47));
      assert.deepEqual(JSON.parse(analysis.events(97, 50)).events, all.events.slice(97));
      assert.deepEqual(JSON.parse(analysis.events(100, 10)), { total: 100, events: [] });
      const searches = JSON.parse(analysis.events(0, 100, "search"));
      assert.deepEqual(
        searches.events.map(({ hits, ...event }) => event),
        all.events.filter(({ name }) => name === "search"),
      );
      for (const { hits } of searches.events) assert.deepEqual(hits, [{ path: "event", excerpt: "search", start: 0, end: 6 }]);
      assert.equal(searches.total, searches.events.length);
      assert.deepEqual(JSON.parse(analysis.events(0, 10, "no event says this")), { total: 0, events: [] });
    });
  });

  test("gives the text of one event exactly as sent", () => {
    withAnalysis(['[{"event":"a","time":1},{ "event" : "b", "n":9007199254740993, "n": 1.0e+5 }]'], (analysis) => {
      const event = JSON.parse(analysis.event(1));
      assert.equal(event.json, '{ "event" : "b", "n":9007199254740993, "n": 1.0e+5 }');
      assert.deepEqual(
        event.fields.map(({ path, value }) => [path, value]),
        [["event", '"b"'], ["n", "9007199254740993"], ["n", "1.0e+5"]],
      );
    });
  });

  test("tells how far it is, and never backwards", () => {
    const told = [];
    withAnalysis([batch(5000), undefined, (done, total) => told.push([done, total])], (analysis) => {
      assert.equal(analysis.eventCount, 5000);
    });
    assert.ok(told.length > 1, `told ${told.length} times`);
    told.forEach(([done, total], index) => {
      assert.ok(done <= total, `${done} of ${total}`);
      assert.ok(index === 0 || done >= told[index - 1][0], `${done} after ${told[index - 1]?.[0]}`);
    });
  });

  test("survives a progress function that throws", () => {
    const failing = () => {
      throw new Error("not listening");
    };
    let analysis;
    try {
      analysis = new overshare.Analysis(batch(5000), undefined, failing);
    } catch (error) {
      assert.equal(error.message, "not listening");
    }
    analysis?.free();
    assert.equal(withAnalysis([batch(10)], ({ eventCount }) => eventCount), 10);
  });

  test("can be freed, and then says so", () => {
    const analysis = new overshare.Analysis(batch(10));
    analysis.free();
    assert.throws(() => analysis.overview(), Error);
  });

  test("does not throw for an event that is not there", () => {
    withAnalysis([batch(3)], (analysis) => {
      JSON.parse(analysis.event(3));
      JSON.parse(analysis.event(4294967295));
      JSON.parse(analysis.events(4294967295, 4294967295));
    });
  });
});

/** Numbers that look random and are the same in every run. */
function* noise(seed) {
  for (let state = seed; ; state = (Math.imul(state, 1664525) + 1013904223) >>> 0) yield state >>> 24;
}

function randomBytes(seed, length) {
  const source = noise(seed);
  return Uint8Array.from({ length }, () => source.next().value);
}

describe("two captures", () => {
  const pairs = inClone("tests/comparisons");
  for (const name of foldersIn(pairs)) {
    test(`${name} compare as stored`, () => {
      const file = (part) => readFileSync(join(pairs, name, part), "utf8");
      withAnalysis([file("before.txt")], (before) => {
        withAnalysis([file("after.txt")], (after) => {
          assert.deepEqual(JSON.parse(before.compare(after)), JSON.parse(file("comparison.json")));
        });
      });
    });
  }
});

test("a typed value is found, and its form told", () => {
  withAnalysis([batch(3)], (analysis) => {
    const { searched, hits, hint } = JSON.parse(analysis.findValue("INVENTED"));
    assert.ok(searched.length > 0);
    assert.equal(hint, null);
    assert.deepEqual(hits, [
      { encoding: "plain", variant: "in lower case", whole: true, name: "distinct_id", path: "0.0.distinct_id", events: 3 },
    ]);
    assert.deepEqual(JSON.parse(analysis.findValue("ab")).searched, []);
  });
});

test("a knowledge pack is checked, and explains", () => {
  const pack = readFileSync(inClone("tests/packs/example.json"), "utf8");
  const report = JSON.parse(overshare.checkPack(pack));
  assert.deepEqual(report, { name: "Example Weather 1.4", fields: 5, events: 2, problems: [] });
  assert.deepEqual(JSON.parse(overshare.checkPack("{\n}")).problems.map(({ line }) => line), [1, 1]);
  const capture = readFileSync(inClone("tests/packs/example-capture.json"), "utf8");
  withAnalysis([capture, JSON.stringify({ pack })], (analysis) => {
    const { fields } = JSON.parse(analysis.event(0));
    const place = fields.find(({ name }) => name === "forecast_place");
    assert.deepEqual([place.label, place.pack], ["Place of forecast", "Example Weather 1.4"]);
  });
});

test("a knowledge pack lets nothing leave, in any format", () => {
  const secret = { diagnosis: "liver cirrhosis", pin: "482913", who: "Anna Mueller", step: "annamueller" };
  const capture = JSON.stringify([{ type: "track", event: "annamueller", time: 1588938227000, distinct_id: "1", properties: secret }]);
  const rules = ["keep", "keep-if-known", "major", "base", "round", "relative", "url", "mask", "placeholder", "drop"];
  for (const share of rules) {
    const fields = ["*", ...Object.keys(secret)].map((key) => ({
      place: "properties", key, label: "Technical", category: "transport", meaning: "A number.", grade: "C", share,
    }));
    const events = [{ name: "annamueller", title: "You did", category: "transport", meaning: "Nothing.", grade: "C" }];
    const pack = JSON.stringify({ name: "P", fields, events });
    const { problems } = JSON.parse(overshare.checkPack(pack));
    // That the star stands for everything is a problem of every one of them.
    assert.equal(problems.length, ["keep", "keep-if-known", "major", "base"].includes(share) ? 6 : 1, share);
    withAnalysis([capture, JSON.stringify({ pack })], (analysis) => {
      for (const choice of ["", '{"mode":"structure"}', '{"times":"exact","reveal":{"categories":["transport"]}}']) {
        const left = ["ndjson", "html", "csv-fields", "text"].map((format) => Buffer.from(analysis.export(format, choice)).toString());
        for (const value of Object.values(secret)) assert.ok(left.every((text) => !text.includes(value)), `${share} ${choice}: ${value}`);
      }
    });
  }
});

test("what is said of Xiaomi’s browser is said of no other sender", () => {
  const names = { miui_region: "DE", internet_status: 1, miui_version: "V12.0.5.0.QFAEUXM" };
  const body = (properties) => JSON.stringify([{ type: "track", event: "search", time: 1588938227000, distinct_id: "6204418", properties: { search_word: "loan", ...properties } }]);
  const to = (host) => `POST /sa HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  for (const [paste, isBrowser] of [
    [body({}), false], [body({ internet_status: 1 }), false], [to("sc.bank.example") + body(names), false],
    [body(names), true], [to("sa.api.intl.miui.com") + body(names), true],
  ]) {
    const report = read(Buffer.from(paste));
    assert.equal(report.summary.some(({ topic }) => topic === "position"), isBrowser, paste);
    assert.equal(JSON.stringify(report).includes("palant-2020-05"), isBrowser, paste);
    assert.equal(report.requests[0].protocol.recipient, isBrowser ? "Xiaomi" : paste.startsWith("POST") ? "sc.bank.example" : null);
  }
});

describe("odd input", () => {
  /** Far more than any depth or length that is limited. */
  const millions = isThorough ? 10 : 2;
  const inputs = {
    "nothing": "",
    "white space": " \r\n\t",
    "a lone surrogate": "\ud800",
    "a lone surrogate inside a body": '[{"event":"a","t":"\ud83e"}]',
    "a zero byte": "\0",
    "a byte order mark": "\ufeff[{}]",
    "bytes that are no UTF-8": Uint8Array.of(0xff, 0xfe, 0xc0, 0x80),
    "megabytes of [": "[".repeat(millions * 1_000_000),
    'megabytes of {"a":': '{"a":'.repeat(millions * 200_000),
    "megabytes of %25": "%25".repeat(millions * 333_333),
    "a megabyte of Base64 letters": "A".repeat(1_000_000),
    "a form of ampersands": `data_list=${"&".repeat(1_000_000)}`,
    "many request lines": "POST /sa HTTP/1.1\r\n\r\n".repeat(50_000),
    "a megabyte of one line of headers": `GET / HTTP/1.1\r\nA: ${"b".repeat(1_000_000)}`,
  };
  for (const [name, input] of Object.entries(inputs)) {
    test(`${name} gives a report`, () => {
      assert.equal(read(input).schema, 2);
      withAnalysis([input], (analysis) => assert.equal(JSON.parse(analysis.overview()).schema, 2));
    });
  }

  test("random bytes give a report", () => {
    for (let seed = 1; seed <= 200; seed += 1) assert.equal(read(randomBytes(seed, seed * 7)).schema, 2);
  });

  test("every beginning of a request gives a report", () => {
    const { paste } = cases.find(({ name }) => name === "sensors-analytics/mint-like-android-gzip1");
    for (let length = 0; length < paste.length; length += 1) {
      assert.equal(read(paste.subarray(0, length)).schema, 2, `first ${length} bytes`);
    }
  });

  test("a request with a byte changed gives a report", () => {
    const { paste } = cases.find(({ name }) => name === "sensors-analytics/mint-like-android-gzip1");
    const values = noise(7);
    for (let at = 0; at < paste.length; at += 1) {
      const changed = Uint8Array.from(paste);
      changed[at] = values.next().value;
      assert.equal(read(changed).schema, 2, `byte ${at} changed to ${changed[at]}`);
    }
  });

  test("options that are no options give a report", () => {
    for (const options of ["", "{", "null", "[]", '{"unknown":1}', "\ud800"]) {
      assert.equal(read("[{}]", options).schema, 2, options);
    }
  });
});
