// Compares Overshare with what the browser can do by itself, in one run of one browser; how long a fresh browser takes to load it; and how Lighthouse rates that.
//
//     node tests/web/bench.mjs [--write FILE]

import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";

import { audited } from "./lighthouse/audit.mjs";
import { launchChromium } from "./lib/browser.mjs";
import { firstResult } from "./lib/loading.mjs";
import { mintLikeUpload } from "./lib/mint-like.mjs";
import { modulesFrom } from "./lib/modules.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { serveFolders } from "./lib/server.mjs";

const { values: options } = parseArgs({ options: { write: { type: "string" } } });

/** Events, rounds, and runs that make up one measurement: short ones are below the clock's resolution. */
const sizes = [
  { count: 1, rounds: 31, repeat: 50 },
  { count: 50, rounds: 31, repeat: 20 },
  { count: 1_000, rounds: 31, repeat: 2 },
  { count: 20_000, rounds: 11, repeat: 1 },
];

function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Runs in the page: both ways, interleaved, in a fresh worker. */
async function inWorker(parameters) {
  const module = await WebAssembly.compileStreaming(fetch("/pkg/overshare_bg.wasm"));
  const worker = new Worker("/tests/web/lib/bench-worker.mjs", { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ module, ...parameters });
    });
  } finally {
    worker.terminate();
  }
}

/** Runs in the shipped page: milliseconds from the paste until the result has been painted, and the longest task in between. */
function pasted({ body, expected }) {
  const status = document.querySelector('[role="status"][aria-live]');
  status.textContent = "";
  let longest = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  tasks.observe({ type: "longtask" });
  return new Promise((resolve) => {
    const start = performance.now();
    new MutationObserver((_, observer) => {
      if (!status.textContent.includes(expected)) return;
      observer.disconnect();
      // Two frames later the result has been painted; tasks are told when the page is idle.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const whole = performance.now() - start;
          requestIdleCallback(() => {
            tasks.disconnect();
            resolve({ whole, longest });
          });
        }),
      );
    }).observe(status, { childList: true, characterData: true, subtree: true });
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", body);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
}

/** Runs in the shipped page with a large capture: scrolls the list for some seconds, and says how evenly it went. */
function scrolled({ seconds, rows }) {
  const table = document.querySelector("event-table");
  table.scrollIntoView({ block: "end" });
  const step = (table.querySelector("[data-position]").getBoundingClientRect().height * rows) / 60;
  let longest = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  tasks.observe({ type: "longtask" });
  return new Promise((resolve) => {
    const frames = [];
    let empty = 0;
    table.scrollTop = 0;
    const move = (now) => {
      frames.push(now);
      // A row that was scrolled into view before its event came is empty for a frame.
      const box = table.getBoundingClientRect();
      const isSeen = (row) => row.getBoundingClientRect().bottom > box.top && row.getBoundingClientRect().top < box.bottom;
      if ([...table.querySelectorAll("[aria-busy]")].some(isSeen)) empty += 1;
      if (now - frames[0] < seconds * 1000) {
        table.scrollTop += step;
        requestAnimationFrame(move);
        return;
      }
      const gaps = frames.slice(1).map((frame, index) => frame - frames[index]).sort((one, other) => one - other);
      requestIdleCallback(() => {
        tasks.disconnect();
        resolve({
          perSecond: gaps.length / ((frames.at(-1) - frames[0]) / 1000),
          slowest: gaps.at(-1),
          late: gaps.at(Math.floor(gaps.length * 0.99)),
          passed: table.scrollTop / (step / rows) / 60,
          empty: empty / frames.length,
          longest,
        });
      });
    };
    requestAnimationFrame(move);
  });
}

/** Runs in the shipped page: milliseconds from typing a text until the list shows what has it, the pause for typing included. */
function searched(text) {
  const input = document.querySelector('event-filter input[type="search"]');
  const count = document.querySelector("event-list .count");
  return new Promise((resolve) => {
    const before = count.textContent;
    const start = performance.now();
    new MutationObserver((_, observer) => {
      if (count.textContent === before || !/ of |No event/.test(count.textContent)) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - start));
    }).observe(count, { childList: true, characterData: true, subtree: true });
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
}

/** Runs in an article: opens its figures, one after the other. Answers when the last of them has been painted. */
async function opened() {
  const figures = [...document.querySelectorAll("overshare-capture")];
  for (const figure of figures) {
    if (figure.report) continue;
    await new Promise((ready) => {
      figure.addEventListener("overshare-ready", ready, { once: true });
      figure.scrollIntoView();
    });
  }
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
}

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;

const number = (value, digits = 2) => value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const whole = (value) => number(value, 0);
const table = (rows) => {
  const [head, ...body] = rows.map((cells) => `| ${cells.join(" | ")} |`);
  return [head, `|${rows[0].map((_, index) => (index === 0 ? "---" : "---:")).join("|")}|`, ...body].join("\n");
};

const site = await serveFolders({ "/": inClone("") }, { "/blank/": "<!doctype html><title>Bench</title>" });
const browser = await launchChromium({ whole: true });
try {
  const timings = [
    ["Events", "JSON, bytes", "Pasted, bytes", "Browser alone, ms", "Overshare, ms", "Ratio", "First run: browser, ms", "Overshare, ms", "Paste to result, ms", "Longest task of the page, ms", "WASM memory, MB", "× JSON"],
  ];
  const page = await browser.newPage();
  const loaded = [];
  page.on("response", (response) => loaded.push(response));
  await page.goto(`${site.origin}/`, { waitUntil: "networkidle0" });
  await page.waitForSelector("body[data-ready]");

  const bench = await browser.newPage();
  await bench.goto(`${site.origin}/blank/`);
  for (const { count, rounds, repeat } of sizes) {
    const { body, jsonBytes } = mintLikeUpload(count);
    await bench.bringToFront();
    const result = await bench.evaluate(inWorker, { body, count, rounds, repeat });
    await page.bringToFront();
    const expected = `${count.toLocaleString("en")} event`;
    const inPage = [];
    for (let round = 0; round < 7; round += 1) inPage.push(await page.evaluate(pasted, { body, expected }));
    const longest = Math.max(...inPage.map((run) => run.longest));
    const [firstBrowser, ...alone] = result.browser;
    const [firstOvershare, ...ours] = result.overshare;
    timings.push([
      whole(count),
      whole(jsonBytes),
      whole(body.length),
      number(median(alone), 3),
      number(median(ours), 3),
      number(median(ours) / median(alone)),
      number(firstBrowser),
      number(firstOvershare),
      number(median(inPage.map(({ whole }) => whole)), 1),
      longest >= 50 ? whole(longest) : "< 50",
      number(result.memory / 1e6, 1),
      number(result.memory / jsonBytes, 1),
    ]);
  }

  // The page still shows the largest capture.
  const scrolling = [["Scrolling through 20,000 events, rows a second", "Rows passed", "Frames a second", "99 of 100 frames within, ms", "Slowest frame, ms", "Longest task, ms", "Frames with an empty row, %"]];
  for (const rows of [60, 600, 6000]) {
    const run = await page.evaluate(scrolled, { seconds: 3, rows });
    scrolling.push([whole(rows), whole(run.passed), number(run.perSecond, 1), number(run.late, 1), number(run.slowest, 1), run.longest >= 50 ? whole(run.longest) : "< 50", number(run.empty * 100, 1)]);
  }
  const searches = [["Looking for a text in 20,000 events", "Typing to result, ms (150 of them the pause for typing)"]];
  for (const text of ["zephyr", "größe", "no event has this", "e"]) searches.push([`“${text}”`, whole(await page.evaluate(searched, text))]);

  const bodies = await Promise.all(
    loaded
      .filter((response) => response.url().startsWith(site.origin))
      .map(async (response) => ({ path: new URL(response.url()).pathname, bytes: await response.buffer() })),
  );
  const file = (path) => readFileSync(inClone(path));
  const parts = [
    ["`pkg/overshare_bg.wasm`", file("pkg/overshare_bg.wasm")],
    ["`pkg/reader/overshare_bg.wasm`", file("pkg/reader/overshare_bg.wasm")],
    ["`pkg/overshare.js`", file("pkg/overshare.js")],
  ].map(([name, bytes]) => [name, whole(bytes.length), whole(brotli(bytes))]);
  const sum = (key) => whole(bodies.reduce((total, { bytes }) => total + key(bytes), 0));
  const weights = [
    ["File", "Bytes", "Brotli 11"],
    ...parts,
    [`whole page as loaded, ${bodies.length} files`, sum((bytes) => bytes.length), sum(brotli)],
  ];

  // Lighthouse reckons what a slow line would do to each byte, and hosts on the web compress.
  const hosted = await serveFolders({ "/": inClone("") }, {}, undefined, { compressed: true });
  const loading = [["Lighthouse, files served with Brotli", "Performance", "First paint", "Largest paint", "Blocked", "Layout shift"]];
  for (const form of ["mobile", "desktop"]) {
    const runs = [];
    for (let round = 0; round < 3; round += 1) runs.push(await audited(browser, `${hosted.origin}/`, form, ["performance"]));
    const { scores, shown } = runs.sort((one, other) => one.scores.performance - other.scores.performance)[1];
    const measured = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
    loading.push([`${form}, median of 3`, scores.performance, ...measured.map((name) => shown[name])]);
  }

  // What a reader waits for who has never been here.
  const waiting = [["A fresh browser, files served with Brotli", "Requests", "Bytes", "First paint, s", "Can be pasted into, s", "First result, s"]];
  for (const [line, slow] of [["Slow 4G, processor 4 times slower", true], ["this machine", false]]) {
    const runs = [];
    for (let round = 0; round < 3; round += 1) runs.push(await firstResult(`${hosted.origin}/`, mintLikeUpload(1).body, { slow }));
    const seconds = (name) => number(median(runs.map((run) => run[name])) / 1000);
    waiting.push([`${line}, median of 3`, whole(median(runs.map(({ requests }) => requests))), whole(median(runs.map(({ bytes }) => bytes))), seconds("painted"), seconds("ready"), seconds("shown")]);
  }
  const first = [["First paste of a fresh page, 50 events", "Core, ms", "Paste to summary, ms"]];
  for (const [when, settled] of [["as soon as it is ready", false], ["when it has nothing to do any more", true]]) {
    const runs = [];
    for (let round = 0; round < 5; round += 1) runs.push(await firstResult(`${hosted.origin}/`, mintLikeUpload(50).body, { settled }));
    first.push([`${when}, median of 5`, number(median(runs.map(({ asked, answered }) => answered - asked)), 1), number(median(runs.map(({ pasted, shown }) => shown - pasted)), 1)]);
  }

  await hosted.close();

  // What ten figures cost an article: the same article with and without the script, main thread only.
  const embeds = [["Ten figures in an article", "Main thread for each, ms", "Longest task, ms", "Cores loaded", "Workers"]];
  const overshare = await loadPackage();
  const { body } = mintLikeUpload(10);
  const analysis = new overshare.Analysis(body);
  const figure = new TextDecoder().decode(analysis.export("figure"));
  const payload = analysis.share();
  const article = (script) => `<!doctype html><title>Article</title><body style="max-width: 44rem">${Array.from({ length: 10 }, (_, index) => `<p>Text.</p><overshare-capture src="${payload}" event="${index + 1}">${figure}</overshare-capture>`).join("")}${script}`;
  const pages = { "/with/": article('<script type="module" src="/www/embed.js"></script>'), "/without/": article("") };
  const blog = await serveFolders({ "/": inClone("") }, pages);
  const visits = { with: [], without: [] };
  for (let round = 0; round < 7; round += 1) {
    for (const [kind, all] of Object.entries(visits)) {
      const tab = await browser.newPage();
      const cores = [];
      tab.on("response", (response) => { if (response.url().endsWith(".wasm")) cores.push(response); });
      await tab.evaluateOnNewDocument(() => {
        globalThis.longest = 0;
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
        }).observe({ type: "longtask", buffered: true });
      });
      await tab.goto(`${blog.origin}/${kind}/`);
      if (kind === "with") await tab.evaluate(opened);
      const { TaskDuration } = await tab.metrics();
      all.push({ busy: TaskDuration * 1000, longest: await tab.evaluate(() => globalThis.longest), cores: cores.length, workers: tab.workers().length });
      await tab.close();
    }
  }
  await blog.close();
  const busy = (kind) => median(visits[kind].map((visit) => visit.busy));
  const longest = median(visits.with.map((visit) => visit.longest));
  embeds.push(["median of 7", number((busy("with") - busy("without")) / 10, 1), longest >= 50 ? whole(longest) : "< 50", visits.with[0].cores, visits.with[0].workers]);
  const element = modulesFrom("www/embed.js").map(file);
  weights.push([`the element for articles, ${element.length} files without the core`, ...[(bytes) => bytes.length, brotli].map((size) => whole(element.reduce((sum, bytes) => sum + size(bytes), 0)))]);
  weights.push(["`pkg/frame.html`, everything in one file", whole(file("pkg/frame.html").length), whole(brotli(file("pkg/frame.html")))]);

  const output = [
    `${await browser.version()}, ${cpus()[0].model.trim()}, ${cpus().length} cores; medians of interleaved runs in a worker.`,
    "*Browser alone* is `decodeURIComponent`, Base64, `DecompressionStream` and `JSON.parse`, without a word about what the data means.",
    "*Overshare* is the whole reading, with every field annotated, and the overview.",
    "",
    table(timings),
    "",
    table(scrolling),
    "",
    table(searches),
    "",
    table(weights),
    "",
    table(waiting),
    "",
    table(first),
    "",
    table(loading),
    "",
    table(embeds),
    "",
  ].join("\n");
  console.log(output);
  if (options.write) writeFileSync(options.write, output);
} finally {
  await browser.close();
  await site.close();
}
