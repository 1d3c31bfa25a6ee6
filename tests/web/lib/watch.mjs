// Notices whatever leaves a browser for a server or for a name: servers that read all that arrives, and the browser's own log of names.

import { createSocket } from "node:dgram";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launchChromium, launchFirefox } from "./browser.mjs";

/** What every message of STUN and TURN carries (RFC 8489, section 5). */
const STUN = Buffer.from([0x21, 0x12, 0xa4, 0x42]);
const ANSWER = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: text/html\r\nContent-Length: 8\r\nConnection: close\r\n\r\n<p>here\n";

/** Where www/proof.html tries what leads elsewhere. */
const NEVER = "overshare-test.invalid";

/** The browsers' own business: updates, settings, sign-in. No source of ours is there. */
const OF_BROWSERS = /\.(googleapis|gstatic|gvt1)\.com$|^(accounts|clients\d*|www)\.google\.com$|\.services\.mozilla\.com$|\.cdn\.mozilla\.net$|^(aus5|addons)\.mozilla\.org$|^detectportal\.firefox\.com$/;

/** Names that lead to this machine by themselves in Chromium, and by a preference in Firefox, so that no name is asked of anybody. */
const browsers = {
  chromium: {
    domain: "way.localhost",
    launch: (log) => launchChromium({ log, domain: NEVER, whole: true }),
    // Looked up, or connected to: names that lead here by themselves are in the log only with their connections.
    names: (text) => [...text.matchAll(/"host":"(?:\w+:\/\/)?([^":/]+)/g), ...text.matchAll(/"group_id":"[^":]*:\/\/([^":/ ]+)/g)],
  },
  firefox: {
    domain: "way.example",
    // The remote control switches off what an ordinary Firefox does before it is asked.
    launch: (log) => launchFirefox({ log, preferences: {
      "network.dns.native-is-localhost": true, "network.dns.disablePrefetch": false,
      "network.prefetch-next": true, "network.http.speculative-parallel-limit": 20,
      // It would ask a person, and stop the page meanwhile.
      "security.warn_submit_secure_to_insecure": false,
    } }),
    names: (text) => [...text.matchAll(/NativeLookup host:(?:_\d+\._https\.)?(\S+)/g)],
  },
};

/**
 * Starts a browser and a server elsewhere.
 *
 * Whoever tries something uses `address(context, way)`, whose name says what was tried; `reached(context)` says then
 * which ways arrived or had their name looked up.
 */
export async function startWatch(name) {
  const { domain, launch, names } = browsers[name];
  const folder = mkdtempSync(join(tmpdir(), "overshare-names-"));
  /** `context way`, of what has arrived. */
  const arrived = new Set();
  const waiting = new Set();
  let context = "";
  const arrive = (where, way) => {
    arrived.add(`${where} ${way}`);
    for (const check of waiting) check();
  };
  /** `when` is the context in which the connection was made. */
  const read = (bytes, when) => {
    const [, way, where] = new RegExp(`([a-z0-9-]+)\\.([a-z]+)\\.${domain.replace(".", "\\.")}`).exec(bytes.toString("latin1")) ?? [];
    if (way) arrive(where, way);
    else if (bytes.includes(STUN)) arrive(when, "webrtc-turn");
    return way !== undefined || bytes.length > 4096;
  };
  const server = createServer((socket) => {
    const when = context;
    let bytes = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (part) => {
      bytes = Buffer.concat([bytes, part]);
      if (read(bytes, when)) socket.end(ANSWER);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  /** Where datagrams come from, with the context that sent the first. */
  const senders = new Map();
  const datagrams = createSocket("udp4", (bytes, { port: from }) => {
    // Sent again and again while nobody answers, also when something else is tried already.
    if (!senders.has(from)) senders.set(from, context);
    if (bytes.includes(STUN)) arrive(senders.get(from), "webrtc-stun");
    else arrive(senders.get(from), "web-transport");
  });
  await new Promise((resolve) => datagrams.bind(port, "127.0.0.1", resolve));

  const closeServers = async () => {
    datagrams.close();
    await new Promise((resolve) => server.close(resolve));
  };
  const browser = await launch(join(folder, "log")).catch(async (error) => {
    await closeServers();
    throw error;
  });
  /** How many bytes of each file of the log were read, and which names stand there. */
  const done = new Map();
  const looked = new Set();
  /** Reads what is new in the log; a line that is still being written waits until `isWhole`. */
  const lookedUp = (isWhole = false) => {
    for (const file of readdirSync(folder)) {
      const from = done.get(file) ?? 0;
      const bytes = readFileSync(join(folder, file)).subarray(from);
      const end = isWhole ? bytes.length : bytes.lastIndexOf("\n") + 1;
      done.set(file, from + end);
      for (const [, found] of names(bytes.toString("utf8", 0, end))) {
        if (!OF_BROWSERS.test(found) && found !== "127.0.0.1" && found !== "localhost") looked.add(found);
      }
    }
    return looked;
  };
  const hasArrived = (where, way) => arrived.has(`${where} ${way}`) || lookedUp().has(`${way}.${where}.${domain}`);
  const below = (end) => [...looked].filter((found) => found.endsWith(`.${end}`)).map((found) => found.slice(0, -end.length - 1));
  let closed;
  return {
    browser,
    domain,
    arrive,
    address: (where, way) => `http://${way}.${where}.${domain}:${port}/?${way}`,
    /** What arrives without a name of its own belongs to this context from now on. */
    enter: (where) => (context = where),
    /** Whether a way has arrived, or its name was looked up, by now. */
    hasArrived,
    /** Resolves when a way has arrived, or its name was looked up where `byName`. */
    until: (where, way, { byName = false } = {}) =>
      new Promise((resolve, reject) => {
        const isThere = () => (byName ? hasArrived(where, way) : arrived.has(`${where} ${way}`));
        const clear = () => {
          clearTimeout(timer);
          clearInterval(again);
          waiting.delete(check);
        };
        const check = () => isThere() && (clear(), resolve());
        const timer = setTimeout(() => (clear(), reject(new Error(`${way} of ${where} has not arrived; there were ${[...arrived].join(", ")}`))), 15_000);
        // The log grows without telling.
        const again = setInterval(check, 100);
        waiting.add(check);
        check();
      }),
    /** Ends everything, once, also where the browser has ended by itself; only then is the log complete. */
    close: () => (closed ??= (async () => {
      try {
        await browser.close();
        lookedUp(true);
      } finally {
        rmSync(folder, { recursive: true });
        await closeServers();
      }
    })()),
    reached: (where) => new Set([...below(`${where}.${domain}`), ...[...arrived].filter((one) => one.startsWith(`${where} `)).map((one) => one.slice(where.length + 1))]),
    /** Ways whose name was looked up for the proof page. */
    proved: () => below(NEVER),
    /** Names that were looked up and are none of those that were tried. */
    strangers: () => [...looked].filter((found) => !found.endsWith(`.${domain}`) && !found.endsWith(`.${NEVER}`)),
  };
}
