// Python with the Python SDK, with programs that read exports and with generators of sites, in an environment of its own below `target/`.

import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";

import { inClone } from "./paths.mjs";

const run = promisify(execFile);
const environment = inClone("target/python");
const interpreter = `${environment}/bin/python`;
const requirements = inClone("tests/web/requirements.txt");

/** Path of an interpreter that can import what the requirements list; sets it up where nobody has done so. */
export async function pythonWithSdk() {
  if (process.env.OVERSHARE_PYTHON) return process.env.OVERSHARE_PYTHON;
  const imports = ["-c", "import duckdb, feedparser, garbevents, haralyzer, hugo, mitmproxy.tools.main, mkdocs, nh3, pymdownx, sensorsanalytics"];
  if (await run(interpreter, imports).then(() => true, () => false)) return interpreter;
  try {
    await run("python3", ["-m", "venv", "--clear", environment]);
  } catch (error) {
    await run("virtualenv", ["--clear", environment]).catch(() => {
      throw new Error(
        `Expected python3 with its module venv, or virtualenv, to make ${environment}; ` +
          `neither did. Install the package python3-venv and try again.\n${error.stderr}`,
      );
    });
  }
  await run(interpreter, ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--requirement", requirements]);
  await run(interpreter, imports);
  return interpreter;
}

/** Runs a script; resolves with what it printed, and rejects with what it complained about. */
export function runPython(python, script, parameters = [], input = "") {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [inClone(script), ...parameters], { env: { ...process.env, PYTHONIOENCODING: "utf-8", PYTHONDONTWRITEBYTECODE: "1" } });
    const output = [];
    const complaints = [];
    child.stdout.on("data", (part) => output.push(part));
    child.stderr.on("data", (part) => complaints.push(part));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(output).toString("utf8"));
      else reject(new Error(`${script} ended with ${code}:\n${Buffer.concat(complaints).toString("utf8")}`));
    });
    child.stdin.end(input);
  });
}
