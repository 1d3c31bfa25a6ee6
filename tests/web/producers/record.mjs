// Writes what real SDKs send to tests/knowledge/recorded/, so that the coverage can be judged without them.
//
// Run it with `node tests/web/producers/record.mjs` after one of them got a newer version.

import { mkdir, readFile, writeFile } from "node:fs/promises";

import { launchChromium } from "../lib/browser.mjs";
import { inClone } from "../lib/paths.mjs";
import { pythonWithSdk } from "../lib/python.mjs";
import { recordMiniProgramSdk } from "./mini-program-sdk.mjs";
import { recordPythonSdk } from "./python-sdk.mjs";
import { recordWebSdk, recipesDomain } from "./web-sdk.mjs";

const folder = inClone("tests/knowledge/recorded");

/** One file for each SDK; the ways of sending that carry the same events are not needed twice. */
async function write(name, sdk, recorded) {
  const requests = recorded.map(({ producer, request }) => ({ producer, request: request.raw.toString("latin1") }));
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${name}.json`, `${JSON.stringify({ sdk, requests }, null, 1)}\n`);
  console.log(`${name}: ${requests.length} requests`);
}

async function version(path, pattern) {
  return pattern.exec(await readFile(inClone(path), "utf8"))[1];
}

const npmVersion = (name) => version("tests/web/package.json", new RegExp(`"${name}": "([^"]+)"`));

const browser = await launchChromium({ domain: recipesDomain });
try {
  const web = await recordWebSdk(browser, ["ajax", "autotrack", "debug", "instant-image"]);
  await write("web", `sa-sdk-javascript ${await npmVersion("sa-sdk-javascript")}, in a web page`, web);
} finally {
  await browser.close();
}
const miniProgram = await recordMiniProgramSdk();
await write("mini-program", `sa-sdk-miniprogram ${await npmVersion("sa-sdk-miniprogram")}, as in WeChat`, miniProgram);
const python = await recordPythonSdk(await pythonWithSdk());
const of = await version("tests/web/requirements.txt", /SensorsAnalyticsSDK==(\S+)/);
await write(
  "python",
  `SensorsAnalyticsSDK ${of}, for Python`,
  python.filter(({ producer }) => ["python default", "python batch"].includes(producer)),
);
