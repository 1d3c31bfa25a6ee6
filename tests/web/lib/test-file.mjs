// Loaded into every test file of a run before it begins: ends one that goes on for too long, and with it its browsers;
// and gives the low priority to those that are to have it.
//
// Node.js waits for a file as long as anything in it is open, be it a server that no test has closed since an earlier
// line failed; one such file would keep the whole run for ever.

import { constants, setPriority } from "node:os";

/** The variable with the seconds that a file has. */
export const LIMIT = "OVERSHARE_TEST_FILE_LIMIT";
/** The variable with a JSON list of the files that have the processor when nothing else needs it. */
export const LOW = "OVERSHARE_TEST_FILES_LOW";

if (JSON.parse(process.env[LOW] ?? "[]").includes(process.argv[1])) setPriority(constants.priority.PRIORITY_LOW);

const seconds = Number(process.env[LIMIT]);
if (seconds > 0) {
  setTimeout(() => {
    const open = [...new Set(process.getActiveResourcesInfo())];
    process.stderr.write(`${process.argv[1]} was ended after ${seconds} seconds, with these still open: ${open.join(", ")}.\n`);
    process.exit(1);
  }, seconds * 1000).unref();
}
