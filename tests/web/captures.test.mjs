// Captures that real programs wrote of one invented afternoon, read by the shipped package: tests/captures/README.md.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";

import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";

const read = (name) => readFileSync(inClone(`tests/captures/${name}`));
const { sessions, files } = JSON.parse(read("expected.json"));

/** A request as it was sent, with what the program that recorded it did not keep. */
function expected([session, number, differences = {}]) {
  const sent = sessions[session][number];
  const kept = Object.fromEntries(Object.entries({ ...sent, ...differences }).filter(([, value]) => value !== "__absent"));
  if (kept.leaves === "ascii") kept.leaves = sent.leaves.filter(([, , value]) => /^[\0-\x7f]*$/.test(String(value)));
  return kept;
}

/** An address without the port that its scheme has anyway, and without the scheme where the file does not say it. */
function address(url, hasScheme) {
  const { protocol, host, pathname, search } = new URL(url, "https://none.example/");
  return `${hasScheme ? protocol : ""}//${host.replace(/:(80|443)$/, "")}${pathname}${search}`;
}

function isSame(wanted, found) {
  const { method = null, protocol = null, url = null, path = null, host = null, scheme_known: hasScheme = true } = wanted;
  if (method !== null && found.method !== method) return false;
  if (protocol !== null && found.protocol.id !== protocol) return false;
  if (host !== null && found.host !== host && found.host !== new URL(url).host) return false;
  if (url !== null) return found.url !== null && address(found.url, hasScheme) === address(url, hasScheme);
  return path === null || found.url === null || found.url.endsWith(path);
}

const isNeeded = ({ optional, analytics }) => analytics === true && !optional;
const named = ({ method, url, path }) => `${method} ${url ?? path ?? "(body)"}`;

/**
 * Pairs the requests that were sent with those that were found, in their order. Of several ways to do so it takes one
 * that pairs most of what must be there: what need not be there may look the same.
 */
function paired(wanted, found) {
  const worth = wanted.map((sent) => found.map((request) => {
    if (!isSame(sent, request)) return -Infinity;
    const isLike = sent.events === undefined || sent.events === null || sent.events === request.event_count;
    return (isNeeded(sent) ? 10 : 1) + (isLike ? 3 : 0);
  }));
  const best = Array.from({ length: wanted.length + 1 }, () => new Array(found.length + 1).fill(0));
  for (let i = wanted.length - 1; i >= 0; i -= 1) {
    for (let j = found.length - 1; j >= 0; j -= 1) best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + worth[i][j]);
  }
  const pairs = [];
  const problems = [];
  let [i, j] = [0, 0];
  while (i < wanted.length || j < found.length) {
    if (i < wanted.length && j < found.length && best[i][j] === best[i + 1][j + 1] + worth[i][j]) {
      pairs.push([wanted[i], found[j]]);
      [i, j] = [i + 1, j + 1];
    } else if (j === found.length || i < wanted.length && best[i][j] === best[i + 1][j]) {
      if (isNeeded(wanted[i])) problems.push(`missing: ${named(wanted[i])}`);
      i += 1;
    } else {
      problems.push(`not sent: ${named(found[j])} (${found[j].protocol.id})`);
      j += 1;
    }
  }
  assert.deepEqual(problems, []);
  return pairs;
}

describe("captures of real programs", () => {
  let overshare;
  before(async () => {
    overshare = await loadPackage();
  });

  for (const [name, { tool, requests }] of Object.entries(files)) {
    test(`${name} (${tool})`, () => {
      const capture = new overshare.Analysis(read(name));
      const found = JSON.parse(capture.overview()).requests.filter(({ protocol }) => protocol.id !== "unknown");
      const wanted = requests.map(expected).filter(({ analytics }) => analytics !== false);
      for (const [sent, request] of paired(wanted, found)) {
        const what = `${request.method} ${request.url}`;
        if (sent.events !== null && sent.events !== undefined) assert.equal(request.event_count, sent.events, what);
        const events = new Map();
        for (const [index, path, value] of sent.leaves) {
          if (!events.has(index)) events.set(index, JSON.parse(capture.event(request.first_event + index))?.fields ?? []);
          const field = events.get(index).find((one) => one.path === path);
          assert.ok(field, `${what}: event ${index} has no ${path}`);
          assert.deepEqual(JSON.parse(field.value), value, `${what}: event ${index}, ${path}`);
        }
      }
      capture.free();
    });
  }
});
