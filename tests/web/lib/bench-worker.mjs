// Measures the two ways of reading a body, one after the other, in the worker that runs this.

import { Analysis, initSync } from "/pkg/overshare.js";

/** What a browser can do by itself: unwrap the payload and parse it. */
async function byTheBrowser(body) {
  const start = body.indexOf("data_list=") + "data_list=".length;
  const end = body.indexOf("&", start);
  const payload = decodeURIComponent(body.slice(start, end < 0 ? body.length : end));
  const bytes = Uint8Array.fromBase64?.(payload) ?? Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(plain).text()).length;
}

/** What the page's worker does with a paste. */
function byOvershare(body) {
  const analysis = new Analysis(new TextEncoder().encode(body), undefined, () => {});
  const overview = analysis.overview();
  const { eventCount } = analysis;
  analysis.free();
  return overview.length > 0 ? eventCount : 0;
}

/** Mean milliseconds of so many runs. */
async function timed(run, body, repeat, count) {
  const start = performance.now();
  for (let index = 0; index < repeat; index += 1) {
    const found = await run(body);
    if (found !== count) throw new Error(`expected ${count} events, found ${found}`);
  }
  return (performance.now() - start) / repeat;
}

addEventListener("message", async ({ data: { module, body, count, rounds, repeat } }) => {
  try {
    const { memory } = initSync({ module });
    const result = { browser: [], overshare: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const times = round === 0 ? 1 : repeat;
      result.browser.push(await timed(byTheBrowser, body, times, count));
      result.overshare.push(await timed(byOvershare, body, times, count));
    }
    postMessage({ ...result, memory: memory.buffer.byteLength });
  } catch (error) {
    postMessage({ error: String(error?.stack ?? error) });
  }
});
