// Loads the package as it is shipped.

import { readFileSync } from "node:fs";

import { root } from "./paths.mjs";

/** The functions of `pkg/overshare.js`, or of the build in a folder of `pkg/`, with its WebAssembly behind them. */
export async function loadPackage(folder = "") {
  const overshare = await import(new URL(`pkg/${folder}overshare.js`, root));
  overshare.initSync({ module: readFileSync(new URL(`pkg/${folder}overshare_bg.wasm`, root)) });
  return overshare;
}
