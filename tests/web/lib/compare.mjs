// Says in words where two decodings of the same request differ.

/** Differences between two lists of leaves `[path, text]`; order and repetition count. */
export function leafDifferences(expected, actual) {
  const differences = [];
  const waiting = [...actual];
  for (const [path, text] of expected) {
    const same = waiting.findIndex(([candidate, found]) => candidate === path && found === text);
    if (same >= 0) {
      waiting.splice(same, 1);
      continue;
    }
    const other = waiting.findIndex(([candidate]) => candidate === path);
    if (other < 0) differences.push(`${path} is missing`);
    else differences.push(`${path}: expected ${text}, found ${waiting.splice(other, 1)[0][1]}`);
  }
  for (const [path, text] of waiting) differences.push(`${path}: added, ${text}`);
  if (differences.length === 0) {
    const misplaced = expected.findIndex(([path], index) => actual[index][0] !== path);
    if (misplaced >= 0) differences.push(`${expected[misplaced][0]}: expected in place ${misplaced}, found ${actual[misplaced][0]} there`);
  }
  return differences;
}

/** Differences between two lists of events, each a list of leaves. */
export function eventDifferences(expected, actual) {
  if (expected.length !== actual.length) return [`expected ${expected.length} events, found ${actual.length}`];
  return expected.flatMap((leaves, index) =>
    leafDifferences(leaves, actual[index]).map((difference) => `event ${index}: ${difference}`),
  );
}
