// Runs test files with one pool of browsers for all of them, and says at the end where the time went.
// `node tests/web/run.mjs --at-once=2 FILE…`; a single file can be run by `node --test` as well.
// A file that is at work for longer than `--limit=SECONDS` is ended, and has failed.
//
// What waits for browsers has nothing to do now and then. Files that need none (`--low=FILE`) are run in these gaps: at
// the same time, as many at once, with the lowest priority.

import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { run } from "node:test";
import { tap } from "node:test/reporters";
import { parseArgs } from "node:util";

import { chromiumForAll, firefoxForAll, wholeChromiumForAll } from "./lib/browser.mjs";
import { isThorough } from "./lib/effort.mjs";
import { POOL, openPool } from "./lib/pool.mjs";
import { LIMIT, LOW } from "./lib/test-file.mjs";

/** How many of the slowest tests are listed. */
const LISTED = 20;

const { values, positionals } = parseArgs({
  options: { "at-once": { type: "string", default: "1" }, limit: { type: "string", default: isThorough ? "3600" : "600" }, first: { type: "string", multiple: true, default: [] }, low: { type: "string", multiple: true, default: [] } },
  allowPositionals: true,
});

// What takes longest first, so that no file is still at work when all others are done: mostly those with the most tests.
const weight = (file) => statSync(file).size + (values.first.includes(basename(file)) ? 1e9 : 0);
const files = positionals.map((file) => resolve(file)).sort((one, other) => weight(other) - weight(one));
const low = new Set(values.low.map((file) => resolve(file)));

const pool = await openPool({ chromium: chromiumForAll, wholeChromium: wholeChromiumForAll, firefox: firefoxForAll }, (words) => process.stderr.write(`# ${words}\n`));
process.env[POOL] = String(pool.port);
process.env[LIMIT] = values.limit;
process.env[LOW] = JSON.stringify([...low]);
process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS ?? "", `--import=${new URL("lib/test-file.mjs", import.meta.url)}`].join(" ").trim();

const tests = [];
const start = performance.now();
/** What has begun and not ended. */
const begun = new Set();
const named = ({ file, line, name }) => `${basename(file)}:${line}: ${name}`;
/** Files are tests as well, and those that pass are not reported. */
const isOfFile = ({ file, name }) => file !== undefined && !name.endsWith(basename(file));
/** How long each file was at its tests and suites. */
const took = new Map();
function note(event) {
  if (!isOfFile(event)) return;
  begun.delete(named(event));
  const { file, name, nesting, details } = event;
  const [short, time] = [basename(file), details.duration_ms / 1000];
  if (details.type !== "suite") tests.push({ file: short, name, nesting, seconds: time });
  if (nesting === 0) took.set(short, (took.get(short) ?? 0) + time);
}

/** Runs some files, and hands over what is said of them. */
async function runFiles(some, say) {
  if (some.length === 0) return;
  const results = run({ files: some, concurrency: Number(values["at-once"]) });
  results.on("test:dequeue", (event) => isOfFile(event) && begun.add(named(event)));
  results.on("test:pass", note);
  results.on("test:fail", (event) => {
    note(event);
    process.exitCode = 1;
  });
  // The same closing lines (`# pass 3`) from every version of Node.js, in a terminal or not.
  for await (const part of results.compose(tap)) say(part);
}

const said = [];
const inGaps = runFiles(files.filter((file) => low.has(file)), (part) => said.push(part));
await runFiles(files.filter((file) => !low.has(file)), (part) => process.stdout.write(part));
await inGaps;
process.stdout.write(said.join(""));
await pool.close();

const seconds = (number) => number.toFixed(1).padStart(7);
const slowest = tests.sort((one, other) => other.seconds - one.seconds).slice(0, LISTED);
const table = slowest.map((test) => `# ${seconds(test.seconds)} s  ${test.file}: ${test.name}`);
const longest = [...took].sort((one, other) => other[1] - one[1]).slice(0, LISTED).map(([file, time]) => `# ${seconds(time)} s  ${file}`);
const { started, crashed, borrowed, pages } = pool.counts;
const browsers = Object.entries(started).map(([name, count]) => `${name} ${count}`).join(", ") || "none";
if (begun.size > 0) process.stdout.write(`#\n# Begun and never ended:\n${[...begun].map((test) => `#   ${test}\n`).join("")}`);
process.stdout.write(
  `#\n# The slowest tests, with those in them:\n${table.join("\n")}\n#\n# The files that take longest:\n${longest.join("\n")}\n#\n` +
    `# ${tests.length} tests of ${files.length} files in ${seconds((performance.now() - start) / 1000).trim()} s; ` +
    `browsers started for all: ${browsers}, borrowed ${borrowed} times for ${pages} pages${crashed ? `; ${crashed} ended by themselves` : ""}.\n`,
);
