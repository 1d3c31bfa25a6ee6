// A static file server on the loopback interface.

import { createReadStream, readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

import { inClone } from "./paths.mjs";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** How hosts on the web compress, best first. */
const codings = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** Listens on a free loopback port and resolves with what a caller needs to use and end the server. */
export function listen(handler) {
  const server = createServer(handler);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      resolve({
        origin: `http://127.0.0.1:${server.address().port}`,
        close: () => new Promise((closed) => (server.close(closed), server.closeAllConnections())),
      });
    });
  });
}

/**
 * Serves folders. `mounts` maps the beginning of a path to a folder; the longest one that fits wins.
 * A path that is in `pages` is answered with that text, as HTML unless its ending says otherwise.
 * `onRequest` is told of every request; what it returns is waited for.
 * `compressed` serves files as hosts on the web do, with Brotli or gzip; `headers` go with every file.
 */
export function serveFolders(mounts, pages = {}, onRequest = () => {}, { compressed = false, headers = {} } = {}) {
  const prefixes = Object.keys(mounts).sort((left, right) => right.length - left.length);
  const resolve = (path) => {
    const prefix = prefixes.find((candidate) => path.startsWith(candidate));
    if (prefix === undefined) return null;
    const file = join(mounts[prefix], path.slice(prefix.length), path.endsWith("/") ? "index.html" : "");
    return relative(mounts[prefix], file).startsWith("..") ? null : file;
  };
  /** Compressed files, each made once. */
  const made = new Map();
  const smaller = (file, coding) => {
    const key = `${coding} ${file}`;
    if (!made.has(key)) made.set(key, readFile(file).then(codings[coding]));
    return made.get(key);
  };
  return listen(async (request, response) => {
    await onRequest(request);
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (Object.hasOwn(pages, path)) {
      response.writeHead(200, { "Content-Type": types[extname(path)] ?? types[".html"] }).end(pages[path]);
      return;
    }
    const file = resolve(path);
    const found = file && (await stat(file).catch(() => null));
    if (!found?.isFile()) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found\n");
      return;
    }
    const accepted = (request.headers["accept-encoding"] ?? "").split(/\s*,\s*/);
    const coding = compressed && Object.keys(codings).find((name) => accepted.includes(name));
    const content = coding ? await smaller(file, coding) : null;
    response.writeHead(200, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Cache-Control": "no-store",
      ...headers,
      ...(coding ? { "Content-Encoding": coding } : {}),
      "Content-Length": content?.length ?? found.size,
    });
    if (content) response.end(content);
    else createReadStream(file).pipe(response);
  });
}

/** `index.html` as `cargo xtask serve --source` shows it: it runs from `www/`, not from its bundle. */
export const pageFromSource = () => readFileSync(inClone("index.html"), "utf8").replaceAll('"pkg/page/', '"www/');

/**
 * Serves the page as hosts do, with files that a browser may keep: opening it again then takes a quarter less.
 * Whoever asks what a page loads uses `serveFolders`, which has every file asked for again.
 */
export const servePage = (pages = {}) => serveFolders({ "/": inClone("") }, pages, () => {}, { headers: { "Cache-Control": "max-age=3600" } });
