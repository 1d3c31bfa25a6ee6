/**
 * Where the values of an event stand in the decoded JSON, as other programs write it: RFC 9535 JSONPath, and jq.
 *
 * The core's paths are for people: they shorten long names and leave dots in names as they are. Here a name is exact.
 */

/** @import { Event as CapturedEvent } from './report.d.ts' */
/** @import { Reading } from './core.js' */

/**
 * @typedef {'one' | 'list' | 'lines'} Form of the decoded text: one value, a list of them, or one after another
 * @typedef {{ jsonPath: string, jq: string }} Address
 * @typedef {{ steps: (string | number)[], value: string, shadowed: boolean }} Located
 *   a value as sent; shadowed where the same name follows in the same object, so that other programs see only that one
 */

const TOKEN = /"(?:[^"\\]|\\[^])*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Every value of an event that holds no others, in the order in which they stand.
 *
 * @param {string} json
 * @returns {Located[]} nothing where it is damaged: no other program would read it
 */
export function located(json) {
  if (!isJson(json)) return [];
  const tokens = json.matchAll(TOKEN);
  const take = () => /** @type {RegExpExecArray} */ (tokens.next().value);
  /** @type {Located[]} */
  const found = [];
  /**
   * @param {(string | number)[]} steps
   * @param {RegExpExecArray} first token of the value
   */
  const read = (steps, first) => {
    const [opening] = first;
    if (opening !== '{' && opening !== '[') {
      found.push({ steps, value: opening, shadowed: false });
      return;
    }
    /** @type {Map<string, number[]>} the range of what each name held last */
    const named = new Map();
    let token = take();
    if (token[0] === '}' || token[0] === ']') {
      found.push({ steps, value: json.slice(first.index, token.index + 1), shadowed: false });
      return;
    }
    for (let position = 0; ; position += 1) {
      const start = found.length;
      if (opening === '[') {
        read([...steps, position], token);
      } else {
        const name = JSON.parse(token[0]);
        take();
        read([...steps, name], take());
        const [from = 0, to = 0] = named.get(name) ?? [];
        for (const one of found.slice(from, to)) one.shadowed = true;
        named.set(name, [start, found.length]);
      }
      if (take()[0] !== ',') return;
      token = take();
    }
  };
  read([], take());
  return found;
}

/** @param {string} name in quotes, which RFC 9535 escapes like JSON */
function quoted(name) {
  return `'${JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** @param {(string | number)[]} steps */
export function jsonPath(steps) {
  return `$${steps.map((step) => (typeof step === 'number' ? `[${step}]`
    : /^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*$/.test(step) ? `.${step}` : `[${quoted(step)}]`)).join('')}`;
}

/** @param {(string | number)[]} steps */
export function jq(steps) {
  const text = steps.map((step) => (typeof step === 'string' && /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`)).join('');
  return text.startsWith('.') ? text : `.${text}`;
}

/** Bytes of the decoded text that are looked at: its first sign says what it is. */
const BEGINNING = 256;

/**
 * @param {Reading} reading
 * @param {number} request
 * @returns {Promise<Form>}
 */
export async function formOf(reading, request) {
  const { layers = [], event_count: amount = 0 } = reading.overview.requests[request] ?? {};
  const begins = new TextDecoder().decode(await reading.ask('bytes', request, layers.length, 0, BEGINNING));
  if (/^\s*\[/.test(begins)) return 'list';
  return amount === 1 ? 'one' : 'lines';
}

/**
 * The address of each field of an event, or why it has none: of a name that is sent twice in one object other
 * programs see only the last, and nobody can write half of a surrogate pair or read damaged JSON.
 *
 * @param {CapturedEvent} event
 * @param {Form} form
 * @param {number} position of the event in its request
 * @returns {(Address | 'shadowed' | null)[]}
 */
export function addresses({ json = '', fields = [] }, form, position) {
  const found = located(json);
  return fields.map(({ value }, index) => {
    const place = found[index];
    if (!place || place.value !== value) return null;
    if (place.shadowed) return 'shadowed';
    const { steps } = place;
    if (steps.some((step) => typeof step === 'string' && /\p{Surrogate}/u.test(step))) return null;
    if (form === 'list') return { jsonPath: jsonPath([position, ...steps]), jq: jq([position, ...steps]) };
    // jq reads one text after another; JSONPath knows only the text that it is used on.
    return { jsonPath: jsonPath(steps), jq: form === 'one' ? jq(steps) : `[., inputs]${jq([position, ...steps]).slice(1)}` };
  });
}

/**
 * JSON with a line for each value. Numbers, names and their order stay as they were sent; a damaged text stays as it is.
 *
 * @param {string} json
 */
export function indented(json) {
  if (!isJson(json)) return json;
  let depth = 0;
  let text = '';
  let before = '';
  for (const [token] of json.matchAll(TOKEN)) {
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    const breaks = closes ? before !== '{' && before !== '[' : before === '{' || before === '[' || before === ',';
    text += `${breaks ? `\n${'  '.repeat(depth)}` : ''}${token}${token === ':' ? ' ' : ''}`;
    if (token === '{' || token === '[') depth += 1;
    before = token;
  }
  return text;
}
