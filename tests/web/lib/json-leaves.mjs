// Reads JSON without losing anything: duplicate keys, key order and the exact text of every value.

const space = /[ \t\n\r]*/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

/**
 * Every leaf of a JSON text as `[path, exact text]`, in the order of the text.
 * Keys are joined with `.`, array elements are `[0]`, an empty object or array is a leaf.
 */
export const leaves = (text) => placedLeaves(text).map(([path, lexeme]) => [path, lexeme]);

/** The same as `[path, exact text, offset of its first character]`. */
export function placedLeaves(text) {
  const found = [];
  let at = 0;
  const take = (pattern) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match?.[0];
  };
  const expect = (character) => {
    take(space);
    if (text[at] !== character) throw new SyntaxError(`expected ${character} at ${at}, found ${text.slice(at, at + 20)}`);
    at += 1;
  };
  const next = () => (take(space), text[at]);
  const value = (path) => {
    const start = (take(space), at);
    if (text[at] === "{" || text[at] === "[") {
      const isObject = text[at] === "{";
      const close = isObject ? "}" : "]";
      at += 1;
      if (next() === close) {
        at += 1;
        found.push([path, isObject ? "{}" : "[]", start]);
        return;
      }
      for (let index = 0; ; index += 1) {
        let inner = `${path}[${index}]`;
        if (isObject) {
          next();
          const key = take(string);
          if (key === undefined) throw new SyntaxError(`expected a key at ${at}`);
          inner = path === "" ? JSON.parse(key) : `${path}.${JSON.parse(key)}`;
          expect(":");
        }
        value(inner);
        if (next() !== ",") break;
        at += 1;
      }
      expect(close);
      return;
    }
    if (take(string) === undefined && take(scalar) === undefined) {
      throw new SyntaxError(`expected a value at ${at}, found ${text.slice(at, at + 20)}`);
    }
    found.push([path, text.slice(start, at), start]);
  };
  value("");
  if (next() !== undefined) throw new SyntaxError(`expected the end at ${at}`);
  return found;
}

/** Leaves of each event of a body that holds one event or an array of them. */
export function eventLeaves(text) {
  const all = leaves(text);
  if (!text.trimStart().startsWith("[")) return [all];
  const events = [];
  for (const [path, lexeme] of all) {
    const element = /^\[(\d+)\]\.?/.exec(path);
    if (!element) continue;
    (events[Number(element[1])] ??= []).push([path.slice(element[0].length), lexeme]);
  }
  return events;
}
