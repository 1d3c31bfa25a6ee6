// Loaded into every test file of a run before it begins: ends one that goes on for too long, and with it its browsers.
//
// Node.js waits for a file as long as anything in it is open, be it a server that no test has closed since an earlier
// line failed; one such file would keep the whole run for ever.

/** The variable with the seconds that a file has. */
export const LIMIT = "OVERSHARE_TEST_FILE_LIMIT";

const seconds = Number(process.env[LIMIT]);
if (seconds > 0) {
  setTimeout(() => {
    const open = [...new Set(process.getActiveResourcesInfo())];
    process.stderr.write(`${process.argv[1]} was ended after ${seconds} seconds, with these still open: ${open.join(", ")}.\n`);
    process.exit(1);
  }, seconds * 1000).unref();
}
