// The attempts of www/proof/ as texts, for pages that are locked already and can load no module.

import { readFileSync } from "node:fs";

import { inClone } from "./paths.mjs";

const source = (name) => readFileSync(inClone(`www/proof/${name}.js`), "utf8").replace(/^import .*;$/gm, "").replace(/^export /gm, "");

/** Makes a global function `attempted` in a page. */
export const pageProgram = `globalThis.attempted = (() => {\n${["connections", "elements", "attempts"].map(source).join("\n")}\nreturn attempted;\n})();`;

/** What listens to `attempted` in a worker. */
export const workerProgram = `{\n${["connections", "worker"].map(source).join("\n")}\n}`;
