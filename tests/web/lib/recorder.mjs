// An analytics server that only writes down what it is sent.

import { listen } from "./server.mjs";

const pixel = Buffer.from("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==", "base64");

/** One request as it came over the wire. */
export class RecordedRequest {
  constructor({ method, url, rawHeaders, httpVersion }, body, origin) {
    this.method = method;
    this.target = url;
    this.url = origin + url;
    this.httpVersion = httpVersion;
    this.headers = [];
    for (let at = 0; at < rawHeaders.length; at += 2) this.headers.push([rawHeaders[at], rawHeaders[at + 1]]);
    this.body = body;
  }

  /** The request as a proxy would show it: request line, headers, empty line, body. */
  get raw() {
    const head = [`${this.method} ${this.target} HTTP/${this.httpVersion}`];
    for (const [name, value] of this.headers) head.push(`${name}: ${value}`);
    return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"), this.body]);
  }
}

/**
 * Starts the server.
 * `requests` grows as they come; `until` resolves as soon as a condition on them holds.
 */
export async function startRecorder() {
  const requests = [];
  const preflights = [];
  const waiting = new Set();
  const server = await listen((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const origin = `http://${request.headers.host}`;
      const recorded = new RecordedRequest(request, Buffer.concat(parts), origin);
      (request.method === "OPTIONS" ? preflights : requests).push(recorded);
      response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
      response.setHeader("Access-Control-Allow-Headers", "content-type, dry-run");
      response.setHeader("Access-Control-Allow-Credentials", "true");
      if (request.url.includes(".gif")) response.setHeader("Content-Type", "image/gif").end(pixel);
      else response.end();
      for (const check of waiting) check();
    });
  });
  return {
    ...server,
    requests,
    preflights,
    /** Resolves when `condition()` is true; `missing()` says in the error what was waited for. */
    until(condition, missing, timeout = 20_000) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`After ${timeout} ms and ${requests.length} requests still missing: ${missing()}`));
        }, timeout);
        const check = () => {
          if (!condition()) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      });
    },
  };
}
