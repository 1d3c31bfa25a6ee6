// Bundles what readers load, for `cargo xtask build`:
//
//     node xtask/bundler/bundle.mjs PACKAGE
//
// writes the page to PACKAGE/page/ and the program of the frame to PACKAGE/frame.js. PACKAGE holds the core's
// JavaScript already. Equal sources give equal bytes, wherever the clone and PACKAGE lie.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const [folder] = process.argv.slice(2);
/** Where the package will be: source maps name what they were made of relative to it. */
const place = join(root, "pkg");

/** The core's JavaScript is that of the package which is being made, not of the one before, and that of one build. */
const glue = (build) => ({
  name: "glue",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/pkg\/overshare\.js$/ }, () => ({ path: join(place, build, "overshare.js"), pluginData: glue }));
    onLoad({ filter: /overshare\.js$/ }, ({ pluginData }) => (pluginData === glue ? { contents: readFileSync(join(folder, build, "overshare.js")) } : undefined));
  },
});

/** Bundles modules and style sheets of `www/`, each to a file of its own. */
async function bundled(entries, outdir, options) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => `www/${entry}`),
    outbase: "www",
    outdir,
    bundle: true,
    minify: true,
    format: "esm",
    // The page asks for what current browsers have, and nothing is rewritten for others.
    target: "esnext",
    plugins: [glue("")],
    write: false,
    logLevel: "warning",
    ...options,
  });
  for (const { path, contents } of outputFiles) {
    const file = join(folder, relative(place, path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
}

const page = join(place, "page");
await bundled(["early.js", "settings.js", "main.js", "style/page.css", "style/print.css"], page, { sourcemap: true });
// A blob has no address beside which its map could be found.
await bundled(["worker.js"], page, { sourcemap: "external" });
await bundled(["worker.js"], page, { sourcemap: "external", entryNames: "reader", plugins: [glue("reader")] });
await bundled(["embed/frame.js"], place, { outbase: "www/embed" });
