// Which modules a module needs.

import { readFileSync } from "node:fs";
import { posix } from "node:path";

import { inClone } from "./paths.mjs";

/** Addresses of a module and of all that it imports, relative to the page, nearest first. */
export function modulesFrom(entry) {
  const found = new Set([entry]);
  for (const module of found) {
    const text = readFileSync(inClone(module), "utf8");
    for (const [, from, alone] of text.matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)';$|^import '(\.[^']+)';$/gm)) {
      found.add(posix.join(posix.dirname(module), from ?? alone));
    }
  }
  return [...found];
}
