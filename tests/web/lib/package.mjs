// Loads the package as it is shipped.

import { readFileSync } from "node:fs";

import { root } from "./paths.mjs";

/** The functions of `pkg/overshare.js`, with the WebAssembly of `pkg/` behind them. */
export async function loadPackage() {
  const overshare = await import(new URL("pkg/overshare.js", root));
  overshare.initSync({ module: readFileSync(new URL("pkg/overshare_bg.wasm", root)) });
  return overshare;
}
