// Runs the unmodified Python SDK against a recorder.

import { startRecorder } from "../lib/recorder.mjs";
import { runPython } from "../lib/python.mjs";

/** All requests that the SDK sends through all its consumers: `{ producer, request }`. */
export async function recordPythonSdk(python) {
  const recorder = await startRecorder();
  try {
    await runPython(python, "tests/web/producers/python_sdk.py", [recorder.origin]);
    return recorder.requests.map((request) => ({
      producer: `python ${/producer=([\w-]+)/.exec(request.target)[1]}`,
      request,
    }));
  } finally {
    await recorder.close();
  }
}
