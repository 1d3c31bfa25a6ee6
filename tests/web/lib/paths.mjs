// Where things stand in the clone.

import { fileURLToPath } from "node:url";

/** Root of the clone, with a slash at the end. */
export const root = new URL("../../../", import.meta.url);

/** File system path of something in the clone. */
export const inClone = (path) => fileURLToPath(new URL(path, root));
