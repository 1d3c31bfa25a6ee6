// Decodes Sensors Analytics requests a second time, with nothing in common with the core, to compare with it.

import { gunzipSync } from "node:zlib";

import { eventLeaves } from "./json-leaves.mjs";

/** Percent-decoding of a form value; bytes that are no UTF-8 are an error. */
function percentDecode(text) {
  const bytes = [];
  const source = Buffer.from(text, "latin1");
  for (let at = 0; at < source.length; at += 1) {
    const hex = source[at] === 0x25 && /^[0-9a-f]{2}/i.exec(text.slice(at + 1, at + 3));
    if (hex) at += 2;
    bytes.push(hex ? Number.parseInt(hex[0], 16) : source[at] === 0x2b ? 0x20 : source[at]);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
}

/** `a=1&b=2` as pairs, in order. */
export function formPairs(text) {
  return text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0
        ? [percentDecode(pair), ""]
        : [percentDecode(pair.slice(0, equals)), percentDecode(pair.slice(equals + 1))];
    });
}

/** Java's `String.hashCode`, which the senders call `crc`. */
export function javaHash(text) {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return String(hash);
}

/**
 * What a recorded request holds: envelope parameters, payload text, events as leaves,
 * and `{ sent, computed }` of its checksum where it has one.
 */
export function decodeRequest(request) {
  const question = request.target.indexOf("?");
  const query = question < 0 ? [] : formPairs(request.target.slice(question + 1));
  const form = formPairs(request.body.toString("latin1"));
  const parameters = new Map([...query, ...form]);
  const payloadName = ["data_list", "data"].find((name) => parameters.has(name));
  if (!payloadName) throw new Error(`expected data or data_list in ${request.method} ${request.url}`);
  const payload = parameters.get(payloadName);
  const crc = /(?:^|,)crc=(-?\d+)/.exec(parameters.get("ext") ?? "")?.[1] ?? parameters.get("crc");
  const decoded = { query, form, payloadName, crc: crc && { sent: crc, computed: javaHash(payload) } };
  if (parameters.get("gzip") === "9" || payload.startsWith("{")) return { ...decoded, encrypted: true, events: [] };
  const bytes = Buffer.from(payload, "base64");
  const plain = parameters.get("gzip") === "1" ? gunzipSync(bytes) : bytes;
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain);
  return { ...decoded, encrypted: false, text, events: eventLeaves(text) };
}

/** The text of a string leaf at a path, or undefined. */
export function textAt(event, path) {
  const leaf = event.find(([candidate]) => candidate === path);
  return leaf && JSON.parse(leaf[1]);
}
