// Commands of curl in every way in which a shell quotes, run by bash and curl themselves: what a server gets is what
// Overshare reads in the command.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { loadPackage } from "./lib/package.mjs";

const COMMANDS = 200;
/** Headers that are compared as they are; curl adds others by itself. */
const NAMES = ["x-one", "x-two", "referer"];

/** Numbers below a bound that look random and are the same in every run. */
const random = ((state) => (bound) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * bound);
})(20201129);
const among = (list) => list[random(list.length)];
const some = (most, make) => Array.from({ length: random(most + 1) }, make);

/** Pieces of texts that mean something to bash, to curl, to cmd.exe or to a form. */
const signs = [
  "a", "search", " ", "  ", "=", "&", "%20", "%", "+", "'", "\"", "\\", "\\n", "\\\\", "\\\"", "$", "$x", "$(id)", "`", "!", "#", ";", "|",
  "<", ">", "(", ")", "{", "}", "[1]", "*", "?", "~", "^", "^&", "/", ",", ":", "@", "-", "--", "\n", "\t", "é", "ü", "€", "小米", "😀", "\u0001", "\u007f", "0", "x41",
];
const text = (most = 8) => some(most, () => among(signs)).join("");
const word = () => among(["a", "data", "crc", "gzip", "b-c", "d_e", "f.g"]);
const json = () => JSON.stringify({ [word()]: text(), list: [random(100), text(4)], nested: { text: text(4) } }, null, among([undefined, 2]));
const form = () => ["x=1", ...some(3, () => `${word()}=${encodeURIComponent(text())}`)].join("&");
const content = () => among([json, form, text])();

/** A number in an escape: of one byte, or of a character. */
const escaped = {
  "'": () => "\\'", "\\": () => "\\\\", "\n": () => "\\n", "\t": () => among(["\\t", "\\x09", "\\011"]), "!": () => among(["!", "\\u0021", "\\041", "\\x21"]),
  "\"": () => among(["\"", "\\\"", "\\x22"]),
};
const hex = (number, digits) => number.toString(16).padStart(digits, "0");
const code = (character) => {
  const point = character.codePointAt(0);
  const bytes = () => [...Buffer.from(character)].map((byte) => among([0, 1]) ? `\\x${hex(byte, 2)}` : `\\${byte.toString(8).padStart(3, "0")}`).join("");
  const number = () => point > 0xffff ? `\\U${hex(point, 8)}` : `\\u${hex(point, 4)}`;
  return point < 0x20 || point === 0x7f ? bytes() : point < 0x7f ? character : among([() => character, bytes, number])();
};

/** The ways to quote a text for bash. */
const quotes = {
  single: (value) => `'${value.replaceAll("'", "'\\''")}'`,
  python: (value) => `'${value.replaceAll("'", "'\"'\"'")}'`,
  double: (value) => `"${value.replace(/[\\"$`]/g, "\\$&")}"`,
  escapes: (value) => `$'${[...value].map((character) => (escaped[character] ?? code)(character)).join("")}'`,
  backslashes: (value) => value === "" ? "''" : value.replace(/[^\w\n.,:/-]/gu, "\\$&").replaceAll("\n", () => "$'\\n'"),
  mixed: (value) => {
    const middle = random(value.length + 1);
    return [value.slice(0, middle), value.slice(middle)].map((part) => part.isWellFormed() ? quote(part) : "").join("");
  },
};
function quote(value) {
  return quotes[among(Object.keys(quotes))](value);
}

const option = (name, value) => among([() => [name, quote(value)], () => [quote(name), quote(value)]])();
const short = (letter, value) => among([() => option(`-${letter}`, value), () => [`-${letter}${quote(value)}`], () => [`-s${letter}`, quote(value)]])();
const either = (letter, name, value) => among([0, 1]) ? short(letter, value) : option(name, value);
const notFile = (value) => value.replace(/^@/, "");

/** Data as curl is told: each a list of words. */
const data = {
  data: () => either("d", "--data", notFile(content())),
  ascii: () => option("--data-ascii", notFile(content())),
  raw: () => option("--data-raw", `${among(["", "@"])}${content()}`),
  binary: () => option("--data-binary", notFile(content())),
  encoded: () => option("--data-urlencode", among([() => `${word()}=${text()}`, () => `=${text()}`, () => text().replace(/[=@]/g, "")])()),
};
const bodies = [
  () => [],
  () => among(Object.values(data))(),
  () => [data.data, data.raw, data.encoded, data.binary].flatMap((make) => among([0, 1]) ? make() : []),
  () => [among(["-G", "--get"]), ...either("d", "--data", form()), ...data.encoded()],
  () => [...option("--json", notFile(json())), ...(random(4) === 0 ? option("--json", notFile(text())) : [])],
  () => ["x=1", ...some(3, () => `${word()}=${text().replace(/^[@<(]+/, "")}`)].flatMap((field) =>
    among([() => either("F", "--form", field), () => option("--form-string", field), () => option("--form", `${field.replace(/;/g, "")};type=application/json`),
      () => option("--form", field.replace(/=(.*)$/s, (_, value) => `="${value.replace(/["\\]/g, "\\$&")}"`))])()),
];
const header = () => text().replace(/[\n\u0001\u007f]/g, "").trim();
const headers = () => [
  ...some(3, () => either("H", "--header", `X-${among(["One", "Two"])}: ${header() || "v"}`)).flat(),
  ...(random(4) ? [] : either("A", "--user-agent", `Mozilla/5.0 (${header()})`)),
  ...(random(4) ? [] : either("e", "--referer", `https://www.example/?${header()}`)),
  ...(random(4) ? [] : either("b", "--cookie", `a=${header().replaceAll(";", "")}; b=c`)),
  ...(random(6) ? [] : either("u", "--user", "somebody:pass word")),
  ...(random(4) ? [] : [among(["--compressed", "-s", "-k", "--insecure", "-sS", "-L", "--http1.1", "-i"])]),
  ...(random(6) ? [] : among([() => either("m", "--max-time", "20"), () => either("H", "--header", "Accept:"), () => ["--connect-timeout", "9.5"]])()),
];

/** An address on a host that is known, so that all requests are shown; its number tells which it is. */
const target = (number) => {
  const query = some(2, () => `&${word()}=${encodeURIComponent(text())}`).join("");
  const bare = `sa.api.intl.miui.com/sa/${number}?r=DE${query}`;
  const whole = random(5) === 0 ? bare : `http://${bare}`;
  return among([() => [quote(whole)], () => option("--url", whole)])();
};
const method = () => random(3) ? [] : either("X", "--request", among(["POST", "PUT", "PATCH", "DELETE", "GET", "REPORT"]));

const shuffled = (list) => list.map((item) => [random(1 << 30), item]).sort(([a], [b]) => a - b).map(([, item]) => item);

/** What one transfer of a command is told: one address, now and then two. */
function transfer(numbers) {
  const body = among(bodies)();
  // What belongs to one another stays in its order.
  return shuffled([method(), headers(), body, ...numbers.map((number) => target(number))]).flat();
}

let next = 0;
const numbered = () => {
  next += 1;
  return next;
};

/** A command with the numbers of its requests. */
function command() {
  const first = transfer(random(10) ? [numbered()] : [numbered(), numbered()]);
  const words = random(10) ? first : [...first, among(["--next", "-:"]), ...transfer([numbered()])];
  const between = () => among([" ", " ", "  ", " \\\n  ", " \\\n", "\t"]);
  return ["curl", ...words].reduce((line, one) => `${line}${between()}${one}`);
}

const commands = Array.from({ length: COMMANDS }, () => {
  const before = next;
  const line = command();
  return { line, numbers: Array.from({ length: next - before }, (_, index) => before + 1 + index) };
});

/** What the server got, by the number in the path. */
const received = new Map();
let server;
let overshare;

before(async () => {
  overshare = await loadPackage();
  server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      received.set(Number(/\/sa\/(\d+)/.exec(request.url)[1]), { method: request.method, url: request.url, headers: request.rawHeaders, body: Buffer.concat(chunks) });
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // As a proxy it gets whole addresses, and no name is looked up.
  const environment = { PATH: process.env.PATH, LC_ALL: "C.UTF-8", HOME: "/nonexistent", http_proxy: `http://127.0.0.1:${server.address().port}` };
  await Promise.all([0, 1].map(async (half) => {
    const bash = spawn("bash", ["-s"], { env: environment, stdio: ["pipe", "ignore", "inherit"] });
    bash.stdin.end(commands.filter((_, index) => index % 2 === half).map(({ line }) => `${line} 2> /dev/null\n`).join(""));
    await once(bash, "exit");
  }));
});

after(() => server.close());

/** The fields of a body in several parts, in their order. */
function partsOf(body, boundary) {
  const parts = body.toString("latin1").split(`--${boundary}`).slice(1, -1);
  return parts.map((part) => {
    const [, name, value] = /name="((?:[^"\\]|\\.)*)"[^]*?\r\n\r\n([^]*)\r\n$/.exec(part);
    return [name, Buffer.from(value, "latin1").toString()];
  });
}

/** A form in one of the two ways in which versions of curl encode: they differ in blanks and in the case of digits. */
const encoded = (form) => form.replaceAll("+", "%20").replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
/** An address without its scheme, which a command may leave out. */
const address = (url) => url === null ? null : encoded(url.replace(/^http:/, ""));

/** What was sent, in the words of what is read. */
function sent({ method, url, headers, body }) {
  const named = (name) => headers.flatMap((value, index) => index % 2 === 1 && headers[index - 1].toLowerCase() === name ? [Buffer.from(value, "latin1").toString()] : []);
  const [type = ""] = named("content-type");
  const boundary = /boundary=(.*)$/.exec(type)?.[1];
  return {
    method,
    url: address(url),
    headers: Object.fromEntries(NAMES.map((name) => [name, named(name)])),
    cookies: named("cookie").join("; "),
    agent: named("user-agent").filter((value) => !value.startsWith("curl/")),
    body: boundary === undefined ? body.toString("latin1") : partsOf(body, boundary),
  };
}

/** The same of what Overshare read in a command. */
function read(line) {
  const analysis = new overshare.Analysis(line, "");
  const { requests } = JSON.parse(analysis.overview());
  const found = requests.map(({ method, url, layers, fields }, index) => {
    const named = (name) => fields.filter(({ path }) => path === `header.${name}`).map(({ value }) => JSON.parse(value));
    const step = layers.findIndex(({ codec }) => codec === "shell");
    return {
      method,
      url: address(url),
      headers: Object.fromEntries(NAMES.map((name) => [name, named(name)])),
      cookies: fields.filter(({ path }) => path.startsWith("cookie.")).map(({ name, value }) => `${name}=${JSON.parse(value)}`).join("; "),
      agent: named("user-agent"),
      body: step < 0 ? "" : Buffer.from(analysis.bytes(index, step + 1, 0, 1 << 30)).toString("latin1"),
    };
  });
  analysis.free();
  return found;
}

const utf8 = (latin1) => Buffer.from(latin1, "latin1").toString();
/** A form's names and values; the version of curl decides how it writes a blank. */
const decoded = (body) => body.split("&").map((pair) => {
  const [name, ...value] = pair.split("=");
  return [name, decodeURIComponent(value.join("="))];
});

test(`${COMMANDS} commands send what is read in them`, () => {
  assert.equal(received.size, next, "curl sent all of them");
  const problems = commands.flatMap(({ line, numbers }) => {
    const expected = [...received].filter(([number]) => numbers.includes(number)).map(([, request]) => sent(request));
    const found = read(line);
    found.forEach((request, index) => {
      if (Array.isArray(expected[index]?.body)) request.body = decoded(utf8(request.body));
    });
    if (line.includes("urlencode")) {
      for (const request of [...found, ...expected].filter(({ body }) => typeof body === "string")) request.body = encoded(request.body);
    }
    try {
      assert.deepEqual(found, expected);
      return [];
    } catch (error) {
      return [`${line}\n${error.message}`];
    }
  });
  assert.equal(problems.length, 0, `${problems.length} differ:\n\n${problems.slice(0, 5).join("\n\n")}`);
});
