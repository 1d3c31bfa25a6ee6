// What is exported, read by programs of others: databases, Python, a receiver of such uploads, readers of HTTP archives, of
// Markdown and of HTML. None of them shares code with the core.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, describe, test } from "node:test";

import Ajv from "ajv";
import addFormats from "ajv-formats";
import harSchemas from "har-schema";
import { HtmlValidate } from "html-validate";
import MarkdownIt from "markdown-it";
import { parse } from "parse5";

import { eventDifferences, leafDifferences } from "./lib/compare.mjs";
import { damaged, hostile, hostileUpload, samples, whole } from "./lib/exported.mjs";
import { decodeRequest } from "./lib/independent.mjs";
import { eventLeaves } from "./lib/json-leaves.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { pythonWithSdk, runPython } from "./lib/python.mjs";

const require = createRequire(import.meta.url);

const text = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const reading = ([name, path]) => ({ name, paste: readFileSync(inClone(path)) });
const captures = [{ name: "hostile", paste: hostileUpload() }, ...[...samples, ...whole].map(reading)];
const repaired = damaged.map(reading);
const modes = ["masked", "structure", "full"];

let overshare;
let python;
let folder;

before(async () => {
  overshare = await loadPackage();
  python = await pythonWithSdk();
  folder = mkdtempSync(join(tmpdir(), "overshare-exports-"));
});
after(() => folder && rmSync(folder, { recursive: true, force: true }));

/** Everything that an analysis says, events with their fields and texts. */
function reportOf(analysis) {
  const overview = JSON.parse(analysis.overview());
  const events = Array.from({ length: analysis.eventCount }, (_, index) => JSON.parse(analysis.event(index)));
  return { ...overview, events };
}

/** A capture in a mode: its report, what it exports, and the names of the files. */
function opened({ paste, options = {} }, mode) {
  const choice = JSON.stringify({ mode, ...options });
  const analysis = new overshare.Analysis(paste);
  const masked = mode === "full" ? analysis : analysis.masked(choice);
  return {
    report: reportOf(masked),
    bytes: (format, more = {}) => analysis.export(format, JSON.stringify({ mode, ...options, ...more })),
    fileName: (format) => analysis.exportName(format, choice),
  };
}

/** Every capture in every mode, each read once. */
function everyWay(list, among = modes) {
  return list.flatMap((capture) => among.map((mode) => {
    capture.ways ??= {};
    capture.ways[mode] ??= opened(capture, mode);
    return { capture, mode, name: `${capture.name}, ${mode}`, ...capture.ways[mode] };
  }));
}

/** A file with an export in it. */
function stored(bytes, name) {
  const path = join(folder, `${stored.count = (stored.count ?? 0) + 1}-${name}`);
  writeFileSync(path, bytes);
  return path;
}

/** What a Python program answers to each question. */
async function asked(program, questions) {
  const lines = questions.map((question) => JSON.stringify(question)).join("\n");
  const answers = (await runPython(python, `tests/web/consumers/${program}.py`, [], lines)).trim().split("\n");
  assert.equal(answers.length, questions.length);
  return answers.map((answer) => JSON.parse(answer));
}

/** Fails with the first of all differences, each with the name of where it is. */
function expectNone(found) {
  const all = found.flatMap(([name, differences]) => differences.map((difference) => `${name}: ${difference}`));
  assert.equal(all.length, 0, `${all.length} differences:\n${all.slice(0, 40).join("\n")}`);
}

/** Runs something that may be refused, and says so as a difference. */
function tried(use) {
  try {
    return use();
  } catch (error) {
    return { refused: [error.message] };
  }
}

/** The content of a value: a string without quotes and escapes, half of a pair replaced, anything else as it stands. */
const content = (value) => (value.startsWith("\"") ? JSON.parse(value).toWellFormed() : value);
const plain = ([path, kind, value]) => [path, kind === "string" ? JSON.stringify(value) : value];
const inPlain = (lexeme) => (lexeme.startsWith("\"") ? JSON.stringify(JSON.parse(lexeme)) : lexeme);
/** Whether an event's text is JSON that everybody reads: it does not end early, and no string in it has half of a character. */
const isWhole = ({ complete, json }) => complete && json.isWellFormed() && !/\\ud[89a-f]/i.test(json);
/** The leaves of an event as a list, which an export has where the text is not whole. */
const listed = (event) => [
  ["event", "null"],
  ...event.fields.flatMap(({ path, value }, index) => [
    [`fields[${index}].path`, JSON.stringify(path)],
    [`fields[${index}].value`, /\\ud[89a-f]/i.test(value) || !isJson(value) ? JSON.stringify(value) : inPlain(value)],
  ]),
];
const isJson = (value) => {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
};
const fieldsOf = (event) => event.fields.map(({ path, value }) => [path, inPlain(value)]);

const fieldColumns = [
  "event", "request", "event_name", "type", "time", "title", "path", "name", "value", "value_json", "label", "meaning", "category", "content", "identifiability",
  "severity", "persistence", "known", "sources",
];
const eventColumns = [
  "index", "request", "name", "type", "time", "time_utc", "title", "meaning", "severity", "known", "explained", "guessed", "unknown", "complete", "json",
];

/** The rows that the report gives: one a field, then one an event. */
function expectedTables(report) {
  const field = (head, one) => [
    ...head, one.path, one.name, content(one.value), one.value, one.label ?? "", one.meaning ?? "", one.category ?? "", String(one.content),
    String(one.identifiability), String(one.severity), one.persistence ?? "", one.known, one.sources.join(" "),
  ];
  const fields = [];
  for (const [number, request] of report.requests.entries()) {
    for (const one of request.fields) fields.push(field(["", String(number + 1), "", "", "", ""], one));
    for (const event of report.events.filter(({ request: of }) => of === number)) {
      const head = [String(event.index + 1), String(number + 1), event.name ?? "", event.type ?? "", event.time ?? "", event.title];
      for (const one of event.fields) fields.push(field(head, one));
    }
  }
  const moment = (time) => (report.masking?.relative_times || !/^\d{13}$/.test(time ?? "") ? "" : new Date(Number(time)).toISOString());
  const events = report.events.map((event) => [
    String(event.index + 1), String(event.request + 1), event.name ?? "", event.type ?? "", event.time ?? "", moment(event.time), event.title,
    event.meaning ?? "", String(event.severity), event.known, ...["explained", "guessed", "unknown"].map((name) => String(event.counts[name])),
    String(event.complete), event.json,
  ]);
  return { fields: [fieldColumns, ...fields], events: [eventColumns, ...events] };
}

/** Differences between rows, the first of which names the columns. */
function rowDifferences(expected, actual) {
  if (expected.length !== actual.length) return [`expected ${expected.length} rows, found ${actual.length}`];
  return expected.flatMap((row, number) => {
    if (row.length !== actual[number].length) return [`row ${number}: expected ${row.length} cells, found ${actual[number].length}`];
    return row.flatMap((cell, column) => {
      const found = actual[number][column];
      return cell === found ? [] : [`row ${number}, ${expected[0][column]}: expected ${JSON.stringify(cell)}, found ${JSON.stringify(found)}`];
    });
  });
}

/**
 * What stood in a cell before it was guarded against being taken for a formula, by the documented rule: an apostrophe
 * goes where something else than a plain number begins with a sign for a formula, also behind quotes, spaces and what is
 * not seen, or with a tab or the end of a line.
 */
function asSent(cell) {
  if (!cell.startsWith("'")) return cell;
  const rest = cell.slice(1);
  const [passed] = rest.match(/^["'\0- \x7f-\xa0\xad\u2000-\u206f\u3000\ufeff]*/);
  const begins = /[\t\r\n]/.test(passed) || /^[=+@＝＋－＠﹢﹣﹦﹫-]/.test(rest.slice(passed.length));
  return begins && !/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(rest) ? rest : cell;
}

describe("tables and lines", () => {
  let answers;

  before(async () => {
    const exported = everyWay([...captures, ...repaired]).map(({ name, report, bytes }) => ({
      name,
      report,
      ...tried(() => ({
        files: { fields: stored(bytes("csv-fields"), "fields.csv"), events: stored(bytes("csv-events"), "events.csv"), lines: stored(bytes("ndjson"), "events.ndjson") },
      })),
    }));
    const made = exported.filter(({ files }) => files);
    const found = await asked("tables", made.map(({ files }) => files));
    answers = [...exported.filter(({ refused }) => refused), ...made.map((one, index) => ({ ...one, ...found[index], refused: found[index].error ? [found[index].error] : undefined }))];
  });

  const compare = (differences) => expectNone(answers.map((one) => [one.name, one.refused ?? differences(one)]));

  for (const reader of ["python", "duckdb"]) {
    test(`of fields and of events say in ${reader} what the report says`, () => {
      compare(({ report, [reader]: tables }) => {
        const [fields, events] = [tables.fields, tables.events].map((rows) => rows.map((row) => row.map(asSent)));
        const expected = expectedTables(report);
        return [...rowDifferences(expected.fields, fields), ...rowDifferences(expected.events, events)];
      });
    });
  }

  test("hold as many events and fields as the report counts", () => {
    compare(({ report, duckdb: { fields, events } }) => {
      const ofEvents = fields.slice(1).filter(([event]) => event !== "").length;
      const { events: count, fields: counted } = report.counts;
      const wanted = { events: count, fields: counted.explained + counted.guessed + counted.unknown };
      return leafDifferences(Object.entries(wanted), Object.entries({ events: events.length - 1, fields: ofEvents }));
    });
  });

  const columns = ["index", "request", "name", "type", "time", "title", "severity"];
  /** Files count events and requests as the page does, from 1. */
  const inFile = (name, value) => (name === "index" || name === "request" ? value + 1 : value);

  test("as lines give Python every leaf of every event", () => {
    compare(({ report, python: { lines } }) => {
      const around = lines.map((line) => line.filter(([path]) => columns.includes(path)).map(plain));
      const expected = report.events.map((event) => columns.map((name) => [name, JSON.stringify(inFile(name, event[name]))]));
      const inside = lines.map((line) => line.filter(([path]) => !columns.includes(path)).map(plain));
      const wanted = report.events.map((event) => (isWhole(event) ? fieldsOf(event).map(([path, value]) => [`event.${path}`, value]) : listed(event)));
      return [...eventDifferences(expected, around), ...eventDifferences(wanted, inside)];
    });
  });

  test("as lines give DuckDB the same events", () => {
    compare(({ report, duckdb: { lines } }) => {
      const expected = report.events.map((event) => columns.map((name) => String(inFile(name, event[name]))));
      const found = lines.map((line) => line.slice(0, columns.length).map(String));
      // It writes fractions and powers of ten in a way of its own.
      const number = ([path, lexeme]) => [path, /^-?\d.*[.eE]/.test(lexeme) ? String(Number(lexeme)) : lexeme];
      const texts = lines.map((line) => eventLeaves(line[columns.length] ?? "null")[0].map(([path, lexeme]) => number([path, inPlain(lexeme)])));
      const wanted = report.events.map((event) => (isWhole(event) ? fieldsOf(event).map(number) : [["", "null"]]));
      return [...rowDifferences([columns, ...expected], [columns, ...found]), ...eventDifferences(wanted, texts)];
    });
  });
});

describe("bodies and HTTP archives", () => {
  let archives;
  let sent;

  /** The address of a request; of one whose host is not known, what the report says of its query. */
  function target({ url, fields }) {
    const query = fields.filter(({ path }) => path.startsWith("query.")).map(({ path, value }) => `${path.slice(6)}=${encodeURIComponent(JSON.parse(value))}`);
    const { pathname, search } = new URL(url ?? `/?${query.join("&")}`, "https://unknown.invalid");
    return pathname + search;
  }

  before(async () => {
    // What is damaged is repaired by masking, but left as it is in full.
    const ways = [...everyWay(captures), ...everyWay(repaired, ["masked", "structure"])].flatMap((one) => [false, true].map((replayable) => ({
      ...one,
      replayable,
      name: `${one.name}${replayable ? ", replayable" : ""}`,
      ...tried(() => ({ body: one.bytes("body", { replayable }), archive: one.bytes("har", { replayable }) })),
    })));
    const made = ways.filter(({ refused }) => !refused);
    const inBodies = await asked("bodies", made.map(({ report, body }) => ({ target: target(report.requests[0]), body: Buffer.from(body).toString("base64") })));
    const inArchives = await asked("archives", made.map(({ archive }) => ({ path: stored(archive, "capture.har") })));
    sent = made.map((one, index) => ({ ...one, inBody: inBodies[index], inArchive: inArchives[index] }));
    sent.push(...ways.filter(({ refused }) => refused));
    archives = made;
  });

  const compare = (differences) => expectNone(sent.map((one) => [one.name, one.refused ?? differences(one)]));

  for (const [where, title] of [["inBody", "bodies"], ["inArchive", "archives"]]) {
    test(`are what Python's own modules decode to every leaf of every event, in ${title}`, () => {
      compare(({ report, [where]: found }) => {
        if (found.error) return [found.error];
        return eventDifferences(report.events.map(fieldsOf), found.events.map((event) => event.map(plain)));
      });
    });
  }

  test("have a checksum that fits where the capture had one and it is wanted, and else none", () => {
    compare(({ capture, mode, replayable, inBody, inArchive }) => {
      const wanted = mode === "full" || replayable ? checksumIn(capture) : null;
      return [inBody, inArchive].flatMap(({ crc, error }) => {
        if (error) return [];
        if (!wanted) return crc === null ? [] : [`expected no crc, found ${crc.sent}`];
        return crc && crc.sent === crc.computed ? [] : [`expected a crc that fits, found ${JSON.stringify(crc)}`];
      });
    });
    assert.ok(sent.filter(({ replayable, inBody }) => replayable && inBody?.crc).length >= 6);
  });

  test("come in every shape that senders use", () => {
    const shapes = new Set(archives.filter(({ mode, body }) => mode === "masked" && body.length > 0).map(({ body }) =>
      JSON.parse(overshare.decode(body)).requests[0].layers.map(({ codec }) => codec).filter((codec) => !["http", "json"].includes(codec)).join("+")));
    for (const shape of ["", "form+percent+base64+gzip", "form+percent+base64", "base64+gzip"]) {
      assert.ok([...shapes].some((found) => found === shape), `no ${shape || "plain JSON"} among ${[...shapes].join(", ")}`);
    }
  });

  test("are valid archives of version 1.2", () => {
    const ajv = new Ajv({ strict: false, allErrors: true, schemas: [require("ajv/dist/refs/json-schema-draft-06.json")] });
    addFormats(ajv);
    for (const [name, schema] of Object.entries(harSchemas)) ajv.addSchema(schema, schema.$id ?? name);
    const validate = ajv.getSchema("har.json");
    assert.ok(validate, "the package has no schema of archives");
    assert.ok(!validate({ log: { version: "1.2", creator: {}, entries: [] } }), "the schema refuses nothing");
    expectNone(archives.map(({ name, archive }) => [name, validate(JSON.parse(text(archive))) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`)]));
  });

  test("say in archives what the report says of the request", () => {
    compare(({ report, mode, inArchive }) => {
      if (inArchive.error) return [];
      const [request] = report.requests;
      const headers = request.fields.filter(({ path }) => path.startsWith("header.") && !path.startsWith("header.cookie.")).map(({ path, value }) => [path.slice(7), JSON.parse(value)]);
      const found = inArchive.headers.map(([name, value]) => [name.toLowerCase(), value]);
      const missing = mode === "full" ? [] : headers.filter(([name, value]) => !found.some(([other, same]) => other === name && same === value)).map(([name]) => `the header ${name} is missing`);
      // Readers such as mitmproxy refuse an archive with an address that names no host.
      if (!/^https?:$/.test(new URL(inArchive.url).protocol)) return [`${inArchive.url} names no host`];
      // An archive needs a whole address, and says where it had to choose the scheme.
      const [url, method] = [request.url?.replace(/^\/\//, "https://") ?? inArchive.url, request.method ?? inArchive.method];
      // Records in an address are packed in an archive, but not in the report of a masked copy.
      const bare = (address) => address.replace(/([?&]data(?:_list)?=)[^&]*/, "$1");
      return [...leafDifferences([["url", bare(url)], ["method", method]], [["url", bare(inArchive.url)], ["method", inArchive.method]]), ...missing];
    });
  });

  test("are taken by an open receiver of such uploads, which finds the masked events", async () => {
    // It takes what Android's SDK sends: a checksum and a flag, and the list in the third place.
    const android = sent.filter(({ body, replayable, mode }) => replayable && mode !== "full" && /^(crc|gzip)=[^&]*&(crc|gzip)=[^&]*&data_list=/.test(Buffer.from(body ?? []).toString("latin1")));
    assert.ok(android.length >= 8, `${android.length} such uploads are too few`);
    const answers = await asked("receiver", android.map(({ body }) => ({ url: "https://receiver.example/sa?project=x", body: Buffer.from(body).toString("base64") })));
    expectNone(android.map(({ name, report }, index) => {
      const { events, names, error } = answers[index];
      if (error) return [name, [error]];
      const asJson = (value) => JSON.stringify(value);
      const expected = report.events.map(({ json }) => asJson(JSON.parse(json)));
      const wanted = [...new Set(report.events.map(({ json }) => JSON.parse(json).event).filter((event) => event !== undefined))];
      return [name, [
        ...leafDifferences(expected.map((value, at) => [String(at), value]), events.map((value, at) => [String(at), asJson(value)])),
        ...leafDifferences([["names", asJson(wanted.flatMap((one) => one.split("\n")).sort())]], [["names", asJson(names.sort())]]),
      ]];
    }));
  });

  test("are decoded by the second decoder of the tests with SDKs", () => {
    // It goes by the flag that says whether a list is compressed, so it needs one that is right.
    const isFlagged = ({ body }) => {
      const form = Buffer.from(body).toString("latin1").trim();
      return /(^|&)data(_list)?=H4sI/.test(form) === /(^|&)gzip=1(&|$)/.test(form);
    };
    const forms = archives.filter((one) => isFlagged(one) && /(^|&)data(_list)?=/.test(Buffer.from(one.body).toString("latin1")));
    assert.ok(forms.length >= 20);
    expectNone(forms.map(({ name, report, body }) => {
      const { refused, events } = tried(() => decodeRequest({ method: "POST", url: "", target: target(report.requests[0]), body: Buffer.from(body) }));
      return [name, refused ?? eventDifferences(report.events.map(({ fields }) => fields.map(({ path, value }) => [path, value])), events)];
    }));
  });
});

/** The checksum that a capture was sent with, or null. */
function checksumIn({ paste }) {
  return /(?:^|[&\s])crc=(-?\d+)|"crc":"?(-?\d+)/.exec(Buffer.from(paste).toString("latin1"))?.[0] ?? null;
}

/** Every node of a tree of parse5. */
function* nodes(node) {
  yield node;
  for (const child of node.childNodes ?? []) yield* nodes(child);
}
const textOf = (node) => [...nodes(node)].filter(({ nodeName }) => nodeName === "#text").map(({ value }) => value).join("");
const attribute = (node, name) => node.attrs?.find((one) => one.name === name)?.value;

/** Elements and attributes that these documents are made of. None of them asks for anything. */
const elements = new Set([
  "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "br", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td",
  "code", "strong", "span", "a", "mark",
]);
const attributes = new Set(["lang", "charset", "http-equiv", "content", "name", "href", "rel", "id", "class", "scope", "data-label"]);

/** Addresses of sources and of their kept copies: all that may be a link. */
const addressesOf = ({ sources }) => new Set(sources.flatMap(({ url, archive }) => (archive === null ? [url] : [url, archive])));

/** What is seen of a value; null for one with characters that are shown by other ones. */
const seen = (value) => (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(value) || value.length > 4_000 ? null : value);

/** The capture in which everything is let through, so that nothing in it is a placeholder. */
const reviewed = (capture) => {
  const analysis = new overshare.Analysis(capture.paste);
  const { rows } = JSON.parse(analysis.preview());
  analysis.free();
  return { paste: capture.paste, name: `${capture.name}, all let through`, options: { reveal: { fields: rows.map(({ path }) => path) } } };
};

test("the whole report is JSON that Python reads", async () => {
  const ways = everyWay([...captures, ...repaired]).map(({ name, report, bytes }) => ({ name, report, ...tried(() => ({ path: stored(bytes("json"), "report.json") })) }));
  const made = ways.filter(({ path }) => path);
  const program = "import json, sys\nfor line in sys.stdin: print(json.dumps(json.load(open(line[:-1], encoding='utf-8'))))";
  writeFileSync(join(folder, "read.py"), program);
  const answers = (await runPython(python, relative(inClone(""), join(folder, "read.py")), [], made.map(({ path }) => `${path}\n`).join(""))).trim().split("\n");
  const read = new Map(made.map(({ name }, index) => [name, JSON.parse(answers[index])]));
  const told = ({ requests, ...others }) => JSON.stringify({ ...others, requests: requests.map(({ events, ...request }) => request) });
  expectNone(ways.map(({ name, refused, report: { events, ...report } }) => {
    if (refused) return [name, refused];
    const found = read.get(name);
    const inside = found.requests.flatMap((request) => request.events.map(({ fields }) => fields.map(({ path, value }) => [path, inPlain(value)])));
    return [name, [...(told(found) === told(report) ? [] : ["the overview differs"]), ...eventDifferences(events.map(fieldsOf), inside)]];
  }));
});

describe("documents", () => {
  const formats = (markup) => [markup, `annex-${markup}`];
  const [first, mint, ...others] = captures;
  let ways;
  before(() => {
    const few = others.filter(({ name }, index) => index < samples.length || /article|large-integer|lone-surrogate|duplicate-keys|web-batch|json-lines/.test(name));
    ways = [...everyWay([first]), ...everyWay([first, mint].map(reviewed), ["masked"]), ...everyWay([mint]), ...everyWay([...few, ...repaired], ["masked", "full"])];
  });

  const documents = new Map();
  const document = (name, bytes, format) => {
    const key = `${name}, ${format}`;
    if (!documents.has(key)) documents.set(key, tried(() => ({ document: text(bytes(format)) })));
    return documents.get(key);
  };

  /** Runs a check on captures' documents of one markup. */
  const onEach = (markup, check, among = ways) => expectNone(among.flatMap(({ name, report, bytes }) => formats(markup).map((format) => {
    const made = document(name, bytes, format);
    return [`${name}, ${format}`, made.refused ?? check(made.document, report, format)];
  })));

  test("in HTML pass a validator", () => {
    const validator = new HtmlValidate({ extends: ["html-validate:standard"] });
    // It takes its time, so it gets those with most to go wrong.
    onEach("html", (html) => {
      const { results } = validator.validateStringSync(html);
      return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `line ${line}: ${message} (${ruleId})`));
    }, ways.slice(0, 8));
    assert.equal(validator.validateStringSync("<!doctype html><p><div></p>").valid, false);
  });

  test("in HTML have no script, ask for nothing and hold nothing that the capture made", () => {
    onEach("html", (html, report) => {
      const problems = [];
      const document = parse(html, { onParseError: ({ code, startLine }) => problems.push(`line ${startLine}: ${code}`) });
      const allowed = addressesOf(report);
      for (const node of nodes(document)) {
        if (node.nodeName.startsWith("#")) {
          if (node.nodeName === "#comment") problems.push("a comment");
          continue;
        }
        if (!elements.has(node.nodeName)) problems.push(`the element ${node.nodeName}`);
        for (const { name, value } of node.attrs) {
          if (!attributes.has(name)) problems.push(`the attribute ${name} of ${node.nodeName}`);
          if (name === "href" && !(node.nodeName === "a" && (/^#source-\d+$/.test(value) || allowed.has(value)))) problems.push(`an address in ${node.nodeName}: ${value}`);
          if (name === "data-label" && /[<>"'&]/.test(value)) problems.push(`the label ${value}`);
        }
        if (node.nodeName === "style" && /url\(|@import|image-set|src:/i.test(textOf(node))) problems.push("a style that asks for something");
      }
      const policy = [...nodes(document)].find((node) => attribute(node, "http-equiv") === "Content-Security-Policy");
      if (!attribute(policy ?? {}, "content")?.startsWith("default-src 'none'")) problems.push("no policy that forbids requests");
      return problems;
    });
  });

  test("in HTML have a table for each event, with each field's value", () => {
    onEach("html", (html, report, format) => {
      if (format !== "html") return [];
      const main = [...nodes(parse(html))].find(({ nodeName }) => nodeName === "main");
      const blocks = main.childNodes.filter(({ nodeName }) => nodeName !== "#text");
      const tables = blocks.flatMap((block, at) => {
        if (block.nodeName !== "h3" || !/^Event \d+: /.test(textOf(block))) return [];
        const rest = blocks.slice(at + 1);
        const end = rest.findIndex(({ nodeName }) => nodeName === "h3" || nodeName === "h2");
        return [rest.slice(0, end < 0 ? undefined : end).find(({ nodeName }) => nodeName === "table")];
      });
      if (tables.length !== report.events.length) return [`expected ${report.events.length} tables of events, found ${tables.length}`];
      return tables.flatMap((table, index) => {
        const rows = [...nodes(table ?? {})].filter(({ nodeName }) => nodeName === "tbody").flatMap((body) => [...nodes(body)].filter(({ nodeName }) => nodeName === "tr"));
        const { fields } = report.events[index];
        if (rows.length !== fields.length) return [`event ${index}: expected ${fields.length} rows, found ${rows.length}`];
        return rows.flatMap((row, at) => {
          const cell = [...nodes(row)].find((node) => attribute(node, "data-label") === "Value");
          const code = textOf([...nodes(cell)].find(({ nodeName }) => nodeName === "code") ?? cell);
          const wanted = seen(fields[at].value);
          return wanted === null || wanted === code ? [] : [`event ${index}, ${fields[at].path}: expected ${wanted}, found ${code}`];
        });
      });
    });
  });

  // With everything that dialects have, to find what one of them would take for markup.
  const dialects = { "with tables, HTML and bare addresses": new MarkdownIt({ html: true, linkify: true }), "of CommonMark": new MarkdownIt("commonmark") };

  for (const [dialect, renderer] of Object.entries(dialects)) {
    test(`in Markdown ${dialect} give no element that the capture made`, () => {
      onEach("markdown", (markdown, report) => {
        const problems = [];
        const allowed = addressesOf(report);
        const kinds = new Set(["text", "softbreak", "hardbreak", "code_inline", "strong_open", "strong_close", "link_open", "link_close", "inline",
          ...["heading", "paragraph", "bullet_list", "ordered_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"].flatMap((name) => [`${name}_open`, `${name}_close`])]);
        const tokens = renderer.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
        for (const token of tokens) {
          if (!kinds.has(token.type)) problems.push(`${token.type}: ${token.content.slice(0, 60)}`);
          if (token.type === "link_open" && !allowed.has(token.attrGet("href"))) problems.push(`a link to ${token.attrGet("href")}`);
        }
        const rendered = parse(renderer.render(markdown));
        for (const node of nodes(rendered)) {
          if (["script", "img", "iframe", "base", "style", "form", "input", "svg"].includes(node.nodeName)) problems.push(`the element ${node.nodeName}`);
          for (const { name } of node.attrs ?? []) if (!["href", "start"].includes(name)) problems.push(`the attribute ${name}`);
        }
        return problems;
      });
    });
  }

  test("in Markdown have a table for each event, with each field's value", () => {
    onEach("markdown", (markdown, report, format) => {
      if (format !== "markdown") return [];
      const tokens = dialects["with tables, HTML and bare addresses"].parse(markdown, {});
      const tables = [];
      let table = null;
      let cells = null;
      for (const [at, token] of tokens.entries()) {
        if (token.type === "heading_open") table = token.tag === "h3" && /^Event \d+: /.test(tokens[at + 1].content) ? tables[tables.push([]) - 1] : null;
        if (token.type === "tr_open") cells = [];
        if (token.type === "td_open") cells.push(tokens[at + 1].children ?? []);
        if (token.type === "tr_close" && cells.length > 0) table?.push(cells);
      }
      const shown = report.events.slice(0, 50);
      if (tables.length !== shown.length) return [`expected ${shown.length} events, found ${tables.length}`];
      return tables.flatMap((rows, index) => {
        const { fields } = shown[index];
        if (rows.length !== fields.length) return [`event ${index}: expected ${fields.length} rows, found ${rows.length}`];
        return rows.flatMap((row, at) => {
          const code = row[1].find(({ type }) => type === "code_inline")?.content;
          const wanted = seen(fields[at].value);
          return wanted === null || wanted === code ? [] : [`event ${index}, ${fields[at].path}: expected ${wanted}, found ${code}`];
        });
      });
    });
  });
});

test("every file's name says how much is masked, and nothing of what is in it", () => {
  const formats = ["json", "ndjson", "csv-fields", "csv-events", "markdown", "text", "html", "har", "body", "annex-markdown", "annex-html", "letter-en", "letter-de"];
  const ways = [...everyWay(captures), ...everyWay(captures.slice(0, 2).map(reviewed), ["masked"])];
  expectNone(ways.map(({ capture, mode, name, report, fileName }) => {
    const names = formats.map(fileName);
    const told = capture.options ? "reviewed" : mode;
    const count = `${report.events.length}-event${report.events.length === 1 ? "" : "s"}`;
    const form = new RegExp(`^overshare-${told}-${count}(-fields|-body|-annex|-letter-(en|de))?\\.(json|ndjson|csv|md|txt|html|har|bin)$`);
    return [name, [...names.filter((one) => !form.test(one)), ...(new Set(names).size === formats.length ? [] : ["two formats have one name"])]];
  }));
});
