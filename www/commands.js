/**
 * How each unwrapping step is done by hand: a pipe of common programs (GNU tools, Python 3, jq) that
 * makes of the data before a step exactly the data after it, or none where no short command would.
 *
 * A command never holds anything of the capture but the name of a field that we know; it reads from files.
 */

/** @import { Cipher, InputKind, Layer, Report, Request } from './report.d.ts' */

/** @typedef {'checksum' | 'cut' | 'damaged' | 'failed' | 'key' | 'limit' | 'none' | 'part' | 'private' | 'reads' | 'repaired' | 'stops'} Note what there is to say about a command, or why there is none */
/** @typedef {{ pipe: string[], from: number, note: Note | null }} Command an empty pipe where there is no command; `from` is the step whose data it reads */
/** @typedef {(step: number, start: number, count: number) => Promise<Uint8Array>} Bytes */

/** Fields in which events are put, in the order in which the core looks. A test of the core writes this line. */
const PAYLOADS = ['data_list', 'data', 'event', 'stat_value', 'net_value', 'p', 'value', 'clientInfo', 'logValue'];
const FIELDS = ['form.', 'query.'].flatMap((place) => PAYLOADS.map((name) => place + name));

/** What the core tells of JSON that other programs refuse or change. */
const JSON_DAMAGE = /^(json|array|utf8)-/;

/** Bytes looked at where the way depends on how a text begins or ends. */
const GLANCE = 600;

/** @param {string} work on `data` */
const python = (work, modules = '') =>
  `python3 -c 'import sys${modules}; data = sys.stdin.buffer.read(); sys.stdout.buffer.write(${work})'`;

const UNQUOTE = python('urllib.parse.unquote_to_bytes(data.strip())', ', urllib.parse');
/** Keeps what comes before a cut, which gunzip does not promise; takes gzip and zlib alike. */
const INFLATE = python('zlib.decompressobj(47).decompress(data)', ', zlib');
/** What undoes a compression that the first program of most computers does not know. */
const DECOMPRESSED = { deflate: python('zlib.decompressobj(-15).decompress(data)', ', zlib'), brotli: 'brotli -d', zstd: 'zstd -d' };

/** Bytes of the longest form that is looked at whole. */
const FORM = 1 << 20;

/** In the place of the file with the request, where a command reads more of it than what it is given. */
const CAPTURE = '{capture}';

/** A field of the form, wherever in the request that is: `f name`. */
const FIELD_OF_FORM = String.raw`f() { tr "\n'\"" '&&&' < ${CAPTURE} | awk -v RS='&' -v ORS= "/^$1=/ { sub(/^[^=]*=/, \"\"); print; exit }"; }`;

/** @param {Uint8Array} bytes each as one character */
const plain = (bytes) => String.fromCharCode(...bytes);

/**
 * The command for each step of a request.
 *
 * @param {Report} report
 * @param {number} index of the request
 * @param {Bytes} bytes data of the request after a step
 */
export async function commandsOf(report, index, bytes) {
  const request = report.requests[index];
  const layers = request?.layers ?? [];
  const codes = new Set(report.diagnostics.filter((one) => one.request === null || one.request === index).map(({ code }) => code));
  /** @type {Command[]} */
  const commands = [];
  for (const [step, layer] of layers.entries()) {
    const { pipe = [], from = step, note = null } = layer.status === 'failed'
      ? { note: /** @type {Note} */ ('failed') }
      : await commandOf({ report, request: /** @type {Request} */ (request), layer, step, codes, bytes });
    commands.push({ pipe, from, note });
  }
  return commands;
}

/**
 * @typedef {{ report: Report, request: Request, layer: Layer, step: number, codes: Set<string>, bytes: Bytes }} Place
 * @param {Place} place
 * @returns {Promise<Partial<Command>>}
 */
async function commandOf(place) {
  const { report, request, layer, step, codes, bytes } = place;
  // A format of its own, of which no short command finds a part.
  if (report.input.kind === 'export' && (step === 0 || layer.codec === 'json-string')) return { note: 'none' };
  switch (layer.codec) {
    case 'http':
      return withoutHead(layer, step, bytes);
    case 'form':
      return fieldOf(place);
    case 'percent': {
      const end = plain(await bytes(step, Math.max(0, layer.bytes_in - 8), 16)).trimEnd();
      if (await isForm(place)) return { pipe: ["tr + ' '", UNQUOTE] };
      return /%[\da-f]?$/i.test(end) ? { pipe: ["sed '$ s/%.\\{0,1\\}$//'", UNQUOTE], note: 'part' } : { pipe: [UNQUOTE] };
    }
    case 'base64':
      return base64(place);
    case 'gzip':
    case 'zlib':
      if (layer.status === 'ok') return { pipe: [layer.codec === 'gzip' ? 'gunzip' : INFLATE] };
      if (codes.has('gzip-truncated') || codes.has('cipher-cut')) return { pipe: [INFLATE], note: 'cut' };
      if (codes.has('gzip-checksum') && layer.codec === 'gzip') return { pipe: ['gunzip'], note: 'checksum' };
      return { note: codes.has('gzip-damaged') ? 'damaged' : 'limit' };
    case 'deflate':
    case 'brotli':
    case 'zstd':
      if (layer.status === 'ok') return { pipe: [DECOMPRESSED[layer.codec]] };
      return { note: ['gzip-truncated', 'gzip-damaged', 'gzip-checksum'].some((code) => codes.has(code)) ? 'damaged' : 'limit' };
    case 'json-string':
      // What is cut off is no JSON.
      return layer.status === 'ok' ? { pipe: ["jq -j '.postData.text // ._content.text'"] } : { note: 'stops' };
    case 'hex':
      return layer.status === 'ok' ? { pipe: ['xxd -r -p'] } : { pipe: [`head -c ${layer.bytes_out * 2}`, 'xxd -r -p'], note: 'part' };
    case 'aes':
    case 'sm4':
    case 'rc4':
      // In a format of its own the fields of a form are written in another way.
      if (report.input.kind === 'export' && [layer.cipher?.key, layer.cipher?.vector].some(readsFields)) return { note: 'none' };
      return layer.codec === 'rc4' ? decryptStream(layer, codes) : decrypt(layer);
    case 'utf-16':
      return { pipe: await fromUtf16(bytes) };
    case 'latin-1':
      return { pipe: ['iconv -f UTF-8 -t ISO-8859-1'] };
    case 'json':
      return [...codes].some((code) => JSON_DAMAGE.test(code)) || layer.status !== 'ok'
        ? { note: 'stops' } : { pipe: ['jq .'], note: step === request.layers.length - 1 ? 'reads' : null };
    default:
      return { note: 'none' };
  }
}

/** @param {Uint8Array} bytes of JSON, which can be cut off */
function isWhole(bytes) {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether JSON was written as forms do, with a plus sign for a blank.
 *
 * @param {Place} place
 */
async function isForm({ request, layer, step, bytes }) {
  const isFirst = request.layers[step - 1]?.codec !== 'percent';
  const isJson = /^\s*[{[]/.test(plain(await bytes(step + 1, 0, GLANCE)));
  return isFirst && isJson && (await bytes(step, 0, layer.bytes_in)).includes(0x2b);
}

const PRIVATE = ['openssl', 'pkeyutl', '-decrypt', '-inkey', 'private.pem'].join(' ');
/** What opens the key of a session with the private key in a file. */
const OPENED = {
  rsa: PRIVATE,
  'rsa-oaep': `${PRIVATE} -pkeyopt rsa_padding_mode:oaep`,
  // OpenSSL wants the numbers of the point, the digest and the text in a structure of ASN.1.
  sm2: `python3 -c 'import sys; data = sys.stdin.buffer.read()[-112:]; der = lambda tag, value: bytes([tag, len(value)]) + value; number = lambda value: der(2, value.to_bytes(value.bit_length() // 8 + 1, "big")); point = [int.from_bytes(data[at:at + 32], "big") for at in (0, 32)]; sys.stdout.buffer.write(der(48, number(point[0]) + number(point[1]) + der(4, data[64:96]) + der(4, data[96:])))' | ${PRIVATE}`,
};

/** Hands over each payload of a JSON text, with the encrypted key beside it. */
const PAYLOADS_OF_JSON = 'jq -r \'(if type == "array" then .[] else . end) | (.ekey // "-") as $key | (.payloads // .payload) | (if type == "array" then .[] else . end) | "\\($key) \\(.)"\'';

/**
 * What decrypts records that are encrypted one by one, each with its vector in front, and makes a list of them. The
 * reader's key is in no command: one of a session is in the variable KEY, a private one in a file.
 *
 * @param {Cipher & { payloads: NonNullable<Cipher['payloads']> }} cipher
 * @returns {Partial<Command>}
 */
function decryptPayloads({ name, payloads: { wrapping, compressed, quoted, list } }) {
  const bytes = 'printf %s "$payload" | base64 -d';
  const key = wrapping === null ? '"$KEY"' : `"$(printf %s "$key" | base64 -d | ${OPENED[wrapping]} | xxd -p -c 64)"`;
  const work = [
    `${bytes} | tail -c +17`,
    `openssl enc -d -${name.toLowerCase()} -K ${key} -iv "$(${bytes} | head -c 16 | xxd -p)"`,
    ...(compressed ? ['gunzip'] : []), ...(quoted ? ['jq -j .'] : []), ...(list ? ["sed '1 s/^\\[//; $ s/\\]$//'"] : []),
  ].join(' | ');
  const each = `{ between='['; while read -r key payload; do printf %s "$between"; between=,; ${work}; done; printf ']'; }`;
  return { pipe: [PAYLOADS_OF_JSON, each], note: wrapping === null ? 'key' : 'private' };
}

/** Whether a word reads fields of the form. @param {string | undefined} word */
const readsFields = (word = '') => /\bf [_$a-z]/.test(word);

/**
 * What decrypts whole blocks.
 *
 * @param {Layer} layer
 * @returns {Partial<Command>}
 */
function decrypt({ cipher, status, bytes_in: length, bytes_out: kept }) {
  if (!cipher) return { note: status === 'ok' ? 'none' : 'damaged' };
  const { name, payloads, vector } = cipher;
  // Where some stay encrypted, no short command passes over them.
  if (payloads) return status === 'ok' ? decryptPayloads({ ...cipher, payloads }) : { note: 'none' };
  const isOwn = cipher.key === '';
  // A key of the reader's own is in no command.
  const key = isOwn ? '"$KEY"' : cipher.key;
  const command = ['openssl', 'enc', '-d', `-${name.toLowerCase()}`, '-K', key, ...(vector ? ['-iv', vector] : [])].join(' ');
  const reads = [cipher.key, vector].some(readsFields);
  // What reads fields comes with the function that finds them, in a group that has the input.
  const group = (/** @type {string} */ work) => (reads ? `{ ${FIELD_OF_FORM}; ${work}; }` : work);
  if (status === 'ok') return { pipe: [group(command)], note: isOwn ? 'key' : null };
  // Without its end the data have no padding that could be taken off.
  const pipe = [`head -c ${length - (length % 16)}`, group(`${command} -nopad`), ...(kept % 16 === 0 ? [] : [`head -c ${kept}`])];
  return { pipe, note: isOwn ? 'key' : 'part' };
}

/** RC4 that passes over the first 1,024 bytes of its stream; its argument is the key. */
const RC4 = String.raw`python3 -c 'import sys; key = bytes.fromhex(sys.argv[1]); data = sys.stdin.buffer.read(); s = list(range(256)); j = 0; out = bytearray(); exec("for i in range(256):\n j = (j + s[i] + key[i % len(key)]) % 256; s[i], s[j] = s[j], s[i]\nj = 0\nfor n in range(1024 + len(data)):\n i = (n + 1) % 256; j = (j + s[i]) % 256; s[i], s[j] = s[j], s[i]\n if n > 1023: out.append(data[n - 1024] ^ s[(s[i] + s[j]) % 256])"); sys.stdout.buffer.write(out)'`;

/**
 * What decrypts a stream.
 *
 * @param {Layer} layer
 * @param {Set<string>} codes
 * @returns {Partial<Command>}
 */
function decryptStream({ cipher }, codes) {
  // What is damaged becomes bytes that are no text, which the core replaced.
  if (!cipher || [...codes].some((code) => code.startsWith('utf8-'))) return { note: 'none' };
  return { pipe: [`{ ${FIELD_OF_FORM}; ${RC4} "${cipher.key}"; }`], note: cipher.key.includes('$KEY') ? 'key' : null };
}

/**
 * What makes UTF-8 of a captured request where it is in UTF-16.
 *
 * @param {Bytes} bytes
 */
async function fromUtf16(bytes) {
  const order = ['BE', 'LE'][(await bytes(0, 0, 2)).indexOf(0)];
  return order === undefined ? [] : [`iconv -f UTF-16${order} -t UTF-8`];
}

/**
 * @param {Layer} layer
 * @param {number} step
 * @param {Bytes} bytes
 * @returns {Promise<Partial<Command>>}
 */
async function withoutHead({ bytes_in: whole, bytes_out: body }, step, bytes) {
  const text = plain(await bytes(step, 0, whole - body));
  // A head may lack the blank line that ends it; then only the length of the body tells where it begins.
  if (!/\n\r?\n$/.test(text)) return { pipe: [`tail -c ${body}`] };
  return { pipe: [...(/^\s*\n/.test(text) ? ["sed '/[^[:space:]]/,$!d'"] : []), "sed '1,/^\\r*$/d'"] };
}

/**
 * @param {Place} place
 * @returns {Promise<Partial<Command>>}
 */
async function fieldOf({ report: { input }, request, step, bytes }) {
  const found = FIELDS.find((path) => request.fields.some((field) => field.path === path));
  if (found === undefined || request.layers[step - 1]?.codec === 'multipart') return { note: 'none' };
  const [place, name] = /** @type {[string, string]} */ (found.split('.'));
  if (input.kind === 'export' && place === 'query') return { note: 'none' };
  // There an address has a notation of its own, so that no short command finds it.
  if (place === 'query' && input.kind === 'curl') return { note: 'none' };
  const start = plain(await bytes(0, 0, GLANCE)).trimStart();
  /** @type {string[]} */
  const pipe = [];
  // An archive can have the fields one by one.
  if (place === 'form' && request.layers.slice(0, step).every(({ codec }) => codec === 'utf-16') && input.kind === 'har') {
    return { pipe: [`jq -j '[.postData.params[] | select(.name == "${name}")][0].value'`] };
  }
  // Some programs write a form as an object of JSON.
  if (place === 'form' && input.kind !== 'export' && /^\s*\{/.test(plain(await bytes(step, 0, GLANCE)))) {
    return isWhole(await bytes(step, 0, FORM)) ? { pipe: [`jq -j .${name}`] } : { note: 'none' };
  }
  if (place === 'query' && input.kind === 'har') pipe.push(...await fromUtf16(bytes), 'jq -r .url');
  if (place === 'query' && (input.kind === 'http-request' || input.kind === 'shared-link')) {
    pipe.push(`awk '${start.startsWith(':') ? '$1 == ":path:"' : 'NF'} { print $2; exit }'`);
  } else if (input.kind === 'log-line') {
    pipe.push("tr '[:space:]\"<>\\140\\047' '\\n'", `grep -m 1 '${name}='`);
  }
  if (place === 'query' || input.kind === 'log-line') pipe.push("sed 's/#.*//; s/^[^?]*?//'");
  // Pages and logs write the separator as HTML does.
  if (/&amp;/.test(plain(await bytes(step, 0, GLANCE)))) pipe.push("sed 's/&amp;/\\&/g'");
  pipe.push(`awk -v RS='&' -v ORS= '/^[^[:alnum:]]*${name}=/ { sub(/^[^=]*=/, ""); sub(/[[:space:]]+$/, ""); print; exit }'`);
  return { pipe, from: place === 'query' ? 0 : step };
}

/**
 * @param {Place} place
 * @returns {Promise<Partial<Command>>}
 */
async function base64({ request, layer, step, codes, bytes }) {
  const inJson = request.layers[step - 1]?.codec === 'json';
  // Which of several such steps was repaired is not told.
  const alone = request.layers.filter(({ codec }) => codec === 'base64').length === 1;
  const repairs = ['plus-restored', 'lines-joined', 'url-safe'].filter((code) => codes.has(code));
  if (inJson && request.layers[step - 1]?.status !== 'ok' || !alone && repairs.length > 0) return { note: 'none' };
  /** @type {string[]} */
  const pipe = inJson ? ["jq -j '.data_list // .data'"] : [];
  const end = inJson ? '' : plain(await bytes(step, Math.max(0, layer.bytes_in - 8), 16));
  if (codes.has('lines-joined') || /[ \t\r]\s*$/.test(end)) pipe.push("tr -d '[:space:]'");
  const [from, to] = [codes.has('plus-restored') ? ' ' : '', codes.has('plus-restored') ? '+' : ''];
  if (codes.has('url-safe')) pipe.push(`tr '${from}_-' '${to}/+'`);
  else if (from !== '') pipe.push("tr ' ' '+'");
  const partial = layer.status === 'partial';
  // Three bytes are written as four characters, one as two, two as three.
  const rest = layer.bytes_out % 3;
  const digits = Math.floor(layer.bytes_out / 3) * 4 + (rest === 0 ? 0 : rest + 1);
  if (partial) pipe.push(`head -c ${digits}`);
  const [signs = ''] = /=*$/.exec(end.trimEnd()) ?? [];
  const missing = inJson || rest === 0 ? 0 : Math.max(0, 3 - rest - (partial ? 0 : signs.length));
  if (missing > 0) pipe.push(`{ cat; printf ${'='.repeat(missing)}; }`);
  pipe.push('base64 -d');
  return { pipe, note: partial ? 'part' : repairs.length > 0 || missing > 0 ? 'repaired' : null };
}

/**
 * A pipe that reads one file and writes another.
 *
 * @param {string[]} pipe
 * @param {string} from
 * @param {string | null} to null writes to the screen
 */
function line([first = '', ...others], from, to) {
  // A group takes its input behind its closing brace, every other program behind its arguments: the same place.
  return [`${first} < ${from}`, ...others].join(to === null ? ' |\n  ' : ' | ') + (to === null ? '' : ` > ${to}`);
}

/**
 * Commands that read the request from a file.
 *
 * @param {string[]} pipe
 * @param {string} file
 */
const inFile = (pipe, file) => pipe.map((command) => command.replaceAll(CAPTURE, () => file));

/** @param {number} step the file that holds the data after it */
export const fileOf = (step) => (step === 0 ? 'capture.txt' : `step-${step}`);

/** @param {number} index the file that holds one request of many */
export const fileOfRequest = (index) => `request-${index + 1}.txt`;

/**
 * The line that does one step; JSON is shown, not rewritten.
 *
 * @param {Command} command
 * @param {Layer} layer
 * @param {number} step counted from 1
 * @param {string} [file] that holds the request
 */
export function stepLine({ pipe, from }, layer, step, file = fileOf(0)) {
  return line(inFile(pipe, file), from === 0 ? file : fileOf(from), layer.codec === 'json' ? null : fileOf(step));
}

/**
 * The line that does all steps.
 *
 * @param {Command[]} commands
 * @param {Layer[]} layers
 * @param {string} [file] that holds the request
 * @returns {string | null} null where a step lacks its command
 */
export function wholeLine(commands, layers, file = fileOf(0)) {
  const last = commands.length - 1;
  const first = commands.findLastIndex(({ from, pipe }) => from === 0 && pipe.length > 0);
  const way = commands.map((command, step) => ({ ...command, reads: layers[step]?.codec === 'json', step }))
    // JSON on the way is only read; at the end it is laid out, where jq can.
    .filter(({ step, reads, pipe }) => step >= first && !(reads && (step < last || pipe.length === 0)));
  if (first < 0 || way.length === 0 || way.some(({ pipe }) => pipe.length === 0)) return null;
  return line(inFile(way.flatMap(({ pipe }) => pipe), file), file, null);
}
