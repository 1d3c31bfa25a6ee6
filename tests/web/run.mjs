// Runs test files with one pool of browsers for all of them, and says at the end where the time went.
// `node tests/web/run.mjs --at-once=2 FILE…`; a single file can be run by `node --test` as well.

import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { run } from "node:test";
import { tap } from "node:test/reporters";
import { parseArgs } from "node:util";

import { chromiumForAll, firefoxForAll } from "./lib/browser.mjs";
import { POOL, openPool } from "./lib/pool.mjs";

/** How many of the slowest tests are listed. */
const LISTED = 20;

const { values, positionals } = parseArgs({
  options: { "at-once": { type: "string", default: "1" }, alone: { type: "string", multiple: true, default: [] } },
  allowPositionals: true,
});

// The longest files first, so that none of them is still at work when all others are done.
const files = positionals.map((file) => resolve(file)).sort((one, other) => statSync(other).size - statSync(one).size);
/** Those that measure time have the machine to themselves. */
const isAlone = (file) => values.alone.includes(basename(file));

const pool = await openPool({ chromium: chromiumForAll, firefox: firefoxForAll }, (words) => process.stderr.write(`# ${words}\n`));
process.env[POOL] = String(pool.port);

const tests = [];
const start = performance.now();
function note({ file, name, nesting, details }) {
  if (details.type !== "suite" && file !== undefined) tests.push({ file: basename(file), name, nesting, seconds: details.duration_ms / 1000 });
}

async function runFiles(some, concurrency) {
  if (some.length === 0) return;
  const results = run({ files: some, concurrency });
  results.on("test:pass", note);
  results.on("test:fail", (event) => {
    note(event);
    process.exitCode = 1;
  });
  // The same closing lines (`# pass 3`) from every version of Node.js, in a terminal or not.
  for await (const part of results.compose(tap)) process.stdout.write(part);
}

await runFiles(files.filter(isAlone), 1);
await runFiles(files.filter((file) => !isAlone(file)), Number(values["at-once"]));
await pool.close();

const seconds = (number) => number.toFixed(1).padStart(7);
const slowest = tests.filter(({ name, file }) => !name.endsWith(file)).sort((one, other) => other.seconds - one.seconds).slice(0, LISTED);
const table = slowest.map((test) => `# ${seconds(test.seconds)} s  ${test.file}: ${test.name}`);
const { started, crashed, borrowed, pages } = pool.counts;
const browsers = Object.entries(started).map(([name, count]) => `${name} ${count}`).join(", ") || "none";
process.stdout.write(
  `#\n# The slowest tests, with those in them:\n${table.join("\n")}\n#\n` +
    `# ${tests.length} tests of ${files.length} files in ${seconds((performance.now() - start) / 1000).trim()} s; ` +
    `browsers started for all: ${browsers}, borrowed ${borrowed} times for ${pages} pages${crashed ? `; ${crashed} ended by themselves` : ""}.\n`,
);
